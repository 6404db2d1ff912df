"""The words for person, denial, condition, wish and time that `assertion` reads, folded, in four languages."""

from __future__ import annotations

import re


def _any(*pieces: str) -> str:
    """One alternation of several lines of alternatives."""
    return "|".join(piece.strip("|") for piece in pieces)


BOUNDARY = re.compile(
    r"[,;:()\[\]!?|]| - |\b(?:mais|et|puis|car|alors que|tandis que|or|donc|bien que|ensuite|parce que|but|"
    r"and|although|"
    r"maar|want|terwijl|hoewel|aber|und|denn|jedoch|obwohl|sondern)\b|\ben (?=ik\b|ben\b|heb\b|werk\b|geef\b|"
    r"zou\b|wil\b|wens\b|zoek\b)"
)
"""Where one clause ends and another begins. Dutch "en" only before a verb or subject: French has it everywhere."""

FIRST = re.compile(
    r"\b(?:"
    + _any(
        r"je|j'|m'|moi|me|nous|mon (?:engagement|statut|horaire|attribution|contrat|mandat|temps)",
        r"ma (?:nomination|designation|charge|situation|fonction|carriere|tache|titularisation)|"
        r"mes (?:fonctions|heures|"
        r"periodes|attributions)",
        r"ik|mij|mijn (?:vaste )?(?:benoeming|opdracht|statuut|aanstelling|contract|uren|functie)",
        r"ich|mich|mir|meine? (?:definitive )?(?:ernennung|stelle|auftrag|stunden|vertrag|verbeamtung|tatigkeit)",
        r"i(?!'(?!(?:m|ve|d|ll)\b))|my (?:own )?(?:appointment|post|status|position|contract|timetable|tenure)|"
        r"myself",
    )
    + r")(?:\b|(?<='))"
)
"""The writer, or what is the writer's own."""

_DETERMINER = (
    r"(?:mon|ma|mes|un|une|le|la|les|l'|notre|nos|leurs?|son|sa|ses|deux|trois|quatre|cette?|ces|chaque|"
    r"quelques|plusieurs|certaine?s|d'une?|"
    r"mijn|een|de|het|onze|twee|drie|mein\w{0,2}|eine?[rmns]?|der|die|dem|den|unsere?[rmns]?|zwei|drei|my|an?|"
    r"the|our|two|three|some)"
)
_RELATION = _any(
    r"mari|femme|epouse|epoux|conjointe?|compagne|compagnon|partenaire|collegues?|directeurs?|directrices?|"
    r"sous-directeur|prefete?|proviseure?",
    r"belle-(?:soeur|mere|fille)|beau-(?:frere|pere|fils)|schoon\w+|schwager(?:in)?|(?:sister|brother)-in-law|"
    r"soeurs?|freres?|mere|pere|maman|papa|parents?|filles?|fils|cousine?|amis?|amies?|tante|oncle|voisine?|"
    r"remplacante?|predecesseure?|successeure?",
    r"cheffe?|dame|monsieur|eleves?|etudiante?s?|secretaire|enseignante?s|professeurs|instituteurs|"
    r"institutrices|agents|titulaire",
    r"echtgenoot|echtgenote|man|vrouw|partner|collega(?:'s)?|directeur|directrice|zus|broer|moeder|vader|"
    r"dochter|zoon|vriend(?:in)?|leerkrachten",
    r"ehemann|ehefrau|mann|frau|kolleg\w{0,7}|schulleiter\w{0,4}|direktor\w{0,4}|schwester|bruder|mutter|"
    r"vater|tochter|sohn|freund\w{0,4}|chef\w{0,3}",
    r"husband|wife|colleagues?|headteacher|headmaster|head|principal|sister|brother|mother|father|friend|boss|"
    r"teachers|staff",
)
_COLLEAGUE = (
    r"(?<!suis )(?<!comme )\b(?:une?|les?|la|des|du|d'une?) (?:jeune |ancien(?:ne)? |autre )?"
    r"(?:professeure?|institut(?:eur|rice)|educat(?:eur|rice)|enseignante?|prof)\b"
)
THIRD = re.compile(
    rf"{_COLLEAGUE}|(?:^|[.;,|] ?)(?:{_RELATION})(?= ?:)|"
    r"(?<!madame )(?<!monsieur )(?<!mesdames )(?<!messieurs )(?<!mevrouw )"
    rf"(?<!fonction )(?<!poste )(?<!emploi )\b(?:{_DETERMINER} |"
    rf"l'|d'(?=(?:anciens?|anciennes?|autres?|une?|{_RELATION})\b))"
    rf"(?:[a-z-]{{2,14}} ){{0,2}}?(?:{_RELATION})\b|\b(?:il|elle|ils|elles|lui|"
    rf"leur|celui(?! d)|celle(?! d)|ceux|celles|quelqu'une?|quiconque|chacune?|"
    r"hij|zij|degene|iemand|iedereen|sie|wer|jeder|he|she|they|someone|somebody|"
    r"whoever|anyone|anybody|everyone|everybody)\b|"
    r"(?:^|[.;] ?)wie(?= (?:al |reeds |nog niet )?(?:vast )?$)|"
    r"\b(?:toute?|chaque|any|every|jede[rs]?|elke?|iedere?) (?:enseignante?|membre|agent|teacher|leerkracht|"
    r"leraar|personeelslid|lehrer(?:in)?|lehrkraft)\b"
)
"""Somebody else: a relation with its article, or a pronoun. Whom a letter greets ("Monsieur le Directeur") is none."""

AUXILIARY_FIRST = re.compile(
    r"(?:\b(?:je suis|suis|j'ai ete|ai ete|fus|m'a|m'ont|m'avait|m'avoir|me voir|etant|ben ik|ik ben|werd ik|"
    r"ik werd|bin ich|ich bin|"
    r"ich wurde|wurde ich|i am|i'm|i was|i have been|i've been) ?(?:\w+ ){0,2})$"
)
AUXILIARY_THIRD = re.compile(
    r"\b(?:est|sont|a ete|ont ete|etait|etaient|fut|sera|is|zijn|wordt|werd|worden|wurde|wurden|ist|sind|was|"
    r"were|are|has been) (?:\w+ ){0,2}$"
)

NEGATION_AROUND = re.compile(
    r"\b(?:ne |n')(?:[\w'-]+ ){0,6}?(?:pas|jamais|plus|point|guere|aucune?|nullement|ni)\b(?! seulement| qu['e]|"
    r" moins| ete resili)"
)
NEGATION_NEAR = re.compile(
    r"(?:\b(?:pas|non|jamais|sans|ni|aucune?|niet|nooit|geen|zonder|nicht|nie|keine?[rnms]?|ohne|not|never|"
    r"no longer|without|isn't|wasn't|"
    r"haven't|don't|didn't|hasn't|do not|am not|no)\b[ -](?:[\w'-]+ ){0,4}|\bnon-|\bloin d'(?:etre )?)$"
)
NEGATION_AFTER = re.compile(r"^ (?:(?:\w+ ){0,3}(?:niet|nicht|nooit|nie)|nulle part)\b")
NOT_NEGATION = re.compile(
    r"\b(?:ne sais (?:\w+ )?pas si|ignore si|weet (?:\w+ )?niet of|weiss (?:\w+ )?nicht,? ob|(?:don't|"
    r"do not) know (?:if|whether))\b|"
    r"\b(?:pas|non) (?:seulement|uniquement)|niet alleen|nicht nur|not only|pas moins|autrement qu|"
    r"sans (?:interruption|"
    r"discontinuer|conteste)"
)

HYPOTHESIS = re.compile(
    r"\b(?:"
    + _any(
        r"si(?! bien)|s'il|lorsque je serai|quand je serai|des que je serai|a condition|au cas ou|en cas d['e]?|"
        r"en vue d(?:e|')|dans l'attente|en attente",
        r"se fait attendre|laat op zich|steht (?:noch )?aus|auf sich warten|wachten|attends|attend|attendant|"
        r"espoir|esper\w+|demande (?:de|d'une) |candidate? a (?:une|la)|possibl\w+|"
        r"possibilite|promi[st]\w*|promet\w*|promesse",
        r"prevue?s?|future?|prochaine?|prochainement|bientot|envisag\w+|eventuel\w*|serai[st]?|sera|seront|"
        r"seraient|pourrai\w*|devrai\w*|aurais|aurait",
        r"obtiendr\w+|deviendr\w+|solliciter\w*|(?<!viens )(?<!vient )(?<!avant )(?<!apres )(?:d'|a |pour |"
        r"(?<!'))etre \"?(?:nomme|engage|"
        r"titular)\w*",
        r"als ik|indien|mocht|zodra|zou|zouden|zal|hoop|wacht|verwacht|kans op|uitzicht op|aanvraag|aangevraagd|"
        r"sta open voor|in aanmerking|ten vroegste|word ik|"
        r"wordt ik|binnenkort",
        r"warte\w*|wacht ik|wenn|falls|sobald|sofern|ware|hoffe|hoffnung\w*|aussicht|antrag|beantragt|werde ich|"
        r"voraussichtlich|fruhestens|in frage|"
        r"demnachst",
        r"if|once i am|when i am|would|hope|hoping|awaiting|expect\w*|could be|will be|should i|soon",
    )
    + r")\b"
)

WISH = re.compile(
    r"\b(?:"
    + _any(
        r"prete?s?|disposee?s? a|disponibles?|souhait\w+|voudrais|aimerais|desir\w+|volontiers|ambition\w*|envie|"
        r"reviendr\w+|revenir|reprendr\w*|repasser\w*",
        r"retrouver\w*|passer\w*|remonter|augmenter|la mission|le poste(?! que j| actuel)|ce poste|cette mission|"
        r"cette fonction|votre|vos|vous|suppos\w+|exig\w+",
        r"requ\w+|demande[zer]\w*|implique|des le|des la|des septembre|effraie|pose(?:ra)? (?:aucun|pas)|"
        r"convien\w+|convient|chargee? de mission|propos\w+",
        r"idealement|de preference|bij voorkeur|vorzugsweise|am liebsten|ideally|preferably",
        r"je cherche|recherche|candidate? a|ik zoek|suche|looking for|ouverte? a|bereid|graag|beschikbaar|wens\w*|"
        r"wil|zou|vacature|uw|bereit|gern\w*|mochte|wunsch\w*|verfugbar|ausschreibung|ihre|aufstocken",
        r"ready|willing|happy to|glad|available|wish\w*|want|would|your|the (?:role|mission|post requires)",
    )
    + r")\b"
)

ONCE = re.compile(
    r"\b(?:"
    + _any(
        r"etais|etait|avais|avait|travaillais|enseignais|donnais|jusqu'(?:en|au|a)(?! ce jour| aujourd| present|"
        r" maintenant| ma pension)|ancienn?e?s?",
        r"a l'epoque|autrefois|auparavant|avant|jadis|d'abord|"
        r"(?<!depuis le )(?<!depuis mes )(?<!depuis )(?<!des le )debut\w*|"
        r"(?<!depuis )au depart|precede\w*|alors|pendant \w+ ans|"
        r"durant \w+ ans|j'ai (?:travaille|enseigne|preste|occupe|exerce|commence|ete|termine|acheve|quitte|"
        r"fini)|(?:ik|heb) \w+ gewerkt|"
        r"habe (?:\w+ ){0,4}gearbeitet|i (?:worked|taught|held)",
        r"war|waren|war ich|fruher|damals|ehemals|zuvor|anfangs|nach \w+ jahren|vorher",
        r"was ik|was|waren|vroeger|voorheen|destijds|eerst|tot (?:en met )?(?:\w+ )?\d{4}|until|used to|formerly|"
        r"previously|at first|had been",
    )
    + r")\b"
)

LOST = re.compile(
    r"\b(?:demission\w*|renonc\w+|ai perdu|perdu ma|mis fin|resilie\w*|zuruckgegeben|aufgegeben|gekundigt|"
    r"entlassung|ontslag|opgegeven|resigned|gave up|"
    r"given up|lost my)\b(?<!ete resilie)(?<!ete resiliee)"
)

REPORTED = re.compile(
    r"\b(?:"
    + _any(
        r"(?:votre|vos|l'|cet|cette|de l') ?(?:avis|annonce|appel|notice|offre|texte|conditions?|exigences?|"
        r"profil|circulaire|decret)",
        r"vous (?:demandez|exigez|cherchez|recherchez|souhaitez|reservez|ecrivez|precisez)|seule?s?|uniquement|"
        r"exclusivement|reserve\w* aux?",
        r"les membres du personnel|membres? du personnel (?:enseignant|directeur)|peuvent (?:postuler|solliciter|"
        r"introduire|poser)|il faut etre|conditions? (?:est|sont|d')",
        r"uw (?:vacature|oproep|advertentie|aankondiging)|enkel|alleen|ihre (?:ausschreibung|anzeige|"
        r"stellenanzeige)|nur (?:definitiv|fest)",
        r"you (?:ask|want|look|require|need|write)|u (?:[\w-]+ ){0,4}?(?:vraagt|zoekt|eist|schrijft)|schrijft u|"
        r"sie (?:verlangen|suchen|fordern|nennen|schreiben)|schreiben sie",
        r"(?:poste|emploi|fonction|mission|place|appel|charge) (?:est |serait |semble |etant )?(?:\w+ )?"
        r"(?:destinee?|accessible|ouverte?|prevue?|pensee?|concue?) (?:aux?|a (?:des|un|une)|pour (?:des|les|un|une)) ",
        r"(?:betrekking|functie|plaats|opdracht|vacature|ambt)[^.;]{0,30} (?:bedoeld|bestemd|voorbehouden|"
        r"voorzien) (?:voor|aan)|(?:bestemd|bedoeld|voorbehouden) (?:is )?(?:voor|aan) (?:vast ?benoemde|personeel)",
        r"(?:fur|an) (?:definitiv|fest) [^.;]{0,40}(?:bestimmt|gedacht|vorbehalten|vorgesehen|gerichtet)",
        r"(?:position|post|job|role|vacancy|call) (?:is|was|seems|may be) (?:\w+ )?(?:meant|intended|reserved|open|"
        r"designed|restricted) (?:for|to)",
        r"your (?:notice|advert\w*|announcement|call|vacancy|conditions)|only (?:staff|teachers|permanent)",
    )
    + r")\b"
)

KNOWING = re.compile(
    r"\b(?:je (?:sais|lis|comprends|vois|note|constate|suppose|devine) (?:bien |donc )?(?:que|qu')|"
    r"j'ai (?:bien )?(?:lu|vu|"
    r"compris|note) (?:que|qu')|"
    r"ik (?:weet|lees|las|begrijp|zie|vermoed) dat|"
    r"ich (?:weiss|lese|verstehe|sehe|vermute),? dass|i (?:know|see|read|gather|"
    r"understand|suppose)(?: that)?)"
)
"""By which the writer only tells what somebody else says."""

"""What stands around words of tenure and says whether the writer has it, folded, in four languages."""

from __future__ import annotations

import re

AWAITED = re.compile(
    r"\b(?:si j'etais(?! (?:nommee?|engagee?|choisie?) (?:chez vous|a (?:ce|cette)|dans (?:votre|cette|"
    r"le carrefour)))|en vue d(?:e|')|promet\w*|mirage|loin d'|si je suis nommee?(?! (?:a|au|dans|chez|pour) (?:ce|"
    r"cette|vous|votre|la mission|"
    r"le poste))|"
    r"en attente|warte\w*|wacht ik|dans l'attente|attend\w*|attends|espoir|esper\w+|promi[st]\w*|"
    r"promesse|prochaine?|"
    r"serai|sera|future?|candidate? a|bientot|prevue?|hoop|wacht\w*|als ik (?:\w+ )?(?:was|word)|zal|"
    r"laat op zich|hoff\w+|aussicht|"
    r"ware|steht|antrag|beantragt|auf sich warten|if i (?:was|were)|hop\w+|await\w*|expect\w*|will|"
    r"nommables?|devrai\w*|(?:inter)?viendra|suivra|arrivera|tombera|pretendre|eligible|demande|candidature|"
    r"in aanmerking|gepland|voorzien|volgt|vorgesehen|geplant|erfolgt|due|planned|pending|me nommer\w*|"
    r"patiente\w*|pourrai\w*|pouvoir)\b"
)
"""Words by which a tenure awaited shows that there is none yet."""

MINE = re.compile(r"\b(?:ma|mon|mijn|meiner?|my) (?:\w+ )?$")
"""What makes an appointment the writer's."""

EXPECTED = re.compile(
    r"\b(?:(?:candidate?|candidature|pretendre) (?:a|pour) (?:une|la|ma|l')? ?(?:nomination|engagement|"
    r"titularisation)|"
    r"(?:demande|espoir|attente|promesse|perspectives?|possibilite) (?:de |d'une |d'un |de ma |de la |d'|d'etre )"
    r"(?:nomination|nommee?|engagement|engagee?|titularis\w+)|nommables?|"
    r"nomination (?:est |serait |sera )?(?:prevue?|attendue|promise|possible|annoncee|en cours|a venir)|"
    r"(?:ma|la) nomination (?:devrait|pourrait|interviendra|viendra|suivra|arrivera|tombera|aura lieu)|"
    r"(?:in aanmerking|kandidaat|wachten) (?:\w+ )?(?:voor|op) (?:een |mijn |de )?(?:vaste )?benoeming|"
    r"benoeming (?:is )?(?:gepland|voorzien|volgt|verwacht)|"
    r"ernennung (?:ist )?(?:\w+ ){0,3}(?:vorgesehen|geplant|erwartet)|"
    r"appointment (?:is )?(?:due|planned|expected|pending)|"
    r"(?<!par )(?<!vient de )(?<!venu de )me nommer\w*|patiente\w* (?:\w+ ){0,3}nomination|"
    r"(?:pourrai\w*|pouvoir) (?:pas )?etre nommee?|avant d'etre nommee? en 20[2-9]\d)\b"
)
"""An appointment that is awaited, whoever the sentence names."""

REALISED = re.compile(
    r"\b(?:m'a fallu|ai attendu|ai mis|ai du attendre|avons attendu|duurde|het duurde|dauerte|"
    r"(?<!si j'avais la )(?<!si j'avais le )(?<!si j'ai la )(?<!aurai la )(?<!aurais la )(?:chance|bonheur|joie|"
    r"honneur|fierte|privilege|merite|fiere?|heureu(?:x|se)) d'(?:avoir ete|etre)|"
    r"(?:ai|avoir) beau etre|(?:ai|avoir|a) (?:pu|fini par|su|du attendre)|(?:parvenue?|arrivee?|"
    r"reussi) a (?:me|etre)|"
    r"(?:premiere?|derniere?|seule?) a etre|^etre (?:nommee?|engagee?) (?:a titre definitif )?(?:ne )?m'|"
    r"le fait d'etre|bien qu'etant)\b"
)
"""A wait that is over, or a state that one has: "il m'a fallu neuf ans pour être nommée", "la chance d'être nommée"."""

SINCE = re.compile(r"^(?: (?!attend|warte|wacht|ich|ik|wait)[\w'-]+){0,6}? (?:depuis|sinds|seit|since)\b")
"""What shows a state to be one of now: "si je suis nommée depuis dix ans, …"."""

LONG_SINCE = re.compile(r"^ (?:\w+ ){0,3}?(?:depuis (?:hier|peu\b|quelques)|sinds gisteren|erst seit|seit gestern)")
"""A beginning that is denied: the state is not ("je ne suis pas nommée d'hier")."""

KEEPING = re.compile(
    r"\b(?:conserv\w+|gard\w+|mainten\w+|preserv\w+|reste acquise|compte(?:-t-elle)?|valable|behoud\w*|behalt\w*|"
    r"bleibt|blijft|keep\w*|retain\w*)\b"
)
"""What one does with an appointment that one has."""

LACKING = re.compile(
    r"\b(?:(?:a )?(?:faute|defaut|absence) d(?:e|')|(?:sauf|hormis|excepte|personne ne m'a|"
    r"(?:a l')?exception d(?:e|'))|loin d(?:e|')|(?:il )?(?:me|m'a) manque\w*(?: encore| toujours| juste)?|"
    r"depourvue? d(?:e|')|ne (?:peux|puis|saurais)(?! plus)|bij gebrek aan|mangels|for want of|lacking)"
    r"(?: ?(?:[\w']+ ){0,4}?(?:la |une |ma |l'|d'une |een |einer |a |d')?)$"
)
"""What denies without "not": "faute de nomination", "il me manque la nomination"."""

LACKED = re.compile(
    r"^ ?[^.;:,?]{0,40}?\b(?:me (?:manque|fait (?:encore |toujours |cruellement )?defaut)|"
    r"(?:n'est|n'a|n'etant|ne \w+) (?:(?:pas|toujours) (?:encore|pas)\b(?! ete (?:facile|simple|remise))|"
    r"jamais (?:ete|venue|arrivee|tombee|aboutie?)|"
    r"pas (?:acquise|effective|tombee|venue|arrivee|pour (?:demain|tout de suite|bientot)|a l'ordre|au|a portee))|"
    r"(?:heb|zit|is|kwam|heeft)(?: \w+){0,3} nog (?:altijd |steeds )?niet|"
    r"(?:habe|ist|steht|kam|liegt|fehlt)(?: \w+){0,3} noch (?:immer )?(?:nicht|aus)|fehlt mir|ontbreekt|"
    r"(?:has|have|is) (?:still )?not (?:yet )?(?:come|been|arrived|through|forthcoming))"
)
"""A denial after the word: "la nomination n'est pas encore tombée"."""

PARTLY = re.compile(
    r"^[^.;,]{0,30}?\b(?:pour (?:toute|tout|l'ensemble|la totalite|l'entierete|l'integralite|le tout|le reste|"
    r"les \w+ autres|une charge complete|mon horaire)|a temps (?:plein|complet)|a 100|dans (?:toutes|les deux)|"
    r"voltijds|voor (?:alle|het geheel|de volledige)|vollzeit|in vollzeit|fur (?:alle|die ganze)|full[- ]time|"
    r"for (?:all|the whole))\b"
)
"""What limits a denial to a part of the load: the rest is permanent."""

WANTED = re.compile(
    r"\b(?:souhait\w*|voudrais|aimerais|desir\w*|cherche|recherche|rever?ais|reve|vise|brigue|espere\w*|wens|"
    r"wil|zoek|hoop|suche|mochte|wunsche|hoffe|want|wish|looking for|hope)\b(?: [\w']+){0,3} "
    r"(?:d')?(?:une?|een|eine[rn]?|a|mon|ma)(?: \w+)? $"
)
"""An appointment that is wished for."""

ANOTHERS = re.compile(
    r"\b(?:sa|son|leurs?|toute?|tous les|chaque|any|every|jede[rs]?|elke?|iedere?|"
    r"votre|haar|hun|uw|seiner?|ihrer?|his|her|their|your) $"
)
"""What makes an appointment somebody else's."""

TITLED = re.compile(
    r"\w,? (?:m|mr|mme|mlle|monsieur|madame|"
    r"mademoiselle|mevr|mevrouw|dhr|de heer|meneer|herrn?|frau|mrs|ms|miss)\b\.? "
    r"(?!l[ae]s? )[a-z][\w'.-]*(?: [a-z][\w'.-]*){0,2},? (?:(?:qui|die|who) (?:est|elle est|is|ist) )?"
    r"(?:(?:nommee?|engagee?|designee?|elle-meme|lui-meme|zelf|selbst|tenured|vast|definitiv|"
    r"fest|permanently) (?:a )?)?$"
)
"""A person called by title and name in the midst of a sentence: what follows in apposition is that one's."""

INTERIM = re.compile(
    r"^(?: (?!mais|et|puis|maar|en|aber|und|but|and)[\w'-]+){0,6}? ?(?:ad interim|a\.i\.?|a\. i\.|"
    r"faisant fonction|\(?f\.f\.\)?|ff\b|"
    r"a titre (?:temporaire|provisoire|interimaire)|provisoire\w*|"
    r"stagiaire|temporaire\w*|par interim|interimaire|waarnemend|kommissarisch|ad-interim|tijdelijk|"
    r"zeitweilig|temporarily|acting)"
)
"""An appointment for a while, told after the participle ("nommée directrice ad interim")."""

HONOUR = re.compile(
    r"^ (?:[a-z]+e?ment )?(?:[\w' -]{3,40} de l'annee\b|"
    r"[\w' -]{3,40} par (?:la |le |l')?(?:ligue|federation|club|asbl|fabrique)\b|"
    r"entraineu\w+|arbitre|ambassad\w+|\w+ referente?\b|[\w' -]{3,30} par la direction\b|responsable|coordina\w+|"
    r"president\w*|delegue\w*|referente?|secretaire|tresori\w+|"
    r"(?:aux?|a la|au sein d[ue']\w*(?: la)?|dans (?:le|la|une?)) ?(?:conseil|comite|commission|jury|cabinet|"
    r"bureau)\b|"
    r"membre|chef\w*|capitaine|citoyen\w*|chevali\w*|"
    r"meilleur\w*|par (?:mes|ses|les) |parmi|jure|administrat\w*|echevin\w*|porte-parole|mentor|tut(?:eur|"
    r"rice)|parrain|marraine|expert\w*|"
    r"de (?:mon|mes|son|ses|notre|nos) |de ma (?:collegue|direct\w+|soeur|femme)\b|"
    r"\"|ainsi|aux? (?:prix|cesar|magritte|oscar|concours)|pour le prix|conseiller communal|zur? (?:sprecher|"
    r"mitglied)|"
    r"tot (?:voorzitter|ridder|lid|trainer|trainster|scheidsrechter|ereburger|ambassadeur))"
)
"""An honour or a task, no tenure ("nommée référente")."""

OFFICE = re.compile(
    r"^ (?:comme |en tant que |a la fonction de |dans (?:la|ma|cette) fonction de |in de functie van |"
    r"als )?(?:direct\w+|sous-direct\w+|prefete?|proviseure?|"
    r"chef\w* |inspect\w+|adjointe?|schulleiter\w*|coordina\w+)"
)
"""An office that one may hold or not beside one's own tenure ("je ne suis pas nommé directeur")."""

NAMED = re.compile(
    r"(?:projet|club|groupe|atelier|outil|jeu|programme|dispositif|chien|chat|lieu|village|application|"
    r"plateforme|livre|asbl|cours|ainsi|spectacle|piece|personnage) $"
)
"""A thing that is called so ("un projet nommé Cap")."""

PAST_ONLY = re.compile(
    r"\b(?:j'etais|etais|etait|avais ete|avait ete|war ich|war|was ik|jusqu'en|jusqu'au|bis (?:\d|zum|"
    r"ende)|until|tot (?:en met )?\d)\b"
)
"""A status that is over."""

SCOPED = re.compile(
    r"\b(?:fonction|poste|emploi|mandat|place|charge|functie|ambt|amt|stelle|post|position)s? (?:de \w+ )?(?:dans|"
    r"a|au|pour|ou|in|waarin|"
    r"in der|for|which)\b[^.;]{0,14}$"
)
"""What limits a denial to one office: "une fonction dans laquelle je ne suis pas nommé"."""

LEAVING = re.compile(
    r"\b(?:quitt\w+|perd(?:re|s|u)|risqu\w+|verlier\w+|verlie[sz]\w*|los(?:e|ing)|abandonn\w+|lach\w+|renonc\w+|"
    r"achterla\w+|opge\w+|laat[^.;]{0,20} (?:los|achter)|aufg\w+|"
    r"aufgeben|verlass\w+|"
    r"giv\w+ up|leav\w+)\b"
)
"""A tenure that one does not give up lightly is one that one has."""

ANYBODY = re.compile(r"\b(?:on|men|man|one)\b")
"""A subject that is nobody in particular."""

NOUN = re.compile(
    r"(?:nomination|benoeming|ernennung|einstellung|anstellung|stelle|post|position|appointment|engagement|tenure)\b"
)
"""An appointment as a thing."""

INDEFINITE = re.compile(
    r"\b(?:une|toute|sans|een|zonder|eine[rn]?|a|any|obtenir|recevoir|krijgen|sur) (?:[\w-]+ ){0,1}$|^$"
)

HELD = re.compile(
    r"\b(?:j'ai|ai|j'eus|je (?:beneficie|dispose|possede|jouis|detiens|tiens)|beneficiant|titulaire|obtenue?|"
    r"recue?|decroche\w*|m'a\w*|"
    r"depuis|en (?:19|20)\d\d|(?:19|20)\d\d|heb|kreeg|geniet|bezit|verkreeg|sinds|op zak|habe|hatte|besitze|"
    r"erhielt|bekam|seit|wurde|"
    r"have|hold|holds|held|got|received|obtained|since|was|in a)\b"
)
"""What makes an appointment that is told as "an appointment" one that the writer has."""

NAMES = re.compile(r"\b(?:ne |po |(?:on|se|je|nous) (?:l'|le |la |les )?|qu'on |que l'on |on les |se )$")
"""The verb "nomme" of the present, which accents alone tell from the participle."""

DELAYED = re.compile(
    r"\b(?:je l'attends|j'attends|ce sera|il (?:me )?faudra|sera pour|viendra|se fait attendre|tarde\w*|"
    r"laat op zich wachten|blijft uit|lasst auf sich warten|auf sich warten|"
    r"bleibt aus|n'arrive pas|"
    r"is slow to come|has yet to come)\b"
)
"""An appointment that has not come, whoever speaks of it."""

HOUSEHOLD = re.compile(
    r"^(?:partner|echtgenoot|echtgenote|conjointe?|epou(?:x|se)|mari|femme|compagn(?:e|on)|ehemann|ehefrau|"
    r"ehepartner|lebenspartner(?:in)?|"
    r"husband|wife|spouse|vater|mutter|pere|mere|vader|moeder)\b"
)
"""A CV's line on the family."""

POSSESSED = re.compile(r"(?:ma nomination|mijn benoeming|meine[rn]? ernennung)\b")

WONDERED = re.compile(r"\b(?:si|of|ob|if|whether) $")
"""An appointment of the writer's, and what asks something of it."""

MET = re.compile(
    r"(?<!ne )(?<!n')\b(?:(?:je |j'ai )?(?:remplis|satisfais|rempli|reponds)|(?:est|sont) (?:donc |bien |"
    r"deja )?(?:remplies?|satisfaites?|"
    r"acquises?)|voldoe|is voldaan|vervuld|erfulle|erfullt|i meet|is met|fulfil)\b(?! pas)"
)
"""A condition that the writer fulfils."""

DENIED_INSIDE = re.compile(
    r"\b(?:(?:ne |n')\w+ (?:donc |toujours |helas )?pas|pas parmi|pas (?:encore |toujours )?des|nicht|niet|not)\b"
)
"""A denial between the parts of the words themselves: "mon engagement n'est pas définitif"."""

CONDITION = re.compile(r"\b(?:condition|critere|exigence|voorwaarde|bedingung|requirement)\w*\b")

RETIRED = re.compile(
    r"\b(?:(?:a|en) la retraite depuis|(?:suis|desormais|maintenant) (?:a la retraite|pensionnee?|retraitee?)|"
    r"(?:pensionnee?|retraitee?) (?:depuis|de l')|gepensioneerd|pensioniert|im ruhestand|(?:am|now) retired)\b"
)
"""Who has retired holds no appointment any more."""

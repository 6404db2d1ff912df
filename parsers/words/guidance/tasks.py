"""Guidance told by what it does, folded, in four languages: the choice somebody is helped with, who helps, and whom.

A text may never say "orientation" and still tell of it: "j'aide mes rhétos à choisir leurs études", "wat na het
zesde?", "den Übergang in den Beruf begleiten", "the desk where final-year pupils ask what comes next".
"""

from __future__ import annotations

import re


def _any(*pieces: str) -> str:
    """One alternation of several lines of alternatives."""
    return "|".join(piece.strip("|") for piece in pieces)


_GOAL = (
    r"(?:etudes?|filieres?|options?|formations?|metiers?|voies?|avenirs?|sections?|universites?|hautes? ecoles?|"
    r"facultes?|carrieres?|professions?|parcours|ecoles? secondaires?|superieur|orientations?)"
)
_STAGE = (
    r"(?:rhetos?|[1-7](?:e|eme|re|ere)|premiere|deuxieme|troisieme|sixieme|septieme|primaires?|secondaires?|"
    r"superieur|cess|ceb|ce1d|humanites|bac)"
)
_FRENCH = _any(
    rf"choi(?:x|si[rs]|sissent|sisse)(?: (?:d'|de |des |du |en )?(?!(?:mon|ma|mes)\b)[\w']+){{0,3}}? ?(?:d'|"
    rf"l')?{_GOAL}",
    r"(?:trouve\w*|cherche\w*|dessine\w*|trac\w+) (?:leur|sa|une) (?:voie|filiere|place|chemin|direction)",
    r"(?:defini\w*|construi\w*|elabor\w*|muri\w*|precise\w*|clarifi\w*|formul\w*|bati\w*|etabli\w*|monte\w*)"
    r" (?:avec (?:eux|elles|lui|elle) )?(?:leurs?|un|son|des|le) (?:\w+ )?projets?",
    r"projets? (?:d'etudes?|de vie|d'avenir|de formation|personnels?(?: et professionnels?)?|professionnels?)",
    r"(?:apres|au-dela de|au sortir de|a la sortie de)(?: (?:la|le|leur|son|du))?[ -](?:l')?"
    rf"{_STAGE}(?! (?:an|jour|semaine|mois))",
    rf"l'apres(?:[ -](?:la |le |l')?{_STAGE})|ce qu(?:'ils|'elles|i) (?:\w+ ){{0,4}}(?:apres|ensuite|plus tard|suit)|"
    r"(?:que|quoi) faire (?:apres|ensuite|plus tard)|et (?:toi, )?apres(?: \w+){0,3} ?\?",
    r"(?:passages?|passerelles?|transitions?|liaison|arrivee)\b[^.;:]{0,30}?\b(?:vers|en|au|dans|entre|du|de la|"
    r"d'une|primaire)"
    r"[ -](?:l'|le |la |l'enseignement )?(?:secondaire|superieur|premiere|1re|vie (?:active|adulte|professionnelle)|"
    r"monde du travail|primaire|emploi|college|autre)",
    r"plans? (?:individuels? )?de transition|\bpits?\b|primaire[ /-]secondaire|secondaire[ /-]superieur",
    r"etudes superieures|enseignement superieur|inscriptions? (?:dans le|au|en|pour le|a l'enseignement) superieur",
    r"reorient\w+|reorientations?",
    r"(?:recherche|decouverte|decouvrir|exploration|connaissance|presentation|presenter|explorer|fiches?|"
    r"reseau|atelier|journee|visites?|temoignages?|questions sur) (?:de |des |les |aux |sur les |d'autres )?metiers",
    r"metiers (?:qu'ils|qui (?:les|l'|le)[\w ]*|possibles|de leurs|techniques|d'avenir|en penurie)",
    r"vers (?:une autre|d'autres|la bonne|une|des|les|l'|le |la )[^.;:]{0,14}?(?:filieres?|formations?|options?|"
    r"sections?|"
    r"voies?|alternance|superieur|promotion sociale|qualification)",
    r"(?:sur|de) leurs (?:etudes|metiers?|stages)|"
    r"(?!(?:cites?|carrefours?|maisons?|instituts?|ecoles?|arts|campus|monde|tous|et) )\w+ des metiers",
    r"vers (?:le |l'|un )?(?:cefa|ifapme|forem|jury)",
    r"(?:parl\w+|discut\w+|reflechi\w+|questions?|pens(?:er|ent)|song\w+|dialogu\w+|echang\w+|entretiens?|evoqu\w+)"
    r"[^.;:]{0,30}? (?:de |d'|a |sur )?(?:la suite|l'apres|l'annee d'apres|l'avenir|plus tard|demain|"
    r"(?:leurs?|son) (?:avenir|futur|projets?))|ce qu(?:'ils|'elles|'il|'elle|e [\w ]{3,20}) (?:\w+ ){0,2}?"
    r"(?:feront|fera|font|etudient|deviennent|deviendr\w+|veu\w+ (?:faire|devenir))",
    r"(?:racont\w*|present\w*|parl\w*|decouvr\w*|expliqu\w*|montr\w*|temoign\w*|partag\w*|dire)[^.;:]{0,25}? "
    r"(?:leurs?|de leurs?|son|les|des|sur les|sur leurs?|aux) (?:\w+ )?(?:metiers?|professions?|parcours|options|"
    r"filieres|"
    r"debouches)|reprises? d'etudes|retour aux etudes|suiv\w+ un professionnel|une? (?:autre|nouvelle) voie|"
    r"trouve\w* (?:le|un|leur|son) metier",
    r"(?:dans|de|pour|sur|a|devant) leurs? choix|"
    r"repren(?:dre|nent|ne) (?:des|leurs|une) (?:etudes|formation)|(?:reconversion|bilans? professionnels?)",
    r"quelle? (?:\w+ ){0,2}?(?:choisir|option|annee|filiere|etudes|[2-7]e|ecole)|(?:redaction|"
    r"ecriture) d[eu]s? (?:cv|lettres)|"
    r"recherche d'emploi|vis(?:ent|er|ant) (?:le|une?|des|la|l')(?!\w)|(?:epreuves?|examens?|"
    r"concours) d'(?:admission|entree)|"
    r"inscri\w+ (?:en |a l'|a la |dans une? |aux? |dans des )(?:haute|univ|superieur|"
    r"ecoles? superieures?)\w*(?: ecoles?)?|"
    r"chang(?:ent|ements?) (?:d'ecole|de filiere|d'option|de section|d'etablissement|d'orientation|de voie)|"
    r"(?:anciens|anciennes|professionnels|artisans|parents)[^.;:]{0,30}? (?:racont|temoign|present|parl|dire|"
    r"vien)\w*",
)
_SEEKERS = _any(
    r"(?:demandeurs|demandeuses|chercheurs|chercheuses) d'emploi|personnes (?:sans|en recherche d') ?emploi|"
    r"qui (?:ne |n')?(?:sa(?:it|vent)|voi(?:t|ent)) (?:pas|plus|guere) (?:\w+ )?(?:quoi|ou|vers|quelles?|ce|comment|"
    r"que)|"
    r"indecise?s?|indecisions?|die niet (?:goed )?weten (?:wat|waar|welke)|die (?:noch )?nicht wissen,? (?:was|"
    r"wohin|welche)|"
    r"unentschlossen\w*|(?:who|that) (?:don't|do not) (?:yet )?know (?:what|where|which)|undecided|"
    r"jeunes (?:sans emploi|en decrochage|demandeurs)|werkzoekende\w*|arbeit(?:s)?suchende\w*|arbeitslose\w*|"
    r"job[- ]?seekers?|(?:the )?unemployed"
)
_OTHER_TONGUES = _any(
    r"(?:kies|kiezen|gekozen|keuze\w*|\w+keuze\w*)[^.;:]{0,40}?\b(?:stud\w+|\w*richting\w*|opleiding\w*|beroep\w*|"
    r"hoger onderwijs|school|toekomst)",
    r"(?:stud\w+|richting\w*|opleiding\w*|beroep\w*|school)[^.;:]{0,20}? (?:te )?kiezen",
    r"(?:keuze|kiezen|stap|plannen|wat|leven)[^.;:]{0,20}? na (?:het|hun|de) (?:secundair|zesde|middelbaar|humaniora|"
    r"lager|school)\w*",
    r"overgang\w*[^.;:]{0,30}?(?:secundair|hoger|basis|lager|arbeidsmarkt|werk)|doorstroom\w* naar",
    r"wat (?:ze|zij|hij|je) (?:\w+ ){0,3}?(?:studeren|worden|doen|kiezen)|(?:praat|praten|spreek|spreken|gesprek\w*)"
    r"[^.;:]{0,30}? (?:over|rond) (?:hun|de) toekomst",
    r"naar (?:een |de )?(?:passende |juiste |andere )?(?:opleiding|studierichting|richting|beroep)|toekomstplan\w*",
    r"heroriente\w+|orienter(?:en|ing)",
    r"(?:wahl|wahlen|entscheid\w+|suche|finden)[^.;:]{0,40}?\b(?:stud\w+|beruf\w*|ausbildung\w*|schulzweig\w*|weg)",
    r"(?:stud\w+|beruf\w*|ausbildung\w*|weg)[^.;:]{0,20}? (?:zu )?(?:wahlen|finden)",
    r"(?:plane|wege|zukunft|leben|weiter)[^.;:]{0,20}? nach (?:der|dem) (?:schule|abitur|abschluss)|zukunftsplan\w*|"
    r"gesprach\w* uber (?:seine|ihre|die) (?:plane|zukunft)",
    r"berufswechsel\w*|umschul\w*|neuorientier\w*|ubergang\w*[^.;:]{0,40}?(?:beruf|hochschule|studium|sekundar\w*|"
    r"arbeitswelt|ausbildung)|"
    r"berufsmesse\w*|studienmesse\w*|(?:bildungs|berufs)weg\w*",
    r"(?:choos\w+|choice\w*|decid\w+)[^.;:]{0,40}?\b(?:course|degree|universit|college|career|subject|path|option|"
    r"stud|what to do|what comes|school)\w*",
    r"(?:what|life|where)[^.;:]{0,30}? (?:after|beyond) (?:school|june|graduation|sixth|secondary|a-levels|leaving)",
    r"(?:university|college|ucas) applications?|what (?:comes|they do|happens|to do) next|next steps|career desk",
    r"(?:subject|option|course|career|study|a-level) choices?|transition (?:plan\w*|from|to|into|between)|"
    r"(?:passage|move|step) (?:from|to|into) [\w ]{0,20}?(?:primary|"
    r"secondary|university|work|year)\w*|retrain\w*",
)
AIM = re.compile(rf"\b(?:{_FRENCH}|{_OTHER_TONGUES})\b|\bet (?:toi, ?)?apres(?:,? [\w']+){{0,4}} ?\?")
"""What somebody is helped with: a choice of studies, school, training or trade, or the step to the next one."""

SEEKERS = re.compile(rf"\b(?:{_SEEKERS})\b")
"""Whom one helps to a trade or a training by accompanying them at all."""

SERVES = re.compile(
    r"\b(?:"
    + _any(
        r"accompagn\w+|aid(?:e|es|ons|er|ais|ait|ant|ee?)|recois|recoi\w+|recu|recue?s|recev\w+|rencontr\w+|"
        r"conseill\w+|"
        r"conseils?|inform(?:e|ons|er|ais|ee?)|guid(?:e|ons|er|ais|ant)|prepar\w+|anim\w+|co-?anim\w+|organis\w+|"
        r"coordon\w+|coordin\w+",
        r"encadr\w+|souten\w+|soutien|tiens|tenu|tenais|emmen\w+|parl(?:e|ons|er|ais|ant)|discut\w+|discussions?|"
        r"cherche\w*|men(?:e|ons|er|"
        r"ais|ee?s?)|"
        r"entretiens?|seances?|ateliers?|permanences?|responsable|interlocut\w+|referente?|suivi|suis charge\w*|"
        r"cellule|dirige\w*|relais|modules?",
        r"m'occup\w+|occupe\w* d\w+|construi\w+|bati\w*|positionnement|cree|creation|mis sur pied|mise en place|"
        r"fai(?:s|t|re) passer|passation|interroge\w*|soirees?|matinees?|presentations?|present(?:e|er|ais)|"
        r"dossiers?|"
        r"ecout\w+|repond\w*|gere\w*|gestion",
        r"(?:be)?geleid\w*|begeleid\w*|help\w*|hielp|aanspreekpunt|adviseer\w*|organiseer\w*|coordineer\w*|"
        r"gesprek\w*|infosessies?|"
        r"infoavond\w*|bereid\w*|ontvang\w*|verantwoordelijk\w*|bespreek\w*|ondersteun\w*",
        r"begleit\w+|\w*beratung\w*|helf\w*|half|berat\w+|betreu\w+|organisier\w*|koordinier\w*|gesprach\w*|"
        r"zustandig|"
        r"vorbereit\w*|bereite|fuhr\w*|unterstutz\w*|leit\w+|informier\w*",
        r"advis\w+|guid(?:e|ed|ing)|run|running|organi[sz]\w+|coordinat\w+|accompan\w+|support\w*|interview\w*|"
        r"talk\w*|"
        r"kept|keep|desk|counsel\w+|lead|led|prepar\w+|responsible|assist\w*|mentor\w*",
    )
    + r")\b"
)
"""The help."""

DOES = re.compile(
    r"\b(?:"
    r"(?:je|j'|nous|c'est (?:(?:chez|avec|a) )?moi (?:qui|que|qu')|et moi|moi et [\w ]{3,24}?|ik|wij|we|ich|wir|"
    r"i)(?: |(?<='))"
    r"(?:(?:les?|la|leur|y|en|lui|me|nous|ai|avons|ont|a|heb|habe|have|had)\b |[lm]'){0,3}+"
    r"(?!(?:voi[st]|vu|vois|vus|voyais|entend\w*|constat\w*|sais|savais|su|pens\w+|cro[iy]\w*|lis|lu|remarqu\w*|"
    r"observ\w*|connai\w*|compri\w*|comprends?|appri\w*|appren\w*|aim\w+|ador\w+|regrett\w*|admir\w*|renv\w+|"
    r"souvien\w*|deman\w*|suis(?! (?:les|des|chaque|mes|nos|leurs?|ces)\b)|habit\w*|"
    r"postul\w*|ecris|enseign\w*|travaill\w*|choisi\w*|hesit\w*|chang\w*|reconverti\w*|zie|zag|weet|denk|geloof|"
    r"hoor|werk|woon|sehe|sah|weiss|glaube|denke|hore|arbeite|wohne|see|saw|know|think|believe|hear|heard|work|live|"
    r"teach)\b)\w+|(?:on )?m'a (?:ete )?confiee?s?|m'ont confie)"
)
"""The writer does something: "I" with a verb that is none of seeing, thinking, being employed or one's own choosing."""

WHOM = re.compile(
    r"\b(?:eleves?|jeunes?|etudiante?s?|rhetoricien\w*|rhetos?|sixiemes?|finalistes?|classes?|adolescente?s?|ados?|"
    r"enfants?|gamins?|familles?|parents|adultes?|apprenante?s?|apprentis?|usagers?|publics?|gens|"
    r"degres?|[2-7](?:e|eme|de)s?(?! annee d'experience)|deuxiemes?|troisiemes?|cinquiemes?|filles|garcons|personnes|"
    r"leerling\w*|jongeren|student\w*|zesdes?|vijfdes?|zesdejaars|\w*klas(?:sen|se)?|leavers?|laatstejaars|ouders|"
    r"kinderen|schuler\w*|jugendlich\w*|"
    r"abiturient\w*|kinder\w*|eltern|pupils?|students?|(?:sixth|school)[- ]?(?:formers?|leavers?)|young\w*|"
    r"teenagers?|parents|seventeen-year-olds|adults?|them|eux|elles|hen|ihnen|ecole|school|schule)\b"
)
"""Who is helped."""

POSSIBLE = re.compile(r"\b(?:possibles?|prochaine?s?|future?s?|eventuel\w*|prevue?s?)\b")
"""Words of a time ahead that is the pupils', where others would make a help a wish."""

DREAM = re.compile(
    r"\b(?:peut|peuvent|persuadee?|convaincue?|il faut|faudrait|devrait|voudrais|aimerais|souhait\w+|rever?|reves?|"
    r"j'espere|envie|j'ambitionne|graag|zou|wil|hoop|gerne?|mochte|"
    r"wurde|wunsch\w*|would|wish|hope|like to|want to|dream\w*|serais|pourrai\w*|vais|votre|vos|"
    r"(?<!chez )(?<!rendez-)vous|uw|"
    r"ihre (?:ausschreibung|anzeige|stelle)|your|"
    r"(?!(?:ger|oper|cooper|esper|prefer|consider|inspir|tir|retir|admir|desir|acquer|moder|rever)a)\w*[ei]rai(?:s|"
    r"t|ent)?)\b"
)
"""What makes a help one of the future, or of the post on offer."""

KIN = re.compile(
    r"\b(?:mon|ma|mes|notre|nos|mijn|onze|meine?[rnms]?|unsere?[rnms]?|my|our) (?:propres? )?(?:deux |trois |"
    r"quatre )?(?:ados|fille|fils|filles|"
    r"enfants|neveu|niece|frere|soeur|dochter|zoon|kinderen|tochter|sohn|kinder|daughter|son|children|own)\b|"
    r"\bcomme (?:maman|papa|mere|pere|parent)|\bals (?:mama|papa|moeder|vader|ouder|mutter|vater)\b|"
    r"\bas a (?:mother|father|parent|mum|dad)\b"
)
"""A family's own choices are no task."""

TEACHES = re.compile(
    r"\b(?:prepar\w+|voorbereid\w+|vorbereit\w+) (?:[\w']+ ){0,3}?(?:au|aux|a l'|op (?:het|de)|auf d(?:as|ie)|for) ?"
    r"(?:exigences|methodes?|rythme|travail|defis|ceb|ce1d|ce2d|cess|(?:enseignement |etudes? )?superieure?s?|"
    r"universite\w*|hoger onderwijs|university|"
    r"abitur|maturite|"
    r"rhetos?|"
    r"examens?|epreuves?|concours|jury|tests?|toets\w*|prufung\w*|exams?)\b"
)
"""Lessons towards an examination: the step they lead to is no choice."""

BODY = re.compile(
    r"\b(?:(?:cites?|carrefours?|maisons?) (?:des (?:metiers|professions)|de l'orientation)|siep|infor[- ]jeunes|"
    r"centres? d'information et d'orientation|cio|"
    r"services? (?:d'|d'information et d')orientation|cellule (?:d')?orientation|careers (?:wales|service|scotland|"
    r"office)|"
    r"berufsinformationszentrum|biz|berufsberatung\w*|studienberatung\w*)\b"
)
"""Bodies whose whole work is guidance: a post in one is experience in it."""

PASSED_ON = re.compile(r"\b(?:fai(?:s|t|re|ons|sais)|fait|passation)\b (?:\w+ )?passer")
"""Tests that are given: no word of going over to something."""

GOES_ON = re.compile(
    r"\W*(?:j'y|j'en|nous y|la,|dans ce cadre|a ce titre|concretement|je l(?:es|eur) |nous l(?:es|eur) |"
    r"ik (?:\w+ )?er|daar|hierbij|in die rol|ich (?:\w+ )?d(?:ort|abei)|dort|dabei|there,? i|in (?:this|that) role)"
)
"""How a sentence begins that goes on with the work that the one before told."""

MY_TASK = re.compile(
    r"\b(?:(?:ma|mes|mon) (?:\w+ )?(?:tache|travail|role|mission(?! actuelle)|metier|affaire|attributions?|"
    r"quotidien|fonction)s?|"
    r"mijn (?:\w+ )?(?:taak|werk|job|opdracht)|meine? (?:\w+ )?(?:aufgabe|arbeit|auftrag|rolle)|my (?:\w+ )?(?:job|"
    r"task|work|role))\b"
)
"""What makes a thing the writer's work, wherever the sentence says so."""

ACTOR = re.compile(
    r"(?:^|[.,;:] |\b(?:et|mais|ou|quand|puisque|car|que|en|maar|und|aber|and|but) )"
    r"(?:le |la |l'|les |un |une |notre |nos |het |de |ons |das |der |die |unser |the |our )(?:\w+ )?"
    r"(?:c?\.?p\.?m\.?s\.?|centres?|clb|siep|forem|carrefour|conseill(?:er|ere)s?|psychologues?|agente?s?|"
    r"assistante?s? sociales?|"
    r"direction|educat(?:eur|rice)|kaleido|psy|beraterin|berater|adviseur|counsell?or|advis[eo]r)\b"
)
"""An office that acts in a sentence: it stands with its article where a clause begins."""

BELONGS = re.compile(
    r"\b(?:appartien\w+|revien(?:t|nent) (?:au|a|aux)|incombe\w*|(?:est|c'est|reste) (?:l'affaire|le domaine|"
    r"le role|la tache|"
    r"le travail|du ressort|le terrain)|releve\w* (?:du|de)|s'en (?:charge|occupe)\w*|est confiee?s?|"
    r"is (?:het (?:domein|werk|terrein)|de taak) van|ist (?:sache|aufgabe) (?:der|des|von)|is (?:the (?:job|task|"
    r"business)|up) (?:of|to))\b"
)
"""What gives a task to somebody, told after it."""

"""What tells years of service in a sentence, and what misleads: patterns on folded text, in four languages."""

from __future__ import annotations

import re

from parsers.words.numerals import NUMBER
from parsers.words.ordinals import ORDINAL

UNIT = (
    r"(?:ans|annees?(?: scolaires?| completes?| pleines?)*|an|jaar|jaren|schooljaren|"
    r"jahren?|schuljahren?|dienstjahren?|berufsjahren?|beroepsjaren|years?)"
)
TOTAL = re.compile(
    rf"(?P<rough>plus de |plus d'|ruim |meer dan |mehr als |uber |more than |over |une bonne |pres de |presque |"
    rf"bientot |quasi |environ |a peu pres |"
    rf"bijna |fast |rund |knapp |nearly |almost |some |zo'n |ongeveer |gut |"
    rf"gute )?(?<![\w/.,-])(?P<number>{NUMBER})(?:e|eme)? (?:d')?(?P<unit>{UNIT})(?![\w-])"
)
MORE = ("plus d", "ruim", "meer", "mehr", "uber", "more", "over", "une bonne", "gut")

WORK = (
    r"(?:enseign\w*|classes?|ecoles?|instit\w*|prof(?!ession)\w*|pedagogi\w*|scolaires?|centres? p\.?m\.?s\.?|"
    r"c\.?p\.?m\.?s\.?|"
    r"p\.?m\.?s\.?|psycho-medico\w*|tableau|craie|krijt|kreide|chalk|eleves|cours|regent\w*|educat\w*|internat|maternelles?|primaires?|"
    r"secondaires?|"
    r"fondamental|qualifiant|tout-petits|athenees?|lycees?|colleges?|direction d'ecole|onderwijs\w*|lesgeven|"
    r"klas\w*|leraar\w*|"
    r"lerares\w*|leerkracht\w*|clb|\w*school\w*|lesopdracht\w*|unterricht\w*|\w*schul\w*|lehr\w*|klassen\w*|"
    r"kaleido|pms\S*|"
    r"teach\w*|taught|classrooms?|education|lessons)"
)
FILLER = (
    r"(?:l'|d'|de|du|des|la|le|les|en|dans|au|aux|a|comme|devant|derriere|face|passees?|consacrees?|vecues?|"
    r"prestees?|une?|mon|ma|mes|cet|"
    r"cette|ce|notre|meme|ordinaire|experience|anciennete|pratique|metier|carriere|services?|vie|bons?|bonnes?|"
    r"loyaux|differentes?|plusieurs|divers|"
    r"petite?s?|chez|au sein|in|het|secundair|lager|als|ervaring|voor|aan|bij|een|mijn|dezelfde|im|an|der|die|den|"
    r"dem|einer|einem|"
    r"erfahrung|vor|meiner|of|the|as|my|"
    r"experience|full-time|loopbaan|dienst|berufserfahrung|ancienniteit|dienstancienniteit|anciennitat|dienstalter)"
)
AFTER = re.compile(
    rf"^(?:,? ?{FILLER}(?= |(?<='))){{1,6}} ?{WORK}\b|^ (?:unterricht|schul|lehr|lerar|onderwijs|teaching|"
    rf"classroom)\w*"
)
LABEL = re.compile(
    r"(?:anciennet\w*|experience|ervaring|erfahrung|dienstalter|service)\b(?:[^:]{0,40}:[^;]{0,25}?\(?|"
    r"[^:;.!?]{0,40} (?:est (?:de|d'environ)|s'eleve a|atteint|bedraagt|betragt|is) ?)$"
)
FIELD = re.compile(
    r"(?:^|\n)[ \t•*-]*(?:dans l'|im |in het )?(?:enseignement|onderwijs|schuldienst|unterricht|lehrtatigkeit|teaching|"
    r"lesgeven)[ \t]*: ?$"
)
"""A line that gives a field its years: "Enseignement : 12 ans"."""
TRAINING = re.compile(
    r"\b(?:formation|etudes?|cursus|opleiding|studie\w*|ausbildung|studium|training|course|contrat|stages?|master|"
    r"bachelier)\b[^.;]{0,14}$"
)
LEARNT = re.compile(
    r"^ (?:d'etudes|a l'ecole normale|a l'universite|de formation|de stage|studie|studium|aan de (?:universiteit|"
    r"hogeschool))"
)
BARE_AFTER = re.compile(
    r"^ (?:d'anciennete|de carriere|de services?|de metier|d'experience(?: professionnelle| pedagogique)?|"
    r"de pratique|d'exercice|dienst|anciennitat|ancienniteit|dienstanciennit\w*|"
    r"berufserfahrung|ervaring|loopbaan|dienstalter|dienstjahre|of service|of experience|au total|derriere moi|"
    r"in het vak|au compteur)"
)
ROLE = (
    r"(?:enseign\w*|j'enseigne|prof(?!ession)\w*|instit\w*|regente?|educat(?:eur|rice)|maitresse|dans l'enseignement|"
    r"en (?:centre )?p\.?m\.?s\.?|en cpms|devant (?:une|la|des|mes) classes?|leraar|lerares|leerkracht|"
    r"onderwijzer(?:es)?|"
    r"voor de klas|geef (?:ik )?les|in het onderwijs|lehrer(?:in)?|unterrichte|im schuldienst|lehrkraft|"
    r"teach\w*|taught|in (?:education|the classroom)|assistante? sociale?|psychologue|auxiliaire sociale|logopede|"
    r"infirmiere)"
)
BEFORE = re.compile(
    rf"\b{ROLE}\b(?:(?!nomm|engag|definiti|benoem|ernannt|appoint|coordon|respons|referent|relais|"
    rf"avant d|tourn|reconver|quitt|verlat|verliess|before|depuis)[^.;!?]){{0,60}}?\b"
    r"(?:depuis|voila|voici|cela fait|ca fait|il y a|sinds|al|reeds|seit|for|bereits|since|fort de|avec)\b"
    r"(?: (?:maintenant|deja|bientot|mehr als|plus de|les|une?|een|ein|about|a))* ?$"
)
SINCE_THEN = re.compile(
    rf"^(?: (?:que|maintenant|deja|bereits|lang|al|now))?,? (?:j'|je |ich |ik |i (?:have |have been |am )?|sta |"
    rf"stehe |unterrichte |geef |bin |ben |que j'|que je |(?:que )?je )[^.;!?]{{0,30}}?\b{WORK}\b|"
    r"^,? (?:geef|gaf) ik (?:\w+ ){0,3}les\b"
)
LEAD = re.compile(
    r"\b(?:depuis|voila|voici|cela f\w+|ca f\w+|il y a|sinds|al|reeds|seit|for|after|na|nach|apres|bereits|"
    r"fort[e]? de|mes|ces|mijn|meine|my|totalis\w+|compte|"
    r"cumul\w+|avec|with|met|mit|j'ai|ik heb|ich habe|i have|anciennete|experience|carriere|depuis deja|"
    r"the (?:past|last)|de) ?$"
)

OTHERS = re.compile(
    r"\b(?:mon|ma|notre|son|sa|leur|mes|ses) (?:mari|femme|epouse?|compagnon|compagne|conjointe?|pere|mere|frere|"
    r"soeur|fils|fille|enfants?|collegues?|directeur|directrice|direction|"
    r"predecesseur|amie?|parents|titulaire|eleves|beau-pere|belle-mere|oncle|tante)\b|\bmijn (?:man|vrouw|partner|"
    r"vader|moeder|broer|zus|collega\w*|directeur)|"
    r"\bmeine? (?:mann|frau|partner(?:in)?|vater|mutter|bruder|schwester|kolleg\w+|tochter|sohn|direktor)|"
    r"\bmy (?:husband|wife|partner|father|mother|brother|sister|colleagues?|headteacher)|"
    r"\b(?:elle|il|hij|zij|er|sie|she|he|ils|elles) (?:enseigne\w*|y enseigne|a enseigne|geeft|unterrichtet|"
    r"teaches|has taught|est prof\w*|compte|totalise)|\b(?:un|une) collegue\b"
)
REQUIRED = re.compile(
    r"\b(?:votre (?:annonce|appel|avis|offre|notice|profil)|vous (?:demandez|exigez|souhaitez|cherchez|"
    r"recherchez)|(?:est|sont) (?:exige|demande|requis)\w*|exigee?s?|demandee?s?|requise?s?|condition\w*|"
    r"minimum de|il faut|gevraagd|vereist|uw (?:vacature|oproep|bericht)|verlang\w*|gefordert|ihre (?:anzeige|"
    r"ausschreibung)|required|your (?:notice|advert\w*|vacancy))\b"
)
NEGATED = re.compile(
    r"\b(?:n'ai|ne (?:compte|totalise|dispose|possede|justifie)|n'atteins|n'ai pas|pas encore|moins de|moins d'|"
    r"geen|nog geen|minder dan|keine|noch nicht|noch keine|weniger als|not yet|less than|fewer than|"
    r"il me manque|me reste|reste a|encore|prochaines?|a venir|restant\w*|dernieres?|premieres?|nachsten|letzten|"
    r"volgende|laatste|eerste|next|(?<!the )last|first|pendant|durant|dont|waarvan|davon|of which|"
    r"il y a|pour|pres de chez)\b[^.;!?]{0,12}$"
)
AGE = re.compile(
    r"(?:\bage(?:e|es|s)? de |\ba |\bde |\bde \w+ a |\bentre |\bd'|\bj'ai |\bdes |\baged |\bim alter von |\bvan )$"
)
OTHER_TRADE = re.compile(
    r"\b(?:fiduciaire|banque|prive|privee|secteur|maison de repos|hopital|clinique|entreprises?|industrie|usine|"
    r"commerce|cpas|bureau d'etudes|agence|cabinet|restaurant|hotel|"
    r"assurances?|forem|onem|administration|journal\w*|chantiers?|bedrijf\w*|bank|prive-?sector|ziekenhuis|"
    r"betrieb\w*|industrie|krankenhaus|privatwirtschaft|business|industry|"
    r"office|company|hospital|private sector|independante?|horeca|comptab\w+|menuis\w+|armee|recherche|"
    r"laboratoire|edition|logistique|ressources humaines|marketing|vente)\b"
)


PASSED = re.compile(r"\b(?:apres|nach|after|na) (?:plus de )?$")
"""A stretch that another one followed: "après huit ans à …"."""

HERE = re.compile(r" (?:dans|a) (?:(?:la|le|cet|cette|mon|une?|ce|notre) |l')")
"""One post, not a career: "quinze ans dans cette école"."""

SERVICE_AFTER = re.compile(r" (?:d'anciennete|de services?|dienst|anciennit|dienstalter|of service)")

WORKING_LIFE = re.compile(
    r" (?:de vie (?:professionnelle|active)|de (?:travail|parcours)(?: professionnel)?|"
    r"of (?:professional|working) life|"
    r"of work(?:ing)?|(?:im )?(?:berufs|arbeits)leben|beroepsleven|werkervaring)\b"
)
"""What a number of years may count besides teaching: only the share that is told apart is service."""

OF_WHICH = re.compile(
    rf"\b(?:dont|waarvan|davon|of which|i(?: have|'ve)? spent|j'en ai (?:passe|consacre)|habe ich|heb ik er) "
    rf"(?P<number>{NUMBER})(?: {UNIT})? (?:en|dans|au|a|comme|in|als|im|as) "
)

BEGUN = re.compile(
    r"\b(?P<entered>(?:j'ai|je suis|ai) (?:debute|commence|entree?|embrasse)\b|^entree? (?:dans|au|en)\b|"
    r"j'ai fait mes debuts|tout a (?:debute|commence)|"
    r"ma carriere (?:a )?(?:debute|commence)|ik ben (?:begonnen|gestart)|ich habe (?:begonnen|angefangen)|"
    r"i (?:started|began|entered)|"
    rf"(?:je suis devenue?|ik werd|werd ik|ich wurde|wurde ich|i became)(?=[^.;!?]{{0,40}}\b{ROLE}\b))|"
    r"\bj'enseigne\b|\bje (?:suis|travaille|donne cours|exerce)\b|\bik (?:geef|sta|ben|werk)\b|"
    r"\bich (?:unterrichte|bin|arbeite)\b|\bi (?:have been|have taught|teach|work)\b|"
    rf"^(?:\w+ ){{0,2}}{ROLE}(?= (?:depuis|sinds|seit|since)|(?: [a-z']+){{1,5}} (?:depuis|sinds|seit|since))"
)

STATUS = re.compile(
    r"nomm|nomin|engag|definiti|benoem|ernannt|ernenn|appoint|referent|respons|coordon|relais|titulaire|temps|"
    r"periodes|"
    r"marie|belge|habite|woon|wohne|live"
)

SCHOOLED = re.compile(rf"\b{WORK}\b")

RUNNING_YEAR = re.compile(
    rf"\b(?:ma|mon|cette|la|mijn|het|mein(?:e[mn]?)?|im|my|the) (?P<ordinal>{ORDINAL}) "
    r"(?P<unit>annee(?: scolaire)?|rentree(?: scolaire)?|schooljaar|jaar|schuljahr|dienstjahr|jahr|school year|year)\b"
)
"""A year in its order: "ma vingtième année"."""
SCHOOL_YEAR = re.compile(r"(?:annee scolaire|rentree|schooljaar|schuljahr|dienstjahr|school year)")

NEXT_WORK = re.compile(r" (?:avant|puis|before|then|bevor|ehe|dann|voordat|alvorens|voor ik|daarna)\b")
"""What follows tells other work than the years before it."""

TAUGHT_FOR = re.compile(
    r"\b(?:j'ai|ai) (?:\w+ ){0,2}?(?:enseigne|donne (?:des )?cours|fait classe|ete (?:\w+ )?"
    r"(?:enseignante?|professeure?|institut(?:eur|rice)))\b[^.;!?]{0,50}\b(?:pendant|durant)(?: une)? ?$|"
    r"\bi (?:have )?(?:taught|was an? (?:\w+ )?teacher)\b[^.;!?]{0,50}\bfor ?$"
)
"""Teaching told as past, before its length: "j'ai enseigné le latin pendant"."""

TAUGHT_LEAD = re.compile(r"\b(?:ik (?:heb|gaf)|(?:heb|gaf) ik|ich (?:habe|war)|(?:habe|war) ich)(?: \w+){0,3}? ?$")
TAUGHT = re.compile(
    r"^(?: lang)?(?: [^ .;!?]+){0,7}? (?:lesgegeven|les gegeven|onderwezen|unterrichtet)\b|^(?: lang)?(?: \w+)? les\b|"
    r"^ (?:lang )?(?:als )?(?:lehrer(?:in)?|lehrkraft|leraar|leerkracht)\b"
)
"""The same with its length between: "ik heb zeven jaar … lesgegeven", "ich habe sieben Jahre … unterrichtet"."""

AGO = re.compile(
    rf"\b(?:(?:j'ai|ai) (?:commence|debute)|je suis (?:entree?|devenue?)|j'ai fait mes debuts)\b"
    rf"(?=[^.;!?]{{0,60}}\b(?:{ROLE}|enseign\w*)\b)[^.;!?]{{0,70}}\bil y a (?:une )?$|"
    rf"\bvor $|\b(?:begon ik|ik (?:begon|startte)|i (?:started|began))\b[^.;!?]{{0,60}} $"
)
AGO_AFTER = re.compile(
    rf"^ geleden\b(?=[^.;!?]{{0,40}}\b{ROLE})|^ ago\b|^ (?:begann|wurde|startete) ich\b(?=[^.;!?]{{0,40}}\b{ROLE})"
)
"""A beginning as long ago as a number of years says: "j'ai commencé à enseigner il y a quatorze ans"."""

THEN = re.compile(r"\b(?:puis|ensuite|dann|danach|daarna|vervolgens|then) $")
"""A number of years that another is added to: "huit ans d'enseignement, puis quatre ans au centre PMS"."""

TEACHING_LEAD = re.compile(r"\b(?:ik (?:geef|sta)|(?:geef|sta) ik)(?: \w+){0,4}? ?$")
TEACHING = re.compile(r"^(?: lang)?(?: \w+){0,2}? les\b|^ voor de klas\b")
"""Teaching that goes on: "ik geef al vijftien jaar les"."""

AS_PUPIL = re.compile(
    r"\b(?:comme|en tant qu[e']|als|as an?|as)(?: \w+)? ?(?:eleve|etudiante?|ecoliere?|interne|leerling|"
    r"student(?:in|e)?|"
    r"scholier|schuler(?:in)?|pupil)\b"
)
"""Somebody's own schooling."""

AT_FIRST = re.compile(
    r",? (?:d'abord|au debut|eerst|aanvankelijk|zuerst|zunachst|anfangs|first|initially)\b"
    r"(?P<where>[^,;.!?]{3,50}?)(?:,| et | puis | en | und | dann | and | then |$)"
)
"""Where the years that are told began."""

"""What tells years of service in a sentence, and what misleads: patterns on folded text, in four languages."""

from __future__ import annotations

import re

from parsers.words.dates.numerals import NUMBER
from parsers.words.dates.ordinals import ORDINAL
from parsers.words.experience.duration import UNIT

WORK = (
    r"(?:enseign\w*|classes?|ecoles?|instit\w*|prof(?!ession)\w*|pedagogi\w*|scolaires?|centres? p\.?m\.?s\.?|"
    r"c\.?p\.?m\.?s\.?|"
    r"p\.?m\.?s\.?|psycho-medico\w*|tableau|craie|krijt|kreide|chalk|(?:black|white)boards?|school(?:bord|"
    r"banken)|eleves|cours|regent\w*|educat\w*|internat|"
    r"maternelles?|primaires?|"
    r"secondaires?|"
    r"fondamental|qualifiant|tout-petits|athenees?|lycees?|colleges?|direction d'ecole|onderwijs\w*|lesgeven|"
    r"klas\w*|leraar\w*|"
    r"lerares\w*|leerkracht\w*|clb|\w*school\w*|lesopdracht\w*|unterricht\w*|\w*schul\w*|lehr\w*|klassen\w*|"
    r"kaleido|pms\S*|"
    r"teach\w*|taught|classrooms?|education|lessons|chalkface|(?:eerste|tweede|derde) graad|leerjaar\w*)"
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
    r"(?:^|\n)[ \t•*-]*(?:dans l'|im |in het )?(?:enseignement|onderwijs|schuldienst|unterricht|lehrtatigkeit|"
    r"teaching|"
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
    r"infirmiere|accompagnat(?:eur|rice)|maitre(?:sse)? speciale?|direct(?:eur|rice) d'ecole|prefete?|proviseure?|"
    r"puericultrice|chef d'atelier|surveillante?|schuldirektor(?:in)?|schooldirecteur|zorgcoordinator|headteacher)"
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
    r"predecesseur|amie?|parents|titulaire|eleves|beau-pere|belle-mere|oncle|tante)\b|\b(?:mijn|onze) (?:man|"
    r"vrouw|partner|zoon|dochter|kinderen|zonen|dochters|kind|leerlingen|"
    r"vader|moeder|broer|zus|collega\w*|directeur)|"
    r"\bmeine? (?:mann|frau|partner(?:in)?|vater|mutter|bruder|schwester|kolleg\w+|tochter|sohn|direktor)|"
    r"\b(?:my|our) (?:son|daughter|children|kids|pupils|students|sons|daughters|husband|wife|partner|father|"
    r"mother|brother|sister|colleagues?|headteacher)|"
    r"\b(?:elle|il|hij|zij|er|sie|she|he|ils|elles) (?:enseigne\w*|y enseigne|a enseigne|geeft|unterrichtet|"
    r"teaches|has taught|est prof\w*|compte|totalise)|\b(?:un|une) collegue\b|\b(?:ses|leurs) $"
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
    r"il me manque|me reste|reste a|encore|dans|d'ici|"
    r"binnen|within|prochaines?|a venir|restant\w*|dernieres?|premieres?|nachsten|letzten|"
    r"volgende|laatste|eerste|next|(?<!the )last|first|pendant|durant|dont|waarvan|davon|of which|"
    r"il y a|pour|pres de chez)\b[^.;!?]{0,12}$"
)
ONLY = re.compile(
    r"\b(?:n'ai|ne (?:compte|totalise|dispose|possede|justifie)) (?:encore |pour l'instant )?(?:que|qu') ?$"
)
"""What denies only more: "je n'ai que trois ans"."""
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
    rf"(?:\b(?:dont|waarvan|davon|of which|il y en a(?:vait)?|i(?: have|'ve)? spent|"
    rf"j'en ai (?:passe|consacre|vecu)|en ai-je passe|habe ich|heb ik er|"
    rf"sind|waren|zijn|were)|,) "
    rf"(?P<number>{NUMBER})(?: {UNIT})?(?: (?:l'ont ete|se sont passee?s|se sont deroulee?s|passee?s|bracht ik door|"
    rf"d'entre elles|of them))? (?:en|dans|au|a|comme|in|als|im|as|devant|voor|an) "
)
"""The part that is told apart: "il y en a douze à l'école", ", dix l'ont été dans l'enseignement"."""
TAUGHT_PART = re.compile(rf"(?:\w+ |l'){{0,2}}{WORK}\b")
LEVEL_PART = re.compile(
    r"(?:l'|le |la )?(?:enseignement )?(?:maternel|primaire|secondaire|fondamental|qualifiant|specialise|"
    r"ordinaire|general|"
    r"technique|professionnel|officiel|libre|de promotion|het (?:lager|secundair|buitengewoon|gewoon)|lager|"
    r"secundair|"
    r"buitengewoon|gewoon|der (?:grund|primar|sekundar|forder))"
)
"""A part at one level of schools: the rest was taught at another."""
LOOKED_BACK = re.compile(
    rf"\b(?:sur|de|des|parmi|van|op|von|of|over|in) (?:mes |ces |les |cette |mijn |deze |die |de |meinen |"
    rf"diesen |den |my |these |the |those |mes pres de )?{NUMBER} (?:d')?{UNIT}\b"
)
"""A whole that a part is taken of: "sur ces quinze années", "van mijn twintig jaren"."""

SCHOOLED = re.compile(rf"\b{WORK}\b")

RUNNING_YEAR = re.compile(
    rf"\b(?:ma|mon|cette|la|mijn|het|mein(?:e[mn]?)?|im|my|the) (?P<ordinal>{ORDINAL}) "
    r"(?P<unit>annee(?: scolaire)?|rentree(?: scolaire)?|schooljaar|jaar|schuljahr|dienstjahr|jahr|school year|"
    r"year)\b"
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
    r"^(?: lang)?(?: [^ .;!?]+){0,7}? (?:lesgegeven|les gegeven|onderwezen|unterrichtet)\b|"
    r"^(?: lang)?(?: \w+)? les\b|"
    r"^ (?:lang )?(?:als )?(?:lehrer(?:in)?|lehrkraft|leraar|leerkracht)\b"
)
"""The same with its length between: "ik heb zeven jaar … lesgegeven", "ich habe sieben Jahre … unterrichtet"."""

THEN = re.compile(r"\b(?:puis|ensuite|enfin|dann|danach|daarna|vervolgens|then) (?:pendant |durant |nog |noch |for )?$")
"""A number of years that another is added to: "huit ans d'enseignement, puis quatre ans au centre PMS"."""
EARLIER = re.compile(
    r"\b(?:auparavant|avant cela|avant ca|precedemment|davor|vorher|zuvor|daarvoor|voordien|before that|previously)\b"
)
"""Years before those just told: "seit zehn Jahren in Eupen, davor fünf Jahre in Kelmis"."""

TEACHING_LEAD = re.compile(r"\b(?:ik (?:geef|sta)|(?:geef|sta) ik)(?: \w+){0,4}? ?$")
TEACHING = re.compile(r"^(?: lang)?(?: \w+){0,2}? les\b|^ voor de klas\b")
"""Teaching that goes on: "ik geef al vijftien jaar les"."""

THE_REST = re.compile(r"\b(?:le reste|les autres|het overige|de rest|den rest|der rest|the rest|the others)\b")
"""What is left of a whole that was told before its parts: "vingt ans, cinq à Ath et le reste à Mons"."""

AS_PUPIL = re.compile(
    r"\b(?:comme|en tant qu[e']|als|as an?|as)(?: \w+)? ?(?:eleve|etudiante?|ecoliere?|interne|leerling|"
    r"student(?:in|e)?|"
    r"scholier|schuler(?:in)?|pupil)\b"
)
"""Somebody's own schooling."""

WAS_PUPIL = re.compile(
    r"\b(?:eleve|etudiante?|ecoliere?|leerling|student(?:in)?|scholier|schuler(?:in)?|pupil)"
    r"(?: (?:pendant|durant|gedurende|for|wahrend))? ?$"
)
AT_FIRST = re.compile(
    r",? (?:d'abord|au debut|eerst|aanvankelijk|zuerst|zunachst|anfangs|first|initially)\b"
    r"(?P<where>[^,;.!?]{3,50}?)(?:,| et | puis | en | und | dann | and | then |$)"
)
"""Where the years that are told began."""

FIRST_STRETCH = re.compile(
    r"\b(?:d'abord|au debut|pour commencer|j'ai (?:commence|debute)|eerst|aanvankelijk|begonnen|zuerst|zunachst|"
    r"anfangs|first|initially|at first|(?:i|ik) (?:began|begon|started))\b"
)
NEXT = re.compile(
    r"(?:et |en |und |and )?(?:puis|ensuite|enfin|apres (?:cela|ca|quoi)|depuis|daarna|vervolgens|nadien|ten slotte|"
    r"tenslotte|sinds|danach|dann|schliesslich|seit|then|after that|next|finally|since)\b"
)
"""What opens the first and the following stretches of a career told one after the other."""

TEACHES = re.compile(
    r"\b(?:enseigne\w*|donne (?:des )?cours|prof\w*|instit\w*|lerar\w*|leraar|lerares|leerkracht|geef|gaf|lehrer\w*|"
    r"unterricht\w*|teach\w*|taught)\b"
)
"""What makes of another trade a subject: "j'enseigne la comptabilité"."""
SCHOOL_DOES = re.compile(
    r"^, (?:mon|ma|notre|nos|l'|cette|cet|le|la|les|mijn|onze|de|het|meine?|unsere?|die|das|my|our|the) ?"
    r"(?:\w*(?:ecole|ecoles|etablissement|athenee|centre|college|lycee|institut|equipe|classe|school|schule|"
    r"gymnasium|"
    r"direction|directie|team))\b"
)
"""The school itself does it: "depuis cinq ans, mon école participe au salon"."""
IN_BRACKETS = re.compile(rf"\b{ROLE}\b[^.;:(),]{{0,25}}\($")
"""A trade with its years in brackets: "enseignant expérimenté (15 ans)"."""

"""Loads told by the week, folded, in four languages: days of five, and periods or hours without their whole.

Full loads of the French Community: 26 periods in nursery, 24 in primary, 22 in lower and 20 in upper secondary school,
30 in vocational practice, 36 hours in CPMS and for educators. The Flemish and German Communities count alike: 24
"lestijden" in primary, 22, 21 and 20 hours in the three grades of secondary school, 36 hours in a CLB.
"""

from __future__ import annotations

import re

from parsers.words.dates.numerals import NUMBER, WORD

_A_WEEK = (
    r"(?:(?:par|/|la|chaque|sur la) ?(?:semaine|sem\b\.?)|(?:per|/|elke|in de) ?week|a week|each week|"
    r"(?:pro|die|in der|/) ?woche|wochentlich|wekelijks|hebdomadaires?|weekly)"
)
_DAYS = (
    r"(?:jours?(?: ouvrables?)?(?: et demie?)?|j\.?|halve dag(?:en)?|(?:werk|les)?dag(?:en)?|halben tage?|tagen?|days?)"
)
_AND = r"(?: en een| und einen|en)?"
_FIVE = r"(?:cinq|5|vijf|funf|five)"
_OF = r"(?:/|sur|op|von|van|out of|of)"
_THE = r"(?:les |mes |de |den |the )?"
DAYS_OF_FIVE = re.compile(
    rf"(?<![\w/.,])(?P<days>{NUMBER}){_AND} ?(?P<unit>{_DAYS})(?: {_A_WEEK})?,? ?{_OF} ?{_THE}{_FIVE}(?![\w/]|[.,]\d)|"
    rf"(?<![\w/.,])(?P<first>{NUMBER}) {_OF} {_THE}{_FIVE} (?:jours|(?:werk|les)?dagen|tagen?|days)\b"
)
"""Days of a week of five: "quatre jours sur cinq", "an vier von fünf Tagen"."""
DAYS_A_WEEK = re.compile(rf"(?<![\w/.,])(?P<days>{NUMBER}){_AND} (?P<unit>{_DAYS}) ?{_A_WEEK}")
"""Days of a week whose length is not told: a load only where somebody works on them."""
SHORT_WEEK = re.compile(
    r"\b(?P<days>quatre|trois|four|three|vier|drie|drei|[34])[ -]?(?:day week|dagenweek|daagse werkweek|tage-woche|"
    r"tagewoche)\b|\bsemaine de (?P<semaine>quatre|trois|4|3) jours\b"
)
AT_WORK = re.compile(
    r"\b(?:travaill\w+|preste|enseigne|occupe\w*|donne cours|a l'ecole|en classe|au centre|au cpms|en fonction|"
    r"werk|werken|lesgeef|geef|sta|op school|voor de klas|in het clb|unterrichte|arbeite|stehe ich|in der schule|"
    r"an der schule|tatig|work|working|teach|at school|in (?:the classroom|school)|charge|horaire|opdracht|"
    r"contract|stelle|"
    r"cpms|centre p\.?m\.?s|clb|internat|educat\w+|instit\w+|professeure?|psycholog\w+|logope\w+|infirmiere?|"
    r"assistante? sociale|leerkracht|leraar|lerares|lehrer\w*|teacher)\b"
)
"""What somebody does on the days of a working week."""
HALF_DAY = re.compile(r"demi|hal[vb]e")

COUNT = re.compile(
    rf"(?<![\w/.,+-])(?P<number>{NUMBER})(?:(?<=\d) ?| )"
    rf"(?:(?P<lesson>periodes?|per\.|p\.|p(?= ?(?:$|[,;)/-]))|lestijden|lesuren|lt|"
    r"unterrichtsstunden|wochenstunden|unterrichtseinheiten|periods|lessons)"
    r"|(?:heures?|hrs?|h|uren|uur|u|stunden|std\.?|hours))"
    rf"(?P<week>(?: de cours)?(?: ?(?:{_A_WEEK}|semaine\b|sem\b)))?"
    r"(?! ?(?:/|sur\b|op\b|von\b|van de\b|of\b|par an|/ ?an|annuel|per jaar|im jahr|ntpp|\d)"
    r"| (?:de |d'|en )?(?:formation|stages?|ntpp|coordination|recyclage|benevol|conference|animation|"
    r"cours suivi))(?!\w)"
)
"""Periods or hours, of a week where it says so."""
PART_OF = re.compile(r"\b(?:dont|waarvan|davon|darunter|of which|including|y compris|inclus|inbegrepen)\b")
"""What follows is part of what was counted before."""
GIVEN = re.compile(
    r"\b(?:donne|enseigne|preste|assure|dispense|mes|geef|geef ik|mijn|unterrichte|unterrichte ich|gebe|"
    r"meinen?|teach|give|"
    r"my)(?: (?:actuellement|encore|nu|nog|zurzeit|noch|now|les|les (?:quelque )?|only|que|plus que|nur))? $"
)
"""What stands right before hours that are lessons."""
MINE = re.compile(
    r"\b(?:je (?:ne |n'en |n'y |y |m'y )?(?:preste|donne|assure|travaille|dispense|conserve|garde|compte|"
    r"totalise|fais)|"
    r"je suis (?:occupee?|engagee?|nommee?|en fonction|en charge|designee?)|"
    r"j'(?:ai|y ai|en ai|enseigne|assure|exerce|effectue)|mes|mon horaire|ma charge|"
    r"ik (?:geef|heb|werk|sta)|(?:geef|heb|werk|sta) ik|mijn|(?:werk|geef) \w+|"
    r"ich (?:unterrichte|arbeite|gebe|habe)|(?:unterrichte|arbeite|gebe|habe) ich|unterrichte|arbeite|meinen?|"
    r"i (?:teach|work|have|cover|give)|my|actuel\w*|aujourd'hui|momenteel|huidige?|zurzeit|derzeit|"
    r"aktuell|currently)\b|"
    r"^(?:\w+ )?(?:charge|horaire|attribution|prestations?|volume|temps|\w*opdracht|uren|pensum|stundenzahl|"
    r"lehrauftrag|\w*load|hours)\b[\w ]{0,20} ?:"
)
"""Whose periods they are, and that they are given now."""
COMPLETES = re.compile(
    r"\b(?:complet\w+|ajout\w+|en plus|plus|augment\w+|auxquel\w+|aanvul\w*|aangevuld|vul|bijkomend\w*|erganz\w*|"
    r"aufgestockt|zusatzlich\w*|dazu|hinzu|additional\w*|topped up|top up|supplemented|ainsi qu[e']|\+)"
    r"(?:[^;.\d]{0,45}) ?$"
)
"""What stands before periods that complete a part told in a fraction."""
COMPLETES_AFTER = re.compile(
    r"[\w' ]{0,20}?\b(?:de plus|en plus|supplementaires?|additionnelles?|en complement|extra|bij|erbij|dazu|mehr|more|"
    r"(?:comme|a titre|en tant que|en) temporaire|(?:als )?tijdelijk\w*|befristet\w*|as a temporary)\b"
)
"""The same where the word comes after them."""
LACKING = re.compile(
    r"\b(?:manqu\w+|ontbre\w+|mis ik|fehlen|short of|lack)"
    rf"(?: (?:encore|donc|mir|mij|me|nog|noch|er|still|just)){{0,2}} "
    rf"(?P<missing>{NUMBER})(?P<measure>[^;.]{{0,50}}?\b(?:les|des|de|mes|van|von|of|the) (?P<whole>{NUMBER})(?!\w))?"
)
"""What is missing of a full load: "il me manque six périodes pour atteindre les 24"."""
LEARNT = re.compile(
    r"\b(?:formations?|stages?|recyclage|certifi\w+|brevet|seminaire|suivi(?:e|es|s)?|benevol\w*|vrijwillig\w*|"
    r"bijscholing|nascholing|opleiding|cursus|fortbildung\w*|weiterbildung\w*|lehrgang|training|course|workshop|"
    r"ehrenamt\w*|trajet|route|pendel\w*|train|supplementaires?|(?:par|/) ?an)\b"
)
"""Hours that somebody learns, gives away or travels."""

_STATED_WEEK = rf"(?: ?{_A_WEEK})?"
_FULL_NOUN = (
    r"(?:temps[ -]plein|plein[ -]temps|horaire (?:complet|plein)|charge complete|(?<=un )(?:complet|plein)|"
    r"plein horaire|voltijds\w*(?: \w*opdracht)?|volledige \w*opdracht|vollzeit\w*|volle \w*stelle|full[ -]time|"
    r"full (?:load|timetable|post))"
)
_UNITS = r"(?: ?(?:h|p|heures?|periodes?|uur|uren|u|lestijden|std|stunden|hours|periods)\.?)?"
STATED_FULL = re.compile(
    rf"(?<![\d.,])(?P<whole>\d\d){_UNITS}{_STATED_WEEK} ?(?:=|:|est|is|ist) ?(?:un |une |een |eine? |a )?{_FULL_NOUN}|"
    rf"\b{_FULL_NOUN}(?: (?:est de|est a|(?:en )?(?:compte|comporte|fait|demande|represente)|"
    r"hat|umfasst|betragt|zahlt|is|telt|has|of|de|van|von)|"
    rf"[ :=(]+){{1,2}} ?(?P<told>\d\d|{WORD})(?![\w/-]|[.,]\d| ?%)"
)
"""The whole, where a text says it: "36 h = temps plein", "eine volle Stelle hat 20"."""

FULL_LOADS = (
    (re.compile(r"\bmediat(?:eur|rice)s?\b"), 38),
    (
        re.compile(
            r"(?<!langue )(?<!langues )\bmaternelles?\b(?! ?:)(?!\)?,? (?:et|-|/)? ?primaire)|\bprescolaire|kleuter\w*|"
            r"kindergart\w+|\bnursery|\bpre-primary|\bpsychomotricien"
        ),
        26,
    ),
    (
        re.compile(
            r"\bprimaires?\b|instit(?:uteur|utrice|\b)s?\b(?! (?:prescolaire|maternel|en maternel))|\blager onderwijs|"
            r"\blagere school|\bbasisschool|\bonderwijzer\w*|primarschul\w*|grundschul\w*|\bprimary|\bp[1-6]\b"
        ),
        24,
    ),
    (
        re.compile(
            r"\bc\.?p\.?m\.?s\b|\bpsycho-?medico|\bcentre p\.?m\.?s\b|\bpms-zentrum|\bkaleido|\bv?clb\b|"
            r"leerlingenbegeleiding|internat\b|internaat\b|\beducat(?:eur|rice)s?\b|\bopvoed(?:er|ster)|\berzieher\w*|"
            r"\bpuericultrice"
        ),
        36,
    ),
    (
        re.compile(
            r"degre superieur|\baess\b|secondaire superieur|(?:\b[23]e|2eme|3eme|deuxieme|troisieme) degre|"
            r"agregee? de l'enseignement secondaire superieur|upper secondary|oberstufe|derde graad|3de graad|\bds\b"
        ),
        20,
    ),
    (re.compile(r"tweede graad|2de graad"), 21),
    (
        re.compile(
            r"degre inferieur|\baesi\b|\bregente?\b|secondaire inferieur|1er degre|premier degre|lower secondary|"
            r"unterstufe|eerste graad|1ste graad|\bdi\b|\bregentin\b"
        ),
        22,
    ),
    (re.compile(r"pratique professionnelle|\bpp\b|\blogopede en ecole|enseignement specialise,? logopede"), 30),
    (re.compile(r"certifiee? (?:de|d'|en)|professeure? certifie"), 18),
)
"""What a post's words tell of its full load (notice, paragraph 4)."""

"""The words for a load of work, folded, in four languages: fractions, percentages, full and half time.

Full loads of the notice: 24 periods in primary, 26 in nursery, 22 in lower and 20 in upper secondary school, 30 or 33
in vocational practice, 36 hours in CPMS and for educators, 800 or 1,000 periods a year in adult education.
"""

from __future__ import annotations

import re

from parsers.words.numerals import NUMBER

_UNIT = (
    r"(?:periodes?|heures?|hrs?|h|per|p|lecons?|uren?|uur|u|lesuren|lestijden|lesuur|lt|stunden?|std|"
    r"wochenstunden|unterrichtsstunden|unterrichtseinheiten|"
    r"periods?|hours?|lessons?|vingtiemes?|(?:vingt-)?(?:deux|quatre|six)iemes?)\.?"
)
_WEEK = (
    r"(?: ?(?:par semaine|/ ?semaine|/ ?sem\.?|semaine|hebdomadaires?|annuelles?|par an|de cours|per week|"
    r"a week|pro woche|die woche))?"
)

_WHOLE_OF = (
    r"(?:une? |een |eine[rm]? )?(?:voltijdse |volledige |volle[rn]? |full |normale )?(?:semaine|week|werkweek|woche|"
    r"arbeitswoche|opdracht|horaire complet|temps plein|charge complete|stelle|timetable) (?:de |van |von |of )"
)
FRACTION = re.compile(
    rf"(?<![\w./,])(?P<part>{NUMBER})(?P<minutes> ?h ?\d{{2}})? ?(?P<unit>{_UNIT})?{_WEEK} ?"
    rf"(?P<sign>/|\b(?:sur|op|von|aan|out of|of)\b(?: (?:les|la|un total de|de|den|a|the|einer|"
    rf"total))?(?: {_WHOLE_OF})?) ?(?P<whole>1000|{NUMBER})(?:sten?|de|e|i?emes?|ths?)?(?: ?(?P<unit2>{_UNIT}))?"
    r"(?![\w]|[.,/]\d| ?%| ?000|[ .]\d\d[ .]\d\d)"
)
"""A part of a whole: "18/22", "16 uur op 20", "vingt-sept heures sur trente-six", "14 p./22"."""

PERCENT = re.compile(
    r"(?<![\w,.])(?P<value>\d{2,3}(?:[.,]\d)?) ?(?:%|pour ?cents?\b|procent\b|prozent\b|percent\b|per cent\b)"
)
_FTE = (
    r"(?:etp|equivalents? temps[ -]plein|vte|vollzeitaquivalent\w*|vze|vza|fte|voltijds\w* equivalent\w*|"
    r"werktijdfactor|wtf|full-time equivalent)"
)
EQUIVALENT = re.compile(
    rf"(?<![\w,.])(?P<value>[01](?:[.,]\d{{1,2}})?) ?{_FTE}\b|"
    rf"\b{_FTE}(?: actuel)? ?[:=]? ?(?P<told>[01][.,]\d{{1,2}})(?!\d)"
)

FULL = re.compile(
    r"\b(?:temps[ -](?:plein|complet)|plein[ -]temps|plein horaire|(?:horaire|charge|tache|service|"
    r"prestations?|attribution|fonction|mandat|temps)s? (?:de travail )?"
    r"(?:a )?(?:complete?s?|pleine?)|(?:charge|horaire|tache) est (?:complete?|pleine?)|pleine charge|"
    r"charge entiere|horaire a temps plein|"
    r"voltijdse?|voltijds|fulltime|full-time|full time|(?:volle|volledige?) (?:opdracht|betrekking|dagtaak|werkweek|"
    r"uurrooster|lesrooster|lesopdracht|weektaak|ambt)|"
    r"vollzeit\w*|voll(?:e|er|en|em|es) (?:stelle|stundenplan|auftrag|stundenzahl|deputat)|vollbeschaftigt|"
    r"volles deputat|voller stundenzahl|"
    r"full (?:timetable|load|schedule|post|teaching load|position|hours)|vingt vingtiemes)\b"
)
_MINE = (
    r"(?:de |d'|van |of |der |des )?(?:ma |mon |mes |une? |l'|mijn |een |my |an? |meiner? |eine[rsm] )?"
    r"(?:volledige |vollen |voller |full )?(?:charge|temps|horaire|heures|periodes|prestations|uren|opdracht|"
    r"stunden\w*|unterrichtsstunden|deputats?|stelle|hours|load|timetable|post)"
)
HALF = re.compile(
    r"\b(?:mi[ -]temps|demi[ -](?:charge|horaire|temps|poste|emploi)|half[ -]?time|halftijdse?|halftijds|"
    r"halve (?:opdracht|betrekking|dagtaak|lesopdracht)|halbtags\w*|halbzeit\w*|"
    r"halbe[rnsm]? (?:stellen?|auftrag|stundenzahl|stundenplan|deputat)|"
    rf"half (?:an? )?(?:load|post|timetable)|(?:moitie|helft|halfte|half) {_MINE}(?! (?:sont|est|se|zijn|is|"
    rf"sind|ist|are)\b)|"
    r"(?:moitie|helft|halfte|half) (?:de (?:celle|celui)-ci|de cela|daarvan|hiervan|davon|of (?:it|that)))\b"
)
"""A half; "plus d'un mi-temps" is a threshold, not a load."""

WHOLES = frozenset({18, 20, 21, 22, 23, 24, 25, 25.5, 26, 27, 28, 29, 30, 32, 33, 34, 35, 36, 38, 40})
"""Full loads that a bare "a/b" may be of."""
ANNUAL = frozenset({400, 480, 800, 850, 900, 1000})
"""Periods or hours of a year, likewise."""

LABEL = re.compile(
    r"(?:\b(?:a|en|op|zu|at|un|een|einer?|met|mit) $)|"
    r"\b(?:charge|horaire|temps|contrat|prestations?|regime|taux|opdracht|opdrachtbreuk|tewerkstellingsbreuk|"
    r"uurrooster|"
    r"stelle|\w+umfang|umfang|load|quotite|fraction|"
    r"occupation|tewerkstelling|aanstelling|attribution)(?: (?:d'occupation|actuelle?|de (?:travail|charge)|huidige|"
    r"partiel|horaire))? ?:? ?(?:de |a |van |von )?$"
)
"""What stands before a bare "4/5" that is a load."""

_LEAVE = (
    r"(?:interruption (?:partielle )?(?:de (?:ma )?carriere )?(?:partielle )?|credit[ -]temps|pause[ -]carriere|"
    r"conge(?:s)? (?:parental|pour (?:prestations reduites|soins|assistance)|thematique)|reduction (?:de(?:s| mes)? "
    r"prestations )?|(?:reduite?s?|diminuee?s?|reduzier\w*|reduziert\w*|"
    r"verminder\w*|reduced)(?: (?:mon|ma|mes|mijn|meine?) \w+)?|loopbaanonderbreking|loopbaanvermindering|"
    r"tijdskrediet|zorgkrediet|ouderschapsverlof|elternzeit|elternurlaub|laufbahnunterbrechung|parental leave|"
    r"career break)"
)
_PART = (
    r"(?:un |1 ?)(?:/ ?(?P<digit>[3-5])|(?P<word>cinquieme|quart|tiers|vijfde|vierde|funftel|viertel|fifth|"
    r"quarter))\w*"
)
REDUCED = re.compile(
    rf"\b{_LEAVE}[\w' ]{{0,14}}?(?:a |d'|de |van |um |by |:)? ?{_PART}|"
    rf"\b1 ?/ ?(?P<lead>[3-5])\w{{0,4}}(?: temps)?(?: de| d')? ?{_LEAVE}|"
    rf"\b{_LEAVE}[\w' ]{{0,14}}?(?:de |d'|van |met |um |by |:) ?(?P<percent>\d\d) ?%|"
    r"(?<![\w,.])(?P<less>[1-5]\d) ?%(?: de moins| en moins| minder| weniger| less|[ -]elternzeit)"
)
"""A leave that takes a part of the load away: "interruption de carrière d'un cinquième", "20 % de moins"."""

MARK = re.compile(
    r"\b(?:\w*note[nsz]?|cotes?|cote|points?|score|jury|test|examen|epreuve|resultat|mention|distinction|"
    r"mathematiques? :|punten|punkte|marks?|grade|moyenne|bulletin|concours|dictee|"
    r"obtenue?|reussie?|eindwerk|scriptie|these|"
    r"tfe|memoire|vision|acuite|dixiemes|classement|tosa|toefl|toeic|competition|quiz|olympiade|rallye)\b"
)
"""Words beside which "16/20" is a mark."""

ROUND_CLOCK = re.compile(
    r"24 ?(?:h|heures?|u|uur|std|stunden|hours)? ?(?:/|sur|op) ?24(?:(?: ?h(?:eures)?)?(?:,? ?(?:et )?7 ?(?:j|"
    r"jours)? ?(?:/|sur|op) ?7)|(?<=h/24)|(?= ?h\b))|24 ?(?:h|heures) ?(?:/|sur) ?24|24/7"
)
GUARD = re.compile(
    r"\b(?:garde|urgences?|astreinte|permanence|joignable|surveillance|accueil jour et nuit|trois huit|pauses|"
    r"bewaking|notdienst|on call|nuit|service)\b"
)
"""Words beside which 24/24 is hours of a day."""

TOTAL = re.compile(
    r"\b(?:au total|en tout|ensemble|soit|totalis\w+|forme\w* un|font|ce qui fait|en additionnant|cumul\w*|"
    r"reparti\w* (?:sur|entre)|completent?|"
    r"samen|in totaal|totaal|zusammen|insgesamt|total|together|altogether|which makes|all told)\b"
)
"""Words that make a load the sum of several posts."""

PRESENT = re.compile(
    r"\b(?:actuel\w*|actuellement|aujourd'hui|a ce jour|present\w*|presentement|pour l'instant|cette annee|"
    r"depuis|je (?:cumule|partage|combine|preste|travaille|suis|assure|occupe|donne|exerce)|j'(?:assure|occupe|"
    r"exerce|enseigne|"
    r"ai (?:un|une) (?:horaire|charge|temps|mi))|"
    r"2025-2026|2025-26|nu|momenteel|thans|huidige|vandaag|sinds|derzeit|zurzeit|aktuell|heute|seit|momentan|"
    r"currently|at present|now|present|since)\b"
)

TENURED_PART = re.compile(
    r"\b(?:nomm\w+|engag\w+|definiti\w+|etd|dont|benoemd\w*|ernannt\w*|waarvan|davon|of which|permanent\w*)\b"
)
"""Words that tie a fraction to the tenured part of the load, not to the load."""
REST = re.compile(
    r"\+|\b(?:ainsi que|restant\w*|autres?|reste|complement\w*|complet\w*|temporaires? pour|plus|overige|resterende|"
    r"rest\w*|ubrige\w*|remaining|and|et|en|und)\b"
)
ADDS = re.compile(
    r"\b(?:s'(?:y )?ajout\w*|vien(?:t|nent) s'ajouter|en plus de cela|en outre|daarbovenop|daarnaast|"
    r"(?:dazu|hinzu) komm\w*|in addition|on top of that)\b"
)
"""Words that add what follows to what a sentence before told."""
THRESHOLD = re.compile(
    r"\b(?:plus|davantage|au moins|moins|minimum|depass\w+|meer|minstens|mehr|mindestens|more|at least|"
    r"less) (?:que |de |d'|dan |als |than )?(?:la |une? |een |einer? |a |an )?(?:\w+ )?$"
)

DAYS = re.compile(
    r"\b(?P<part>quatre|trois|deux|4|3|2|vier|drie|drei|four|three|two) (?:jours?|dagen|tagen?|days)"
    r"(?: (?:par semaine|a week|per week|pro woche|in der woche))?,?(?: ?/ ?| sur | op | von |"
    r" out of )(?:les |de |den )?(?:cinq|5|vijf|funf|five)\b|"
    r"\b(?:werk|werken|arbeite|work) (?:ik |ich )?(?P<week>four|three|two|vier|drie|drei) "
    r"(?:days a week|dagen per week|tage (?:in der|die|pro) woche)\b"
)
"""Days of a week of five: "quatre jours sur cinq"; of a week alone only right after a verb of work."""
DAY_COUNTS = {"quatre": 4, "4": 4, "vier": 4, "four": 4, "trois": 3, "3": 3, "drie": 3, "drei": 3, "three": 3}
"""How many days the words tell; two otherwise."""

NO_POST = re.compile(
    r"\b(?:stages?|stagiaire|etudiante?s?|etudes|job d'|studentenjob|studies|praktikum|praktika|studium|"
    r"student|internship|benevol\w*|vrijwillig\w*|ehrenamt\w*)\b"
)
"""Words beside which a load is of no post."""

SPREAD = re.compile(
    rf"[ ,(]+(?:sur|op|von|of|out of|auf) (?:les |de |den |the |un total de |een totaal van |"
    rf"insgesamt )?(?P<whole>{NUMBER})"
    rf"(?: ?{_UNIT})?(?![\w%/]|[.,]\d| (?:sur|op|von|of)\b)"
)
"""The whole of parts told before it: "seize heures cette année, sur les vingt"."""
AHEAD = re.compile(
    rf"\b(?:sur|op|von|of|out of) (?:les |de |den |the )?(?P<whole>{NUMBER}) ?{_UNIT}?,? "
    r"(?:gebe ich|unterrichte ich|geef ik(?: er)?|j'en (?:preste|donne|assure|fais)|je n'en (?:preste|donne|"
    r"assure|fais)"
    r"(?: plus)? que|i teach|ich gebe|je (?:preste|donne))(?: noch| nog| nur| slechts| only)? "
    rf"(?P<part>{NUMBER})(?!\w)"
)
"""The whole told first: "von fünfundzwanzig Wochenstunden gebe ich achtzehn"."""
UNIT_AFTER = re.compile(rf" ?{_UNIT}(?!\w)")
PLACE_AFTER = re.compile(r" (?:a|au|aux|en|chez|dans|in|im|bei|beim|te|op|aan|at|am|an) \w")

MEASURE = re.compile(
    r"(?:\bd'une?|\bde l'|\bde|\bdu|\bvan een|\bvan de|\beine[rs]|\bof an?|\bvon einem|"
    r"\bvon einer) $"
)
DEFINED = re.compile(
    r"(?:[=:] ?\d+|\d ?(?:\w+ )?[=]|\b(?:que|qui|die|das) (?:compte|comporte|compose\w*|font|fait|forme\w*|"
    r"represente\w*|umfasst|telt))"
    r" ?(?:un |une |een |ein\w* )?$"
)
"""What makes a full load only the whole that a part is measured by: "= temps plein", "que compte un horaire "
"complet"."""
DEFINES = re.compile(r" ?= ?\d|\)? ?\((?:soit )?\d{2,4} (?:p|h)\w* = ")
ON_LEAVE = re.compile(
    r"(?:interruption|pause|conge(?! pour mission)|disponibilite|credit|loopbaan\w*|verlof|onderbreking|"
    r"beurlaub\w*|elternzeit|leave|break)"
)
"""What a full load may be of that is no work: "interruption de carrière à temps plein"."""
PAST = re.compile(
    r"\b(?:werkte|gaf|stond|had|arbeitete|unterrichtete|hatte|worked|taught|travaillai|"
    r"en (?:19|20)\d\d,? (?:je|j')(?: \w+)? (?:suis passee?|ai pris))\b"
)
JOBLESS = re.compile(
    r"\b(?:sans emploi|demandeu(?:r|se) d'emploi|au chomage|chomeu(?:r|se)|werkzoekend\w*|werkloos|zonder werk|"
    r"arbeitslos|arbeitss?uchend|unemployed|between jobs|out of work)\b"
)
"""Who says so holds no post."""
SUBJECT_LINE = re.compile(
    r" *(?:objet|concerne|betreft|onderwerp|betreff|betrifft|subject|re|ref\.?|reference)(?: ?:|$)"
)
"""The line of a letter that names the post that is sought."""
OFFERED = re.compile(
    r"^(?:\w+ )?(?:l'emploi|la fonction|le poste|l'affectation|het ambt|de functie|de job|die stelle|"
    r"the (?:post|job|position))"
    r"(?! (?:que|dat|die|i|ich)\b| actuel)"
)
"""The post that is offered, not the one that is held."""
ENDS = re.compile(r"\b(?:jusqu'(?:en|au|a)|tot (?:en met|in)?|bis|until)\b")
"""An end of what is still going on, where it lies ahead."""
STREET = re.compile(
    r"\b(?:rue|avenue|av\.?|place|pl\.|chaussee|chemin|boulevard|bd|clos|allee|route|quai|impasse|square|"
    r"sentier|voie|cite|"
    r"residence|drève|dreve|venelle|thier|bte|boite|bus|"
    r"\w+straat|\w+laan|\w+weg|\w+plein|\w*steenweg|\w*dreef|\w*strasse|\w*str\.|\w*gasse|\w*platz|street|road|"
    r"chambre|salle|local|lokaal|bureau|room|raum|zimmer|kamer|classeur|page|pagina|seite|n°)\b"
    r"(?:(?!:|\d|\b(?:charge|horaire|attribution|opdracht|stelle|je|ik|ich)\b)[^;|\n]){0,45} ?\d{0,4},? ?$"
)
"""What stands before a number of a house or a room: "Rue Haute 5/22"."""
POSTAL = re.compile(r"[ ,–-]{1,3}(?:[a-z]{1,2}[ -]{1,3})?[1-9]\d{3}(?: |-)[a-z]{3,}")
"""A postal code and its town, which only an address is followed by."""

STILL = re.compile(
    r"(?:\b(?:nog|nur noch|noch|plus qu(?:e |')?|desormais|maintenant|still|only)) ?(?:de |a |op |auf )?(?:la |"
    r"het |de |die |the )?$"
)
"""What stands before the load that a reduction leaves: "verlof …: nog 12/20"."""
DATED = re.compile(
    r"\b(?:depuis|sinds|seit|since|ab|vanaf) (?:le |le 1er |dem |[a-z]+\.? )?(?:\d{1,2}[/.])*(?:19|20)\d\d"
)
"""A load's own beginning: the latest one told with a date stands."""
CHANGED = re.compile(r"^ ?(?:a|au|naar|auf|to|->|→|puis a|vers) $")
"""From one load to another: "passée de 24/24 à 18/24"."""
FROM = re.compile(r"\b(?:de|d'un|van|von|from) $")
RELIEVED = re.compile(
    r"\b(?:decharg\w+|dispens\w+|liberee?|detachee?|vrijgesteld\w*|vrijgeroosterd|freigestell\w*|entlastet|"
    r"relieved|released|exempt\w*)"
    r" (?:de |d'|pour |a raison de |a hauteur de |voor |fur |um |von |of |from |for )?(?:mes |mijn |meine |my )?$"
)
"""What makes a part one that is given to another task of the same post: "déchargé de 6 périodes sur 30"."""
RELIEVED_AFTER = re.compile(r"[a-z ]{0,25} (?:freigestell\w*|entlastet|vrijgesteld)\b")
"""The same where the verb comes last."""

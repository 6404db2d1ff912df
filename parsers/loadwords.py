"""The words for a load of work, folded, in four languages: fractions, percentages, full and half time.

Full loads of the notice: 24 periods in primary, 26 in nursery, 22 in lower and 20 in upper secondary school, 30 or 33
in vocational practice, 36 hours in CPMS and for educators, 800 or 1,000 periods a year in adult education.
"""

from __future__ import annotations

import re

from parsers.numerals import NUMBER

_UNIT = (
    r"(?:periodes?|heures?|hrs?|h|per|p|lecons?|uren?|uur|u|lesuren|lestijden|lesuur|lt|stunden?|std|"
    r"wochenstunden|unterrichtsstunden|unterrichtseinheiten|"
    r"periods?|hours?|lessons?|vingtiemes?|(?:vingt-)?(?:deux|quatre|six)iemes?)\.?"
)
_WEEK = (
    r"(?: ?(?:par semaine|/ ?semaine|/ ?sem\.?|semaine|hebdomadaires?|annuelles?|par an|de cours|per week|"
    r"a week|pro woche|die woche))?"
)

FRACTION = re.compile(
    rf"(?<![\w./,])(?P<part>{NUMBER})(?P<minutes> ?h ?\d{{2}})? ?(?P<unit>{_UNIT})?{_WEEK} ?"
    rf"(?P<sign>/|\b(?:sur|op|von|aan|out of|of)\b(?: (?:les|la|un total de|de|den|a|the|einer|"
    rf"total))?) ?(?P<whole>{NUMBER})(?:ste|de|e|emes?|ths?)?(?: ?(?P<unit2>{_UNIT}))?"
    r"(?![\w]|[.,/]\d| ?%| ?000|[ .]\d\d[ .]\d\d)"
)
"""A part of a whole: "18/22", "16 uur op 20", "vingt-sept heures sur trente-six", "14 p./22"."""

PERCENT = re.compile(
    r"(?<![\w,.])(?P<value>\d{2,3}(?:[.,]\d)?) ?(?:%|pour ?cents?\b|procent\b|prozent\b|percent\b|per cent\b)"
)
EQUIVALENT = re.compile(
    r"(?<![\w,.])(?P<value>[01](?:[.,]\d{1,2})?) ?(?:etp|equivalents? temps plein|vte|vollzeitaquivalent\w*|"
    r"vze|vza|fte|voltijds\w* equivalent\w*)\b"
)

FULL = re.compile(
    r"\b(?:temps[ -](?:plein|complet)|plein[ -]temps|plein horaire|(?:horaire|charge|tache|service|"
    r"prestations?|attribution|fonction|mandat|temps)s? (?:de travail )?"
    r"(?:a )?(?:complete?s?|pleine?)|(?:charge|horaire|tache) est (?:complete?|pleine?)|pleine charge|"
    r"charge entiere|horaire a temps plein|"
    r"voltijdse?|voltijds|fulltime|full-time|full time|volle(?:dige)? (?:opdracht|betrekking|dagtaak|werkweek|"
    r"uurrooster)|volledige lesopdracht|"
    r"vollzeit\w*|voll(?:e|er|en|em|es) (?:stelle|stundenplan|auftrag|stundenzahl|deputat)|vollbeschaftigt|"
    r"volles deputat|"
    r"full (?:timetable|load|schedule|post|teaching load|position|hours)|vingt vingtiemes)\b"
)
HALF = re.compile(
    r"\b(?:mi[ -]temps|demi[ -](?:charge|horaire|temps|poste|emploi)|moitie (?:de |d')?(?:ma |mon |une? |l')?(?:charge|"
    r"temps|horaire)|half[ -]?time|halftijdse?|halftijds|halftime|"
    r"halve (?:opdracht|betrekking|dagtaak)|halbtags\w*|halbzeit|halbe[rnm]? (?:stelle|auftrag|stundenzahl|deputat)|"
    r"halftime|half a (?:load|post|timetable))\b"
)
"""A half; "plus d'un mi-temps" is a threshold, not a load."""

SHARE = re.compile(
    r"\b(?P<words>trois[ -]quarts?|deux[ -]tiers?|quatre[ -]cinquiemes?|trois[ -]cinquiemes?|"
    r"neuf[ -]dixiemes?|sept[ -]dixiemes?|quart|tiers|un quart|un tiers|"
    r"drie(?:[ -]?kwart|kwarts|[ -]vierde)|vier[ -]?vijfde\w?|drie[ -]vijfde|twee[ -]derde|dreiviertel\w*|"
    r"drei viertel|vier funftel|vierfunftel\w*|zwei drittel|drei funftel|"
    r"three[ -]quarters?|four[ -]fifths|two[ -]thirds|three[ -]fifths)(?![\w])"
    r"(?P<after>(?: d'un| d'une| de| du)?[ -]?(?:temps|charge|horaire|tijds\w*|opdracht|stelle\w*|zeit\w*|"
    r"time|load|post|timetable)\b|(?<=stelle)|(?<=tijds)|(?<=tijdse)|(?<=zeit))?"
)
SHARES = {
    "quart": 0.25,
    "tiers": 1 / 3,
    "troisquarts": 0.75,
    "deuxtiers": 2 / 3,
    "quatrecinquiemes": 0.8,
    "troiscinquiemes": 0.6,
    "neufdixiemes": 0.9,
    "septdixiemes": 0.7,
    "driekwart": 0.75,
    "drievierde": 0.75,
    "viervijfde": 0.8,
    "drievijfde": 0.6,
    "tweederde": 2 / 3,
    "dreiviertel": 0.75,
    "vierfunftel": 0.8,
    "zweidrittel": 2 / 3,
    "dreifunftel": 0.6,
    "threequarter": 0.75,
    "fourfifths": 0.8,
    "twothirds": 2 / 3,
    "threefifths": 0.6,
}
"""Shares by the first letters of their words, written together."""

QUOTIENT = re.compile(
    r"(?<![\w/.,])(?P<part>[1-9])/(?P<whole>[2-9]|10)(?:es?|emes?|de|e|th)?[ -]?(?P<after>(?:temps|tijds\w*|"
    r"time|zeit|stelle|etp|charge|opdracht|horaire)\b)?"
    r"(?![\w/]|[.,]\d)"
)
""""4/5 temps", "3/4 temps"."""

LABEL = re.compile(
    r"(?:\b(?:a|en|op|zu|at|un|een|einer?) $)|"
    r"\b(?:charge|horaire|temps|contrat|prestations?|opdracht|uurrooster|stelle|stellenumfang|load|quotite|"
    r"occupation|tewerkstelling)(?: (?:actuelle?|de travail|huidige|partiel))?"
    r" ?:? ?(?:de |a |van |von )?$"
)
"""What stands before a bare "4/5" that is a load."""

REDUCED = re.compile(
    r"\b(?:interruption (?:partielle )?(?:de carriere )?(?:partielle )?|credit[ -]temps|pause[ -]carriere|"
    r"conge parental|reduction (?:de (?:mes )?prestations )?|(?:reduit|diminue|reduzier\w+|"
    r"verminderd)(?: (?:mon|ma|mes))?|loopbaanonderbreking|"
    r"tijdskrediet|ouderschapsverlof|elternzeit)[\w' ]{0,14}?(?:a |d'|de |van |um |:)? ?(?:un |"
    r"1 ?)(?:/ ?(?P<digit>[2-5])|(?P<word>cinquieme|quart|tiers|vijfde|vierde|funftel|viertel))\w*"
)
"""A leave that takes a part of the load away: "interruption de carrière d'un cinquième"."""

MARK = re.compile(
    r"\b(?:note[sz]?|cotes?|cote|points?|score|jury|test|examen|epreuve|resultat|mention|distinction|"
    r"mathematiques? :|punten|punkte|marks?|grade|moyenne|bulletin|concours|dictee|"
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
    r"depuis|je (?:preste|travaille|suis|assure|occupe|donne|exerce)|j'(?:assure|occupe|exerce|enseigne|"
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
THRESHOLD = re.compile(
    r"\b(?:plus|davantage|au moins|moins|minimum|depass\w+|meer|minstens|mehr|mindestens|more|at least|"
    r"less) (?:que |de |d'|dan |als |than )?(?:la |une? |een |einer? |a |an )?(?:\w+ )?$"
)

DAYS = re.compile(
    r"\b(?P<part>quatre|trois|deux|4|3|2|vier|drie|drei|four|three|two) (?:jours?|dagen|tagen?|days)"
    r"(?: (?:par semaine|a week|per week|pro woche|in der woche))?,?(?: ?/ ?| sur | op | von |"
    r" out of )(?:les |de |den )?(?:cinq|5|vijf|funf|five)\b|"
    r"\b(?P<week>four|three|two|vier|drie|drei) (?:days a week|dagen per week|tage (?:in der|die|pro) woche)\b"
)
"""Days of a week of five: "quatre jours sur cinq"."""
DAY_COUNTS = {"quatre": 4, "4": 4, "vier": 4, "four": 4, "trois": 3, "3": 3, "drie": 3, "drei": 3, "three": 3}
"""How many days the words tell; two otherwise."""

NO_POST = re.compile(
    r"\b(?:stages?|stagiaire|etudiante?s?|etudes|job d'|studentenjob|studies|praktikum|praktika|studium|"
    r"student|internship|benevol\w*|vrijwillig\w*|ehrenamt\w*)\b"
)
"""Words beside which a load is of no post."""

DATED = re.compile(
    r"\b(?:depuis|sinds|seit|since|ab|vanaf) (?:le |le 1er |dem |[a-z]+\.? )?(?:\d{1,2}[/.])*(?:19|20)\d\d"
)
"""A load's own beginning: the latest one told with a date stands."""
CHANGED = re.compile(r"^ ?(?:a|au|naar|auf|to|->|→|puis a|vers) $")
"""From one load to another: "passée de 24/24 à 18/24"."""
FROM = re.compile(r"\b(?:de|d'un|van|von|from) $")

"""The words for a load of work, folded, in four languages: fractions, percentages, full and half time.

Full loads of the notice: 24 periods in primary, 26 in nursery, 22 in lower and 20 in upper secondary school, 30 or 33
in vocational practice, 36 hours in CPMS and for educators, 800 or 1,000 periods a year in adult education.
"""

from __future__ import annotations

import re

from parsers.words.dates.numerals import NUMBER, WORD

LOAD_NOUN = (
    r"(?:charge|horaire|temps(?: de travail)?|duree du travail|arbeidsduur|contrat|prestations?|regime|"
    r"taux|quotite|fraction|occupation|"
    r"attribution|volume|emploi|poste|pourcentage|tache|engagement|"
    r"\w*opdracht\w*|\w*tewerkstelling\w*|\w*breuk|\w*rooster|aanstelling|\w*percentage|\w*regime|uren|job|"
    r"\w*stelle|\w*umfang|\w*pensum|deputat|lehrauftrag|arbeitszeit|anstellung|beschaftigungsgrad|"
    r"stunden(?:plan|zahl)?|\w*load|timetable|contract|appointment|position|post|hours)"
)
"""What a load is told of, in a label or a sentence."""
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
    rf"(?<![\w./,])(?P<part>{NUMBER})(?:(?<=\d)(?:i?emes?|es?)(?= ?/))?"
    rf"(?P<minutes> ?h ?\d{{2}})? ?(?P<unit>{_UNIT})?{_WEEK} ?"
    rf"(?P<sign>/|\b(?:sur|op|von|van|aan|auf|out of|of)\b(?: (?:les|la|mes|un total de|de|den|a|the|einer|"
    rf"meinen|mijn|my|"
    rf"total))?(?: {_WHOLE_OF})?) ?(?P<whole>1000|{NUMBER})(?:sten?|de|es?|i?emes?|ths?)?(?: ?(?P<unit2>{_UNIT}))?"
    r"(?![\w]|[.,/]\d| ?%| ?000|[ .]\d\d[ .]\d\d)"
)
"""A part of a whole: "18/22", "16 uur op 20", "vingt-sept heures sur trente-six", "14 p./22"."""
PERCENT = re.compile(
    rf"(?<![\w,.])(?P<value>\d{{2,3}}(?:[.,]\d{{1,2}})?|{WORD}) ?"
    r"(?:%|pour[ -]?cents?\b|p\. ?c\.|v\. ?h\.|pct\b|procent\b|prozent\b|percent\b|per cent\b)|"
    r"(?:%|pour[ -]?cent\w*) (?:d'occupation|d'activite|de charge|opdracht|tewerkstelling|beschaftigung) ?[:=]? ?"
    r"(?P<told>\d{2,3})\b"
)
"""A share in hundredths, in digits or words: "80 %", "soixante pour cent", "achtzig Prozent", "% d'occupation : 80"."""

LABELLED_LOAD = re.compile(
    rf"\W*{LOAD_NOUN}(?: (?:actuel(?:le)?s?|hebdomadaires?|de travail|huidige))?(?: ?[:=]|\t| {{2,}}| (?=\d))"
)
"""A line that begins with a load's label tells of a load in a post, not of another post."""

_FTE = (
    r"(?:e\.?q?\.?t\.?p\.?|equivalents? (?:temps[ -]plein|(?:horaire|charge|temps) complete?)|vte|"
    r"vollzeitaquivalent\w*|vze|vza|fte|voltijds\w* equivalent\w*|werktijdfactor|wtf|full-time equivalent)"
)

EQUIVALENT = re.compile(
    rf"(?<![\w,.])(?P<value>[01](?:[.,]\d{{1,2}})?|[1-4]/[2-5]) ?{_FTE}(?!\w)|"
    r"(?<![\w,.])(?P<part>0[.,]\d{1,2})(?: (?:d'un |van een |of an? |einer )(?:temps[ -]plein|voltijds\w*|"
    r"full[ -]time|vollen|vollzeit\w*|full)|[ -](?:stelle|post|contract|appointment|contrat|timetable)\b)|"
    rf"\b(?:{_FTE}(?: actuel)? ?[:=]?|{LOAD_NOUN}(?: actuel(?:le)?)? ?[:=]) ?(?P<told>[01][.,]\d{{1,2}})(?![\d.,])"
)
"""Full-time equivalents: "0,8 ETP", "0.6 of a full-time post", "ETP : 0,75"."""


_TIME = r"(?:temps|tps|tmps)"
_LOAD_FR = r"(?:horaire|charge|tache|service|prestation|attribution|fonction|mandat|temps)s?"
FULL = re.compile(
    rf"\b(?:{_TIME}[ -]{{0,2}}(?:plein|complet)|plein[ -]{{0,2}}{_TIME}|plein horaire|"
    rf"{_LOAD_FR},? (?:de travail )?(?:a )?(?:complete?s?|pleine?)|pleine charge|charge entiere|"
    rf"{_LOAD_FR}(?: (?:actuel(?:le)?|de cours|de travail|hebdomadaire)){{0,2}} ?(?:\best(?: (?:re)?devenue?)?|:) ?"
    r"(?:bien )?(?:complete?|pleine?|entiere?|remplie?)|"
    rf"{LOAD_NOUN} (?:actuel(?:le)?s? |now |nu )?(?:est|is|ist|sont|zijn|sind) (?:(?:donc|also|dus|depuis|seit|sinds|"
    rf"since|weer|wieder|again|de nouveau|redevenue?s?) (?:\d{{4}} )?)?(?:volledig|voltijds|voll|full|complete?s?|"
    rf"pleine?s?)|"
    rf"horaire a temps plein|"
    r"voltijd(?:s|se)?|fulltime|full[ -]time|(?:volle|volledige?) (?:opdracht|betrekking|dagtaak|werkweek|"
    r"uurrooster|lesrooster|lesopdracht|weektaak|ambt|job|baan|functie|post)|"
    r"vollzeit\w*|voll(?:e|er|en|em|es) (?:stelle|stundenplan|auftrag|lehrauftrag|stundenzahl|deputat|pensum|"
    r"aufgabe|lehraufgabe|lehrverpflichtung|(?:wochen)?arbeitszeit|beschaftigung|woche|dienst)|"
    r"(?:a full|een volledige|een volle|un complet|une complete|eine volle|einen vollen|ein volles)(?: one)? "
    r"(?=(?:depuis|sinds|sedert|seit|since|from)\b)|"
    r"voll ?beschaftig(?:t|ung)|(?:poste|emploi|contrat) complet|ganztagsstelle|"
    r"full (?:timetable|load|schedule|post|teaching load|position|hours)|vingt vingtiemes)\b|"
    r"(?<=\()tp(?=\))|(?<=[:,] )tp(?=$|[,;)])"
)
"""A full load in words; "TP" only where it stands for itself."""

_MINE = (
    r"(?:de |d'|van |of |der |des )?(?:ma |mon |mes |une? |l'|mijn |een |my |an? |meiner? |eine[rsm] )?"
    r"(?:volledige |vollen |voller |full )?(?:charge|temps|horaire|heures|periodes|prestations|cours|"
    r"lessen|uren|opdracht|"
    r"stunden\w*|unterrichtsstunden|deputats?|stelle|hours|load|timetable|post)"
)

HALF = re.compile(
    rf"\b(?:mi[ -]{{0,2}}{_TIME}|demi[ -]{{0,2}}(?:charge|horaire|temps|poste|emploi|service)|half[ -]?time|"
    rf"halftijdse?|halftijds|"
    r"(?:halve|half) (?:opdracht|betrekking|dagtaak|lesopdracht|job|uurrooster|lesrooster)|halbtags\w*|halbzeit\w*|"
    r"halbe[rnsm]? (?:stellen?|lehrstellen?|auftrag|lehrauftrag|stundenzahl|stundenplan|deputat|pensum)|"
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
    r"(?:\b(?:a|aux?|en|op|zu|at|un|een|einer?|met|mit) $)|"
    rf"\b{LOAD_NOUN}(?: (?:d'occupation|actuel(?:le)?s?|de (?:travail|charge)|huidige|partiel|horaire|"
    r"hebdomadaire)){0,2} ?[:=]? ?(?:de |a |van |von |of )?$"
)
"""What stands before a bare "4/5" that is a load."""
_LEAVE = (
    r"(?:interruption (?:partielle )?(?:de (?:ma )?carriere )?(?:partielle )?|credit[ -]temps|pause[ -]carriere|"
    r"conges?(?: (?:parental|pour (?:prestations reduites|soins|assistance)|thematique))?|reduction (?:de(?:s| mes)? "
    r"prestations )?|(?:reduite?s?|diminuee?s?|reduzier\w*|reduziert\w*|"
    r"verminder\w*|reduced)(?: (?:mon|ma|mes|mijn|meine?) \w+)?|loopbaanonderbreking|loopbaanvermindering|"
    r"tijdskrediet|zorgkrediet|ouderschapsverlof|elternzeit|elternurlaub|laufbahnunterbrechung|parental leave|"
    r"career break)"
)

_PART = (
    r"(?:(?:une? |een |eine[mn]? |one |1 ?)(?:/ ?(?P<digit>[3-5])|(?P<word>cinquieme|quart|tiers|vijfde|vierde|"
    r"funftel|viertel|fifth|quarter))\w*|(?P<day>(?:un jour|1 jour|een dag|ein(?:en)? tag|one day|"
    r"a day)) (?:par|per|pro|a|in der) (?:semaine|week|woche))"
)

REDUCED = re.compile(
    rf"\b{_LEAVE}[\w' ]{{0,14}}?(?:a |d'|de |van |um |zu |by |:|\()? ?{_PART}|"
    rf"\b1 ?/ ?(?P<lead>[3-5])\w{{0,4}}(?: temps)?(?: de| d')? ?{_LEAVE}|"
    rf"\b{_LEAVE}[\w' ]{{0,14}}?(?:de |d'|van |met |um |by |:) ?(?P<percent>\d\d) ?%|"
    rf"\b(?P<off>(?:un jour|een dag|einen tag|one day)) (?:(?:par|per|pro|a|in der) (?:semaine|week|"
    rf"woche),? (?:de |d'|in |en )?"
    rf"{_LEAVE}|(?:de |d'|of )?{_LEAVE}[\w' ]{{0,12}} (?:par|per|pro|a) (?:semaine|week|woche))|"
    r"(?<![\w,.])(?P<less>[1-5]\d) ?%(?: de moins| en moins| minder| weniger| less|[ -]elternzeit)"
)
"""A leave that takes a part of the load away: "interruption de carrière d'un cinquième", "20 % de moins"."""
SPREAD = re.compile(
    rf"(?:[ ,(]+(?:sur|op|von|of|out of|auf)|[ ,(]*[(,] ?(?:des|de|van|der)) "
    rf"(?:les |de |den |the |un total de |een totaal van |"
    rf"insgesamt )?(?P<whole>{NUMBER})"
    rf"(?: ?{_UNIT})?(?![\w%/]|[.,]\d| (?:sur|op|von|of)\b)"
)
"""The whole of parts told before it: "seize heures cette année, sur les vingt"."""
_MAKING = (
    r"(?:qui|que|die|that|which) [^,;.\d]{0,24}(?:temps plein|plein temps|horaire complet|charge complete|opdracht|"
    r"voltijds\w*|"
    r"betrekking|stelle|pensum|vollzeit\w*|full[ -]time|full (?:load|timetable|post))[^,;.\d]{0,24}"
)
"""What the whole makes: "die een volledige opdracht telt"."""
AHEAD = re.compile(
    rf"\b(?:sur|op|von|van|des|of|out of) (?:les |de |den |the )?(?P<whole>{NUMBER}) ?{_UNIT}?,? (?:{_MAKING},? )?"
    r"(?:gebe ich|unterrichte ich|(?:geef|presteer|doe|heb) ik(?: er)?|"
    r"j'en (?:preste|donne|assure|fais)|je n'en (?:preste|donne|"
    r"assure|fais)"
    r"(?: plus)? que|i teach|ich gebe|je (?:preste|donne))(?: noch| nog| nur| slechts| only)? "
    rf"(?P<part>{NUMBER})(?!\w)"
)
"""The whole told first: "von fünfundzwanzig Wochenstunden gebe ich achtzehn"."""
PARTITIVE = re.compile(
    rf"(?<![\w/.,])(?P<part>{NUMBER})(?: ?{_UNIT})?[ ,(]+(?:des|sur les|parmi les|sur|van de|op de|von den|von|der|"
    rf"of the|out of) (?:les )?(?P<whole>{NUMBER})(?: ?{_UNIT})? ?,? ?{_MAKING}|"
    rf"(?<![\w/.,])(?P<year>\d{{2,4}}) {_UNIT}(?: [ab]\b)?[^;.\d]{{0,30}}?(?:temps plein|charge complete|"
    r"horaire complet|voltijds\w*|volledige opdracht|vollzeit\w*|volle stelle|full[ -]time|full load)"
    r"(?: [a-z]{2,12}){0,3}[ :=(]{1,3}(?P<years>400|480|800|850|900|1000)(?!\d)"
)
"""A part of what makes a full load: "seize des vingt qui font un temps plein", "600 p., temps plein : 800"."""
UNIT_AFTER = re.compile(rf" ?{_UNIT}(?!\w)")

PRESENT = re.compile(
    r"\b(?:actuel\w*|actuellement|aujourd'hui|a ce jour|pour le moment|en ce moment|a l'heure actuelle|op dit moment|"
    r"im moment|at the moment|present\w*|presentement|pour l'instant|cette annee|"
    r"depuis|je (?:cumule|partage|combine|preste|travaille|suis|assure|occupe|donne|exerce)|j'(?:assure|occupe|"
    r"exerce|enseigne|"
    r"ai (?:un|une) (?:horaire|charge|temps|mi))|"
    r"2025-2026|2025-26|nu|momenteel|thans|huidige|vandaag|sinds|derzeit|zurzeit|aktuell|heute|seit|momentan|"
    r"currently|at present|now|present|since)\b"
)

JOBLESS = re.compile(
    r"\b(?:sans emploi|demandeu(?:r|se) d'emploi|au chomage|chomeu(?:r|se)|werkzoekend\w*|werkloos|zonder werk|"
    r"arbeitslos|arbeitss?uchend|unemployed|between jobs|out of work)\b"
)
"""Who says so holds no post."""

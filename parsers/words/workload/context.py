"""What the words around a load tell of it, folded, in four languages: its time, its post, part or sum, or none."""

from __future__ import annotations

import re

from parsers.words.dates.numerals import WORD

MARK = re.compile(
    r"\b(?:\w*note[nsz]?|cotes?|cote|points?|score|jury|test|examen|epreuve|resultat|mention|distinction|"
    r"mathematiques? :|punten|punkte|marks?|grade|moyenne|bulletin|concours|dictee|"
    r"obtenue?|prix|master|licence|bachelier|reussie?|eindwerk|scriptie|these|"
    r"tfe|memoire|vision|acuite|dixiemes|classement|tosa|toefl|toeic|competition|quiz|olympiade|rallye)\b"
)
"""Words beside which "16/20" is a mark."""

NO_RATE = re.compile(
    r"\btaux (?:de (?!charge|travail)|d'(?!occupation|activite|emploi))|\breussite|\bslaag\w*|\berfolgs\w*|\bsuccess|"
    r"\bsatisf\w+|\bmotiv\w+|\bd'accord\b|\bgemotiveerd|\bremise|\breduction sur|\bpresence\b"
)
"""Words beside which a percentage is of no load."""

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

TEMPORARY_PART = re.compile(r"\b(?:temporaire|temp\.|tt|tijdelijk|zeitweilig|befristet|temporary|interimaire)\b")
"""Words that tie a load to what is held beside the tenured part."""

STATUS = re.compile(
    r"\b(?:temporaire|interim\w*|definiti\w+|etd|prioritaire|tijdelijk\w*|tadd|vast|befristet\w*|ernannt\w*|"
    r"unbefristet\w*|temporary|permanent|fixed[ -]term|charge|semaine|week\w*|woche)\b"
)
"""Words of a post's status, which no mark has beside it."""

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
    r"(?:dazu|hinzu) komm\w*|in addition|on top of that)\b|"
    r"\b(?:un autre|une autre|seconde?|deuxieme|zweite[rn]?|weitere[rn]?|tweede|nog een|another) $"
)
"""Words that add what follows to what a sentence before told."""

THRESHOLD = re.compile(
    r"\b(?:frol\w+|approch\w+|avoisin\w+|proches? d[eu]|"
    r"plus|davantage|au moins|moins|minimum|depass\w+|meer|minstens|mehr|mindestens|more|at least|"
    r"less) (?:que |de |d'|dan |als |than )?(?:la |le |une? |een |einer? |a |an )?(?:\w+ )?$"
)

NO_POST = re.compile(
    r"\b(?:(?<!coordination )(?<!coordination de )(?<!coordination des )(?<!suivi des )(?<!issue du )(?<!issue d'un )"
    r"(?<!fin de )(?<!fin du )(?<!admis au )(?<!admise au )stages?|stagiaire|"
    r"etudiante?s?|etudes|job d'|studentenjob|studies|praktikum|praktika|studium|"
    r"student|internship|benevol\w*|vrijwillig\w*|ehrenamt\w*)\b"
)
"""Words beside which a load is of no post; the probation that ends in an appointment is one."""

ONLY = re.compile(r"\b(?:ne |n')(?:[\w']+ ){0,4}?(?:plus|moins) (?:que|qu')[^,;.]{0,12}$")
"""What is left: "je ne preste plus que la moitié"."""

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

DEFINES = re.compile(
    r" ?= ?\d|\)? ?\((?:soit )?\d{2,4} (?:p|h)\w* = |"
    r" (?:hat|umfasst|(?:en )?(?:compte|comporte|fait|comptant|comportant|comprend|demande|represente)|"
    r"est de|telt|bedraagt|is|has) "
    rf"(?:\d|{WORD}\b)"
)

ON_LEAVE = re.compile(
    r"(?:interruption|pause|conge(?! pour mission| pour charge de mission)|disponibilite|credit|"
    r"loopbaan\w*|verlof(?! (?:wegens|voor een|voor) opdracht)|onderbreking|"
    r"beurlaub\w*|elternzeit|leave|break)"
)
"""What a full load may be of that is no work: "interruption de carrière à temps plein"."""

STAND_IN = re.compile(
    r"\b(?:remplac\w+|interim|a la place|vervang\w*|vertret\w+|anstelle|replac\w+|covering for) ?(?:de |"
    r"d'|du |van |von |"
    r"of )?(?:une? |la |le |l'|ma |mon |een |mijn |einer? |eines |my |a )?[\w-]+|\bcharge(?:e|\(e\))?s? de mission\b"
)
"""Whom somebody replaces is not who works; whose office is a mission does not ask for one."""
LEFT_OUT = re.compile(
    r"\b(?:verlof|conges?|vvp|interruption|credit-temps|pause[ -]carriere|reduction|disponibilite|zorgkrediet|"
    r"tijdskrediet|loopbaan\w+|ouderschapsverlof|elternzeit|\w*urlaub|laufbahnunterbrechung|leave)"
    r"(?: (?!pour prestations reduites)[\w']+){0,3} ?:? ?(?:de |a |a concurrence de |a raison de |voor |"
    r"van |um |von |of )?$"
)
"""What stands before a small part that a leave takes away: "Verlof: VVP 8/20"."""
SECONDED = re.compile(
    r"\b(?:en |in )?(?:conge pour (?:une )?mission|detach(?:ee?|ement|ering)|gedetacheerd|mise? a (?:la )?disposition|"
    r"verlof (?:wegens|voor) (?:een )?opdracht|abgeordnet|beurlaubt|freigestellt|seconded|on secondment)\b"
)
"""Who is paid as a teacher and works elsewhere."""
ANYWHERE = re.compile("")
UNIVERSITY = re.compile(r"\buniversit\w+|\bfac(?:ulte|ulty|ulteit)\b|\bhautes? ecoles?\b|\bhogeschool|\bhochschule")
"""Places of work beside schools and CPMS: of somebody who is seconded, and of higher education."""

PAST = re.compile(
    r"\b(?:(?:apres|na|nach|after) [\w-]+ (?:ans|annees?|mois|jaar|jahren?|years?)|werkte|gaf|stond|had|"
    r"arbeitete|unterrichtete|hatte|worked|taught|travaillai|"
    r"en (?:19|20)\d\d,? (?:je|j')(?: \w+)? (?:suis passee?|ai pris))\b"
)

SUBJECT_LINE = re.compile(
    r" *(?:objet|concerne|betreft|onderwerp|betreff|betrifft|subject|re|ref\.?|reference)(?: ?:|$)"
)
"""The line of a letter that names the post that is sought."""

SOUGHT = re.compile(
    r"\b(?:veux|voulons|(?:pour|afin) que je|(?:peux|puis) (?:\w+ )?(?:revenir|reprendre|passer)|"
    r"reprenne|ich konnte|ich kann ab|u (?:aanbiedt|zoekt|vraagt|biedt)|ausgeschrieben\w*|"
    r"vous (?:offrez|proposez|cherchez|annoncez)|you (?:offer|advertise)|sie (?:anbieten|ausschreiben|suchen)|"
    r"kan ik (?:weer|opnieuw)|konnte ich|kann ich|pourrai[st]?|(?<!non )accepterai[st]?|"
    r"convoite\w*|brigue\w*|pretentions?|souhaitee?s?|desiree?s?|visee?s?|"
    r"que je (?:vous )?(?:demande|cherche|recherche|vise|voudrais|brigue)|(?:die|dat) ik (?:zoek|vraag)|"
    r"(?:die|den|das) ich suche|(?:that )?i am (?:looking|asking) for|"
    r"disponibilites? ?:|beschikbaarheid|gewenst\w*|gezocht\w*|beoogde|verfugbarkeit|gewunscht\w*|gesucht\w*|"
    r"availability|desired|sought|wanted|preferred)"
)
"""The load that is looked for, not the one that is held."""

GIVEN_UP = re.compile(
    r"\b(?:quitt\w+|laiss\w+|abandonn\w+|renonc\w+ a|verlaten|opgeven|achterlaten|aufgeben|verlassen|"
    r"giv\w+ up|leav\w+) "
    r"(?:mon|mes|ma|mijn|meine[nrms]?|my) $"
)
"""What somebody would give up is held, whatever the mood: "je devrais quitter mon 4/5 temps"."""

OFFERED = re.compile(
    r"^(?:\w+ )?(?:l'emploi|la fonction|le poste|l'affectation|het ambt|de functie|de job|die stelle|"
    r"the (?:post|job|position))"
    r"(?! (?:que|dat|die|i|ich)\b| actuel)"
)
"""The post that is offered, not the one that is held."""

BEGUN = re.compile(
    r"\b(?:(?:on m'a|m'a|m'ont|j'ai|je suis) (?:ete )?(?:donnee?|confiee?|proposee?|offert|obtenue?|"
    r"commencee?|debutee?|"
    r"entree?|passee?|eu|pris)|ben ik begonnen|begon|kreeg|ik heb \w+ gekregen|begann|bekam|started|began|was given)\b"
)
"""How a load began, which may be over."""

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

WORKS_NOW = re.compile(
    r"\b(?:je (?:ne |n'|m'y |n'y |y )?(?:preste|travaille|assure|occupe|donne|exerce|partage|cumule)|"
    r"j'(?:enseigne|assure|occupe|exerce)|ik (?:werk|geef|sta)|(?:werk|geef|sta) ik|"
    r"ich (?:arbeite|unterrichte|gebe)|(?:arbeite|unterrichte|gebe) ich|i (?:work|teach|hold))\b"
)
"""Who says so speaks of today, whatever ended above."""

NOW = re.compile(
    r"(?:\b(?:nog|nur noch|noch|plus qu(?:e |')?|desormais|maintenant|actuellement|aujourd'hui|a present|a ce jour|"
    r"pour le moment|en ce moment|op dit moment|"
    r"im moment|at the moment|"
    r"cette annee|nu|nu nog|momenteel|thans|dit schooljaar|zurzeit|derzeit|momentan|jetzt|heute|dieses jahr|"
    r"still|only|now|currently|at present|this year|actuel(?:le)?s?|huidige|aktuelle?r?|current|effecti\w+)) ?"
    r"(?:(?:je|j'|ik|ich|i|suis|ai|preste|travaille|exerce|occupe|werk|arbeite|work|en|mit|met|un|une|a|de|op|auf|la|"
    r"het|die|the|at|opdracht|charge|horaire|prestee\w*)\b ?'?){0,5}:? ?$"
)
"""What stands before the load that is held now: "verlof …: nog 12/20", "actuellement à 4/5"."""

_MONTH = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|la rentree|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"januar|februar|marz|august|dezember|january|february|march|may|june|july|october)"
)
DATED = re.compile(
    r"\b(?:depuis|des|sinds|sedert|seit|since|ab|vanaf|a partir d[eu]) (?:(?:le |la |dem |den )?"
    rf"(?:1er |\d{{1,2}}\.? )?{_MONTH}\b|(?:le |dem |[a-z]+\.? )?(?:\d{{1,2}}[/.])*(?:19|20)\d\d)"
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

"""What a number of years of experience was spent on: "… d'expérience dans la vente", "… jaar ervaring met jongeren"."""

from __future__ import annotations

import re

from parsers.words.experience.stated import WORK

_IN = (
    r"(?:dans|en(?: tant)?(?: que| qu')?|comme|chez|aupres|avec|au sein|au service|du|de la|des|de|d'|in|im|als|"
    r"bei|beim|"
    r"mit|met|bij|als|van|with|as|of|within|"
    r"op het gebied van|auf dem gebiet)"
)
FIELD = re.compile(
    rf"^(?: (?:professionnelle?|effective|active|cumulee?))? {_IN}(?: |(?<='))(?P<field>[^,;:.!?()]{{3,60}})"
)
"""What the years were spent on, where it is told right behind them."""

ANY_FIELD = re.compile(
    r"(?:(?:l'|le |la |les |ce |cet |cette |mon |ma |mes |mijn |mein\w* |my |the |het |de |der |die |dem |this |"
    r"dit |deze |"
    r"dies\w* )?(?:meme |propre |eigen |own |same |zelfde )?)"
    r"(?:domaine$|metier|secteur$|fonction|poste|reseau|officiel|libre|federation|communaute|travail$|"
    r"differents? |divers|"
    r"plusieurs|"
    r"beroep|vak$|functie|net\b|beruf$|bereich$|amt$|profession|job\b|role$|field$|sector$|carriere|service|"
    r"vie\b|terrain|"
    r"loopbaan|dienst)"
)
"""What leaves open, or leaves to the rest of the papers, what the years were spent on."""

_WHERE = r"(?:dans|en|a|au|aux|devant|derriere|face|in|im|vor|voor|an|am|bij|at|before|as|comme|als)"
WITHIN = re.compile(rf"^,? {_WHERE} (?P<between>(?:[\w'&-]+ ){{1,5}}?)(?:l'|d')?{WORK}\b")
"""A place of teaching with words in between: "ans dans le bruit des classes", "years in front of a blackboard"."""

"""Where the name of a school or centre ends in the sentence that goes on after it."""

from __future__ import annotations

import re

from parsers.text.text import fold

_WORD = re.compile(r"\S+")
_EDGES = re.compile(r"^(?:[ldLD]['’])|^[\W_]+|[\W_]+$")
_KIND = re.compile(
    r"scolaires?|educatifs?|royale?|communale?|libre|fondamentale?|secondaires?|enseignement|technique|primaire|mixte|"
    r"provinciale?|maternel(?:le)?|specialisee?|catholique|moyen(?:ne)?|subventionnee?|autonome|polyvalente?|"
    r"classique|professionnel(?:le)?|normale?|(?:super|infer)ieure?s?|adultes|promotion|sociale?|internationale?|"
    r"generale?|agricole|horticole|industriel(?:le)?|hotelier|hoteliere|musique|danse|arts|metiers|etat|enfants|"
    r"garcons|filles|bilingue|pratique|(?:medico-)?pedagogique|psycho-medico-social|annexe|application|internat|"
    r"college|institut|athenee|lycee|ecole|centre|officiel(?:le)?|confessionnel|pluraliste|atheneum|lyceum|"
    r"basisschool|scholen|instituut|onderwijs|(?:buiten)?gewoon|secundair|lager|leerlingen|leerlingenbegeleiding|"
    r"koninklijke?|technisch|vrije|gemeentelijke|gesubsidieerde|stedelijke?|schule|grundschule|school|academy|"
    r"primary|secondary|grammar|high|education"
)
"""Words without a capital that belong to a school's name."""
_JOINT = re.compile(
    r"de|du|des|la|les?|l|d|aux?|sur|sous|lez|en|et|van|der|den|het|voor|te[nr]?|op|fur|zum?|zur|am|im|of|the|for|and|"
    r"und|pour"
)
_COUNTED = (["et"], ["and"], ["und"], ["en"], ["pour"], ["for"], ["fur"], ["voor"])
"""After these a number counts something else ("CEFA et 3 ans")."""
_OPENS = frozenset({"et", "and", "und", "en"})
"""What joins two names, or begins the rest of the sentence where an article or a verb follows."""


def name_end(text: str, begin: int, end: int) -> int:
    """Where a name that begins at `begin` ends, at most at `end`: at its last capital, number or word of its kind."""
    last = begin
    joints: list[str] = []
    for word in _WORD.finditer(text, begin, end):
        bare = _EDGES.sub("", word.group())
        flat = fold(bare)
        if not flat or _JOINT.fullmatch(flat):
            joints += [flat] if flat else []
            if len(joints) > 1 and joints[0] in _OPENS:
                break
        elif bare[0].isupper() or (bare[0].isdigit() and joints[:1] not in _COUNTED) or _KIND.fullmatch(flat):
            last, joints = word.end(), []
        else:
            break
    return last if last > begin else end

"""Whose words a paper holds: the candidate's own, an employer's about the candidate, or neither."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.text.text import fold
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from parsers.layout.sections import Layout

_ATTESTS = re.compile(
    r"\b(?:atteste\w*|certifi\w+|attestation|arrete|arretons|nomme(?:r)? a titre|soussignee?s?|declare\w*|"
    r"verklaart|bevestigt|bescheinig\w+|"
    r"bestatig\w+|ernennungsurkunde|certif(?:y|ies)|confirms?|hereby)\b"
)
_HEAD = 6000
_TO_ANYBODY = re.compile(
    r"\W*(?:a qui de droit|lettre de recommandation|aan wie het (?:aanbelangt|kan interesseren)|"
    r"aanbevelingsbrief|empfehlungsschreiben|to whom it may concern|letter of recommendation)\b"
)
_PRAISES = re.compile(
    r"\b(?:recommand\w*|recommend\w*|aan(?:te)?bevel\w*|empfehl\w*|collegues?|collega\w*|kolleg\w*|colleagues?|"
    r"vu (?:travailler|enseigner)|zien werken|arbeiten sehen|seen (?:\w+ )?(?:work|teach)\w*)\b"
)
_APPLIES = re.compile(
    r"\b(?:(?:ma|mijn|meine|my) (?:candidature|kandidatuur|sollicitatie|bewerbung|application)|"
    r"(?:votre|vos|uw|ihre|your) (?:annonce|appel|avis|offre|vacature|oproep|anzeige|stelle|advert\w*|vacancy))\b"
)
_ADDRESSED = 20
"""Lines at the head of a letter, its title and its addressee among them."""
OWN_VOICE = re.compile(r"\b(?:je|j'\w+|m[ae]|moi|ik|mijn|ich|mein\w*|i|my)\b")
"""Who writes speaks of themselves."""


def tells_of_candidate(layout: Layout) -> bool:
    """Whether a text may be taken for what the candidate's papers say of the candidate.

    CVs, mails and letters are, but for a recommendation; of other papers those in which somebody attests to
    something: a copy of the notice or a portfolio is no evidence.
    """
    if layout.kind is Kind.LETTER:
        return not is_recommendation(layout)
    if layout.kind not in {Kind.OTHER, Kind.DIPLOMA}:
        return True
    return bool(_ATTESTS.search(fold(layout.text[:_HEAD])))


def is_recommendation(layout: Layout) -> bool:
    """Whether somebody else writes to whom it may concern: "I" is not the applicant there."""
    if not any(_TO_ANYBODY.match(fold(line.of(layout.text))) for line in layout.lines[:_ADDRESSED]):
        return False
    flat = fold(layout.text[:_HEAD])
    return bool(_PRAISES.search(flat)) and not _APPLIES.search(flat)

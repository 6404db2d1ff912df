"""Whose words a paper holds: the candidate's own, an employer's about the candidate, or neither."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.text import fold
from parsers.values import Kind

if TYPE_CHECKING:
    from parsers.layout.sections import Layout

_ATTESTS = re.compile(
    r"\b(?:atteste\w*|certifi\w+|attestation|arrete|arretons|nomme(?:r)? a titre|soussignee?s?|declare\w*|"
    r"verklaart|bevestigt|bescheinig\w+|"
    r"bestatig\w+|ernennungsurkunde|certif(?:y|ies)|confirms?|hereby)\b"
)
_HEAD = 6000


def tells_of_candidate(layout: Layout) -> bool:
    """Whether a text may be taken for what the candidate's papers say of the candidate.

    CVs, letters and mails are; of other papers only those in which somebody attests to something: a copy of the
    notice or a portfolio is no evidence.
    """
    if layout.kind is Kind.LETTER:
        return not _is_reference(layout)
    if layout.kind not in {Kind.OTHER, Kind.DIPLOMA}:
        return True
    return bool(_ATTESTS.search(fold(layout.text[:_HEAD])))


def _is_reference(layout: Layout) -> bool:
    """Whether a letter is a reference: to whom it may concern, and of no application of its writer's."""
    flat = fold(layout.text[:_HEAD])
    return bool(_TO_ANYBODY.search(flat)) and not (_APPLIES.search(flat) or _ATTESTS.search(flat))


_TO_ANYBODY = re.compile(
    r"\b(?:a qui de droit|aan wie het aanbelangt|aan al wie dit leest|an wen es angeht|to whom it may concern|"
    r"lettre de recommandation|aanbevelingsbrief|empfehlungsschreiben|letter of (?:recommendation|reference))\b"
)
_APPLIES = re.compile(
    r"\b(?:postul\w+|candidat\w*|sollicit\w+|pose ma|kandida\w+|solliciteer|bewerb\w+|appl(?:y|ying|ication)|"
    r"votre (?:annonce|appel|avis)|uw (?:vacature|oproep)|ihre (?:anzeige|ausschreibung)|your (?:notice|advert\w*))\b"
)

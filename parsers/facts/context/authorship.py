"""Whose words a paper holds: the candidate's own, an employer's about the candidate, or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold, folded
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from parsers.layout.sections import Layout

_ATTESTS = vocabulary("authorship.attests")
_TO_ANYBODY = vocabulary("authorship.to_anybody")
_PRAISES, _APPLIES = vocabulary("authorship.praises"), vocabulary("authorship.applies")
OWN_VOICE = vocabulary("people.own")
"""Who writes speaks of themselves."""
_HEAD = 6000
_MARKS = ' "*>'
"""What may stand before a line's words."""
_ADDRESSED = 20
"""Lines at the head of a letter, its title and its addressee among them."""


def tells_of_candidate(layout: Layout) -> bool:
    """Whether a text may be taken for what the candidate's papers say of the candidate.

    CVs, mails and letters are, but for a recommendation; of other papers those in which somebody attests to
    something: a copy of the notice or a portfolio is no evidence.
    """
    if layout.kind is Kind.LETTER:
        return not is_recommendation(layout)
    if layout.kind not in {Kind.OTHER, Kind.DIPLOMA}:
        return True
    return bool(_ATTESTS.search(folded(layout.text, 0, min(_HEAD, len(layout.text))).text))


def is_recommendation(layout: Layout) -> bool:
    """Whether somebody else writes to whom it may concern: "I" is not the applicant there."""
    if not any(_TO_ANYBODY.match(fold(line.of(layout.text)).lstrip(_MARKS)) for line in layout.lines[:_ADDRESSED]):
        return False
    flat = folded(layout.text, 0, min(_HEAD, len(layout.text))).text
    return bool(_PRAISES.search(flat)) and not _APPLIES.search(flat)

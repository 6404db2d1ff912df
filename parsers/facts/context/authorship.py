"""Whose words a paper holds: the candidate's own, an employer's about the candidate, or neither."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold, folded, line_spans
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
    return _recommends(layout.text)


@lru_cache(maxsize=16)
def _recommends(text: str) -> bool:
    """The same of a text; kept, for every reader asks."""
    flat = folded(text, 0, min(_HEAD, len(text))).text
    if not _PRAISES.search(flat) or _APPLIES.search(flat):
        return False
    rows = islice(line_spans(text), _ADDRESSED)
    return any(_TO_ANYBODY.match(fold(row.of(text)).lstrip(_MARKS)) for row in rows)

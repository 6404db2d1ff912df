"""The words that a criterion looks for: the notice's own phrases, and sets of the lexicon under plain names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.facts.asked.mentioned import pattern_of
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.lexicon.vocabulary import Vocabulary
    from parsers.values.criteria import Criterion

FIELDS = {
    "school": ("school.places", "school.cpms", "school.teachers"),
    **{
        name: (f"fields_of_work.{name}",)
        for name in (
            *("hospital", "nursing", "social_work", "administration", "reception", "childcare"),
            "employment",
        )
    },
}
"""By the name that a notice gives, the sets of words that tell a field of work: where, or as what."""
LICENCES = {name: (f"licences.{name}",) for name in ("driving_b", "first_aid", "nursing_registration")}
"""The same of permits, certificates and registrations."""


def places(criterion: Criterion, text: str) -> Iterator[Span]:
    """Where a folded text has the words that a criterion looks for."""
    if criterion.terms:
        yield from (Span(*found.span()) for found in pattern_of(criterion.terms).finditer(text))
    if criterion.sets:
        yield from (found.where for found in _of(criterion.sets).finditer(text))


def names_it(criterion: Criterion, text: str) -> bool:
    """Whether a folded text has any of them."""
    return next(places(criterion, text), None) is not None


@lru_cache(maxsize=64)
def _of(names: tuple[str, ...]) -> Vocabulary:
    known = FIELDS | LICENCES
    return vocabulary(*(each for name in names for each in known[name]))

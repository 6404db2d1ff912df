"""The words that a criterion looks for: the notice's own phrases, and sets of the lexicon under plain names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.facts.asked.mentioned import pattern_of
from parsers.facts.asked.word_forms import compounds, spellings
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


def form_places(criterion: Criterion, text: str, language: str | None = None) -> Iterator[Span]:
    """The same, and where a term is part of a longer word or spelt otherwise; French and English join no words."""
    told = list(places(criterion, text))
    others = [*spellings(criterion.terms, text), *([] if language in _PARTED else compounds(criterion.terms, text))]
    yield from told
    for other in others:
        if not any(other.start < one.end and one.start < other.end for one in told):
            told.append(other)
            yield other


_PARTED = frozenset({"fr", "en"})


def names_it(criterion: Criterion, text: str) -> bool:
    """Whether a folded text has any of them, in any form."""
    return next(form_places(criterion, text), None) is not None


@lru_cache(maxsize=64)
def _of(names: tuple[str, ...]) -> Vocabulary:
    known = FIELDS | LICENCES
    return vocabulary(*(each for name in names for each in known[name]))

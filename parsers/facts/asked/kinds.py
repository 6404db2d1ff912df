"""The kinds of criteria that have parameters: which each needs, what they may be, and how it is answered.

A kind is a row here, and a function from what was read to an answer with its evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from babel import Locale

from parsers.facts.asked import availability, experience_of, language, licence, place, qualification, years
from parsers.facts.asked.named_sets import FIELDS, LICENCES
from parsers.values.criteria import TITLES
from parsers.values.profiles import CEFR

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from parsers.facts.asked.dossier import ReadDossier
    from parsers.layout.sections import Layout
    from parsers.values.criteria import Criterion
    from parsers.values.evidence import Finding
    from parsers.values.profiles import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionKind:
    """What a kind asks for, and who answers it."""

    needs: tuple[str, ...] = ()
    """Parameters that must be there."""
    one_of: tuple[str, ...] = ()
    """Parameters of which one at least must be there."""
    optional: tuple[str, ...] = ()
    """Parameters that may be there."""
    allowed: Mapping[str, Collection[str]] = field(default_factory=dict)
    """What a parameter may be."""
    find: Callable[[Layout, Criterion], tuple[Finding, ...]] | None = None
    """What a text itself says of the criterion."""
    source: str | None = None
    """The extractor whose findings it needs besides."""
    answer: Callable[[Criterion, ReadDossier], Fact] | None = None
    """What all of it comes to; None: the surest finding is the answer."""


_LONGEST = 3
"""Letters of a code of ISO 639."""
CODES = frozenset(str(code) for code in Locale("en").languages if len(str(code)) <= _LONGEST)
"""Languages by their codes in ISO 639-1, or 639-3 where that has none."""
KINDS = {
    "language": CriterionKind(
        needs=("language", "from_level"),
        allowed={"from_level": CEFR},
        find=language.find_told,
        answer=language.answer,
    ),
    "licence": CriterionKind(
        one_of=("terms", "sets"), allowed={"sets": LICENCES}, find=licence.find_licences, answer=licence.answer
    ),
    "years": CriterionKind(
        needs=("at_least",),
        one_of=("terms", "sets"),
        allowed={"sets": FIELDS},
        find=years.find_stated,
        answer=years.answer,
    ),
    "experience_of": CriterionKind(
        one_of=("terms", "sets"),
        optional=("examples",),
        allowed={"sets": FIELDS},
        find=experience_of.find_experience,
    ),
    "qualification": CriterionKind(
        one_of=("from_level", "terms", "sets"),
        allowed={"from_level": TITLES, "sets": FIELDS},
        find=qualification.find_under_way,
        source=qualification.SOURCE,
        answer=qualification.answer,
    ),
    "place": CriterionKind(find=place.find_places, answer=place.answer),
    "availability": CriterionKind(find=availability.find_availability, answer=availability.answer),
}
"""By the name that a notice gives."""
_ALL = ("sets", "language", "from_level", "examples")
"""Parameters that only these kinds have."""
_OTHERS = ("terms", "more_than", "at_least")
"""Those that kinds without parameters of their own have as well."""


def faults(criterion: Criterion) -> Iterator[str]:
    """What is wrong with a criterion's parameters: the key, and what it may be."""
    kind = KINDS.get(criterion.extractor, CriterionKind())
    for name in kind.needs:
        if not getattr(criterion, name):
            yield f"{name}: the kind {criterion.kind} needs it"
    if kind.one_of and not any(getattr(criterion, name) for name in kind.one_of):
        yield f"{' or '.join(kind.one_of)}: the kind {criterion.kind} needs one of them"
    if criterion.eliminates and criterion.is_only_shown:
        yield f"eliminates: the kind {criterion.kind} is shown, and decides nothing"
    for name in (*_ALL, *(_OTHERS if criterion.extractor in KINDS else ())):
        yield from _of_parameter(criterion, kind, name)


def _of_parameter(criterion: Criterion, kind: CriterionKind, name: str) -> Iterator[str]:
    told = getattr(criterion, name)
    values = told if isinstance(told, tuple) else [told]
    if any(values) and name not in {*kind.needs, *kind.one_of, *kind.optional}:
        yield f"{name}: the kind {criterion.kind} does not have it"
        return
    if name == "language" and told and told not in CODES:
        yield f"language: {told} is no code of ISO 639-1, as nl"
    known = kind.allowed.get(name, ())
    for value in filter(None, values):
        if known and value not in known:
            yield f"{name}: {value} is none of {', '.join(known)}"

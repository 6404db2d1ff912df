"""A task of the desk's workers: the examples of a criterion are read. Run confined, like all reading."""

from __future__ import annotations

from parsers.facts.asked.examples import misread
from parsers.values.criteria import Criterion


def misread_task(criterion: Criterion) -> tuple[str, ...]:
    """A sentence for each example that is read otherwise than it says."""
    return tuple(misread(criterion))

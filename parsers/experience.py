"""Years of service: the dated entries of a career against the totals that its owner states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.merging import one_value
from parsers.values import PlacedEntry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from parsers.merging import Said
    from parsers.values import Criterion, Fact, Source


def experience(
    sources: Sequence[Source], stated: Sequence[Said], criterion: Criterion | None, cutoff: date
) -> tuple[Fact, tuple[PlacedEntry, ...]]:
    """The years that count up to `cutoff`, and the timeline they were counted from."""
    timeline = tuple(
        PlacedEntry(
            message_id=source.message_id,
            document_id=source.document_id,
            entry=entry,
            counted=entry.sector in {"education", "cpms"} and (entry.start is None or entry.start <= cutoff),
        )
        for source in sources
        for entry in source.findings.entries
    )
    return one_value("experience_years", stated, criterion), timeline

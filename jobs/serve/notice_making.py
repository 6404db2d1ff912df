"""Notices that are made on the page: checked as `check` does, their examples read in a confined worker."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jobs.config import notice_text
from jobs.notices import making, opening
from jobs.sandbox.answers import TaskFailed
from jobs.sandbox.tasks import misread_task

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from desk.web.services import CriterionForm, NoticeFault, OpenedNotice
    from jobs.sandbox.pool import Pool
    from parsers.values.criteria import Criterion
    from store.values import Notice

SECONDS = 10.0
"""What trying the examples of a criterion may take."""
TOO_LONG = "examples: they can't be tried: fewer or shorter ones"


class ConfinedMaking:
    """Implements `desk.web.services.NoticeMaking`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    @cached_property
    def kinds(self) -> Mapping[str, CriterionForm]:
        """The kinds of criteria, by name."""
        return making.forms()

    @cached_property
    def examples(self) -> Mapping[str, Mapping[str, Any]]:
        """The notices that ship to begin from."""
        return notice_text.examples()

    def faults(
        self, told: Mapping[str, Any], beside: Sequence[Notice], languages: Sequence[str]
    ) -> Sequence[NoticeFault]:
        """What is wrong with it."""
        return making.faults(told, beside, datetime.now(UTC), trial=self._misread, languages=languages)

    def write(self, told: Mapping[str, Any]) -> str:
        """The notice as TOML."""
        return notice_text.write(told)

    def opened(self, data: bytes) -> OpenedNotice:
        """The notice of a file."""
        return opening.opened(data)

    def _misread(self, criterion: Criterion) -> Iterable[str]:
        """What somebody types on the page is read as papers are: it may hold up a worker, and nobody else."""
        if not criterion.examples:
            return ()
        try:
            return self._pool.submit(misread_task, criterion, seconds=SECONDS).result()
        except TaskFailed:
            return (TOO_LONG,)

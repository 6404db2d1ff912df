"""What of the letters needs a person: those in doubt, those refused, and candidates whose promised day is near."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from jobs.care.status.conditions import Condition
from store.letters.states import LetterState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from jobs.config.settings import Settings
    from store.letters.letters import Letters
    from store.values import Notice


def letters_conditions(
    settings: Settings, letters: Letters, notices: Iterable[Notice], at: datetime
) -> tuple[Condition, ...]:
    """All of them, in a fixed order; figures only."""
    return (*_stuck(letters), *_pressing(settings, letters, notices, at))


def _stuck(letters: Letters) -> Iterator[Condition]:
    counts = letters.counts()
    if doubtful := counts.get(LetterState.DOUBTFUL):
        sentence = f"{doubtful} letters are doubtful: they may have gone out or not: candidatures letters list"
        yield Condition(key="letters doubtful", sentence=sentence)
    if failed := counts.get(LetterState.FAILED):
        yield Condition(key="letters failed", sentence=f"{failed} letters were refused: candidatures letters list")


def _pressing(settings: Settings, letters: Letters, notices: Iterable[Notice], at: datetime) -> Iterator[Condition]:
    """Notices that promise an answer by a day that is near or past, where somebody has none."""
    own = settings.letters.notices if settings.letters else {}
    for notice in notices:
        told = own.get(notice.slug)
        if told is None or told.answer_by is None or notice.closed_at is not None:
            continue
        near = at.astimezone(notice.zone).date() >= told.answer_by - timedelta(days=told.warn_days)
        if near and (unanswered := letters.unanswered(notice.slug)):
            sentence = f"notice {notice.slug} promises answers by {told.answer_by}: {unanswered} candidates have none"
            yield Condition(key=f"answers {notice.slug}", sentence=sentence)

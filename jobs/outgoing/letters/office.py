"""The office that writes to candidates, as the configuration has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.letters.office import NoticeLetters, Office

if TYPE_CHECKING:
    from jobs.config.settings import Settings


def office_of(settings: Settings) -> Office | None:
    """None where the configuration has no table [letters]."""
    own = settings.letters
    if own is None:
        return None
    return Office(
        sender=own.sender,
        name=own.office,
        signature=own.signature.strip("\n"),
        appeal={language: text.strip() for language, text in own.appeal.items()},
        appeal_in=frozenset(own.appeal_in),
        templates=settings.path(own.templates) if own.templates else None,
        notices={
            slug: NoticeLetters(answer_by=each.answer_by, warn_days=each.warn_days, values=dict(each.values))
            for slug, each in own.notices.items()
        },
        way=own.send,
    )

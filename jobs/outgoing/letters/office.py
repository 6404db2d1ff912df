"""The office that writes to candidates, as the configuration has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.i18n.languages import DEFAULT
from desk.interviews.planning import SlotPlan
from desk.letters.office import NoticeLetters, Office, words_in

if TYPE_CHECKING:
    from desk.letters.office import Words
    from jobs.config.settings import LetterNoticeSettings, LetterWords, Settings


def office_of(settings: Settings) -> Office | None:
    """None where the configuration has no table [letters]."""
    own = settings.letters
    if own is None:
        return None
    return Office(
        sender=own.sender,
        name=own.office,
        signature=_words(own.signature),
        language=own.language,
        appeal={language: text.strip() for language, text in own.appeal.items()},
        information={language: text.strip() for language, text in own.information.items()},
        legal_ground={language: text.strip() for language, text in own.legal_ground.items()},
        appeal_in=frozenset(own.appeal_in),
        templates=settings.path(own.templates) if own.templates else None,
        notices={slug: _notice(each) for slug, each in own.notices.items()},
        way=own.send,
    )


def _notice(each: LetterNoticeSettings) -> NoticeLetters:
    place: dict[str, Words] = {"interview_place": each.interviews.place} if each.interviews.place else {}
    return NoticeLetters(
        answer_by=each.answer_by,
        warn_days=each.warn_days,
        values=place | {name: _words(words) for name, words in each.values.items()},
        interview_days=each.interviews.days,
        interview_minutes=each.interviews.minutes,
        remind_days=each.interviews.remind_days,
    )


def _words(given: LetterWords) -> Words:
    return given if isinstance(given, str) else {language: text.strip() for language, text in given.items()}


def plans_of(settings: Settings) -> dict[str, SlotPlan]:
    """By notice the hours of interviews that the configuration proposes."""
    own = settings.letters
    return {} if own is None else {slug: _plan(each) for slug, each in own.notices.items()}


def _plan(each: LetterNoticeSettings) -> SlotPlan:
    own = each.interviews
    return SlotPlan(
        **own.model_dump(exclude={"rooms", "place", "remind_days"}),
        rooms=tuple((room.name, room.jury) for room in own.rooms),
        place=own.place or words_in(_words(each.values.get("interview_place", "")), DEFAULT),
    )

"""Hours for interviews, from days and rooms; and who might have which: a proposal that a person looks at.

The proposal weighs nobody: candidates in the order of arrival, or of the alphabet, hours in the order of time. What may
speak for another hour (where somebody lives, what the notes say) is shown beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from babel.dates import get_day_names, get_month_names

from store.letters.interviews.values import SlotDraft

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from desk.i18n.speech import Speech
    from store.letters.interviews.values import InterviewSlot
    from store.views.values import ApplicationRow

MOST = 500
"""Slots that are planned at once."""
YEARS = range(1970, 9999)
"""Days of others are at the ends of what a calendar holds."""
ORDERS = ("arrival", "name")


class PlanRefused(ValueError):  # noqa: N818 - reads as what happened
    """A plan that makes no sense; `str()` is one of the words of `code_labels.PLAN_FAULTS`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SlotPlan:
    """Days, hours and rooms, as the configuration or a form has them."""

    days: tuple[date, ...] = ()
    begins: time = time(9)
    ends: time = time(17)
    minutes: int = 45
    """How long an interview lasts."""
    pause: int = 15
    """Minutes between two."""
    lunch_from: time | None = time(12, 30)
    lunch_until: time | None = time(13, 30)
    """No interview touches the time between; None: none is kept free."""
    rooms: tuple[tuple[str, str], ...] = (("1", ""),)
    """Each with its jury, empty where there is one only."""
    place: str = ""

    def slots(self, zone: ZoneInfo) -> tuple[SlotDraft, ...]:
        """The hours of all rooms. Raises PlanRefused."""
        self._check()
        made = (
            SlotDraft(starts_at=starts, ends_at=ends, place=self.place, room=room, jury=jury)
            for day in sorted(set(self.days))
            for starts, ends in self._hours(day, zone)
            for room, jury in self.rooms
        )
        found = tuple(islice(made, MOST + 1))  # a form can ask for millions
        if not found:
            raise PlanRefused("no_room")
        if len(found) > MOST:
            raise PlanRefused("too_many")
        return found

    def _check(self) -> None:
        if not self.days:
            raise PlanRefused("no_days")
        if any(day.year not in YEARS for day in self.days):
            raise PlanRefused("unreadable")
        if not self.rooms or any(not room for room, _ in self.rooms):
            raise PlanRefused("no_rooms")
        if not 5 <= self.minutes <= 480 or not 0 <= self.pause <= 480:
            raise PlanRefused("minutes")

    def _hours(self, day: date, zone: ZoneInfo) -> Iterable[tuple[datetime, datetime]]:
        starts, closes = self._at(day, self.begins, zone), self._at(day, self.ends, zone)
        lunch = self._lunch(day, zone)
        while (ends := starts + timedelta(minutes=self.minutes)) <= closes:
            if lunch and starts < lunch[1] and ends > lunch[0]:
                starts = lunch[1]
                continue
            yield starts, ends
            starts = ends + timedelta(minutes=self.pause)

    def _lunch(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
        if self.lunch_from is None or self.lunch_until is None or self.lunch_from >= self.lunch_until:
            return None
        return self._at(day, self.lunch_from, zone), self._at(day, self.lunch_until, zone)

    @staticmethod
    def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
        return datetime.combine(day, clock, zone)


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposed:
    """Somebody, and the hour that is proposed; None where there is none left."""

    application: ApplicationRow
    slot: InterviewSlot | None


def proposal(
    waiting: Sequence[ApplicationRow], slots: Sequence[InterviewSlot], order: str = "arrival"
) -> tuple[Proposed, ...]:
    """Who waits, in that order, each with the next free hour."""
    free = sorted((slot for slot in slots if slot.interview_id is None), key=_when)
    queue = sorted(waiting, key=_name if order == "name" else _arrival)
    hours = [*free, *([None] * len(queue))]
    return tuple(Proposed(application=row, slot=slot) for row, slot in zip(queue, hours, strict=False))


def _when(slot: InterviewSlot) -> tuple[datetime, str, str]:
    return slot.starts_at, slot.place, slot.room


def _arrival(row: ApplicationRow) -> tuple[datetime, int]:
    return row.first_received_at, row.id


def _name(row: ApplicationRow) -> tuple[str, str, int]:
    return (row.family_name or row.name or "").casefold(), (row.given_name or "").casefold(), row.id


_BETWEEN = r"[ \t./-]*"
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_WRITTEN = re.compile(rf"(\d{{1,2}})(?:er|e|st|nd|rd|th)?{_BETWEEN}(\d{{1,2}}|[^\W\d_]+){_BETWEEN}(\d{{4}})")


def days_in(typed: str, speech: Speech) -> tuple[date, ...]:
    """The days, parted by line feeds, commas, semicolons or spaces. Raises ValueError: a word is no day there is."""
    days: list[date] = []

    def take_iso(found: re.Match[str]) -> str:
        days.append(date.fromisoformat(found[0]))
        return ""

    def take(found: re.Match[str]) -> str:
        days.append(date(int(found[3]), _month(found[2], speech), int(found[1])))
        return ""

    left = _WRITTEN.sub(take, _ISO.sub(take_iso, typed))
    names = {name.casefold() for name in get_day_names("wide", locale=speech.locale).values()}
    if unread := [word for word in re.split(r"[\s,;]+", left.casefold()) if word and word not in names]:
        raise ValueError(f"no day: {unread[0]}")
    return tuple(days)


def _month(word: str, speech: Speech) -> int:
    if word.isdigit():
        return int(word)
    for width in ("wide", "abbreviated"):
        for number, name in get_month_names(width, locale=speech.locale).items():
            if name.casefold().rstrip(".") == word.casefold():
                return int(number)
    raise ValueError(f"no month: {word}")

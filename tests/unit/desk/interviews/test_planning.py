"""Hours from days and rooms, and a proposal that weighs nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from desk.interviews import planning
from desk.interviews.planning import PlanRefused, SlotPlan, proposal

BRUSSELS = ZoneInfo("Europe/Brussels")
DAYS = (date(2026, 4, 9), date(2026, 4, 10))
PLAN = SlotPlan(days=DAYS, begins=time(9), ends=time(15), minutes=45, pause=15, rooms=(("1", "A"), ("2", "B")))


def clocks(plan, room="1"):
    return [f"{each.starts_at:%d %H:%M}" for each in plan.slots(BRUSSELS) if each.room == room]


def test_hours_have_their_pauses_and_leave_lunch_free():
    assert clocks(replace(PLAN, days=DAYS[:1])) == ["09 09:00", "09 10:00", "09 11:00", "09 13:30"]
    assert clocks(replace(PLAN, days=DAYS[:1], lunch_from=None))[3:] == ["09 12:00", "09 13:00", "09 14:00"]


def test_every_room_has_every_hour_of_every_day_once():
    slots = replace(PLAN, days=(*DAYS, *DAYS)).slots(BRUSSELS)
    assert len(slots) == 16
    assert clocks(PLAN, "1") == clocks(PLAN, "2")
    assert {(each.room, each.jury) for each in slots} == {("1", "A"), ("2", "B")}
    assert {each.ends_at - each.starts_at for each in slots} == {slots[0].ends_at - slots[0].starts_at}


def test_an_hour_is_the_zone_s_on_the_day_that_has_another_length():
    (first, *_) = replace(PLAN, days=(date(2026, 3, 29),)).slots(BRUSSELS)
    assert first.starts_at.isoformat() == "2026-03-29T09:00:00+02:00"


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"days": ()}, "no_days"),
        ({"rooms": ()}, "no_rooms"),
        ({"rooms": (("", ""),)}, "no_rooms"),
        ({"minutes": 0}, "minutes"),
        ({"pause": -1}, "minutes"),
        ({"ends": time(8)}, "no_room"),
        ({"minutes": 5, "pause": 0, "rooms": tuple((str(n), "") for n in range(20))}, "too_many"),
        ({"days": (date.max,), "ends": time(23, 59)}, "unreadable"),
        ({"days": (date.min,), "begins": time(0)}, "unreadable"),
    ],
)
def test_a_plan_that_makes_no_sense_is_told(fields, fault):
    with pytest.raises(PlanRefused, match=fault):
        replace(PLAN, **fields).slots(BRUSSELS)


def test_no_more_hours_are_made_than_may_be_planned(monkeypatch):
    made = []
    monkeypatch.setattr(planning, "SlotDraft", lambda **given: made.append(given))
    rooms = tuple((str(number), "") for number in range(planning.MOST * 2))
    with pytest.raises(PlanRefused, match="too_many"):
        replace(PLAN, rooms=rooms).slots(BRUSSELS)
    assert len(made) == planning.MOST + 1


def row(number, family, day):
    return SimpleNamespace(
        id=number,
        family_name=family,
        given_name="",
        name=family,
        first_received_at=datetime(2026, 3, day, tzinfo=BRUSSELS),
    )


def slot(number, hour, taken=None):
    starts = datetime(2026, 4, 9, hour, tzinfo=BRUSSELS)
    return SimpleNamespace(id=number, starts_at=starts, place="", room="1", interview_id=taken)


def test_who_came_first_is_heard_first_and_nobody_is_left_out_of_the_list():
    rows = [row(1, "Zeller", 9), row(2, "adam", 2), row(3, "Brun", 5)]
    slots = [slot(1, 11), slot(2, 9), slot(3, 10, taken=7)]
    assert [(each.application.id, each.slot and each.slot.id) for each in proposal(rows, slots)] == [
        (2, 2),
        (3, 1),
        (1, None),
    ]
    assert [each.application.id for each in proposal(rows, slots, "name")] == [2, 3, 1]

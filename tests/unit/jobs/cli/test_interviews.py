"""`interviews` at a terminal: hours planned, given, moved, cancelled; letters and calendars of them."""

from __future__ import annotations

import json
from shutil import copyfile

import pytest
from icalendar import Calendar
from typer.testing import CliRunner

from jobs.cli import app
from tests.maildirs import Maildirs
from tests.unit.jobs.cli.test_letters import LETTERS, decided  # noqa: F401 - a fixture

OWN = """
[letters.notices.eo-arlon-2026.interviews]
days = [2026-04-09]
ends = 12:00:00
rooms = [{ name = "salle 1", jury = "A" }]
"""


@pytest.fixture
def command(tmp_path, decided):  # noqa: F811 - a fixture
    copyfile(decided, tmp_path / "candidatures.db")
    config = Maildirs.make(tmp_path).configure(more=LETTERS + OWN)

    def run(group, *words, code=0):
        done = CliRunner().invoke(app, [group, *map(str, words), "--config", str(config)])
        assert done.exit_code == code, done.output
        return done.output

    return run


def test_from_the_days_to_the_letters(command):
    assert "3 hours would be planned" in command("interviews", "plan", "--dry-run")
    assert "3 hours planned" in command("interviews", "plan")
    assert "0 with an hour, 1 without, 3 hours free" in command("interviews", "list")
    assert "Anne" in command("interviews", "assign", "--dry-run")
    assert "2026-04-09 09:00  salle 1  1  Anne" in command("interviews", "assign")
    assert "invitation" in command("interviews", "letters")
    assert "interview 1: Anne (No. 1)  letter 1 draft" in command("interviews", "list")
    command("letters", "withdraw", 1)
    command("interviews", "move", 1, 2)
    assert "accepted" in command("interviews", "answer", 1, "accepted")
    assert "jeudi 9 avril 2026, 10:00" in (command("interviews", "letters"), command("letters", "preview", 2))[1]
    command("interviews", "cancel", 1)
    assert command("interviews", "letters") == "0 drafts made\n"
    told = json.loads(command("interviews", "list", "--format", "json"))
    assert [(each["id"], each["holds"], each["sequence"]) for each in told["interviews"]] == [(1, False, 2)]
    assert "hour 2 is taken out" in command("interviews", "unplan", 2)
    assert command("interviews", "letters", "--reminders") == "0 drafts made\n"


def test_the_jury_s_calendar_and_sheets(command, tmp_path):
    command("interviews", "plan")
    command("interviews", "assign", 1, 3)
    command("interviews", "calendar", tmp_path / "a.ics", "--jury", "A")
    command("interviews", "calendar", tmp_path / "b.ics", "--jury", "B")
    command("interviews", "calendar", tmp_path / "all.pdf", "--language", "nl")
    assert len(Calendar.from_ical((tmp_path / "a.ics").read_bytes()).walk("VEVENT")) == 1
    assert b"Anne" not in (tmp_path / "a.ics").read_bytes()
    assert Calendar.from_ical((tmp_path / "b.ics").read_bytes()).walk("VEVENT") == []
    assert (tmp_path / "all.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("plan", "--day", "demain"), "must be a day"),
        (("plan", "--begins", "9h"), "must be an hour"),
        (("plan", "--minutes", "1"), "minutes"),
        (("assign", 1), "a candidate and an hour"),
        (("assign", 1, 99), "no slot 99"),
        (("move", 9, 1), "no interview 9"),
        (("calendar", "x.txt"), "must end in .ics or .pdf"),
    ],
)
def test_what_makes_no_sense_is_one_line(command, words, told):
    assert told in command("interviews", *words, code=2)


def test_what_is_said_goes_before_the_configuration(command):
    said = (
        "--day",
        "2026-04-10",
        "--begins",
        "13:00",
        "--ends",
        "15:00",
        "--lunch",
        "-",
        "--room",
        "B:Y",
        "--pause",
        0,
    )
    assert command("interviews", "plan", *said).splitlines() == [
        "2026-04-10 13:00  B Y",
        "2026-04-10 13:45  B Y",
        "2 hours planned",
    ]

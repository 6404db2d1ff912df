"""`interviews` at a terminal: hours planned, given, moved, cancelled; letters and calendars of them."""

from __future__ import annotations

import json
import re
from contextlib import closing
from datetime import timedelta
from shutil import copyfile
from types import SimpleNamespace

import pytest
from icalendar import Calendar
from typer.testing import CliRunner

from jobs.cli import every
from jobs.config import configuration
from jobs.outgoing.letters.automatic import remind
from store import Store
from tests.maildirs import Maildirs
from tests.unit.jobs.cli.test_letters import LETTERS, decided  # noqa: F401 - a fixture
from tests.unit.store.posting import Plain

app = every()

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
        done = CliRunner().invoke(app, ["--language", "en", group, *map(str, words), "--config", str(config)])
        assert done.exit_code == code, done.output
        return done.output

    return run


def test_from_the_days_to_the_letters(command):
    assert "3 hours would be planned" in command("interviews", "plan", "--dry-run")
    assert "3 hours planned" in command("interviews", "plan")
    assert "0 with an hour, 1 without one yet, 3 free hours" in command("interviews", "list")
    assert "Anne" in command("interviews", "assign", "--dry-run")
    assert "2026-04-09 09:00  salle 1  1  Anne" in command("interviews", "assign")
    assert re.match(r" +1  Draft +Invitation to the interview +No. 1  Anne ", command("interviews", "letters"))
    assert "Interview 1: Anne (No. 1)  Letter 1: Draft" in command("interviews", "list")
    command("letters", "withdraw", 1)
    command("interviews", "move", 1, 2)
    assert "will come" in command("interviews", "answer", 1, "accepted")
    assert (
        "jeudi 9 avril 2026 à 10\xa0h\xa000" in (command("interviews", "letters"), command("letters", "preview", 2))[1]
    )
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


@pytest.mark.parametrize("automatic", [True, False])
def test_the_daemon_reminds_once_where_it_is_configured(command, tmp_path, automatic):
    command("interviews", "plan")
    command("interviews", "assign", 1, 1)
    command("interviews", "letters")
    settings = configuration.load(tmp_path / "candidatures.toml")
    kinds = ("interview_reminder",) if automatic else ("acknowledgement",)
    own = settings.letters.model_copy(update={"automatic": kinds})
    with closing(Store.open(settings.database_url, logic=Plain())) as store:
        with store.begin() as tx:
            tx.letters.sent_by_hand(1, "mireille")
            notices, hour = tx.notices.all(), tx.interviews.get(1).starts_at
        place = SimpleNamespace(settings=SettingsWith(settings, own), store=store, in_force=notices)
        assert remind(place, hour - timedelta(days=9)) == 0
        assert remind(place, hour - timedelta(days=2)) == int(automatic)
        assert remind(place, hour - timedelta(days=1)) == 0
        with store.peek() as tx:
            told = [(each.kind, each.state, each.approved_by) for each in tx.letters.all()][1:]
    assert told == ([("interview_reminder", "approved", "candidatures")] if automatic else [])


class SettingsWith:
    """Settings with other letters."""

    def __init__(self, settings, letters):
        self.letters = letters
        self.path = settings.path

"""`letters` at a terminal: from decisions to a mail server, over a small store."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from shutil import copyfile
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from jobs.care.status.conditions import letters_conditions
from jobs.cli import every
from jobs.config import configuration
from jobs.outgoing.letters import automatic, ways
from jobs.outgoing.letters.outcome import Ending, Outcome
from jobs.outgoing.letters.submission import SmtpDelivery
from jobs.runtime.workplace import Workplace
from store import Store
from store.letters.states import LetterState
from tests.maildirs import Maildirs
from tests.unit.store.posting import NOTICE, Plain, Post

app = every()
SENT = Outcome(ending=Ending.SENT, answer="250 OK")

LETTERS = """
[letters]
sender = "Carrefour des Métiers <office@cdm.example>"
office = "Carrefour des Métiers"
signature = "Mireille"
send = "smtp"
automatic = ["acknowledgement"]

[letters.appeal]
fr = "Recours : Conseil d'État, 60 jours."

[letters.smtp]
url = "smtp://127.0.0.1:1"

[letters.notices.eo-arlon-2026]
answer_by = 2026-03-27

[letters.notices.eo-arlon-2026.values]
interview_days = "les 9 et 10 avril"
interview_place = "Arlon"
interview_address = "rue de l'Exemple 1, 6700 Arlon"
interview_access = "à cinq minutes à pied de la gare d'Arlon"
interview_contact = "Mireille Gathoye, 063 00 00 00"
"""


@pytest.fixture(scope="module")
def decided(tmp_path_factory, migrated):
    """A store of three candidates: one invited, one refused, one undecided."""
    path = copyfile(migrated, tmp_path_factory.mktemp("decided") / "candidatures.db")
    store = Store.open(f"sqlite:///{path}", logic=Plain())
    with store.begin() as tx:
        tx.notices.put(NOTICE)
    post = Post(store, count(1))
    for name in ("anne", "bob", "dan"):
        post.take_in(sender=f"{name}@mail.example", name=name.title())
    with store.begin() as tx:
        tx.notices.rename("eo", "eo-arlon-2026")
        tx.reviews.decide(1, "mireille", "shortlist", "oui")
        tx.reviews.decide(2, "mireille", "reject", "moins de cinq ans")
    store.close()
    return path


@pytest.fixture
def config(tmp_path, decided):
    copyfile(decided, tmp_path / "candidatures.db")
    return Maildirs.make(tmp_path).configure(more=LETTERS)


@pytest.fixture
def letters(config):
    def run(*words, code=0):
        done = CliRunner().invoke(app, ["--language", "en", "letters", *map(str, words), "--config", str(config)])
        assert done.exit_code == code, done.output
        return done.output

    return run


def test_from_the_decisions_to_the_mail_server(letters, monkeypatch):
    told = letters("status", code=1)  # the promised day is past
    assert "to_draft" not in told
    assert "PROBLEM: " in told
    assert "2 drafts would be made" in letters("draft", "--dry-run")
    assert letters("list") == "There are no letters here.\n"
    assert "2 drafts made" in letters("draft")
    assert "0 drafts made" in letters("draft")
    assert "Recours\xa0: Conseil d’État, 60 jours." in letters("preview", 2)
    assert letters("approve", "--all") == "2 approved\n"
    sent = []

    def deliver(_self, mail, *, sender, recipient):
        del sender
        sent.append((recipient, mail))
        return Outcome(ending=Ending.SENT, answer="250 OK")

    monkeypatch.setattr(SmtpDelivery, "deliver", deliver)
    monkeypatch.setattr("jobs.outgoing.letters.submission.connected", lambda *_: _nothing())
    assert letters("send") == "2 sent\n"
    assert letters("send") == "nothing to send\n"
    assert [recipient for recipient, _ in sent] == ["anne@mail.example", "bob@mail.example"]
    told = json.loads(letters("list", "--format", "json"))
    assert {(one["state"], one["way"]) for one in told} == {("sent", "smtp")}
    run = json.loads(letters("status", "--format", "json", code=1))
    assert [one["status"] for one in run["applications"]] == ["sent", "sent", "undecided"]
    assert run["unanswered"] == 1


class _nothing:  # noqa: N801 - stands for a function's answer
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


def test_a_letter_for_one_candidate(letters, tmp_path):
    assert "A field is empty: " in letters("draft", 3, "question_answered", code=2)
    assert "Oui, le 9 avril." in letters("draft", 3, "question_answered", "--set", "answer=Oui, le 9 avril.")
    assert "there is no" in letters("draft", 99, "question_answered", code=2)
    assert "must be FIELD=VALUE" in letters("draft", 3, "question_answered", "--set", "x", code=2)
    letters("draft", 3, "wat", code=2)
    letters("preview", 1, "--output", tmp_path / "1.eml")
    assert b"X-Unsent: 1" in (tmp_path / "1.eml").read_bytes()
    letters("withdraw", 1)
    assert "is not possible" in letters("withdraw", 1, code=2)


def test_an_unreachable_server_leaves_the_letters_approved(letters):
    letters("draft")
    letters("approve", 1)
    assert "takes no letters" in letters("send", code=1)
    assert "  Approved " in letters("send", "--dry-run")


def test_a_doubtful_letter_is_shown_and_settled_by_a_person(letters, config):
    letters("draft")
    letters("approve", "--all")
    settings = configuration.load(config)
    store = Store.open(settings.database_url)
    now = datetime(2026, 3, 23, tzinfo=UTC)
    sender = ways.sender_of(settings, store, clock=lambda: now)
    with store.begin() as tx:
        for number in (1, 2):
            tx.letters.claim(number, "x", sender._seal, way="smtp")
        tx.letters.doubt_abandoned("candidatures")
    with store.peek() as tx:
        told = letters_conditions(settings, tx.letters, tx.notices.all(), now)
    assert [one.key for one in told] == ["letters doubtful", "answers eo-arlon-2026"]
    assert "3 candidates" in told[1].sentence
    letters("status", code=1)
    assert " Sent " in letters("settle", 1, "--went-out")
    assert " Approved " in letters("settle", 2, "--send-again")
    store.close()


OVERTAKEN = {
    "decision": lambda reviews: reviews.decide(1, "mireille", "reject", "relu : incomplet"),
    "address": lambda reviews: reviews.correct(
        1, "mireille", key="email", value="neuve@mail.example", reason="par téléphone"
    ),
    "standing": lambda reviews: reviews.set_aside(1, "mireille", "withdrawn", "elle se retire"),
}


@pytest.mark.parametrize("changed", OVERTAKEN)
def test_an_approved_letter_whose_dossier_has_changed_is_not_sent(letters, config, changed):
    letters("draft")
    letters("approve", "--all")
    settings = configuration.load(config)
    store = Store.open(settings.database_url, logic=Plain())
    now = datetime(2026, 3, 23, tzinfo=UTC)
    with store.begin() as tx:
        OVERTAKEN[changed](tx.reviews)
    sent = []

    @contextmanager
    def opened():
        yield SimpleNamespace(deliver=lambda _, **between: sent.append(between["recipient"]) or SENT)

    sender = ways.sender_of(settings, store, clock=lambda: now)
    sender._way = SimpleNamespace(name="smtp", opened=opened)
    sender.round()
    assert sent == ["bob@mail.example"]
    with store.peek() as tx:
        assert tx.letters.get(1).is_held
        told = letters_conditions(settings, tx.letters, tx.notices.all(), now)
    assert [one.key for one in told] == ["letters held", "answers eo-arlon-2026"]
    store.close()
    assert "the file changed after it was approved" in letters("list", "--state", "draft")


def test_a_receipt_is_acknowledged_once_and_not_long_after(config):
    settings = configuration.load(config)
    store = Store.open(settings.database_url, logic=Plain())
    with store.peek() as tx:
        notices = tx.notices.all()
        arrived = tx.views.application(3).row.first_received_at
    place = Workplace(
        settings=settings, store=store, archive=None, notices=notices, judge=None, pool=None, rules=None
    )  # fmt: skip
    assert automatic.acknowledge(place, arrived + timedelta(days=30)) == 0
    assert automatic.acknowledge(place, arrived + timedelta(hours=1)) == 3
    assert automatic.acknowledge(place, arrived + timedelta(hours=2)) == 0
    with store.begin() as tx:
        every = tx.letters.all()
        assert {(one.kind, one.state, one.created_by) for one in every} == {
            ("acknowledgement", LetterState.DRAFT, "candidatures")
        }
        tx.letters.withdraw(1, "mireille")
    assert automatic.acknowledge(place, arrived + timedelta(hours=3)) == 0
    store.close()


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('send = "smtp"', 'send = "drafts"', "letters: send: drafts needs drafts_mailbox and drafts_folder"),
        ("Carrefour des Métiers <office@cdm.example>", "office", "letters.sender: must be one address"),
        ('office = "Carrefour des Métiers"', 'appeal_in = ["x"]', "letters.appeal_in: there is no letter x"),
        ("[letters.smtp]", '[letters.smtp]\nmailbox = "z"', "letters.smtp: a user in the url and a password_file"),
        ('send = "smtp"', 'send = "graph"', "letters: send: graph needs the table [letters.graph]"),
        ("[letters.smtp]", "[letters.graph]\n[letters.smtp]", "letters.graph: needs exactly one of mailbox, oauth"),
        ("[letters.smtp]", '[letters.graph]\nmailbox = "z"\n[letters.smtp]', "letters.graph.mailbox: there is no"),
        ("[letters.smtp]", '[letters.graph]\nmailbox = "a"\n[letters.smtp]', "letters.graph.mailbox: a has no sign-in"),
        ("[letters.smtp]", '[letters.graph]\nurl = "http://x"\n[letters.smtp]', "letters.graph.url: is https://host"),
        ("notices.eo-arlon-2026]\n", "notices.other]\n", "letters.notices: there is no notice other"),
        ('automatic = ["acknowledgement"]', 'automatic = ["refusal"]', "letters.automatic"),
    ],
)
def test_a_configuration_that_could_not_be_used_is_a_fault(config, before, after, fault):
    config.write_text(config.read_text("utf-8").replace(before, after), "utf-8")
    done = CliRunner().invoke(app, ["letters", "list", "--config", str(config)])
    assert done.exit_code == 2
    assert fault in done.output


@pytest.fixture
def close(config):
    def run(*words, code=0):
        done = CliRunner().invoke(app, ["close", *words, "--config", str(config)])
        assert done.exit_code == code, done.output
        return done.output

    return run


def test_a_notice_is_closed_once_nothing_is_left_to_do_or_somebody_says_so(close, letters, config):
    letters("draft")
    told = close(code=2)
    assert "2 drafts of letters, 3 candidates without an answer" in told
    assert "is closed, with 2 drafts" in close("eo-arlon-2026", "--anyway")
    assert "is closed already" in close("eo-arlon-2026", code=2)
    assert "is open again" in close("--reopen")
    assert "is not closed" in close("eo-arlon-2026", "--reopen", code=2)
    assert "there is no notice nobody" in close("nobody", code=2)
    store = Store.open(configuration.load(config).database_url, logic=Plain())
    with store.begin() as tx:
        for number in (1, 2):
            tx.letters.sent_by_hand(number, "mireille")
        tx.reviews.set_aside(3, "mireille", "withdrawn", "elle renonce")
        told = {(one.action, one.author == "mireille") for one in tx.views.history()}
    assert {("notice_close", False), ("notice_reopen", False)} <= told
    assert close().startswith("eo-arlon-2026 is closed\n")
    store.close()

"""What a sender does with each outcome, with the rate limit, and beside others. What it survives: killing_letters."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.letters import mail
from jobs.errors import UndeliverableError
from jobs.outgoing.letters import sending
from jobs.outgoing.letters.outcome import Ending, Outcome
from jobs.outgoing.letters.sending import PATIENCE, Sender
from store.errors import StoreLocked
from store.letters.states import LetterState
from store.letters.values import LetterDraft
from store.values import PROGRAM
from tests.unit.store.conftest import empty_store, post, store  # noqa: F401 - fixtures

START = datetime(2026, 3, 20, 9, tzinfo=UTC)
DRAFT = LetterDraft(
    notice="eo", message_id=1, kind="refusal", language="fr", sender="CDM <office@cdm.example>",
    to_name="Anne", to_email="anne@mail.example", subject="Votre candidature", text="Bonjour,\n\nnon.\n",
)  # fmt: skip


class Clock:
    """A clock that a test sets."""

    now = START

    def __call__(self):
        return self.now


class Wire:
    """A way on which letters leave, that answers as it is told."""

    name = "smtp"

    def __init__(self, *endings):
        self.endings = list(endings)
        self.mails = []
        self.opened_times = 0
        self.before = lambda: None

    @contextmanager
    def opened(self):
        self.opened_times += 1
        yield self

    def deliver(self, given, *, sender, recipient):
        self.before()
        self.mails.append((given, sender, recipient))
        told = self.endings.pop(0) if self.endings else Ending.SENT
        return told if isinstance(told, Outcome) else Outcome(ending=told, answer="as told")


@pytest.fixture
def clock(store):  # noqa: F811 - a fixture
    store._clock = Clock()
    return store._clock


@pytest.fixture
def approved(store, clock):  # noqa: F811 - a fixture
    def make(count):
        with store.begin() as tx:
            for number in range(1, count + 1):
                letter = tx.letters.draft(replace(DRAFT, message_id=number), "mireille")
                tx.letters.approve(letter.id, "mireille", revision=letter.revision)

    return make


def sender_of(store, wire, clock, per_minute=100):  # noqa: F811 - a fixture
    return Sender(store, wire, lambda letter: mail.seal(letter, now=clock()), per_minute=per_minute, clock=clock)


def states(store):  # noqa: F811 - a fixture
    with store.peek() as tx:
        return [letter.state for letter in tx.letters.all()]


def test_every_outcome_is_recorded(store, approved, clock):  # noqa: F811
    approved(4)
    wire = Wire(Ending.SENT, Ending.REFUSED, Ending.PUT_OFF, Ending.DOUBTFUL)
    done = sender_of(store, wire, clock).round()
    assert states(store) == [LetterState.SENT, LetterState.FAILED, LetterState.APPROVED, LetterState.DOUBTFUL]
    assert sending.tell(done) == "1 sent, 1 refused, 1 put_off, 1 doubtful"
    assert wire.opened_times == 2  # after one that was put off the connection is another
    assert wire.mails[0][1:] == ("office@cdm.example", "anne@mail.example")


def test_nothing_that_is_doubtful_or_failed_is_sent_again(store, approved, clock):  # noqa: F811
    approved(2)
    wire = Wire(Ending.DOUBTFUL, Ending.REFUSED)
    sender = sender_of(store, wire, clock)
    sender.round()
    clock.now += timedelta(days=3)
    assert sender.round().endings == ()
    assert len(wire.mails) == 2


def test_a_letter_that_is_put_off_is_tried_later_each_time_and_fails_in_the_end(store, approved, clock):  # noqa: F811
    approved(1)
    wire = Wire(*[Ending.PUT_OFF] * 9)
    sender = sender_of(store, wire, clock)
    for pause in PATIENCE:
        assert sender.round().endings == (Ending.PUT_OFF,)
        assert sender.round().endings == ()
        clock.now += pause
    assert sender.round().endings == (Ending.REFUSED,)
    assert states(store) == [LetterState.FAILED]
    assert len({given for given, _, _ in wire.mails}) == 1  # the same bytes each time


def test_a_server_that_wants_to_be_left_alone_is_and_no_letter_fails_for_it(store, approved, clock):  # noqa: F811
    approved(2)
    wait = timedelta(seconds=30)
    wire = Wire(*[Outcome(ending=Ending.PUT_OFF, answer="429", wait=wait)] * 9)
    sender = sender_of(store, wire, clock)
    for _ in range(9):
        done = sender.round()
        assert (done.endings, done.next_at) == ((Ending.PUT_OFF,), clock.now + wait)  # the second letter is not tried
        clock.now += wait
    with store.peek() as tx:
        assert {(letter.state, letter.attempts) for letter in tx.letters.all()} == {(LetterState.APPROVED, 0)}
    assert sender.round().endings == (Ending.SENT, Ending.SENT)


def test_letters_send_waits_as_long_as_a_server_asks(store, approved, clock):  # noqa: F811
    approved(2)
    wire = Wire(Outcome(ending=Ending.PUT_OFF, wait=timedelta(seconds=30)))
    waited = []

    def wait(seconds):
        waited.append(seconds)
        clock.now += timedelta(seconds=seconds)

    rounds = sending.send(sender_of(store, wire, clock), wait=wait, clock=clock)
    assert [done.endings for done in rounds] == [(Ending.PUT_OFF,), (Ending.SENT, Ending.SENT)]
    assert waited == [30.0]


def test_no_more_leave_in_a_minute_than_may_over_rounds_and_restarts_too(store, approved, clock):  # noqa: F811
    approved(7)
    wire, waits = Wire(), []

    def wait(seconds):
        waits.append(seconds)
        clock.now += timedelta(seconds=seconds)

    assert len(sender_of(store, wire, clock, per_minute=3).round().endings) == 3
    clock.now += timedelta(seconds=20)
    rounds = sending.send(sender_of(store, wire, clock, per_minute=3), wait=wait, clock=clock)
    assert [len(done.endings) for done in rounds] == [0, 3, 1]
    assert waits == [40, 60]


def test_a_letter_that_is_recalled_in_the_last_moment_stays(store, approved, clock):  # noqa: F811
    approved(2)
    wire = Wire()

    def recall():
        wire.before = lambda: None
        with store.begin() as tx:
            tx.letters.recall(2, "mireille")

    wire.before = recall
    sender_of(store, wire, clock).round()
    assert states(store) == [LetterState.SENT, LetterState.DRAFT]


def test_an_attempt_that_died_is_doubtful_at_the_next_round_and_told_in_the_journal(store, approved, clock):  # noqa: F811
    approved(1)
    with store.begin() as tx:
        tx.letters.claim(1, "dead", lambda letter: mail.seal(letter, now=START), way="smtp")
    wire = Wire()
    assert sender_of(store, wire, clock).round().abandoned == (1,)
    assert (states(store), wire.mails) == ([LetterState.DOUBTFUL], [])
    with store.read() as views:
        last = views.history(limit=1)[0]
    assert (last.action, last.author) == ("letter_doubt", PROGRAM)


def test_beside_another_sender_nothing_is_touched(store, approved, clock):  # noqa: F811
    approved(1)
    with store.sending(), pytest.raises(StoreLocked):
        sender_of(store, Wire(), clock).round()
    assert states(store) == [LetterState.APPROVED]


def test_a_server_that_is_not_there_touches_no_letter(store, approved, clock):  # noqa: F811
    approved(1)

    class Gone(Wire):
        def opened(self):
            raise UndeliverableError("gone")

    with pytest.raises(UndeliverableError):
        sender_of(store, Gone(), clock).round()
    assert states(store) == [LetterState.APPROVED]


def test_what_is_logged_names_nobody(store, approved, clock, caplog):  # noqa: F811
    approved(1)
    sender_of(store, Wire(Ending.REFUSED), clock).round()
    assert "anne" not in caplog.text.lower()

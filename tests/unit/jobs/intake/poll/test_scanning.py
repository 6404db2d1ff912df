"""A batch is recorded while the next one is on its way, whatever becomes of that one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ingest import failpoint, maildir
from ingest.errors import MailboxUnreachable
from jobs.config import configuration
from jobs.intake.poll import polling, recording, scanning
from jobs.runtime.workplace import open_workplace
from tests import killing
from tests.maildirs import Maildirs, vouched


class Breaking:
    """A mailbox that breaks off after so many batches, or when so many originals have been given."""

    def __init__(self, mailbox, *, batches=99, originals=99):
        self._mailbox = mailbox
        self._batches = batches
        self._originals = originals

    def __getattr__(self, name):
        return getattr(self._mailbox, name)

    def scan(self, recorded, limit=None):
        for batch in self._mailbox.scan(recorded, limit):
            if self._batches == 0:
                raise MailboxUnreachable("a", "broken off")
            self._batches -= 1
            yield batch

    def fetch(self, uids):
        for given in self._mailbox.fetch(uids):
            if self._originals == 0:
                raise MailboxUnreachable("a", "broken off")
            self._originals -= 1
            yield given


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(maildir, "_AT_ONCE", 2)
    maildirs = Maildirs.make(tmp_path)
    for index in range(7):
        at = killing.FIRST + timedelta(minutes=index)
        maildirs.deliver("a", killing.mail(index, at), at, f"{index:06}.test")
    with open_workplace(configuration.load(maildirs.configure(closes_at="2099-01-01"))) as opened:
        inline = replace(opened, pool=killing.Inline())
        polling.prepare(inline)
        yield inline


def box(place):
    return polling.open_mailboxes(place.settings)[0]


def recorded(place):
    """How far the cursor is, and what stands in the ledger."""
    with place.store.peek() as transaction:
        known = transaction.ledger.recorded("a", "INBOX")
        return known.cursor, [one.uid for one in transaction.ledger.uid_outcomes()]


def test_a_batch_is_recorded_when_the_next_one_has_been_fetched(place, monkeypatch):
    happened = []

    class Watched(Breaking):
        def fetch(self, uids):
            happened.append(("fetch", *uids))
            return self._mailbox.fetch(uids)

    def reached(point):
        if point == "poll.recorded":
            happened.append(recorded(place)[0])

    monkeypatch.setattr(recording, "reach", reached)
    assert scanning.scan(place, Watched(box(place))).seen == 7
    assert happened == [("fetch", 1, 2), ("fetch", 3, 4), 2, ("fetch", 5, 6), 4, ("fetch", 7), 6, 7]


@pytest.mark.parametrize(("breaks", "come"), [({"batches": 2}, 4), ({"originals": 5}, 4), ({"originals": 1}, 0)])
def test_what_came_whole_before_the_mailbox_broke_off_is_recorded(place, breaks, come):
    scanned = scanning.scan(place, Breaking(box(place), **breaks))
    assert (scanned.seen, scanned.error is None) == (come, False)
    assert recorded(place) == (come, list(range(1, come + 1)))
    assert scanning.scan(place, box(place)).seen == 7 - come
    assert recorded(place) == (7, list(range(1, 8)))


def test_who_is_asked_to_stop_records_what_he_took(place):
    asked = iter((False, True))
    assert scanning.scan(place, box(place), stopping=lambda: next(asked)).seen == 4
    assert recorded(place)[0] == 4


def test_a_poll_that_is_killed_before_it_records_takes_the_batch_up_again(place, monkeypatch):
    monkeypatch.setenv(failpoint.VARIABLE, "poll.record:2")
    assert not killing.forked(lambda: scanning.scan(place, box(place)))
    monkeypatch.delenv(failpoint.VARIABLE)
    assert recorded(place)[0] == 2
    assert scanning.scan(place, box(place)).seen == 5
    assert recorded(place) == (7, list(range(1, 8)))


def looks(place, mailbox, turns):
    """What each look takes in, until the mailbox is looked at to its end."""
    for turn in turns:
        scanned = scanning.scan(place, mailbox, turn=turn)
        yield scanned.seen, scanned.unfinished


def test_a_mailbox_that_holds_much_takes_turns_with_the_others(place):
    seen = list(looks(place, box(place), [scanning.Turn(4), scanning.Turn(4)]))
    assert seen == [(4, True), (3, False)]
    assert recorded(place) == (7, list(range(1, 8)))


def test_a_mailbox_that_takes_long_ends_its_turn_with_the_batch_under_way(place):
    late = scanning.Turn(clock=iter((0.0, 61.0, 61.0)).__next__)
    assert list(looks(place, box(place), [late, scanning.Turn()])) == [(2, True), (5, False)]


def test_a_look_by_hand_goes_on_until_every_mailbox_is_looked_at(place, monkeypatch):
    monkeypatch.setattr(scanning, "MAILS_A_TURN", 2)
    advanced = []
    done = polling.run_whole(place, [box(place)], advance=advanced.append)
    assert (done.scanned[0].seen, done.unfinished, len(done.processed)) == (7, frozenset(), 7)
    with place.store.peek() as transaction:
        assert [one.last_success_at is not None for one in transaction.health.all()] == [True]


def test_a_mailbox_that_was_not_looked_at_to_its_end_is_not_noted_as_polled(place, monkeypatch):
    monkeypatch.setattr(scanning, "MAILS_A_TURN", 2)
    polling.scan(place, [box(place)])
    with place.store.peek() as transaction:
        assert [one for one in transaction.health.all() if one.last_success_at] == []


def test_forged_mail_that_came_first_does_not_delay_the_proven_one(place, tmp_path):
    in_her_name = [
        killing.mail(n, killing.FIRST).replace(b"<candidate%d@" % n, b"<candidate0@") for n in (12, 13, 14, 15)
    ]
    for index, mail in enumerate([*in_her_name[:3], vouched(in_her_name[3])], 7):
        Maildirs(folder=tmp_path).deliver("a", mail, killing.FIRST + timedelta(minutes=index), f"{index:06}.test")
    scanning.scan(place, box(place))
    with place.store.peek() as transaction:
        waiting = transaction.ledger.still_pending(transaction.ledger.turns())
    turns = [one.message_id for one in waiting if one.sender.email == "candidate0@mail.example"]
    assert turns == [11, 1, 8, 9, 10]


class Silent(Breaking):
    """A mailbox that lists much and gives nothing of it."""

    def scan(self, recorded, limit=None):
        for batch in self._mailbox.scan(recorded, limit):
            self.unanswered = frozenset(each.uid for each in batch)
        yield from ()

    def look(self, uids):
        self.unanswered = frozenset(uids)
        return ()


def test_what_a_mailbox_lists_and_does_not_give_counts_in_its_turn_and_waits(place):
    asked = list(looks(place, Silent(box(place)), [scanning.Turn(2)] * 4))
    assert [unfinished for _, unfinished in asked] == [True, True, True, False]

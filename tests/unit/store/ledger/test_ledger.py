from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from parsers.values.sightings import Recorded
from store.database.models import FolderRow, MessageNotice, MessageRow, SightingRow
from store.errors import NotInStore
from store.ledger.new_messages import NewMessage
from tests.unit.store.posting import APPLIES, CLOSES, LATE, NEAR, UNRELATED


def messages(store):
    with store.read() as views:
        return views.messages()


def recorded(store, mailbox="a"):
    with store.read() as _, store.peek() as tx:
        return tx.ledger.recorded(mailbox, "INBOX")


def test_one_mail_in_two_mailboxes_is_one_message_with_two_sightings(store, post):
    first = post.record(post.sighting(mailbox="a", uid=1))
    second = post.record(post.sighting(mailbox="b", uid=1))
    assert (second.message_id, first.new, second.new) == (first.message_id, True, False)
    [message] = messages(store)
    assert [seen.mailbox for seen in message.mailboxes] == ["a", "b"]


def test_each_sighting_keeps_its_own_original(store, post):
    post.record(post.sighting(mailbox="a", uid=1))
    post.record(post.sighting(mailbox="b", uid=1))
    with store.peek() as tx:
        digests = [seen.sha256 for seen in tx.ledger.sightings()]
        assert len(set(digests)) == 2
        assert tx.ledger.digests() == set(digests)


def test_recording_again_changes_nothing(store, post):
    sighting = post.sighting()
    first = post.record(sighting)
    before = messages(store)
    second = post.record(sighting)
    assert second.message_id == first.message_id
    assert not second.new
    assert messages(store) == before


def test_two_mails_with_one_message_id_are_two_messages(post):
    one = post.record(post.sighting(marker="same"), content="one")
    other = post.record(post.sighting(marker="same"), content="other")
    assert one.message_id != other.message_id


def test_unrelated_mail_leaves_nothing_but_its_sighting(store, post):
    post.record(post.sighting(subject="Facture", sender="shop@mail.example"), UNRELATED)
    [message] = messages(store)
    assert (message.subject, message.sender_email, message.sha256, message.message_id) == (None, None, None, None)
    assert message.state == "skipped"
    with store.engine.connect() as connection:
        dump = " ".join(str(row) for row in connection.exec_driver_sql("select * from sightings, messages"))
    assert "Facture" not in dump
    assert "shop@" not in dump


def test_cursor_stands_where_it_was_advanced_to_and_what_is_above_is_told(store, post):
    for uid in (1, 2, 5):
        post.record(post.sighting(uid=uid), content=str(uid))
    with store.begin() as tx:
        tx.ledger.advance("a", "INBOX", 1, 2)
    assert recorded(store) == Recorded(uidvalidity=1, cursor=2, above=frozenset({5}))


def test_cursor_never_goes_back(store, post):
    post.record(post.sighting(uid=9))
    with store.begin() as tx:
        tx.ledger.advance("a", "INBOX", 1, 9)
        tx.ledger.advance("a", "INBOX", 1, 3)
    assert recorded(store).cursor == 9


def test_keys_of_a_maildir_are_told(store, post):
    post.record(post.sighting(uid=1, key="1700.M1.host"))
    with store.begin() as tx:
        tx.ledger.advance("a", "INBOX", 1, 1)
    assert recorded(store).keys == {"1700.M1.host": 1}


def test_a_changed_uidvalidity_makes_everything_new_again(store, post):
    post.record(post.sighting(uid=1))
    with store.begin() as tx:
        tx.ledger.advance("a", "INBOX", 1, 1)
    post.record(post.sighting(uid=7, uidvalidity=2))
    assert recorded(store) == Recorded(uidvalidity=2, cursor=0, above=frozenset({7}))


def test_a_rescan_after_uidvalidity_changed_doubles_nothing(store, post):
    seen = [post.sighting(uid=uid) for uid in (1, 2, 3)]
    for sighting in seen[:2]:
        post.record(sighting, content=str(sighting.uid))
    post.record(seen[2], UNRELATED)
    before = messages(store)
    for sighting in seen[:2]:
        post.record(replace(sighting, uid=sighting.uid + 10, uidvalidity=2), content=str(sighting.uid))
    post.record(replace(seen[2], uid=13, uidvalidity=2), UNRELATED)
    after = messages(store)
    assert [replace(m, mailboxes=()) for m in after] == [replace(m, mailboxes=()) for m in before]
    assert [[(s.uidvalidity, s.uid) for s in m.mailboxes] for m in after] == [[(2, 11)], [(2, 12)], [(2, 13)]]


def rows(tx, *tables):
    return [tx.ledger._session.execute(select(table.__table__)).all() for table in tables]


@pytest.mark.parametrize("fetched", [True, False])
@pytest.mark.parametrize("verdict", [UNRELATED, NEAR, APPLIES])
def test_many_new_messages_are_recorded_as_each_would_be(store, post, verdict, fetched):
    post.record(post.sighting(uid=1))
    seen = [
        NewMessage(
            sighting=post.sighting(uid=uid, marker="twin" if uid < 4 else str(uid), key=f"k{uid}", in_junk=uid == 7),
            verdict=verdict,
            notice="eo",
            fits=frozenset({"eo"}),
            digest=f"{uid:064x}" if fetched and verdict is not UNRELATED else None,
            content_key=f"content {uid}" if fetched and uid % 2 and verdict is not UNRELATED else None,
        )
        for uid in range(2, 8)
    ]
    with store.rehearse() as tx:
        one_by_one = [
            tx.ledger.record(
                one.sighting, verdict, notice="eo", fits=one.fits, digest=one.digest, content_key=one.content_key
            )
            for one in seen
        ]
        expected = rows(tx, MessageRow, SightingRow, FolderRow, MessageNotice)
    with store.rehearse() as tx:
        assert tx.ledger.unknown(seen) == {one.sighting.uid for one in seen}
        assert tx.ledger.record_new(seen) == one_by_one
        assert rows(tx, MessageRow, SightingRow, FolderRow, MessageNotice) == expected


def new(sighting, content_key=None):
    return NewMessage(sighting=sighting, verdict=APPLIES, digest=content_key and "0" * 64, content_key=content_key)


def test_of_one_content_the_first_is_new_and_none_where_it_is_known(store, post):
    post.record(post.sighting(uid=1), content="known")
    with store.peek() as tx:
        (known,) = tx.ledger._session.scalars(select(MessageRow.content_key))
        seen = [new(post.sighting(uid=uid), key) for uid, key in [(2, known), (3, "a"), (4, "a"), (5, None), (6, None)]]
        assert tx.ledger.unknown(seen) == {3, 5, 6}


def test_a_copy_that_is_left_after_a_renumbering_takes_no_other_copy_s_original(store, post):
    post.record(post.sighting(mailbox="b", marker="copy"), digest="original in b")
    for uid in (1, 26):
        post.record(post.sighting(uid=uid, marker="copy"), digest=f"original {uid}")
    post.record(post.sighting(uid=26, uidvalidity=2, marker="copy"), digest="original 26")  # the first is gone by then
    with store.peek() as tx:
        assert tx.ledger.digests() == {"original in b", "original 1", "original 26"}


def test_known_is_what_stands_here_or_stood_under_another_uidvalidity(store, post):
    seen = [post.sighting(uid=uid) for uid in (1, 2, 3)]
    for sighting in seen[:2]:
        post.record(sighting, UNRELATED)
    again = [replace(sighting, uid=sighting.uid + 10, uidvalidity=2) for sighting in seen]
    elsewhere = [replace(sighting, mailbox="b") for sighting in seen]
    with store.peek() as tx:
        assert tx.ledger.unknown([new(one) for one in seen]) == {3}
        assert tx.ledger.unknown([new(one) for one in again]) == {13}
        assert tx.ledger.unknown([new(one) for one in elsewhere]) == {1, 2, 3}


def test_recording_many_takes_as_many_statements_as_recording_few(store, post):
    counted = []
    event.listen(store.engine, "before_cursor_execute", lambda *_: counted.append(1))
    costs = []
    for many in (2, 200):
        seen = [NewMessage(sighting=post.sighting(), verdict=UNRELATED) for _ in range(many)]
        with store.begin() as tx:
            counted.clear()
            tx.ledger.unknown(seen)
            tx.ledger.record_new(seen)
            costs.append(len(counted))
    assert costs[1] <= costs[0]


def test_two_like_messages_without_content_stay_two_through_a_rescan(store, post):
    twins = [post.sighting(uid=uid, marker="twin") for uid in (1, 2)]
    for sighting in twins:
        post.record(sighting, UNRELATED)
    for sighting in twins:
        post.record(replace(sighting, uid=sighting.uid + 4, uidvalidity=2), UNRELATED)
    assert [[s.uid for s in m.mailboxes] for m in messages(store)] == [[5], [6]]


def test_two_copies_in_one_folder_are_two_sightings_through_a_rescan(store, post):
    for validity in (1, 2):
        for uid in (1, 2):
            post.record(post.sighting(uid=uid, uidvalidity=validity, marker="copy"))
    [message] = messages(store)
    assert [(s.uidvalidity, s.uid) for s in message.mailboxes] == [(2, 1), (2, 2)]


def test_a_moved_mailbox_does_not_make_mail_late(store, post):
    sighting = post.sighting(uid=1)
    post.record(sighting)
    post.record(replace(sighting, uidvalidity=2, received_at=CLOSES + timedelta(days=1)), LATE)
    [message] = messages(store)
    assert message.disposition == "application"
    assert message.mailboxes[0].received_at == sighting.received_at


def test_the_earliest_arrival_judges(store, post):
    late = post.sighting(mailbox="a", uid=1, received_at=CLOSES + timedelta(minutes=5))
    post.record(late, LATE)
    post.record(post.sighting(mailbox="b", uid=1, received_at=CLOSES - timedelta(seconds=1)), APPLIES)
    [message] = messages(store)
    assert message.disposition == "application"
    assert message.received_at == CLOSES - timedelta(seconds=1)


def test_a_later_arrival_judges_nothing(store, post):
    post.record(post.sighting(mailbox="a", uid=1), APPLIES)
    post.record(post.sighting(mailbox="b", uid=1, received_at=CLOSES), LATE)
    assert messages(store)[0].disposition == "application"


def test_a_verdict_that_an_earlier_arrival_changes_is_read_again(post):
    late = post.sighting(mailbox="a", uid=1, received_at=CLOSES)
    noted = post.record(late, LATE)
    post.read(noted.message_id, late, verdict=LATE)
    again = post.record(post.sighting(mailbox="b", uid=1), APPLIES)
    assert again.pending


def test_an_earlier_arrival_in_the_other_mailbox_dates_the_application_anew(post):
    first = post.sighting(mailbox="a", uid=1, received_at=CLOSES - timedelta(minutes=1))
    noted = post.record(first, APPLIES)
    post.read(noted.message_id, first, verdict=APPLIES)
    assert not post.record(first, APPLIES).pending
    again = post.record(post.sighting(mailbox="b", uid=1, received_at=CLOSES - timedelta(minutes=2)), APPLIES)
    assert again.pending


def test_unrelated_mail_can_turn_out_to_matter(store, post):
    sighting = post.sighting()
    post.record(sighting, UNRELATED)
    noted = post.record(sighting, NEAR, afresh=True)
    assert not noted.new
    assert noted.pending
    [message] = messages(store)
    assert (message.disposition, message.subject) == ("near_miss", "Recrutement EO")


def test_unrelated_mail_that_turns_out_to_be_a_known_message_leaves_no_empty_row(store, post):
    sighting = post.sighting(mailbox="b", uid=1)
    post.record(sighting, UNRELATED)
    known = post.record(post.sighting(mailbox="a", uid=1))
    assert post.record(sighting, afresh=True).message_id == known.message_id
    assert [m.id for m in messages(store)] == [known.message_id]


def test_mail_that_is_seen_as_unrelated_before_it_was_read_is_forgotten(store, post):
    sighting = post.sighting()
    message_id = post.record(sighting, NEAR).message_id
    post.record(sighting, UNRELATED, afresh=True)
    with store.read() as views:
        [message] = views.messages()
        assert (message.id, message.subject, message.sha256) == (message_id, None, None)
        assert views.documents(message_id) == ()


def test_pending_is_in_ledger_order_and_limited(store, post):
    ids = [post.record(post.sighting(), content=str(n)).message_id for n in range(3)]
    with store.peek() as tx:
        assert [p.message_id for p in tx.ledger.pending()] == ids
        assert tx.ledger.waiting() == len(ids)
        assert [p.message_id for p in tx.ledger.pending(2)] == ids[:2]
        assert [p.message_id for p in tx.ledger.pending(2, after=ids[1])] == ids[2:4]


def test_attempts_are_counted_over_restarts_and_the_third_is_the_last(store, post):
    message_id = post.record(post.sighting()).message_id
    outcomes = []
    for _ in range(3):
        with store.begin() as tx:
            tx.ledger.begin_attempt(message_id)
        with store.begin() as tx:
            outcomes.append(tx.ledger.failed_attempt(message_id, "out of memory"))
    assert outcomes == [False, False, True]
    with store.peek() as tx:
        assert tx.ledger.pending()[0].attempts == 3


def test_requeue_brings_a_message_back_with_all_its_attempts(store, post):
    message_id = post.take_in()
    with store.begin() as tx:
        assert tx.ledger.requeue([message_id, 99]) == 1
    with store.peek() as tx:
        assert [(p.message_id, p.attempts) for p in tx.ledger.pending()] == [(message_id, 0)]


def test_mail_without_content_is_never_queued(store, post):
    noted = post.record(post.sighting(), UNRELATED)
    with store.begin() as tx:
        assert tx.ledger.requeue([noted.message_id]) == 0
        with pytest.raises(NotInStore, match="without its content"):
            tx.ledger.message(noted.message_id)


def test_readable_selects_by_state_and_application(store, post):
    one, other = post.take_in(), post.take_in(sender="paul@mail.example")
    waiting = post.record(post.sighting(), content="third").message_id
    with store.peek() as tx:
        assert tx.ledger.readable() == (one, other, waiting)
        assert tx.ledger.readable(state="parsed") == (one, other)
        assert tx.ledger.readable(application_id=other) == (other,)


def test_ids_leave_no_gap_after_a_rollback(store, post):
    def crash():
        with store.begin() as tx:
            tx.ledger.record(post.sighting(), UNRELATED)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        crash()
    assert post.record(post.sighting()).message_id == 1

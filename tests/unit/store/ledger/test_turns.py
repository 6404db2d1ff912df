"""What waits is read in turns: nobody's many mails come before everybody's one."""

from store.ledger.turns import in_turns
from tests.each import each

MANY = [(number, ("many@mail.example", True)) for number in range(1, 11)]
ONES = [(number, (f"{number}@mail.example", False)) for number in range(11, 21)]

A, B, NOBODY = (("a", False), ("b", False), ("", False))
PROVEN = ("a", True)


@each(
    ("waiting", "order"),
    [
        ([], []),
        ([*MANY, *ONES], [*range(11, 21), *range(1, 11)]),
        ([(1, A), (2, A), (3, B), (4, B)], [1, 3, 2, 4]),
        ([(1, A), (2, A), (3, A), (4, B), (5, B), (6, PROVEN)], [6, 4, 1, 5, 2, 3]),
        ([(1, NOBODY), (2, NOBODY), (3, A)], [3, 1, 2]),
    ],
)
def test_each_sender_has_one_turn_a_round(waiting, order):
    assert list(in_turns(waiting)) == order


def test_forged_mail_in_a_name_delays_none_that_is_proven(store, post):
    forged = [post.record(post.sighting(sender="her@mail.example"), content=str(n)).message_id for n in range(50)]
    others = [post.record(post.sighting(sender=f"{n}@mail.example"), content=f"o {n}").message_id for n in range(3)]
    hers = [
        post.record(post.sighting(sender="Her@mail.example"), content=f"hers {n}", proven=True).message_id
        for n in range(2)
    ]
    with store.peek() as tx:
        assert tx.ledger.turns() == (*others, hers[0], forged[0], hers[1], *forged[1:])


def test_a_copy_in_another_mailbox_proves_a_sender_too(store, post):
    shown = post.sighting(sender="her@mail.example")
    forged, hers = post.record(post.sighting(sender="her@mail.example"), content="forged"), post.record(shown)
    with store.peek() as tx:
        assert tx.ledger.turns() == (forged.message_id, hers.message_id)
    assert post.record(post.sighting(sender="her@mail.example", mailbox="b"), proven=True).message_id == hers.message_id
    post.record(shown)
    last = post.record(post.sighting(sender="her@mail.example"), content="forged, too").message_id
    with store.peek() as tx:
        assert tx.ledger.turns() == (hers.message_id, forged.message_id, last)


def test_ten_mails_of_one_sender_wait_behind_ten_of_others(store, post):
    many = [
        post.record(post.sighting(sender=f"{name}@mail.example"), content=str(number)).message_id
        for number, name in enumerate(["Many", "many"] * 5)
    ]
    ones = [
        post.record(post.sighting(sender=f"{number}@mail.example"), content=f"one {number}").message_id
        for number in range(10)
    ]
    with store.peek() as tx:
        assert tx.ledger.turns() == (*ones, *many)
        assert [one.message_id for one in tx.ledger.still_pending([ones[1], 99, many[0]])] == [ones[1], many[0]]

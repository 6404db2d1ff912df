"""What waits is read in turns: nobody's many mails come before everybody's one."""

from store.ledger.turns import in_turns
from tests.each import each

MANY = [(number, "many@mail.example") for number in range(1, 11)]
ONES = [(number, f"{number}@mail.example") for number in range(11, 21)]


@each(
    ("waiting", "order"),
    [
        ([], []),
        ([*MANY, *ONES], [*range(11, 21), *range(1, 11)]),
        ([(1, "a"), (2, "a"), (3, "b"), (4, "b")], [1, 3, 2, 4]),
        ([(1, "a"), (2, "a"), (3, "a"), (4, "b"), (5, "b"), (6, "c")], [6, 4, 1, 5, 2, 3]),
        ([(1, ""), (2, ""), (3, "a")], [3, 1, 2]),
    ],
)
def test_each_sender_has_one_turn_a_round(waiting, order):
    assert list(in_turns(waiting)) == order


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

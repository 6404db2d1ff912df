"""A new thing that mail can do fails until it says which proof it needs."""

from __future__ import annotations

from parsers.values.acts import ACTS, MailAct
from tests.acts import BY_FIELD, BY_WRITE, IN_PAGE, NEEDED, table, unknown_calls, unknown_fields

SAY = "enter the act in parsers/values/acts.py and in tests/acts.py"


def test_every_act_says_what_it_needs():
    assert set(ACTS) == set(MailAct)
    assert {one.needed for one in ACTS.values()} <= NEEDED.keys()


def test_whatever_the_intake_writes_is_an_act():
    assert unknown_calls() == set(), SAY


def test_whatever_is_read_of_a_mail_is_an_act_or_words_and_papers():
    assert unknown_fields() == set(), SAY


def test_every_act_is_done_somewhere():
    assert frozenset().union(*BY_WRITE.values(), *BY_FIELD.values()) == set(MailAct)


def test_a_new_write_is_found(tmp_path):
    (tmp_path / "new.py").write_text("def take(transaction):\n    transaction.letters.withdraw(1, 'x')\n", "utf-8")
    assert unknown_calls(tmp_path) == {"letters.withdraw"}


def test_the_table_is_that_of_the_code():
    assert IN_PAGE.written() == table(), "python -m tests.acts --write"

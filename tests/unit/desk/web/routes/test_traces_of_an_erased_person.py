"""What others wrote of a person has no name once the person is erased."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.letters.states import LetterState
from tests.unit.store.letters.test_letters import DRAFT, put
from tests.unit.store.posting import driver

TAG, IN_QUERY = "sœur de Anne Lambert", "tag=s%C5%93ur+de+Anne+Lambert"
LETTER = "Nous avons préféré Anne Lambert.\n"


def by_tag(recruiter, _, eve):
    recruiter.send(f"/applications/{eve}/tags", tag=TAG)


def by_view(recruiter, _, __):
    recruiter.send("/views", name="fratrie", query=IN_QUERY)


def by_look(recruiter, _, __):
    recruiter.get(f"/?{IN_QUERY}")


def by_export(recruiter, _, __):
    recruiter.get(f"/export.csv?{IN_QUERY}")


def by_letter(_, store, eve):
    letter(store, eve)


def by_template(_, store, __):
    with store.begin() as tx:
        tx.templates.save("refusal", "fr", f"Subject: x\n\n{LETTER}", "mireille", after=0)


def letter(store, about, **fields):
    with store.begin() as tx:
        return tx.letters.draft(replace(DRAFT, message_id=about, text=LETTER, **fields), "mireille").id


def erase(store, application):
    with store.begin() as tx:
        tx.erasing.erase(tx.erasing.person(application), author="mireille", cause="erasure", keyed=lambda _: "k")


def holding(store, words):
    """The columns in which the words stand, whatever table it is."""
    found = set()
    with driver(store) as connection:
        tables = connection.execute("select name from sqlite_master where type='table' and sql not like '%fts5%'")
        for (table,) in tables.fetchall():
            rows = connection.execute(f'select * from "{table}"')
            names = [column[0] for column in rows.description]
            for row in rows.fetchall():
                told = zip(names, row, strict=True)
                found |= {(table, name) for name, value in told if words in str(value).replace("+", " ").lower()}
    return found


@pytest.mark.parametrize("write", [by_tag, by_view, by_look, by_export, by_letter, by_template])
def test_a_name_that_others_wrote_is_nowhere_afterwards(recruiter, store, anne, eve, write):
    write(recruiter, store, eve)
    erase(store, anne)
    assert holding(store, "anne lambert") == set()


def test_the_page_shows_the_tag_without_the_name(recruiter, store, anne, eve):
    by_tag(recruiter, store, eve)
    erase(store, anne)
    with store.read() as views:
        (row,) = views.applications().rows
    assert row.tags == ("sœur de █",)


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (LetterState.DRAFT, LetterState.DRAFT),
        (LetterState.APPROVED, LetterState.DRAFT),
        (LetterState.DOUBTFUL, LetterState.DOUBTFUL),
        (LetterState.SENT, LetterState.SENT),
    ],
)
def test_a_letter_that_lost_a_name_leaves_under_no_approval_of_before(store, anne, eve, state, after):
    number = letter(store, eve)
    put(store, number, state)
    with store.peek() as tx:
        shown = tx.letters.get(number)
    erase(store, anne)
    with store.peek() as tx:
        letter_now = tx.letters.get(number, with_mail=True)
    assert (letter_now.text, letter_now.state, letter_now.mail) == ("Nous avons préféré █.\n", after, None)
    assert letter_now.revision > shown.revision
    assert state == LetterState.SENT or letter_now.approved_by is None


def test_a_letter_to_a_namesake_keeps_the_name(store, anne, eve):
    number = letter(store, eve, to_name="Anne Lambert")
    erase(store, anne)
    with store.peek() as tx:
        assert tx.letters.get(number).text == LETTER

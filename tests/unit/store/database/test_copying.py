"""The copy to try things out in: which tables it takes, and that it can be made of any store."""

from __future__ import annotations

from store.database.copying import TAKEN
from store.database.models import Base
from tests.unit.store.posting import paper

LEFT = {
    "access_log",
    "erasing",
    "erasures",
    "folders",
    "history",
    "interview_calendars",
    "interview_replies",
    "interview_slots",
    "interviews",
    "letter_templates",
    "letters",
    "mailboxes",
    "opened_opinions",
    "openings",
    "opinion_drafts",
    "opinions",
    "pages",
    "passkeys",
    "saved_views",
    "sessions",
    "statistics",
    "users",
}
"""Tables of which no application is derived: a copy does without them."""


def test_every_table_is_taken_or_left():
    taken = {table.name for table in TAKEN}
    assert taken | LEFT == Base.metadata.tables.keys()
    assert not taken & LEFT


def test_no_table_that_is_taken_hangs_on_one_that_is_left():
    for table in TAKEN:
        for foreign in table.foreign_keys:
            assert foreign.column.table in TAKEN, f"{table.name}.{foreign.parent.name}"


def test_a_store_whose_accounts_opened_dossiers_can_be_copied(store, post, tmp_path):
    number = post.take_in(paper())
    with store.begin() as tx:
        tx.accounts.add_user("colette", "recruiter", "hash")
        tx.openings.note(tx.accounts.user("colette").id, number)
    with store.copied(tmp_path) as copy, copy.rehearse() as tx:
        tx.applications.recompute(number)
        assert [row.id for row in tx.views.applications().rows] == [number]

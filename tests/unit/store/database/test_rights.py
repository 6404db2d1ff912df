"""What SQL shows and roles may do: each column and table is named, so that a new one is nobody's by itself."""

from __future__ import annotations

import pytest

from jobs.care import sql_console
from jobs.errors import UsageError
from store.database.models import Base
from store.database.rights import PROGRAMS, RIGHTS, SEARCH, SHOWN, VIEWS, is_shown, statements
from tests.unit.store.posting import paper

WITHHELD = {
    "erasing": "id erasure_id held row_id never",
    "interview_calendars": "token_sha256",
    "interview_replies": "uid",
    "interviews": "uid",
    "letter_references": "token",
    "letters": "message_ref mail attempt event offers",
    "opinion_drafts": "words text sealed",
    "opinions": "words text sealed",
    "passkeys": "credential_id public_key sign_count",
    "sessions": "token_sha256 user_id csrf created_at seen_at expires_at second_factor",
    "users": "password_hash issuer subject",
}
"""Those that are not: hashes of passwords and tokens, what proves an answer to a letter or an invitation, what the jury
writes before it is opened, what the program keeps for itself."""


def columns(*tables):
    return {(table, column) for told in tables for table, names in told.items() for column in names.split()}


def test_every_column_is_shown_or_withheld_and_none_is_both():
    there = {(table.name, column.name) for table in Base.metadata.tables.values() for column in table.columns}
    assert columns(SHOWN, WITHHELD) == there
    assert not columns(SHOWN) & columns(WITHHELD)


def test_what_is_not_named_is_not_shown():
    assert not is_shown("a_new_table", "id")
    assert not is_shown("a_new_table", "")
    assert not is_shown("users", "a_new_column")


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_every_view_reads_shown_columns_alone(store, post, view):
    post.take_in(paper())
    sql_console.ask(store, f"SELECT * FROM {view}")


@pytest.mark.parametrize(("table", "column"), sorted(columns(WITHHELD)))
def test_no_statement_reads_what_is_withheld(store, table, column):
    for statement in (
        f"SELECT {column} FROM {table}",
        f"SELECT COUNT(*) FROM {table} WHERE {column} > ''",
        f"WITH candidatures AS (SELECT {column} AS nom FROM {table}) SELECT nom FROM candidatures",
        f"SELECT * FROM {table}",
    ):
        with pytest.raises(UsageError, match=r"prohibited|more than read"):
            sql_console.ask(store, statement)


def test_what_is_shown_is_read(store, post):
    post.take_in(paper())
    for table, names in SHOWN.items():
        sql_console.ask(store, f"SELECT {', '.join(names.split())}, 1 FROM {table}".replace(" to,", ' "to",'))
    assert sql_console.ask(store, "SELECT COUNT(*) FROM users").rows == ((0,),)
    assert sql_console.ask(store, "SELECT name FROM sqlite_master WHERE name = 'users'").rows == (("users",),)


def test_every_table_is_in_every_role_s_list():
    assert RIGHTS.keys() == Base.metadata.tables.keys() | {SEARCH, "alembic_version"}
    assert {len(rights.split()) for rights in RIGHTS.values()} == {len(PROGRAMS)}


def test_no_role_is_granted_what_no_letter_says():
    granted = [one for one in statements("candidatures") if one.startswith("GRANT") and '"candidatures_worker"' in one]
    assert 'GRANT SELECT (id, message_id) ON opinions TO "candidatures_worker"' in granted
    assert not [one for one in granted if " users " in one or " sessions " in one or " opened_opinions " in one]


def test_a_name_with_quotes_is_a_name():
    assert any('"a""b_reader"' in one for one in statements('a"b'))

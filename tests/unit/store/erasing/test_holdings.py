from __future__ import annotations

from store.accounts.given_notices import LIMITED
from store.database.models import Base
from store.database.models.base import StorableJSON, StorableText
from store.erasing.holdings import HOLDINGS, Emptied, Redacted, RowsGo, Struck


def test_every_table_says_what_an_erasure_does_to_it():
    assert HOLDINGS.keys() == Base.metadata.tables.keys()


def test_the_columns_that_it_goes_by_are_there():
    for name, holding in HOLDINGS.items():
        columns = {*Base.metadata.tables[name].columns.keys()}
        if isinstance(holding, RowsGo):
            assert {*holding.by, *holding.redacted, *holding.spared} <= columns, name
        if isinstance(holding, Struck):
            assert {"id", *holding.columns} <= columns, name
        if isinstance(holding, Redacted):
            assert {"id", *holding.redacted} <= columns, name


def test_a_table_that_hangs_on_a_message_or_an_application_is_told_as_one():
    """A column that names one is personal data: its rows go, or it says why not."""
    for name, table in Base.metadata.tables.items():
        named = {foreign.column.table.name for column in table.columns for foreign in column.foreign_keys}
        if named & {"messages", "applications", "documents"} and name != "sightings":
            assert isinstance(HOLDINGS[name], RowsGo), name


WRITTEN = ("people", "letters")
"""Modules of `store.database.models` in whose tables people write; what stands in the others comes from mails."""
CODES = {
    *(
        "action",
        "act",
        "answer",
        "approved_by",
        "attempt",
        "author",
        "created_by",
        "kind",
        "language",
        "notice",
        "once",
    ),
    *("saved_by", "shown", "state", "token", "way", "sender", "to_name", "to_email", "in_reply_to"),
    "message_ref",
    *("answered_by", "settled_by", "uid", "token_sha256", "attendee", "verdict", "doubt"),
    *("place", "room", "jury"),  # the office's own
    *("mail", "offers", "sealed"),  # `mail` goes where its text is struck out; what is sealed is opened for it
}
"""Columns in which nobody writes freely."""
OF_STAFF = {"users", "sessions", "passkeys"}


def test_wherever_people_write_freely_a_name_is_struck_out():
    modules = {f"store.database.models.{name}" for name in WRITTEN}
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        if mapper.class_.__module__ in modules and table.name not in OF_STAFF:
            holding = HOLDINGS[table.name]
            struck = {*getattr(holding, "redacted", ()), *getattr(holding, "columns", ())}
            free = {column.name for column in table.c if isinstance(column.type, StorableText | StorableJSON)}
            assert free - CODES <= struck, table.name


def test_who_is_given_some_notices_is_limited_on_every_table_that_holds_somebody():
    held = {name for name, holding in HOLDINGS.items() if isinstance(holding, RowsGo | Emptied)}
    assert held <= LIMITED

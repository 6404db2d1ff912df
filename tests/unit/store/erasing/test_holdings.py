from __future__ import annotations

from store.accounts.given_notices import LIMITED
from store.database.models import Base
from store.erasing.holdings import HOLDINGS, Emptied, RowsGo, Struck


def test_every_table_says_what_an_erasure_does_to_it():
    assert HOLDINGS.keys() == Base.metadata.tables.keys()


def test_the_columns_that_it_goes_by_are_there():
    for name, holding in HOLDINGS.items():
        columns = {*Base.metadata.tables[name].columns.keys()}
        if isinstance(holding, RowsGo):
            assert {*holding.by, *holding.redacted} <= columns, name
        if isinstance(holding, Struck):
            assert {"id", *holding.columns} <= columns, name


def test_a_table_that_hangs_on_a_message_or_an_application_is_told_as_one():
    """A column that names one is personal data: its rows go, or it says why not."""
    for name, table in Base.metadata.tables.items():
        named = {foreign.column.table.name for column in table.columns for foreign in column.foreign_keys}
        if named & {"messages", "applications", "documents"} and name != "sightings":
            assert isinstance(HOLDINGS[name], RowsGo), name


def test_who_is_given_some_notices_is_limited_on_every_table_that_holds_somebody():
    held = {name for name, holding in HOLDINGS.items() if isinstance(holding, RowsGo | Emptied)}
    assert held <= LIMITED

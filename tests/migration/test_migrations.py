"""The migrations as files: what holds of each, whatever it does. What they do is tested on both databases."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy.schema import CreateIndex

from alembic import command
from store import Store
from store.database import migrations
from store.database.models import Base
from store.errors import StoreError

HOUSE = Path(__file__).parents[2]
VERSIONS = sorted((HOUSE / "alembic" / "versions").glob("*.py"))


def test_alembic_is_never_a_package():
    assert not list((HOUSE / "alembic").rglob("__init__.py"))


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_migration_spells_its_tables_out(path):
    assert not re.search(r"\b(import|from)\s+(store|parsers)\b", path.read_text("utf-8"))


def test_the_one_head_is_the_last_files():
    assert ScriptDirectory.from_config(migrations.configuration()).get_heads() == [migrations.head()]
    assert VERSIONS[-1].stem.startswith(f"{migrations.head()}_")


def test_migrations_are_found_in_a_wheel_before_a_checkout(tmp_path, monkeypatch):
    monkeypatch.setattr(migrations, "HOUSE", tmp_path / "store")
    assert migrations.folder() == tmp_path / "alembic"
    packed = tmp_path / "store" / "_migrations"
    packed.mkdir(parents=True)
    (packed / "env.py").touch()
    assert migrations.folder() == packed


def test_a_failed_migration_leaves_nothing_behind(tmp_path):
    store = Store.open(f"sqlite:///{tmp_path / 'store.db'}", upgrade=True)
    migrations.downgrade(store.engine, "0001")
    with store.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE reviews (id INTEGER)")
    with pytest.raises(StoreError):
        store.upgrade()
    with store.engine.begin() as connection:
        assert migrations.current(connection) == "0001"
    store.close()


def test_a_store_of_todays_schema_is_not_migrated_again(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    Store.open(url, upgrade=True).close()
    monkeypatch.delattr(command, "upgrade")
    Store.open(url, upgrade=True).close()


def test_the_migrated_indexes_are_the_models_to_the_word(tmp_path):
    """The comparison of both databases leaves out SQLite's indexes of expressions: SQLAlchemy tells nothing of them."""
    store = Store.open(f"sqlite:///{tmp_path / 'store.db'}", upgrade=True)
    models = {
        index.name: str(CreateIndex(index).compile(store.engine))
        for table in Base.metadata.tables.values()
        for index in table.indexes
    }
    with store.engine.connect() as connection:
        made = dict(connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'index'").all())
    assert {name: made.get(name) for name in models} == models
    store.close()

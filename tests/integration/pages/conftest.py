"""The desk that the unit tests have, for walks over many of its pages."""

from __future__ import annotations

import pytest

from tests.unit.conftest import migrated, opinion_keys, scenes  # noqa: F401 - fixtures
from tests.unit.desk.web.conftest import (  # noqa: F401 - fixtures
    Acquainted,
    anne,
    cheap_passwords,
    eve,
    hand,
    locked,
    namesake,
    near_miss,
    reader,
    recruiter,
    routes,
    site,
    stranger,
    then,
    with_accounts,
)
from tests.unit.desk.web.routes.test_jury import before, chair, nadine, paul  # noqa: F401 - fixtures
from tests.unit.desk.web.test_access import eraser  # noqa: F401 - a fixture
from tests.unit.store.conftest import copied, post, with_notice  # noqa: F401 - fixtures


@pytest.fixture(scope="session")
def empty_store(migrated, tmp_path_factory):  # noqa: F811 - a fixture
    """A store with a notice and three accounts, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("desk")
    return with_accounts(with_notice(migrated, folder / "notice.db"), folder / "empty.db")


@pytest.fixture
def store(empty_store, tmp_path):
    with copied(empty_store, tmp_path / "store.db") as opened:
        opened._logic, opened._clock = Acquainted(), then
        yield opened

"""Whatever the API is sent, by its own description and against it: never an error of ours.

Of each operation what the library derives from the description, the same each time; `make soak` adds what is random.
"""

from __future__ import annotations

import pytest
import schemathesis
from fastapi.openapi.utils import get_openapi
from hypothesis import HealthCheck, settings

from desk.web.app import create_app
from desk.web.services import Desk
from tests.unit.desk.web.conftest import (  # noqa: F401 - fixtures
    PASSWORD,
    Folder,
    Hand,
    anne,
    cheap_passwords,
    empty_store,
    eve,
    locked,
    near_miss,
    store,
)

APP = create_app(Desk(store=None, originals=Folder(), rereading=Hand()))
SCHEMA = schemathesis.openapi.from_dict(get_openapi(title="Candidatures", version="1", routes=APP.routes))
SCHEMA.app = APP


@pytest.fixture
def served(store, anne, eve, near_miss, locked):  # noqa: F811 - fixtures
    """The application over a store with a bit of everything."""
    APP.state.desk = Desk(store=store, originals=Folder(), rereading=Hand())


@SCHEMA.parametrize()
@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_no_request_is_an_error_of_ours(served, case):
    answer = case.call(base_url="http://127.0.0.1", auth=("mireille", PASSWORD))

    assert answer.status_code < 500, answer.text
    assert answer.status_code != 401

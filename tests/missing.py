"""What a machine lacks: left out on a developer's, an error where nothing may be missing (`CI=true`)."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip the test, or fail it; `what` says what is missing and how to get it."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)

"""What holds for every test."""

from __future__ import annotations

import gc
import os
import signal

import pytest
from hypothesis import Phase, settings

from desk.i18n.languages import LOCALE_VARIABLES
from jobs.sandbox.confinement import WEAK_VARIABLE, missing_walls
from tests import prepared

# `make test` runs the examples that stand in the tests. It makes none: what hypothesis makes, derandomized too, depends
# on the modules that are loaded. `make soak` searches (`--hypothesis-profile search`), and its finds become examples.
# A busy machine is no defect: how long one example may take is bounded by the test's own time-out.
settings.register_profile("examples", deadline=None, database=None, phases=[Phase.explicit])
settings.register_profile("search", deadline=None, database=None, max_examples=1000)
settings.load_profile("examples")

for variable in LOCALE_VARIABLES:  # the terminal's words are asked for where they matter
    os.environ.pop(variable, None)
os.environ["LANG"] = "C.UTF-8"

if missing_walls():  # what the tests read is their own: they are to pass here as well
    os.environ[WEAK_VARIABLE] = "weak"


gc.disable()  # until all tests are collected: what is imported stays


def pytest_collection_finish():
    """The rooms, their libraries and the tests themselves are never garbage: to look through them again and again for
    some would be a tenth of what the tests cost.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def prepared_once():
    """What many tests need is made for the first of them."""
    with prepared.once():
        yield


@pytest.fixture(autouse=True)
def no_alarm_is_left():
    """A worker's task that a test does in its own process sets the worker's alarm: it must not end a later test."""
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)


def pytest_collection_modifyitems(items):
    """What takes longest begins first, so that no processor idles while another does it in the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_terminal_summary(terminalreporter):
    """Print the figures that tests measured, whether they passed or not."""
    reports = [*terminalreporter.stats.get("passed", []), *terminalreporter.stats.get("failed", [])]
    for name, figures in (each for report in reports for each in getattr(report, "user_properties", ())):
        if name == "figures":
            terminalreporter.write_line(f"\n{figures}")

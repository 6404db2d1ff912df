"""Where a wall is missing: nothing is polled or read, and whoever asks is told, unless somebody said to go on."""

from __future__ import annotations

import pytest

from jobs.care.check import checks
from jobs.care.status import status
from jobs.config import configuration
from jobs.demo import __main__
from jobs.errors import UnconfinedError
from jobs.intake.poll import polling
from jobs.runtime.workplace import open_workplace
from jobs.sandbox.confinement import WEAK_VARIABLE
from tests import killing
from tests.maildirs import Maildirs


@pytest.fixture(autouse=True)
def no_landlock(monkeypatch):
    """The kernel answers as one without it; nobody has said anything yet."""
    monkeypatch.delenv(WEAK_VARIABLE, raising=False)
    monkeypatch.setattr("jobs.sandbox.confinement.landlock_abi", lambda: 0)


@pytest.fixture
def config(tmp_path):
    maildirs = Maildirs.make(tmp_path)
    maildirs.deliver("a", killing.mail(1, killing.FIRST), killing.FIRST, "1.test")
    return maildirs.configure()


def sandbox_finding(settings):
    return next(found for found in checks.run(settings) if found.subject == "sandbox")


def test_nothing_is_polled_and_everybody_is_told(config):
    settings = configuration.load(config)
    with open_workplace(settings) as place:
        with pytest.raises(UnconfinedError, match="no landlock: no mail is read"):
            polling.run(place, polling.open_mailboxes(settings))
        with place.store.read() as views:
            assert list(views.messages()) == []
        assert "confinement" in [one.key for one in status.take(settings, place.store).conditions]
    found = sandbox_finding(settings)
    assert (found.level, found.exit_code) == ("fault", 2)


def test_weak_confinement_by_hand_goes_on_and_still_says_so(config):
    with config.open("a") as file:
        file.write('\n[limits]\nconfinement = "weak"\n')
    settings = configuration.load(config)
    with open_workplace(settings) as place:
        polling.prepare(place)
        told = status.take(settings, place.store).conditions[0]
        assert "weak confinement, as was configured" in told.sentence
    assert (sandbox_finding(settings).level, sandbox_finding(settings).exit_code) == ("fault", 0)


def test_the_demo_says_that_it_dares_with_its_own_mail(tmp_path, capsys):
    written = __main__.prepare(tmp_path / "demo", {"a": 1143})
    assert configuration.load(written, with_secrets=False).limits.of_a_worker.weak
    assert "This kernel has no landlock" in capsys.readouterr().out

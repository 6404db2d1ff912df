"""The wheel works installed alone, outside the checkout: migrations, templates and all."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests import mailboxes
from tests.mailboxes import SAMPLE
from tests.servers.dovecot import PASSWORD, Dovecot

pytestmark = pytest.mark.long
DOWNLOADS = pytest.mark.soak("downloads all libraries of the lock; `make test` installs the wheel beside its own")


def run(*command, cwd, **environment):
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=900,
    ).stdout


@pytest.fixture(
    scope="module", params=["libraries of the tests", pytest.param("libraries of the lock", marks=DOWNLOADS)]
)
def installed(request, tmp_path_factory):
    """An environment of the wheel and its libraries: those that the lock brings, or those that are here already."""
    folder = tmp_path_factory.mktemp("installed")
    python = folder / "env/bin/python"
    venv.create(folder / "env", with_pip=False)
    pip = (sys.executable, "-m", "pip")
    run(*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, mailboxes.ROOT, cwd=folder)
    (wheel,) = folder.glob("candidatures-*.whl")
    if request.param == "libraries of the lock":
        locked = mailboxes.ROOT / "deploy/lock/app.txt"
        run(*pip, "--python", python, "install", "-q", "--require-hashes", "-r", locked, cwd=folder)
    else:
        lend_libraries(python)
    run(*pip, "--python", python, "install", "-q", "--no-deps", wheel, cwd=folder)
    if request.param == "libraries of the lock":
        run(*pip, "--python", python, "check", cwd=folder)
    return folder / "env/bin/candidatures"


def lend_libraries(python):
    """Ours are on its path, and not the checkout: a line of a .pth file in a folder that is lent is not followed."""
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd="/").strip()
    (Path(site) / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")


def test_init_check_and_poll_outside_the_checkout(installed, has_dovecot, tmp_path):
    run(installed, "init", cwd=tmp_path)
    assert "Recrutement EO" in (tmp_path / "candidatures.toml").read_text("utf-8")
    with Dovecot() as server:
        mailboxes.deliver(server, SAMPLE, limit=12)
        mailboxes.configure(server, tmp_path)
        checked = run(installed, "check", cwd=tmp_path, CANDIDATURES_TEST=PASSWORD)
        polled = run(installed, "poll", cwd=tmp_path, CANDIDATURES_TEST=PASSWORD)
    assert "INBOX holds 8 messages" in checked
    assert "mailbox a: 8 new" in polled
    listed = run(installed, "list", "--format", "json", cwd=tmp_path, CANDIDATURES_TEST=PASSWORD)
    assert listed.count('"candidate"') == 4


def test_nothing_of_the_checkout_is_on_its_path(installed):
    python = Path(installed).parent / "python"
    where = run(python, "-c", "import jobs; print(jobs.__file__)", cwd="/")
    assert not Path(where).is_relative_to(mailboxes.ROOT)

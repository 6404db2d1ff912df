"""The wheel works installed alone, outside the checkout: migrations, templates and all."""

from __future__ import annotations

import os
import subprocess
import venv
from pathlib import Path

import pytest

from tests import mailboxes
from tests.mailboxes import SAMPLE
from tests.servers.dovecot import PASSWORD, Dovecot

pytestmark = pytest.mark.long


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


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An environment that holds nothing but the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", with_pip=True)
    pip = (folder / "env/bin/python", "-m", "pip")
    run(*pip, "install", "-q", "--require-hashes", "-r", mailboxes.ROOT / "deploy/lock/app.txt", cwd=folder)
    run(*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, mailboxes.ROOT, cwd=folder)
    (wheel,) = folder.glob("candidatures-*.whl")
    run(*pip, "install", "-q", "--no-deps", wheel, cwd=folder)
    run(*pip, "check", cwd=folder)
    return folder / "env/bin/candidatures"


def test_init_check_and_poll_outside_the_checkout(installed, has_dovecot, tmp_path):
    run(installed, "init", cwd=tmp_path)
    assert "Recrutement EO" in (tmp_path / "candidatures.toml").read_text("utf-8")
    with Dovecot() as server:
        mailboxes.deliver(server, SAMPLE)
        mailboxes.configure(server, tmp_path)
        checked = run(installed, "check", cwd=tmp_path, CANDIDATURES_TEST=PASSWORD)
        polled = run(installed, "poll", cwd=tmp_path, CANDIDATURES_TEST=PASSWORD)
    assert "INBOX holds 27 messages" in checked
    assert "mailbox a: 27 new" in polled
    listed = run(installed, "list", "--format", "json", cwd=tmp_path, CANDIDATURES_TEST=PASSWORD)
    assert listed.count('"candidate"') == 16


def test_nothing_of_the_checkout_is_on_its_path(installed):
    python = Path(installed).parent / "python"
    where = run(python, "-c", "import jobs; print(jobs.__file__)", cwd="/")
    assert str(mailboxes.ROOT) not in where

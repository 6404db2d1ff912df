from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from jobs.daemon.signals import notify
from tests.missing import missing

DEPLOY = Path(__file__).parents[4] / "deploy"
UNIT = DEPLOY / "candidatures.service"


@pytest.mark.parametrize("abstract", [False, True])
def test_systemd_hears_every_word(tmp_path, monkeypatch, abstract):
    name = f"@candidatures-{tmp_path.name}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind("\0" + name[1:] if abstract else name)
        monkeypatch.setenv("NOTIFY_SOCKET", name)
        assert notify("READY=1", "STATUS=polls")
        assert ear.recv(100) == b"READY=1\nSTATUS=polls"


def test_where_nobody_listens_nothing_happens(monkeypatch, tmp_path):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    assert not notify("READY=1")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    assert not notify("READY=1")


def test_the_units_exposure_is_low():
    if not shutil.which("systemd-analyze"):
        missing("systemd-analyze is missing: apt install systemd")
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=21", str(UNIT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-300:] + done.stderr


def test_a_reload_takes_mended_passwords_up_as_the_start_does():
    text = UNIT.read_text("utf-8").replace("\\\n", " ")
    lines = [line.partition("=") for line in text.splitlines() if line and not line.startswith("#")]
    (start,) = [value for key, _, value in lines if key == "ExecStartPre"]
    copied, checked, asked = [value for key, _, value in lines if key == "ExecReload"]
    assert copied == start
    assert checked.endswith("/candidatures check --configuration")
    assert asked == "kill -HUP $MAINPID"
    assert not any(key == "LoadCredential" for key, _, _ in lines)


class Secrets:
    """The script that brings them and takes them away, over folders of the test's."""

    def __init__(self, folder):
        self.kept, self.brought = folder / "kept", folder / "brought"
        self.kept.mkdir()
        self._script = folder / "candidatures-secrets"
        text = (DEPLOY / "candidatures-secrets").read_text("utf-8")
        for place, ours in (("/etc/candidatures/secrets", self.kept), ("/run/candidatures-secrets", self.brought)):
            assert place in text
            text = text.replace(place, str(ours))
        self._script.write_text(text)

    def run(self, *words):
        environment = {"RUNTIME_DIRECTORY": str(self.kept), "PATH": os.defpath}
        subprocess.run(["/bin/sh", str(self._script), *words], env=environment, check=True)

    @property
    def there(self):
        """By name, what they say and who may read them."""
        return {path.name: (path.read_text(), path.stat().st_mode & 0o777) for path in self.brought.iterdir()}


@pytest.fixture
def secrets(tmp_path):
    return Secrets(tmp_path)


@pytest.mark.parametrize("act", ["bring", "join"])
def test_who_works_while_the_daemon_is_stopped_has_the_secrets(secrets, act):
    secrets.run(act, "first")
    assert secrets.there == {}
    secrets.run("leave", "first")
    (secrets.kept / "a").write_text("sesame")
    secrets.run(act, "first")
    assert secrets.there == {"a": ("sesame", 0o440)}
    assert secrets.brought.stat().st_mode & 0o777 == 0o750


def test_the_mailboxes_secrets_keep_a_folder_of_their_own(secrets):
    (secrets.kept / "mailboxes").mkdir()
    (secrets.kept / "mailboxes" / "a").write_text("sesame")
    (secrets.kept / "store").write_text("open")
    secrets.run("bring", "daemon")
    brought = secrets.brought / "mailboxes"
    assert brought.stat().st_mode & 0o777 == 0o750
    assert {path.name: path.stat().st_mode & 0o777 for path in brought.iterdir()} == {"a": 0o440}
    assert (secrets.brought / "store").read_text() == "open"
    secrets.run("leave", "daemon")
    assert not secrets.brought.exists()


@pytest.mark.parametrize(
    "file", ["candidatures-desk.service", "candidatures-backup.service", "candidatures-retention.service"]
)
def test_who_asks_no_mailbox_has_none_of_their_secrets(file):
    text = (DEPLOY / file).read_text("utf-8")
    assert "InaccessiblePaths=-/run/candidatures-secrets/mailboxes\n" in text
    assert "InaccessiblePaths=-/var/lib/private/candidatures/tokens\n" in text


def test_the_page_as_another_user_has_no_mailbox_s_secret():
    text = (DEPLOY / "candidatures-desk-apart.conf").read_text("utf-8")
    brought = re.findall(r"^#?LoadCredential=(\w+):", text, re.MULTILINE)
    assert brought == ["store", "objects", "erasure", "archive"]
    assert re.findall(r"^(ExecStartPre|ExecStopPost)=$", text, re.MULTILINE) == ["ExecStartPre", "ExecStopPost"]


def test_a_command_beside_the_daemon_leaves_its_copies_alone(secrets):
    (secrets.kept / "a").write_text("sesame")
    secrets.run("bring", "daemon")
    (secrets.kept / "a").write_text("mended")
    secrets.run("join", "command")
    assert secrets.there["a"][0] == "sesame"
    secrets.run("bring", "daemon")
    assert secrets.there["a"][0] == "mended"


@pytest.mark.parametrize("order", [("daemon", "page", "command"), ("command", "daemon", "page")])
def test_the_secrets_go_with_the_last_who_has_them(secrets, order):
    (secrets.kept / "a").write_text("sesame")
    for who in ("daemon", "page", "command"):
        secrets.run("bring", who)
    for who in order:
        assert "a" in secrets.there
        secrets.run("leave", who)
    assert not secrets.brought.exists()


@pytest.mark.parametrize(
    "file",
    [
        "candidatures.service",
        "candidatures-desk.service",
        "candidatures-backup.service",
        "candidatures-retention.service",
        "candidatures-as-daemon",
    ],
)
def test_whoever_has_secrets_brought_is_done_with_them_at_the_end(file):
    text = (DEPLOY / file).read_text("utf-8")
    script = r"=\"?\+/usr/local/sbin/candidatures-secrets"
    before = re.findall(rf"ExecStartPre{script} (?:bring|join) ([^\s\"]+)", text)
    after = re.findall(rf"ExecStopPost{script} leave ([^\s\"]+)", text)
    assert len(before) == 1
    assert (after, "rm " in text) == (before, False)


def test_the_backup_leaves_the_daemon_s_secrets_as_they_are():
    """It is root's: `bring` would give the copies to root's group."""
    text = (DEPLOY / "candidatures-backup.service").read_text("utf-8")
    assert "candidatures-secrets join %N\n" in text
    assert "RuntimeDirectory" not in text


def test_the_kernels_count_of_memory_kills_is_not_hidden():
    assert "\nProcSubset" not in UNIT.read_text("utf-8")

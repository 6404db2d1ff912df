from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from jobs.daemon.systemd import notify
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
    copied, asked = [value for key, _, value in lines if key == "ExecReload"]
    assert copied == start
    assert asked == "kill -HUP $MAINPID"
    assert not any(key == "LoadCredential" for key, _, _ in lines)


BRINGING = {"candidatures-as-daemon": "bring='", "candidatures-desk.service": "ExecStartPre=+/bin/sh -ec '"}
"""What has root copy the secrets before it, and how that script begins."""


def bring(file, kept, brought):
    """Run that script over folders of the test's."""
    script = (DEPLOY / file).read_text("utf-8").partition(BRINGING[file])[2].partition("'")[0]
    for place, ours in (("/etc/candidatures/secrets", kept), ("/run/candidatures-secrets", brought)):
        script = script.replace(place, str(ours))
    script = script.replace("\\\n", " ").replace("$$", "$").replace("/var/lib/candidatures", str(kept))
    subprocess.run(["/bin/sh", "-ec", script], env={"RUNTIME_DIRECTORY": str(kept), "PATH": os.defpath}, check=True)


@pytest.mark.parametrize("file", BRINGING)
def test_who_works_while_the_daemon_is_stopped_has_the_secrets(tmp_path, file):
    kept, brought = tmp_path / "kept", tmp_path / "brought"
    kept.mkdir()
    bring(file, kept, tmp_path / "none")
    assert not list((tmp_path / "none").iterdir())
    (kept / "a").write_text("sesame")
    bring(file, kept, brought)
    assert [(path.name, path.read_text(), path.stat().st_mode & 0o777) for path in brought.iterdir()] == [
        ("a", "sesame", 0o440)
    ]


def test_a_command_beside_the_daemon_leaves_its_copies_alone(tmp_path):
    kept, brought = tmp_path / "kept", tmp_path / "brought"
    kept.mkdir()
    (kept / "a").write_text("sesame")
    bring("candidatures-as-daemon", kept, brought)
    (kept / "a").write_text("mended")
    bring("candidatures-as-daemon", kept, brought)
    assert (brought / "a").read_text() == "sesame"


def test_the_kernels_count_of_memory_kills_is_not_hidden():
    assert "\nProcSubset" not in UNIT.read_text("utf-8")

from __future__ import annotations

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


def bring(kept, brought):
    """What candidatures-as-daemon has root do before its command, for folders of the test's."""
    script = (DEPLOY / "candidatures-as-daemon").read_text("utf-8").partition("bring='")[2].partition("'")[0]
    for place, ours in (("/etc/candidatures/secrets", kept), ("/run/candidatures-secrets", brought)):
        script = script.replace(place, str(ours))
    script = script.replace("$$", "$").replace("/var/lib/candidatures", str(kept))
    subprocess.run(["/bin/sh", "-ec", script], check=True)


def test_a_command_has_the_secrets_while_the_daemon_is_stopped(tmp_path):
    kept, brought = tmp_path / "kept", tmp_path / "brought"
    kept.mkdir()
    bring(kept, tmp_path / "none")
    assert not list((tmp_path / "none").iterdir())
    (kept / "a").write_text("sesame")
    bring(kept, brought)
    assert ((brought / "a").read_text(), (brought / "a").stat().st_mode & 0o777) == ("sesame", 0o440)
    (kept / "a").write_text("mended")
    bring(kept, brought)
    assert (brought / "a").read_text() == "sesame", "the daemon's own copy is its own"


def test_the_kernels_count_of_memory_kills_is_not_hidden():
    assert "\nProcSubset" not in UNIT.read_text("utf-8")

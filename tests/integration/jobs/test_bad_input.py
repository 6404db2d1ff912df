"""Bad input ends as one clear line and the exit code of its kind."""

from __future__ import annotations

import pytest

from tests import killing, mailboxes
from tests.servers.dovecot import Dovecot

MAILS = 3
"""So many mails are in the mailbox c. Those of the configuration are empty: to read one mail costs seconds."""


@pytest.fixture(scope="module")
def server(has_dovecot):
    with Dovecot(("a", "b", "c")) as started:
        for _, original, arrived in killing.mails(12)[:MAILS]:
            started.deliver("c", original, arrived)
        yield started


def fails(configuration, *words, code, says, **environment):
    done = mailboxes.command(configuration, *words, check=False, **environment)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("candidatures: ")]
    assert len(lines) == 1, done.stderr
    for part in says:
        assert part in lines[0]


def changed(configuration, old, new):
    text = configuration.read_text("utf-8")
    assert old in text
    configuration.write_text(text.replace(old, new, 1), "utf-8")


def test_wrong_password(server, configuration):
    changed(configuration, server.url("b"), server.url("b").replace("b@", "nobody@"))
    fails(configuration, "poll", code=3, says=["mailbox b", "refuse"])


def test_unknown_host(server, configuration):
    changed(configuration, server.url("a"), "imaps://a@no-such-host.invalid/INBOX")
    fails(configuration, "poll", code=3, says=["mailbox a", "no-such-host.invalid"])


def test_untrusted_certificate(server, configuration):
    changed(configuration, f'ca_file = "{server.ca_file}"\n', "")
    fails(configuration, "poll", code=3, says=["mailbox a", "certificate"])


def test_missing_folder(server, configuration):
    changed(configuration, server.url("a"), server.url("a", folder="Candidatures"))
    fails(configuration, "poll", code=3, says=["mailbox a", "Candidatures"])


def test_one_mailbox_that_fails_does_not_stop_the_other(server, configuration):
    changed(configuration, server.url("a"), "imaps://a@no-such-host.invalid/INBOX")
    changed(configuration, server.url("b"), server.url("c"))
    done = mailboxes.command(configuration, "poll", check=False)
    assert f"mailbox b: {MAILS} new" in done.stdout


def test_misspelt_key(configuration):
    changed(configuration, "closes_at", "close_at")
    done = mailboxes.command(configuration, "list", check=False)
    assert done.returncode == 2
    assert "notices[eo-arlon-2026].close_at: unknown key" in done.stderr
    assert "notices[eo-arlon-2026].closes_at: missing" in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_missing_secret_file(configuration):
    changed(configuration, 'password_env = "CANDIDATURES_TEST"', 'password_file = "secrets/none"')
    fails(configuration, "poll", code=2, says=["mailboxes[a].password_file", "none"])


def test_store_that_cannot_be_written(configuration):
    changed(configuration, "sqlite:///candidatures.db", "sqlite:////proc/candidatures.db")
    fails(configuration, "poll", code=3, says=["/proc/candidatures.db"])


def test_archive_that_cannot_be_made(configuration):
    changed(configuration, 'archive = "archive"', 'archive = "/proc/archive"')
    fails(configuration, "poll", code=3, says=["archive /proc/archive"])


@pytest.mark.parametrize("words", [("show", "999"), ("reingest", "--message", "999"), ("reingest",)])
def test_what_is_not_there(undisturbed, words):
    fails(undisturbed, *words, code=2, says=["999"] if "999" in words else ["--all"])


def test_init_never_overwrites(tmp_path):
    file = tmp_path / "candidatures.toml"
    assert mailboxes.command(file, "init", str(file)).returncode == 0
    file.write_text("mine", "utf-8")
    fails(file, "init", str(file), code=2, says=[str(file), "left as it is"])
    assert file.read_text("utf-8") == "mine"

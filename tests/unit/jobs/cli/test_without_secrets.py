"""What reads the store works without the mailboxes' secrets; what goes to a mailbox says which is missing."""

from __future__ import annotations

from shutil import copyfile

import pytest
from typer.testing import CliRunner

from jobs.cli import every

app = every()

CONFIGURATION = """\
[[mailboxes]]
name = "a"
url = "imaps://user@mail.example:993/INBOX"
password_env = "CANDIDATURES_NOT_SET"

[[notices]]
slug = "eo"
title = "EO"
subject = "Recrutement EO"
closes_at = 2026-03-15
"""

WITHOUT = [
    ("list", "--format", "json"),
    ("search", "définitif"),
    ("export", "--format", "json"),
    ("messages", "--format", "json"),
    ("sql", "select count(*) from messages"),
    ("users", "list"),
    ("status",),
    ("failed",),
    ("reingest", "--all"),
]
WITH = ["poll", "audit", "check", "reingest --from-mailbox"]


@pytest.fixture(scope="module")
def type_(tmp_path_factory, migrated):
    file = tmp_path_factory.mktemp("desk") / "candidatures.toml"
    copyfile(migrated, file.with_name("candidatures.db"))
    file.write_text(CONFIGURATION, "utf-8")

    def typed(*words):
        return CliRunner().invoke(app, [*words, "--config", str(file)])

    return typed


@pytest.mark.parametrize("words", WITHOUT)
def test_what_reads_the_store_needs_no_secret(type_, words):
    done = type_(*words)

    assert "CANDIDATURES_NOT_SET" not in done.output
    assert done.exit_code in {0, 1} if words == ("status",) else done.exit_code == 0


def test_the_page_needs_no_secret(type_):
    done = type_("serve", "--public-url", "https://desk.example", "--port", "0")

    assert "no account yet" in done.stderr


def test_one_application_needs_no_secret(type_):
    assert "there is no application 7" in type_("show", "7").stderr


@pytest.mark.parametrize("words", WITH)
def test_what_goes_to_a_mailbox_says_which_secret_is_missing(type_, words):
    done = type_(*words.split())

    assert done.exit_code == 2
    assert "mailboxes[a].password_env: the environment variable CANDIDATURES_NOT_SET is not set" in done.output

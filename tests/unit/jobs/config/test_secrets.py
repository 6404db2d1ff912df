from __future__ import annotations

import sys
from datetime import date

import pytest

from jobs.config.secrets import password
from jobs.config.settings import MailboxSettings, NoticeSettings, Settings
from jobs.errors import ConfigurationError

NOTICE = NoticeSettings(slug="eo", title="EO", subject="Recrutement EO", closes_at=date(2026, 3, 15))


def settings(tmp_path, **secret):
    mailbox = MailboxSettings(name="a", url="imaps://u@mail.example", **secret)
    return Settings(mailboxes=(mailbox,), notices=(NOTICE,), folder=tmp_path)


def test_first_line_of_the_file(tmp_path):
    (tmp_path / "a").write_text("päss wörd\nnext\n", "utf-8")
    made = settings(tmp_path, password_file="a")
    assert password(made, made.mailboxes[0]) == "päss wörd"


def test_output_of_the_command(tmp_path):
    made = settings(tmp_path, password_command=(sys.executable, "-c", "print('from a command')"))
    assert password(made, made.mailboxes[0]) == "from a command"


def test_failing_command_does_not_tell_what_it_printed(tmp_path):
    made = settings(tmp_path, password_command=(sys.executable, "-c", "print('half a secret'); raise SystemExit(3)"))
    with pytest.raises(ConfigurationError, match=r"mailboxes\[a\]\.password_command") as caught:
        password(made, made.mailboxes[0])
    assert "half a secret" not in str(caught.value)


def test_empty_password_is_a_fault(tmp_path):
    (tmp_path / "a").write_text("\n", "utf-8")
    made = settings(tmp_path, password_file="a")
    with pytest.raises(ConfigurationError, match="empty password"):
        password(made, made.mailboxes[0])

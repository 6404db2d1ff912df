"""Which folder is the junk folder."""

from __future__ import annotations

import pytest

from ingest.junk_folder import junk_of
from ingest.mailbox_address import MailboxAddress

INBOX = ((b"\\HasNoChildren",), b"/", "INBOX")


def named(*names, separator=b"/"):
    return [INBOX, *(((b"\\HasNoChildren",), separator, name) for name in names)]


@pytest.mark.parametrize(
    "name",
    [
        "Junk",
        "Junk Email",
        "SPAM",
        "INBOX/Spam",
        "[Gmail]/Spam",
        "Courrier indésirable",
        "Courrier inde\u0301sirable",
        "Ongewenste e-mail",
        "Unerwünschte Werbung",
    ],
)
def test_without_flags_its_name_tells(name):
    assert junk_of(named("Envoyés", name)) == name


@pytest.mark.parametrize("name", ["Candidatures/Spam", "Antispam", "Partagés/colette/Junk", "Junk/2025"])
def test_a_folder_of_its_owners_is_none(name):
    assert junk_of(named(name)) is None


def test_a_separator_may_be_any_sign_or_none():
    assert junk_of(named("INBOX.Junk", separator=b".")) == "INBOX.Junk"
    assert junk_of(named("Junk", separator=None)) == "Junk"


def test_the_flag_is_above_a_name_and_a_folder_of_ones_own_above_a_shared_one():
    shared = ((b"\\Junk",), b"/", "Users/colette/Bac")
    own = ((b"\\junk", b"\\HasNoChildren"), b"/", "Bac à tri")
    assert junk_of([*named("Spam"), shared, own]) == "Bac à tri"


def test_what_cannot_be_opened_is_none():
    assert junk_of([((b"\\Noselect", b"\\Junk"), b"/", "Junk"), ((b"\\NonExistent",), b"/", "Spam")]) is None


def test_another_folder_of_the_same_account():
    address = MailboxAddress(name="a", url="imaps://anne%40x.example@mail.example:993/INBOX")
    beside = address.within("Courrier indésirable/é?#")
    assert (beside.folder, beside.user, beside.port) == ("Courrier indésirable/é?#", "anne@x.example", 993)

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import AddressInvalid
from ingest.mailbox_address import MailboxAddress, Timeouts


def address(url):
    return MailboxAddress(name="a", url=url)


def test_every_part_of_an_imap_url():
    found = address("imaps://jobs@mail.example:1993/INBOX/EO%20%C3%A9t%C3%A9")
    assert (found.scheme, found.host, found.port) == ("imaps", "mail.example", 1993)
    assert (found.user, found.folder, found.tls) == ("jobs", "INBOX/EO été", True)


@pytest.mark.parametrize(("scheme", "port"), [("imaps", 993), ("imap+starttls", 143)])
def test_ports_and_folder_have_defaults(scheme, port):
    found = address(f"{scheme}://jobs@mail.example")
    assert (found.port, found.folder) == (port, "INBOX")


@pytest.mark.parametrize("user", ["jobs%40cdm.example", "jobs@cdm.example"])
def test_a_user_may_be_an_address(user):
    assert address(f"imaps://{user}@mail.example").user == "jobs@cdm.example"


def test_a_maildir():
    found = address("maildir:///var/mail/jobs%20eo")
    assert (found.path, found.folder) == (Path("/var/mail/jobs eo"), "INBOX")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.3.2.1", "[::1]"])
def test_clear_text_to_this_machine(host):
    assert address(f"imap://jobs@{host}").port == 143


@pytest.mark.parametrize(
    ("url", "clause"),
    [
        ("imap://jobs@mail.example", "clear text"),
        ("imap://jobs@127.0.0.1.mail.example", "clear text"),
        ("imap://jobs@10.0.0.1", "clear text"),
        ("imaps://jobs:secret@mail.example", "a password has no place in the URL"),
        ("imaps://mail.example", "the user is missing"),
        ("imaps://jobs@/INBOX", "the host is missing"),
        ("imaps://jobs@mail.example:99999/", "not a URL"),
        ("imaps://jobs@[mail.example", "not a URL"),
        ("imaps://jobs@mail.example/INBOX#1", "%23"),
        ("pop3://jobs@mail.example", "unknown scheme 'pop3'"),
        ("mail.example", "unknown scheme ''"),
        ("maildir://var/mail", "three slashes"),
        ("maildir:///", "path is missing"),
    ],
)
def test_what_cannot_be_used(url, clause):
    with pytest.raises(AddressInvalid, match=clause):
        address(url)


def test_large_downloads_get_more_time():
    patience = Timeouts(operation=10, slowest=1000)
    assert patience.for_bytes(0) == 10
    assert patience.for_bytes(5000) == 15


def place(url):
    return MailboxAddress(name="a", url=url).place


@pytest.mark.parametrize(
    "other",
    ["imaps://anne@MX.example/INBOX", "imaps://anne@mx.example:993/inbox", "imap+starttls://anne@mx.example"],
)
def test_one_folder_has_one_place_however_it_is_written(other):
    assert place(other) == place("imaps://anne@mx.example")


@pytest.mark.parametrize(
    "other",
    ["imaps://eva@mx.example", "imaps://anne@mx.example/Jobs", "imaps://anne@mx.example:1993", "maildir:///anne"],
)
def test_another_folder_has_another_place(other):
    assert place(other) != place("imaps://anne@mx.example")

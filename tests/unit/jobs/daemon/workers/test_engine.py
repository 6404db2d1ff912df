"""A mail server has so many places, and a mailbox always the same one."""

from __future__ import annotations

from jobs.config.settings import MailboxSettings
from jobs.daemon.workers.engine import ServerPlaces


def mailbox(name, url):
    return MailboxSettings(name=name, url=url, **({} if url.startswith("maildir") else {"password_env": "X"}))


SERVERS = [mailbox(f"m{number}", f"imaps://m{number}@one.example/INBOX") for number in range(5)]
OTHERS = [mailbox("other", "imaps://other@two.example/INBOX"), mailbox("here", "maildir:///srv/mail")]


def test_mailboxes_of_a_server_share_its_places():
    places = ServerPlaces(per_server=2, mailboxes=[*SERVERS, *OTHERS])
    locks = [places.lock_of(one.name) for one in SERVERS]
    assert locks == ["server one.example 0", "server one.example 1"] * 2 + ["server one.example 0"]
    assert len({places.lock_of(one.name) for one in OTHERS} | {*locks}) == 4


def test_one_that_left_the_configuration_is_alone():
    assert ServerPlaces(per_server=2, mailboxes=SERVERS).lock_of("gone") == "mailbox gone"

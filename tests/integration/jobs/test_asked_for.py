"""What a person calls an application is fetched from a real server at the next poll; the mailbox stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from jobs.config import configuration
from jobs.intake.poll import polling
from jobs.runtime.workplace import open_workplace
from tests import mailboxes
from tests.servers.dovecot import PASSWORD, Dovecot

ARRIVED = datetime(2026, 3, 2, 9, tzinfo=UTC)
COLLEAGUE, SHOP = "rose@cdm.example", "shop@mail.example"


def mail(sender, subject, text):
    return (
        f"From: Rose <{sender}>\r\nTo: a@cdm.example\r\nSubject: {subject}\r\nMessage-ID: <{sender}>\r\n"
        f"Date: Mon, 2 Mar 2026 10:00:00 +0100\r\n\r\n{text}\r\n"
    ).encode()


@pytest.fixture
def server(has_dovecot):
    del has_dovecot
    with Dovecot() as running:
        with running.client("a") as client:
            client.append("INBOX", mail(COLLEAGUE, "Une nouvelle", "Je pose ma candidature."), msg_time=ARRIVED)
            client.append("INBOX", mail(SHOP, "Soldes", "Tout doit partir."), msg_time=ARRIVED)
        yield running


@pytest.fixture
def place(server, tmp_path, monkeypatch):
    monkeypatch.setenv("CANDIDATURES_TEST", PASSWORD)
    config = mailboxes.configure(server, tmp_path)
    with open_workplace(configuration.load(config)) as opened:
        yield opened


def poll(place):
    mailboxes_ = polling.open_mailboxes(place.settings)
    try:
        return polling.run(place, mailboxes_)
    finally:
        for mailbox in mailboxes_:
            mailbox.close()


def flags(server):
    with server.client("a") as client:
        client.select_folder("INBOX", readonly=True)
        return {uid: sorted(map(str, found)) for uid, found in client.get_flags(client.search()).items()}


def messages(place):
    with place.store.read() as views:
        return views.messages()


@pytest.mark.parametrize(("index", "disposition"), [(0, "internal"), (1, "unrelated")])
def test_it_is_fetched_and_is_an_application(server, place, index, disposition):
    poll(place)
    before = messages(place)[index]
    assert (before.disposition, before.sha256) == (disposition, None)
    seen = flags(server)
    with place.store.begin() as transaction:
        transaction.reviews.accept(before.id, "mireille", "elle postule")
    assert poll(place).exit_code == 0

    after = messages(place)[index]
    assert (after.id, after.disposition, after.application_id) == (before.id, "application", before.id)
    assert place.archive.get(after.sha256)
    assert after.state == "parsed"
    assert flags(server) == seen
    assert not poll(place).processed


def test_a_copy_that_comes_with_the_mail_itself_is_that_mail(server, place):
    """Both bring the content of a mail that was internal, in one look at a folder that has new numbers."""
    poll(place)
    copy = b"Received: by relay.example\r\n" + mail(COLLEAGUE, "Une nouvelle", "Je pose ma candidature.")
    with server.client("a") as client:
        client.append("INBOX", copy, msg_time=ARRIVED)
    server.set_uidvalidity("a", 77)
    with place.store.begin() as transaction:
        (notice,) = transaction.notices.all()
        transaction.notices.put(replace(notice, subject="Une nouvelle", internal_domains=("other.example",)))
    place.renew()
    assert poll(place).exit_code == 0
    rose = [one for one in messages(place) if one.sender_email == COLLEAGUE]
    assert [one.disposition for one in rose] == ["application"]


def test_only_what_was_asked_for_is_fetched(place):
    poll(place)
    colleague, shop = messages(place)
    with place.store.begin() as transaction:
        transaction.reviews.accept(colleague.id, "mireille", "elle postule")
    poll(place)
    assert messages(place)[1] == shop


def test_what_its_owner_removed_is_told_and_nothing_else_is_lost(server, place):
    poll(place)
    colleague, _ = messages(place)
    server.expunge("a", [1])
    with place.store.begin() as transaction:
        transaction.reviews.accept(colleague.id, "mireille", "elle postule")
    assert poll(place).exit_code == 0
    assert messages(place)[0].error == "no mailbox has it any more"
    assert messages(place)[0].word == "asked_for"

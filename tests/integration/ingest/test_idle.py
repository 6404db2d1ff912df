"""Waiting for news, without a bound by the clock: who waits an hour and comes back within the time-out was woken."""

from __future__ import annotations

import threading
import time

import pytest

from ingest.errors import MailboxUnreachable
from ingest.mailbox import MailboxAddress, open_mailbox
from parsers.values.sightings import Recorded
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.proxy import Proxy

HOUR = 3600.0
MAIL = b"Subject: Recrutement EO\r\n\r\nBonjour\r\n"


@pytest.fixture
def box(dovecot):
    dovecot.deliver("a", MAIL)
    address = MailboxAddress(name="a", url=dovecot.url("a"), ca_file=dovecot.ca_file)
    box = open_mailbox(address, lambda: PASSWORD)
    yield box
    box.close()


def scan(box, recorded=None):
    return [sighting for batch in box.scan(recorded or Recorded()) for sighting in batch]


def recorded_of(sightings):
    return Recorded(uidvalidity=sightings[0].uidvalidity, cursor=max(each.uid for each in sightings))


def soon(action, *arguments):
    timer = threading.Timer(0.2, action, arguments)
    timer.start()
    return timer


def once(happened, action):
    """Do something as soon as something happened: the proxy has seen a command, say."""

    def watch():
        while not happened():
            threading.Event().wait(0.01)
        action()

    threading.Thread(target=watch, daemon=True).start()


def test_new_mail_ends_the_waiting(dovecot, box):
    known = recorded_of(scan(box))
    soon(dovecot.deliver, "a", MAIL)
    assert box.wait(HOUR)
    assert [each.uid for each in scan(box, known)] == [2]


def test_mail_that_came_between_scan_and_idle_is_not_waited_for(dovecot, box):
    known = recorded_of(scan(box))
    dovecot.deliver("a", MAIL)
    box.wait(3)
    assert [each.uid for each in scan(box, known)] == [2]


def test_still_here_is_no_news(has_dovecot):
    """Dovecot says so every second here, every two minutes elsewhere; mail that comes meanwhile is news."""
    with Dovecot(["a"], extra="imap_idle_notify_interval = 1s\n") as server, Proxy(server.port) as proxy:
        server.deliver("a", MAIL)
        url = f"imap://a@localhost:{proxy.port}/INBOX"
        box = open_mailbox(MailboxAddress(name="a", url=url), lambda: PASSWORD)
        known = recorded_of(scan(box))
        assert not box.wait(2.5)
        assert proxy.said.count(b"IDLE\r\n") == 1
        soon(server.deliver, "a", MAIL)
        assert box.wait(HOUR)
        assert [each.uid for each in scan(box, known)] == [2]
        box.close()


def test_nothing_comes(box):
    known = recorded_of(scan(box))
    began = time.monotonic()
    assert not box.wait(0.3)
    assert time.monotonic() - began >= 0.3
    assert scan(box, known) == []


def test_another_thread_ends_it(box):
    scan(box)
    soon(box.interrupt)
    assert not box.wait(HOUR)


def test_an_interruption_before_the_waiting_counts(box):
    scan(box)
    box.interrupt()
    assert not box.wait(HOUR)
    assert not box.wait(0.2)


def test_idle_is_renewed(dovecot, monkeypatch):
    monkeypatch.setattr("ingest.imap.session._IDLE_LASTS", 0.1)
    with Proxy(dovecot.port) as proxy:
        box = open_mailbox(MailboxAddress(name="a", url=f"imap://a@localhost:{proxy.port}"), lambda: PASSWORD)
        scan(box)
        once(lambda: proxy.commands.count("IDLE") >= 3, box.interrupt)
        assert not box.wait(HOUR)
        assert proxy.commands.count("IDLE") >= 3
        assert scan(box) == []
        assert proxy.commands[-1] == "UID SEARCH"
        box.close()


def test_a_clean_end_of_the_connection_is_no_hot_loop(dovecot):
    with Proxy(dovecot.port) as proxy:
        box = open_mailbox(MailboxAddress(name="a", url=f"imap://a@localhost:{proxy.port}"), lambda: PASSWORD)
        scan(box)
        once(lambda: "IDLE" in proxy.commands, proxy.cut)
        with pytest.raises(MailboxUnreachable):
            box.wait(HOUR)
        assert proxy.commands.count("IDLE") == 1
        assert scan(box) == []
        assert proxy.connections == 2
        box.close()


def test_a_server_without_idle(dovecot):
    with Proxy(dovecot.port, rewrite=lambda data: data.replace(b" IDLE", b"")) as proxy:
        box = open_mailbox(MailboxAddress(name="a", url=f"imap://a@localhost:{proxy.port}"), lambda: PASSWORD)
        assert not box.wait(HOUR)
        assert "IDLE" not in proxy.commands
        box.close()


def test_what_the_server_tells_in_one_breath_with_its_plus_is_heard(dovecot):
    def talkative(data):
        return data.replace(b"+ idling\r\n", b"* 7 EXISTS\r\n+ idling\r\n* 8 EXISTS\r\n")

    with Proxy(dovecot.port, rewrite=talkative) as proxy:
        box = open_mailbox(MailboxAddress(name="a", url=f"imap://a@localhost:{proxy.port}"), lambda: PASSWORD)
        assert box.wait(HOUR)
        box.close()

"""A second look at a mailbox with nothing new is one question to its server, and one more where junk is counted."""

from __future__ import annotations

import pytest

from jobs.config import configuration
from jobs.intake.poll import polling, scanning
from jobs.runtime.workplace import open_workplace
from tests import mailboxes
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.proxy import Proxy

JUNK = 'namespace inbox {\n  inbox = yes\n  mailbox "Junk" {\n    auto = create\n    special_use = \\Junk\n  }\n}\n'
MAIL = b"From: luc@cdm.example\r\nSubject: Les nouvelles %d\r\nMessage-ID: <%d@cdm.example>\r\n\r\nBonjour\r\n"


@pytest.mark.parametrize(("folders", "asked"), [("", ["NOOP"]), (JUNK, ["NOOP", "STATUS"])])
def test_a_second_look_at_nothing_new(has_dovecot, tmp_path, monkeypatch, folders, asked):
    del has_dovecot
    monkeypatch.setenv("CANDIDATURES_TEST", PASSWORD)
    with Dovecot(extra=folders) as server, Proxy(server.port) as proxy:
        for number in range(5):
            server.deliver("a", MAIL % (number, number))
        config = mailboxes.configure(server, tmp_path)
        through = config.read_text("utf-8").replace(server.url("a"), f"imap://a@localhost:{proxy.port}/INBOX")
        config.write_text(through, "utf-8")
        settings = configuration.load(config)
        with open_workplace(settings) as place:
            polling.prepare(place)
            boxes = polling.open_mailboxes(settings)[:1]
            (first,) = scanning.scan_all(place, boxes, stopping=polling.never)
            before = len(proxy.commands)
            (second,) = scanning.scan_all(place, boxes, stopping=polling.never)
            assert (first.error, first.seen, second.error, second.seen) == (None, 5, None, 0)
            assert proxy.commands[before:] == asked
            boxes[0].close()

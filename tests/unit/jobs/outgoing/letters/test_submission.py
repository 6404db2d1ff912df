"""A server that knows how is asked to name our mail in whatever it reports (RFC 3461)."""

from __future__ import annotations

import pytest

from jobs.outgoing.letters.outcome import Ending
from jobs.outgoing.letters.submission import SmtpDelivery

MAIL = b"From: a@b.example\r\nMessage-ID:\r\n <letter3.00112233445566778899aabb@cdm.example>\r\n\r\nBonjour\r\n"


class Client:
    """As much of smtplib's client as a transaction needs."""

    def __init__(self, *extensions):
        self.extensions = extensions
        self.given = []

    def ehlo_or_helo_if_needed(self):
        """Greeted already."""

    def has_extn(self, name):
        return name in self.extensions

    def mail(self, sender, options):
        self.given.append((sender, options))
        return 250, b"ok"

    def rcpt(self, recipient, options):
        self.given.append((recipient, options))
        return 250, b"ok"

    def data(self, mail):
        self.given.append(mail)
        return 250, b"queued"


def test_the_envelope_bears_what_only_we_know():
    client = Client("dsn")
    done = SmtpDelivery(client).deliver(MAIL, sender="a@b.example", recipient="anne+x@mail.example")
    assert done.ending is Ending.SENT
    assert client.given == [
        ("a@b.example", ["RET=HDRS", "ENVID=letter3.00112233445566778899aabb"]),
        ("anne+x@mail.example", ["NOTIFY=FAILURE,DELAY", "ORCPT=rfc822;anne+2Bx@mail.example"]),
        MAIL,
    ]


@pytest.mark.parametrize("extensions", [(), ("size",)])
def test_a_server_that_does_not_know_is_not_asked(extensions):
    client = Client(*extensions)
    SmtpDelivery(client).deliver(MAIL, sender="a@b.example", recipient="anne@mail.example")
    size = [f"SIZE={len(MAIL)}"] if extensions else []
    assert client.given[:2] == [("a@b.example", size), ("anne@mail.example", [])]

"""A wire that drops, stalls, drips and garbles: each poll ends, with the right result or an error of ours.

A poll that hangs meets the test's own time-out; how long one takes on a busy machine is nobody's defect.
"""

from __future__ import annotations

import random
import re

import pytest

from ingest.errors import IngestError, MailboxUnreachable
from ingest.mailbox import MailboxAddress, Timeouts, open_mailbox
from parsers.values.sightings import Recorded
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.proxy import Fault, Proxy

MAILS = [b"Subject: Recrutement EO %d\r\n\r\n" % number + b"Bonjour\r\n" * 20 for number in range(3)]
HASTE = Timeouts(connect=5, read=0.4, operation=0.8)
"""What a stall or a drip is cut with."""
PATIENCE = Timeouts(connect=60, read=60, operation=120)
ATTEMPTS = 60
"""Where the client is hasty and the machine busy, an undisturbed poll may need several."""


@pytest.fixture(scope="module")
def server(has_dovecot):
    with Dovecot(["a"]) as server:
        for mail in MAILS:
            server.deliver("a", mail)
        yield server


def mailbox(server, proxy, scheme="imap", timeouts=PATIENCE):
    url = f"{scheme}://a@localhost:{proxy.port}"
    return open_mailbox(MailboxAddress(name="a", url=url, ca_file=server.ca_file, timeouts=timeouts), lambda: PASSWORD)


def poll(box):
    """Everything that is there, as far as it comes."""
    uids = [sighting.uid for batch in box.scan(Recorded()) for sighting in batch]
    return dict(box.fetch(uids))


def poll_or_error(box):
    try:
        return poll(box)
    except IngestError as error:
        return error


WHOLE = dict(enumerate(MAILS, start=1))


def heard_in_a_poll(server, scheme):
    """How many bytes an undisturbed poll brings."""
    target = server.tls_port if scheme == "imaps" else server.port
    with Proxy(target) as proxy:
        box = mailbox(server, proxy, scheme)
        assert poll(box) == WHOLE
        heard = proxy.heard
        box.close()
    return heard


def disturbed(server, fault, scheme="imap"):
    """One poll with the fault, whose error is ours, and one after it, which brings everything."""
    target = server.tls_port if scheme == "imaps" else server.port
    with Proxy(target, fault=fault) as proxy:
        box = mailbox(server, proxy, scheme, PATIENCE if fault.kind in {"fin", "rst"} else HASTE)
        found = poll_or_error(box)
        assert found == WHOLE or re.fullmatch("mailbox a: .+", str(found))
        assert found == WHOLE or WHOLE in (poll_or_error(box) for _ in range(ATTEMPTS))
        box.close()


@pytest.mark.parametrize("kind", ["fin", "rst"])
@pytest.mark.parametrize(("scheme", "samples"), [("imap", 30), ("imaps", 15)])
def test_the_connection_ends_at_any_byte(server, kind, scheme, samples):
    heard = heard_in_a_poll(server, scheme)
    for after in range(0, heard, heard // samples):
        disturbed(server, Fault(kind=kind, after=after, connections=1), scheme)


@pytest.mark.parametrize("kind", ["stall", "drip"])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_the_server_stalls_or_drips(server, kind, share):
    after = int(heard_in_a_poll(server, "imap") * share)
    disturbed(server, Fault(kind=kind, after=after, connections=1))


@pytest.mark.parametrize("kind", ["stall", "drip"])
def test_the_handshake_stalls_or_drips(server, kind):
    disturbed(server, Fault(kind=kind, after=100, connections=1), "imaps")


def test_a_drip_that_outlives_every_recv_is_cut_by_the_deadline(server):
    """A byte every 50 ms never meets the 400 ms of a single read."""
    after = heard_in_a_poll(server, "imap") - 300
    with Proxy(server.port, fault=Fault(kind="drip", after=after)) as proxy:
        box = mailbox(server, proxy, timeouts=HASTE)
        with pytest.raises(MailboxUnreachable, match="does not answer in time"):
            poll(box)


def garbled(seed):
    """Changes of what the server says, at random places: bytes changed, lost or put in."""
    dice = random.Random(seed)

    def rewrite(data):
        if dice.random() < 0.5:
            return data
        at = dice.randrange(len(data))
        middle = dice.choice(
            [b"", b"{99}\r\n", b"(", b")", b'"', b"\r\n", b"* BYE\r\n", b"* 1 FETCH (", bytes([dice.randrange(256)])]
        )
        return data[:at] + middle + data[at + dice.randrange(4) :]

    return rewrite


@pytest.mark.parametrize("block", range(4))
def test_whatever_is_garbled_ends_in_an_error_of_ours(server, block):
    for seed in range(block * 25, block * 25 + 25):
        with Proxy(server.port, rewrite=garbled(seed)) as proxy:
            box = mailbox(server, proxy, timeouts=HASTE)
            assert "\n" not in str(poll_or_error(box)), seed
            assert proxy.connections <= 10, f"{seed}: it tries again and again"
            box.close()


@pytest.mark.parametrize("length", [b"{20}", b"{9999}", b"{0}", b"{-1}", b"{x}"])
def test_a_literal_of_another_length_than_announced(server, length):
    announced = b"{%d}" % (MAILS[0].index(b"\r\n\r\n") + 4)
    changed = []

    def rewrite(data):
        changed.append(announced in data)
        return data.replace(announced, length)

    with Proxy(server.port, rewrite=rewrite) as proxy:
        box = mailbox(server, proxy, timeouts=HASTE)
        with pytest.raises(MailboxUnreachable):
            poll(box)
        assert any(changed)
        box.close()

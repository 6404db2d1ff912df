"""How fast a mailbox is scanned and fetched, against a Dovecot on this machine, and what one large message costs.

python bench/ingest_rates.py [MESSAGES]
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from ingest.archive.originals import Archive
from ingest.mailbox import MailboxAddress, open_mailbox
from parsers.values.sightings import Recorded
from tests.servers.dovecot import PASSWORD, Dovecot

HEADER = b"From: X <x@example.org>\r\nTo: jobs@cdm.example\r\nSubject: =?utf-8?q?Recrutement_EO?= %d\r\n"
TRACE = b"Received: from a.example by b.example; Sun, 1 Mar 2026 10:00:00 +0100\r\n" * 8
LARGE = 216 * 1024


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with Dovecot(["small", "large", "huge"]) as server:
        deliver(server, "small", count, 2000)
        deliver(server, "large", 300, LARGE)
        deliver(server, "huge", 1, 25_000_000)
        for scheme in ("imap", "imaps"):
            scan_all(server, scheme)
            fetch_all(server, scheme)
        keep_all(server)
        fetch_one(server)


def deliver(server: Dovecot, account: str, count: int, size: int) -> None:
    """Put messages into an account; they differ in their subjects only."""
    for number in range(count):
        server.deliver(account, TRACE + HEADER % number + b"\r\n" + b"Bonjour tout le monde.\r\n" * (size // 24))


def mailbox(server: Dovecot, account: str, scheme: str):  # noqa: ANN201 - a bench
    """Our client of that account."""
    address = MailboxAddress(name=account, url=server.url(account, scheme=scheme), ca_file=server.ca_file)
    return open_mailbox(address, lambda: PASSWORD)


def scan_all(server: Dovecot, scheme: str) -> None:
    """Headers, sizes and structures of all small messages."""
    for attempt in ("cold", "warm"):  # the server builds its index the first time
        box = mailbox(server, "small", scheme)
        box.connect()
        began = time.perf_counter()
        count = sum(len(batch) for batch in box.scan(Recorded()))
        rate(f"{scheme}: headers, {attempt}", count, began)
        box.close()


def fetch_all(server: Dovecot, scheme: str) -> None:
    """The bytes of all large messages."""
    box = mailbox(server, "large", scheme)
    uids = [each.uid for batch in box.scan(Recorded()) for each in batch]
    began = time.perf_counter()
    octets = sum(len(original) for _, original in box.fetch(uids))
    rate(f"{scheme}: bodies of {LARGE // 1024} KB", len(uids), began)
    print(f"{'':40} {octets / (time.perf_counter() - began) / 1e6:8.0f} MB/s")
    box.close()


def keep_all(server: Dovecot) -> None:
    """Fetched and put into an archive, as a poll does."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        box = mailbox(server, "large", "imaps")
        uids = [each.uid for batch in box.scan(Recorded()) for each in batch]
        began = time.perf_counter()
        for _, original in box.fetch(uids):
            archive.put(original)
        rate("imaps: bodies to the archive, fsynced", len(uids), began)
        box.close()


def fetch_one(server: Dovecot) -> None:
    """In a child, whose peak memory is its own."""
    pid = os.fork()
    if pid == 0:
        box = mailbox(server, "huge", "imaps")
        uids = [each.uid for batch in box.scan(Recorded()) for each in batch]
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.perf_counter()
        ((_, original),) = box.fetch(uids)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        took = time.perf_counter() - began
        print(f"one message of {len(original) / 1e6:.0f} MB: {took:.2f} s, peak memory +{grown:.0f} MB")
        os._exit(0)
    os.waitpid(pid, 0)


def rate(what: str, count: int, began: float) -> None:
    """Print how many a second."""
    took = time.perf_counter() - began
    print(f"{what:40} {count / took:8.0f} a second ({count} in {took:.2f} s)")


if __name__ == "__main__":
    main()

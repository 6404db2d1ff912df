"""Seconds of a first poll over a mailbox of mail that is no application, and of a second one; what bodies it fetched.

    python -m bench.first_poll [MESSAGES] [imaps|maildir] [NOTICES] [unread] [told]

The mail is what an office gets (`KINDS`). 50,000 messages, one notice and a real Dovecot without arguments. The
processor time of the daemon itself and how far its memory grew are printed beside the wall's, and beside a plain
socket that asks for the same and only counts the bytes, and imapclient that only parses. With `unread` what was
fetched is not read; with `told` there is no mail but such of which the headers tell all.
"""

from __future__ import annotations

import logging
import os
import resource
import socket
import ssl
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.imap.fetch import ITEMS
from jobs.config import configuration
from jobs.intake.poll import polling, scanning
from jobs.intake.process.processing import Processing
from jobs.runtime import logs
from jobs.runtime.workplace import open_workplace
from parsers.lexicon.vocabulary import lexicon
from tests.mailboxes import configure, environment
from tests.maildirs import Maildirs
from tests.servers.dovecot import PASSWORD, Dovecot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.mailbox import Mailbox

FIRST = datetime(2026, 2, 1, 8, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n" + b"%" * 30_000
TEXT = "Bonjour,\n\nvoici ce dont nous avons parlé au téléphone.\n\nCordialement\n" * 20
NOTICE = """
[[notices]]
slug = "more-{number}"
title = "Autre poste {number}"
subject = "Recrutement P{number}"
closes_at = 2026-12-15
timezone = "Europe/Brussels"
"""
NUMBER, DATE = "9081726354", b"Sun, 01 Feb 1970 08:00:00 +0000"
"""Of a template, in the place of a mail's own."""
AT_ONCE = 400
ANSWERS = {"Auto-Submitted": "auto-replied"}


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of mail: how many of each hundred, and what it looks like."""

    share: int
    sender: str
    subject: str
    file: str = ""
    fields: dict[str, str] = field(default_factory=dict)


KINDS = {
    "newsletter": Kind(share=34, sender="news@letters.example", subject="Les nouvelles {n}", fields={"List-Id": "<n>"}),
    "colleague": Kind(share=22, sender="luc@cdm.example", subject="Réunion de mardi {n}"),
    "colleague's file": Kind(share=4, sender="luc@cdm.example", subject="Le PV {n}", file="pv.pdf"),
    "machine": Kind(share=14, sender="no-reply@desk.example", subject="Votre ticket {n} a changé"),
    "outsider": Kind(share=16, sender="anne@mail.example", subject="La visite de la classe {n}"),
    "invitation": Kind(share=4, sender="anne@mail.example", subject="Mission {n}", file="invite.ics"),
    "absence": Kind(share=2, sender="anne@mail.example", subject="Absence du bureau {n}", fields=ANSWERS),
    "outsider's file": Kind(share=2, sender="paul@mail.example", subject="Le plan {n}", file="plan.pdf"),
    "supplier": Kind(share=1, sender="ventes@shop.example", subject="Facture {n}", file="facture.pdf"),
    "a word of posts": Kind(share=1, sender="rose@mail.example", subject="Re: mission du {n} mai"),
}
HUNDRED = [name for name, kind in KINDS.items() for _ in range(kind.share)]


UNTOLD = {"outsider's file", "a word of posts"}
"""Kinds of which the originals are fetched."""
TOLD = [name for name in HUNDRED if name not in UNTOLD]


def kind_of(number: int) -> str:
    """The kinds lie mixed."""
    kinds = TOLD if "told" in sys.argv else HUNDRED
    return kinds[number * 37 % len(kinds)]


def mail(number: int) -> bytes:
    """One message."""
    at = format_datetime(FIRST + timedelta(seconds=number)).encode()
    return template(kind_of(number)).replace(NUMBER.encode(), str(number).encode()).replace(DATE, at)


@cache
def template(name: str) -> bytes:
    """A mail of that kind, to be numbered and dated."""
    kind, made = KINDS[name], EmailMessage()
    made["From"], made["To"], made["Subject"] = kind.sender, "jobs@cdm.example", kind.subject.format(n=NUMBER)
    made["Date"], made["Message-ID"] = DATE.decode(), f"<{NUMBER}@mail.example>"
    for field_name, value in kind.fields.items():
        made[field_name] = value
    made.set_content(TEXT)
    if kind.file.endswith(".ics"):
        made.add_attachment("BEGIN:VCALENDAR", subtype="calendar", params={"method": "REQUEST"}, filename=kind.file)
    elif kind.file:
        made.add_attachment(PDF, maintype="application", subtype="pdf", filename=kind.file)
    return made.as_bytes()


def deliver(count: int, scheme: str, folder: Path, stack: ExitStack) -> tuple[Path, Dovecot | None]:
    """A configuration for a mailbox with the mail, and the server that has it."""
    if scheme == "maildir":
        maildirs = Maildirs.make(folder)
        for number in range(count):
            maildirs.deliver("a", mail(number), FIRST + timedelta(seconds=number), f"{number:08}.bench")
        return maildirs.configure(closes_at="2026-12-15"), None
    server = stack.enter_context(Dovecot())
    for number in range(count):
        server.deliver("a", mail(number), FIRST + timedelta(seconds=number))
    return configure(server, folder), server


class Counting:
    """A mailbox that counts what is fetched of it, by kind."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self.fetched: Counter[str] = Counter()

    def __getattr__(self, name: str) -> object:
        return getattr(self._mailbox, name)

    def fetch(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """The originals, counted."""
        for uid, original in self._mailbox.fetch(uids):
            self.fetched[kind_of(int(original.partition(b"Message-ID: <")[2].partition(b"@")[0]))] += 1
            yield uid, original


def poll(config: Path, what: str, *, reading: bool) -> None:
    """One pass, and what it cost: the look at the mailbox, then the reading of what was fetched."""
    settings = configuration.load(config)
    boxes = [Counting(box) for box in polling.open_mailboxes(settings)]
    with open_workplace(settings) as place:
        polling.prepare(place)
        lexicon()  # the daemon has it since its first poll
        idle, wall, began = peak_memory(), time.monotonic(), os.times()
        scanned = [scanning.scan(place, box, turn=scanning.Turn(None)) for box in boxes]
        took, ended, grown = time.monotonic() - wall, os.times(), peak_memory() - idle
        read = sum(1 for _ in Processing(place).waiting()) if reading else 0
    seen, fetched = sum(one.seen for one in scanned), sum((box.fetched for box in boxes), Counter())
    own, read_in = ended.user + ended.system - began.user - began.system, time.monotonic() - wall - took
    print(
        f"{what}: {seen} seen in {took:.1f} s, {own:.1f} s of processor without workers, {grown} MB more than before it"
    )
    print(f"    {fetched.total()} fetched {dict(fetched)}; {read} read in {read_in:.1f} s")


def by_socket(server: Dovecot, count: int) -> tuple[float, int]:
    """Processor time of a plain socket that asks for what a scan asks for, and how many bytes come."""
    context = ssl.create_default_context(cafile=str(server.ca_file))
    came, began = 0, time.process_time()
    with (
        socket.create_connection(("localhost", server.tls_port)) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as wire,
    ):
        asked = [f"LOGIN a {PASSWORD}", "EXAMINE INBOX"]
        asked += [f"UID FETCH {low}:{low + AT_ONCE - 1} ({' '.join(ITEMS)})" for low in range(1, count + 1, AT_ONCE)]
        for number, command in enumerate(asked):
            wire.sendall(f"T{number} {command}\r\n".encode())
            last = b""
            while f"\r\nT{number} OK".encode() not in last:
                data = wire.recv(1 << 18)
                came, last = came + len(data), (last + data)[-4000:]
    return time.process_time() - began, came


def by_imapclient(server: Dovecot, count: int) -> float:
    """Processor time of imapclient, which parses the answers and does nothing with them."""
    began = time.process_time()
    with server.client("a") as client:
        client._imap.debug = 0  # noqa: SLF001 - its default costs five times as much
        client.select_folder("INBOX", readonly=True)
        for low in range(1, count + 1, AT_ONCE):
            client.fetch(range(low, min(low + AT_ONCE, count + 1)), ITEMS)
    return time.process_time() - began


def peak_memory() -> int:
    """MB that this process had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(count: int = 50_000, scheme: str = "imaps", notices: int = 1, *, reading: bool = True) -> None:
    """Makes and measures."""
    logs.configure(level=logging.WARNING)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        config, server = deliver(count, scheme, Path(name), stack)
        os.environ.update(environment(config))
        with config.open("a", encoding="utf-8") as file:
            file.writelines(NOTICE.format(number=number) for number in range(1, notices))
        print(f"{count} messages, {scheme}, {notices} notices; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        if server is not None:
            by_socket(server, count)  # the server's own first look at its folder
            spent, came = by_socket(server, count)
            print(f"a plain socket: {spent:.1f} s of processor for {came / 1e6:.0f} MB", end="; ")
            print(f"imapclient: {by_imapclient(server, count):.1f} s of processor")
        for what in ("first", "second", "third"):
            poll(config, what, reading=reading)


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word not in {"unread", "told"}]
    main(*map(int, words[:1]), *words[1:2], *map(int, words[2:3]), reading="unread" not in sys.argv)

"""The sample mailbox again and again: each copy, with the same papers, is for a notice of its own by its subjects."""

from __future__ import annotations

import hashlib
import json
import random
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.header import Header
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "tests/data/sample-mailbox"
_PHRASE = re.compile(r"recrutement[\W_]*e\.?o\b\.?", re.IGNORECASE)
_SUBJECT = re.compile(rb"^subject:.*?$(?!\r?\n[ \t])", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_SYLLABLES = ("baco", "dufe", "giha", "joku", "lemi", "napo", "raso", "tuve", "wixa", "zopi")


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """A mail that a server puts into a mailbox."""

    mailbox: str
    original: bytes
    notice: str
    """The word of its notice."""

    @property
    def key(self) -> tuple[str, str]:
        """Mailbox and digest, as the ledger knows it: of the mail with the line ends of IMAP."""
        wire = self.original.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        return self.mailbox, hashlib.sha256(wire).hexdigest()


def word(number: int) -> str:
    """By what a notice's subject is told from all others': nothing that a slip of the keyboard makes another's."""
    return "".join(random.Random(number).choices(_SYLLABLES, k=5))


def evening(count: int, mailboxes: int, largest: int | None = None) -> list[Delivered]:
    """So many deliveries: copies of the sample, each in two of the mailboxes as the sample is.

    With `largest` of those mails alone that have no more bytes: scans are larger.
    """
    deliveries = json.loads((SAMPLE / "deliveries.json").read_text("utf-8"))
    if largest is not None:
        deliveries = [one for one in deliveries if (SAMPLE / one["file"]).stat().st_size <= largest]
    found = []
    for number in range(count):
        copy, at = divmod(number, len(deliveries))
        one = deliveries[at]
        box = (2 * copy + (one["mailbox"] == "b")) % mailboxes
        original = addressed((SAMPLE / one["file"]).read_bytes(), word(copy))
        found.append(Delivered(mailbox=f"box{box}", original=original, notice=word(copy)))
    return found


def addressed(original: bytes, notice: str) -> bytes:
    """The same mail with another notice's word in its subject; all else byte for byte."""
    subject = str(message_from_bytes(original, policy=policy.default)["subject"])
    told, hits = _PHRASE.subn(f"Recrutement {notice}", subject)
    told = told if hits else f"{subject} {notice}"
    ends = b"\r\n" if b"\r\n" in original[:1000] else b"\n"
    line = b"Subject: " + Header(told, "utf-8", header_name="Subject").encode(linesep=ends.decode()).encode()
    head, _, rest = original.partition(ends * 2)
    return _SUBJECT.sub(lambda _: line, head, count=1) + ends * 2 + rest

"""What a real Dovecot answered for a mail when a scan asked for it: doubles answer that, and nothing of their own.

`recorded.json` holds the answers by the mail's SHA-256. A test on a real Dovecot asks that it still answers so.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from ingest.imap.fetch import ITEMS
from tests.servers.dovecot import Dovecot

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = Path(__file__).with_name("recorded.json")
ARRIVED = datetime(2026, 3, 1, 9, tzinfo=UTC)
HOW = "python -m tests.injected --record"


def digest_of(mail: bytes) -> str:
    """By what a mail's answer is found."""
    return hashlib.sha256(mail).hexdigest()


@cache
def answers() -> dict[str, bytes]:
    """The recorded answers; bytes stand in the file as the characters of Latin-1."""
    told = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    return {digest: answer.encode("latin-1") for digest, answer in told.items()}


def answer(mail: bytes) -> bytes:
    """What Dovecot said of a mail: INTERNALDATE, RFC822.SIZE, BODYSTRUCTURE and header, without the list's parentheses.

    Raises LookupError for a mail that is not recorded.
    """
    told = answers().get(digest_of(mail))
    if told is None:
        raise LookupError(f"no answer of a real server is recorded for a mail: {HOW}")
    return told


def asked_for(make: Callable[[], object]) -> dict[str, bytes]:
    """The mails whose answers `make` asks for, recorded or not, by their digests."""
    asked: dict[str, bytes] = {}

    def note(mail: bytes) -> bytes:
        asked[digest_of(mail)] = mail
        return b""

    with patch.object(sys.modules[__name__], "answer", note):
        make()
    return asked


def given_by_dovecot(mails: dict[str, bytes]) -> dict[str, bytes]:
    """What a real Dovecot answers for these mails now, by their digests."""
    with Dovecot() as server, server.client("a") as client:
        for mail in mails.values():
            client.append("INBOX", mail, msg_time=ARRIVED)  # in this order are their UIDs
        client.select_folder("INBOX", readonly=True)
        _, said = client._imap.uid("FETCH", f"1:{len(mails)}", f"({' '.join(ITEMS)})")
    told = [_answer(piece) for piece in said if isinstance(piece, tuple)]
    return dict(zip(mails, told, strict=True))


def record(make: Callable[[], object]) -> None:
    """Write down what Dovecot answers for all that `make` asks for."""
    told = given_by_dovecot(asked_for(make))
    text = json.dumps({digest: answer.decode("latin-1") for digest, answer in told.items()}, indent=1, sort_keys=True)
    FILE.write_text(text + "\n", "utf-8")
    answers.cache_clear()


def _answer(piece: tuple[bytes, bytes]) -> bytes:
    """An answer as imaplib gives it, put together again; the zone is the machine's own and no matter."""
    line, literal = piece
    said = re.sub(rb"\A\d+ \(UID \d+ ", b"", line)
    instant = re.search(rb'INTERNALDATE "([^"]+)"', said)
    assert instant is not None
    assert datetime.strptime(instant[1].decode(), "%d-%b-%Y %H:%M:%S %z") == ARRIVED
    return said.replace(instant[1], b"01-Mar-2026 10:00:00 +0100") + b"\r\n" + literal

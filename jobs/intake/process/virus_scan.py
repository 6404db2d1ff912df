"""What ClamAV says of a mail, where its daemon runs (clamd(8), INSTREAM): shown, and nothing is held up by it."""

from __future__ import annotations

import socket
import struct
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.runtime import logs
from parsers.values.problems import Problem

if TYPE_CHECKING:
    from parsers.values.readings import Reading

log = logs.get()
SECONDS = 30.0
CHUNK = 1 << 16
INFECTED = "infected"


class ScannerFault(Exception):  # noqa: N818 - reads as what happened
    """The scanner did not answer, or not as its manual says."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Clamd:
    """Where clamd listens: the path of its socket, or `host:port`."""

    address: str

    @property
    def is_there(self) -> bool:
        """Whether it can be tried: a socket that does not exist is a scanner that is not installed."""
        return bool(self.address) and (not self.address.startswith("/") or Path(self.address).exists())

    def version(self) -> str:
        """What it calls itself and its signatures. Raises ScannerFault."""
        return self._ask(b"zVERSION\0")

    def scan(self, content: bytes) -> str | None:
        """The name of what was found in the bytes; None where nothing was. Raises ScannerFault."""
        chunks = (content[start : start + CHUNK] for start in range(0, len(content), CHUNK))
        framed = b"".join(struct.pack("!I", len(chunk)) + chunk for chunk in chunks)
        answer = self._ask(b"zINSTREAM\0" + framed + struct.pack("!I", 0))
        told = answer.removeprefix("stream: ")
        if told == "OK":
            return None
        if told.endswith(" FOUND"):
            return told.removesuffix(" FOUND")
        raise ScannerFault(f"clamd at {self.address}: {answer[:100]}")

    def _ask(self, words: bytes) -> str:
        try:
            with closing(self._connected()) as connection:
                connection.sendall(words)
                answer = b""
                while b"\0" not in answer and (more := connection.recv(4096)):
                    answer += more
        except OSError as exc:
            raise ScannerFault(f"clamd at {self.address}: {exc.strerror or exc}") from exc
        return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()

    def _connected(self) -> socket.socket:
        if not self.address.startswith("/"):
            host, _, port = self.address.rpartition(":")
            return socket.create_connection((host, int(port)), SECONDS)
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(SECONDS)
        try:
            connection.connect(self.address)
        except OSError:
            connection.close()
            raise
        return connection


class VirusScan:
    """Scans the mails of one pass. After a fault it is not asked again in that pass: nobody waits for it twice."""

    def __init__(self, clamd: Clamd) -> None:
        self._clamd = clamd
        self.works = clamd.is_there
        """Whether there is a scanner to ask."""

    def told(self, original: bytes, reading: Reading) -> tuple[Problem, ...]:
        """The reading's problems, and what was found in its mail."""
        known = reading.message.problems
        try:
            found = self._clamd.scan(original)
        except ScannerFault as exc:
            self.works = False
            log.warning("the virus scanner does not answer; mails are read without it", why=str(exc))
            return known
        if found is None:
            return known
        sentence = f"the virus scanner calls it “{found}”"
        return (*known, Problem(code=INFECTED, place="message", sentence=sentence))

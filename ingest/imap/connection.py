"""The bytes between us and an IMAP server: imapclient on a connection of ours.

imaplib reads through a buffered file whose every recv has its own time-out, so a server that drips a byte now and then
holds it for ever; a literal of any announced size is allocated at once, and all that a server says is gathered however
much it is. `Connection` replaces those few methods (imaplib documents them as overridable) by reads that keep within
what an operation is allowed: a deadline for all of it, its bytes, its lines, and its largest literal.
"""

from __future__ import annotations

import imaplib
import re
import selectors
import socket
import ssl
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from imapclient import IMAPClient, SocketTimeout

from ingest.imap.fetch import fetch_answers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typing_extensions import Buffer

    from ingest.mailbox_address import MailboxAddress

LONGEST_LINE = 8 * 1024 * 1024
"""A SEARCH of a million messages fits in; a server that never ends a line does not fill the memory."""
LARGEST_LITERAL = 256 * 1024 * 1024
"""Mail servers take a tenth of that."""
MOST_OCTETS = 64 * 1024 * 1024
"""What an operation may bring beside the messages it asks for: a hundred mails' headers fit in many times over."""
MOST_LINES = 200_000
"""Lines of an operation: the owner of a large folder may have marked or removed all of it since the last one."""
_CHUNK = 256 * 1024
_ANSWER = re.compile(rb"\* (\d{1,20}) FETCH (\([^\r\n]*\{(\d{1,10})\})\r\n")
_END = b")\r\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerLimit:
    """What a server may say in one operation."""

    until: float
    """An instant of the monotonic clock."""
    octets: int
    lines: int
    literal: int
    """Bytes of the largest literal."""


class Connection(imaplib.IMAP4):
    """imaplib's connection, which gives up what passes the present operation's allowance."""

    def __init__(self, address: MailboxAddress, context: ssl.SSLContext | None, until: float) -> None:
        self._allowance = AnswerLimit(until=until, octets=MOST_OCTETS, lines=MOST_LINES, literal=MOST_OCTETS)
        self._octets = self._lines = 0
        self._patience = address.timeouts
        self._context = context
        self._received = bytearray()
        super().__init__(address.host, address.port, address.timeouts.connect)

    def allow(self, allowance: AnswerLimit) -> None:
        """An operation begins, and may cost so much."""
        self._allowance = allowance
        self._octets = self._lines = 0

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        plain = socket.create_connection((self.host, self.port), timeout)
        if self._context is None:
            return plain
        try:
            return self._context.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes."""
        if size > self._allowance.literal:
            raise self.abort(f"a literal of {size} bytes is announced")
        while len(self._received) < size:
            self._receive()
        return self._take(size)

    def readline(self) -> bytes:
        """A line with its end."""
        seen = 0
        self._lines += 1
        if self._lines > self._allowance.lines:
            raise self.abort(f"more than {self._allowance.lines} lines for one answer")
        while (end := self._received.find(b"\n", seen)) < 0:
            seen = len(self._received)
            if seen > LONGEST_LINE:
                raise self.abort("a line without end")
            self._receive()
        return self._take(end + 1)

    def _get_response(self) -> bytes | None:
        """What has come next; where that is answers to a FETCH that are whole, all of them at once."""
        return b"*" if self._take_answers() else super()._get_response()  # type: ignore[misc]  # it has one

    def _take_answers(self) -> bool:
        """Answers that end with their one literal: imaplib would look at each by six patterns, and log it.

        Whether there were any. What is not whole yet, and what passes the allowance, is left to imaplib's own way.
        """
        received, at = self._received, 0
        taken: list[bytes | tuple[bytes, bytes]] = []
        while (found := _ANSWER.match(received, at)) and self._lines + 2 <= self._allowance.lines:
            number, line, size = found.groups()
            begin, end = found.end(), found.end() + int(size)
            if end - begin > self._allowance.literal or received[end : end + len(_END)] != _END:
                break
            taken += [(number + b" " + line, bytes(received[begin:end])), _END[:-2]]
            at = end + len(_END)
            self._lines += 2
        found = None  # as long as it is there nothing can be taken off what it has looked at
        del received[:at]
        if taken:
            self.untagged_responses.setdefault("FETCH", []).extend(taken)
        return bool(taken)

    def send(self, data: Buffer) -> None:
        """All of `data`."""
        self._arm()
        self.sock.sendall(data)

    def starttls(self, ssl_context: ssl.SSLContext | None = None) -> Any:  # noqa: ANN401 - typeshed's is too narrow
        """Go over to TLS. What came in clear text behind the server's OK may be an attacker's word (CVE-2011-0411)."""
        answer = self._simple_command("STARTTLS")
        if answer[0] != "OK":
            raise self.error("the server refuses STARTTLS")
        if self._received:
            raise self.abort("unexpected data before TLS")
        self._arm()
        self.sock = (ssl_context or ssl.create_default_context()).wrap_socket(self.sock, server_hostname=self.host)
        self._tls_established = True
        self._get_capabilities()
        return answer

    def begin_idle(self) -> bytes | None:
        """IDLE (RFC 2177), up to the server's "+"; what it tells before that is kept. The tag, for `end_idle`.

        None where the server refuses, whatever it said of its capabilities.
        """
        tag: bytes = self._command("IDLE")
        while self._get_response() is not None:
            if self.tagged_commands[tag]:
                del self.tagged_commands[tag]
                return None
        return tag

    def quiet(self, seconds: float, ear: socket.socket) -> bool:
        """Wait until `seconds` have passed or `ear` is readable (True), or the server has something to say (False)."""
        if self._received or (isinstance(self.sock, ssl.SSLSocket) and self.sock.pending()):
            return False
        with selectors.DefaultSelector() as selector:
            selector.register(self.sock, selectors.EVENT_READ)
            selector.register(ear, selectors.EVENT_READ)
            ready = selector.select(max(0.0, seconds))
        return not any(key.fileobj is self.sock for key, _ in ready)

    def hear(self) -> None:
        """One response within IDLE, or all that have come whole already."""
        self._get_response()
        while b"\n" in self._received:
            self._get_response()

    def end_idle(self, tag: bytes) -> None:
        """DONE, and all that the server had to tell."""
        self.send(b"DONE\r\n")
        self._command_complete("IDLE", tag)

    def _take(self, size: int) -> bytes:
        taken = bytes(memoryview(self._received)[:size])
        del self._received[:size]
        return taken

    def _receive(self) -> None:
        self._arm()
        data = self.sock.recv(_CHUNK)
        if not data:
            raise self.abort("the server closed the connection")
        self._octets += len(data)
        if self._octets > self._allowance.octets:
            raise self.abort(f"more than {self._allowance.octets} bytes for one answer")
        self._received += data

    def _arm(self) -> None:
        """Give the next call to the socket the time that is left."""
        left = self._allowance.until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the operation took too long")
        self.sock.settimeout(min(left, self._patience.read))


class Client(IMAPClient):  # type: ignore[misc] # imapclient has no types
    """imapclient on a `Connection`. Connecting is the constructor's work: TCP, TLS, greeting, CAPABILITY."""

    def __init__(self, address: MailboxAddress, until: float) -> None:
        self._address = address
        self._until = until
        self.certain = False
        """Whether the capabilities known are those after the login."""
        self._tls = ssl.create_default_context(cafile=str(address.ca_file) if address.ca_file else None)
        """Certificate and host name are checked, against the system's authorities or the mailbox's `ca_file`."""
        patience = SocketTimeout(address.timeouts.connect, address.timeouts.read)
        super().__init__(address.host, address.port, ssl=address.tls, timeout=patience)
        self._imap.debug = 0  # imapclient sets 5: a repr of every literal, five times the memory and time
        self.normalise_times = False  # its default turns INTERNALDATE into naive local time

    @property
    def wire(self) -> Connection:
        """The connection underneath."""
        wire: Connection = self._imap
        return wire

    def _create_IMAP4(self) -> Connection:  # noqa: N802 - imapclient's name
        return Connection(self._address, self._tls if self._address.tls else None, self._until)

    def fetch_by_uid(self, uids: Sequence[int], items: Sequence[str]) -> dict[int, dict[bytes, Any]]:
        """FETCH of these items (RFC 3501, 6.4.8), by UID: what imapclient calls `fetch`, read faster.

        What the server says of other messages meanwhile is left out, as there.
        """
        asked = ",".join(map(str, uids)), f"({' '.join(items)})"
        said, data = self.wire.uid("FETCH", *asked)
        self._checkok("FETCH", said, data)
        answers = fetch_answers(data)
        return {uid: answers[uid] for uid in uids if uid in answers}

    def list_flagged(self) -> list[tuple[tuple[bytes, ...], bytes | None, str]]:
        """All folders with their special uses, of a server that tells them only when asked (RFC 6154, 2)."""
        said, data = self.wire._simple_command("LIST", '""', '"*"', "RETURN", "(SPECIAL-USE)")  # noqa: SLF001 - neither library has it
        self._checkok("LIST", said, data)
        _, data = self.wire._untagged_response(said, data, "LIST")  # noqa: SLF001 - as above
        listed: list[tuple[tuple[bytes, ...], bytes | None, str]] = self._proc_folder_list(data)
        return listed

    def secure(self) -> None:
        """STARTTLS, with the same checks as TLS from the first byte."""
        self.starttls(self._tls)

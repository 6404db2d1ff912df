"""A connection to one folder on an IMAP server: made, kept, watched and given up.

Getting in is STARTTLS where asked for, then LOGIN, PLAIN or XOAUTH2.
"""

from __future__ import annotations

import base64
import contextlib
import imaplib
import re
import time
from typing import TYPE_CHECKING, Any, TypeVar

from ingest.errors import LoginRefused, MailboxUnreachable
from ingest.imap.connection import MOST_LINES, MOST_OCTETS, AnswerLimit, Client
from ingest.imap.faults import folder_translated, login_translated, translated
from ingest.junk_folder import FLAG, junk_of
from ingest.uids import LARGEST_NUMBER, FolderStatus

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    from ingest.mailbox_address import MailboxAddress

_T = TypeVar("_T")

_IDLE_LASTS = 9 * 60.0
"""Seconds after which IDLE is renewed: routers forget quiet connections after ten minutes, servers after thirty."""
_STATUS_LASTS = 15 * 60.0
"""Seconds after which a kept connection looks at the folder's UIDVALIDITY again."""
_GOODBYE = 2.0
"""Seconds that a logout may take."""
_ATOM = re.compile(r"[A-Za-z0-9@._+/=!#$&'^|~-]+")
"""User names that LOGIN takes as they are: imapclient does not quote them."""
_PRINTABLE = re.compile(r"[ -~]+")


class Session:
    """Logged in, with the folder opened by EXAMINE. `secret` gives the password or access token, at each login."""

    def __init__(self, address: MailboxAddress, secret: Callable[[], str]) -> None:
        self.status = FolderStatus(uidvalidity=0, uidnext=None, exists=0)
        """What the last EXAMINE said."""
        self.used = False
        """Whether this connection has served a scan: it may have died since."""
        self.news = True
        """Whether the server may have announced mail since the last search."""
        self._address = address
        self._secret = secret
        self._client: Client | None = None
        self._examined = 0.0
        self._junk: tuple[str | None] | None = None
        """The junk folder's name, once this connection has asked for it."""
        self._refuses_idle = False
        self.hidden: set[str] = set()
        """What no message of ours may hold, however a server puts it: the secret of the login."""

    @property
    def client(self) -> Client:
        """The client, for use within an `operation`."""
        if self._client is None:
            raise MailboxUnreachable(self._address.name, "not connected")
        return self._client

    def keep(self) -> None:
        """Connect where there is no connection; look at the folder again where the last look is old."""
        if self._client is None:
            self._open()
        elif time.monotonic() - self._examined > _STATUS_LASTS:
            self.again(self.examine)

    def examine(self) -> None:
        """Open the folder, again or for the first time."""
        with self.operation("opening the folder") as client, folder_translated(self._address, self.hidden):
            self.status = _status(client.select_folder(self._address.folder, readonly=True))
        self._examined = time.monotonic()
        self.news = True

    def again(self, ask: Callable[[], _T]) -> _T:
        """Ask; once more on a new connection, when a kept one turns out to have died since its last use."""
        try:
            return ask()
        except MailboxUnreachable:
            if not self.used:
                raise
        self._open()
        return ask()

    def anew(self) -> None:
        """Another connection in place of one that broke, to the same folder.

        Raises MailboxUnreachable: there is none, or the folder's UIDs mean other messages now.
        """
        before = self.status.uidvalidity
        self.drop()
        self._open()
        if self.status.uidvalidity != before:
            self.drop()
            raise MailboxUnreachable(self._address.name, "UIDVALIDITY changed while the folder was read")

    @contextlib.contextmanager
    def operation(self, doing: str, *, octets: int = 0, literal: int | None = None) -> Iterator[Client]:
        """One operation with its allowance: its exceptions become ours, and a connection that broke is given up.

        It asks for so many `octets` of messages, by the server's own word; no larger `literal` is taken.
        """
        client = self.client
        self._allow(client, self._address.timeouts.for_bytes(octets), octets, literal)
        client.wire.untagged_responses.clear()  # a kept connection would gather every EXISTS of its life
        try:
            with translated(self._address, doing, self.hidden):
                yield client
        except BaseException:  # whatever it was, also a signal's: the conversation is out of step
            self.drop()
            raise
        if _tells(client):
            self.news = True

    @staticmethod
    def _allow(client: Client, seconds: float, octets: int = 0, literal: int | None = None) -> None:
        most = MOST_OCTETS + 2 * octets
        until = time.monotonic() + seconds
        client.wire.allow(AnswerLimit(until=until, octets=most, lines=MOST_LINES, literal=literal or MOST_OCTETS))

    def idle(self, seconds: float, ear: socket.socket) -> bool:
        """One IDLE of nine minutes at most; whether the server told of a message in it. `ear` ends it too."""
        self.news = True
        with self.operation("beginning IDLE") as client:
            tag = client.wire.begin_idle()
            told = _tells(client)
        if tag is None:
            self._refuses_idle = True
            return False
        told = told or self._told(client, time.monotonic() + min(seconds, _IDLE_LASTS), ear)
        with self.operation("ending IDLE"):
            client.wire.end_idle(tag)
            return told or _tells(client)

    def _told(self, client: Client, until: float, ear: socket.socket) -> bool:
        """Listen on until a message is told of; "Still here", a flag or a removal is none."""
        while not client.wire.quiet(until - time.monotonic(), ear):
            with self.operation("listening"):
                client.wire.hear()
                if _tells(client):
                    return True
        return False

    def junk(self) -> str | None:
        """The account's junk folder, by one LIST a connection (two where flags must be asked for: RFC 6154, 2)."""
        if self._junk is None:
            self._junk = (self.again(self._found_junk),)
        return self._junk[0]

    def _found_junk(self) -> str | None:
        with self.operation("listing the folders") as client:
            listed = client.list_folders()
            if knows(client, "SPECIAL-USE") and not any(FLAG in flags for flags, _, _ in listed):
                listed = client.list_flagged()
            return junk_of(listed)

    def status_of(self, folder: str) -> FolderStatus:
        """How another folder stands (STATUS); the one that is open stays open."""
        with self.operation(f"asking for the status of {folder}") as client:
            answer = client.folder_status(folder, ["MESSAGES", "UIDNEXT", "UIDVALIDITY"])
            return _status({**answer, b"EXISTS": answer.get(b"MESSAGES", 0)})  # EXAMINE calls it so

    def idles(self) -> bool:
        """Whether the server has IDLE and has not refused it."""
        if self._refuses_idle:
            return False
        with self.operation("asking for capabilities") as client:
            return knows(client, "IDLE")

    def close(self) -> None:
        """Log out; a connection that is broken already is no matter."""
        if self._client is not None:
            with contextlib.suppress(imaplib.IMAP4.error, OSError):
                self._allow(self._client, _GOODBYE)
                self._client.logout()
            self.drop()

    def drop(self) -> None:
        """Give the connection up, without a word."""
        client, self._client = self._client, None
        if client is not None:
            with contextlib.suppress(OSError):
                client.wire.shutdown()

    def _open(self) -> None:
        self.log_in()
        self.examine()

    def log_in(self) -> None:
        """Connect and log in; no folder is open then."""
        patience = self._address.timeouts
        self.used = False
        self._junk = None
        with translated(self._address, "connecting"):
            self._client = Client(self._address, time.monotonic() + patience.connect + patience.read)
        with self.operation("login") as client:
            secret = self._secret()
            self.hidden.clear()
            self.hidden.update(hidden_forms(self._address, secret))
            log_in(client, self._address, secret)


def _tells(client: Client) -> bool:
    """Whether the server has told of a message since the operation began."""
    return "EXISTS" in client.wire.untagged_responses


def _status(answer: dict[bytes, Any]) -> FolderStatus:
    """What EXAMINE says. Numbers have 32 bits (RFC 3501, 9); what has more is no number of a folder.

    Raises ValueError: UIDVALIDITY or the count of messages cannot be.
    """
    uidvalidity, exists = int(answer.get(b"UIDVALIDITY", 0)), int(answer.get(b"EXISTS", 0))
    if not (0 <= uidvalidity <= LARGEST_NUMBER and 0 <= exists <= LARGEST_NUMBER):
        raise ValueError("UIDVALIDITY or EXISTS has more than 32 bits")
    uidnext = int(answer.get(b"UIDNEXT") or 0)
    return FolderStatus(
        uidvalidity=uidvalidity, uidnext=uidnext if 0 < uidnext <= LARGEST_NUMBER else None, exists=exists
    )


def hidden_forms(address: MailboxAddress, secret: str) -> frozenset[str]:
    """The secret as a server may say it back: as LOGIN has it, quoted, in base64, in Python's escapes; never empty.

    A server that echoes a command it does not like must not bring a password into a log.
    """
    raw = secret.encode()
    plain = (
        raw,
        b"\0" + address.user.encode() + b"\0" + raw,
        f"user={address.user}\1auth=Bearer {secret}\1\1".encode(),
    )
    quoted = secret.replace("\\", "\\\\").replace('"', '\\"')
    spoken = (secret, quoted, *(base64.b64encode(each).decode() for each in plain))
    misread = (raw.decode("ascii", "replace"), raw.decode("latin-1"))
    forms = (form for each in spoken for form in (each, repr(each.encode())[2:-1], repr(each)[1:-1]))
    return frozenset(form for form in (*forms, *misread) if form)


def log_in(client: Client, address: MailboxAddress, secret: str) -> None:
    """Authenticate, with one command where the server allows it.

    Raises LoginRefused: the server refuses the user, the secret, or passwords altogether.
    """
    if address.scheme == "imap+starttls":
        _secure(client, address)
    if address.auth == "password" and "LOGINDISABLED" in client.wire.capabilities:
        raise LoginRefused(address.name, f"{address.host} takes no passwords on this connection (LOGINDISABLED)")
    with login_translated(address, hidden_forms(address, secret)):
        _authenticate(client, address, secret)
        _remember_capabilities(client)


def _secure(client: Client, address: MailboxAddress) -> None:
    if "STARTTLS" not in client.wire.capabilities:
        raise MailboxUnreachable(address.name, f"{address.host}:{address.port} does not offer STARTTLS")
    client.secure()


def _authenticate(client: Client, address: MailboxAddress, secret: str) -> None:
    if address.auth == "xoauth2":
        client.sasl_login("XOAUTH2", _XOAuth2(address.user, secret))
    elif _ATOM.fullmatch(address.user) and _PRINTABLE.fullmatch(secret):
        client.login(address.user, secret)
    else:
        client.plain_login(address.user, secret)  # base64: any character, and no way out of the quotes


class _XOAuth2:
    """The token first; a challenge after it holds the server's reason and wants an empty answer, then comes its NO."""

    def __init__(self, user: str, token: str) -> None:
        self._answers = [f"user={user}\1auth=Bearer {token}\1\1".encode()]

    def __call__(self, challenge: bytes) -> bytes:
        del challenge
        return self._answers.pop() if self._answers else b""


def _remember_capabilities(client: Client) -> None:
    """Spare a CAPABILITY: imapclient asks again before its first SEARCH, where LOGIN's answer does not tell."""
    client.certain = "CAPABILITY" in client.wire.untagged_responses
    if client.certain:
        client.capabilities()
    else:
        client._cached_capabilities = tuple(each.encode() for each in client.wire.capabilities)  # noqa: SLF001


def knows(client: Client, capability: str) -> bool:
    """Whether the server can do that; asks where it has not told since the login, as login may bring new ones."""
    if not client.certain and not client.has_capability(capability):
        client.certain = True
        client._cached_capabilities = None  # noqa: SLF001 - imapclient has no way to ask again
    found: bool = client.has_capability(capability)
    return found

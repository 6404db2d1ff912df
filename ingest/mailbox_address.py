"""Where a mailbox is and how to get in, as the configuration says it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, Self
from urllib.parse import SplitResult, quote, unquote, urlsplit

from ingest.errors import AddressInvalid

_PORTS = {"imaps": 993, "imap+starttls": 143, "imap": 143}


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeouts:
    """How long we are patient, in seconds."""

    connect: float = 15.0
    """For the TCP connection, and again for the TLS handshake."""
    read: float = 60.0
    """For a server that says nothing."""
    operation: float = 180.0
    """For one whole operation, however steadily it drips; bodies get more by their size."""
    slowest: float = 32 * 1024
    """Bytes a second below which a download is given up."""

    def for_bytes(self, size: int) -> float:
        """Seconds that an operation may take that brings `size` bytes."""
        return self.operation + size / self.slowest


@dataclass(frozen=True, kw_only=True, slots=True)
class MailboxAddress:
    """One mailbox of the configuration.

    `url` is imaps://user@host:port/folder, imap+starttls://… or, to this machine only, imap://…; or maildir:///path.
    User and folder are percent-encoded where they hold reserved characters; the folder is INBOX where none is given.

    Raises:
        AddressInvalid: the URL cannot be used; the message says why in one clause.
    """

    name: str
    url: str
    auth: Literal["password", "xoauth2"] = "password"
    """What the secret is: a password, or an OAuth 2 access token."""
    ca_file: Path | None = None
    """Certificates (PEM) to trust instead of the system's."""
    timeouts: Timeouts = field(default=Timeouts())

    def __post_init__(self) -> None:
        parts = self._parts
        if parts.scheme == "maildir":
            _check_maildir(parts)
        elif parts.scheme in _PORTS:
            _check_imap(parts)
        else:
            raise AddressInvalid(f"unknown scheme {parts.scheme!r}: imaps, imap+starttls, imap or maildir")

    @property
    def _parts(self) -> SplitResult:
        try:
            parts = urlsplit(self.url)
            _ = parts.port, parts.hostname
        except ValueError as exc:
            raise AddressInvalid(f"not a URL: {exc}") from exc
        return parts

    @property
    def scheme(self) -> str:
        """imaps, imap+starttls, imap or maildir."""
        return self._parts.scheme

    @property
    def host(self) -> str:
        """The IMAP server's name or address."""
        return self._parts.hostname or ""

    @property
    def port(self) -> int:
        """The IMAP server's port."""
        return self._parts.port or _PORTS[self.scheme]

    @property
    def user(self) -> str:
        """The name to log in with."""
        return unquote(self._parts.username or "")

    @property
    def folder(self) -> str:
        """The folder's name; INBOX for a Maildir."""
        if self.scheme == "maildir":
            return "INBOX"
        return unquote(self._parts.path.strip("/")) or "INBOX"

    @property
    def place(self) -> tuple[str, ...]:
        """The same for the same folder, however its URL is written.

        INBOX has no case (RFC 9051, 5.1), nor has a host's name; a server's own two ports lead to one server.
        """
        if self.scheme == "maildir":
            return ("maildir", str(self.path.resolve()))
        folder = self.folder.upper() if self.folder.upper() == "INBOX" else self.folder
        port = "" if self.port in _PORTS.values() else str(self.port)
        return (self.host, port, self.user, folder)

    def within(self, folder: str) -> Self:
        """Another folder of the same account."""
        return replace(self, url=self._parts._replace(path="/" + quote(folder, safe="")).geturl())

    @property
    def path(self) -> Path:
        """A Maildir's folder."""
        return Path(unquote(self._parts.path))

    @property
    def tls(self) -> bool:
        """Whether TLS begins with the first byte."""
        return self.scheme == "imaps"


def _check_maildir(parts: SplitResult) -> None:
    if parts.netloc:
        raise AddressInvalid("a Maildir's URL has three slashes: maildir:///path")
    if not parts.path.strip("/"):
        raise AddressInvalid("the Maildir's path is missing: maildir:///path")


def _check_imap(parts: SplitResult) -> None:
    if parts.password is not None:
        raise AddressInvalid("a password has no place in the URL: use password_file, password_env or password_command")
    if not parts.hostname:
        raise AddressInvalid("the host is missing")
    if not parts.username:
        raise AddressInvalid("the user is missing: " + parts.scheme + "://user@" + parts.netloc)
    if parts.query or parts.fragment:
        raise AddressInvalid("? and # in a user's or folder's name must be written %3F and %23")
    if parts.scheme == "imap" and not is_loopback(parts.hostname):
        raise AddressInvalid("imap:// would send the password in clear text: use imaps:// or imap+starttls://")


def is_loopback(host: str) -> bool:
    """Whether this is the machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

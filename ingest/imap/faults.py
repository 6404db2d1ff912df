"""The one place where the exceptions of imapclient, imaplib, ssl and socket become ours."""

from __future__ import annotations

import contextlib
import imaplib
import re
import socket
import ssl
from typing import TYPE_CHECKING

from ingest.errors import (
    CertificateUntrusted,
    FolderMissing,
    LoginRefused,
    MailboxError,
    MailboxGarbled,
    MailboxUnreachable,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from contextlib import AbstractContextManager

    from ingest.mailbox_address import MailboxAddress

UNPARSED = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What imapclient's and imaplib's parsers raise on lines that are no IMAP: they index and convert unguarded."""

_TEMPORARY = re.compile(r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG|THROTTLED|OVERQUOTA)", re.IGNORECASE)
"""Response codes of RFC 5530 (and Gmail's and Yahoo's own) that say: not now."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_ECHO = re.compile(r"\b(LOGIN|AUTHENTICATE)(?=\s+\S+\s+\S).*", re.DOTALL)
"""A command said back with its arguments; of "LOGIN failed." nothing is left out."""


@contextlib.contextmanager
def translated(address: MailboxAddress, doing: str, hidden: Collection[str] = ()) -> Iterator[None]:
    """Turn whatever a library raises while `doing` something into a `MailboxError`, without what is `hidden`.

    Raises MailboxError: in place of the library's exception, which is its cause.
    """
    try:
        yield
    except OSError as exc:
        raise _of_network(address, exc) from exc
    except imaplib.IMAP4.error as exc:
        raise MailboxUnreachable(address.name, f"{doing}: {said(exc, hidden)}") from exc
    except UNPARSED as exc:
        raise MailboxGarbled(
            address.name, f"{doing}: the server's answer makes no sense ({said(exc, hidden)})"
        ) from exc


def login_translated(address: MailboxAddress, hidden: Collection[str]) -> AbstractContextManager[None]:
    """As `translated`, but a NO to the login is `LoginRefused`, unless the server says that it is for now only."""
    clause = f"{address.host} refuses the login of {address.user}"
    return _refusal_translated(address, hidden, "login", LoginRefused, clause)


def folder_translated(address: MailboxAddress, hidden: Collection[str]) -> AbstractContextManager[None]:
    """As `translated`, but a NO to EXAMINE is `FolderMissing`, unless the server says that it is for now only."""
    clause = f"no folder {address.folder} for {address.user}"
    return _refusal_translated(address, hidden, f"opening the folder {address.folder}", FolderMissing, clause)


@contextlib.contextmanager
def _refusal_translated(
    address: MailboxAddress, hidden: Collection[str], doing: str, fault: type[MailboxError], clause: str
) -> Iterator[None]:
    with translated(address, doing, hidden):
        try:
            yield
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as exc:
            if isinstance(exc.__context__, imaplib.IMAP4.abort) or _TEMPORARY.search(str(exc)):
                raise
            raise fault(address.name, f"{clause}: {said(exc, hidden)}") from exc


def _of_network(address: MailboxAddress, exc: OSError) -> MailboxError:
    where = f"{address.host}:{address.port}"
    match exc:
        case ssl.SSLCertVerificationError():
            clause = f"the certificate of {address.host} is not trusted: {exc.verify_message}"
            return CertificateUntrusted(address.name, clause)
        case socket.gaierror():
            clause = f"the host {address.host} is unknown ({exc.strerror})"
        case TimeoutError():
            clause = f"{where} does not answer in time"
        case ConnectionRefusedError():
            clause = f"{where} refuses the connection"
        case ssl.SSLError():
            clause = f"no TLS with {where}: {exc.reason or said(exc)}"
        case _:
            clause = f"the connection to {where} broke: {exc.strerror or said(exc)}"
    return MailboxUnreachable(address.name, clause)


def said(exc: BaseException, hidden: Collection[str] = ()) -> str:
    """The exception's text on one line of at most 200 characters, without the marks of a bytes literal.

    Of a server that says a login back, neither the secret nor anything behind the command is told.
    """
    text = str(exc.args[0] if exc.args else "") or type(exc).__name__
    if isinstance(exc.args[0] if exc.args else None, bytes):
        text = exc.args[0].decode("utf-8", "replace")
    quoted = re.fullmatch(r"(.*?)b(['\"])(.*)\2", text, re.DOTALL)
    if quoted:
        text = quoted[1] + quoted[3]
    for form in sorted(hidden, key=len, reverse=True):
        text = text.replace(form, "…")
    text = _ECHO.sub(r"\1 …", text) if hidden else text
    return _CONTROL.sub(" ", text).strip()[:200]

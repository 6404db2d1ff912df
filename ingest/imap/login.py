"""Getting in: STARTTLS where asked for, then LOGIN, PLAIN or XOAUTH2."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from ingest.errors import LoginRefused, MailboxUnreachable
from ingest.imap.faults import login_translated

if TYPE_CHECKING:
    from ingest.imap.connection import Client
    from ingest.mailbox_address import MailboxAddress

_ATOM = re.compile(r"[A-Za-z0-9@._+/=!#$&'^|~-]+")
"""User names that LOGIN takes as they are: imapclient does not quote them."""
_PRINTABLE = re.compile(r"[ -~]+")


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

    Raises:
        LoginRefused: the server refuses the user, the secret, or passwords altogether.
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

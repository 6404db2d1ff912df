"""What an administrator of Microsoft 365 has still to do, told from how a mailbox's sign-in failed.

Entra names what it misses by a code; Exchange says "AUTHENTICATE failed." or "not connected" to almost everything, so
that the token's own permissions are looked at as well. It is advice for a person: the program decides nothing by it.
"""

from __future__ import annotations

import base64
import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from ingest.errors import FolderMissing, IngestError, LoginRefused, SignInNeeded
from jobs.config.mailbox_access import tokens_of
from jobs.errors import JobsError

if TYPE_CHECKING:
    from jobs.config.settings import MailboxSettings, OAuthSettings, Settings

CODES = {
    "65001": "an administrator must consent to its permissions (API permissions, Grant admin consent)",
    "50105": "assign the user to the enterprise application",
    "700016": "the tenant knows no such client_id: is `tenant` right?",
    "90002": "there is no such tenant",
    "7000112": "the application is disabled in the tenant",
    "7000215": "the client secret is wrong: its value is asked for, not its id",
    "7000222": "the client secret has expired: make another",
    "7000218": "allow public client flows (Authentication), or use client_credentials",
    "53003": "a Conditional Access policy keeps the sign-in out",
    "50057": "the user's account is disabled",
}
"""By Entra's code (AADSTS…): Microsoft Entra, authentication and authorization error codes."""
_CODE = re.compile(r"\bAADSTS(\d+)\b")
PERMISSION = {"client_credentials": ("roles", "IMAP.AccessAsApp"), "device": ("scp", "IMAP.AccessAsUser.All")}
"""By flow the claim of an access token that holds its permissions, and the one that IMAP needs."""
NOT_CONNECTED = "authenticated but not connected"
"""What Exchange says to EXAMINE where it knows the token, and does not open the mailbox to it."""
_IMAP_OFF = "or IMAP is switched off there (Set-CASMailbox -ImapEnabled $true)"


def lacks(settings: Settings, mailbox: MailboxSettings, fault: Exception) -> str | None:
    """A clause that says what is missing at the tenant; None where that is not told by this fault."""
    oauth = mailbox.oauth
    if oauth is None or oauth.provider != "microsoft":
        return None
    if isinstance(fault, SignInNeeded):
        return named(str(fault))
    if isinstance(fault, FolderMissing):
        return _not_opened(mailbox, oauth) if NOT_CONNECTED in str(fault) else None
    if isinstance(fault, LoginRefused):
        return _unconsented(settings, mailbox, oauth) or _refused(mailbox, oauth)
    return None


def named(said: str) -> str | None:
    """What Entra misses by the code in what it said."""
    found = _CODE.search(said)
    return CODES.get(found[1]) if found else None


def _unconsented(settings: Settings, mailbox: MailboxSettings, oauth: OAuthSettings) -> str | None:
    """Whether the token that was refused lacks the permission for IMAP, as far as it can be read."""
    claim, permission = PERMISSION[oauth.flow]
    tokens, held = tokens_of(settings, mailbox), None
    with suppress(IngestError, JobsError):
        held = permissions(tokens.access_token(), claim) if tokens else None
    if held is None or permission in held:
        return None
    return f"{permission} is missing: add it (Office 365 Exchange Online) and grant admin consent"


def permissions(token: str, claim: str) -> frozenset[str] | None:
    """What a token permits by its claim `roles` or `scp` (RFC 7519, unverified); None of one that can't be read."""
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        held = claims.get(claim, "")
    except (IndexError, ValueError, AttributeError):
        return None
    return frozenset(held.split() if isinstance(held, str) else held)


def _refused(mailbox: MailboxSettings, oauth: OAuthSettings) -> str:
    """The token has the permission, or can't be read, and Exchange refuses it."""
    if oauth.flow == "client_credentials":
        return (
            "register the application's service principal in Exchange (New-ServicePrincipal, with the object id of the"
            f" enterprise application), {_IMAP_OFF}"
        )
    return _not_opened(mailbox, oauth)


def _not_opened(mailbox: MailboxSettings, oauth: OAuthSettings) -> str:
    who = "the service principal" if oauth.flow == "client_credentials" else "the person who signed in"
    user = mailbox.address(None).user
    return f"{who} needs FullAccess of {user} (Add-MailboxPermission), {_IMAP_OFF}"

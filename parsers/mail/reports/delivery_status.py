"""The part of a report that is written for programs: fields on the mail, then on each recipient (RFC 3464)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.mail.headers.addresses import email_in
from parsers.mail.headers.encoded_words import decode_words
from parsers.mail.headers.headers import raw_fields, unfolded
from parsers.values.reports import ReportedRecipient

MOST_RECIPIENTS = 50
LONGEST_SAID = 300
STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
"""An enhanced status code (RFC 3463)."""
_OF_RECIPIENT = re.compile(r"^(?:final|original)-recipient[ \t]*:", re.IGNORECASE | re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n[ \t]*\n")
_TYPE = re.compile(r"\A[\w-]{1,20}[ \t]*;[ \t]*")
"""Before an address or a diagnosis what type it is of: `rfc822;`, `smtp;`."""
_COMMENT = re.compile(r"\(([^()]{0,500})\)\s*\Z")
_XTEXT = re.compile(r"\+([0-9A-F]{2})")
_ACTIONS = frozenset({"failed", "delayed", "delivered", "relayed", "expanded"})
_BY_CLASS = {"5": "failed", "4": "delayed", "2": "delivered"}
_SRS = re.compile(r"srs0[=+-][^=]{1,20}=[^=]{1,6}=(?P<domain>[^=@]{1,253})=(?P<local>[^@]{1,64})@.+")
"""Sender rewriting, by the first of several relays: SRS0=hash=day=domain=local@relay."""
_SRS_AGAIN = re.compile(r"srs1[=+-][^=]{1,20}=[^=]{1,253}={1,2}(?P<rest>[^=]{1,20}=[^=]{1,6}=[^@]+)@.+")
_TAGGED = re.compile(r"(?:prvs|msprvs1|btv1)=+[^=@]{1,40}=(?P<rest>[^=@]{1,64}@.+)")
"""Bounce address tag validation: prvs=tag=local@domain."""
_VERP = re.compile(r"[^=@]{1,64}[+-](?P<local>[^=+@]{1,64})=(?P<domain>[^=@]{1,253}\.[a-z]{2,})@.+")
"""Variable envelope return paths: list-local=domain@sender, and list+local=domain@sender."""
_ENCAPSULATED = re.compile(r"imceasmtp-(?P<rest>[^@]{1,128})@.+")
"""Exchange, of an address that is foreign to it: IMCEASMTP-local+40domain@organisation."""
_HEX = re.compile(r"\+([0-9a-f]{2})")


@dataclass(frozen=True, kw_only=True, slots=True)
class DeliveryStatus:
    """What it says."""

    recipients: tuple[ReportedRecipient, ...]
    references: tuple[str, ...]
    """The envelope's identifier, and Message-IDs that some servers add."""


def is_delivery_status(text: str) -> bool:
    """Whether a text has the fields of such a part, whatever type it was given."""
    return _OF_RECIPIENT.search(text) is not None


def read_delivery_status(text: str) -> DeliveryStatus:
    """The fields of a delivery-status part; never fails."""
    groups = [_fields(group) for group in _EMPTY_LINES.split(text.replace("\r\n", "\n")) if group.strip()]
    told = [fields for fields in groups if _is_recipient(fields)]
    references = [
        _decoded(value)
        for fields in groups
        for name, value in fields
        if name in {"original-envelope-id", "x-original-message-id", "original-message-id", "message-id"}
    ]
    return DeliveryStatus(
        recipients=tuple(_recipient(dict(reversed(fields))) for fields in told[:MOST_RECIPIENTS]),
        references=tuple(references),
    )


def _fields(group: str) -> list[tuple[str, str]]:
    raw = raw_fields(f"{group.strip()}\n\n".encode("utf-8", "surrogateescape"), unmended=True)
    return [(name.strip(), unfolded(value)) for name, value in raw]


def _is_recipient(fields: list[tuple[str, str]]) -> bool:
    names = {name for name, _ in fields}
    return bool(names & {"final-recipient", "original-recipient"}) or {"action", "status"} <= names


def _recipient(fields: dict[str, str]) -> ReportedRecipient:
    said = _said(fields)
    status = first_status(fields.get("status", ""), said)
    action = fields.get("action", "").strip().partition(" ")[0].partition(";")[0].lower()
    return ReportedRecipient(
        address=_address(fields.get("final-recipient") or fields.get("x-actual-recipient")),
        original=_address(fields.get("original-recipient")),
        action=action if action in _ACTIONS else _BY_CLASS.get((status or "")[:1], "failed"),
        status=status,
        said=said,
    )


def _said(fields: dict[str, str]) -> str:
    diagnosis = decode_words(_TYPE.sub("", fields.get("diagnostic-code", "")))
    comment = _COMMENT.search(fields.get("status", ""))
    return " ".join((diagnosis or (comment[1] if comment else "")).split())[:LONGEST_SAID]


def first_status(*texts: str) -> str | None:
    """A code that says something; x.0.0 where no text has another."""
    found = [match[0] for text in texts for match in STATUS.finditer(text)]
    return next((code for code in found if not code.endswith(".0.0")), found[0] if found else None)


def _address(value: str | None) -> str | None:
    found = email_in(_decoded(_TYPE.sub("", value or "")))
    return plain(found) if found else None


def _decoded(value: str) -> str:
    """Of xtext (RFC 3461, 4) the text; an address with a + of its own stays as it is."""
    return _XTEXT.sub(lambda code: chr(int(code[1], 16)), value)


def plain(address: str) -> str:
    """The address in lower case, as it was before it was rewritten; one that was not as it is."""
    given = address.strip().strip("<>\"'").lower()
    if found := _SRS_AGAIN.fullmatch(given):
        given = f"srs0={found['rest']}@relay"
    if found := _TAGGED.fullmatch(given):
        given = found["rest"]
    if found := _ENCAPSULATED.fullmatch(given):
        given = _HEX.sub(lambda code: chr(int(code[1], 16)), found["rest"])
    if found := _SRS.fullmatch(given) or _VERP.fullmatch(given):
        given = f"{found['local']}@{found['domain']}"
    return given

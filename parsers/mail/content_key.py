"""A message's identity: what its author sent, whatever the servers on its way wrote on it; alike in both mailboxes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.mail.mime.parts import MimePart
    from parsers.values.headers import Address, Headers

# Received, Delivered-To, Return-Path, X-*, Authentication-Results, ARC-*, DKIM-Signature, List-* are the servers'.
_AUTHORS_OWN = ("date", "in-reply-to", "references", "resent-date", "resent-message-id")
_LINE_TYPES = ("text/", "message/")


def content_key(headers: Headers, root: MimePart) -> str:
    """SHA-256 over the author's headers and the decoded parts: boundaries and transfer encodings do not count.

    The same mail in two mailboxes has one key; two mails that share a Message-ID have two.
    """
    digest = hashlib.sha256()
    for piece in (*_headers(headers), *_parts(root)):
        digest.update(len(piece).to_bytes(8) + piece)
    return digest.hexdigest()


def _headers(headers: Headers) -> Iterator[bytes]:
    yield (headers.subject or "").encode("utf-8", "surrogatepass")
    yield (headers.message_id or "").encode("utf-8", "surrogatepass")
    for addresses in ((headers.sender,), headers.to, headers.cc, headers.reply_to):
        yield _addresses(addresses)
    for name in _AUTHORS_OWN:
        yield " ".join(" ".join(headers.all(name)).split()).encode("utf-8", "surrogatepass")


def _addresses(addresses: tuple[Address, ...]) -> bytes:
    return "\n".join(address.email or address.name or "" for address in addresses).encode("utf-8", "surrogatepass")


def _parts(root: MimePart) -> Iterator[bytes]:
    for part in root.walk():
        if not part.is_multipart:
            yield f"{part.media_type}\n{part.filename or ''}".encode("utf-8", "surrogatepass")
            yield _lines_alike(part.content) if part.media_type.startswith(_LINE_TYPES) else part.content


def _lines_alike(content: bytes) -> bytes:
    """Line ends and the empty lines at the end differ between an IMAP server and a Maildir."""
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip()

"""Mail within a wrapping of its own: an attached message, Outlook's .msg, mail within its signature (S/MIME)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.errors import BROKEN, Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from parsers.values.messages import Attachment

_MAIL = frozenset({"message/rfc822", "message/global"})
_OUTLOOK = b"\xd0\xcf\x11\xe0"
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
ENTITY = b"MIME-Version: 1.0\r\nFrom: signed\r\n"
_MIME_STARTS = (b"content-type:", b"content-transfer-encoding:", b"content-disposition:", b"mime-version:")


def mail_in(attachment: Attachment) -> bytes | None:
    """The mail that an attachment is, or None."""
    name = (attachment.filename or "").lower()
    if attachment.media_type in _MAIL or (name.endswith(".eml") and b":" in attachment.content[:200]):
        return attachment.content
    outlook = name.endswith(".msg") or attachment.media_type == "application/vnd.ms-outlook"
    return _outlook_mail(attachment.content) if outlook and attachment.content.startswith(_OUTLOOK) else None


def sealed_in(attachment: Attachment) -> bytes | None:
    """The mail that stands within its own signature, or None; what is encrypted is not opened."""
    if attachment.media_type not in _SEALED:
        return None
    try:
        return signed_content(attachment.content)
    except Unreadable:
        return None


def _outlook_mail(content: bytes) -> bytes | None:
    from parsers.documents.container.outlook import msg_as_mail  # noqa: PLC0415 - few mails bring one

    try:
        return msg_as_mail(content)
    except Unreadable:
        return None


def signed_content(data: bytes) -> bytes | None:
    """What is within a signature (CMS SignedData, RFC 5652), a MIME entity as a mail; None if it is detached.

    Raises:
        Unreadable: enveloped for a key we do not have, or corrupt.
    """
    from asn1crypto import cms, pem  # noqa: PLC0415 - few mails are signed so

    try:
        info = cms.ContentInfo.load(pem.unarmor(data)[2] if pem.detect(data) else data)
        kind = info["content_type"].native
        content = info["content"]["encap_content_info"]["content"].native if kind == "signed_data" else None
    except BROKEN as exc:
        raise Unreadable(Reason.CORRUPT, "it is no signed file, or a damaged one") from exc
    if kind in {"enveloped_data", "authenticated_enveloped_data", "encrypted_data"}:
        raise Unreadable(Reason.ENCRYPTED, "it is encrypted for a key")
    return _as_file(content) if isinstance(content, bytes) and content else None


def _as_file(content: bytes) -> bytes:
    """A signed MIME entity has no headers of a mail: one more makes it readable as one."""
    if content[:60].lower().startswith(_MIME_STARTS):
        return ENTITY + content
    return content

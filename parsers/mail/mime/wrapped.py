"""Mail within a wrapping of its own: an attached message, Outlook's .msg, mail within its signature (S/MIME)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.errors import Unreadable

if TYPE_CHECKING:
    from parsers.values.messages import Attachment

_MAIL = frozenset({"message/rfc822", "message/global"})
_OUTLOOK = b"\xd0\xcf\x11\xe0"
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})


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
    from parsers.mail.mime.signed_content import signed_content  # noqa: PLC0415 - few mails are signed so

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

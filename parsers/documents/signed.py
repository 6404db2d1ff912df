"""p7m: a file within its signature (CMS SignedData, RFC 5652). The signature is not judged, only opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asn1crypto import cms, pem

from parsers.documents.members import Member, Opened
from parsers.errors import Unreadable
from parsers.values import Reason

if TYPE_CHECKING:
    from parsers.limits import Limits

_FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)
_CONTAINER = "p7m"
_ENTITY = b"MIME-Version: 1.0\r\nFrom: signed\r\n"
_MIME_STARTS = (b"content-type:", b"content-transfer-encoding:", b"content-disposition:", b"mime-version:")


def open_p7m(data: bytes, *, limits: Limits) -> Opened:
    """The signed file, or the files of a signed mail; of a detached signature nothing, of an enveloped one a reason.

    Raises:
        Unreadable: enveloped for a key we do not have, or corrupt.
    """
    content = signed_content(data)
    if content is None:
        return Opened(nothing_to_read=True)
    mail = _files_of_mail(content, limits) if _is_entity(content) else None
    return mail or Opened(members=(Member(name=None, content=content, container=_CONTAINER),))


def signed_content(data: bytes) -> bytes | None:
    """What is within the signature, a MIME entity as a mail; None where the signature is detached.

    Raises:
        Unreadable: enveloped for a key we do not have, or corrupt.
    """
    try:
        info = cms.ContentInfo.load(pem.unarmor(data)[2] if pem.detect(data) else data)
        kind = info["content_type"].native
        content = info["content"]["encap_content_info"]["content"].native if kind == "signed_data" else None
    except _FAULTS as exc:
        raise Unreadable(Reason.CORRUPT, "it is no signed file, or a damaged one") from exc
    if kind in {"enveloped_data", "authenticated_enveloped_data", "encrypted_data"}:
        raise Unreadable(Reason.ENCRYPTED, "it is encrypted for a key")
    return _as_file(content) if isinstance(content, bytes) and content else None


def _files_of_mail(content: bytes, limits: Limits) -> Opened | None:
    """The files of a signed mail; None where it holds none and its text is all there is."""
    from parsers.mail.attached_mail import open_eml  # noqa: PLC0415 - few mails are signed so

    opened = open_eml(content, limits=limits)
    members = tuple(replace(member, container=_CONTAINER) for member in opened.members)
    return replace(opened, members=members) if members else None


def _is_entity(content: bytes) -> bool:
    return content.startswith(_ENTITY)


def _as_file(content: bytes) -> bytes:
    """A signed MIME entity has no headers of a mail: one more makes it readable as one."""
    if content[:60].lower().startswith(_MIME_STARTS):
        return _ENTITY + content
    return content

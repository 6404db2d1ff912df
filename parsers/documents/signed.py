"""p7m: a file within its signature (CMS SignedData, RFC 5652). The signature is not judged, only opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asn1crypto import cms, pem

from parsers.documents.members import Member, Opened
from parsers.errors import Unreadable
from parsers.values import Reason

if TYPE_CHECKING:
    from parsers.limits import Limits

_FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)
_MIME_STARTS = (b"content-type:", b"content-transfer-encoding:", b"content-disposition:", b"mime-version:")


def open_p7m(data: bytes, *, limits: Limits) -> Opened:
    """The signed file; of a detached signature nothing, of an enveloped one a reason.

    Raises:
        Unreadable: enveloped for a key we do not have, or corrupt.
    """
    del limits  # what is inside is smaller than what is around it
    try:
        info = cms.ContentInfo.load(pem.unarmor(data)[2] if pem.detect(data) else data)
        kind = info["content_type"].native
        content = info["content"]["encap_content_info"]["content"].native if kind == "signed_data" else None
    except _FAULTS as exc:
        raise Unreadable(Reason.CORRUPT, f"not a readable signature file: {exc}") from exc
    if kind in {"enveloped_data", "authenticated_enveloped_data", "encrypted_data"}:
        raise Unreadable(Reason.ENCRYPTED, "it is encrypted for a key")
    if not isinstance(content, bytes) or not content:
        return Opened(nothing_to_read=True)
    return Opened(members=(Member(name=None, content=_as_file(content), container="p7m"),))


def _as_file(content: bytes) -> bytes:
    """A signed MIME entity has no headers of a mail: one more makes it readable as one."""
    if content[:60].lower().startswith(_MIME_STARTS):
        return b"MIME-Version: 1.0\r\nFrom: signed\r\n" + content
    return content

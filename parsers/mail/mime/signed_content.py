"""What stands within a signature (CMS SignedData, RFC 5652)."""

from __future__ import annotations

from asn1crypto import cms, pem

from parsers.errors import Unreadable
from parsers.values.problems import Reason

_FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)
ENTITY = b"MIME-Version: 1.0\r\nFrom: signed\r\n"
_MIME_STARTS = (b"content-type:", b"content-transfer-encoding:", b"content-disposition:", b"mime-version:")


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


def _as_file(content: bytes) -> bytes:
    """A signed MIME entity has no headers of a mail: one more makes it readable as one."""
    if content[:60].lower().startswith(_MIME_STARTS):
        return ENTITY + content
    return content

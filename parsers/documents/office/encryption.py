"""Office files under a password: opened with what the mail gives, else told as encrypted."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from parsers.errors import BROKEN, Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

WITHOUT_ASKING = ("", "VelvetSweatshop")
"""The empty password, and the one that Office itself tries on protected workbooks ([MS-OFFCRYPTO] 2.4.2.3)."""
_FAULTS = (DecryptionError, FileFormatError, InvalidKeyError, ParseError, OSError, *BROKEN)


def is_encrypted(data: bytes) -> bool:
    """Whether an Office file of either generation asks for a password."""
    try:
        return bool(msoffcrypto.OfficeFile(io.BytesIO(data)).is_encrypted())
    except _FAULTS:
        return False


def decrypted(data: bytes, passwords: Sequence[str]) -> bytes:
    """The file without its protection.

    Raises:
        Unreadable: encrypted, with none of `passwords`.
    """
    for password in (*WITHOUT_ASKING, *passwords):
        try:
            file, out = msoffcrypto.OfficeFile(io.BytesIO(data)), io.BytesIO()
            file.load_key(password=password)
            file.decrypt(out)
        except _FAULTS:
            continue
        if out.getvalue().startswith((b"PK", b"\xd0\xcf\x11\xe0")):
            return out.getvalue()
    raise Unreadable(Reason.ENCRYPTED, "the document is protected by a password")

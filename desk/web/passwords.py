"""Passwords: hashed with Argon2id at the library's own cost (RFC 9106, low-memory profile)."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200
"""Characters. More would only buy time for whoever sends it."""

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("")
"""Verified against where there is no such user, so that an answer takes as long."""


def is_acceptable(password: str) -> bool:
    """Long enough to be kept (length is what counts, NIST SP 800-63B)."""
    return SHORTEST <= len(password) <= LONGEST


def hash_password(password: str) -> str:
    """The hash to keep."""
    return _hasher.hash(password)


def verify(kept: str | None, password: str) -> bool:
    """Whether that is the password; takes as long where nothing is kept."""
    try:
        right = _hasher.verify(kept or _NOBODY, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return right and kept is not None

"""Passwords: hashed with Argon2id at the library's own cost (RFC 9106, low-memory profile)."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200
"""Characters. More would only buy time for whoever sends it."""

SHORTEST_WORD = 3
"""Of a user's name, less than this proves nothing."""
FEWEST_CHARACTERS = 5
"""Different characters, and letters beside common words, that a password must have."""

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("")
"""Verified against where there is no such user, so that an answer takes as long."""


def is_long_enough(password: str) -> bool:
    """Long enough to be kept (length is what counts, NIST SP 800-63B)."""
    return SHORTEST <= len(password) <= LONGEST


def is_easily_guessed(password: str, name: str) -> bool:
    """Whether it is little more than a common word, a row of keys, one thing repeated, or the user's name."""
    told = password.casefold()
    if len(set(told)) < FEWEST_CHARACTERS:
        return True
    for word in (*common_words(), name.casefold()):
        if len(word) >= SHORTEST_WORD:
            told = told.replace(word, "")
    letters = re.sub(r"[\W\d_]+", "", told)
    return len(letters) < FEWEST_CHARACTERS


@cache
def common_words() -> tuple[str, ...]:
    """What passwords are made of most, the longest first."""
    words = files("desk.web.login").joinpath("common_passwords.txt").read_text("utf-8").split()
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


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

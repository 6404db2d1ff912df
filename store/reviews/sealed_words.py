"""What members of the jury write, sealed until the chair opens it: nobody reads it in the database or in a copy of it.

Each text is a file in the age format (https://age-encryption.org/v1) in base64, with its row named inside: a text that
is moved to another row is not believed. The keys stand outside the store; who has none can't open it.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pyrage

from store.errors import SealMissing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

SEAL = "seal of the jury's words"
"""Under this name a session has its `WordsSeal`."""


class OpinionKeys(Protocol):
    """Secret keys (AGE-SECRET-KEY-1…) that are kept outside the store."""

    def known(self, *, fresh: bool = False) -> tuple[str, ...]:
        """All that were ever made; none where nothing was sealed yet. `fresh` asks where they are kept once more."""
        ...

    def ensured(self) -> str:
        """The one to seal with: made where there is none yet."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class JuryWords:
    """What a member wrote of a candidate."""

    words: Mapping[str, str]
    """By criterion."""
    text: str
    """Of the whole."""


class WordsSeal:
    """Seals and opens what members write. Without keys nothing is sealed, and nothing opened."""

    def __init__(self, keys: OpinionKeys | None = None) -> None:
        self._keys = keys

    def seal(self, row: str, said: JuryWords) -> str:
        """The words of a row, which is named by its table and number. Raises SealMissing: no keys are at hand."""
        if self._keys is None:
            raise SealMissing("the jury's words are sealed, and the key for that is not at hand here")
        own = pyrage.x25519.Identity.from_str(self._keys.ensured())
        plain = json.dumps({"row": row, "words": dict(said.words), "text": said.text}, ensure_ascii=False)
        return b64encode(pyrage.encrypt(plain.encode(), [own.to_public()])).decode("ascii")

    def open(self, row: str, sealed: str) -> JuryWords | None:
        """What was sealed for this row; None where the key is not here, or it is not as it was written."""
        if self._keys is None:
            return None
        opened = _opened(sealed, self._keys.known())
        if opened is None:  # another page may have made a key since
            opened = _opened(sealed, self._keys.known(fresh=True))
        return None if opened is None else _words_of(row, opened)


def row_name(table: str, number: int) -> str:
    """What stands inside a sealed text for the row that it belongs to."""
    return f"{table} {number}"


def seal_of(session: Session) -> WordsSeal:
    """The seal of a session; of a store without keys one that opens nothing."""
    seal: WordsSeal = session.info.get(SEAL) or WordsSeal()
    return seal


def _opened(sealed: str, keys: tuple[str, ...]) -> bytes | None:
    if not keys:
        return None
    try:
        opened: bytes = pyrage.decrypt(b64decode(sealed), [pyrage.x25519.Identity.from_str(key) for key in keys])
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError):
        return None
    return opened


def _words_of(row: str, opened: bytes) -> JuryWords | None:
    told = json.loads(opened)
    return JuryWords(words=told["words"], text=told["text"]) if told["row"] == row else None

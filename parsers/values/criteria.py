"""What a notice asks for."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

# --- a notice and an application --------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    """A row of the notice's table: another notice is another table, not other code."""

    key: str
    labels: dict[str, str]
    """By language: fr, nl, de, en."""
    extractor: str
    """The name of a registered extractor; `passages` looks for `terms`."""
    more_than: float | None = None
    """A number is `found` above this, else `contrary`."""
    at_least: float | None = None
    """A number is `found` from this on, else `contrary`."""
    terms: tuple[str, ...] = ()
    """For `passages`: words and phrases, folded, `*` ends a stem."""

    @property
    def finding_key(self) -> str:
        """Under this key a text's findings are kept: two notices may look for other words under one key."""
        if not self.terms:
            return self.key
        words = sha256("\n".join(sorted(self.terms)).encode()).hexdigest()
        return f"{self.key}/{words[:12]}"

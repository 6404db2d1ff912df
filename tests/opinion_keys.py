"""Keys of the jury's words for tests that have no archive to keep them in."""

from __future__ import annotations

from ingest.archive.sealing import new_key


class KeysInMemory:
    """Implements `store.reviews.sealed_words.OpinionKeys`; each makes its own."""

    def __init__(self) -> None:
        self._secret, _ = new_key()

    def known(self, *, fresh: bool = False) -> tuple[str, ...]:
        """The one key."""
        del fresh
        return (self._secret,)

    def ensured(self) -> str:
        """The same."""
        return self._secret

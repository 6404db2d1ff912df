"""The letters that went out, looked up for the mails at hand: they may be hundreds of thousands."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from parsers.values.letters import NO_LETTERS

if TYPE_CHECKING:
    from parsers.values.letters import LetterClues, SentLetters
    from store import Store


class LettersOnCall:
    """As a judge asks for them; whether there are any is asked once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __bool__(self) -> bool:
        return self._any

    @cached_property
    def _any(self) -> bool:
        with self._store.peek() as transaction:
            return transaction.answers.any_sent()

    def about(self, clues: LetterClues) -> SentLetters:
        """Those that mails with these clues may be about."""
        if not self:
            return NO_LETTERS
        with self._store.peek() as transaction:
            return transaction.answers.sent(clues)

"""By what a person is named in what others wrote, and striking it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from store.search.phone_numbers import number_in, spellings
from store.search.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.values.evidence import JSON
    from store.search.words import Word

STRUCK = "█"
"""What stands for words that were struck out."""

TYPED = frozenset({"q", "name", "why"})
"""Fields of a query string that somebody typed."""
LEAST = 3
"""Letters that tell the beginning of a name."""

Phrase = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """Folded phrases (`store.search.words`): case, accents and dots do not matter."""

    own: frozenset[Phrase] = frozenset()
    """That name this person and nobody else: full name, addresses, telephone, names of files."""
    loose: frozenset[Phrase] = frozenset()
    """That may name others as well (a family name): struck out where nothing but a search is lost."""

    @classmethod
    def of(
        cls, *, own: Iterable[str | None], loose: Iterable[str | None] = (), phones: Iterable[str | None] = ()
    ) -> Names:
        """A name of one word is not a person's own: many have it. A telephone number is, in every spelling."""
        phrases = {_phrase(one) for one in own if one}
        alone = {phrase for phrase in phrases if len(phrase) < 2 and not any(map(str.isdigit, "".join(phrase)))}
        family = {_phrase(one) for one in loose if one}
        numbers = {spelled for one in phones if one and (read := number_in(one)) for spelled in spellings(read)}
        return cls(own=frozenset((phrases - alone - {()}) | numbers), loose=frozenset((family | alone) - {()}))

    def beside(self, *others: str | None) -> Names:
        """Without what is the name of others too."""
        return Names(own=self.own - {_phrase(one) for one in others if one}, loose=self.loose)

    def struck(self, text: str) -> str:
        """The text without the person's own names."""
        spans = list(_spans(list(words(text)), self.own))
        for start, end in reversed(spans):
            text = text[:start] + STRUCK + text[end:]
        return text

    def struck_of(self, value: JSON) -> JSON:
        """The same for every string of a JSON value; a search for the person (`view`) is struck out whole."""
        if isinstance(value, str):
            return self.struck(value)
        if isinstance(value, dict):
            return {key: self._of_entry(key, item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.struck_of(item) for item in value]
        return value

    def _of_entry(self, key: str, item: Any) -> JSON:  # noqa: ANN401 - any JSON
        if key in {"view", "words"} and isinstance(item, str):
            return STRUCK if self.asked(item) else item
        return self.struck_of(item)

    def asked(self, query: str) -> bool:
        """Whether a search, or a list's query string, looks for this person: by a name, or the beginning of one.

        What names this person alone is one in every field (a tag, a town): people choose what stands there.
        """
        fields = parse_qsl(query)
        if any(self.struck(value) != value for _, value in fields):
            return True
        typed = [value for key, value in fields if key in TYPED] if fields else [query]
        found = [word for text in typed for word in words(text)]
        if any(True for _ in _spans(found, self.own | self.loose)):
            return True
        parts = {part for phrase in self.own | self.loose for part in phrase}
        begun = [word.folded for word in found if len(word.folded) >= LEAST]
        return bool(fields) and any(part.startswith(word) for word in begun for part in parts)


def _phrase(name: str) -> Phrase:
    return tuple(word.folded for word in words(name))


def _spans(found: list[Word], phrases: frozenset[Phrase]) -> Iterable[tuple[int, int]]:
    """Where one of the phrases stands, the longest first, none within another."""
    folded, at = tuple(word.folded for word in found), 0
    longest = max(map(len, phrases), default=0)
    while at < len(folded):
        length = next((n for n in range(min(longest, len(folded) - at), 0, -1) if folded[at : at + n] in phrases), 0)
        if length:
            yield found[at].start, found[at + length - 1].end
        at += length or 1

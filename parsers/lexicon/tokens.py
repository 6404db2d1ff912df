"""The words of a folded text with their offsets, as phrases are compared with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

ENDING = (
    r"(?:\((?:e|ne|le|s|es|rice|trice|euse|in|innen)\)"
    r"|(?<=[^\W\d_]{3})(?:[·.*:](?:e|ne|le|rice|trice|euse|in|innen)(?:[·.]?s)?(?!\w)|/(?:e|ne|trice|rice|in)(?![\w/])))"
)
"""An ending of inclusive writing: "nommé(e)", "Lehrer:in"."""
_TOKEN = re.compile(
    r"([a-z]++(?= )|(?<![^\W_])[^\W\d_](?:\.[^\W\d_](?![^\W_]))+\.?"  # c.p.m.s.
    rf"|\d+|[^\W\d_]+{ENDING}?(?:'(?!s(?!\w))(?=\w)|(?<!\ws)'\Z)?"
    r"|-(?!\w)|(?<!\w)-"
    r"|[^\w\s-])"
)
"""In a group, so that to split a text by it gives the tokens and what stands between."""
_PLAIN = re.compile(r"(?:(?:[a-z]++|[0-9]++)(?: |\Z))*+")
"""Words and numbers with nothing but a space between them, which are tokens as they are."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a folded text, in order.

    A token is a word, with the apostrophe that elides it ("l'"), or one mark of punctuation. A hyphen between words
    parts them as a space does, and a number stands apart from the letters written to it ("16h" is "16" and "h"). A
    dotted abbreviation is one word without its dots ("c.p.m.s." is "cpms"), and the endings of inclusive writing do
    not count ("nommé(e)", "Lehrer:in").
    """

    written: list[str]
    """As they stand there."""
    starts: list[int]
    ends: list[int]

    @property
    def words(self) -> list[str]:
        """As phrases are compared with them."""
        return list(map(bare, self.written))


def tokens(text: str) -> Tokens:
    """The tokens of a folded `text`."""
    pieces = _TOKEN.split(text)
    edges = list(accumulate(map(len, pieces)))
    ends = edges[1::2]
    return Tokens(pieces[1::2], edges[: 2 * len(ends) : 2], ends)


def written(text: str) -> list[str]:
    """The tokens of a folded `text` as they stand there: `bare` makes words of them."""
    return text.split() if _PLAIN.fullmatch(text) else _TOKEN.findall(text)


def bare(written: str) -> str:
    """The word that is written so: without the dots of an abbreviation, and without an ending of inclusive writing."""
    if len(written) == 1 or written.isalnum():
        return written
    at = next(at for at, character in enumerate(written) if not character.isalnum())
    if at == 1 and written[1] == ".":
        return written.replace(".", "")
    return f"{written[:at]}'" if written.endswith("'") else written[:at]


def is_word(token: str) -> bool:
    """Whether a token is a word or a number, no mark."""
    return token[0].isalnum()

"""What a report says in words, where a server writes none of the standard form, or no more than a number in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.lexicon.vocabulary import vocabulary
from parsers.mail.reports.delivery_status import LONGEST_SAID, STATUS, first_status, plain
from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

ADDRESS = re.compile(
    r"(?<![^\s<>()\[\]\",;:@|&])[^\s<>()\[\]\",;:@|&]{1,120}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,9}"
)
"""From where a word begins: a search from within each long word would cost its length again and again."""
_LONGEST = 20_000
_REPLY = re.compile(r"(?<![\d.-])([45]\d\d)(?:[ -]|\s?#?[45]\.\d|,|:)")
"""The reply of a server: 550 (RFC 5321, 4.2)."""
_DELAY, _GIVEN_UP = vocabulary("reports.delay"), vocabulary("reports.given_up")
_REFUSAL = vocabulary("reports.refusal")
_BRACKETS = re.compile(r"[()]")
_LINES = 4
"""Lines that a sentence of a server may take."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """What the words say."""

    addresses: tuple[str, ...]
    """In order, each as it was before it was rewritten."""
    said: str
    """The server's own sentence."""
    status: str | None
    delayed: bool
    """It is still tried."""


def read_wording(subject: str | None, text: str, not_these: Collection[str] = ()) -> Wording:
    """What the words of a report say, without what it returns of the mail. `not_these` addresses are its own."""
    words = text[:_LONGEST]
    said = _sentence(words)
    return Wording(
        addresses=tuple(address for address in addresses_in(words) if address not in not_these),
        said=said,
        status=_status(said) or _status(words),
        delayed=is_delay(subject or "", words),
    )


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses of a text, each once and in order."""
    found = (plain(match[0].strip(".'*=")) for match in ADDRESS.finditer(text))
    return tuple(dict.fromkeys(found))


def is_delay(subject: str, words: str) -> bool:
    """Whether a report says that a mail is still tried: in its subject, or in words that do not say it was given up."""
    flat, title = (fold(_BRACKETS.sub(" ", text)) for text in (words, subject))
    return bool(_DELAY.search(title) or (_DELAY.search(flat) and not _GIVEN_UP.search(flat)))


def _sentence(words: str) -> str:
    """The first lines with the reply of a server; else that say why; else that stand under the address."""
    lines = [line.strip(" \t>|") for line in words.split("\n")]
    for tells in (_replies, _refuses, _has_address):
        for at, line in enumerate(lines):
            if tells(line):
                return _from(lines, at)
    return ""


def _replies(line: str) -> bool:
    return bool(_REPLY.search(line) or STATUS.search(line))


def _refuses(line: str) -> bool:
    return bool(_REFUSAL.search(fold(line)))


def _has_address(line: str) -> bool:
    return ADDRESS.search(line) is not None


def _from(lines: list[str], at: int) -> str:
    return " ".join(" ".join(_sentence_lines(lines, at)).split())[:LONGEST_SAID]


def _sentence_lines(lines: list[str], at: int) -> Iterator[str]:
    for line in lines[at : at + _LINES]:
        if not line:
            return
        yield line


def _status(text: str) -> str | None:
    """An enhanced code, else by the class of a reply."""
    if told := first_status(text):
        return told
    reply = _REPLY.search(text)
    return f"{reply[1][0]}.0.0" if reply else None

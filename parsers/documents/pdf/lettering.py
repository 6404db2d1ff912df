"""Whether letters make words: a font may name other letters than it draws, and no reader of text can see that.

Three signs, all of the papers' languages (fr, nl, de, en): capitals and signs within small letters ("MathØmatiques",
"expŽrience"), a page that is symbols for the most part, and a page of words among which the small words of every
language are missing.
"""

from __future__ import annotations

import re
import unicodedata

from parsers.documents.image.language_words import SMALL_WORDS

STRANGE_SHARE = 0.004
"""Of the letters."""
STRANGE_LEAST = 3
WORDS_TO_JUDGE = 60
"""A page of fewer words may hold names and figures only."""
GUESSED_WORDS = 5
SMALL_WORDS_LEAST = 0.02
"""Of all words; CVs in the style of telegrams have three times as many."""
_WITHIN = re.compile(r"(?<=[^\W\d_])[^\x00-\x7f](?=[^\W\d_]|[^\x00-\x7f])")
_STRANGE = frozenset({"Lu", "Sm", "So", "Sk", "Sc", "Co", "Cn", "Cc"})
SYMBOL_SHARE, SYMBOLS_LEAST = 0.15, 10
"""Bullets and icons are fewer."""
_WORD = re.compile(r"[a-zA-Z\u00c0-\u024f]{2,}")
"""Of Latin letters: other scripts are not judged."""
_SYMBOL = frozenset({"So", "Co", "Cn", "Cc"})
_ANY_SMALL = frozenset().union(*SMALL_WORDS.values())


def strange_letters(text: str) -> int:
    """How many capitals beyond ASCII, signs and unknown characters stand behind a small letter within a word."""
    found = (match for match in _WITHIN.finditer(text) if text[match.start() - 1].islower())
    return sum(unicodedata.category(match[0]) in _STRANGE and match[0] not in "°²³" for match in found)


def symbols(text: str) -> int:
    """How many characters are symbols, private or unknown ones; a few of them are bullets and icons."""
    found = sum(unicodedata.category(sign) in _SYMBOL for sign in text if sign > "\x7f")
    marks = sum(not sign.isspace() for sign in text)
    return found if found > max(SYMBOLS_LEAST, SYMBOL_SHARE * marks) else 0


def small_word_share(text: str, *, least: int = WORDS_TO_JUDGE) -> float:
    """The share of small words of any of the languages among the words; 1 where there are fewer than `least`."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return sum(word in _ANY_SMALL for word in words) / len(words) if len(words) >= max(1, least) else 1.0


def is_doubtful(text: str, *, guessed: bool = False) -> bool:
    """Whether a page's letters seem to be others than those that it shows; few words tell where they are `guessed`."""
    letters = sum(map(str.isalpha, text))
    return (
        bool(symbols(text))
        or strange_letters(text) > max(STRANGE_LEAST, STRANGE_SHARE * letters)
        or small_word_share(text, least=GUESSED_WORDS if guessed else WORDS_TO_JUDGE) < SMALL_WORDS_LEAST
    )

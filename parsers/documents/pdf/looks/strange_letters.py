"""Letters that seem to be others than those that a page shows: no reader of text can see that, its words can.

A font may name other letters than it draws; a reader may lose the blanks between words, or take a column of letters
for lines.
"""

from __future__ import annotations

import re
import unicodedata

from parsers.documents.image.language_words import SMALL_WORDS
from parsers.documents.pdf.glyphs.fonts import UNKNOWN

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
    """Whether a page's letters seem to be others than those that it shows; few words tell where they are `guessed`.

    Signs of any language: letters that stand alone, lost blanks, a page that is symbols for the most part. Of the
    papers' languages (fr, nl, de, en): capitals and signs within small letters ("MathØmatiques", "expŽrience"), and a
    page of words among which the small words of every language are missing.
    """
    letters = sum(map(str.isalpha, text))
    return (
        bool(symbols(text))
        or is_scattered(text)
        or is_run_together(text)
        or strange_letters(text) > max(STRANGE_LEAST, STRANGE_SHARE * letters)
        or small_word_share(text, least=GUESSED_WORDS if guessed else WORDS_TO_JUDGE) < SMALL_WORDS_LEAST
    )


def is_strange(line: str) -> bool:
    """Whether a line holds a word that no script writes so.

    Unknown, private or control characters and signs within it ("lka╗bg", "d?finitif"), letters of two scripts (an
    Arabic ligature in a French word), or so many letters that its blanks are lost.
    """
    return any(map(_is_strange_word, line.split()))


def _is_strange_word(token: str) -> bool:
    if token.isascii() and token.isalpha():
        return len(token) > LONGEST_WORD
    if _scripts(token) > 1:
        return True
    if _ADDRESS.search(token):
        return False
    return bool(_BROKEN.search(token) or _signs_within(token) or _is_endless(token))


def _signs_within(token: str) -> int:
    """How many capitals, signs, private and control characters stand where a letter should."""
    return strange_letters(token) + sum(unicodedata.category(sign) in _NO_LETTER for sign in _BETWEEN.findall(token))


def _scripts(token: str) -> int:
    """How many scripts its letters belong to; a lone Greek letter ("µm", "α-tests") is none."""
    return len({_script(sign) for sign in token if sign.isalpha()})


def _script(letter: str) -> str:
    if letter < "\u0370" or unicodedata.normalize("NFKC", letter)[:1] < "\u0370":
        return "LATIN"
    return "EAST ASIAN" if "\u2e80" <= letter < "\ufb00" else unicodedata.name(letter, "?").partition(" ")[0]


def _is_endless(token: str) -> bool:
    return max(map(len, _LETTERS.findall(token)), default=0) > LONGEST_WORD


LONGEST_WORD = 40
"""Letters; German has words of 39."""
_ADDRESS = re.compile(r"[/=&]|www\.")
_BROKEN = re.compile(rf"[^\W\d_][?{UNKNOWN}][^\W\d_]|{UNKNOWN}[^\W\d_]|[^\W\d_]{UNKNOWN}")
_NO_LETTER = frozenset({"Sm", "So", "Sk", "Co", "Cn", "Cc"})
_BETWEEN = re.compile(r"(?<=[^\W\d_])[^\w\s\x20-\x7e°²³®©™→´¨](?=[^\W\d_])")
_LETTERS = re.compile(r"[^\W\d_]+")


def is_scattered(text: str) -> bool:
    """Whether most of a page's letters stand alone: a column of letters, or words spaced out by letters."""
    words = [word for word in _LETTERS.findall(text) if not (len(word) == 1 and word > "\u2e80")]
    single = sum(len(word) == 1 for word in words)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    short = sum(len(line) == 1 and line.isalpha() for line in lines)
    letters = sum(map(len, words))
    return (single > SCATTERED and single > letters / 2) or (short > SCATTERED and short > len(lines) / 2)


SCATTERED = 10
"""So many letters may stand alone on any page."""


def is_run_together(text: str) -> bool:
    """Whether a page's blanks are lost: most letters stand in words longer than nearly all of any language."""
    words = [word for token in text.split() if not _ADDRESS.search(token) for word in _LETTERS.findall(token)]
    letters = sum(len(word) for word in words if word < "\u2e80")
    return sum(len(word) for word in words if len(word) > LONG and word < "\u2e80") > max(LONG, letters / 3)


LONG = 24
"""Letters; of the words of a German page one in a hundred is longer."""

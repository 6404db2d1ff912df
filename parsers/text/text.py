"""Reading text: folding with offsets back to the original, lines and sentences as spans of it.

Every rule matches on folded text and quotes the original: a `Folded` knows where each of its characters came from.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from parsers.text.marks import DIGITS, in_word
from parsers.values.evidence import QUOTE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST = 1200
"""A sentence of more characters is none: a table, a list without stops, an attack."""

_LIGATURES = {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
_FAMILIES = {"'": "'’‘`´ʼ‛′", "-": "-‐‑‒–—―−⁃﹘﹣", '"': '"“”„‟«»', "": "\u00ad\u200b\u200c\u200d\u2060\ufeff"}
_PLAINER = _LIGATURES | {character: plain for plain, family in _FAMILIES.items() for character in family}
"""What Unicode does not decompose: letters in two, one sort of apostrophe, dash and quote, nothing that is unseen."""

_SHORT = 600
"""Characters of a text that is folded once and kept: a name, a word, a line, a row of a career."""
_KEPT = 1 << 15
"""So many of them: more than the rows of a text, through which reader after reader goes from the first to the last."""
_ROW = 4_000
"""Characters of a row that is folded once and kept, as long as the next ones are read: a paragraph, a table's line."""
PLENTY = 12
"""So many matches of one rule in one sentence are enough: what says more says the same, or attacks."""


class Span(NamedTuple):
    """A stretch of a text, end exclusive, in characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The stretch itself."""
        return text[self.start : self.end]


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    """What one character becomes: lower case, no accent, one sort of apostrophe, dash, quote and space."""
    if character in _PLAINER:
        return _PLAINER[character]
    if character.isspace():
        return " "
    lowered = unicodedata.normalize("NFKD", character).casefold()
    decomposed = unicodedata.normalize("NFKD", lowered).casefold()
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    return "".join(_PLAINER.get(c, c) for c in kept)  # one that is decomposed may hold an apostrophe or a dash


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Folded:
    """A text folded, and for each folded character the offset of the original one it came from."""

    text: str
    offsets: Sequence[int]
    """One more than the characters of `text`: the last is where the original ends."""

    def span(self, start: int, end: int) -> Span:
        """Where the folded characters `start` to `end` stand in the original."""
        if end <= start:
            return Span(self.offsets[start], self.offsets[start])
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def place(self, offset: int) -> int:
        """Where the original's character at `offset` stands here, or what follows it."""
        return bisect_left(self.offsets, offset)


_KNOWN = {
    character: _fold_character(character)
    for character in map(chr, (*range(0x21, 0x530), *range(0x2010, 0x2040)))
    if len(_fold_character(character)) == 1 and not _fold_character(character).isspace()
}
_LIKE_L = "".join(character for character, plain in _KNOWN.items() if plain == "l" and character != "l")


def _ranges(characters: list[str]) -> str:
    """Characters in order as a class of a pattern has them: those that follow each other as a range."""
    runs = (list(run) for _, run in groupby(enumerate(characters), key=lambda told: ord(told[1]) - told[0]))
    return "".join(f"{re.escape(run[0][1])}-{re.escape(run[-1][1])}" for run in runs)


_UNLIKE = _ranges(sorted(character for character in _KNOWN if character not in f"-lI{_LIKE_L}"))
_PLAIN = re.compile(
    rf"(?:[{_UNLIKE}]++| (?!\s)|-(?![ \t\r]*\n)|l(?=[a-ko-z])|(?<=[a-z])l|I(?=[\0-`])|(?<=[\0-`])I|"
    rf"[{_LIKE_L}](?=[A-KO-Za-ko-z])|(?<=[^\W_])[{_LIKE_L}])++"
)
"""A stretch of which each character becomes one other, whatever stands beside it: almost all of a text."""
_SPACES = re.compile(r"\s+")
_FOLDED_PLAIN = str.maketrans(_KNOWN)
_ASCENDING = array("l", range(1 << 16))
"""To cut offsets from: counting anew costs more than all else."""


@lru_cache(maxsize=_KEPT)
def folded(text: str, start: int = 0, end: int | None = None) -> Folded:
    """Fold `text[start:end]`; offsets count in the whole of `text`.

    Runs of white space become one space, a word hyphenated at a line's end becomes whole. A text of some length is
    folded once, and what readers ask of it, each for itself, is cut from there.
    """
    return _part(text, _once(text), start, len(text) if end is None else end)


def _once(text: str) -> Folded:
    """All of a text, folded; kept, the longer it is the fewer."""
    if len(text) <= _SHORT:
        return _short(text)
    return _row(text) if len(text) <= _ROW else _whole(text)


def _part(text: str, whole: Folded, start: int, stop: int) -> Folded:
    """A part out of the whole, but for one that ends at a hyphen: it may not know that the word goes on."""
    if start == 0 and stop == len(text):
        return whole
    if text[start:stop].rstrip()[-1:] == "-":
        return _fold(text, start, stop)
    first = bisect_left(whole.offsets, start)
    last = bisect_left(whole.offsets, stop, first)
    first += first < last and whole.text[first] == " "
    if whole.offsets[last] == stop:
        return Folded(text=whole.text[first:last], offsets=whole.offsets[first : last + 1])
    return Folded(text=whole.text[first:last], offsets=array("l", (*whole.offsets[first:last], stop)))


@lru_cache(maxsize=4)
def _whole(text: str) -> Folded:
    """A document, or a mail's body: reader after reader asks for its sentences and rows."""
    return _fold(text, 0, len(text))


@lru_cache(maxsize=256)
def _row(text: str) -> Folded:
    """Of an entry on a long row reader after reader asks for the row."""
    return _fold(text, 0, len(text))


@lru_cache(maxsize=_KEPT)
def _short(text: str) -> Folded:
    """Names and words come again and again: with every mail of a candidate all that is known is compared anew, and
    every reader of a career looks at each of its rows.
    """
    return _fold(text, 0, len(text))


def _fold(text: str, start: int, stop: int) -> Folded:
    """Fold `text[start:stop]`."""
    plain = _PLAIN.match(text, start, stop)
    if plain and plain.end() == stop and text[start] != " ":
        return Folded(text=_of_plain(plain.group()), offsets=range(start, stop + 1))
    pieces: list[str] = []
    offsets = array("l")
    spaced, at = True, start
    while at < stop:
        if spaced and text[at] == " ":
            at += 1
            continue
        begin, plain = at, _PLAIN.match(text, at, stop)
        if plain:
            at = plain.end()
            piece = _of_plain(plain.group())
            offsets.extend(_ASCENDING[begin:at] if at <= len(_ASCENDING) else array("l", range(begin, at)))
        else:
            piece, at = _fold_at(text, at, stop)
            piece = "" if spaced and piece == " " else piece
            offsets.extend([begin] * len(piece))
        pieces.append(piece)
        spaced = piece[-1] == " " if piece else spaced
    offsets.append(stop)
    return Folded(text="".join(pieces), offsets=offsets)


def _of_plain(stretch: str) -> str:
    """What a stretch becomes of which each character becomes one other; of ASCII the small letters, but for a "`"."""
    return stretch.lower() if stretch.isascii() and "`" not in stretch else stretch.translate(_FOLDED_PLAIN)


def _fold_at(text: str, at: int, stop: int) -> tuple[str, int]:
    """What the character at `at` becomes beside its neighbours, and where the text goes on."""
    if spaces := _SPACES.match(text, at, stop):
        return " ", spaces.end()
    if text[at] == "-" and (after := _hyphenated(text, at, stop)):
        return "", after
    piece = _fold_character(text[at])
    if piece == "l" and _is_misread(text, at):
        piece = "i"
    elif text[at] == "I" and text[at - 1 : at].islower() and text[at + 1 : at + 2].islower():
        piece = "l"
    return piece, at + 1


def _is_misread(text: str, at: int) -> bool:
    """Whether OCR read an i as this l: among capitals ("EXPÉRlENCE"), or before n or m at a word's beginning ("ln")."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if text[at] == "l" and before.isupper() and (after.isupper() or not after.isalpha()):
        return at > 1 and text[at - 2 : at].isupper() and text[at - 2].isalpha()
    return _fold_character(after) in {"n", "m"} and not before.isalnum() and text[at + 2 : at + 3].isalpha()


def _hyphenated(text: str, at: int, stop: int) -> int:
    """Where a word goes on that a line's end has cut at this hyphen, or 0."""
    if at == 0 or not text[at - 1].islower():
        return 0
    after = at + 1
    while after < stop and text[after] in " \t\r":
        after += 1
    if after >= stop or text[after] != "\n":
        return 0
    while after < stop and text[after] in " \t\r\n":
        after += 1
    return after if after < stop and text[after].islower() else 0


def fold(text: str) -> str:
    """Lower case, no accents, ligatures undone, runs of white space as one space: for comparing and matching."""
    if len(text) <= _SHORT:
        return _short_flat(text)
    return (_row(text) if len(text) <= _ROW else _fold(text, 0, len(text))).text.strip()


@lru_cache(maxsize=_KEPT)
def _short_flat(text: str) -> str:
    bare = text.strip()
    if _PLAIN.fullmatch(bare):
        return _of_plain(bare)
    return _short(text).text.strip()


def line_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The lines of `text[start:end]` that hold something, white space around them left out."""
    if start == 0 and end is None:
        yield from _whole_lines(text)
    else:
        yield from _lines_between(text, start, len(text) if end is None else end)


@lru_cache(maxsize=4)
def _whole_lines(text: str) -> tuple[Span, ...]:
    """The lines of a document: its sentences, headings and rows are made of them."""
    return tuple(_lines_between(text, 0, len(text)))


def _lines_between(text: str, start: int, stop: int) -> Iterator[Span]:
    for match in _LINE.finditer(text, start, stop):
        line = match.group()
        left = match.start() + len(line) - len(line.lstrip())
        right = match.start() + len(line.rstrip())
        if left < right:
            yield Span(left, right)


def lines(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """`line_spans` as a tuple."""
    return tuple(line_spans(text, start, end))


def every_line(text: str) -> list[Span]:
    """What stands between the line feeds of `text`, empty lines too."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029\x85]+")
_BULLET = re.compile(
    r"[★☆✦•●▪◦‣■□○·*→➢➤✓✔\uf0b7\uf0a7\uf0d8\uf02d]|[-–—›>❖♦◆❧o](?=\s)|[a-z0-9]{1,2}[.)](?=\s)|\(?\d{1,2}\)(?=\s)",
    re.IGNORECASE,
)
_GOING_ON = (
    "a au aux avec chez comme dans de des du en et la le les ma mon mes ou par pour que qui "
    "sa se ses son sous sur un une votre vos d' l' j' m' n' s' t' c' qu' "
    "aan als bij dat de die door een het ik in met mijn naar om op te tot uit van voor wat "
    "als am an auf bei das dem den der des die ein eine einem einen einer fur im in mein meine mit "
    "seit und vom von zu zum zur "
    "a and as at by for from in my of on or that the to which with"
)
"""Small words, in four languages, that no sentence ends with; no lexicon set: the lexicon is read by what is here."""
_OPEN_WORDS = frozenset(_GOING_ON.split())
_PROSE_WIDTH = 55
"""From this many characters a line is one of running text, which its margin has cut."""
_SHORTENED = (
    "m mm mr mrs ms mme mmes mlle dr drs prof pr st ste art al apr aout av avr bv bzw ca cf d d.h "
    "dec dez dhr dipl ec env etc ev ex fevr feb fr hr incl inkl ing inst jan janv jr juil lic max "
    "mevr min mrt nov nr o.a oct okt p p.ex resp sec sept sep str tel u u.a usw v vgl vol z z.b "
    "zgn i.e e.g no n bd av boul chee ch"
)
"""Words that are written short, with a full stop behind them that ends no sentence."""
_SHORT_WORDS = frozenset(_SHORTENED.split()) | frozenset("abcdefghijklmnopqrstuvwxyz")
_STOP = re.compile(r"(?<![.!?…])[.!?…]+[\"»”’')\]]*(?=\s)|;(?=\s)")
"""Looked for once in a run of dots, from its beginning: whether white space follows is the same from each of them."""
_COUNTED = "jan feb mars marz marc apr mai mei jun jul aug sep okt nov dez dec jahrg klasse stufe schul grad leerjaar"
"""How words begin that follow a German or Dutch ordinal, which has a full stop: "1. September", "2. Stufe"."""


def paragraphs(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Lines joined where a margin and not the writer has cut them; a bullet, a label or a short line stands alone."""
    joined: list[Span] = []
    for line in line_spans(text, start, end):
        if joined and _runs_on(text, joined[-1], line):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return tuple(joined)


def _runs_on(text: str, before: Span, line: Span) -> bool:
    """Whether `line` goes on with the sentence that the line at the end of `before` began."""
    gap = text[before.end : line.start]
    if gap.count("\n") > 2 or "\f" in gap or _BULLET.match(text, line.start, line.end):
        return False
    last_start = max(before.start, text.rfind("\n", before.start, before.end) + 1)
    last = text[last_start : before.end].rstrip()
    if last[-1:] in ".!?:;…" or "\t" in last.strip():
        return False
    head = text[line.start : line.end]
    if _goes_on(fold(last[-24:])) and not (gap.count("\n") > 1 and last.endswith(",") and head[0].isupper()):
        return True
    if gap.count("\n") > 1:
        return len(last) >= _PROSE_WIDTH and head[0].islower()
    if head[0].islower():
        return len(last) >= 25 or len(head) >= 25 or (last.endswith("-") and last[-2:-1].isalpha())
    return len(last) >= _PROSE_WIDTH and _is_prose(last) and not _ENTRY.match(head)


def _goes_on(end: str) -> bool:
    """Whether a sentence goes on behind the folded end of a line: a comma, a bracket, a small word."""
    start = next((at for at in range(len(end.removesuffix("'")), 0, -1) if not in_word(end, at - 1)), 0)
    return end.endswith((",", "(")) or end[start:] in _OPEN_WORDS


def _is_prose(line: str) -> bool:
    """Whether a line is running text: mostly words in lower case."""
    words = line.split()
    return sum(word[:1].islower() for word in words) * 2 >= len(words)


_ENTRY = re.compile(
    r"(?:\(?\d{1,2}[/.]\d|(?:19|20)\d\d\b|[^\s:]{2,24}(?: [^\s:]{1,16}){0,2} ?:\s|"
    r"(?:OUI|Oui|NON|Non|JA|Ja|NEIN|Nein|NEEN?|Neen?|YES|Yes|NO|No) ?[–—:,.-])"
)
"""What a line of its own begins with: a date, a label, the answer to what stands above."""


@lru_cache(maxsize=16)
def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The sentences of `text[start:end]`; a CV's line counts as one. They are kept: who asks once asks again."""
    whole = (span for paragraph in paragraphs(text, start, end) for span in _split(text, paragraph))
    return tuple(piece for span in whole for piece in cut(text, span, _LONGEST))


def cut(text: str, span: Span, longest: int) -> Iterator[Span]:
    """A sentence or row, in pieces where it is longer than anybody writes one: rules look at every word of it."""
    at = span.start
    while span.end - at > longest:
        space = text.rfind(" ", at + 1, at + longest)
        stop = space if space > at else at + longest
        yield Span(at, stop)
        at = stop
    yield Span(at, span.end)


def _split(text: str, paragraph: Span) -> Iterator[Span]:
    """Cut a paragraph at the full stops that end a sentence."""
    begin = paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if _ends_sentence(text, begin, stop, paragraph.end):
            yield Span(begin, stop.end())
            spaces = _SPACES.match(text, stop.end(), paragraph.end)
            begin = spaces.end() if spaces else stop.end()
    if begin < paragraph.end:
        yield Span(begin, paragraph.end)


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """Whether a full stop ends a sentence: not that of an abbreviation, an initial or a German ordinal."""
    if stop.group()[0] != ".":
        return True
    if stop.group() == "." and is_shortened(fold(text[max(begin, stop.start() - 12) : stop.start()])):
        return False
    ordinal = _is_ordinal(text[max(0, stop.start() - 3) : stop.start()])
    if ordinal and fold(text[stop.end() : stop.end() + 20]).startswith(tuple(_COUNTED.split())):
        return False
    after = text[stop.end() : min(end, stop.end() + 20)].lstrip()
    return not after or not (after[0].islower() or after[0] in ":,;)")


def is_shortened(before: str) -> bool:
    """Whether the word that stands before a full stop, folded, is an abbreviation or an initial."""
    return before[max(before.rfind(mark) for mark in " (\"'/") + 1 :] in _SHORT_WORDS


def _is_ordinal(before: str) -> bool:
    """Whether a number of one or two digits stands before a full stop, of which the last three characters are given."""
    return 0 < len(before) - len(before.rstrip(DIGITS)) < 3


def squeeze_quote(text: str, span: Span, focus: Span) -> Span:
    """The sentence, or where it is longer than a quote may be, the stretch of it around `focus`, at words' ends."""
    if span.end - span.start <= QUOTE_LIMIT:
        return span
    room = max(0, QUOTE_LIMIT - (focus.end - focus.start))
    start = max(span.start, focus.start - room // 2)
    end = min(span.end, start + QUOTE_LIMIT)
    start = max(span.start, end - QUOTE_LIMIT)
    if start > span.start:
        start = _after_space(text, start, focus.start)
    if end < span.end:
        end = max(text.rfind(" ", focus.end, end), focus.end) if focus.end < end else end
    return Span(start, end)


def _after_space(text: str, start: int, limit: int) -> int:
    """The first word's beginning at or after `start`, at most `limit`."""
    space = text.find(" ", start, limit)
    return space + 1 if space >= 0 else start

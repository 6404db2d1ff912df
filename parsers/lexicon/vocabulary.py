"""What readers ask of the lexicon: whether, and where, a text says a phrase of a set.

A set is a table of the data files (`people.toml`, table `title`: the set `people.title`), all languages together.
A mention that stands within one of the set's exceptions is none ("école" in "école de conduite").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from parsers.lexicon.automaton import EXCEPTS, Automaton, bit_of, mask_of
from parsers.lexicon.data import DATA, LexiconError, tables
from parsers.lexicon.syntax import PhraseError, parts
from parsers.text.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from parsers.lexicon.automaton import Part, Pass


_WHOLE = 500_000
"""Characters of a text that is looked through at once: what no person wrote is read part by part."""
_ROOM = 1 << 22
"""Characters of the texts that are kept with what they say: the sentences, lines and cells of any document, through
which reader after reader goes from the first to the last.
"""
_ALONE = 8
"""So many times the room takes a text that is no part of the expected one: its words are kept too."""
_LONG = 8
"""So many texts are kept at the least, however long."""
_KEPT = 512
"""So many texts are kept of which a glance has told whether they say anything."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrase:
    """One line of a data file."""

    language: str
    set: str
    written: str
    excepted: bool = False


class Lexicon:
    """All sets of a folder of data files."""

    def __init__(self, folder: Path = DATA) -> None:
        self.phrases: list[Phrase] = []
        self.sets: set[str] = set()
        self._automaton = Automaton()
        for table in tables(folder):
            if table.grammar:
                continue
            self.sets.add(table.name)
            for written, excepted in chain(
                ((line, False) for line in table.phrases), ((line, True) for line in table.exceptions)
            ):
                phrase = Phrase(language=table.language, set=table.name, written=written, excepted=excepted)
                self._add(phrase)
        if unknown := self._automaton.unknown_sets():
            raise LexiconError(f"{folder}: no table has the sets {sorted(unknown)}")
        if edged := self._automaton.edged_sets():
            raise LexiconError(f"{folder}: phrases name {sorted(edged)}, which have phrases with ^ or $")
        self._whole: _Whole | None = None

    def _add(self, phrase: Phrase) -> None:
        try:
            told = parts(phrase.written)
            self._automaton.add(told, len(self.phrases), name=phrase.set, excepted=phrase.excepted)
        except PhraseError as error:
            raise LexiconError(f"{phrase.language}: [{phrase.set}]: {phrase.written!r} {error}") from error
        self.phrases.append(phrase)

    def expect(self, text: str) -> None:
        """A folded text of which lines, cells and sentences will be asked: it is looked through once, they are not.

        Of a page, or of somebody's own words in a mail, those of the text that holds them are asked.
        """
        if self._whole is None or text not in self._whole.text:
            self._whole = _Whole(text, self._automaton) if len(text) <= _WHOLE else None

    def automaton_of(self, names: Iterable[str]) -> Automaton:
        """One of these sets alone, and of those that their phrases name: it finds of them what all would."""
        made, waiting, known = Automaton(), set(names), set()
        while waiting:
            known |= waiting
            asked: set[str] = set()
            for number, phrase in enumerate(self.phrases):
                if phrase.set in waiting:
                    told = parts(phrase.written)
                    made.add(told, number, name=phrase.set, excepted=phrase.excepted)
                    elements = chain.from_iterable(chain.from_iterable(told))
                    asked |= {element.value for element in elements if element.kind == "set"}
            waiting = asked - known
        return made

    def hits(self, text: str) -> set[int]:
        """The numbers of the phrases that a folded text says; `phrases` tells them."""
        return {number for *_, said in self._automaton.read(text).whole().found() for number in said.phrases}

    def mentions(self, text: str) -> Mentions:
        """What a folded text says, out of the one that is expected or by itself."""
        if self._whole and (part := self._whole.part(text)):
            return Mentions(part, room=len(text))
        return Mentions(self._automaton.read(text).whole(), room=min(len(text) * _ALONE, _ROOM // _LONG))


class _Whole:
    """A text that is read when a part of it is asked."""

    def __init__(self, text: str, automaton: Automaton) -> None:
        self.text, self._automaton = text, automaton
        self._read: Pass | None = None

    def part(self, text: str) -> Part | None:
        """What a part says; None for what is no part of the text, or says something else by itself."""
        if self._read is None:
            self._read = self._automaton.read(self.text)
        return self._automaton.part(self._read, text)


class Mentions:
    """What a text says; it is looked up for the sets that are asked for."""

    __slots__ = ("_part", "_told", "mask", "room")

    def __init__(self, part: Part, *, room: int) -> None:
        self._part, self.mask, self.room = part, part.mask, room
        """The bits of the sets of which the text may say a phrase, of no others does it; what keeping it takes."""
        self._told: dict[int, Sequence[Span]] | None = None

    def of(self, names: tuple[str, ...], mask: int) -> Sequence[Span]:
        """The mentions of sets, in order; of those that begin alike the shortest first."""
        if self._told is None:
            self._told = {}
        told = self._told.get(mask)
        if told is None:
            told = self._told[mask] = self._of(names, mask)
        return told

    def _of(self, names: tuple[str, ...], mask: int) -> Sequence[Span]:
        found = self._part.found(mask)
        excepted = self._excepted(names) if found and self.mask & EXCEPTS else None
        if not excepted:
            return list(dict.fromkeys(Span(start, end) for start, end, _ in found))
        told = ((Span(start, end), [name for name in names if name in said.sets]) for start, end, said in found)
        counted = (span for span, sets in told if any(not _is_within(span, excepted.get(name, ())) for name in sets))
        return list(dict.fromkeys(counted))

    def _excepted(self, names: tuple[str, ...]) -> Mapping[str, Sequence[Span]]:
        """The exceptions of sets that are said, those alone that stand in no other: in order, as they end."""
        told: dict[str, list[Span]] = {}
        for start, end, said in self._part.found(EXCEPTS):
            for name in said.excepted:
                if name in names:
                    _add_outermost(told.setdefault(name, []), Span(start, end))
        return told

    def all(self) -> Mapping[str, Sequence[Span]]:
        """Those of all sets that are said."""
        names = dict.fromkeys(name for *_, said in self._part.found() for name in said.sets)
        told = {name: self.of((name,), bit_of(name)) for name in names}
        return {name: spans for name, spans in told.items() if spans}


def _add_outermost(spans: list[Span], span: Span) -> None:
    """Add the next span by its beginning, unless it stands in another; what stands in it goes."""
    if spans and span.end <= spans[-1].end:
        return
    if spans and spans[-1].start == span.start:
        spans.pop()
    spans.append(span)


def _is_within(span: Span, outermost: Sequence[Span]) -> bool:
    """Whether a span stands in one of these: of those that begin no later the last one ends last."""
    number = bisect_right(outermost, span.start, key=lambda other: other.start)
    return number > 0 and span.end <= outermost[number - 1].end


def lexicon() -> Lexicon:
    """The program's own lexicon, loaded at first use.

    Raises LexiconError, each time, for data that cannot be read and for a vocabulary of a set that no data file has.
    """
    loaded = _loaded()
    if isinstance(loaded, LexiconError):
        raise loaded
    return loaded


class _Read(OrderedDict[str, Mentions]):
    """What texts say; one is read when it is asked for the first time, and goes when there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self._taken = 0

    def __missing__(self, text: str) -> Mentions:
        told = lexicon().mentions(text)
        while self and self._taken + told.room > _ROOM:
            self._taken -= self.popitem(last=False)[1].room
        self[text] = told
        self._taken += told.room
        return told

    def clear(self) -> None:
        """Forget all."""
        super().clear()
        self._taken = 0


_READ = _Read()


@cache
def _loaded() -> Lexicon | LexiconError:
    """The lexicon, or why there is none: a broken phrase is looked for once, not by each who asks."""
    try:
        loaded = Lexicon()
        _check(_ASKED, loaded)
    except LexiconError as error:
        return error
    return loaded


def _check(names: Iterable[str], loaded: Lexicon) -> None:
    if unknown := sorted(set(names) - loaded.sets):
        raise LexiconError(f"no data file has {unknown}")


_ASKED: set[str] = set()
"""The sets that modules have named before the lexicon was loaded."""


def expect(text: str) -> None:
    """A folded text is going to be read, part by part."""
    lexicon().expect(text)


class Mention(NamedTuple):
    """A phrase found in a text; it is asked as a match of a pattern is."""

    text: str
    where: Span

    def start(self) -> int:
        """Where it begins."""
        return self.where.start

    def end(self) -> int:
        """Where it ends."""
        return self.where.end

    def span(self) -> Span:
        """Both."""
        return self.where

    def group(self) -> str:
        """The words."""
        return self.where.of(self.text)


_NONE: Iterator[Mention] = iter(())
"""Nothing more, for whoever asks."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A set of phrases, or several as one, asked as a compiled pattern is; every text is a folded one.

    A text is read once, for all sets: ask for a part of a sentence by `start` and `end`, do not cut it.
    """

    names: tuple[str, ...]
    mask: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mask", mask_of(self.names))

    def may_say(self, text: str) -> bool:
        """Whether a text may say any of them: where not, nothing else need be asked of it."""
        return bool(_READ[text].mask & self.mask)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
        """The mentions within `start` and `end`: the longest of those that begin alike, none within another."""
        mentions = _READ[text]
        if not mentions.mask & self.mask:
            return _NONE
        return self._within(mentions.of(self.names, self.mask), text, start, end)

    def _within(self, spans: Sequence[Span], text: str, start: int, end: int | None) -> Iterator[Mention]:
        stop, at = len(text) if end is None else end, start
        number = bisect_left(spans, (start, 0))
        while number < len(spans):
            begin = spans[number].start
            if begin >= stop:
                return
            longest = None
            while number < len(spans) and spans[number].start == begin:
                longest = spans[number] if spans[number].end <= stop else longest
                number += 1
            if longest and begin >= at:
                yield Mention(text, longest)
                at = longest.end

    def search(self, text: str, start: int = 0, end: int | None = None) -> Mention | None:
        """The first mention within `start` and `end`."""
        mentions = _READ[text]
        if not mentions.mask & self.mask or not (spans := mentions.of(self.names, self.mask)):
            return None
        return next(self._within(spans, text, start, end), None)

    def last(self, text: str, start: int = 0, end: int | None = None) -> Mention | None:
        """The last mention within `start` and `end`."""
        return max(self.finditer(text, max(0, start), end), key=Mention.end, default=None)

    def match(self, text: str, offset: int = 0, end: int | None = None) -> Mention | None:
        """The longest mention that begins at `offset`, white space and hyphens before it apart."""
        mentions = _READ[text]
        if not mentions.mask & self.mask:
            return None
        spans = mentions.of(self.names, self.mask)
        while spans and offset < len(text) and text[offset] in " -":
            offset += 1
        found = _longest_at(spans, offset, len(text) if end is None else end)
        return Mention(text, found) if found else None

    def before(self, text: str, offset: int, start: int = 0, *, reach: int = 0) -> Mention | None:
        """The longest mention after `start` that ends at `offset`, white space and at most `reach` characters apart."""
        mentions = _READ[text]
        spans = mentions.of(self.names, self.mask) if mentions.mask & self.mask else ()
        for number in range(bisect_left(spans, (start, 0)), len(spans)):
            span = spans[number]
            if span.start >= offset:
                break
            if span.end <= offset and len(text[span.end : offset].strip(" -")) <= reach:
                return Mention(text, span)
        return None

    def said(self, text: str) -> Iterator[str]:
        """The names of the sets that a text says."""
        mentions = _READ[text]
        if mentions.mask & self.mask:
            yield from (name for name in self.names if mentions.of((name,), bit_of(name)))

    def fullmatch(self, text: str) -> Mention | None:
        """The mention that is the whole text, white space apart."""
        found = self.match(text)
        return found if found and not text[found.end() :].strip() else None


def _longest_at(spans: Sequence[Span], offset: int, end: int) -> Span | None:
    """The longest of the mentions that begin at an offset, to `end` at most."""
    longest = None
    for number in range(bisect_left(spans, (offset, 0)), len(spans)):
        if spans[number].start != offset:
            break
        longest = spans[number] if spans[number].end <= end else longest
    return longest


class Glance:
    """Whether a text may say anything of some vocabularies: read by their sets alone, mostly no more than their words.

    What it denies none of them finds; of what it affirms they are to be asked.
    """

    def __init__(self) -> None:
        self.names: set[str] = set()
        """The sets that it looks for."""
        self._automaton: Automaton | None = None
        self.may_say = lru_cache(maxsize=_KEPT)(self._read)

    def add(self, asked: Vocabulary) -> None:
        """One more that it looks for."""
        self.names.update(asked.names)
        self._automaton = None
        self.may_say.cache_clear()

    def _read(self, text: str) -> bool:
        if self._automaton is None:
            self._automaton = lexicon().automaton_of(self.names)
        return self._automaton.may_say(text)


def vocabulary(*names: str) -> Vocabulary:
    """The set of that name, or several as one; the lexicon is not loaded for it.

    Raises LexiconError for a name that no data file has, or has the first who reads a text do so.
    """
    if _loaded.cache_info().currsize:
        _check(names, lexicon())
    else:
        _ASKED.update(names)
    return Vocabulary(names)


def united(*vocabularies: Vocabulary) -> Vocabulary:
    """Several vocabularies as one."""
    return Vocabulary(tuple(dict.fromkeys(chain.from_iterable(asked.names for asked in vocabularies))))

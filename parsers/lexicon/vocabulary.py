"""What readers ask of the lexicon: whether, and where, a text says a phrase of a set.

A set is a table of the data files (`people.toml`, table `title`: the set `people.title`), all languages together.
A mention that stands within one of the set's exceptions is none ("école" in "école de conduite").
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from parsers.lexicon.automaton import Automaton
from parsers.lexicon.data import DATA, LexiconError, tables
from parsers.lexicon.syntax import PhraseError, wordings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from parsers.lexicon.automaton import Pass
    from parsers.text.text import Span


_KEPT = 512
"""So many texts are kept with what they say: more than the sentences and lines of a document."""


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
        self.mentions = lru_cache(maxsize=_KEPT)(self._unread)

    def _add(self, phrase: Phrase) -> None:
        try:
            for wording in wordings(phrase.written):
                self._automaton.add(wording, len(self.phrases), name=phrase.set, excepted=phrase.excepted)
        except PhraseError as error:
            raise LexiconError(f"{phrase.language}: [{phrase.set}]: {phrase.written!r} {error}") from error
        self.phrases.append(phrase)

    def _unread(self, text: str) -> Mentions:
        return Mentions(text, self)

    def openings(self, begun: Pass) -> Sequence[AbstractSet[str]]:
        """The sets that may be said in a text, for each sort of its words."""
        return self._automaton.openings(begun)

    def begin(self, text: str) -> Pass:
        """The words of a folded text."""
        return self._automaton.begin(text)

    def read(self, begun: Pass) -> Mapping[str, Sequence[Span]]:
        """The mentions of each set in a text, in order; of those that begin alike the shortest first."""
        told: defaultdict[str, list[Span]] = defaultdict(list)
        exceptions: defaultdict[str, list[Span]] = defaultdict(list)
        for span, said in self._automaton.find(begun):
            for name in said.sets:
                told[name].append(span)
            for name in said.excepted:
                exceptions[name].append(span)
        for name in exceptions.keys() & told.keys():
            told[name] = [span for span in told[name] if not _is_within(span, exceptions[name])]
            if not told[name]:
                del told[name]
        return told

    def hits(self, text: str) -> set[int]:
        """The numbers of the phrases that a folded text says; `phrases` tells them."""
        return {number for _, said in self._automaton.find(self.begin(text)) for number in said.phrases}


class Mentions:
    """What a text says; it is read for the first set that may be said in it, and then for all."""

    __slots__ = ("_begun", "_lexicon", "_openings", "_told")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._lexicon, self._begun = lexicon, lexicon.begin(text)
        self._openings: Sequence[AbstractSet[str]] | None = None
        self._told: Mapping[str, Sequence[Span]] | None = None

    def of(self, name: str) -> Sequence[Span]:
        """The mentions of a set, in order; of those that begin alike the shortest first."""
        if self._told is not None:
            return self._told.get(name, ())
        if self._openings is None:
            self._openings = self._lexicon.openings(self._begun)
        for opening in self._openings:
            if name in opening:
                return self.all().get(name, ())
        return ()

    def all(self) -> Mapping[str, Sequence[Span]]:
        """Those of all sets that are said."""
        if self._told is None:
            self._told = self._lexicon.read(self._begun)
        return self._told


def _is_within(span: Span, others: list[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def lexicon() -> Lexicon:
    """The program's own lexicon, loaded at first use.

    Raises LexiconError, each time, for data that cannot be read and for a vocabulary of a set that no data file has.
    """
    loaded = _loaded()
    if isinstance(loaded, LexiconError):
        raise loaded
    return loaded


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


def sets_said(text: str) -> AbstractSet[str]:
    """The names of all sets that a folded text says."""
    return lexicon().mentions(text).all().keys()


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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A set of phrases, or several as one, asked as a compiled pattern is; every text is a folded one.

    A text is read once, for all sets: ask for a part of a sentence by `start` and `end`, do not cut it.
    """

    names: tuple[str, ...]

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
        """The mentions within `start` and `end`: the longest of those that begin alike, none within another."""
        spans = self._spans(text)
        return self._within(spans, text, start, end) if spans else iter(())

    def _within(self, spans: Sequence[Span], text: str, start: int, end: int | None) -> Iterator[Mention]:
        stop, at = len(text) if end is None else end, start
        number = bisect_left(spans, (start, 0))
        while number < len(spans):
            begin = spans[number].start
            longest = None
            while number < len(spans) and spans[number].start == begin:
                longest = spans[number] if spans[number].end <= stop else longest
                number += 1
            if longest and begin >= at:
                yield Mention(text, longest)
                at = longest.end

    def search(self, text: str, start: int = 0, end: int | None = None) -> Mention | None:
        """The first mention within `start` and `end`."""
        spans = self._spans(text)
        return next(self._within(spans, text, start, end), None) if spans else None

    def last(self, text: str, start: int = 0, end: int | None = None) -> Mention | None:
        """The last mention within `start` and `end`."""
        return max(self.finditer(text, max(0, start), end), key=Mention.end, default=None)

    def match(self, text: str, offset: int = 0, end: int | None = None) -> Mention | None:
        """The longest mention that begins at `offset`, white space and hyphens before it apart."""
        spans = self._spans(text)
        if not spans:
            return None
        while offset < len(text) and text[offset] in " -":
            offset += 1
        found = next(self._within(spans, text, offset, end), None)
        return found if found and found.start() == offset else None

    def before(self, text: str, offset: int, start: int = 0, *, reach: int = 0) -> Mention | None:
        """The longest mention after `start` that ends at `offset`, white space and at most `reach` characters apart."""
        for span in self._spans(text):
            if span.start >= offset:
                break
            if start <= span.start and span.end <= offset and len(text[span.end : offset].strip(" -")) <= reach:
                return Mention(text, span)
        return None

    def fullmatch(self, text: str) -> Mention | None:
        """The mention that is the whole text, white space apart."""
        found = self.match(text)
        return found if found and not text[found.end() :].strip() else None

    def _spans(self, text: str) -> Sequence[Span]:
        mentions = lexicon().mentions(text)
        if len(self.names) == 1:
            return mentions.of(self.names[0])
        said = [spans for name in self.names if (spans := mentions.of(name))]
        return sorted({span for spans in said for span in spans}) if len(said) > 1 else said[0] if said else ()


def vocabulary(*names: str) -> Vocabulary:
    """The set of that name, or several as one; the lexicon is not loaded for it.

    Raises LexiconError for a name that no data file has, or has the first who reads a text do so.
    """
    if _loaded.cache_info().currsize:
        _check(names, lexicon())
    else:
        _ASKED.update(names)
    return Vocabulary(names)

"""A post of a career: when it was held, what names it, for whom and in which sector, and where the text tells of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.text.marks import line_start
from parsers.text.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from parsers.facts.career.sectors import Sector
    from parsers.layout.dates.dates import DateRange
    from parsers.layout.entries import DatedEntry
    from parsers.values.evidence import Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """What a dated entry tells of a post, or of a stage of one."""

    when: DateRange
    dated: DatedEntry
    """Its lines and its section."""
    end: int
    """Where the text stops to tell of it."""
    sector: Sector
    held: bool
    """Whether it counts as a career's: no course of study, pastime or diploma."""
    function: str | None = None
    employer: str | None = None
    line: int
    """Where the line begins in which the post begins: all stages of a post share it."""
    head: str
    """The words around its beginning; those of the post, where it is a stage of one."""
    other: bool
    """Work outside teaching and CPMS."""
    stage: bool = False
    """A change within a post: what it tells came after what the post's beginning told."""


@dataclass(frozen=True, slots=True)
class Career:
    """The posts of a text in its order, one for each dated entry, and the career that they and its sentences make."""

    posts: tuple[Post, ...] = ()
    entries: tuple[Entry, ...] = ()
    """The posts that are held, breaks and other work, with those that sentences tell."""
    letter: Span | None = None
    """A letter's paragraphs, which tell of no dated post, whatever dates they name."""

    def within_posts(self, sentences: Iterable[Span], text: str) -> Iterator[Span]:
        """The sentences, cut where a line begins another post: lines without a full stop run on into it."""
        starts = [post.dated.start for post in self.posts if self.at(post.dated.start)]
        for sentence in sentences:
            first, last = bisect_right(starts, sentence.start), bisect_left(starts, sentence.end)
            cuts = (start for start in starts[first:last] if _opens_line(text, start))
            places = [sentence.start, *cuts, sentence.end]
            yield from (Span(begin, end) for begin, end in pairwise(places) if text[begin:end].strip())

    def at(self, offset: int) -> Post | None:
        """The post, or stage of one, that `offset` tells of; None outside of dated posts."""
        if self.letter and self.letter.start <= offset < self.letter.end:
            return None
        number = bisect_right(self.posts, offset, key=lambda post: post.dated.start) - 1
        return self.posts[number] if number >= 0 and offset <= self.posts[number].end else None


def _opens_line(text: str, start: int) -> bool:
    return not any(c.isalnum() for c in text[line_start(text, start) : start])

"""A tracer of what rules hear and weigh, for who asks why: off, it costs a look at a variable.

Rules write into it where they ask how a sentence says a thing, and where they weigh what was said. It is on only within
`tracing`, in the task that explains a text.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from parsers.values.explanations import WeighedValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from parsers.facts.context.modifiers import Modifier
    from parsers.layout.sections import Layout
    from parsers.text.text import Span
    from parsers.values.evidence import JSON, Evidence

_MOST = 1000
"""So many notes of a sort are enough of one text: it may be made to be long."""

Heard = tuple[str, str, int, int, "tuple[Modifier, ...]"]
"""The fact that was read, a folded sentence, where the words stand in it, and what changes their meaning."""


@dataclass(slots=True)
class Notes:
    """What was written down while one text was read."""

    layout: Layout | None = None
    key: str | None = None
    """The fact that is being read."""
    heard: list[Heard] = field(default_factory=list)
    weighed: list[WeighedValue] = field(default_factory=list)


_NOTES: ContextVar[Notes | None] = ContextVar("notes", default=None)


@contextmanager
def tracing() -> Iterator[Notes]:
    """The tracer is on; what it notes."""
    notes = Notes()
    token = _NOTES.set(notes)
    try:
        yield notes
    finally:
        _NOTES.reset(token)


def note_text(layout: Layout) -> None:
    """The text that is read now."""
    if (notes := _NOTES.get()) is not None:
        notes.layout = layout


Given = ParamSpec("Given")
Found = TypeVar("Found")


def reads(key: str) -> Callable[[Callable[Given, Found]], Callable[Given, Found]]:
    """Of a reader of facts: what is noted while it works is noted of the fact `key`."""

    def named(reader: Callable[Given, Found]) -> Callable[Given, Found]:
        @wraps(reader)
        def reading(*given: Given.args, **named: Given.kwargs) -> Found:
            notes = _NOTES.get()
            if notes is None:
                return reader(*given, **named)
            before, notes.key = notes.key, key
            try:
                return reader(*given, **named)
            finally:
                notes.key = before

        return reading

    return named


def note_fact(key: str) -> None:
    """The fact that is read from here on, of a reader that is told which only when it works."""
    if (notes := _NOTES.get()) is not None:
        notes.key = key


def note_heard(sentence: str, start: int, end: int, modifiers: tuple[Modifier, ...]) -> None:
    """What changes the meaning of the words at `start` to `end` of a folded sentence."""
    notes = _NOTES.get()
    if notes is not None and notes.key and start < end and len(notes.heard) < _MOST:
        notes.heard.append((notes.key, sentence, start, end, modifiers))


def note_weighed(readings: Iterable[tuple[JSON, float, Evidence, Span]]) -> None:
    """Readings of the fact that is read, each with its certainty, its passage and the words that say it.

    They are asked for only where somebody listens.
    """
    notes = _NOTES.get()
    if notes is None or notes.key is None:
        return
    for value, certainty, evidence, words in readings:
        if len(notes.weighed) < _MOST:
            weighed = WeighedValue(
                key=notes.key,
                value=value,
                certainty=certainty,
                evidence=evidence,
                start=words.start,
                end=words.end,
            )
            notes.weighed.append(weighed)

"""List labels of Word documents ("1)", "a.", "•"), which the text itself does not hold (ECMA-376-1, 17.9)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from parsers.documents.office.packages import attribute, child, children, is_on

if TYPE_CHECKING:
    from parsers.documents.office.packages import Element


LEVELS = 9


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: how its numbers look, its pattern ("%1.%2)") and where it starts."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 0
    legal: bool = False
    """All numbers of the label in decimal, whatever their levels' forms (`isLgl`)."""
    restart: int | None = None
    """The level (from 1) that must count for this one to begin anew; 0 for never, None for any shallower one."""

    def restarts_after(self, level: int) -> bool:
        """Whether counting on `level` (from 0) makes this deeper one begin anew."""
        return self.restart is None or level < self.restart


@dataclass(slots=True)
class Numbering:
    """All lists of one document, and how far each has counted."""

    lists: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    """List id -> the abstract list whose counters it shares, unless it overrides their start."""
    counters: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, list_id: str, level: int) -> str:
        """Count one paragraph of the list and give its label; empty where there is no such list."""
        levels = self.lists.get(list_id)
        if not levels or not 0 <= level < LEVELS:
            return ""
        shape = levels.get(level, ListLevel())
        counts = self.counters[self.shared.get(list_id, list_id)]
        counts[level] = counts.get(level, shape.start - 1) + 1
        for shallower in range(level):
            # A level that was skipped has begun all the same: after "1.a.I" comes "1.b".
            counts.setdefault(shallower, levels.get(shallower, ListLevel()).start)
        for deeper in [
            known for known in counts if known > level and levels.get(known, ListLevel()).restarts_after(level)
        ]:
            del counts[deeper]
        if shape.form == "bullet":
            return "•"
        return "" if shape.form == "none" else self._filled(shape, levels, counts)

    @staticmethod
    def _filled(label: ListLevel, levels: dict[int, ListLevel], counts: dict[int, int]) -> str:
        def number(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            shape = levels.get(level, ListLevel())
            form = "decimal" if label.legal and shape.form != "none" else shape.form
            return written(counts.get(level, shape.start), form)

        return re.sub(r"%([1-9])", number, label.pattern)


def read_numbering(root: Element | None) -> Numbering:
    """The lists of `word/numbering.xml`."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstract = {attribute(item, "abstractNumId"): _levels(item) for item in children(root, "abstractNum")}
    for item in children(root, "num"):
        list_id, base = attribute(item, "numId"), attribute(child(item, "abstractNumId"), "val")
        overrides = children(item, "lvlOverride")
        numbering.lists[list_id] = {**abstract.get(base, {}), **_overridden(overrides, abstract.get(base, {}))}
        if not overrides:
            numbering.shared[list_id] = f"abstract {base}"
    return numbering


def _levels(item: Element) -> dict[int, ListLevel]:
    return {_integer(attribute(level, "ilvl"), 0): _level(level) for level in children(item, "lvl")}


def _level(level: Element) -> ListLevel:
    return ListLevel(
        form=attribute(child(level, "numFmt"), "val") or "decimal",
        pattern=attribute(child(level, "lvlText"), "val"),
        start=_integer(attribute(child(level, "start"), "val"), 0),
        legal=is_on(child(level, "isLgl")),
        restart=None
        if child(level, "lvlRestart") is None
        else _integer(attribute(child(level, "lvlRestart"), "val"), 0),
    )


def _overridden(overrides: list[Element], base: dict[int, ListLevel]) -> dict[int, ListLevel]:
    found: dict[int, ListLevel] = {}
    for item in overrides:
        number = _integer(attribute(item, "ilvl"), 0)
        given = child(item, "lvl")
        shape = _level(given) if given is not None else base.get(number, ListLevel())
        start = _integer(attribute(child(item, "startOverride"), "val"), shape.start)
        found[number] = replace(shape, start=start)
    return found


def _integer(text: str, default: int) -> int:
    try:
        return int(text)
    except ValueError:
        return default


def written(number: int, form: str) -> str:
    """A number as a list shows it."""
    match form:
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 1000 else str(number)
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            return _roman(number) if form == "upperRoman" else _roman(number).lower()
        case "ordinal":
            suffix = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
            return f"{number}{suffix}"
        case "decimalZero":
            return f"{number:02}"
        case "none":
            return ""
        case _:
            return str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    signs = (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    pieces = []
    for value, sign in signs:
        pieces.append(sign * (number // value))
        number %= value
    return "".join(pieces)

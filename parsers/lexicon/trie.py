"""Wordings as a trie: those that begin alike share their beginning; a node is its number, 0 the root.

Numbers and not objects: the lexicon has some fifty thousand nodes, and Python's collector need not walk them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from parsers.lexicon.tokens import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from parsers.lexicon.syntax import Element

ROOT = 0
_NOWHERE: Mapping[Any, int] = {}


def _of_length(affixes: list[tuple[int, dict[str, int]]], length: int) -> dict[str, int]:
    """The beginnings or endings of that length, to which one may be added."""
    for known, ways in affixes:
        if known == length:
            return ways
    affixes.append((length, {}))
    return affixes[-1][1]


class Trie:
    """What may follow the words of wordings read so far."""

    def __init__(self) -> None:
        self._size = 1
        self._ways: defaultdict[str, dict[int, dict[str, int]]] = defaultdict(dict)
        """By an element's kind and a node, what leads on to which node."""
        self._words = self._ways["word"]
        self._affixes: dict[str, dict[int, list[tuple[int, dict[str, int]]]]] = {"stem": {}, "tail": {}}
        """The beginnings and the endings of words that lead on from a node, those of a length together."""
        self.gaps: dict[int, dict[int, int]] = {}
        self.begin: dict[int, int] = {}
        self.end: dict[int, int] = {}
        self._any: dict[int, int] = {}
        self._open: set[int] = set()
        """The nodes that more than whole words lead on from."""
        self._inners: dict[int, re.Pattern[str]] = {}

    def add(self, wording: Sequence[Element]) -> int:
        """The node that a wording ends at."""
        node = ROOT
        for element in wording:
            node = self._child(node, element)
        return node

    def _child(self, node: int, element: Element) -> int:
        """The node behind `node` by that element, made where there is none yet."""
        kind, value, reach = element
        if kind in {"any", "stem", "tail", "inner"}:
            self._open.add(node)
        if kind in {"any", "begin", "end"}:
            table = {"any": self._any, "begin": self.begin, "end": self.end}[kind]
            return table.setdefault(node, self._new()) if node not in table else table[node]
        if kind == "gap":
            gaps = self.gaps.setdefault(node, {})
            return gaps[reach] if reach in gaps else gaps.setdefault(reach, self._new())
        ways = self._ways[kind].setdefault(node, {})
        if value not in ways:
            ways[value] = self._new()
            if kind in self._affixes:
                _of_length(self._affixes[kind].setdefault(node, []), len(value))[value] = ways[value]
        return ways[value]

    def _new(self) -> int:
        self._size += 1
        return self._size - 1

    def named(self, kind: str) -> Mapping[int, Mapping[str, int]]:
        """The sets or slots that lead on from nodes, each with the node behind it."""
        return self._ways[kind]

    def behind(self, nodes: Mapping[int, int], word: str) -> dict[int, int]:
        """The nodes behind `nodes` by that token; those that a gap lets stay have one word less to pass over."""
        led: dict[int, int] = {}
        passes = is_word(word)
        for node, left in nodes.items():
            if left and passes:
                led[node] = max(left - 1, led.get(node, 0))
            if node in self._open:
                for child in self.following(node, word):
                    led.setdefault(child, 0)
            elif (ways := self._words.get(node)) and word in ways:
                led.setdefault(ways[word], 0)
        return led

    def following(self, node: int, word: str) -> Iterator[int]:
        """The nodes behind `node` by that token."""
        if (ways := self._words.get(node)) and word in ways:
            yield ways[word]
        if node in self._open:
            yield from self._by_part(node, word)

    def _by_part(self, node: int, word: str) -> Iterator[int]:
        """The nodes behind `node` by any word, or by how this one begins, ends or what it holds."""
        if node in self._any and is_word(word):
            yield self._any[node]
        for length, stems in self._affixes["stem"].get(node, ()):
            if (stem := word[:length]) in stems:
                yield stems[stem]
        for length, tails in self._affixes["tail"].get(node, ()):
            if (tail := word[-length:]) in tails:
                yield tails[tail]
        if node in self._ways["inner"] and self._holds(node, word):
            yield from (child for inner, child in self._ways["inner"][node].items() if inner in word)

    def _holds(self, node: int, word: str) -> bool:
        """Whether a word holds any of the inner parts that lead on from a node: of hundreds most words hold none."""
        if node not in self._inners:
            self._inners[node] = re.compile("|".join(map(re.escape, self._ways["inner"][node])))
        return self._inners[node].search(word) is not None

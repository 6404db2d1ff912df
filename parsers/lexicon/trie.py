"""Wordings as a trie: those that begin alike share their beginning; a node is its number, 0 the root.

Numbers and not objects: the lexicon has some fifty thousand nodes, and Python's collector need not walk them. Where a
word leads on from is known by the word and not by the node: a text's words are few, and most lead on from nowhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from parsers.lexicon.tokens import is_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from parsers.lexicon.syntax import Element

ROOT = 0
_Ways: TypeAlias = "dict[int, int]"
"""By a node, the one behind it."""
Leads: TypeAlias = "tuple[_Ways, ...]"
"""Where a token leads."""


class Trie:
    """What may follow the words of wordings read so far."""

    def __init__(self) -> None:
        self._size = 1
        self._ways: dict[str, defaultdict[str, _Ways]] = {
            kind: defaultdict(dict) for kind in ("word", "stem", "tail", "inner")
        }
        """By an element's kind and value, where it leads."""
        self._named: dict[str, defaultdict[int, dict[str, int]]] = {kind: defaultdict(dict) for kind in ("set", "slot")}
        self.gaps: defaultdict[int, dict[int, int]] = defaultdict(dict)
        self._edges: dict[str, _Ways] = {kind: {} for kind in ("any", "begin", "end")}
        self.begin, self.end = self._edges["begin"], self._edges["end"]

    def add(self, wording: Sequence[Element], node: int = ROOT) -> int:
        """The node that a wording ends at, or one that goes on from `node`."""
        for element in wording:
            node = self._child(node, element)
        return node

    def _child(self, node: int, element: Element) -> int:
        """The node behind `node` by that element, made where there is none yet."""
        kind, value, reach = element
        known: dict[Any, int]
        way: Any
        if kind in self._ways:
            known, way = self._ways[kind][value], node
        elif kind in self._edges:
            known, way = self._edges[kind], node
        elif kind == "gap":
            known, way = self.gaps[node], reach
        else:
            known, way = self._named[kind][node], value
        if way not in known:
            known[way] = self._size
            self._size += 1
        return known[way]

    def named(self, kind: str) -> Mapping[int, Mapping[str, int]]:
        """The sets or slots that lead on from nodes, each with the node behind it."""
        return self._named[kind]

    def leads(self, token: str) -> Leads:
        """Where a token leads: as that word, as any, and by how it begins, ends or what it holds."""
        words, stems, tails, inners = self._ways.values()
        beginnings, endings = self._lengths
        told = [words[token]] if token in words else []
        told += [stems[token[:length]] for length in beginnings.get(token[0], ()) if token[:length] in stems]
        told += [tails[token[-length:]] for length in endings.get(token[-1], ()) if token[-length:] in tails]
        told += [inners[inner] for inner in inners if inner in token] if self._holds(token) else []
        return (*told, self._edges["any"]) if self._edges["any"] and is_word(token) else tuple(told)

    @cached_property
    def _lengths(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """How many letters the beginnings and the endings of words that lead on have, by their first or last letter."""
        stems = {(stem[0], len(stem)) for stem in self._ways["stem"]}
        tails = {(tail[-1], len(tail)) for tail in self._ways["tail"]}
        return _by_letter(stems), _by_letter(tails)

    @cached_property
    def _inner(self) -> re.Pattern[str] | None:
        inners = self._ways["inner"]
        return re.compile("|".join(map(re.escape, inners))) if inners else None

    def _holds(self, token: str) -> bool:
        """Whether a token holds any of the inner parts that lead on: of hundreds most words hold none."""
        return self._inner is not None and self._inner.search(token) is not None


def _by_letter(lengths: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """The lengths of each letter, in order."""
    return {letter: [length for _, length in of] for letter, of in groupby(sorted(lengths), key=itemgetter(0))}


def behind(nodes: Mapping[int, int], leads: Leads, *, is_word: bool) -> dict[int, int]:
    """The nodes behind `nodes` by a token; those that a gap lets stay have one word less to pass over."""
    led: dict[int, int] = {}
    for node, left in nodes.items():
        if left and is_word:
            led[node] = max(left - 1, led.get(node, 0))
        for ways in leads:
            if node in ways:
                led.setdefault(ways[node], 0)
    return led

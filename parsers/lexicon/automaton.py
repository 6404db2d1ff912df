"""All phrases of all sets, found in one pass over the tokens of a text.

Wordings that begin alike share their beginning (a trie): each token of a text is looked up once for all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from parsers.lexicon.slots import SLOTS
from parsers.lexicon.tokens import is_word, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.lexicon.syntax import Element
    from parsers.lexicon.tokens import Tokens


class Found(NamedTuple):
    """A wording in a text: `start` to `end` in characters, and the number of its phrase."""

    start: int
    end: int
    phrase: int


class _Node:
    """What may follow the words read so far; `phrases` end here."""

    __slots__ = (
        *("any", "begin", "end", "gaps", "inners", "phrases", "sets", "slots"),
        *("stem_sizes", "stems", "tail_sizes", "tails", "words"),
    )

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.stems: dict[str, _Node] = {}
        self.stem_sizes: tuple[int, ...] = ()
        self.tails: dict[str, _Node] = {}
        self.tail_sizes: tuple[int, ...] = ()
        self.inners: dict[str, _Node] = {}
        self.slots: dict[str, _Node] = {}
        self.sets: dict[str, _Node] = {}
        self.gaps: dict[int, _Node] = {}
        self.any: _Node | None = None
        self.begin: _Node | None = None
        self.end: _Node | None = None
        self.phrases: list[int] = []


class Automaton:
    """Wordings to be found; add all of them before the first text is read."""

    def __init__(self) -> None:
        self._root = _Node()
        self._sets: dict[str, _Node] = {}
        self._named: set[str] = set()

    def add(self, wording: Sequence[Element], phrase: int, *, name: str, excepted: bool = False) -> None:
        """Add one wording of the phrase of that number, of the set `name`; `excepted` ones are not part of the set."""
        self._insert(self._root, wording, phrase)
        if not excepted:
            self._insert(self._sets.setdefault(name, _Node()), wording, phrase)

    def unknown_sets(self) -> set[str]:
        """The sets that wordings name and nobody has added."""
        return self._named - self._sets.keys()

    def _insert(self, node: _Node, wording: Sequence[Element], phrase: int) -> None:
        for element in wording:
            node = _child(node, element)
            if element.kind == "set":
                self._named.add(element.value)
        if phrase not in node.phrases:
            node.phrases.append(phrase)

    def find(self, text: str) -> list[Found]:
        """Every wording in a folded text, by where it begins; those that begin alike are all told."""
        read = tokens(text)
        return [
            Found(read.starts[at] if at < len(read.starts) else len(text), read.ends[end - 1] if end else 0, phrase)
            for at in range(len(read.words) + 1)
            for end, phrase in self._from(self._root, text, read, at)
            if end > at
        ]

    def _from(self, root: _Node, text: str, read: Tokens, at: int) -> set[tuple[int, int]]:
        """Where the wordings below `root` that begin at token `at` end, each with its phrase."""
        ends: set[tuple[int, int]] = set()
        waiting = [(root, at)]
        while waiting:
            node, here = waiting.pop()
            ends.update((here, phrase) for phrase in node.phrases)
            waiting.extend(self._next(node, text, read, here))
        return ends

    def _next(self, node: _Node, text: str, read: Tokens, at: int) -> Iterator[tuple[_Node, int]]:
        """What may follow at token `at`."""
        if node.begin and at == 0:
            yield node.begin, at
        if at >= len(read.words):
            if node.end:
                yield node.end, at
            yield from ((child, at) for child in node.gaps.values())
            return
        word = read.words[at]
        if child := node.words.get(word):
            yield child, at + 1
        yield from ((child, at + 1) for child in _parts(node, word))
        if node.any and is_word(word):
            yield node.any, at + 1
        yield from _gaps(node, read, at)
        for name, child in node.slots.items():
            if stop := SLOTS[name](text, read.starts[at]):
                yield child, bisect_left(read.ends, stop) + 1
        for name, child in node.sets.items():
            yield from ((child, end) for end, _ in self._from(self._sets[name], text, read, at))


def _child(node: _Node, element: Element) -> _Node:
    """The node behind `node` by that element, made where there is none yet."""
    kind, value, reach = element
    if kind in {"any", "begin", "end"}:
        following = getattr(node, kind) or _Node()
        setattr(node, kind, following)
        return following
    if kind == "gap":
        return node.gaps.setdefault(reach, _Node())
    table: dict[str, _Node] = getattr(node, f"{kind}s")
    following = table.setdefault(value, _Node())
    if kind == "stem":
        node.stem_sizes = tuple(sorted({*node.stem_sizes, len(value)}))
    elif kind == "tail":
        node.tail_sizes = tuple(sorted({*node.tail_sizes, len(value)}))
    return following


def _parts(node: _Node, word: str) -> Iterator[_Node]:
    """What follows a word of which a beginning, an end or the midst is known."""
    size = len(word)
    for length in node.stem_sizes:
        if length > size:
            break
        if child := node.stems.get(word[:length]):
            yield child
    for length in node.tail_sizes:
        if length > size:
            break
        if child := node.tails.get(word[-length:]):
            yield child
    if node.inners:
        yield from (child for inner, child in node.inners.items() if inner in word)


def _gaps(node: _Node, read: Tokens, at: int) -> Iterator[tuple[_Node, int]]:
    """What follows after no, one or more words that do not matter; a mark of punctuation ends a gap."""
    for reach, child in node.gaps.items():
        for over in range(reach + 1):
            yield child, at + over
            if at + over >= len(read.words) or not is_word(read.words[at + over]):
                break

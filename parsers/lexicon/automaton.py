"""All phrases of all sets, found in one pass over the tokens of a text.

Wordings that begin alike share their beginning (a trie): each token of a text is looked up once for all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from parsers.lexicon.slots import SLOTS
from parsers.lexicon.tokens import is_word, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.lexicon.syntax import Element


class Found(NamedTuple):
    """A wording in a text: `start` to `end` in characters, and the number of its phrase."""

    start: int
    end: int
    phrase: int


class _Node:
    """What may follow the words read so far; `phrases` end here."""

    __slots__ = (
        *("any", "begin", "end", "gaps", "inners", "open", "phrases", "sets", "slots"),
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
        self.open = False
        """Whether anything but plain words leads on."""


class Automaton:
    """Wordings to be found; add all of them before the first text is read."""

    def __init__(self) -> None:
        self._root = _Node()
        self._names: dict[int, str] = {}
        self._named: set[str] = set()

    def add(self, wording: Sequence[Element], phrase: int, *, name: str, excepted: bool = False) -> None:
        """Add one wording of the phrase of that number, of the set `name`; `excepted` ones are not part of the set."""
        node = self._root
        for element in wording:
            node = _child(node, element)
            if element.kind == "set":
                self._named.add(element.value)
        if phrase not in node.phrases:
            node.phrases.append(phrase)
        if not excepted:
            self._names[phrase] = name

    def unknown_sets(self) -> set[str]:
        """The sets that wordings name and nobody has added."""
        return self._named - set(self._names.values())

    def find(self, text: str) -> list[Found]:
        """Every wording in a folded text, by where it begins; those that begin alike are all told."""
        read = _Pass(text, self._root, self._names)
        starts, ends = read.starts, read.ends
        found = [
            Found(starts[at] if at < len(starts) else len(text), ends[end - 1] if end else 0, phrase)
            for at in range(len(starts), -1, -1)
            for end, phrase in read.endings(at)
            if end > at
        ]
        found.reverse()
        return found


class _Pass:
    """One pass over a text, from its last token to its first.

    What the sets say that wordings name is known when it is asked: of the tokens behind, from the pass itself; of the
    token at hand, whoever asks waits until a phrase of the set ends.
    """

    __slots__ = ("_asking", "_at", "_names", "_root", "_said", "ends", "starts", "text", "words")

    def __init__(self, text: str, root: _Node, names: dict[int, str]) -> None:
        read = tokens(text)
        self.text, self.words, self.starts, self.ends = text, read.words, read.starts, read.ends
        self._root, self._names, self._at = root, names, 0
        self._said: dict[int, dict[str, set[int]]] = {}
        self._asking: dict[str, list[_Node]] = {}

    def endings(self, at: int) -> set[tuple[int, int]]:
        """Where the wordings that begin at token `at` end, each with its phrase.

        This is the program's innermost loop: the words of a node, of which most have no other way on, come first.
        """
        ends: set[tuple[int, int]] = set()
        self._at, self._asking, self._said[at] = at, {}, {}
        words, count = self.words, len(self.words)
        waiting = [(self._root, at)]
        while waiting:
            node, here = waiting.pop()
            for phrase in node.phrases:
                if (here, phrase) not in ends:
                    ends.add((here, phrase))
                    self._answer(phrase, here, waiting)
            if here < count and (child := node.words.get(words[here])):
                waiting.append((child, here + 1))
            if node.open:
                self._open(node, here, waiting)
        return ends

    def _answer(self, phrase: int, end: int, waiting: list[tuple[_Node, int]]) -> None:
        """Let those go on who ask what the set of a phrase says at the token at hand."""
        name = self._names.get(phrase)
        if name is None:
            return
        told = self._said[self._at].setdefault(name, set())
        if end not in told:
            told.add(end)
            waiting.extend((child, end) for child in self._asking.get(name, ()))
            if child := self._root.sets.get(name):
                waiting.append((child, end))

    def _open(self, node: _Node, at: int, waiting: list[tuple[_Node, int]]) -> None:
        """Add the ways on from a node that are no plain words."""
        if node.begin and at == 0:
            waiting.append((node.begin, at))
        if at >= len(self.words):
            if node.end:
                waiting.append((node.end, at))
            waiting.extend((child, at) for child in node.gaps.values())
            return
        word = self.words[at]
        _add_parts(node, word, at + 1, waiting)
        if node.any and is_word(word):
            waiting.append((node.any, at + 1))
        for reach, child in node.gaps.items():
            self._over(child, at, reach, waiting)
        for name, child in node.slots.items():
            if stop := SLOTS[name](self.text, self.starts[at]):
                waiting.append((child, bisect_left(self.ends, stop) + 1))
        if node is not self._root:
            self._ask(node, at, waiting)

    def _ask(self, node: _Node, at: int, waiting: list[tuple[_Node, int]]) -> None:
        """Add the ways on from a node by what sets say; the root's own are gone when a phrase of the set ends."""
        for name, child in node.sets.items():
            if at == self._at:
                self._asking.setdefault(name, []).append(child)
            waiting.extend((child, end) for end in self._said[at].get(name, ()))

    def _over(self, child: _Node, at: int, reach: int, waiting: list[tuple[_Node, int]]) -> None:
        """Add the node behind a gap of at most so many words where it may go on; a mark of punctuation ends the gap."""
        words, count = self.words, len(self.words)
        for here in range(at, at + reach + 1):
            if child.open or child.phrases or (here < count and words[here] in child.words):
                waiting.append((child, here))
            if here >= count or not is_word(words[here]):
                return


def _child(node: _Node, element: Element) -> _Node:
    """The node behind `node` by that element, made where there is none yet."""
    kind, value, reach = element
    node.open = node.open or kind != "word"
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


def _add_parts(node: _Node, word: str, after: int, waiting: list[tuple[_Node, int]]) -> None:
    """Add what follows a word of which a beginning, an end or the midst is known."""
    size = len(word)
    for length in node.stem_sizes:
        if length > size:
            break
        if child := node.stems.get(word[:length]):
            waiting.append((child, after))
    for length in node.tail_sizes:
        if length > size:
            break
        if child := node.tails.get(word[-length:]):
            waiting.append((child, after))
    waiting.extend((child, after) for inner, child in node.inners.items() if inner in word)

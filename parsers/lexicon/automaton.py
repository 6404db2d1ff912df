"""All phrases of all sets, found in one pass over the tokens of a text.

Wordings that begin alike share their beginning (a trie). All nodes of the trie that the words read so far lead to are
one state, and what a word makes of a state is worked out once and kept: of a text in words met before, each token
costs a look-up or two, however many wordings there are.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from parsers.lexicon.slots import SLOTS
from parsers.lexicon.tokens import is_word, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from parsers.lexicon.syntax import Element

_KEPT = 1 << 18
"""So many steps from state to state are kept; then all are forgotten: a text that no person wrote has ever new ones."""
_WORDS = 1 << 15
"""So many words are known to be like others; then all are forgotten."""
_WEIGHT = 16
"""A state takes the room of so many steps."""


class Found(NamedTuple):
    """Words of a text that wordings say: `start` to `end` in characters, and the numbers of the phrases."""

    start: int
    end: int
    phrases: tuple[int, ...]


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

    def following(self, word: str) -> Iterator[_Node]:
        """The nodes behind this one by that token."""
        if child := self.words.get(word):
            yield child
        if self.any and is_word(word):
            yield self.any
        for length in self.stem_sizes:
            if child := self.stems.get(word[:length]):
                yield child
        for length in self.tail_sizes:
            if child := self.tails.get(word[-length:]):
                yield child
        for inner, child in self.inners.items():
            if inner in word:
                yield child


_Kernel: TypeAlias = "frozenset[tuple[_Node, int]]"
"""Nodes that words have led to; each may also go on behind so many words more, which a gap passes over."""


class _State:
    """All nodes that a wording may have come to at one token.

    `phrases` end here and `closing` ones if the text ends here too, `told` and `closed` are their sets as far as a
    wording names them; `sets` and `slots` lead on to a kernel where such a set or slot ends; `steps` are the states
    behind the next token, as far as they are known.
    """

    __slots__ = ("closed", "closing", "kernel", "nodes", "phrases", "sets", "slots", "steps", "told")

    def __init__(self, kernel: _Kernel, nodes: Mapping[_Node, int]) -> None:
        self.kernel, self.nodes = kernel, nodes
        self.phrases = self.closing = _phrases(nodes)
        self.told: tuple[str, ...] = ()
        self.closed: tuple[str, ...] = ()
        self.sets = _kernels((name, child) for node in nodes for name, child in node.sets.items())
        self.slots = _kernels((name, child) for node in nodes for name, child in node.slots.items())
        self.steps: dict[str, _State | None] = {}


def _phrases(nodes: Iterable[_Node]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(phrase for node in nodes for phrase in node.phrases))


def _kernels(ways: Iterable[tuple[str, _Node]]) -> tuple[tuple[str, _Kernel], ...]:
    """Where each name leads to."""
    told: dict[str, set[tuple[_Node, int]]] = {}
    for name, child in ways:
        told.setdefault(name, set()).add((child, 0))
    return tuple((name, frozenset(kernel)) for name, kernel in told.items())


class _Machine:
    """The states of wordings that begin at one token: at a text's first, or at any other.

    What a set says at that token itself is known when a phrase of the set ends: who asked for it there goes on then.
    """

    def __init__(self, root: _Node, names: Mapping[int, str], named: set[str], *, first: bool) -> None:
        self._names, self._named = names, named
        self._states: dict[_Kernel, _State] = {}
        self._asking: dict[str, _Kernel] = {}
        self._kept = 0
        kernel = frozenset({(root, 0)})
        self.start = _State(kernel, self._closure(kernel, begins=first))
        self._asking = dict(self.start.sets)

    def state(self, kernel: _Kernel) -> _State:
        """The state of those nodes, and of all that they lead to without a word more."""
        known = self._states.get(kernel)
        if known is None:
            self._kept += _WEIGHT
            known = self._states[kernel] = _State(kernel, self._closure(kernel))
            closing = self._closure(kernel, ends=True)
            known.closing = _phrases(closing) if len(closing) > len(known.nodes) else known.phrases
            known.told, known.closed = self._sets(known.phrases), self._sets(known.closing)
        return known

    def step(self, state: _State, word: str) -> _State | None:
        """The state behind a token, None where no wording goes on; it is kept with the state."""
        if self._kept >= _KEPT:
            self._forget()
        self._kept += 1
        led: dict[_Node, int] = {}
        passes = is_word(word)
        for node, left in state.nodes.items():
            if left and passes:
                led[node] = max(left - 1, led.get(node, 0))
            for child in node.following(word):
                led.setdefault(child, 0)
        following = state.steps[word] = self.state(frozenset(led.items())) if led else None
        return following

    def _forget(self) -> None:
        for state in (self.start, *self._states.values()):
            state.steps = {}
        self._states, self._kept = {}, 0

    def _closure(self, kernel: _Kernel, *, begins: bool = False, ends: bool = False) -> dict[_Node, int]:
        """The nodes of a kernel and those behind gaps, edges and the sets that end here."""
        nodes: dict[_Node, int] = {}
        waiting = list(kernel)
        while waiting:
            node, left = waiting.pop()
            if nodes.get(node, -1) >= left:
                continue
            nodes[node] = left
            waiting += [(child, reach) for reach, child in node.gaps.items()]
            if begins and node.begin:
                waiting.append((node.begin, 0))
            if ends and node.end:
                waiting.append((node.end, 0))
            for name in self._sets(node.phrases):
                waiting += self._asking.get(name, ())
        return nodes

    def _sets(self, phrases: Iterable[int]) -> tuple[str, ...]:
        """The sets of phrases, as far as a wording names them."""
        told = dict.fromkeys(self._names[phrase] for phrase in phrases if phrase in self._names)
        return tuple(name for name in told if name in self._named)


class _Alike:
    """One word for all that no wording tells apart: most names are one, and most numbers."""

    def __init__(self) -> None:
        self._every = _Node()
        self._known: set[Element] = set()
        self._first: dict[tuple[_Node | bool, ...], str] = {}
        self._told: dict[str, str] = {}

    def add(self, element: Element) -> None:
        """Know what an element tells apart."""
        if element not in self._known and element.kind in {"word", "stem", "tail", "inner"}:
            self._known.add(element)
            _child(self._every, element)

    def of(self, words: Iterable[str]) -> list[str]:
        """For each word the one that stands for it."""
        told = self._told
        return [told[word] if word in told else self._of(word) for word in words]

    def _of(self, word: str) -> str:
        if len(self._told) >= _WORDS:
            self._told, self._first = {}, {}
        stands = self._first.setdefault((is_word(word), *self._every.following(word)), word)
        self._told[word] = stands
        return stands


class Automaton:
    """Wordings to be found; add all of them before the first text is read."""

    def __init__(self) -> None:
        self._root = _Node()
        self._alike = _Alike()
        self._names: dict[int, str] = {}
        self._named: set[str] = set()
        self._machines: tuple[_Machine, _Machine] | None = None

    def add(self, wording: Sequence[Element], phrase: int, *, name: str, excepted: bool = False) -> None:
        """Add one wording of the phrase of that number, of the set `name`; `excepted` ones are not part of the set."""
        node = self._root
        for element in wording:
            node = _child(node, element)
            self._alike.add(element)
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
        """All words of a folded text that wordings say, in order; of those that begin alike the shortest first."""
        if self._machines is None:
            self._machines = (self._machine(first=True), self._machine(first=False))
        read = _Pass(text, self._alike)
        first, other = self._machines
        endings = [read.endings(at, other if at else first) for at in range(len(read.starts) - 1, -1, -1)]
        return [
            Found(start, read.ends[end - 1], phrases)
            for start, ending in zip(read.starts, reversed(endings), strict=True)
            for end, phrases in ending
        ]

    def _machine(self, *, first: bool) -> _Machine:
        return _Machine(self._root, self._names, self._named, first=first)


class _Pass:
    """One pass over a text, from its last token to its first: what the sets say at the tokens behind is known."""

    __slots__ = ("_said", "ends", "starts", "text", "words")

    def __init__(self, text: str, alike: _Alike) -> None:
        read = tokens(text)
        self.text, self.words, self.starts, self.ends = text, alike.of(read.words), read.starts, read.ends
        self._said: list[dict[str, list[int]]] = [{} for _ in self.words]

    def endings(self, at: int, machine: _Machine) -> list[tuple[int, tuple[int, ...]]]:
        """Where the wordings that begin at token `at` end, each time with the phrases that do.

        This is the program's innermost loop: of most tokens one step leads on, and the next one nowhere.
        """
        told: list[tuple[int, tuple[int, ...]]] = []
        words, last, said = self.words, len(self.words), self._said[at]
        ahead: dict[int, _State] = {}
        here, state = at, machine.start
        while True:
            if state.slots or (state.sets and here > at):
                self._jump(state, here, at, machine, ahead)
            word = words[here]
            following = state.steps[word] if word in state.steps else machine.step(state, word)
            here += 1
            if ahead:
                jumped = ahead.pop(here, None)
                if jumped:
                    following = machine.state(jumped.kernel | following.kernel) if following else jumped
                elif following is None:
                    here = min(ahead)
                    following = ahead.pop(here)
            if following is None:
                return told
            state = following
            phrases, sets = (state.phrases, state.told) if here < last else (state.closing, state.closed)
            if phrases:
                told.append((here, phrases))
                for name in sets:
                    said.setdefault(name, []).append(here)
            if here == last:
                return told

    def _jump(self, state: _State, here: int, at: int, machine: _Machine, ahead: dict[int, _State]) -> None:
        """Add to `ahead` the states that slots and sets lead to, by the token where they go on."""
        for name, kernel in state.slots:
            if stop := SLOTS[name](self.text, self.starts[here]):
                _add(ahead, bisect_left(self.ends, stop) + 1, kernel, machine)
        if here > at:
            said = self._said[here]
            for name, kernel in state.sets:
                for end in said.get(name, ()):
                    _add(ahead, end, kernel, machine)


def _add(ahead: dict[int, _State], where: int, kernel: _Kernel, machine: _Machine) -> None:
    known = ahead.get(where)
    ahead[where] = machine.state(known.kernel | kernel if known else kernel)


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

"""All phrases of all sets, found in one pass over the tokens of a text.

Wordings that begin alike share their beginning (a trie). All nodes of the trie that the words read so far lead to are
one state, and what a word makes of a state is worked out once and kept: of a text in words met before, each token
costs a look-up or two, however many wordings there are.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
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


class Said(NamedTuple):
    """The phrases that end at one place, the sets that they are of, and the sets that they are exceptions of."""

    phrases: tuple[int, ...]
    sets: tuple[str, ...]
    excepted: tuple[str, ...]


class Found(NamedTuple):
    """Words of a text that wordings say: `start` to `end` in characters, and what they say."""

    start: int
    end: int
    said: Said


class _Lead(NamedTuple):
    """So many words, least and most, stand before the words of a wording that begins with open ones ("…7 taught")."""

    least: int
    most: int


_NO_LEAD = _Lead(0, 0)


class _Node:
    """What may follow the words read so far; `phrases` end here, each with the words that lead it."""

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
        self.phrases: list[tuple[int, _Lead]] = []

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


class _Ending(NamedTuple):
    """What ends at a state, by the words that lead it; `named` are the sets that a wording names."""

    lead: _Lead
    said: Said
    named: tuple[str, ...]
    plain: bool
    """Nothing leads it, and no wording names its sets."""


_Ways: TypeAlias = "tuple[tuple[str, _Kernel], ...]"
"""Where each set or slot leads to."""


class _Step(NamedTuple):
    """What a word makes of a state: the state behind it, if any, and the slots of the state that the word may begin."""

    state: _State | None
    slots: _Ways


class _State:
    """All nodes that a wording may have come to at one token.

    `endings` end here, `closing` ones if the text ends here too; `sets` and `slots` lead on to a kernel where such a
    set or slot ends; `steps` are taken by the next token, as far as they are known.
    """

    __slots__ = ("closing", "endings", "kernel", "nodes", "sets", "slots", "steps")

    def __init__(self, kernel: _Kernel, nodes: Mapping[_Node, int]) -> None:
        self.kernel, self.nodes = kernel, nodes
        self.endings: tuple[_Ending, ...] = ()
        self.closing: tuple[_Ending, ...] = ()
        self.sets = _kernels((name, child) for node in nodes for name, child in node.sets.items())
        self.slots = _kernels((name, child) for node in nodes for name, child in node.slots.items())
        self.steps: dict[str, _Step] = {}


def _kernels(ways: Iterable[tuple[str, _Node]]) -> _Ways:
    told: dict[str, set[tuple[_Node, int]]] = {}
    for name, child in ways:
        told.setdefault(name, set()).add((child, 0))
    return tuple((name, frozenset(kernel)) for name, kernel in told.items())


class _Machine:
    """The states of wordings that begin at one token: at a text's first, or at any other.

    What a set says at that token itself is known when a phrase of the set ends: who asked for it there goes on then.
    """

    def __init__(self, root: _Node, sets: _Sets, *, first: bool) -> None:
        self._sets = sets
        self._states: dict[_Kernel, _State] = {}
        self.asking: dict[str, _Kernel] = {}
        self._kept = 0
        kernel = frozenset({(root, 0)})
        self.start = _State(kernel, self._closure(kernel, begins=first))
        self.asking = dict(self.start.sets)

    def state(self, kernel: _Kernel) -> _State:
        """The state of those nodes, and of all that they lead to without a word more."""
        known = self._states.get(kernel)
        if known is None:
            self._kept += _WEIGHT
            known = self._states[kernel] = _State(kernel, self._closure(kernel))
            known.endings = known.closing = self._sets.endings(known.nodes)
            if any(node.end for node in known.nodes):
                known.closing = self._sets.endings(self._closure(kernel, ends=True))
        return known

    def step(self, state: _State, word: str, fits: frozenset[str]) -> _Step:
        """What a token that may begin the slots `fits` makes of a state; it is kept with the state."""
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
        slots = tuple(way for way in state.slots if way[0] in fits)
        step = state.steps[word] = _Step(self.state(frozenset(led.items())) if led else None, slots)
        return step

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
            for phrase, lead in node.phrases:
                if lead.least == 0 and (name := self._sets.named(phrase)):
                    waiting += self.asking.get(name, ())
        return nodes


class _Sets:
    """Which set each phrase is of, or an exception of, and which sets wordings name."""

    def __init__(self) -> None:
        self.of: dict[int, str] = {}
        self.excepted: dict[int, str] = {}
        self.asked: set[str] = set()

    def named(self, phrase: int) -> str | None:
        """The set of a phrase, where a wording names it."""
        name = self.of.get(phrase)
        return name if name in self.asked else None

    def endings(self, nodes: Iterable[_Node]) -> tuple[_Ending, ...]:
        """What ends at nodes, what nothing leads first."""
        told: dict[_Lead, dict[int, None]] = {}
        for node in nodes:
            for phrase, lead in node.phrases:
                told.setdefault(lead, {})[phrase] = None
        return tuple(self._ending(lead, tuple(phrases)) for lead, phrases in sorted(told.items()))

    def _ending(self, lead: _Lead, phrases: tuple[int, ...]) -> _Ending:
        sets = tuple(dict.fromkeys(self.of[phrase] for phrase in phrases if phrase in self.of))
        excepted = tuple(dict.fromkeys(self.excepted[phrase] for phrase in phrases if phrase in self.excepted))
        named = tuple(name for name in sets if name in self.asked)
        return _Ending(lead, Said(phrases, sets, excepted), named, not named and not lead.most)


class _Alike:
    """One word for all that no wording tells apart: most names are one, and most numbers."""

    def __init__(self) -> None:
        self._every = _Node()
        self._known: set[Element] = set()
        self._first: dict[tuple[_Node | bool | frozenset[str], ...], str] = {}
        self._told: dict[str, str] = {}
        self.fits: dict[str, frozenset[str]] = {}
        """The slots that a word which stands for others may begin."""

    def add(self, element: Element) -> None:
        """Know what an element tells apart."""
        if element not in self._known and element.kind in {"word", "stem", "tail", "inner"}:
            self._known.add(element)
            _child(self._every, element)

    def of(self, words: Iterable[str]) -> list[str]:
        """For each word the one that stands for it."""
        if len(self._told) >= _WORDS:
            self._told, self._first, self.fits = {}, {}, {}
        told = self._told
        return [told[word] if word in told else self._of(word) for word in words]

    def _of(self, word: str) -> str:
        fits = frozenset(name for name, slot in SLOTS.items() if slot.opens(word))
        stands = self._first.setdefault((is_word(word), fits, *self._every.following(word)), word)
        self._told[word] = stands
        self.fits[stands] = fits
        return stands


class Automaton:
    """Wordings to be found; add all of them before the first text is read."""

    def __init__(self) -> None:
        self._root = _Node()
        self._alike = _Alike()
        self._sets = _Sets()
        self._machines: tuple[_Machine, _Machine] | None = None

    def add(self, wording: Sequence[Element], phrase: int, *, name: str, excepted: bool = False) -> None:
        """Add one wording of the phrase of that number, of the set `name`; `excepted` ones are not part of the set."""
        node, (lead, closed) = self._root, _parted(wording)
        for element in closed:
            node = _child(node, element)
            self._alike.add(element)
            if element.kind == "set":
                self._sets.asked.add(element.value)
        if (phrase, lead) not in node.phrases:
            node.phrases.append((phrase, lead))
        (self._sets.excepted if excepted else self._sets.of)[phrase] = name

    def unknown_sets(self) -> set[str]:
        """The sets that wordings name and nobody has added."""
        return self._sets.asked - set(self._sets.of.values())

    def find(self, text: str) -> list[Found]:
        """All words of a folded text that wordings say, in order; of those that begin alike the shortest first."""
        if self._machines is None:
            first, other = (_Machine(self._root, self._sets, first=first) for first in (True, False))
            self._machines = (first, other)
        return _Pass(text, self._alike).found(*self._machines)


def _parted(wording: Sequence[Element]) -> tuple[_Lead, Sequence[Element]]:
    """The open words that a wording begins with, and the rest: from every token of a text they would lead on."""
    least = most = at = 0
    while wording[at].kind in {"any", "gap"}:
        least += wording[at].kind == "any"
        most += wording[at].reach or 1
        at += 1
    return _Lead(least, most) if at else _NO_LEAD, wording[at:]


class _Pass:
    """One pass over a text, from its last token to its first: what the sets say at the tokens behind is known."""

    __slots__ = ("_ended", "_filled", "_fits", "_led", "_said", "ends", "starts", "text", "words")

    def __init__(self, text: str, alike: _Alike) -> None:
        read = tokens(text)
        self.text, self.words, self.starts, self.ends = text, alike.of(read.words), read.starts, read.ends
        self._fits = alike.fits
        self._ended: list[list[tuple[int, Said]]] = [[] for _ in self.words]
        self._led: set[int] = set()
        self._said: dict[int, dict[str, list[int]]] = {}
        self._filled: dict[tuple[str, int], int] = {}

    def found(self, first: _Machine, other: _Machine) -> list[Found]:
        """All that is said, in order."""
        for at in range(len(self.words) - 1, -1, -1):
            self._walk(at, other if at else first)
        for at in self._led:
            self._ended[at] = sorted(dict.fromkeys(self._ended[at]), key=itemgetter(0))
        ends = self.ends
        return [
            Found(start, ends[end - 1], said)
            for start, ended in zip(self.starts, self._ended, strict=True)
            for end, said in ended
        ]

    def _walk(self, at: int, machine: _Machine) -> None:
        """Find where the wordings that begin at token `at` end.

        This is the program's innermost loop: of most tokens one step leads on, and the next one nowhere.
        """
        words, last, ended = self.words, len(self.words), self._ended[at]
        ahead: dict[int, _State] = {}
        here, state = at, machine.start
        if at in self._said:
            self._ask(machine.asking.items(), at, machine, ahead)
        while True:
            word = words[here]
            following, slots = state.steps.get(word) or machine.step(state, word, self._fits[word])
            if slots:
                self._fill(slots, here, machine, ahead)
            if here > at and state.sets and here in self._said:
                self._ask(state.sets, here, machine, ahead)
            here += 1
            if ahead:
                following, here = _jumped(following, here, machine, ahead)
            if following is None:
                return
            state = following
            for ending in state.endings if here < last else state.closing:
                if ending.plain:
                    ended.append((here, ending.said))
                else:
                    self._end(at, here, ending)
            if here == last:
                return

    def _end(self, at: int, end: int, ending: _Ending) -> None:
        """Note what ends there, at every token that the words which lead it may begin at."""
        least, most = ending.lead
        for before in range(most + 1):
            if before and (at < before or not is_word(self.words[at - before])):
                return
            if before >= least:
                self._ended[at - before].append((end, ending.said))
                for name in ending.named:
                    self._said.setdefault(at - before, {}).setdefault(name, []).append(end)
                if most:
                    self._led.add(at - before)

    def _fill(self, slots: _Ways, here: int, machine: _Machine, ahead: dict[int, _State]) -> None:
        """Add to `ahead` the states that slots lead to, by the token where they go on."""
        for name, kernel in slots:
            if stop := self._stop(name, here):
                _add(ahead, stop, kernel, machine)

    def _stop(self, name: str, here: int) -> int:
        """The token behind a slot that begins at `here`, 0 where the text does not fill it."""
        if (name, here) not in self._filled:
            stop = SLOTS[name].end(self.text, self.starts[here])
            self._filled[name, here] = bisect_left(self.ends, stop) + 1 if stop else 0
        return self._filled[name, here]

    def _ask(self, sets: Iterable[tuple[str, _Kernel]], here: int, machine: _Machine, ahead: dict[int, _State]) -> None:
        """Add to `ahead` the states that what the sets say at `here` leads to."""
        said = self._said[here]
        for name, kernel in sets:
            for end in said.get(name, ()):
                _add(ahead, end, kernel, machine)


def _jumped(
    following: _State | None, here: int, machine: _Machine, ahead: dict[int, _State]
) -> tuple[_State | None, int]:
    """The state at token `here` with what jumps to it, or, where there is none, the next one that is jumped to."""
    jumped = ahead.pop(here, None)
    if jumped:
        return machine.state(jumped.kernel | following.kernel) if following else jumped, here
    if following is None:
        here = min(ahead)
        following = ahead.pop(here)
    return following, here


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

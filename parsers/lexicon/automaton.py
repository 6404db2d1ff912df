"""All phrases of all sets, found in one pass over the tokens of a text.

Wordings that begin alike share their beginning (a trie). All nodes of the trie that the words read so far lead to are
one state, and what a word makes of a state is worked out once and kept: of a text in words met before, each token
costs a look-up or two, however many wordings there are.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from parsers.lexicon.slots import SLOTS
from parsers.lexicon.tokens import is_word, tokens
from parsers.lexicon.trie import ROOT, Trie
from parsers.text.text import Span

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


class _Lead(NamedTuple):
    """So many words, least and most, stand before the words of a wording that begins with open ones ("…7 taught")."""

    least: int
    most: int


_NOTHING = Said((), (), ())


_Kernel: TypeAlias = "frozenset[tuple[int, int]]"
"""Nodes of the trie that words have led to; each may also go on behind so many words more, which a gap passes over."""


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


_NOWHERE = _Step(None, ())


class _State:
    """All nodes that a wording may have come to at one token.

    `endings` end here, `closing` ones if the text ends here too; `sets` and `slots` lead on to a kernel where such a
    set or slot ends; `steps` are taken by the next token, as far as they are known.
    """

    __slots__ = ("closing", "endings", "kernel", "nodes", "sets", "slots", "steps")

    def __init__(self, kernel: _Kernel, nodes: Mapping[int, int], sets: _Ways, slots: _Ways) -> None:
        self.kernel, self.nodes, self.sets, self.slots = kernel, nodes, sets, slots
        self.endings: tuple[_Ending, ...] = ()
        self.closing: tuple[_Ending, ...] = ()
        self.steps: dict[str, _Step] = {}


class _Machine:
    """The states of wordings that begin at one token: at a text's first, or at any other.

    What a set says at that token itself is known when a phrase of the set ends: who asked for it there goes on then.
    """

    def __init__(self, trie: Trie, sets: _Sets, *, first: bool) -> None:
        self._trie, self._sets = trie, sets
        self._states: dict[_Kernel, _State] = {}
        self.asking: dict[str, _Kernel] = {}
        self.pairs: dict[tuple[str, str], Said | None] = {}
        """What the first of two words says where they lead on to no third: most words of a text are such."""
        self._kept = 0
        kernel = frozenset({(ROOT, 0)})
        self.start = self._made(kernel, self._closure(kernel, begins=first))
        self.asking = dict(self.start.sets)

    def state(self, kernel: _Kernel) -> _State:
        """The state of those nodes, and of all that they lead to without a word more."""
        known = self._states.get(kernel)
        if known is None:
            self._kept += _WEIGHT
            known = self._states[kernel] = self._made(kernel, self._closure(kernel))
            known.endings = known.closing = self._sets.endings(known.nodes)
            if not self._trie.end.keys().isdisjoint(known.nodes):
                known.closing = self._sets.endings(self._closure(kernel, ends=True))
        return known

    def _made(self, kernel: _Kernel, nodes: dict[int, int]) -> _State:
        return _State(kernel, nodes, self._leading("set", nodes), self._leading("slot", nodes))

    def _leading(self, kind: str, nodes: Iterable[int]) -> _Ways:
        """Where each set or slot leads to from any of the nodes."""
        named = self._trie.named(kind)
        if named.keys().isdisjoint(nodes):
            return ()
        told: dict[str, set[tuple[int, int]]] = {}
        for node in nodes:
            for name, child in named.get(node, _NONE).items():
                told.setdefault(name, set()).add((child, 0))
        return tuple((name, frozenset(kernel)) for name, kernel in told.items())

    def step(self, state: _State, word: str, fits: frozenset[str]) -> _Step:
        """What a token that may begin the slots `fits` makes of a state; it is kept with the state."""
        if self._kept >= _KEPT:
            self._forget()
        self._kept += 1
        led = self._trie.behind(state.nodes, word)
        slots = tuple(way for way in state.slots if way[0] in fits) if state.slots else ()
        following = self.state(frozenset(led.items())) if led else None
        step = state.steps[word] = _Step(following, slots) if following or slots else _NOWHERE
        return step

    def pair(self, word: str, after: str, fits: Mapping[str, frozenset[str]]) -> Said | None:
        """What a word alone says before another one, by plain phrases; None where that is not all there is to tell.

        `after` is empty at the end of a text. It holds where no set that wordings name says anything at the two.
        """
        said: Said | None = _NOTHING
        step = self.start.steps.get(word) or self.step(self.start, word, fits[word])
        if step.slots or not after:
            said = None
        elif step.state:
            behind = step.state.steps.get(after) or self.step(step.state, after, fits[after])
            endings = step.state.endings
            if behind.state or behind.slots or len(endings) > 1 or not all(ending.plain for ending in endings):
                said = None
            elif endings:
                said = endings[0].said
        self._kept += 1
        self.pairs[word, after] = said
        return said

    def _forget(self) -> None:
        for state in (self.start, *self._states.values()):
            state.steps = {}
        self._states, self.pairs, self._kept = {}, {}, 0

    def _closure(self, kernel: _Kernel, *, begins: bool = False, ends: bool = False) -> dict[int, int]:
        """The nodes of a kernel and those behind gaps, edges and the sets that end here."""
        nodes: dict[int, int] = {}
        trie, waiting = self._trie, list(kernel)
        while waiting:
            node, left = waiting.pop()
            if nodes.get(node, -1) >= left:
                continue
            nodes[node] = left
            waiting += [(child, reach) for reach, child in trie.gaps.get(node, _NONE).items()]
            if begins and node in trie.begin:
                waiting.append((trie.begin[node], 0))
            if ends and node in trie.end:
                waiting.append((trie.end[node], 0))
            for name in self._sets.named(node):
                waiting += self.asking.get(name, ())
        return nodes


_NONE: Mapping[Any, int] = {}


class _Sets:
    """Which phrases end at each node, and which set each phrase is of, or an exception of."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        """The sets that wordings name."""
        self.of: dict[int, str] = {}
        self._excepted: dict[int, str] = {}
        self._ending: dict[int, dict[_Lead, tuple[int, ...]]] = {}

    def add(self, node: int, phrase: int, lead: _Lead, *, name: str, excepted: bool) -> None:
        """A phrase of the set `name`, or an exception of it, ends at a node."""
        (self._excepted if excepted else self.of)[phrase] = name
        phrases = self._ending.setdefault(node, {}).setdefault(lead, ())
        if phrase not in phrases:
            self._ending[node][lead] = (*phrases, phrase)

    def named(self, node: int) -> Iterator[str]:
        """The sets, as far as wordings name them, of the phrases that end at a node and begin where its words do."""
        for lead, phrases in self._ending.get(node, {}).items():
            for phrase in phrases if not lead.least else ():
                if (name := self.of.get(phrase)) in self.asked:
                    yield name

    def ending_at(self, node: int) -> Iterator[str]:
        """The sets of the phrases that end at a node."""
        for phrases in self._ending.get(node, {}).values():
            yield from (self.of[phrase] for phrase in phrases if phrase in self.of)

    def endings(self, nodes: Iterable[int]) -> tuple[_Ending, ...]:
        """What ends at nodes, what nothing leads first."""
        told: dict[_Lead, dict[int, None]] = {}
        for node in nodes:
            for lead, phrases in self._ending.get(node, {}).items():
                told.setdefault(lead, {}).update(dict.fromkeys(phrases))
        return tuple(self._told(lead, tuple(phrases)) for lead, phrases in sorted(told.items()))

    def _told(self, lead: _Lead, phrases: tuple[int, ...]) -> _Ending:
        sets = tuple(dict.fromkeys(self.of[phrase] for phrase in phrases if phrase in self.of))
        excepted = tuple(dict.fromkeys(self._excepted[phrase] for phrase in phrases if phrase in self._excepted))
        named = tuple(name for name in sets if name in self.asked)
        return _Ending(lead, Said(phrases, sets, excepted), named, not named and not lead.most)


class _Alike:
    """One word for all that no wording tells apart: most names are one, and most numbers."""

    def __init__(self) -> None:
        self._every = Trie()
        self._first: dict[tuple[int | bool | frozenset[str], ...], str] = {}
        self._told: dict[str, str] = {}
        self.fits: dict[str, frozenset[str]] = {}
        """The slots that a word which stands for others may begin."""

    def add(self, element: Element) -> None:
        """Know what an element tells apart."""
        if element.kind in {"word", "stem", "tail", "inner"}:
            self._every.add((element,))

    def of(self, words: Iterable[str]) -> list[str]:
        """For each word the one that stands for it."""
        if len(self._told) >= _WORDS:
            self._told, self._first, self.fits = {}, {}, {}
        told = self._told
        return [told[word] if word in told else self._of(word) for word in words]

    def _of(self, word: str) -> str:
        fits = frozenset(name for name, slot in SLOTS.items() if slot.opens(word))
        stands = self._first.setdefault((is_word(word), fits, *self._every.following(ROOT, word)), word)
        self._told[word] = stands
        self.fits[stands] = fits
        return stands


class Automaton:
    """Wordings to be found; add all of them before the first text is read."""

    def __init__(self) -> None:
        self._trie = Trie()
        self._alike = _Alike()
        self._sets = _Sets()
        self._machines: tuple[_Machine, _Machine] | None = None
        self._opens: dict[str, frozenset[str]] = {}
        self._told_below: dict[int, frozenset[str]] = {}

    def add(self, wording: Sequence[Element], phrase: int, *, name: str, excepted: bool = False) -> None:
        """Add one wording of the phrase of that number, of the set `name`; `excepted` ones are not part of the set."""
        lead, closed = _parted(wording)
        for element in closed:
            self._alike.add(element)
            if element.kind == "set":
                self._sets.asked.add(element.value)
        self._sets.add(self._trie.add(closed), phrase, lead, name=name, excepted=excepted)

    def unknown_sets(self) -> set[str]:
        """The sets that wordings name and nobody has added."""
        return self._sets.asked - set(self._sets.of.values())

    def begin(self, text: str) -> Pass:
        """The words of a folded text, to be looked through."""
        return Pass(text, self._alike)

    def find(self, begun: Pass) -> list[tuple[Span, Said]]:
        """All words of a text that wordings say, in order; of those that begin alike the shortest first."""
        if self._machines is None:
            first, other = (_Machine(self._trie, self._sets, first=first) for first in (True, False))
            self._machines = (first, other)
        return begun.found(*self._machines)

    def openings(self, begun: Pass) -> list[frozenset[str]]:
        """For each sort of word in a text, the sets of which a phrase may begin with it: no others are said."""
        opens = self._opens
        return [opens[word] if word in opens else self._open(word) for word in set(begun.words)]

    def _open(self, word: str) -> frozenset[str]:
        """What a word may begin, by itself or within what a wording names."""
        edges = self._trie.edges()
        slots, sets = ([self._trie.named(kind).get(edge, {}) for edge in edges] for kind in ("slot", "set"))
        waiting = [node for edge in edges for node in self._trie.following(edge, word)]
        waiting += [ways[name] for ways in slots for name in self._alike.fits[word] & ways.keys()]
        told: set[str] = set()
        while waiting:
            new = self._below(waiting.pop()) - told
            told |= new
            waiting += [ways[name] for ways in sets for name in new & ways.keys()]
        if len(self._opens) >= _WORDS:
            self._opens.clear()
        opens = self._opens[word] = frozenset(told)
        return opens

    def _below(self, node: int) -> frozenset[str]:
        """The sets of the phrases that end at a node or behind it."""
        if node not in self._told_below:
            self._told_below[node] = frozenset(
                name for behind in self._trie.below(node) for name in self._sets.ending_at(behind)
            )
        return self._told_below[node]


def _parted(wording: Sequence[Element]) -> tuple[_Lead, Sequence[Element]]:
    """The open words that a wording begins with, and the rest: from every token of a text they would lead on."""
    least = most = at = 0
    while wording[at].kind in {"any", "gap"}:
        least += wording[at].kind == "any"
        most += wording[at].reach or 1
        at += 1
    return _Lead(least, most), wording[at:]


class Pass:
    """One pass over a text, from its last token to its first: what the sets say at the tokens behind is known."""

    __slots__ = ("_ended", "_filled", "_fits", "_led", "_said", "ends", "starts", "text", "words")

    def __init__(self, text: str, alike: _Alike) -> None:
        read = tokens(text)
        self.text, self.words, self.starts, self.ends = text, alike.of(read.words), read.starts, read.ends
        self._fits = alike.fits
        self._ended: list[list[tuple[int, Said]]] = []
        self._led: set[int] = set()
        self._said: dict[int, dict[str, list[int]]] = {}
        self._filled: dict[tuple[str, int], int] = {}

    def found(self, first: _Machine, other: _Machine) -> list[tuple[Span, Said]]:
        """All that is said, in order."""
        words, said, pairs, after = self.words, self._said, other.pairs, ""
        self._ended = [[] for _ in words]
        for at in range(len(words) - 1, 0, -1):
            pair = words[at], after
            after = words[at]
            known = pairs[pair] if pair in pairs else other.pair(*pair, self._fits)
            if known is None or at in said or at + 1 in said:
                self._walk(at, other)
            elif known is not _NOTHING:
                self._ended[at].append((at + 1, known))
        if words:
            self._walk(0, first)
        for at in self._led:
            self._ended[at] = sorted(dict.fromkeys(self._ended[at]), key=itemgetter(0))
        ends, all_ended = self.ends, self._ended
        self._ended, self._said, self._filled = [], {}, {}
        return [
            (Span(start, ends[end - 1]), said)
            for start, ended in zip(self.starts, all_ended, strict=True)
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

"""All phrases of all sets, found in one pass over the tokens of a text.

Wordings that begin alike share their beginning (a trie). All nodes of the trie that the words read so far lead to are
one state, and what a word makes of a state is worked out once and kept: of a text in words met before, each token
costs a look-up or two, however many wordings there are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import reduce
from itertools import chain, compress, product
from operator import itemgetter, or_
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from parsers.lexicon.slots import SLOTS, filled_alone, opened_by
from parsers.lexicon.tokens import bare, is_word, tokens, written
from parsers.lexicon.trie import ROOT, Trie, behind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from parsers.lexicon.syntax import Element, Ways
    from parsers.lexicon.trie import Leads

_KEPT = 1 << 18
"""So many steps from state to state are kept; then all are forgotten: a text that no person wrote has ever new ones."""
_WORDS = 1 << 15
"""So many words are known to be like others; then all are forgotten."""
_PLACES = 4
"""So often a part is looked for in its text: where it stands in the midst of words it is none."""
_NEAR = 4096
"""Characters around the part that was found last, where the next one mostly stands: readers go from part to part."""
_WEIGHT = 16
"""A state takes the room of so many steps."""


class Said(NamedTuple):
    """The phrases that end at one place, the sets that they are of, and the sets that they are exceptions of."""

    phrases: tuple[int, ...]
    sets: tuple[str, ...]
    excepted: tuple[str, ...]
    mask: int
    """The bits of `sets`, as `bit_of` gives them, and `EXCEPTS` where there are exceptions."""


EXCEPTS = 1
"""The bit that stands for an exception of any set."""
_BITS: dict[str, int] = {}


def bit_of(name: str) -> int:
    """The bit that stands for a set, the same in every lexicon: which sets a text says is one number."""
    return _BITS.setdefault(name, EXCEPTS << len(_BITS) + 1)


def mask_of(names: Iterable[str]) -> int:
    """The bits of several sets."""
    mask = 0
    for name in names:
        mask |= bit_of(name)
    return mask


class _Lead(NamedTuple):
    """So many words, least and most, stand before the words of a wording that begins with open ones ("…7 taught")."""

    least: int
    most: int


_ALONE = _Lead(0, 0)
_LEADS = frozenset({"any", "gap"})
_NO_NAMES: frozenset[str] = frozenset()
_NO_SETS: Mapping[str, _Kernel] = {}


_Kernel: TypeAlias = "frozenset[tuple[int, int]]"
"""Nodes of the trie that words have led to; each may also go on behind so many words more, which a gap passes over."""


_Asking: TypeAlias = "tuple[tuple[str, int], ...]"
"""Sets that words say and wordings name, each with how many tokens say it."""


class _Ending:
    """What ends at a state, by the words that lead it; `named` are the sets that a wording names.

    What it asks behind so many tokens is kept, for mostly they are as many again: Python's collector has less to walk.
    """

    __slots__ = ("_asking", "_length", "lead", "named", "said")

    def __init__(self, lead: _Lead, said: Said, named: tuple[str, ...]) -> None:
        self.lead, self.said, self.named = lead, said, named
        self._length = 0
        self._asking: _Asking = ()

    def asking(self, length: int) -> _Asking:
        """The sets that wordings name, behind so many tokens."""
        if length != self._length:
            self._length, self._asking = length, tuple((name, length) for name in self.named)
        return self._asking


_Ways: TypeAlias = "tuple[tuple[str, _Kernel], ...]"
"""Where each set or slot leads to."""


class _Word:
    """A token as wordings tell it: one for all that none tells apart, as most names are, and most numbers.

    `leads` tell where it leads on from, `fits` which slots it may begin.
    """

    __slots__ = ("begun", "fits", "is_word", "leads")

    def __init__(self, leads: Leads, fits: frozenset[str], *, is_word: bool) -> None:
        self.leads, self.fits, self.is_word = leads, fits, is_word
        self.begun: _State | None = _UNKNOWN
        """Where it leads from the start of the machine for every word, slots apart; that of no node for nowhere."""


class _State:
    """All nodes that a wording may have come to at one token.

    `endings` end here, `closing` ones if the text ends here too; `sets` and `slots` lead on to a kernel where such a
    set or slot ends; `steps` tell where the next token leads to, if anywhere, as far as it is known.
    """

    __slots__ = ("closing", "endings", "kernel", "names", "nodes", "sets", "slots", "steps")

    def __init__(self, kernel: _Kernel, nodes: Mapping[int, int], sets: _Ways, slots: _Ways) -> None:
        self.kernel, self.nodes, self.sets, self.slots = kernel, nodes, dict(sets) if sets else _NO_SETS, slots
        self.endings: tuple[_Ending, ...] = ()
        self.closing: tuple[_Ending, ...] = ()
        self.names = frozenset(name for name, _ in slots) if slots else _NO_NAMES
        self.steps: dict[_Word, _State | None] = {}

    def may_fill(self, fits: frozenset[str]) -> bool:
        """Whether a token that may begin the slots `fits` may begin one that leads on from here."""
        return not self.names.isdisjoint(fits)


_UNKNOWN = _State(frozenset(), {}, (), ())
"""Nothing is known yet."""


class _Machine:
    """The states of wordings that begin at one token: at any, or, of those with a ^, at a text's first.

    What a set says at that token itself is known when a phrase of the set ends: who asked for it there goes on then.
    """

    def __init__(self, trie: Trie, sets: _Sets, start: int | None) -> None:
        self._trie, self._sets = trie, sets
        self._naming = sets.naming()
        self._states: dict[_Kernel, _State] = {}
        self._alone: dict[int, _State] = {}
        """The states of one node each, which most are."""
        self._begun: list[_Word] = []
        """The words of which it is known where they lead from the start."""
        self.asking: Mapping[str, _Kernel] = {}
        self._kept = 0
        self.nowhere = _State(frozenset(), {}, (), ())
        kernel = frozenset(() if start is None else {(start, 0)})
        self.start = self._made(kernel, self._closure(kernel))
        self.asking = self.start.sets

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

    def step(self, state: _State, word: _Word) -> _State | None:
        """The state behind a token, if any; it is kept with the one before."""
        if self._kept >= _KEPT:
            self._forget()
        self._kept += 1
        led = behind(state.nodes, word.leads, is_word=word.is_word)
        following = state.steps[word] = self._led_to(led) if led else None
        return following

    def _led_to(self, led: Mapping[int, int]) -> _State:
        """The state of the nodes that words have led to."""
        if len(led) > 1:
            return self.state(frozenset(led.items()))
        ((node, left),) = led.items()
        if left:
            return self.state(frozenset(led.items()))
        if node not in self._alone:
            self._alone[node] = self.state(frozenset(led.items()))
        return self._alone[node]

    def begin(self, word: _Word) -> _State | None:
        """Where a word leads from the start, of the machine for every word; None where it may begin a slot there."""
        word.begun = None if self.start.may_fill(word.fits) else self._behind(self.start, word) or self.nowhere
        self._begun.append(word)
        return word.begun

    def goes_on(self, word: _Word, after: _Word) -> bool:
        """Whether a wording may begin with a word, and end there or go on with the one after.

        It is right where no set that wordings name says anything at either.
        """
        state = self.begin(word) if word.begun is _UNKNOWN else word.begun
        if state is None or state.closing:
            return True
        return state is not self.nowhere and (state.may_fill(after.fits) or self._behind(state, after) is not None)

    def may_begin(self, word: _Word) -> bool:
        """Whether a wording may begin with a word, if no set says anything at it."""
        return self.start.may_fill(word.fits) or self.leads(word)

    def leads(self, word: _Word) -> bool:
        """Whether a word leads on from the start, slots apart."""
        return self._behind(self.start, word) is not None

    def _behind(self, state: _State, word: _Word) -> _State | None:
        return state.steps[word] if word in state.steps else self.step(state, word)

    def _forget(self) -> None:
        for state in (self.start, *self._states.values()):
            state.steps = {}
        for word in self._begun:
            word.begun = _UNKNOWN
        self._states, self._alone, self._begun, self._kept = {}, {}, [], 0

    def _closure(self, kernel: _Kernel, *, ends: bool = False) -> dict[int, int]:
        """The nodes of a kernel and those behind gaps, edges and the sets that end here."""
        trie, nodes = self._trie, dict(sorted(kernel))
        if not ends and trie.gaps.keys().isdisjoint(nodes) and self._naming.isdisjoint(nodes):
            return nodes
        nodes, waiting = {}, list(kernel)
        while waiting:
            node, left = waiting.pop()
            if nodes.get(node, -1) >= left:
                continue
            nodes[node] = left
            waiting += [(child, reach) for reach, child in trie.gaps.get(node, _NONE).items()]
            if ends and node in trie.end:
                waiting.append((trie.end[node], 0))
            for name in self._sets.named(node) if node in self._naming else ():
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
        self._plain: dict[int, tuple[int, ...]] = {}
        """By node, the phrases that end there and begin where its words do."""
        self._led: dict[int, dict[_Lead, tuple[int, ...]]] = {}
        """By node, those that open words lead."""
        self._alone: dict[int, tuple[_Ending, ...]] = {}
        self._nodes: defaultdict[str, set[int]] = defaultdict(set)

    def add(self, node: int, phrase: int, lead: _Lead, *, name: str, excepted: bool) -> None:
        """A phrase of the set `name`, or an exception of it, ends at a node."""
        (self._excepted if excepted else self.of)[phrase] = name
        if not excepted and not lead.least:
            self._nodes[name].add(node)
        if lead == _ALONE:
            phrases = self._plain.get(node, ())
            self._plain[node] = phrases if phrase in phrases else (*phrases, phrase)
        else:
            led = self._led.setdefault(node, {})
            led[lead] = (*led.get(lead, ()), phrase)

    def naming(self) -> frozenset[int]:
        """The nodes where `named` has something to tell."""
        return frozenset(chain.from_iterable(self._nodes[name] for name in self.asked))

    def named(self, node: int) -> Iterator[str]:
        """The sets, as far as wordings name them, of the phrases that end at a node and begin where its words do."""
        for lead, phrases in self._at(node):
            for phrase in phrases if not lead.least else ():
                if (name := self.of.get(phrase)) in self.asked:
                    yield name

    def _at(self, node: int) -> Iterator[tuple[_Lead, tuple[int, ...]]]:
        """The phrases that end at a node, by what leads them."""
        if node in self._plain:
            yield _ALONE, self._plain[node]
        if node in self._led:
            yield from self._led[node].items()

    def endings(self, nodes: Iterable[int]) -> tuple[_Ending, ...]:
        """What ends at nodes, one behind the other."""
        told: tuple[_Ending, ...] = ()
        for node in nodes:
            if node in self._plain or node in self._led:
                if node not in self._alone:
                    self._alone[node] = tuple(self._told(lead, phrases) for lead, phrases in sorted(self._at(node)))
                told += self._alone[node]
        return told

    def _told(self, lead: _Lead, phrases: tuple[int, ...]) -> _Ending:
        sets = tuple(dict.fromkeys(self.of[phrase] for phrase in phrases if phrase in self.of))
        excepted = tuple(dict.fromkeys(self._excepted[phrase] for phrase in phrases if phrase in self._excepted))
        named = tuple(name for name in sets if name in self.asked)
        mask = mask_of(sets) | (EXCEPTS if excepted else 0)
        return _Ending(lead, Said(phrases, sets, excepted, mask), named)


class _Alike:
    """One word for all that no wording tells apart."""

    def __init__(self, trie: Trie) -> None:
        self._trie = trie
        self._first: dict[tuple[object, ...], _Word] = {}
        self._told: dict[str, _Word] = {}

    def of(self, tokens: Iterable[str]) -> list[_Word]:
        """For each token, as it is written, the word that stands for it."""
        if len(self._told) >= _WORDS:
            self._told, self._first = {}, {}
        told = self._told
        return [told[token] if token in told else self._of(token) for token in tokens]

    def _of(self, written: str) -> _Word:
        token = bare(written)
        leads, fits, word = self._trie.leads(token), opened_by(token), is_word(token)
        known = (fits, word, *map(id, leads))
        if known not in self._first:
            self._first[known] = _Word(leads, fits, is_word=word)
        self._told[written] = self._first[known]
        return self._first[known]


class Automaton:
    """Wordings to be found; add all of them before the first text is read."""

    def __init__(self) -> None:
        self._trie = Trie()
        self._alike = _Alike(self._trie)
        self._sets = _Sets()
        self._machines: tuple[_Machine, _Machine] | None = None
        self._edged: set[str] = set()
        self._begins: dict[str, tuple[bool, bool]] = {}
        """Whether a wording may begin with a token, as that is written; and whether it may as a text's first."""

    def add(self, parts: Sequence[Ways], phrase: int, *, name: str, excepted: bool = False) -> None:
        """Add the phrase of that number, of the set `name`, with all its wordings (`syntax.parts`); `excepted` ones are
        not part of the set.
        """
        for element in chain.from_iterable(chain.from_iterable(parts)):
            if element.kind == "set":
                self._sets.asked.add(element.value)
            elif element.kind in {"begin", "end"}:
                self._edged.add(name)
        if _may_be_led(parts):
            for wording in product(*parts):
                lead, closed = _parted(tuple(chain.from_iterable(wording)))
                self._sets.add(self._trie.add(closed), phrase, lead, name=name, excepted=excepted)
        else:
            for node in self._grown(ROOT, parts, 0):
                self._sets.add(node, phrase, _ALONE, name=name, excepted=excepted)

    def _grown(self, node: int, parts: Sequence[Ways], at: int) -> Iterator[int]:
        """The nodes that the wordings of the parts from `at` on end at, behind `node`: each beginning is gone once."""
        for way in parts[at]:
            child = self._trie.add(way, node)
            if at + 1 < len(parts):
                yield from self._grown(child, parts, at + 1)
            else:
                yield child

    def unknown_sets(self) -> set[str]:
        """The sets that wordings name and nobody has added."""
        return self._sets.asked - set(self._sets.of.values())

    def edged_sets(self) -> set[str]:
        """The sets that wordings name and that say something at a text's edge alone: a part could not tell."""
        return self._sets.asked & self._edged

    def read(self, text: str) -> Pass:
        """A folded text, looked through; what is found is asked of the pass."""
        begun = Pass(text, self._alike)
        begun.read(*self._both())
        return begun

    def may_say(self, text: str) -> bool:
        """Whether a folded text says anything: of most it is known by their words that no wording begins with one, or
        goes on with the next.
        """
        words, begins = written(text), self._begins
        for at, token in enumerate(words):
            every, first = begins[token] if token in begins else self._may_begin(token)
            if (first and not at) or (every and self._goes_on(token, words[at + 1 : at + 2])):
                return self.read(text).whole().mask > EXCEPTS
        return False

    def _may_begin(self, token: str) -> tuple[bool, bool]:
        """Whether a wording may begin with a token, and whether one with a ^ may."""
        if len(self._begins) >= _WORDS:
            self._begins.clear()
        (word,) = self._alike.of((token,))
        every, first = (machine.may_begin(word) for machine in self._both())
        self._begins[token] = begins = (every, first)
        return begins

    def _goes_on(self, token: str, after: list[str]) -> bool:
        """Whether a wording that begins with a token ends there, or leads on to the one after."""
        if not after:
            return True
        every, _ = self._both()
        return every.goes_on(*self._alike.of((token, after[0])))

    def part(self, read: Pass, text: str) -> Part | None:
        """What a folded text says that stands within one that is read; None where it must be read by itself."""
        return read.part(text, self._both()[1])

    def _both(self) -> tuple[_Machine, _Machine]:
        """The machine for every word, and the one for a text's first."""
        if self._machines is None:
            every, first = (_Machine(self._trie, self._sets, node) for node in (ROOT, self._trie.begin.get(ROOT)))
            self._machines = (every, first)
        return self._machines


def _may_be_led(parts: Sequence[Ways]) -> bool:
    """Whether a wording of these parts may begin with open words."""
    for ways in parts:
        if any(way and way[0].kind in _LEADS for way in ways):
            return True
        if all(ways):
            break
    return False


def _parted(wording: Sequence[Element]) -> tuple[_Lead, Sequence[Element]]:
    """The open words that a wording begins with, and the rest: from every token of a text they would lead on."""
    least = most = at = 0
    while wording[at].kind in _LEADS:
        least += wording[at].kind == "any"
        most += wording[at].reach or 1
        at += 1
    return _Lead(least, most), wording[at:]


Found: TypeAlias = "tuple[int, int, Said]"
"""Where words stand in a folded text, and what they say."""


class Part:
    """A part of a text that is read."""

    __slots__ = ("_base", "_edges", "_end", "_first", "_last", "_read", "mask")

    def __init__(self, read: Pass, start: int, end: int, base: int, edges: Sequence[Found]) -> None:
        self._read, self._end, self._base, self._edges = read, end, base, edges
        self._first, self._last = bisect_left(read.begins, start), bisect_left(read.begins, end)
        self.mask = reduce(or_, read.masks[self._first : self._last], reduce(or_, (said.mask for *_, said in edges), 0))
        """The bits of sets that it may say: of no others is there a phrase in it."""

    def found(self, mask: int = -1) -> list[Found]:
        """All that it says of the sets with these bits, in order; of what begins alike the shortest first."""
        if not mask & self.mask:
            return []
        base, last, read, inside = self._base, self._end, self._read, slice(self._first, self._last)
        told = compress(
            zip(read.begins[inside], read.stops[inside], read.said[inside], strict=True),
            map(mask.__and__, read.masks[inside]),
        )
        found = [(start - base, end - base, said) for start, end, said in told if end <= last]
        edges = [(start - base, end - base, said) for start, end, said in self._edges if said.mask & mask]
        return _in_order(found + edges) if edges else found


class Pass:
    """One pass over a text, from its last token to its first: what the sets say at the tokens behind is known.

    A line, a cell or a sentence of the text is not looked through again: `part` cuts what it says from what is found.
    """

    __slots__ = (
        *("_begun", "_closing", "_filled", "_found", "_said", "_wide", "_widest"),
        *("begins", "ends", "masks", "said", "starts", "stops", "text", "words"),
    )

    def __init__(self, text: str, alike: _Alike) -> None:
        read = tokens(text)
        self.text, self.words, self.starts, self.ends = text, alike.of(read.written), read.starts, read.ends
        self.begins: list[int] = []
        """Where all begins that is said, in order. Numbers apart, and no tuples: Python's collector walks over none."""
        self.stops: list[int] = []
        self.said: list[Said] = []
        self.masks: list[int] = []
        """The bits of the sets of each."""
        self._closing: defaultdict[int, list[tuple[int, tuple[_Ending, ...]]]] = defaultdict(list)
        """By a token, what would end there if the text did, and where it begins."""
        self._begun: dict[int, list[tuple[int, _State]]] = {}
        """By a token, where the wordings lead that begin there if the text did."""
        self._said: dict[int, _Asking] = {}
        self._filled: dict[int, Mapping[str, int]] = {}
        """By token, which slots begin there, each with the token behind it."""
        self._wide: dict[int, int] = {}
        """By token, where the longest slot of more tokens than one ends that begins there."""
        self._widest = 0
        self._found = 0
        """Where the part stands that was looked for last."""

    def read(self, every: _Machine, first: _Machine) -> None:
        """Find all that is said."""
        words, said = self.words, self._said
        found: list[Found] = []
        after: _Word | None = None
        for at in range(len(words) - 1, -1, -1):
            word = words[at]
            state = word.begun
            if state is _UNKNOWN:
                state = every.begin(word)
            if state is None or at in said or (state.nodes and self._leads_on(at + 1, state, after, every)):
                for here, reached in self._reached(at, every):
                    self._note(at, here, reached, found)
            elif state.closing:
                self._note(at, at + 1, state, found)
            after = word
        if words:
            found += self._begin(0, len(words), first)
        for start, end, told in _in_order(found):
            self.begins.append(start)
            self.stops.append(end)
            self.said.append(told)
            self.masks.append(told.mask)

    def _leads_on(self, here: int, state: _State, word: _Word | None, machine: _Machine) -> bool:
        """Whether a state leads on by the word at token `here`; at the text's end it may."""
        if word is None or state.steps.get(word):
            return True
        if (word not in state.steps and machine.step(state, word)) or (word.fits and state.may_fill(word.fits)):
            return True
        return bool(state.sets) and any(name in state.sets for name, _ in self._said.get(here, ()))

    def whole(self) -> Part:
        """What the text says."""
        return Part(self, 0, len(self.text), 0, ())

    def part(self, text: str, first_word: _Machine) -> Part | None:
        """What a part of the text says by itself, with offsets in the part; None where its edges make a difference."""
        written = text.strip(" ")
        at, first, last = self._place(written)
        if at < 0:
            return None
        edges = self._begin(first, last, first_word) if first < last else []
        edges += self._closed(first, last) if last in self._closing else []
        if self._wide and any(self._wide.get(at, 0) > last for at in range(max(first, last - self._widest), last)):
            return None
        return Part(self, at, at + len(written), at - text.index(written), edges or ())

    def _place(self, part: str) -> tuple[int, int, int]:
        """Where a part stands in the text, its words cut as they are by themselves, and between which tokens.

        It is at -1 if nowhere.
        """
        if not part or part[-1] == "'":
            return -1, 0, 0
        near = max(0, self._found - _NEAR)
        found = self._place_within(part, near, self._found + _NEAR + len(part))
        return found or self._place_within(part, 0, len(self.text)) or (-1, 0, 0)

    def _place_within(self, part: str, start: int, stop: int) -> tuple[int, int, int] | None:
        """The same within a stretch of the text."""
        at, ends = start - 1, self.ends
        for _ in range(_PLACES):
            at = self.text.find(part, at + 1, stop)
            end = at + len(part)
            if at < 0:
                return None
            if self._is_apart(at, end):
                first, last = bisect_left(self.starts, at), bisect_left(self.starts, end)
                if not (first and ends[first - 1] > at) and not (last and ends[last - 1] > end):
                    self._found = at
                    return at, first, last
        return None

    def _is_apart(self, start: int, end: int) -> bool:
        """Whether nothing is written to a part of the text that has a say in how its words are cut, as to no mark."""
        text = self.text
        before, after = text[start - 1 : start], text[end : end + 1]
        if (before.isalnum() or before == "_") and (text[start].isalnum() or text[start] in "_-"):
            return False
        return not (after.isalnum() or after in {"_", "/"}) or not (text[end - 1].isalnum() or text[end - 1] in "_-")

    def _begin(self, first: int, last: int, machine: _Machine) -> list[Found]:
        """What begins only at the first token of the words from `first` to `last`."""
        if first not in self._begun:
            self._begun[first] = self._reached(first, machine)
        start, ends = self.starts[first], self.ends
        return [
            (start, ends[here - 1], ending.said)
            for here, state in self._begun[first]
            if here <= last
            for ending in (state.endings if here < last else state.closing)
        ]

    def _closed(self, first: int, last: int) -> list[Found]:
        """What ends only at the last token of the words from `first` to `last`."""
        return [
            (self.starts[start], self.ends[last - 1], ending.said)
            for at, endings in self._closing[last]
            if at >= first
            for ending in endings
            for start in self._starts(at, ending.lead)
            if start >= first
        ]

    def _note(self, at: int, here: int, state: _State, found: list[Found]) -> None:
        """Note what a state says before token `here`, which the words from token `at` on have led to."""
        inside = here < len(self.words)
        for ending in state.endings if inside else state.closing:
            for start in self._starts(at, ending.lead) if ending.lead.most else (at,):
                found.append((self.starts[start], self.ends[here - 1], ending.said))
                if ending.named:
                    self._said[start] = self._said.get(start, ()) + ending.asking(here - start)
        if inside and state.closing is not state.endings:
            self._closing[here].append((at, state.closing))

    def _reached(self, at: int, machine: _Machine) -> list[tuple[int, _State]]:
        """The states that the words from token `at` on lead to and something ends at, with the token behind each.

        This is the program's innermost loop: of most tokens one step leads on, and the next one nowhere.
        """
        words, said, last = self.words, self._said, len(self.words)
        reached: list[tuple[int, _State]] = []
        ahead: dict[int, _State] = {}
        here, state = at, machine.start
        if at in said:
            self._ask(machine.asking, at, machine, ahead)
        while True:
            word = words[here]
            following = state.steps[word] if word in state.steps else machine.step(state, word)
            if word.fits and state.slots and not state.names.isdisjoint(word.fits):
                self._fill(state.slots, word.fits, here, machine, ahead)
            if state.sets and here > at and here in said:
                self._ask(state.sets, here, machine, ahead)
            here += 1
            if ahead:
                following, here = _jumped(following, here, machine, ahead)
            if following is None:
                return reached
            state = following
            if state.closing:
                reached.append((here, state))
            if here == last:
                return reached

    def _starts(self, at: int, lead: _Lead) -> Iterator[int]:
        """The tokens that the words which lead those at token `at` may begin at."""
        least, most = lead
        for start in range(at, max(at - most, 0) - 1, -1):
            if start < at and not self.words[start].is_word:
                return
            if at - start >= least:
                yield start

    def _fill(self, slots: _Ways, fits: frozenset[str], here: int, machine: _Machine, ahead: dict[int, _State]) -> None:
        """Add to `ahead` the states that the slots lead to which begin at a token, by the token where they go on."""
        filled = self._filled_at(here, fits)
        for name, kernel in slots:
            if name in filled:
                _add(ahead, filled[name], kernel, machine)

    def _filled_at(self, here: int, fits: frozenset[str]) -> Mapping[str, int]:
        """The slots among `fits` that the text fills from token `here` on, each with the token behind it."""
        if here in self._filled:
            return self._filled[here]
        alone = filled_alone(self.text, self.starts[here], self.ends[here])
        if alone is None:
            stops = {name: SLOTS[name].end(self.text, self.starts[here]) for name in fits}
            filled = {name: bisect_left(self.ends, stop) + 1 for name, stop in stops.items() if stop}
        else:
            filled = dict.fromkeys(alone, here + 1)
        self._filled[here] = filled
        last = max(filled.values(), default=0)
        if last > here + 1:
            self._wide[here] = last
            self._widest = max(last - here, self._widest)
        return filled

    def _ask(self, sets: Mapping[str, _Kernel], here: int, machine: _Machine, ahead: dict[int, _State]) -> None:
        """Add to `ahead` the states that what the sets say at `here` leads to."""
        for name, length in self._said[here]:
            if kernel := sets.get(name):
                _add(ahead, here + length, kernel, machine)


def _in_order(found: Iterable[Found]) -> list[Found]:
    """What begins alike, the shortest first."""
    return sorted(found, key=itemgetter(0, 1))


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

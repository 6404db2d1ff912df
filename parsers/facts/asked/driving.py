"""Categories of driving licences, as lists name them: "Permis B, C", or a heading with "B (1998), C en CE" below it.

A category includes others: CE includes C and B, C includes no CE (Directive 2006/126/EC, article 6).
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import WORD_OR_NUMBER, behind, in_word, past_bracket
from parsers.text.text import Span, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.facts.asked.sentences import OwnMention
    from parsers.layout.sections import Layout
    from parsers.text.text import Folded
    from parsers.values.criteria import Criterion

_HEAD, _JOINING = vocabulary("licences.driving"), vocabulary("licences.joining")
_LABEL = vocabulary("licences.categories")
_CATEGORIES = frozenset(["am", "a1", "a2", "a", "b1", "b96", "b", "be", "c1", "c1e", "c", "ce", "d1", "d1e", "d", "de"])
_WORDS = frozenset({"a", "am", "be", "d", "de"})
"""What is a word of its own in small letters."""
_INCLUDED = {
    "a1": "am",
    "a2": "a1",
    "a": "a2",
    "b": "b1 am",
    "b96": "b",
    "be": "b",
    "c1": "b",
    "c": "c1",
    "c1e": "c1 be",
    "ce": "c c1e",
    "d1": "b",
    "d": "d1",
    "d1e": "d1 be",
    "de": "d d1e",
}
"""Of each category those of article 6 that it is valid for, or that it is issued to the holders of alone."""
_MARKS = " ,;/+&.-|"
"""Marks between two categories."""
_LEAD = " :.,-(/*•·"
"""Marks between a licence's name, or the beginning of a line, and the list."""
_ROWS = 6
"""So many lines may a list below its heading have."""


class _Category(NamedTuple):
    name: str
    at: Span


def asked(criterion: Criterion) -> tuple[frozenset[str], ...]:
    """The categories that a criterion asks for; any of these will do, each with all that it holds."""
    sets = tuple(frozenset({_OF_SETS[name]}) for name in criterion.sets if name in _OF_SETS)
    return _named(criterion.terms) + sets


_OF_SETS = {"driving_b": "b"}


@lru_cache(maxsize=64)
def _named(terms: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    named = (frozenset(one.name for one in _of_term(term)) for term in terms)
    return tuple(filter(None, named))


def _of_term(term: str) -> list[_Category]:
    """The categories of a term that is a driving licence's name with them, and nothing more."""
    head = _HEAD.match(term)
    found = list(_list_from(term, head.end())) if head else []
    return found if found and not term[found[-1].at.end :].strip(" .") else []


def listed(layout: Layout, criterion: Criterion, sentence: Span, view: Folded) -> Iterator[Span]:
    """Where the lists of a sentence show what a criterion asks for: from the licence's name to the category."""
    wanted = asked(criterion)
    for begin, found in _lists(layout, sentence, view) if wanted else ():
        sure = [one for one in found if one.name not in _WORDS or one.at.of(view.text) != _written(layout, view, one)]
        ends = [end for names in wanted if (end := _shown(names, sure)) is not None]
        yield from (Span(begin, end) for end in dict.fromkeys(ends))


def _written(layout: Layout, view: Folded, one: _Category) -> str:
    return view.span(*one.at).of(layout.text)


def denies_asked(one: OwnMention) -> bool:
    """Whether whoever lacks what is mentioned lacks all that would do: without CE one may have C, without C no CE."""
    head = _HEAD.match(one.text, one.at.start, one.at.end)
    named = {each.name for each in _list_from(one.text[: one.at.end], head.end())} if head else set()
    return not named or all(any(named & _all_of(name) for name in names) for names in asked(one.criterion))


def _shown(names: frozenset[str], found: Sequence[_Category]) -> int | None:
    """Where the first categories that together include all of `names` end; None where some is lacking."""
    ends = [next((one.at.end for one in found if name in _all_of(one.name)), None) for name in names]
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None


def _all_of(name: str) -> frozenset[str]:
    """A category with all that it includes."""
    return frozenset({name}).union(*map(_all_of, _INCLUDED.get(name, "").split()))


def _lists(layout: Layout, sentence: Span, view: Folded) -> Iterator[tuple[int, list[_Category]]]:
    """The lists of a sentence, each with where it begins: behind the name of the licence, or below it."""
    heads = list(_HEAD.finditer(view.text))
    for head in heads:
        if found := list(_list_from(view.text, head.end())):
            yield head.start(), found
    if not heads and (found := _whole_list(view.text)) and _is_below_name(layout, sentence):
        yield found[0].at.start, found


def _whole_list(text: str) -> list[_Category]:
    """The list that a line begins with: what follows its last category is no sentence."""
    found = list(_list_from(text, 0))
    after = text[behind(text, " ", found[-1].at.end) :] if found else ""
    return [] if after[:1].isalpha() else found


def _list_from(text: str, at: int) -> Iterator[_Category]:
    """The categories from a place on, as far as nothing but marks, brackets and "and" part them."""
    at = _past_label(text, at)
    while found := _category_at(text, at):
        yield found
        at = _next(text, found.at.end)


def _category_at(text: str, at: int) -> _Category | None:
    """The category that stands at a place: "C", "CE" or "C+E"."""
    word = WORD_OR_NUMBER.match(text, at)
    if word is None:
        return None
    trailer = text.startswith("+e", word.end()) and not in_word(text, word.end() + 2)
    name, end = (f"{word.group()}e", word.end() + 2) if trailer else (word.group(), word.end())
    return _Category(name, Span(at, end)) if name in _CATEGORIES and text[end : end + 1] not in {"'", "+"} else None


def _next(text: str, at: int) -> int:
    """Where the next category may begin; the text's end where nothing parts it from the last."""
    end = past_bracket(text, behind(text, " ", at), len(text))
    begin = behind(text, _MARKS, end)
    word = _JOINING.match(text, begin)
    return _past_label(text, word.end() if word else begin) if word or text[end:begin].strip() else len(text)


def _past_label(text: str, at: int) -> int:
    """Behind "categories", or what else leads to one."""
    begin = behind(text, _LEAD, at)
    label = _LABEL.match(text, begin)
    return behind(text, _LEAD, label.end()) if label else begin


def _is_below_name(layout: Layout, sentence: Span) -> bool:
    """Whether the line above ends with the name of a driving licence, or has its list, or goes on with one."""
    for this, below in reversed(list(pairwise(layout.sentences_around(sentence, before=_ROWS)))):
        text = folded(layout.text, this.start, this.end).text
        head = _HEAD.match(text, behind(text, _LEAD, 0))
        found = list(_list_from(text, head.end())) if head else _whole_list(text)
        if "\n\n" in layout.text[this.end : below.start] and not head:
            return False
        if head:
            return bool(found) or not text[head.end() :].strip(_LEAD)
        if not found:
            return False
    return False

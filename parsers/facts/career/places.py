"""Schools, centres and other institutions by name, where a text speaks of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from parsers.facts.career.organisations import FUNCTION, may_employ, tells_sort
from parsers.lexicon.numerals import value_of
from parsers.lexicon.patterns import beginning, spelled
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.text.marks import WORD_OR_NUMBER, behind, is_spread
from parsers.text.text import fold, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.lexicon.vocabulary import Mention, Vocabulary
    from parsers.text.text import Folded

_CPMS = vocabulary("school.cpms")
_SCHOOL = vocabulary("school.places")
_INSTITUTE = vocabulary("school.perhaps", "school.universities")
"""Places whose name alone says too little of what they are, but enough of who employs."""
_PLACES = united(_CPMS, _SCHOOL, _INSTITUTE)
_SAME = vocabulary("work.same")

_MARK = re.compile(r"\s*(?:[;:|\t\n()–—]|\s{3}|\s-\s|\.\s|\.$|,\s*(?=[a-zà-ÿ\d]))")
_SHORT = re.compile(r"\b(?:St|Ste|Kgl|[A-Z])$")
"""A word whose full stop ends no name."""
_ENDS = vocabulary("employer_names.ends")
_SHORTEST, _LONGEST = 3, 160
"""No name is shorter or longer, in characters."""
_TOWN = re.compile(r",\s*[A-ZÀ-Ý][\w'’-]+(?:[ -](?:[A-ZÀ-Ý][\w'’-]+|sur|en|la|le|lez|les|d[eu]))*")
_LEADING = frozenset(spelled("employer_names.articles"))
_LED = re.compile(r"([^\W\d_]+)\s+|[LlDd]['’]")


_COMPOUND = 80
"""What stands before a stretch that a compound's first words may begin in."""


@lru_cache(maxsize=512)
def place_in(text: str, start: int = 0, end: int | None = None) -> str | None:
    """The first school or CPMS that `text[start:end]` names, with its town; kept: rows are asked again."""
    lead = min(start, _COMPOUND)
    text, start = text[start - lead : end], lead
    fold_text = folded(text, start)
    if not _PLACES.may_say(fold_text.text):
        return None
    found = [m for places in (_CPMS, _SCHOOL, _INSTITUTE) if (m := _proper(places, text, fold_text))]
    if not found:
        return None
    match = min(found, key=lambda m: m.start())
    begin = fold_text.span(match.start(), match.end()).start
    return _name(text, _widened(text, _compound(text, begin)))


def _compound(text: str, begin: int) -> int:
    """Where the word begins that one at `begin` is hyphenated to: "Pater-Damian-Schule"."""
    while text[begin - 1 : begin] == "-":
        begin -= 1
        while begin and text[begin - 1].isalnum():
            begin -= 1
    return begin


_SORTS = frozenset(spelled("employer_names.sorts"))
_SORT_ALONE = frozenset(spelled("employer_names.sort_alone"))
_TOO_WIDE = tuple(spelled("employer_names.too_wide"))
_NETWORKS = frozenset(spelled("employer_names.networks"))
_NOBODY = vocabulary("employer_names.nobody", "employer_names.recruiter")


def _is_too_wide(named: str) -> bool:
    """Whether words of schools name a sector, no place; teaching for adults has places of that name."""
    return named.startswith(_TOO_WIDE) and not named.startswith("enseignement pour adultes")


_ARTS = ("academie de ", "academie des ", "academies de ", "academies des ")
"""An academy of the arts is known by its art, without a capital."""


def _proper(places: Vocabulary, text: str, flat: Folded) -> Mention | None:
    """The first of `places` that has a name: a capital in it or right after it."""
    for match in places.finditer(flat.text):
        span = flat.span(match.start(), match.end())
        if _SAME.search(flat.text, max(0, match.start() - 6), match.end()) or _is_too_wide(match.group()):
            continue
        begin = _compound(text, span.start)
        own = text[begin : span.end]
        inside = any(c.isupper() for c in own) and fold(own) not in _SORTS and len(own) > 3
        inside = inside or match.group().startswith(_ARTS)
        before = _widened(text, begin) < begin
        led = _has_name(text, span.end) or (own[:1].isupper() and _is_sort_of(text, span.end))
        if led or inside or before or match.group().startswith("federation"):
            return match
    return None


_CAPITALS = re.compile(r"(?:(?:(?:[A-ZÄÖÜÉ][\w!.'’-]*|GO!)|(?:of|the|und|van|de|du|von)(?= [A-ZÄÖÜÉ]))[ ]+)+$")
_BEFORE = frozenset(spelled("employer_names.before_names"))


def _widened(text: str, begin: int) -> int:
    """Where the name begins: capitals before a Dutch, German or English school's word belong to it ("GO! atheneum")."""
    before = _CAPITALS.search(text[max(0, begin - 60) : begin])
    if not before:
        return begin
    name = _without(before.group(), _BEFORE)
    counts = value_of(fold(name.strip())) is not None
    sort = {fold(word) for word in WORD_OR_NUMBER.findall(name)} <= _SORTED
    return begin if not name.strip() or counts or (is_function(name) and not sort) else begin - len(name)


def _without(name: str, small: frozenset[str]) -> str:
    """A name without the small words that stand before it."""
    while (lead := _LED.match(name)) and (lead[1] is None or fold(lead[1]) in small):
        name = name[lead.end() :]
    return name


def _is_none(text: str, mark: re.Match[str]) -> bool:
    """Whether a full stop belongs to the word before it ("St. Vith"), or a gap to a line spread to its edges."""
    if mark.group().strip(" "):
        return mark.group()[-2:-1] == "." and _SHORT.search(text[: mark.start()][-4:]) is not None
    return is_spread(text, mark.start())


def _stop(text: str, begin: int) -> int:
    """Where at the latest a name ends: at a mark, or at a word with which the sentence goes on."""
    marks = (mark for mark in _MARK.finditer(text, begin + _SHORTEST) if not _is_none(text, mark))
    mark = next((mark for mark in marks if not (mark.group() == "\n" and _is_wrapped(text, begin, mark))), None)
    end = min(mark.start() if mark else len(text), begin + _LONGEST)
    flat = folded(text, begin, end)
    word = _ENDS.search(flat.text, _SHORTEST)
    return flat.span(*word.span()).start if word else end


def _is_wrapped(text: str, begin: int, line_end: re.Match[str]) -> bool:
    """Whether a line ends within a name that begins at `begin`: at a hyphen, or behind a small word or its sort."""
    told, rest = text[begin : line_end.start()], text[line_end.end() :].split("\n", 1)[0]
    words = [fold(word) for word in WORD_OR_NUMBER.findall(told)]
    if rest[:1].islower():
        return _goes_on(words, rest)
    if not rest[:1].isupper():
        return False
    if told.endswith("-") or (words and words[-1] in _OPEN):
        return True
    return bool(words) and set(words) <= _SORTED and not is_function(_PART.split(rest, maxsplit=1)[0])


_PART = re.compile(r"\W{2,}|[,;:(]")


def _goes_on(words: Sequence[str], rest: str) -> bool:
    """Whether a line in small letters goes on with the sort that the line above ends with: "Institut/technique X"."""
    following = fold(_EDGES.sub("", rest.split(maxsplit=1)[0]))
    if not words or words[-1] not in _SORTED:
        return False
    return following in _KINDS or (following in _OF and _has_name(f" {rest}", 0))


def _name(text: str, begin: int) -> str:
    end = _stop(text, begin)
    comma = text.find(",", begin, end)
    whole = comma if comma > 0 else end
    extent = _name_end(text, begin, whole)
    if extent < whole:
        return clean(text[begin:extent])
    if comma > 0:
        town = _TOWN.match(text, comma)
        end = town.end() if town and town.end() <= end and not is_function(town.group()) else comma
    return clean(text[begin:end])


_WORD = re.compile(r"\S+")
_EDGES = re.compile(r"^(?:[ldLD]['’])|^[\W_]+|[\W_]+$")
_KINDS = frozenset(spelled("employer_names.kinds"))
_JOINTS = frozenset(spelled("employer_names.joints"))
_OPENS = frozenset(spelled("employer_names.opens"))
_COUNTS = frozenset(spelled("employer_names.counts"))
_OF = frozenset(spelled("employer_names.of"))
_OPEN, _BETWEEN = _JOINTS | _OF, _KINDS | _OF
_SORTED = _SORTS | _KINDS
"""The small words of names; `_KINDS` are words of their kind, that may end one ("Institut technique")."""
_NUMBERED = re.compile(r" \d{1,2} (?:de |du |d['’]|van )(?:la |l['’]|de )?[A-ZÀ-Ý]")
_NEXT = re.compile(r"[\s'’-]+(?:[«“\"]\s*)?([\w|°]+)")


def _has_name(text: str, end: int) -> bool:
    """Whether a capital, or a number, follows the sort of a place that ends at `end`: "école communale de Huy".

    A number of two digits at most is a name before what it is of: "centre PMS 3 de la Ville".
    """
    if _NUMBERED.match(text, end) or _OF_TRADE.match(text, end):
        return True
    while word := _NEXT.match(text, end):
        if word[1][0].isupper() or word[1][0] == "|" or word[1].startswith("n°"):
            return True
        if fold(word[1]) not in _BETWEEN:
            return False
        end = word.end()
    return False


_NUMBER_SIGN = re.compile(r"(?:[Nn][°ºr]\.?|Nr\.?|nr\.?) ?(?=\d)")
"""What stands before a school's number: "école communale n° 3"."""


_OF_TRADE = re.compile(r"\s+(?:d['’]|de\s+(?:l['’]|la\s+)?|des\s+|du\s+)[a-zà-ÿ]{5,}\s+(?:d['’]|de\s+|du\s+)[A-ZÀ-Ý]")
"""A trade and a town: "école d'agriculture d'Ath"."""
_TRADE_SCHOOL = re.compile(rf"\w+{_OF_TRADE.pattern}")


def _is_sort_of(text: str, end: int) -> bool:
    """Whether a word or two that no list knows tell the sort further, before the name: "École européenne de X"."""
    unknown = 0
    while (word := _NEXT.match(text, end)) and "\n" not in word.group():
        if word[1][0].isupper():
            return True
        if fold(word[1]) not in _BETWEEN:
            unknown += 1
            if unknown > _UNKNOWN or not _may_tell_sort(word[1]):
                return False
        end = word.end()
    return False


def _may_tell_sort(word: str) -> bool:
    """Whether a word in small letters may tell a sort: it is long enough, and none that begins another clause."""
    flat = fold(word)
    return len(flat) >= _TELLING and flat.isalpha() and flat not in _CLAUSE and not _ENDS.search(flat)


_CLAUSE = frozenset(spelled("employer_names.clause"))
_UNKNOWN, _TELLING = 2, 5
"""So many words that no list knows may tell a sort, each of so many letters at the least."""


def _name_end(text: str, begin: int, end: int) -> int:
    """Where a name that begins at `begin` ends, at most at `end`: at its last capital, number or word of its kind."""
    last = begin
    joints: list[str] = []
    unknown = _UNKNOWN if text[begin : begin + 1].isupper() or _TRADE_SCHOOL.match(text, begin) else 0
    for word in _WORD.finditer(text, begin, end):
        if _NUMBER_SIGN.match(text, word.start(), end):
            continue
        bare = _EDGES.sub("", word.group())
        flat = fold(bare)
        if word.start() == begin and flat not in _KINDS and bare[:1].islower():
            continue  # the word of its sort: "hotelschool"
        if not flat or flat in _JOINTS:
            joints += [flat] if flat else []
            if len(joints) > 1 and joints[0] in _OPENS:
                break
        elif bare[0].isupper() or (bare[0].isdigit() and not (joints and joints[0] in _COUNTS)) or flat in _KINDS:
            last, joints = word.end(), []
            unknown = unknown if flat in _KINDS or flat in _SORTS else 0
        elif unknown and _may_tell_sort(bare.rpartition("'")[2].rpartition("’")[2]):
            unknown -= 1
        else:
            break
    return last if last > begin else end


_AT, _AT_NAMED = vocabulary("employer_names.at"), vocabulary("employer_names.at_named")
"""What stands before an institution's name; and the same with the word that the name begins with."""
_LOCAL = re.compile(r"\b(?:(?:am|an der|beim|bei der|bei|im|in)\s+(?=[A-Z]{2,})|bei\s+(?=[A-Z][\w&-]+ [A-Z]))")
_LOCAL_SORT = re.compile(r"\b(?:(?:an|bei|in) (?:der|dem|einer|einem)|am|im|beim)\s+(?=[A-ZÄÖÜ]\w+ [A-ZÄÖÜ])")
"""In German every noun has a capital: only an acronym, or two capitals without an article, are a name for sure."""
_PROPER_WORD = r"[A-ZÀ-Ý][\w&'’.-]*"
_INSTITUTION = re.compile(
    rf"[«“\"]?\s*{_PROPER_WORD}(?:\s+(?:{_PROPER_WORD}|(?:de|du|la|le|les|des|van)(?!\w)|d['’][\w-]+|\d+(?!\d)))*"
)


def institution_in(text: str, begin: int, end: int, around: Folded | None = None) -> str | None:
    """The institution that stands after "à l'", "chez", "au sein de": a name in capitals or quotes, of any sort.

    `around` is the folded sentence of a stretch.
    """
    local = {found.end() for found in _LOCAL.finditer(text, begin, end)}
    sorted_of = {found.end() for found in _LOCAL_SORT.finditer(text, begin, end)} - local
    openings = _openings(text, around or folded(text, begin, end), begin, end)
    for opening in sorted({*openings, *local, *sorted_of}):
        named = _INSTITUTION.match(text, _behind_sort(text, opening, end), end)
        name = text[opening : named.end()].removesuffix(" de").removesuffix(" la") if named else ""
        if opening in sorted_of and not tells_sort(name):
            continue
        if name and not (_NOBODY.match(fold(name).strip(' "')) or is_function(name)) and may_employ(clean(name)):
            return clean(name)
    return None


def _openings(text: str, flat: Folded, begin: int, end: int) -> Iterator[int]:
    """Where a name may begin: behind what leads to one."""
    left, right = bisect_left(flat.offsets, begin), bisect_left(flat.offsets, end)
    for at in _AT.finditer(flat.text, left, right):
        said = flat.span(at.start(), at.end())
        if not said.of(text).isupper():
            yield behind(text, None, said.end, end)
    for at in _AT_NAMED.finditer(flat.text, left, right):
        words = at.group()
        first = words.partition(" ")[2] if words.startswith("a ") else words.split()[-1]
        yield flat.span(at.end() - len(first), at.end()).start


def _behind_sort(text: str, begin: int, end: int) -> int:
    """Where the name begins behind the sort of a body: "l'asbl Horizon"; `begin` itself where none is told."""
    flat = folded(text, begin, min(end, begin + _SORT))
    sort = beginning("employer_names.bodies", flat.text)
    return behind(text, None, flat.span(0, len(sort)).end if sort else begin, end)


_SORT = 30

_BODIES = vocabulary("employer.bodies", "employer_names.authorities")


def bodies_in(text: str, start: int, end: int) -> Iterator[str]:
    """The public bodies and authorities that a text names: "la ville d'Ath", "das Ministerium der X"."""
    flat = folded(text, start, end)
    for sort in _BODIES.finditer(flat.text):
        begin = flat.span(*sort.span()).start
        named = _AUTHORITY.match(text, begin, end)
        if named and may_employ(clean(named.group())):
            yield clean(named.group())


_AUTHORITY = re.compile(
    rf"\w+(?:\s+\w+)??(?:\s+(?:de|du|des|der|van|of|for|für|voor)(?:\s+l[ae])?|\s+de l['’])?\s+(?:d['’])?{_PROPER_WORD}"
    rf"(?:\s+(?:{_PROPER_WORD}|(?:de|du|der|van)(?!\w)))*"
)


_GUIDANCE_BODY = re.compile(
    r"(?:Cité|CITÉ|Cite|Carrefour) [Dd]es [Mm]étiers (?:de |du |d['’])(?!Arlon)"
    r"[A-ZÀ-Ý][\w'’-]+(?:[ -][A-ZÀ-Ý][\w'’-]+)*"
)


def guidance_body_in(text: str) -> str | None:
    """A Cité or a Carrefour des Métiers by name, but for the one that recruits."""
    found = _GUIDANCE_BODY.search(text)
    return found.group() if found else None


def is_sort_alone(name: str) -> bool:
    """Whether a name is that of a sort of school or centre alone ("CEFA"), which tells little of who employs."""
    return fold(name).strip(" ,") in _SORT_ALONE


def ends_with_sort(row: str) -> bool:
    """Whether a row ends with a school's sort, whose name the next one may tell: "professeure, Institut"."""
    return fold(row).rpartition(" ")[2] in _SORTS


def begins_name(row: str) -> bool:
    """Whether a row begins as the rest of a name does: with a capital, no function's, or with a small word of names."""
    if row[:1].islower():
        return (WORD_OR_NUMBER.match(fold(row)) or [""])[0] in _OPEN
    return row[:1].isupper() and not is_function(row)


def is_network(name: str) -> bool:
    """Whether a name is that of a whole network or authority of education, in which a post has a school of its own."""
    bare, bracket, inside = fold(name).strip(" ,").rpartition(" (")
    return (bare if bracket and " " not in inside else inside) in _NETWORKS


def is_function(part: str) -> bool:
    """Whether a part of a line names a function."""
    return FUNCTION.search(fold(part)) is not None


def clean(name: str) -> str:
    """A name on one line, without the article before it."""
    squeezed = re.sub(r"\s+", " ", name).strip(" ,.;:-–—()")
    whole = _without(squeezed, _LEADING)[:120] or squeezed[:120]
    return f"{whole} »" if "«" in whole and "»" not in whole else whole

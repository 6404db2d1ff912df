"""The words a date is made of, found in a text: months, years, numeric dates, "depuis", "à", dashes, "heden"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from parsers.lexicon.patterns import PhraseBook, beginnings
from parsers.lexicon.slots import MONTHS
from parsers.text.marks import DIGITS, in_word, line_start
from parsers.text.text import Folded, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEASONS: tuple[tuple[str, int, int, int], ...] = (
    ("start_of_school_year", 9, 9, 0),
    ("summer", 7, 8, 1),
    ("spring", 3, 5, 1),
    ("autumn", 9, 11, 1),
    ("winter", 12, 2, 1),
    ("early", 1, 2, 0),
    ("middle", 6, 7, 0),
    ("late", 11, 12, 0),
    ("easter", 4, 4, 0),
    ("all_saints", 11, 11, 0),
    ("christmas", 12, 12, 0),
)
"""Set, first and last month, and 1 where it is a season (work of a few weeks) and not a beginning or an end."""
ROMAN = {
    numeral: number
    for number, numeral in enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], 1)
}

_DAY, _MONTH, _YEAR = r"0?[1-9]|[12]\d|3[01]", r"0?[1-9]|1[0-2]", r"(?:19[4-9]|20[0-4])\d"
_ROMAN = r"x?i{1,3}|i?[vx]|vi{1,3}"
_DONE = r"(?![\w/]|[.,]\d|-\d(?!\d?[./]\d\d))"
"""A numeric date does not go on."""


def _numeric(*shapes: str) -> re.Pattern[str]:
    """A numeric date in one of the shapes."""
    return re.compile(rf"(?:{'|'.join(shapes)}){_DONE}")


_DAYS = _numeric(
    rf"(?P<d>{_DAY})(?P<sign>[./-]) ?(?P<m>{_MONTH})(?P=sign) ?(?P<y>{_YEAR}|\d\d)",
    rf"(?P<y1>{_YEAR})-(?P<m1>0[1-9]|1[0-2])-(?P<d1>0[1-9]|[12]\d|3[01])",
)
_MONTHS_OF_YEARS = _numeric(
    rf"(?P<d3>{_DAY})(?P<sign>[./-])(?P<m3>{_MONTH})(?=[^\d\n]+(?:\d\d?(?P=sign) ?){{2}}\d\d)\.?",
    rf"(?P<m>{_MONTH}) ?[./-] ?(?P<y>{_YEAR})",
    rf"(?P<y1>{_YEAR})\.(?P<m1>0[1-9]|1[0-2])",
    r"(?P<m2>0[1-9]|1[0-2])[./](?P<y2>\d\d)",
)
"""The first is a day that takes its year from that at its range's other end: "06/10 au 19/12/2022"."""
_ROMAN_MONTHS = _numeric(rf"(?:(?P<d>{_DAY})(?P<sign>[./ -]))?(?P<m>{_ROMAN})(?(sign)(?P=sign)|[./])(?P<y>{_YEAR})")
"""A month in Roman numbers: "12.IX.2009", "IX/2009"."""
_TWO_YEARS = _numeric(rf"(?P<y>{_YEAR})(?: ?[-/] ?(?P<y1>(?:19|20)\d\d)|[-/](?P<y2>\d\d))")
_SHORT_PAIR = re.compile(r"(?P<y>\d\d)(?P<sign> ?-{1,2}>? ?|/)(?P<last>\d\d|\.\.\.|\?)?")
"""Two years of two digits each, or one that goes on."""
_NUMBER = re.compile(
    r"(?P<year>(?:19[5-9]|20[0-4])\d)(?!\d|[.,]\d)|(?P<short_year>'\d\d)(?!\d)"
    r"|(?P<day>(?:0?[1-9]|[12]\d|3[01])(?:er|ste|de|e|st|nd|rd|th)?\.?)(?![\w%€])"
)
_ARROWS = "→➔⇒⇨⟶⟹➜➝➞➙➛➡►▸▶▷▹›➤➢↔⇾⤍↦"
"""What leads from a beginning to an end, as fonts and word processors draw it."""
_DASH = re.compile(rf"-{{1,3}}>?|(?<!=)=+>|~|»|>|…|\.{{2,}}|/|\ufffd(?=\s)|[{_ARROWS}]")
_BOOK = PhraseBook(
    "dates.now",
    *(f"months.{month}" for month in MONTHS),
    *(f"dates.{season}" for season, *_ in SEASONS),
    *(f"dates.{kind}" for kind in ("since", "begins", "until", "between", "from", "to", "and", "of", "same_year")),
)
_WORDS = beginnings(phrase for phrase in _BOOK.phrases if phrase[0].isalpha())
_START = re.compile(rf"\b(?:[dl]'|\d|[ivx]{{1,4}}[./]|{_WORDS})|['=~»>….?/\ufffd{_ARROWS}-]")
"""Where a word of a date may begin: a number, a month in Roman ones, what begins as a phrase of the book, a mark."""
_IN_BOOK = {f"months.{month}": number for number, month in enumerate(MONTHS, 1)} | {
    f"dates.{season}": number for number, (season, *_) in enumerate(SEASONS)
}
"""The number of a month, or of a season."""
_GLUE = " ,:.()[]'\"|"
_GLUED = 8
"""So much light punctuation, and no more, holds two words of a date together."""
_NEW_CELL = ("\t", "   ")
"""What a table's cell begins after: digits before it are no number that goes on."""
_GAP = 200
"""An open dash leads so far at most, in characters: "2009-    Professeur"."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DateWord:
    """A word of a date: its kind, its numbers, where it stands in the original text."""

    kind: str
    start: int
    end: int
    numbers: tuple[int, ...] = ()
    joined: bool = False
    """Nothing but space and light punctuation lies between it and the word before."""
    opening: bool = False
    """The first on its line: of a dash a bullet, unless the line above holds nothing but a date."""
    trailing: bool = False
    """A dash that nothing follows on its line: "2009 –"."""
    bare_pair: bool = False
    """A two-digit number that may as well be a short year: "sept. 09"."""
    bracketed: bool = False
    """Right behind an opening bracket: "2013 (sept.)"."""


class _Found(NamedTuple):
    """A word of a date in the folded text; `value` is the number of a month, season, day or year, `match` in digits."""

    kind: str
    start: int
    end: int
    value: int = 0
    match: re.Match[str] | None = None


def words(text: str) -> list[DateWord]:
    """The date words of `text`, in order, but for those that tell no time and stand alone."""
    fold = _misread_mended(folded(text))
    told = [read for read in _all(fold) if _stands_alone(text, fold, read)]
    joints = [_glued(fold.text, text, fold, one.end, other.start) for one, other in pairwise(told)]
    found: list[DateWord] = []
    for read, joined, joins in zip(told, (False, *joints), (*joints, False), strict=False):
        if joined or joins or read.kind not in _BESIDE:
            found.extend(_of_the_year_before(word, found) for word in _word(text, fold, read, joined=joined))
    return found


_BESIDE = frozenset({"day", "month", "season", "now", "dash", "leader"}) | {
    *("since", "until", "between", "from", "to", "and", "of"),
}
"""What tells no time by itself."""


def _of_the_year_before(word: DateWord, before: Sequence[DateWord]) -> DateWord:
    """The year that "the same year" takes up, where it follows a month or a season: the last one told."""
    if word.kind != "same_year" or not word.joined:
        return word
    year = next((told.numbers[0] for told in reversed(before) if told.kind in {"year", "numeric", "school_year"}), None)
    return replace(word, kind="year", numbers=(year,)) if year else word


def _all(fold: Folded) -> Iterator[_Found]:
    """The words of dates in a folded text, one behind the other."""
    flat, at = fold.text, 0
    while start := _START.search(flat, at):
        here = start.start()
        found = _in_letters(flat, here) if start.group()[0].isalpha() else _in_digits_or_marks(flat, here)
        if found and found.kind == "short_years":
            found = _in_number(flat, here)
        at = found.end if found else start.end()
        if found:
            yield found


def _in_letters(flat: str, at: int) -> _Found | None:
    """A word of the lexicon, or a month in Roman numbers."""
    told = next((found for name, end in _BOOK.at(flat, at) if (found := _of_book(flat, at, name, end))), None)
    return told or (_roman(flat, at) if flat[at] in "ivx" else None)


def _of_book(flat: str, at: int, name: str, end: int) -> _Found | None:
    """A phrase of the lexicon, where it is no part of a longer word."""
    subject, _, kind = name.partition(".")
    if subject == "months":
        stop = _month_end(flat, name, end)
        return _Found("month", at, stop, _IN_BOOK[name]) if stop else None
    after = flat[end : end + 1]
    if name in _IN_BOOK:
        return None if _is_letter(after) else _Found("season", at, end, _IN_BOOK[name])
    parted = flat[end - 1] == "'" or not (after in {"-", "_"} or after.isalnum())
    if kind == "now" and flat.startswith(_GOES_ON_TELLING, end):
        return None
    if not parted or (kind == "begins" and not flat.startswith((":", " :"), end)):
        return None
    return _Found("since" if kind == "begins" else kind, at, end)


_GOES_ON_TELLING = (" de ", " du ", " des ", " d'")
"""What follows words for the present that say something else there: "en fonction des besoins"."""


def _month_end(flat: str, name: str, end: int) -> int:
    """Where a month's name ends, with its full stop, or a stroke before its name in another language; 0 if nowhere."""
    after = flat[end : end + 1]
    two = after == "/" and any(other == name for other, _ in _BOOK.at(flat, end + 1))
    ends = (end + 1, end) if after == "." or two else (end,)
    return next((stop for stop in ends if not (_is_letter(flat[stop : stop + 1]) or flat[stop : stop + 1] == "'")), 0)


def _is_letter(character: str) -> bool:
    return "a" <= character <= "z"


def _in_digits_or_marks(flat: str, at: int) -> _Found | None:
    """A numeric date, a year, a day, a dash, or the mark that a stretch goes on."""
    if end := _leader_end(flat, at):
        after = end + flat.startswith(" ", end)
        date = _in_digits_or_marks(flat, after) if flat[after : after + 1].isdigit() else None
        dated = (date and date.kind in {"numeric", "year", "years"}) or _now_end(flat, after)
        return _Found("dash" if dated else "leader", at, end)
    if _is_open_end(flat, at):
        return _Found("now", at, at + max(len(_dots_at(flat, at)), 1))
    if found := _of_numbers(flat, at) if flat[at].isdigit() and flat[at - 1 : at] not in {"/", "_"} else None:
        return found
    if number := _in_number(flat, at):
        return number
    dash = _DASH.match(flat, at)
    unread = flat[at] == "\ufffd" and not (flat[at - 1 : at].isspace() or flat[at - 1 : at].isdigit())
    return _Found("dash", at, dash.end()) if dash and not unread else None


def _in_number(flat: str, at: int) -> _Found | None:
    """A year or a day that stands there."""
    number = _NUMBER.match(flat, at)
    if number is None:
        return None
    kind = number.lastgroup or ""
    digits = int("".join(c for c in number.group() if c.isdigit()))
    return _Found(kind, at, number.end(), century(digits) if kind == "short_year" else digits)


def _is_open_end(flat: str, at: int) -> bool:
    """Whether three dots, or a question mark, stand for the end of a stretch that goes on: "2009 - ...", "2009 - ?"."""
    before = flat[max(0, at - 2) : at]
    apart = before[:1] if before.endswith(" ") else ""
    if flat[at] == "?":
        return apart in _LEADS
    led = apart in _LEADS or before[-1:] in _LEADS or apart.isdigit() or before == "a "
    dots = _dots_at(flat, at) if led else ""
    if not dots or ("...." in dots and apart.isdigit()):  # a row of dots leads to the next column
        return False
    after = at + len(dots)
    after += flat.startswith(" ", after)
    return not (_dates(flat, after) or _now_end(flat, after))


def _dates(flat: str, at: int) -> bool:
    """Whether digits begin a date: no load, as behind an open end ("2016 – … 22 h")."""
    found = _in_digits_or_marks(flat, at) if flat[at : at + 1].isdigit() else None
    return found is not None and (found.kind != "day" or _month_follows(flat, found.end))


def _dots_at(flat: str, at: int) -> str:
    """The dots that stand there, three or more, and at most a space between two; "" where there are fewer."""
    end = at
    while flat.startswith((".", " .") if end > at else ".", end):
        end += 1 + (flat[end] == " ")
    return flat[at:end] if flat.count(".", at, end) >= _OPEN_END else ""


def _leader_end(flat: str, at: int) -> int:
    """Where the dots end that lead from a date to the end of its range, or to another cell; 0 where they are three.

    "... ." are three, and the next line's bullet.
    """
    dots = _dots_at(flat, at)
    even = "  " in dots.replace(".", "") or " " not in dots
    return at + len(dots) if even and dots.count(".") > _OPEN_END else 0


_OPEN_END = 3


_LEADS = frozenset(f"-{_ARROWS}>")


def _now_end(flat: str, at: int) -> int:
    """Where the word for the present ends that stands there; 0 for none."""
    ends = (end for name, end in _BOOK.at(flat, at) if name == "dates.now")
    return next((end for end in ends if _of_book(flat, at, "dates.now", end)), 0)


def _of_numbers(flat: str, at: int) -> _Found | None:
    """A date in digits."""
    for kind, pattern in (("numeric", _DAYS), ("numeric", _MONTHS_OF_YEARS), ("years", _TWO_YEARS)):
        if match := pattern.match(flat, at):
            told = match.groupdict()
            shape = "day_month" if told.get("m3") else "short_numeric" if told.get("m2") else kind
            return _Found(shape, at, match.end(), match=match)
    return _short_pair(flat, at) or _roman(flat, at)


def _roman(flat: str, at: int) -> _Found | None:
    match = _ROMAN_MONTHS.match(flat, at) if flat[at - 1 : at] not in {"/", "_"} else None
    return _Found("numeric", at, match.end(), match=match) if match else None


def _short_pair(flat: str, at: int) -> _Found | None:
    """A school year of two digits each ("98-99"), or two years ("98-06", "98 - heute"), where no month follows."""
    match = _SHORT_PAIR.match(flat, at)
    if not match:
        return None
    end = match.end() if match["last"] else _now_end(flat, match.end())
    goes_on = flat[end : end + 1] in {".", ",", "-"} and flat[end + 1 : end + 2].isdigit()
    if not end or goes_on or flat.startswith("/", end) or in_word(flat, end) or _month_follows(flat, end):
        return None
    first, last = int(match["y"]), match["last"] or ""
    joined = match["sign"] == "-" or (match["sign"] == "/" and not 0 < first <= _DAYS_OF_A_MONTH)
    if joined and last.isdigit() and int(last) == (first + 1) % 100:
        return _Found("school_year", at, end, century(first))
    return _Found("short_years", at, end, match=match) if "-" in match["sign"] else None


_DAYS_OF_A_MONTH = 31


def _month_follows(flat: str, end: int) -> bool:
    places = (end, end + 1) if flat[end : end + 1] == " " else (end,)
    return any(name.startswith("months.") for here in places for name, _ in _BOOK.at(flat, here))


_MISREAD = re.compile(r"(?<![a-z\d|])(?=[oil|]*\d)[\doil|]{2,4}(?=[\s./:),-]|$)")
_DIGITS = str.maketrans("oil|", "0111")


def _misread_mended(fold: Folded) -> Folded:
    """Letters that OCR read for digits put right: "2O13", "0l/09/2007"."""
    return replace(fold, text=_MISREAD.sub(lambda match: match.group().translate(_DIGITS), fold.text))


def _glued(flat: str, text: str, fold: Folded, last: int, start: int) -> bool:
    if start - last > _GLUED or flat[last:start].strip(_GLUE):
        return False
    return text.count("\n", fold.offsets[last], fold.offsets[start]) <= 2


_LEAD = 400
"""So much of a line is read before a word of a date, in characters."""


def _stands_alone(text: str, fold: Folded, found: _Found) -> bool:
    """Whether what was found is a word of its own: no piece of another word or of a telephone number."""
    start, flat = found.start, fold.text
    before = flat[start - 1] if start else " "
    if found.kind == "dash":
        return True
    if before.isalnum() or before in "@_":
        return False
    line = line_start(text, fold.offsets[start])
    lead = text[max(line, fold.offsets[start] - _LEAD) : fold.offsets[start]]
    if found.kind in {"school_year", "season"} and any(c.isalnum() for c in lead):
        dated = any(c.isdigit() for c in lead)  # else it is a heading's last word: "Au début"
        return found.kind == "season" and (dated or not _ends_line(text, fold.offsets[found.end - 1] + 1))
    if flat[start].isdigit():
        return _opens_cell(text, line, fold.offsets[start]) or not _after_digits(
            flat[max(0, start - 14, bisect_left(fold.offsets, line, 0, start)) : start]
        )
    return True


def _ends_line(text: str, end: int) -> bool:
    """Whether nothing stands behind on the line."""
    return not text[end : end + _GAP].split("\n", 1)[0].strip()


def _opens_cell(text: str, line: int, start: int) -> bool:
    """Whether a number opens a table's cell, or follows an item's number: what stands before is another thing."""
    before = text[line:start] if start - line < _GAP else ""
    return _is_item_number(before) or text[max(line, start - 4) : start].endswith(_NEW_CELL)


def _is_item_number(lead: str) -> bool:
    """Whether a line begins with the number of an item in a list, or of a table's row, and nothing else."""
    number = lead.lstrip(" \t|").removeprefix("(")
    behind = number.lstrip(DIGITS)
    parted = not behind.strip(" \t|") and any(gap in behind for gap in ("\t", "  ", "|"))
    return 0 < len(number) - len(behind) < 3 and (parted or (behind[:1] in {".", ")"} and behind[1:].isspace()))


def _after_digits(near: str) -> bool:
    """Whether digits run up to here that are no date's: "0496/18.33.70", "BE68 5390 2007"."""
    number = near.rstrip(" ./()-")
    if len(near) - len(number) > 2 or not (number.endswith("+") or number[-1:].isdecimal()):
        return False
    run = re.search(r"[\d+][\d ./()+-]*$", near)
    return bool(run) and not re.search(r"(?:^|\D)(?:(?:19|20)\d\d|\d\d?[./-]\d\d?|[./-]\d\d)[ /(-]{0,3}$", near)


def _word(text: str, fold: Folded, found: _Found, *, joined: bool) -> list[DateWord]:
    start, end = fold.span(found.start, found.end)
    if found.match or found.kind == "school_year":
        return _numeric_words(found, start, end, joined=joined)
    numbers: tuple[int, ...] = ()
    if found.kind == "season":
        numbers = SEASONS[found.value][1:]
    elif found.kind in {"month", "year", "short_year", "day"}:
        numbers = (found.value,)
    behind = text[end : end + _GAP]
    glued = text[start - 1 : start].isdigit() and behind[:1].isspace() and behind.lstrip()[:1].isalpha()
    said = fold.text[found.start : found.end]
    return [
        DateWord(
            kind=found.kind,
            start=start,
            end=end,
            numbers=numbers,
            joined=joined,
            opening=not text[line_start(text, start) : start].strip(),
            trailing=found.kind == "dash" and (glued or _leads_nowhere(behind)),
            bare_pair=found.kind == "day" and len(said) == 2 and said.isdigit(),
            bracketed=text[start - 1 : start] == "(",
        )
    ]


def _leads_nowhere(behind: str) -> bool:
    """Whether what stands behind a dash on its line, dots apart, is nothing, a mark that parts or another cell."""
    rest = behind.lstrip(" .\t")
    blank = behind[: len(behind) - len(rest)]
    return rest[:1] in {"", *"\n|;:),"} or "\t" in blank or "  " in blank


def _numeric_words(found: _Found, start: int, end: int, *, joined: bool) -> list[DateWord]:
    """A numeric date as one word; two years that are no school year as a year, a dash and a year."""
    told = found.match.groupdict() if found.match else {}
    if found.kind == "school_year":
        return [DateWord(kind="school_year", start=start, end=end, numbers=(found.value,), joined=joined)]
    if found.kind == "years":
        return _two_years(int(told["y"]), told["y1"] or told["y2"], start, end, joined=joined)
    year, month, day = (
        told.get(part) or told.get(f"{part}1") or told.get(f"{part}2") or told.get(f"{part}3") or "0" for part in "ymd"
    )
    number = int(year) if len(year) == 4 else century(int(year))
    numbers = (number, ROMAN.get(month) or int(month), int(day))
    return [DateWord(kind=found.kind, start=start, end=end, numbers=numbers, joined=joined)]


def _two_years(first: int, second: str, start: int, end: int, *, joined: bool) -> list[DateWord]:
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last < first and len(second) == 2:
        last += 100
    opening = DateWord(kind="year", start=start, end=start + 4, numbers=(first,), joined=joined)
    if last == first + 1:
        return [DateWord(kind="school_year", start=start, end=end, numbers=(first,), joined=joined)]
    if len(second) == 2 and 1 <= int(second) <= 12 and last - first > 12:
        return [DateWord(kind="numeric", start=start, end=end, numbers=(first, int(second), 0), joined=joined)]
    if not first < last <= 2049:
        return [opening]
    dash = DateWord(kind="dash", start=start + 4, end=end - len(second), joined=True)
    return [opening, dash, DateWord(kind="year", start=end - len(second), end=end, numbers=(last,), joined=True)]


def century(short: int) -> int:
    """A year of two digits: up to 39 of this century, else of the last."""
    return 2000 + short if short <= 39 else 1900 + short

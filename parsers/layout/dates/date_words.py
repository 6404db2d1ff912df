"""The words a date is made of, found in a text: months, years, numeric dates, "depuis", "à", dashes, "heden"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.lexicon.patterns import alternatives, spelled
from parsers.lexicon.slots import MONTHS as MONTH_NAMES
from parsers.text.text import Folded, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = {number: alternatives(f"months.{name}") for number, name in enumerate(MONTH_NAMES, 1)}
NOW = f"(?:{alternatives('dates.now')})(?![\\w-])"
SEASONS: tuple[tuple[str, int, int, int], ...] = (
    ("start_of_school_year", 9, 9, 0),
    ("summer", 7, 8, 1),
    ("spring", 3, 5, 1),
    ("autumn", 9, 11, 1),
    ("winter", 12, 2, 1),
    ("early", 1, 2, 0),
    ("middle", 6, 7, 0),
    ("late", 11, 12, 0),
)
"""Set, first and last month, and 1 where it is a season (work of a few weeks) and not a beginning or an end."""
ROMAN = {
    numeral: number
    for number, numeral in enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], 1)
}

_DAY, _MONTH, _YEAR = r"0?[1-9]|[12]\d|3[01]", r"0?[1-9]|1[0-2]", r"(?:19[4-9]|20[0-4])\d"
_ROMAN = r"x?i{1,3}|i?[vx]|vi{1,3}"
_NO_MORE = rf"(?! ?(?:{'|'.join(MONTHS.values())})|[./-]\d)"
"""No month follows, nor what goes on as a numeric date does."""
_SHORT_SCHOOL = (
    "(?:"
    + "|".join(f"{year:02}{'-' if 0 < year < 32 else '[-/]'}{(year + 1) % 100:02}" for year in range(100))
    + f"){_NO_MORE}"
)
"""A school year of two digits each ("98-99"), where no month follows."""
_NUMERIC = "|".join(
    (
        rf"(?P<dmy>(?P<d1>{_DAY})(?P<s1>[./-]) ?(?P<m1>{_MONTH})(?P=s1) ?(?P<y1>{_YEAR}|\d\d))",
        rf"(?P<ymd>(?P<y2>{_YEAR})-(?P<m2>0[1-9]|1[0-2])-(?P<d2>0[1-9]|[12]\d|3[01]))",
        rf"(?P<my>(?P<m3>{_MONTH}) ?[./-] ?(?P<y3>{_YEAR}))",
        rf"(?P<school>(?P<y4>{_YEAR})(?: ?[-/] ?(?P<y5>(?:19|20)\d\d)|[-/](?P<y7>\d\d)))",
        rf"(?P<ym>(?P<y8>{_YEAR})\.(?P<m8>0[1-9]|1[0-2]))",
        rf"(?P<sshort>{_SHORT_SCHOOL})",
        rf"(?P<yshort>(?:(?P<ya>\d\d) ?-{{1,2}}>? ?(?:(?P<yb>\d\d)|(?P<ynow>{NOW}|\.\.\.|\?))){_NO_MORE})",
        rf"(?P<roman>(?P<d11>{_DAY})(?P<s11>[./ -])(?P<m11>{_ROMAN})(?P=s11)(?P<y11>{_YEAR}))",
        rf"(?P<rmy>(?P<m12>{_ROMAN})[./](?P<y12>{_YEAR}))",
        r"(?P<mshort>(?P<m6>0[1-9]|1[0-2])[./](?P<y6>\d\d))",
    )
)
_ARROWS = "→➔⇒⇨⟶⟹➜➝➞➙➛➡►▸▶▷▹›➤➢↔⇾⤍↦"
"""What leads from a beginning to an end, as fonts and word processors draw it."""
_WORDS = re.compile(
    r"(?P<now>" + NOW + rf"|(?<=[-→>\d{_ARROWS}] )\.\.\.(?! ?(?:\d|{NOW}))|(?<=[-→>{_ARROWS}])\.\.\.(?! ?(?:\d|{NOW}))|"
    rf"(?<=[-→>{_ARROWS}] )\?|(?<= a )\.\.\.)"
    rf"|(?<![\w/])(?P<numeric>{_NUMERIC})(?![\w/]|[.,]\d|-\d(?!\d?[./]\d\d))"
    r"|(?P<year>(?:19[5-9]|20[0-4])\d)(?!\d|[.,]\d)"
    r"|(?P<short_year>'\d\d)(?!\d)"
    r"|(?P<day>(?:0?[1-9]|[12]\d|3[01])(?:er|ste|de|e|st|nd|rd|th)?\.?)(?![\w%€])"
    + "".join(rf"|(?P<month{number}>(?:{names})(?:\.|/(?={names}))?)(?![a-z'])" for number, names in MONTHS.items())
    + "".join(
        rf"|(?P<season{index}>(?:{alternatives(f'dates.{name}')}))(?![a-z])" for index, (name, *_) in enumerate(SEASONS)
    )
    + rf"|(?P<since>(?:{alternatives('dates.since')}|(?:{alternatives('dates.begins')})(?= ?:))(?![\w-]))"
    + "".join(
        rf"|(?P<{name}>(?:{alternatives(f'dates.{name}')})(?![\w-]))"
        for name in ("until", "between", "from", "to", "and", "of")
    )
    + r"|(?P<dash>-{1,3}>?|=+>|~|»|>|…|\.\.\.?|/|(?<=[\s\d])\ufffd(?=\s)|["
    + _ARROWS
    + "])"
)
_LETTERS = {
    word
    for name in (
        *(f"months.{month}" for month in MONTH_NAMES),
        *(f"dates.{season}" for season, *_ in SEASONS),
        *(f"dates.{kind}" for kind in ("now", "since", "begins", "until", "between", "from", "to", "and", "of")),
    )
    for word in spelled(name)
}
_GLUE = re.compile(r"[\s,:.()\[\]'\"|]*")
_GLUED = 8
"""So much light punctuation, and no more, holds two words of a date together."""
_DIGITS_BEFORE = re.compile(r"[\d+][ ./()-]{0,2}$")
_NUMBERED = re.compile(r"[ \t|]*\(?\d{1,2}(?:[.)]\s+|[ \t]*(?:\t| {2}|\|)[ \t|]*)")
"""The number of an item in a list, or of a table's row."""
_NEW_CELL = ("\t", "   ")
"""What a table's cell begins after: digits before it are no number that goes on."""
_GLUED_DASH = re.compile(r"\s+[^\W\d_]")
"""What follows an open dash on its line: "2009- Professeur"."""
_OPEN_DASH = re.compile(r"[ .\t]*(?:$|\n|[|;:),\t]|(?=  ))")


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


def words(text: str) -> list[DateWord]:
    """The date words of `text`, in order."""
    fold = _misread_mended(folded(text))
    found: list[DateWord] = []
    last = -1
    for match in _matches(fold.text):
        if not _stands_alone(text, fold, match):
            continue
        found.extend(_word(text, fold, match, joined=last >= 0 and _glued(fold.text, text, fold, last, match.start())))
        last = match.end()
    return found


def _matches(flat: str) -> Iterator[re.Match[str]]:
    """The words of dates in a folded text; the pattern is long, and tried only where one of them may begin."""
    at = 0
    while start := _START.search(flat, at):
        match = _WORDS.match(flat, start.start())
        at = match.end() if match else start.end()
        if match:
            yield match


def _head(word: str) -> str:
    """How a word begins, or all of a short one."""
    return rf"{word}(?![a-z])" if len(word) < _HEAD and word.isalpha() else re.escape(word[:_HEAD])


_HEAD = 3
_HEADS = "|".join(sorted({_head(word) for word in _LETTERS}))
_START = re.compile(rf"(?<![^\W_])(?:{_HEADS}|[\divx])|['=~»>….?/\ufffd{_ARROWS}-]")
"""Where a word of a date may begin: the first letters of one, a digit, a Roman number, or a mark."""


_MISREAD = re.compile(r"(?<![a-z\d|])(?=[oil|]*\d)[\doil|]{2,4}(?=[\s./:),-]|$)")
_DIGITS = str.maketrans("oil|", "0111")


def _misread_mended(fold: Folded) -> Folded:
    """Letters that OCR read for digits put right: "2O13", "0l/09/2007"."""
    return replace(fold, text=_MISREAD.sub(lambda match: match.group().translate(_DIGITS), fold.text))


def _glued(flat: str, text: str, fold: Folded, last: int, start: int) -> bool:
    if start - last > _GLUED or _GLUE.fullmatch(flat, last, start) is None:
        return False
    return text.count("\n", fold.offsets[last], fold.offsets[start]) <= 2


def _stands_alone(text: str, fold: Folded, match: re.Match[str]) -> bool:
    """Whether what was found is a word of its own: no piece of another word or of a telephone number."""
    start, flat = match.start(), fold.text
    before = flat[start - 1] if start else " "
    if match.lastgroup == "dash":
        return True
    if before.isalnum() or (before in "@_" and match.lastgroup != "dash"):
        return False
    if match["yshort"]:
        return _is_short_range(text, fold, match)
    line = text.rfind("\n", 0, fold.offsets[start]) + 1
    if match["sshort"]:
        return not any(c.isalnum() for c in text[line : fold.offsets[start]])
    if match.group()[0].isdigit() and match.lastgroup in {"numeric", "year", "day"}:
        return _opens_cell(text, line, fold.offsets[start]) or not _after_digits(
            flat[max(0, start - 14, bisect_left(fold.offsets, line, 0, start)) : start]
        )
    return True


def _opens_cell(text: str, line: int, start: int) -> bool:
    """Whether a number opens a table's cell, or follows an item's number: what stands before is another thing."""
    numbered = _NUMBERED.fullmatch(text, line, start) is not None
    return numbered or text[max(line, start - 4) : start].endswith(_NEW_CELL)


def _is_short_range(text: str, fold: Folded, match: re.Match[str]) -> bool:
    """Whether two years of two digits each lead a row, before a cell's end or a colon: "98-06	Conseiller"."""
    start, end = fold.offsets[match.start()], fold.offsets[match.end() - 1] + 1
    line = text.rfind("\n", 0, start) + 1
    last = century(int(match["yb"])) if match["yb"] else _LATEST
    lasting = _EARLIEST <= century(int(match["ya"])) < last <= _LATEST
    return lasting and not any(c.isalnum() for c in text[line:start]) and bool(_CELL_END.match(text, end))


_EARLIEST, _LATEST = 1960, 2030
_CELL_END = re.compile(r"[ ]?(?:\t| {2}|[:|])")


def _after_digits(near: str) -> bool:
    """Whether digits run up to here that are no date's: "0496/18.33.70", "BE68 5390 2007"."""
    if not _DIGITS_BEFORE.search(near):
        return False
    run = re.search(r"[\d+][\d ./()+-]*$", near)
    return bool(run) and not re.search(r"(?:^|\D)(?:(?:19|20)\d\d|\d\d?[./-]\d\d?|[./-]\d\d)[ /(-]{0,3}$", near)


def _word(text: str, fold: Folded, match: re.Match[str], *, joined: bool) -> list[DateWord]:
    kind = match.lastgroup or ""
    span = fold.span(match.start(), match.end())
    if match["numeric"]:
        return _numeric_words(match, span.start, span.end, joined=joined)
    numbers: tuple[int, ...] = ()
    if kind.startswith("month"):
        numbers, kind = (int(kind[5:]),), "month"
    elif kind.startswith("season"):
        numbers, kind = SEASONS[int(kind[6:])][1:], "season"
    elif kind == "year":
        numbers = (int(match.group()),)
    elif kind == "short_year":
        numbers = (century(int(match.group()[1:])),)
    elif kind == "day":
        numbers = (int(re.sub(r"\D", "", match.group())),)
    glued = text[span.start - 1 : span.start].isdigit() and bool(_GLUED_DASH.match(text, span.end))
    trailing = kind == "dash" and (glued or bool(_OPEN_DASH.match(text, span.end)))
    opening = not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip()
    pair = kind == "day" and len(match.group()) == 2 and match.group().isdigit()
    return [
        DateWord(
            kind=kind,
            start=span.start,
            end=span.end,
            numbers=numbers,
            joined=joined,
            opening=opening,
            trailing=trailing,
            bare_pair=pair,
            bracketed=text[span.start - 1 : span.start] == "(",
        )
    ]


def _numeric_words(match: re.Match[str], start: int, end: int, *, joined: bool) -> list[DateWord]:
    """A numeric date as one word; two years that are no school year as a year, a dash and a year."""
    if match["dmy"]:
        year, month, day = match["y1"], match["m1"], match["d1"]
    elif match["ymd"]:
        year, month, day = match["y2"], match["m2"], match["d2"]
    elif match["my"]:
        year, month, day = match["y3"], match["m3"], "0"
    elif match["ym"]:
        year, month, day = match["y8"], match["m8"], "0"
    elif match["roman"]:
        year, month, day = match["y11"], str(ROMAN[match["m11"]]), match["d11"]
    elif match["rmy"]:
        year, month, day = match["y12"], str(ROMAN[match["m12"]]), "0"
    elif match["yshort"]:
        return _short_range(match, start, end, joined=joined)
    elif match["sshort"]:
        first = century(int(match.group()[:2]))
        return [DateWord(kind="school_year", start=start, end=end, numbers=(first,), joined=joined)]
    elif match["mshort"]:
        numbers = (century(int(match["y6"])), int(match["m6"]), 0)
        return [DateWord(kind="short_numeric", start=start, end=end, numbers=numbers, joined=joined)]
    else:
        return _two_years(int(match["y4"]), match["y5"] or match["y7"], start, end, joined=joined)
    number = int(year) if len(year) == 4 else century(int(year))
    return [DateWord(kind="numeric", start=start, end=end, numbers=(number, int(month), int(day)), joined=joined)]


def _short_range(match: re.Match[str], start: int, end: int, *, joined: bool) -> list[DateWord]:
    """Two years of two digits each, or one and "until now", as a year, a dash and the other."""
    opening = DateWord(kind="year", start=start, end=start + 2, numbers=(century(int(match["ya"])),), joined=joined)
    dash = DateWord(kind="dash", start=start + 2, end=start + 3, joined=True)
    numbers = (century(int(match["yb"])),) if match["yb"] else ()
    kind = "year" if match["yb"] else "now"
    return [opening, dash, DateWord(kind=kind, start=start + 3, end=end, numbers=numbers, joined=True)]


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

"""Where somebody lives, told without a postal code: by a field, a sentence, a country, a letter's date.

    Ville : Arlon        Toulouse - France        J'habite à Durbuy        Arlon, le 3 mars

Lines of the contact block are read cell by cell; a cell that is nothing but a place beside the telephone is one too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.person.addresses import ALONE, BARE_PLACE, BY_STREET, PostalAddress, place_of
from parsers.facts.person.countries import HOME, country_of
from parsers.layout.grid import cells
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import Span, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from parsers.layout.sections import Layout

_PARTS = re.compile(r" ?[|•·●▪◆�] ?|\t|\s{2,}| [–-] (?=[\d+(]|\S+@)")
"""What parts the particulars that stand on one line."""
_PIECES = re.compile(r"\s*[,;(]\s*|\)| [-–/] ")
_NAME = re.compile(rf"{BARE_PLACE}$")
_NUMBERED = re.compile(r"^(?P<street>.*\D\d{1,4} ?[a-zA-Z]?)\s+(?P<rest>[A-ZÀ-Þ][\w'’ -]+)$")
"""A street with its number, and what follows with no comma between."""
_CLOSED = re.compile(rf"{BARE_PLACE}(?: ?[(,–-] ?(?:\d\d|2[AB]|97\d)\)?| (?P<country>[^\W\d_][\w-]+))$")
"""A place with its French department's number, or its country, and no comma between."""
_ICON = re.compile(r"^[^\w(]+")
"""What stands for a picture before a particular."""
_FIELD = re.compile(r"^\W*(?P<label>[^\W\d_][^\W\d_ '’-]*(?: [^\W\d_]+){0,2}) ?(?::|\t| {2,})\s*(?P<value>\S.*)$")
_DATED = re.compile(rf"\W*(?:[Ff]ait à |[Tt]e )?{BARE_PLACE} ?, ?")
"""A place before a date."""
_PARTICULAR = re.compile(r"@|(?:\d[ ()./-]?){8}")
_FIELDS = vocabulary("address.fields")
_STREETS, _BIRTH = vocabulary("address.streets"), vocabulary("address.birth")
_NO_TOWN = vocabulary("address.no_town")
_OWN = frozenset({"contact", "sender", "signature"})
_LONGEST = 80
_ARTICLE = 5
_DATE_LINE = 0.45
_BESIDE = 0.5
"""A cell that is a place, beside other particulars."""


def localities(layout: Layout, where: Mapping[Span, str], names: Collection[str]) -> tuple[PostalAddress, ...]:
    """The places without a code; `where` tells of each line which kind of place it is.

    `names` are the words of the names that the text tells: none of them is a place of its own.
    """
    own = [span for span, source in where.items() if source in _OWN]
    found = [*_in_cells(layout, own, names), *_dated(layout, where)]
    kept: dict[tuple[int, str], PostalAddress] = {}
    for place in found:
        key = (place.start, place.city)
        if key not in kept or kept[key].surety < place.surety:
            kept[key] = place
    return tuple(sorted(kept.values(), key=lambda place: place.start))


def _place(city: str, start: int, surety: float, *, country: str | None = None, dwelt: bool = False) -> PostalAddress:
    return PostalAddress(
        code=None, city=city, country=country or HOME, start=start, end=start + len(city), surety=surety, dwelt=dwelt
    )


def _in_cells(layout: Layout, own: Sequence[Span], names: Collection[str]) -> Iterator[PostalAddress]:
    """The cells of the person's own lines."""
    heads = {part.heading.start for part in layout.sections if part.heading}
    parted = [list(_particulars(layout.text, row)) for row in own]
    announced = False
    particular = [bool(_PARTICULAR.search(row.of(layout.text))) for row in own]
    for number, row in enumerate(parted):
        amid = any(particular[number + 1 : number + 2]) and number > 0 and _leads(layout, own[number - 1], names)
        for cell in row:
            if cell.end - cell.start <= _LONGEST and cell.start not in heads:
                picture = bool(_ICON.match(cell.of(layout.text))) and any(particular[number + 1 : number + 2])
                others = names if amid or picture or particular[number] else None
                yield from _in_cell(layout, cell, others, announced=announced)
            announced = bool(_FIELDS.fullmatch(fold(cell.of(layout.text)).strip(" :")))


def _leads(layout: Layout, row: Span, names: Collection[str]) -> bool:
    """Whether a place may stand below a line: one that holds digits, an address, or the name."""
    words = set(re.findall(r"[^\W\d_]+", fold(row.of(layout.text))))
    return bool(re.search(r"[\d@]", row.of(layout.text))) or bool(words & set(names))


def _particulars(text: str, row: Span) -> Iterator[Span]:
    """What a line tells apart: its cells, and what marks part within them."""
    for cell in cells(text, *row):
        at = cell.start
        for part in _PARTS.finditer(text, cell.start, cell.end):
            yield Span(at, part.start())
            at = part.end()
        yield Span(at, cell.end)


def _in_cell(layout: Layout, cell: Span, names: Collection[str] | None, *, announced: bool) -> Iterator[PostalAddress]:
    """A field with its place, a place with its country, or a place alone amid other particulars.

    `names` are no places; None where no particulars stand around. `announced`: the cell before is a field's label.
    """
    written = _ICON.sub("", cell.of(layout.text)).strip()
    base = layout.text.find(written, cell.start)
    field = _FIELD.match(written)
    labelled = announced or bool(field and _FIELDS.fullmatch(fold(field["label"])))
    if field and not labelled:
        return
    value = field["value"] if field else written
    if _BIRTH.search(fold(written)) or "@" in value:
        return
    start = base + written.find(value)
    pieces = [(piece, value.find(piece)) for piece in _PIECES.split(value) if piece.strip()]
    country = next((code for piece, _ in pieces if (code := country_of(piece))), None)
    closed = _CLOSED.match(value)
    if closed and (code := country_of(closed["country"]) if closed["country"] else "FR"):
        country, pieces = code, [(closed["city"], 0)]
    may_be = labelled or country or names is not None
    places = [(city, at) for piece, at in pieces if (city := _town(piece))] if may_be else []
    if not places:
        return
    city, at = places[0]
    at += pieces[0][0].find(city) if at == 0 else max(0, value[at:].find(city))
    others = [piece for piece, _ in pieces if not country_of(piece)]
    if labelled:
        yield _place(city, start + at, BY_STREET, country=country, dwelt=True)
    elif country and len(others) <= 2 and len(pieces) <= 4:
        yield _place(city, start + at, ALONE, country=country)
    elif names is not None and len(pieces) == len(places) <= 2 and _is_alone(city, names, paired=len(places) > 1):
        yield _place(city, start + at, _BESIDE)


def _is_alone(city: str, names: Collection[str], *, paired: bool) -> bool:
    """Whether a cell that says nothing else may be a place: one word, or words that a hyphen or a link joins."""
    words = fold(city).replace("-", " ").split()
    return not set(words) & set(names) and (paired or " " not in city or "-" in city) and city != city.upper()


def _town(piece: str) -> str:
    """The town that a piece of an address is, behind a street and its number or alone."""
    numbered = _NUMBERED.match(piece.strip())
    if numbered:
        piece = numbered["rest"]
    bare = re.sub(r"^(?:[A-Z]{1,2}-)?\d{4,6} ", "", piece.strip(" .–-"))
    named = _NAME.match(bare)
    city = place_of(bare) if named else ""
    if not city or country_of(city) or any(c.isdigit() for c in city):
        return ""
    flat = fold(city)
    return "" if _NO_TOWN.search(flat) or (_STREETS.search(flat) and not numbered) else city


def _dated(layout: Layout, where: Mapping[Span, str]) -> Iterator[PostalAddress]:
    """The place of a letter's date, above its salutation or at its end."""
    for span, source in where.items():
        if source == "text" or span.end - span.start > _LONGEST:
            continue
        for cell in cells(layout.text, *span):
            dated = _DATED.match(layout.text, cell.start, cell.end)
            city = place_of(dated["city"]) if dated else ""
            if dated and city and _ends_with_date(layout, cell, dated.end()) and not _NO_TOWN.search(fold(city)):
                yield _place(city, dated.start("city"), _DATE_LINE)


def _ends_with_date(layout: Layout, cell: Span, start: int) -> bool:
    """Whether nothing but one date follows in a cell."""
    return any(
        start <= when.start <= start + _ARTICLE and cell.end - when.end <= 2 for when in layout.dates_from(*cell)
    )

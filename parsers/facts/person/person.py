"""What one text says of who the candidate is: names, e-mail addresses, telephone numbers, places, each with its source.

The source is the kind of place it stands in (contact block, letter's head, signature, running text); `candidate`
decides among all sources.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from parsers.facts.context.evidence import evidence
from parsers.facts.context.said import Spoken, certainty_of, row_of
from parsers.facts.person.addresses import addresses, residence
from parsers.facts.person.contacts import places
from parsers.facts.person.countries import regions
from parsers.facts.person.localities import localities
from parsers.facts.person.names.handles import EMAIL
from parsers.facts.person.names.name_lines import told_names
from parsers.facts.person.phones import phones
from parsers.text.text import Span, fold
from parsers.values.documents import Kind
from parsers.values.evidence import Finding, State

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from parsers.facts.person.addresses import PostalAddress
    from parsers.facts.person.phones import Phone
    from parsers.layout.sections import Layout
    from parsers.values.evidence import JSON

_OWN = frozenset({"contact", "sender", "signature"})
"""Places that hold the person's own particulars."""
_AS_SURE = 0.05
"""Names told less surely than the surest by more than this may be places."""
_LEAST = 0.1
_DWELT = 0.7
"""What an address counts at least that words say to be lived at."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Particular(Spoken):
    """A name, an address or a number, of which rows are asked."""

    source: str
    """The kind of place it stands in."""
    value: str
    span: Span
    phone: Phone | None = None


def _is_mine(told: Particular) -> bool:
    """Whether a number is not told to be somebody else's: beside a mobile in a place of the person's own it is not."""
    phone, in_text = told.phone, told.source == "text"
    if phone is None or (phone.named and in_text):
        return phone is None
    return not phone.foreign or (phone.mobile and not in_text)


_OF_PLACE: Mapping[str, Callable[[Particular], bool]] = {
    "own": _is_mine,
    "reached": lambda told: _is_mine(told) and (told.source in _OWN or (told.phone is not None and told.phone.asked)),
    "addressee": lambda told: told.source == "recipient",
    "contact": lambda told: _is_mine(told) and told.source in _OWN,
    "head": lambda told: _is_mine(told) and told.source in {"contact", "sender"},
    "block": lambda told: _is_mine(told) and told.source == "contact",
}
"""What the terms of rows ask."""
_OF_NAME: Mapping[str, Callable[[Particular], bool]] = {
    "contact": lambda told: told.source != "handle",
    "block": lambda told: told.source in {"contact", "self", "signature", "field"},
    "label": lambda told: told.source in {"signature", "field"},
}


def find_person(layout: Layout) -> tuple[Finding, ...]:
    """Every name, e-mail address, number and place that may be the candidate's."""
    if layout.kind is Kind.OTHER:
        return ()
    where = {place.span: place.source for place in places(layout)}
    names = list(_names(layout, where))
    surest = max((name.certainty for name in names), default=0.0) - _AS_SURE
    words = {w for name in names if name.certainty >= surest for w in re.findall(r"[^\W\d_]+", fold(str(name.value)))}
    found = [*names, *_emails(layout, where), *_addresses(layout, where, words)]
    return (*found, *_phones(layout, where, _regions(layout, where, found)))


def _regions(layout: Layout, where: Mapping[Span, str], found: Sequence[Finding]) -> dict[str, float]:
    """The countries that the person's own lines tell, the surest first."""
    own = [span.of(layout.text) for span, source in where.items() if source in _OWN]
    codes = [
        str(finding.value) for finding in found if finding.key == "postal_code" and finding.detail["source"] in _OWN
    ]
    return regions(own, codes, layout.language)


def _told(
    layout: Layout, told: Particular, detail: dict[str, JSON], weigh: Callable[[float], float] = lambda sure: sure
) -> Iterator[Finding]:
    """What a row makes of a particular on its line, if one speaks of it; `weigh` tells how sure it then is."""
    row = None if layout.is_ignored(*told.span) else row_of(told.words, told)
    if row is None:
        return
    line = layout.line_at(told.span.start)
    whole = Span(min(line.start, told.span.start), max(line.end, told.span.end))
    yield Finding(
        key=row.fact,
        value=str(row.gives_of(particular=told.value)),
        state=State.FOUND,
        evidence=(evidence(layout, whole, told.span, row.cited),),
        certainty=weigh(certainty_of(row, told)),
        detail={"source": told.source, **detail},
    )


def _names(layout: Layout, where: Mapping[Span, str]) -> Iterator[Finding]:
    """The names that lines, fields and sentences tell, each with the weight of its place."""
    if layout.kind is Kind.DIPLOMA:
        return
    for one in told_names(layout, where):
        name = one.name
        told = Particular(words="name", terms=_OF_NAME, source=one.source, value=name.text, span=one.span)
        detail: dict[str, JSON] = {"given": name.given, "family": name.family}
        if name.marked:
            detail["marked"] = True
        yield from _told(layout, told, detail, partial(_less_by, one.depth))


def _less_by(depth: float, place: float) -> float:
    return max(_LEAST, place - depth)


def _source_at(layout: Layout, where: Mapping[Span, str], offset: int) -> str:
    return where.get(layout.line_at(offset), "text")


def _emails(layout: Layout, where: Mapping[Span, str]) -> Iterator[Finding]:
    for match in EMAIL.finditer(layout.text):
        source, value = _source_at(layout, where, match.start()), re.sub(r"\s", "", match.group()).casefold()
        told = Particular(words="email", terms=_OF_PLACE, source=source, value=value, span=Span(*match.span()))
        yield from _told(layout, told, {})


def _addresses(layout: Layout, where: Mapping[Span, str], names: Collection[str]) -> Iterator[Finding]:
    """Postal codes and places; the place's finding follows its code's."""
    if layout.kind is Kind.DIPLOMA:
        return
    before = 0
    places = sorted((*addresses(layout.text), *localities(layout, where, names)), key=lambda address: address.start)
    for address in places:
        if layout.is_ignored(address.start, address.end):
            continue
        source = _source_at(layout, where, address.start)
        lived_at = residence(layout, address.start, address.end, before)
        weigh = partial(_weighed, layout, address, source, lived_at)
        before, span = address.end, Span(address.start, address.end)
        known: dict[str, JSON] = {"country": address.country}
        if address.code:
            code = Particular(words="postal_code", terms=_OF_PLACE, source=source, value=address.code, span=span)
            yield from _told(layout, code, known | {"city": address.city}, weigh)
        city = Particular(words="city", terms=_OF_PLACE, source=source, value=address.city, span=span)
        yield from _told(layout, city, known | {"postal_code": address.code}, weigh)


def _weighed(layout: Layout, address: PostalAddress, source: str, lived_at: float, place: float) -> float:
    """How sure an address is, from what its place makes it: by its form, and by whether somebody lives there."""
    certainty = place * address.surety
    if address.dwelt:
        certainty = max(certainty, _DWELT * address.surety) + 0.3 * address.surety
    elif source == "text" and layout.in_subject(address.start, "experience", "education", "references"):
        certainty *= 0.5
    return certainty * lived_at


def _phones(layout: Layout, where: Mapping[Span, str], countries: Mapping[str, float]) -> Iterator[Finding]:
    if layout.kind is Kind.DIPLOMA:
        return
    for phone in phones(layout.text, regions=countries):
        source = _source_at(layout, where, phone.start)
        place = Span(phone.start, phone.end)
        told = Particular(words="phone", terms=_OF_PLACE, source=source, value=phone.number, span=place, phone=phone)
        detail: dict[str, JSON] = {"mobile": phone.mobile}
        if phone.rivals:
            detail["rivals"] = list(phone.rivals)
        yield from _told(layout, told, detail)

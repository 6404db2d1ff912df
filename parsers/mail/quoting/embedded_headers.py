"""What announces a mail in the text of another one: a line ("Le 3 mars 2026 à 09:14, Jeanne Dupont <…> a écrit :"), or
its header: what Outlook, Gmail, Apple Mail, Thunderbird, Zimbra and Yahoo write above a mail that they forward or
answer, in French, Dutch, German and English.

The line stands above an answer's quote; Outlook for Mac writes it above a mail that it forwards, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from parsers.lexicon.patterns import alternatives, spelled
from parsers.mail.headers.addresses import read_address, sole_address
from parsers.text.text import Span, every_line, fold, folded
from parsers.values.headers import Address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_FIELDS = ("from", "date", "to", "cc", "subject", "other", "reply")
_KEY = {word: key for key in _FIELDS for word in spelled(f"mail_headers.{key}")}
_LABEL = re.compile(
    r"[ \t>]{0,20}[*_]{0,2}(?P<word>[^\W\d_]{1,16}(?:-to)?(?: [^\W\d_]{1,8})?)[*_]{0,2}[ \t\u00a0\u202f]{0,2}:[*_]{0,2}"
    r"(?P<value>(?:[ \t\u00a0].*)?)"
)
_FORWARD_MARK = re.compile(
    rf"[ \t>]{{0,20}}(?:-{{2,12}} ?(?:{alternatives('mail_headers.forwarded')}|"
    rf"(?:{alternatives('mail_headers.forwarded_by')}) .{{1,60}}) ?-{{2,12}}|"
    rf"(?:{alternatives('mail_headers.forward_begins')}) ?:)\s*\Z"
)
_ORIGINAL_MARK = re.compile(rf"[ \t>]{{0,20}}-{{2,12}} ?(?:{alternatives('mail_headers.original')}) ?-{{2,12}}\s*\Z")
_RULE = re.compile(r"[ \t>]{0,20}[_-]{8,80}\s*\Z")
_ONE_LINE = re.compile(
    "|".join(
        rf"(?P<{key}>{alternatives(f'mail_headers.{key}')})" for key in ("from", "to", "cc", "date", "subject")
    ).join((r"(?:", r") ?: "))
)
"""A label among others on one folded line, glued to the value before it, if need be; it has a capital."""
_LEADING_MARK = re.compile(r"[ \t>]{0,20}(?P<mark>-{2,12} ?[^-\n]{4,40} ?-{2,12})[ \t\u00a0]{1,4}")
_LINKED = re.compile(r"<mailto:[^<>]{0,300}>", re.IGNORECASE)
"""What a text keeps of an address that was a link."""
_BEHALF = re.compile(
    rf"\A[^(]{{3,300}}?\b(?:{alternatives('mail_headers.behalf')})\s+(?=\S)", re.IGNORECASE | re.DOTALL
)
"""Outlook names who sent a mail before whose it is (RFC 5322, 3.6.2: Sender and From). In a comment it is a name's."""
_MOST_LINES = 30
_WROTE = f"(?:{alternatives('mail_headers.wrote')})"
_EMAIL = r"[^\s<>]{1,64}@[^\s<>]{1,200}>?"
_ATTRIBUTION = re.compile(
    rf"(?:(?:{alternatives('mail_headers.wrote_on')}) |\d).{{0,300}}{_WROTE}(?: .{{0,120}})? ?:\Z"
    rf"|\d{{4}}-\d{{2}}-\d{{2}} .{{0,80}}{_EMAIL} ?:\Z"
    rf"|.{{0,200}}<?{_EMAIL} {_WROTE}(?: .{{0,80}})? ?:\Z"
)
_LONGEST = 1000
"""Characters of one."""
_WRAPPED = 4
"""Lines over which a mail program wraps it."""
_LEAD = re.compile(r".*(?:\d|schrieb|schreef|heeft|uhr|uur|um|at|am|pm|à)[\s,:.\u00a0]+", re.IGNORECASE | re.DOTALL)
_QUOTES = "\"'«»“”„ \u00a0\u202f,:"


@dataclass(frozen=True, kw_only=True, slots=True)
class EmbeddedHeader:
    """The header of a mail inside a text: where it stands (its mark included) and what it says."""

    start: int
    end: int
    author: Address
    subject: str | None = None
    reply_to: Address | None = None
    forward: bool = False
    """It says that the mail was forwarded; without that it may be forwarded or answered."""
    attribution: bool = False
    """It is the one line that stands above a quote ("… a écrit :"), without a subject of its own."""


def embedded_headers(text: str) -> Iterator[EmbeddedHeader]:
    """Every header of a mail that stands in a text, outermost first."""
    lines = every_line(text)
    at = 0
    while at < len(lines):
        found = _header_at(text, lines, at)
        if found is None:
            at += 1
            continue
        header, at = found
        yield header


def announced_mail(text: str, subject: str | None) -> EmbeddedHeader | None:
    """The mail that an attribution announces, where no header stands above it: how Outlook for Mac forwards.

    Args:
        text: of the mail that forwards it.
        subject: the forwarded mail's, as the forward's own subject gives it.
    """
    place, author = next(attributed(text), (None, Address()))
    if place is None or any(header.start < place.start for header in embedded_headers(text)):
        return None
    return EmbeddedHeader(start=place.start, end=place.end, author=author, subject=subject, attribution=True)


def _header_at(text: str, lines: list[Span], at: int) -> tuple[EmbeddedHeader, int] | None:
    """The header that begins in line `at`, with the number of the line after it."""
    mark, fields = _on_one_line(lines[at].of(text))
    after = at + 1
    if not fields:
        mark = mark_of(lines[at].of(text))
        first = _next_written(text, lines, at + 1) if mark else at
        fields, after = _fields(text, lines, first)
    if not _is_header(mark, fields):
        return None
    return (
        EmbeddedHeader(
            start=lines[at].start,
            end=lines[after - 1].end,
            author=_author(fields["from"]),
            subject=fields.get("subject"),
            reply_to=read_address(fields["reply"]) if fields.get("reply") else None,
            forward=mark == "forward",
        ),
        after,
    )


def _is_header(mark: str | None, fields: Mapping[str, str]) -> bool:
    """Whether fields are a mail's header; below words that it is forwarded its author's name or address is enough."""
    if mark == "forward" and fields.get("from"):
        return True
    return "from" in fields and len(fields) >= (2 if mark else 3) and bool(fields.keys() & {"date", "subject"})


def _author(value: str) -> Address:
    """Whose mail it is: the From, not the Sender that Outlook names before it; no address where two may be it."""
    named = _BEHALF.sub("", value)
    author, unlinked = sole_address(named), _LINKED.sub("", named)
    return read_address(unlinked) or author if author.email and "@" in unlinked else author


def _on_one_line(line: str) -> tuple[str | None, dict[str, str]]:
    """The mark and the fields of a header whose fields stand on one line, a label glued to the value before it.

    Yahoo writes it so; so do programs that make text of a table. Nothing where the line is no such header.
    """
    if len(line) > 4000:
        return None, {}
    lead = _LEADING_MARK.match(line)
    mark = mark_of(lead["mark"]) if lead else None
    start = lead.end() if lead else 0
    labels = list(_labels(line, start))
    firsts = {label.key: label for label in reversed(labels)}.values()
    fields = _values(line, sorted(firsts, key=lambda label: label.start))
    opens = bool(labels) and labels[0].key == "from" and not line[start : labels[0].start].strip(" \t>*")
    whole = {"from", "date", "subject"} <= fields.keys()
    return (mark, fields) if opens and whole else (None, {})


class _Label(NamedTuple):
    """A label on a line of several: its field, and where it stands."""

    key: str
    start: int
    end: int


def _labels(line: str, start: int) -> Iterator[_Label]:
    """The labels of a line that holds several, from `start` on; each begins with a capital."""
    view = folded(line, start)
    for found in _ONE_LINE.finditer(view.text):
        where = view.span(*found.span())
        if line[where.start].isupper():
            yield _Label(str(found.lastgroup), where.start, where.end)


def _values(line: str, labels: Sequence[_Label]) -> dict[str, str]:
    """What stands behind each label, up to the next one."""
    ends = [*(label.start for label in labels), len(line)][1:]
    return {label.key: line[label.end : end].strip(" \t\u00a0") for label, end in zip(labels, ends, strict=True)}


def mark_of(line: str) -> str | None:
    """Whether a line announces a forwarded mail (`forward`), an original (`original`) or only rules a line (`rule`)."""
    if len(line) > 120 or not line.strip():
        return None
    flat = fold(line)
    if _FORWARD_MARK.match(flat):
        return "forward"
    if _ORIGINAL_MARK.match(flat):
        return "original"
    return "rule" if _RULE.match(line) else None


def _next_written(text: str, lines: list[Span], at: int) -> int:
    while at < len(lines) and not lines[at].of(text).strip("> \t\u00a0"):
        at += 1
    return at


def _fields(text: str, lines: list[Span], first: int) -> tuple[dict[str, str], int]:
    """The labelled lines from `first` on and the number of the line after the last; long values may be wrapped."""
    fields: dict[str, str] = {}
    after, key = first, ""
    for number in range(first, min(first + _MOST_LINES, len(lines))):
        line = lines[number].of(text)
        if labelled := _labelled(line):
            key, value = labelled
            if key in fields and key != "other":
                break
            fields[key] = value
        elif not line.strip("> \t\u00a0"):
            if not _goes_on(text, lines, number, fields):
                break
            continue
        elif key and _is_wrapped(line, key, fields[key]):
            fields[key] = f"{fields[key]} {line.strip('> ')}".strip()
        else:
            break
        after = number + 1
    return fields, after


def _goes_on(text: str, lines: list[Span], number: int, fields: dict[str, str]) -> bool:
    """A header may have an empty line between its fields (Apple Mail's text of a table), not more."""
    following = lines[number + 1].of(text) if number + 1 < len(lines) else ""
    labelled = _labelled(following)
    return bool(labelled) and labelled[0] not in fields and bool(fields)  # type: ignore[index]


def _is_wrapped(line: str, key: str, value: str) -> bool:
    """The rest of a list of recipients or of a long subject, or a value that stands below its label."""
    if not value:
        return True
    if key in {"to", "cc"}:
        return "@" in line or ";" in line or value.rstrip().endswith((",", ";"))
    return key == "from" and "@" not in value and "@" in line and len(line) < 120


_CASES = (" a", " an", " aan", " le", " am", " op", " at")
"""What may stand between a label and its colon: "Envoyé le :"."""


def _labelled(line: str) -> tuple[str, str] | None:
    if len(line) > 4000:
        return None
    found = _LABEL.match(line)
    word = fold(found["word"]) if found else ""
    key = _KEY.get(word) or _KEY.get(word.partition(" ")[0] if word.endswith(_CASES) else "")
    return (key, found["value"].strip(" \t\u00a0*_")) if found and key else None


def attributions(folded: Sequence[str], stop: int) -> Iterator[tuple[int, int]]:
    """The first and the last line of each attribution that ends before line `stop`; lines are folded."""
    for last in range(min(stop, len(folded))):
        if not folded[last].rstrip().endswith(":"):
            continue
        for first in range(last, max(-1, last - _WRAPPED), -1):
            if _ATTRIBUTION.match(" ".join(folded[first : last + 1]).strip(" \ufeff")[:600]):
                yield first, last
                break
            if not folded[first].strip():
                break


def attributed(text: str) -> Iterator[tuple[Span, Address]]:
    """Where each attribution of a text stands and whom it names; only those that give an address, or two."""
    spans = every_line(text)
    folded = [fold(span.of(text))[:2000] for span in spans]
    for first, last in attributions(folded, len(folded)):
        place = Span(spans[first].start, spans[last].end)
        line = place.of(text)[:_LONGEST]
        if "@" in line:
            yield place, _announced(line)


def _announced(line: str) -> Address:
    """Whom an attribution names: the words between the moment and the address; the line itself where it has two."""
    sole = sole_address(line)
    if sole.email is None:
        return sole
    before = line[: line.lower().find(sole.email)]
    name = _LEAD.sub("", " ".join(before.rstrip("<(").split())).strip(_QUOTES)
    return Address(name=name or None, email=sole.email)

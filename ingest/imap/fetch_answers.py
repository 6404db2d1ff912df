"""The answers to a FETCH (RFC 3501, 7.4.2) as imapclient gives them, in a third of its time where they are as usual.

imapclient reads an answer byte by byte. Nearly all that servers say is atoms, strings without a literal, lists, and
one literal at the end: one pattern cuts these. What is otherwise goes to imapclient, and what makes no sense too.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from imapclient.response_parser import parse_fetch_response

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TOKEN = re.compile(
    rb' *(?:([()])|(?:"([^"\\\r\n]*)"|([^\s()"\\{}\[\]%*]+(?:\[(?:HEADER)?\])?))(?=[ ()]|\Z))|(.)', re.DOTALL
)
_LITERAL = re.compile(rb"(.*) \{(\d{1,10})\}", re.DOTALL)
_PLAIN = frozenset({b"UID", b"INTERNALDATE", b"RFC822.SIZE", b"BODYSTRUCTURE", b"BODY[HEADER]", b"BODY[]"})
"""What is read here; the library turns other items into values of its own."""
_DEEPEST = 100
"""Lists within lists; the library is no deeper than Python's stack."""
_NUMBERS = frozenset({b"UID", b"RFC822.SIZE"})
_NUMBER = rb"(0|[1-9]\d*)"
_AS_ASKED = re.compile(
    rb"%b \(UID %b INTERNALDATE \"([^\"\\\r\n]*)\" RFC822\.SIZE %b BODYSTRUCTURE (\([^\r\n]*\)) BODY\[HEADER\]"
    % (_NUMBER, _NUMBER, _NUMBER)
)
"""A scan's answer in the order in which it asks: nearly all servers keep it, and only the structure is to be cut."""
_INSTANT = re.compile(rb"([ \d]\d)-([A-Z][a-z][a-z])-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)")
_MONTHS = (b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec")
_MONTH = {name: number for number, name in enumerate(_MONTHS, 1)}


class _UnusualError(Exception):
    """An answer that the library is to read."""


def fetch_answers(said: Sequence[Any]) -> dict[int, dict[bytes, Any]]:
    """What imaplib gathered of a FETCH, by UID: the values of each item, by its name in capitals.

    Raises:
        ValueError, TypeError, LookupError: what was said is no such answer.
    """
    answers: dict[int, dict[bytes, Any]] = {}
    for answer in _apart(said):
        try:
            read = _read(answer)
        except _UnusualError:
            read = parse_fetch_response(answer, normalise_times=False)
        for uid, items in read.items():
            answers.setdefault(uid, {}).update(items)
    return answers


def _apart(said: Iterable[Any]) -> Iterator[list[Any]]:
    """One answer after the other; imaplib gives what ends with a literal as a pair, and the rest of the line behind."""
    answer: list[Any] = []
    for piece in said:
        answer.append(piece)
        if not isinstance(piece, tuple):
            if answer != [None]:
                yield answer
            answer = []
    if answer:
        yield answer


def _read(answer: Sequence[Any]) -> dict[int, dict[bytes, Any]]:
    line, literal = _line_of(answer)
    if literal is not None and (found := _AS_ASKED.fullmatch(line)):
        return _as_asked(found, literal)
    number, listed = _values(line, literal)
    if not isinstance(number, int) or not isinstance(listed, tuple) or len(listed) % 2:
        raise _UnusualError
    items: dict[bytes, Any] = {b"SEQ": number}
    for name, value in zip(listed[::2], listed[1::2], strict=True):
        if name not in _PLAIN or (name in _NUMBERS and not isinstance(value, int)):
            raise _UnusualError
        items[name] = _instant(value) if name == b"INTERNALDATE" else value
    if b"UID" not in items or not isinstance(items.get(b"BODYSTRUCTURE", ()), tuple):
        raise _UnusualError
    return {items.pop(b"UID"): items}


def _as_asked(found: re.Match[bytes], literal: bytes) -> dict[int, dict[bytes, Any]]:
    number, uid, instant, size, structure = found.groups()
    _, parts = _values(b"0 " + structure, None)
    return {
        int(uid): {
            b"SEQ": int(number),
            b"INTERNALDATE": _instant(instant),
            b"RFC822.SIZE": int(size),
            b"BODYSTRUCTURE": parts,
            b"BODY[HEADER]": literal,
        }
    }


def _line_of(answer: Sequence[Any]) -> tuple[bytes, bytes | None]:
    """The line of an answer, without the literal that ends its list."""
    if len(answer) == 1 and isinstance(answer[0], bytes):
        return answer[0], None
    if len(answer) != 2 or answer[1] != b")":
        raise _UnusualError
    written, literal = answer[0]
    found = _LITERAL.fullmatch(written)
    if found is None or int(found[2]) != len(literal):
        raise _UnusualError
    return found[1], literal


def _values(line: bytes, literal: bytes | None) -> tuple[Any, Any]:
    """The number and the list that a line holds; a literal ends the list."""
    outer: list[list[Any]] = []
    values: list[Any] = []
    for mark, quoted, bare, strange in _TOKEN.findall(line):
        if strange or len(outer) > _DEEPEST:
            raise _UnusualError
        if mark == b"(":
            outer.append(values)
            values = []
        elif mark and outer:
            listed = tuple(values)
            values = outer.pop()
            values.append(listed)
        elif mark:
            raise _UnusualError
        else:
            values.append(_atom(bare) if bare else quoted)
    if literal is not None and len(outer) == 1:
        values = [*outer.pop(), (*values, literal)]
    if outer or len(values) != 2:
        raise _UnusualError
    return values[0], values[1]


def _atom(bare: bytes) -> bytes | int | None:
    if bare.isdigit() and (bare[:1] != b"0" or len(bare) == 1):
        return int(bare)
    return None if bare == b"NIL" else bare


@lru_cache(maxsize=128)
def _zone(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


def _instant(value: object) -> datetime:
    found = _INSTANT.fullmatch(value) if isinstance(value, bytes) else None
    if found is None or found[2] not in _MONTH:
        raise _UnusualError
    day, month, year, hour, minute, second, sign, hours, minutes = found.groups()
    away = (int(hours) * 60 + int(minutes)) * (-1 if sign == b"-" else 1)
    try:
        return datetime(int(year), _MONTH[month], int(day), int(hour), int(minute), int(second), tzinfo=_zone(away))
    except ValueError:
        raise _UnusualError from None

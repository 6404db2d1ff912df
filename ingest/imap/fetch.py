"""The answers to a FETCH (RFC 3501, 7.4.2), and what they are of a message: a `Sighting`.

imapclient reads an answer byte by byte. Nearly all that servers say is atoms, strings without a literal, lists, and
one literal at the end: one pattern cuts these, in a third of its time. What is otherwise goes to imapclient, and what
makes no sense too. Headers and structure are read when somebody asks for them: most of them a worker reads.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from imapclient.response_parser import parse_fetch_response

from ingest.imap.bodystructure import outline
from parsers.mail.headers.headers import read_headers
from parsers.values.headers import Headers
from parsers.values.sightings import Outline, Sighting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ITEMS = ["INTERNALDATE", "RFC822.SIZE", "BODYSTRUCTURE", "BODY.PEEK[HEADER]"]
"""What a scan asks for; PEEK leaves \\Seen alone."""
BODY = b"BODY[]"
SIZE = b"RFC822.SIZE"
LARGEST_SIZE = 2**63 - 1
"""Sizes have 63 bits (RFC 9051, 4.2)."""
_HEADER = b"BODY[HEADER]"
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


class _Unread:
    """In all but when it is read the value that is `read`."""

    __slots__ = ()
    read: Any

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field
        return getattr(self.read, name)

    def __eq__(self, other: object) -> bool:
        return bool(self.read == (other.read if isinstance(other, _Unread) else other))

    def __hash__(self) -> int:
        return hash(self.read)

    def __reduce__(self) -> tuple[Any, ...]:
        return replace, (self.read,)


class UnreadHeaders(_Unread, Headers):
    """The headers that stand in `block`."""

    __slots__ = ("_read", "block")
    _read: Headers | None
    block: bytes

    def __init__(self, block: bytes = b"", **fields: Any) -> None:  # noqa: ANN401 - given where a copy is made
        object.__setattr__(self, "block", block)
        object.__setattr__(self, "_read", Headers(**fields) if fields else None)

    @property
    def read(self) -> Headers:
        """The same, read: who asks for much asks this, for each field that is asked of the unread costs a detour."""
        if self._read is None:
            object.__setattr__(self, "_read", read_headers(self.block))
        return self._read  # type: ignore[return-value]  # it was set


class UnreadOutline(_Unread, Outline):
    """The parts that a BODYSTRUCTURE describes."""

    __slots__ = ("_read", "structure")
    _read: Outline | None
    structure: Any

    def __init__(self, structure: Any = None, **fields: Any) -> None:  # noqa: ANN401 - whatever the server sent
        object.__setattr__(self, "structure", structure)
        object.__setattr__(self, "_read", Outline(**fields) if fields else None)

    @property
    def read(self) -> Outline:
        """The same, read."""
        if self._read is None:
            object.__setattr__(self, "_read", outline(self.structure))
        return self._read  # type: ignore[return-value]  # it was set


def sighting(  # noqa: PLR0913 - where it is, and what the server says of it
    mailbox: str, folder: str, uidvalidity: int, uid: int, answer: dict[bytes, Any], *, bare: bool = False
) -> Sighting | None:
    """The message of this UID, or None where the server answered nothing of use.

    With `bare` it need have no headers: that it arrived at some instant is something.
    """
    block = answer.get(_HEADER, b"" if bare and answer.get(b"INTERNALDATE") else None)
    if not isinstance(block, bytes):
        return None
    headers = UnreadHeaders(block)
    size = answer.get(SIZE)
    structure = answer.get(b"BODYSTRUCTURE")
    return Sighting(
        mailbox=mailbox,
        folder=folder,
        uidvalidity=uidvalidity,
        uid=uid,
        received_at=_instant(answer.get(b"INTERNALDATE")) or arrival(headers),
        size=size if isinstance(size, int) and 0 <= size <= LARGEST_SIZE else 0,
        headers=headers,
        outline=UnreadOutline(structure) if structure is not None else None,
    )


def headerless(mailbox: str, folder: str, uidvalidity: int, uid: int, original: bytes) -> Sighting:
    """The message of a UID whose headers the server does not give, by the original that it gives all the same."""
    headers = read_headers(original)
    return Sighting(
        mailbox=mailbox,
        folder=folder,
        uidvalidity=uidvalidity,
        uid=uid,
        received_at=arrival(headers),
        size=len(original),
        headers=headers,
    )


def arrival(headers: Headers) -> datetime:
    """When a message arrived whose mailbox does not say: its topmost Received field, else now, as it is there now."""
    for field in headers.all("received"):
        try:
            found = _instant(parsedate_to_datetime(field.rpartition(";")[2].strip()))
        except (ValueError, TypeError, IndexError):
            continue
        if found:
            return found
    return datetime.now(UTC).replace(microsecond=0)


def _instant(value: Any) -> datetime | None:  # noqa: ANN401 - whatever the server sent
    """UTC; None for what is no date, or has a zone that cannot be."""
    if not isinstance(value, datetime):
        return None
    try:
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


class _UnusualError(Exception):
    """An answer that the library is to read."""


def fetch_answers(said: Sequence[Any]) -> dict[int, dict[bytes, Any]]:
    """What imaplib gathered of a FETCH, by UID: the values of each item, by its name in capitals.

    Raises ValueError, TypeError, LookupError: what was said is no such answer.
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
        items[name] = _instant_cut(value) if name == b"INTERNALDATE" else value
    if b"UID" not in items or not isinstance(items.get(b"BODYSTRUCTURE", ()), tuple):
        raise _UnusualError
    return {items.pop(b"UID"): items}


def _as_asked(found: re.Match[bytes], literal: bytes) -> dict[int, dict[bytes, Any]]:
    number, uid, instant, size, structure = found.groups()
    _, parts = _values(b"0 " + structure, None)
    return {
        int(uid): {
            b"SEQ": int(number),
            b"INTERNALDATE": _instant_cut(instant),
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


def _instant_cut(value: object) -> datetime:
    found = _INSTANT.fullmatch(value) if isinstance(value, bytes) else None
    if found is None or found[2] not in _MONTH:
        raise _UnusualError
    day, month, year, hour, minute, second, sign, hours, minutes = found.groups()
    away = (int(hours) * 60 + int(minutes)) * (-1 if sign == b"-" else 1)
    try:
        return datetime(int(year), _MONTH[month], int(day), int(hour), int(minute), int(second), tzinfo=_zone(away))
    except ValueError:
        raise _UnusualError from None

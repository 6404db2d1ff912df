"""Which fields of a mail our own border server wrote: those above the trace field of its own (RFC 8601, 4, 5 and 7.1).

A server puts its trace (Received) on top of what it is given, and its results on top of that. From the top down we go
through the hops within the house, up to the one that took the mail in from outside: that is the boundary. What stands
beneath it was there when the mail came in, whoever's name it bears.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.mail.headers.alignment import organizational_domain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from parsers.values.headers import Headers

_BY = re.compile(r"(?:^|\s)by\s+([^\s;]{1,253})(?:\s+with\s+(\w{1,20}))?", re.ASCII)
_FROM = re.compile(r"\s*from\s+([^\s()]{1,253})\s*(?:\(([^()]{0,500}))?", re.ASCII)
_FOUND_OUT = re.compile(r"(?:([a-z0-9._-]{1,253})\s+)?\[(?:ipv6:)?([0-9a-f.:]{2,45})\]", re.ASCII)
"""What a server found out of its peer: the name by its address where it has one, and the address."""
_DOUBTED = "may be forged"
"""Sendmail's word on a name whose address is another."""
_MICROSOFT = "outlook.com"
_ONE_HOUSE = {"office365.com": _MICROSOFT}
"""Exchange Online hands a mail on between these two."""
_FRONT_DOOR = ".mail.protection.outlook.com"
"""Where Exchange Online takes mail in from outside."""
_PLAIN = re.compile(r"[a-z0-9.@_+=/-]{0,320}")
_MARK = re.compile(r"(\\.|[\"();])", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Hop:
    """What a trace field says of one handover (RFC 5321, 4.4)."""

    host: str
    """Who took the mail."""
    protocol: str
    source: str | None
    """Who gave it, as the taker found out; "" of one that it could not name, None where the mail came from nowhere."""
    address: str

    @property
    def is_local(self) -> bool:
        """Whether one program of a house gave it to another: LMTP is no protocol between houses (RFC 2033, 1).

        Private addresses tell nothing: behind a container's gateway every stranger has one.
        """
        return self.source is None or "lmtp" in self.protocol or _is_loopback(self.address)

    def is_within(self, houses: set[str], server: str) -> bool:
        """Whether it was handed on within the house; what the server itself took from a machine came from outside."""
        if (house := _house(self.host)) and house not in houses:
            return False
        at_the_border = self.host == server or self.host.endswith(_FRONT_DOOR)
        return self.is_local or (not at_the_border and _house(self.source or "") in houses)


def came_from_outside(headers: Headers) -> bool:
    """Whether a server took the mail in from outside: not all of its trace is of handovers within one house."""
    top: set[str] = set()
    for value in headers.all("received"):
        hop = _hop(value)
        top = top or _houses_of(hop)
        if hop is None or not hop.is_within(top, ""):
            return True
    return False


def house_of_border(headers: Headers) -> str | None:
    """The domain of the owner whose server wrote the topmost trace; None where it has no name outside its house.

    None, too, where that is Microsoft's: everybody can have an address there.
    """
    return next(iter(_houses_of(_hop(headers.first("received") or "")) - {_MICROSOFT}), None)


def fields_of_border(headers: Headers, name: str, is_ours: Callable[[str], bool], server: str = "") -> tuple[str, ...]:
    """The values of the fields `name` that are ours and stand above the boundary, as far as one trace parts them.

    Args:
        headers: of the mail.
        name: the field's name, in lower case.
        is_ours: whether a value is in our server's name.
        server: that name, where it is known, in lower case. Whoever wrote the topmost trace is of the house too.
    """
    found: list[str] = []
    top, houses = "", {_house(server)} - {""}
    for at, (key, value) in enumerate(headers.fields):
        if key == name and is_ours(value):
            found.append(value)
        elif key == "received":
            hop = None if found else _hop(value)
            top = top or (_house(hop.host) if hop else "")
            if hop is None or not hop.is_within({*houses, top} - {""}, server):
                return tuple(found) or _beneath(headers.fields[at:], name, is_ours, server)
    return ()  # no trace of a server closes them: that is no mail which a server took in


def _beneath(
    fields: Sequence[tuple[str, str]], name: str, is_ours: Callable[[str], bool], server: str
) -> tuple[str, ...]:
    """The topmost of ours right beneath the trace of the server itself: there Postfix puts what its milters write.

    It counts alone: what stands beneath it was there when the mail came in. Where the server wrote none, a stranger's
    field stands in its place; `check` tells of servers that leave it out.
    """
    (_, trace), *rest = fields
    hop = _hop(trace)
    if not server or hop is None or hop.host != server:
        return ()
    for key, value in rest:
        if key == "received":
            return ()
        if key == name and is_ours(value):
            return (value,)
    return ()


def _hop(received: str) -> _Hop | None:
    """The handover that a trace field tells of; None where it names nobody who took the mail."""
    by = _BY.search(pieces_of(received)[0])
    if by is None:
        return None
    given = _FROM.match(received.lower())
    source, address = _peer(given[1], given[2] or "") if given else (None, "")
    source = "" if source and _DOUBTED in received else source
    return _Hop(host=by[1].strip("[]."), protocol=by[2] or "", source=source, address=address)


def _peer(greeted: str, comment: str) -> tuple[str, str]:
    """The name and the address of who handed a mail over, as the server found them out.

    The name in front is what the peer says of itself (HELO) where the comment has another: `helo (name [address])`. By
    Exim it is the one found out: `name ([address])`. Exchange finds out none, `helo (address)`: there we believe the
    names of Microsoft's own service alone.
    """
    found = _FOUND_OUT.match(comment)
    if found is None:
        return (greeted if _house(greeted) == _MICROSOFT else ""), ""
    return found[1] or greeted, found[2]


def _houses_of(hop: _Hop | None) -> set[str]:
    """The house of who took the mail, where it has a name."""
    return {_house(hop.host)} - {""} if hop else set()


def _house(host: str) -> str:
    """The domain that one owner has; "" of a machine that has no name outside its house."""
    owner = organizational_domain(host) if "." in host else None
    return _ONE_HOUSE.get(owner, owner) if owner else ""


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def pieces_of(value: str) -> list[str]:
    """What stands between the semicolons, in small letters: without comments, which may be nested (RFC 5322, 3.2.2).

    Of a quoted string only an address or a name is kept: what a stranger could put into it is no result. In the place
    of any other stands a quote, so that what was beside it is not taken for the whole. A quote within a comment is a
    sign like any other there, but servers write quoted addresses into comments: nobody knows where such a comment ends,
    nor where one does that is never closed, so the piece with it and all that follows is left out.
    """
    pieces, depth = [""], 0
    for part in _tokens(value.lower()):
        if part == "(":
            depth += 1
        elif part == ")":
            depth = max(0, depth - 1)
        elif depth and part[0] == '"':
            return pieces[:-1] or [""]
        elif depth:
            continue
        elif part == ";":
            pieces.append("")
        else:
            pieces[-1] += part if part[0] != '"' else _plain(part[1:])
    return pieces if not depth else pieces[:-1] or [""]


def _plain(quoted: str) -> str:
    return quoted if _PLAIN.fullmatch(quoted) else '"'


def _tokens(value: str) -> Iterator[str]:
    """Marks, runs of other characters, and quoted strings with their opening quote; each character is seen once."""
    parts = iter(_MARK.split(value))
    for part in parts:
        if part == '"':
            yield '"' + "".join(piece for piece in iter(lambda: next(parts, '"'), '"') if piece[:1] != "\\")
        elif part and part[0] != "\\":
            yield part

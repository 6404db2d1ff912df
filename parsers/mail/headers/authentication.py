"""What the receiving server says of a mail's sender: Authentication-Results (RFC 8601), from servers we trust only.

Anybody can write such a field into a mail. Ours is the topmost one that bears the configured authserv-id, and only
while every server named above it is of the same house: a server puts its trace on top, and takes away what claims to
be its own (RFC 8601, 5), so what stands under a stranger's trace was written by the sender. Of each method the topmost
field alone speaks: one of the same name under it may be the sender's, where the server does not take it away.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.mail.headers.addresses import read_addresses
from parsers.values.headers import Authentication, Proof

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from parsers.values.headers import Headers

FIELD = "authentication-results"
_BY = re.compile(r"(?:^|\s)by\s+([^\s;]{1,253})")
_PROPERTY = re.compile(r"(?<![^\s])([a-z]{1,20}\.[a-z0-9_-]{1,40})=([^\s;]{1,320})")
_PLAIN = re.compile(r"[a-z0-9.@_+=/-]{0,320}")
_SHARED = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})
"""Labels under which a country registers many owners."""
_MARK = re.compile(r"(\\.|[\"();])", re.DOTALL)
_METHOD = re.compile(r"\s*([a-z0-9_-]{1,40})(?:/\d{1,3})?\s*=\s*([a-z]{1,20})\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Result:
    """One method's result with its properties (`header.d`, `header.from`)."""

    method: str
    result: str
    properties: dict[str, str]


def authentication_of(headers: Headers, trusted: Collection[str]) -> Authentication:
    """What the servers of `trusted` (their authserv-ids) say of the mail; without any, nothing is checked."""
    if not trusted:
        return Authentication()
    server, results = next(filter(lambda found: found[1], _told(headers, trusted)), (None, []))
    domain = _sender_domain(headers)
    return Authentication(
        proof=_proof(results, domain),
        server=server,
        spf=_first(results, "spf"),
        dkim="pass" if _is_signed(results, domain) else _first(results, "dkim"),
        dmarc=_first(results, "dmarc"),
    )


def authserv_ids(headers: Headers) -> tuple[str, ...]:
    """The names of the servers whose results a mail bears, topmost first: what `check` proposes to trust."""
    return tuple(dict.fromkeys(_server(_pieces(value)) for value in headers.all(FIELD)))


def _told(headers: Headers, trusted: Collection[str]) -> Iterator[tuple[str, list[_Result]]]:
    trace = [(name, _pieces(value)) for name, value in headers.fields if name in {FIELD, "received"}]
    for server in sorted(trusted):
        yield server, _topmost(list(_results(pieces)) for pieces in _block(trace, server.lower()))


def _topmost(fields: Iterable[list[_Result]]) -> list[_Result]:
    """Of each method the results of the first field that has any."""
    told: list[_Result] = []
    for results in fields:
        known = {result.method for result in told}
        told += [result for result in results if result.method not in known]
    return told


def _block(trace: Sequence[tuple[str, list[str]]], server: str) -> Iterator[list[str]]:
    """The results that this server put on top: up to the first trace under them, and none under a stranger's trace."""
    found, house = False, _house(server)
    for name, pieces in trace:
        if name == FIELD and _server(pieces) == server:
            found = True
            yield pieces
        elif name == "received":
            by = _written_by(pieces[0])
            if found or by is None or (by and house and by != house):
                return
            house = house or by


def _written_by(received: str) -> str | None:
    """The house of the machine that wrote a trace field; "" of one that has no name outside it, None of nobody."""
    by = _BY.search(received)
    if by is None:
        return None
    host = by[1].strip("[].")
    return _house(host) if "." in host and not _is_literal(host) else ""


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host.removeprefix("ipv6:"))
    except ValueError:
        return False
    return True


def _house(host: str) -> str:
    """The domain that one owner has: the last two labels, of `ac.be`, `co.uk` and their like three."""
    labels = host.split(".")
    shared = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SHARED
    return ".".join(labels[-3 if shared else -2 :])


def _server(pieces: Sequence[str]) -> str:
    """The authserv-id; "" of a server that does not name itself (Microsoft 365 begins with the first result)."""
    named = pieces[0].split()
    return named[0] if named and "=" not in pieces[0] else ""


def _results(pieces: Iterable[str]) -> Iterator[_Result]:
    for piece in pieces:
        if method := _METHOD.match(piece):
            yield _Result(method=method[1], result=method[2], properties=dict(_PROPERTY.findall(piece)))


def _pieces(value: str) -> list[str]:
    """What stands between the semicolons, in small letters: without comments, which may be nested (RFC 5322, 3.2.2).

    Of a quoted string only an address or a name is kept: what a stranger could put into it is no result.
    """
    pieces, depth = [""], 0
    for part in _tokens(value.lower()):
        if part == "(":
            depth += 1
        elif part == ")":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif part == ";":
            pieces.append("")
        else:
            pieces[-1] += part if part[0] != '"' else _plain(part[1:])
    return pieces


def _plain(quoted: str) -> str:
    return quoted if _PLAIN.fullmatch(quoted) else ""


def _tokens(value: str) -> Iterator[str]:
    """Marks, runs of other characters, and quoted strings with their opening quote; each character is seen once."""
    parts = iter(_MARK.split(value))
    for part in parts:
        if part == '"':
            yield '"' + "".join(piece for piece in iter(lambda: next(parts, '"'), '"') if piece[:1] != "\\")
        elif part and part[0] != "\\":
            yield part


def _sender_domain(headers: Headers) -> str | None:
    """The domain of From, where there is one author and one alone."""
    authors = [address for value in headers.all("from") for address in read_addresses(value)]
    if len(authors) != 1 or not authors[0].email:
        return None
    return authors[0].email.rpartition("@")[2]


def _proof(results: list[_Result], domain: str | None) -> Proof:
    dmarc = [result for result in results if result.method == "dmarc"]
    if any(result.result == "fail" for result in dmarc):
        return Proof.FAILED
    if domain and (any(_is_for(result, domain) for result in dmarc) or _is_signed(results, domain)):
        return Proof.PROVEN
    return Proof.UNPROVEN


def _is_for(dmarc: _Result, domain: str) -> bool:
    """Whether DMARC passed for this very domain: which one was looked at must be said, for programs read From apart."""
    return dmarc.result == "pass" and dmarc.properties.get("header.from", "").rpartition("@")[2] == domain


def _is_signed(results: list[_Result], domain: str | None) -> bool:
    """Whether a signature of the sender's own domain, or of the one above it, was found good (RFC 7489, 3.1.1)."""
    signers = {
        (result.properties.get("header.d") or result.properties.get("header.i", "")).rpartition("@")[2]
        for result in results
        if result.method == "dkim" and result.result == "pass"
    }
    return bool(domain) and any("." in d and (domain == d or str(domain).endswith(f".{d}")) for d in signers)


def _first(results: list[_Result], method: str) -> str | None:
    return next((result.result for result in results if result.method == method), None)

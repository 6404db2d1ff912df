"""What the receiving server says of a mail's sender: Authentication-Results (RFC 8601), from servers we trust only.

Anybody can write such a field into a mail. Ours are those that bear the configured authserv-id and stand above the
boundary of trust (`trust_boundary`); what they do not say, nobody says. A filter of its own may add a field of its own:
of each method the topmost one that has it speaks. Only `pass` counts, and only for a domain that is aligned with the
one of From (RFC 7489, 3.1): DMARC's, a signature's, or the envelope's by SPF, which is what DMARC itself asks for.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.mail.headers.addresses import read_addresses
from parsers.mail.headers.alignment import is_aligned
from parsers.mail.headers.trust_boundary import fields_of_border, pieces_of
from parsers.values.headers import Authentication, Proof

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from parsers.values.headers import Headers

FIELD = "authentication-results"
# Blanks are those of RFC 5322 alone: an envelope may hold any other. A value is read to its end: cut short, an address
# of a stranger's domain would end in another's.
_PROPERTY = re.compile(r"(?<![^\s])([a-z]{1,20}\.[a-z0-9_-]{1,40})=([^\s;]++)", re.ASCII)
_METHOD = re.compile(r"\s*([a-z0-9_-]{1,40})(?:\s*/\s*\d{1,3})?\s*=\s*([a-z]{1,20})(?![^\s])", re.ASCII)
_IDENTIFIERS = {"dmarc": ("header.from",), "dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",)}
"""Of each method the properties that name the domain which passed, the first that is there (RFC 8601, 2.7)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Result:
    """One method's result with its properties (`header.d`, `header.from`)."""

    method: str
    result: str
    properties: dict[str, str]

    def proves(self, domain: str | None) -> bool:
        """Whether it passed for a domain that is aligned with this one: which one was looked at must be said."""
        if domain is None or self.result != "pass":
            return False
        named = (self.properties.get(key) for key in _IDENTIFIERS.get(self.method, ()))
        return is_aligned(next(filter(None, named), "").rpartition("@")[2], domain)


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
        dkim=_best_signature(results, domain),
        dmarc=_first(results, "dmarc"),
    )


def authserv_ids(headers: Headers) -> tuple[str, ...]:
    """The names of the servers whose results a mail bears, topmost first, whoever wrote them."""
    return tuple(dict.fromkeys(_server(value) for value in headers.all(FIELD)))


def border_server(headers: Headers) -> str | None:
    """The name that our border server gives itself: by its topmost field; None where it adds none."""
    return next(map(_server, fields_of_border(headers, FIELD, lambda _: True)), None)


def speaks(headers: Headers, server: str) -> bool:
    """Whether this server's results stand above the boundary of a mail."""
    return bool(_fields(headers, server))


def _told(headers: Headers, trusted: Collection[str]) -> Iterator[tuple[str, list[_Result]]]:
    for server in sorted(trusted):
        yield server, _topmost(list(_results(value)) for value in _fields(headers, server))


def _fields(headers: Headers, server: str) -> tuple[str, ...]:
    ours = server.lower()
    return fields_of_border(headers, FIELD, lambda value: _server(value) == ours, ours)


def _topmost(fields: Iterable[list[_Result]]) -> list[_Result]:
    """Of each method the results of the first field that has any."""
    told: list[_Result] = []
    for results in fields:
        known = {result.method for result in told}
        told += [result for result in results if result.method not in known]
    return told


def _server(value: str) -> str:
    """The authserv-id; "" of a server that does not name itself (Microsoft 365 begins with the first result)."""
    first = pieces_of(value)[0]
    named = first.split()
    return named[0] if named and "=" not in first else ""


def _results(value: str) -> Iterator[_Result]:
    for piece in pieces_of(value):
        if method := _METHOD.match(piece):
            yield _Result(method=method[1], result=method[2], properties=_properties(piece))


def _properties(piece: str) -> dict[str, str]:
    """Each property once: of one that is given twice nobody knows which one was looked at."""
    found = dict.fromkeys(_PROPERTY.findall(piece))
    times = Counter(name for name, _ in found)
    return {name: value for name, value in found if times[name] == 1}


def _sender_domain(headers: Headers) -> str | None:
    """The domain of From, where there is one author and one alone, and whoever is taken for the sender is that one."""
    authors = [address for value in headers.all("from") for address in read_addresses(value)]
    if len(authors) != 1 or not authors[0].email or authors[0].email != headers.sender.email:
        return None
    return authors[0].email.rpartition("@")[2]


def _proof(results: Sequence[_Result], domain: str | None) -> Proof:
    if any(result.method == "dmarc" and result.result == "fail" for result in results):
        return Proof.FAILED
    return Proof.PROVEN if any(result.proves(domain) for result in results) else Proof.UNPROVEN


def _best_signature(results: Sequence[_Result], domain: str | None) -> str | None:
    good = any(result.method == "dkim" and result.proves(domain) for result in results)
    return "pass" if good else _first(results, "dkim")


def _first(results: Sequence[_Result], method: str) -> str | None:
    return next((result.result for result in results if result.method == method), None)

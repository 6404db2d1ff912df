"""What `parsers` know of candidates, in the form in which `store` asks for it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from parsers import grouping
from parsers.grouping import MessageClaims
from parsers.profile import assemble
from store.values import Claims

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from parsers.values import JSON, Finding, Profile, Reading, Source
    from store.values import Notice, Pending


class ParsersLogic:
    """Groups messages and assembles applications by the rules of `parsers`."""

    def __init__(self, last_days: dict[str, date]) -> None:
        self._last_days = last_days
        """By notice, the day up to which years are counted."""

    def partition(self, claims: Sequence[Claims]) -> Iterable[Collection[int]]:
        """The message ids of each candidate."""
        return grouping.partition(map(_member, claims))

    def possible_duplicates(self, claims: Sequence[Claims]) -> Iterable[tuple[int, int, str]]:
        """Pairs that a human should look at, each by its groups' first messages."""
        return [
            (min(pair.first), min(pair.second), pair.reason)
            for pair in grouping.possible_duplicates(map(_member, claims))
        ]

    def assemble(self, sources: Sequence[Source], notice: Notice) -> Profile:
        """An application's profile; years are counted to the notice's last day."""
        return assemble(sources, criteria=notice.criteria, cutoff=self._last_days[notice.slug])


def claims_of(message_id: int, reading: Reading) -> Claims:
    """What a message that was read says of whose it is."""
    message = reading.message
    return _claims(
        MessageClaims(
            message_id=message_id,
            email=message.applicant.email,
            emails=frozenset(_values(reading, "email")),
            names=tuple(dict.fromkeys([*filter(None, [message.applicant.name]), *_values(reading, "name")])),
            phones=frozenset(_values(reading, "phone")),
            message_ids=frozenset(filter(None, [message.headers.message_id])),
            references=frozenset(_references(reading)),
            digests=frozenset(read.document.sha256 for read in reading.documents),
        )
    )


def claims_of_headers(pending: Pending) -> Claims:
    """The same of a message that could not be read."""
    names = (pending.sender.name,) if pending.sender.name else ()
    return _claims(MessageClaims(message_id=pending.message_id, email=pending.sender.email, names=names))


def _claims(member: MessageClaims) -> Claims:
    detail: dict[str, JSON] = {
        key: sorted(value) if isinstance(value, frozenset) else value
        for key, value in asdict(member).items()
        if key != "message_id"
    }
    return Claims(message_id=member.message_id, tokens=grouping.tokens(member), detail=detail)


def _member(claims: Claims) -> MessageClaims:
    kept = dict(claims.detail or {})
    email, names = kept.pop("email", None), tuple(kept.pop("names", ()))
    sets = {key: frozenset(value) for key, value in kept.items()}
    return MessageClaims(message_id=claims.message_id, email=email, names=names, **sets)


def _values(reading: Reading, key: str) -> Iterator[str]:
    """What the applicant's own texts say of themselves."""
    for finding in _findings(reading):
        if finding.key == key and isinstance(finding.value, str):
            yield finding.value


def _findings(reading: Reading) -> Iterator[Finding]:
    yield from reading.body_findings.facts
    for read in reading.documents:
        yield from read.findings.facts


def _references(reading: Reading) -> Iterator[str]:
    headers = reading.message.headers
    for name in ("in-reply-to", "references"):
        for value in headers.all(name):
            yield from value.split()

"""What a message that was read says of who its candidate is, for the grouping rules."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from parsers.mail.headers import references
from parsers.mail.quoting import own_words
from parsers.sorting.applicant import stated_emails
from parsers.sorting.grouping import MessageClaims
from parsers.values import Kind, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.values import JSON, Finding, Headers, Reading

_OF_THE_CANDIDATE = frozenset({Kind.CV, Kind.LETTER, Kind.CV_AND_LETTER})
_SETS = ("emails", "phones", "message_ids", "references", "digests")


def claims_of(message_id: int, reading: Reading) -> MessageClaims:
    """The claims of a message: its headers', its words', its CV's and letter's."""
    message = reading.message
    found = list(_findings(reading))
    names = [message.applicant.name or "", *(str(f.value) for f in found if f.key == "name")]
    return MessageClaims(
        message_id=message_id,
        email=message.applicant.email,
        emails=frozenset(
            {*stated_emails(own_words(message)), *(str(f.value).lower() for f in found if f.key == "email")}
        ),
        names=tuple(name for name in names if name),
        phones=frozenset(str(f.value) for f in found if f.key == "phone"),
        message_ids=frozenset(filter(None, (message.headers.message_id,))),
        references=frozenset(references(message.headers)),
        digests=frozenset(d.document.sha256 for d in reading.documents if d.document.kind in _OF_THE_CANDIDATE),
    )


def claims_of_headers(message_id: int, headers: Headers) -> MessageClaims:
    """The claims of a message that could not be read."""
    sender = headers.sender
    return MessageClaims(
        message_id=message_id,
        email=sender.email,
        names=(sender.name,) if sender.name else (),
        message_ids=frozenset(filter(None, (headers.message_id,))),
        references=frozenset(references(headers)),
    )


def to_json(claims: MessageClaims) -> JSON:
    """The claims as JSON values, the same for the same claims."""
    return {key: sorted(value) if key in _SETS else value for key, value in asdict(claims).items()}


def from_json(value: JSON) -> MessageClaims:
    """The claims that `to_json` wrote."""
    sets = {key: frozenset(value[key]) for key in _SETS}
    return MessageClaims(message_id=value["message_id"], email=value["email"], names=tuple(value["names"]), **sets)


def _findings(reading: Reading) -> Iterator[Finding]:
    """What is said of the person, by the candidate and in their own papers."""
    texts = [reading.body_findings]
    texts += [read.findings for read in reading.documents if read.document.kind in _OF_THE_CANDIDATE]
    for findings in texts:
        yield from (fact for fact in findings.facts if fact.value and fact.state is not State.NOT_FOUND)

"""What a message that was read says of who its candidate is, for the grouping rules."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from parsers.facts.person.names.order import in_order, name_of, telling
from parsers.facts.person.names.personal_names import read_name, titled
from parsers.linkage.applicant import stated_emails
from parsers.linkage.grouping import MessageClaims
from parsers.linkage.namesakes import same_name
from parsers.linkage.senders import is_internal, is_machine, is_shared, name_words
from parsers.mail.headers.headers import references
from parsers.mail.quoting.voices import own_words
from parsers.text.text import fold
from parsers.values.documents import Kind
from parsers.values.evidence import State
from parsers.values.headers import Address, Proof

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.facts.person.names.personal_names import PersonName
    from parsers.values.evidence import JSON, Finding
    from parsers.values.headers import Headers
    from parsers.values.readings import Reading

_OF_THE_CANDIDATE = frozenset({Kind.CV, Kind.LETTER, Kind.CV_AND_LETTER})
_LONGEST = 20_000
"""Characters of a file in which it says whose it is."""
_SETS = ("emails", "phones", "message_ids", "references", "digests")


def claims_of(
    message_id: int,
    reading: Reading,
    *,
    proof: Proof = Proof.UNCHECKED,
    internal_domains: frozenset[str] = frozenset(),
) -> MessageClaims:
    """The claims of a message: its headers', its words', its CV's and letter's.

    Args:
        message_id: the message's number in the store.
        reading: what was read of it.
        proof: what the receiving server says of its sender.
        internal_domains: the colleagues' domains, whose forwards count as the candidate's mail.
    """
    message = reading.message
    sender = message.headers.sender  # not whom a list says it writes for: any mail may bear such a field
    found = list(_findings(reading))
    names = _names(message.applicant, [f for f in found if f.key == "name"])
    names = names or tuple(_names_of_address(message.applicant.email or "", reading))
    return MessageClaims(
        message_id=message_id,
        email=message.applicant.email,
        emails=frozenset(
            {*stated_emails(own_words(message)), *(str(f.value).lower() for f in found if f.key == "email")}
        ),
        names=names,
        phones=frozenset(str(f.value) for f in found if f.key == "phone"),
        message_ids=frozenset(filter(None, (message.headers.message_id,))),
        references=frozenset(references(message.headers)),
        digests=frozenset(d.document.sha256 for d in reading.documents if d.document.kind in _OF_THE_CANDIDATE),
        sender=sender.email,
        by_colleague=_sent_it(message.applicant, message.forwarded_from) and is_internal(sender, internal_domains),
        proof=proof,
    )


def _sent_it(applicant: Address, author: Address | None) -> bool:
    """Whether a forwarded mail came from its applicant's address, and is not just to be answered there."""
    return author is not None and author.email is not None and author.email == applicant.email


def claims_of_headers(message_id: int, headers: Headers, *, proof: Proof = Proof.UNCHECKED) -> MessageClaims:
    """The claims of a message that could not be read."""
    sender = headers.sender
    return MessageClaims(
        message_id=message_id,
        email=sender.email,
        names=_names(sender, ()),
        message_ids=frozenset(filter(None, (headers.message_id,))),
        references=frozenset(references(headers)),
        sender=sender.email,
        proof=proof,
    )


def to_json(claims: MessageClaims) -> JSON:
    """The claims as JSON values, the same for the same claims."""
    return {key: sorted(value) if key in _SETS else value for key, value in asdict(claims).items()}


def from_json(value: JSON) -> MessageClaims:
    """The claims that `to_json` wrote."""
    sets = {key: frozenset(value[key]) for key in _SETS}
    return MessageClaims(
        message_id=value["message_id"],
        email=value["email"],
        names=tuple(value["names"]),
        sender=value.get("sender", value["email"]),  # kept before senders were: taken for the applicant's own mail
        by_colleague=value.get("by_colleague", False),
        proof=Proof(value.get("proof", Proof.UNCHECKED)),
        **sets,
    )


def _names(applicant: Address, told: Sequence[Finding]) -> tuple[str, ...]:
    """The header's name and those that words and papers give, each with the given name first as far as it is proven.

    An office's or a copier's display name is nobody's: two teachers whose papers one office sends would agree in it.
    """
    shown = applicant.name or ""
    impersonal = is_shared(applicant) or is_machine(applicant)
    if impersonal and told and not any(same_name(shown, str(one.value)) for one in told):
        shown = ""
    in_header = _in_header(shown)
    tellings = [telling(name_of(one), str(one.detail.get("source"))) for one in told]
    tellings += [telling(in_header)] if in_header else []
    addresses = [applicant.email] if applicant.email else []
    written = [*filter(None, [in_header]), *map(name_of, told)]
    parted = {one: in_order(one, tellings, addresses).text for one in dict.fromkeys(written)}
    names = [parted[one] for one in written]
    return tuple(names if in_header or not shown else [shown, *names])


def _in_header(shown: str) -> PersonName | None:
    """The name that a header shows, where nothing but a name stands there."""
    name = read_name(titled(shown))
    return name if name and name_words(name.text) == name_words(shown) else None


def _names_of_address(email: str, reading: Reading) -> Iterator[str]:
    """The name that an address is made of, where a file of any kind names that person.

    A diploma that comes later, from a second address without a display name, shows whose it is by these two alone.
    """
    words = [word for word in re.split(r"[\W\d_]+", email.partition("@")[0]) if len(word) > 1]
    if len(words) != 2:
        return
    told = re.compile(rf"(?<!\w)(?:{words[0]}[ ,]{{1,2}}{words[1]}|{words[1]}[ ,]{{1,2}}{words[0]})(?!\w)")
    for read in reading.documents:
        if told.search(fold(read.document.text[:_LONGEST])):
            yield " ".join(words)
            return


def _findings(reading: Reading) -> Iterator[Finding]:
    """What is said of the person, by the candidate and in their own papers."""
    texts = [reading.body_findings]
    texts += [read.findings for read in reading.documents if read.document.kind in _OF_THE_CANDIDATE]
    for findings in texts:
        yield from (fact for fact in findings.facts if fact.value and fact.state is not State.NOT_FOUND)

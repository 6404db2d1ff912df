"""Whose application a mail is, and at which address they want to be answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.lexicon.vocabulary import vocabulary
from parsers.linkage.senders import author_of, is_internal, is_machine, is_shared
from parsers.text.text import fold
from parsers.values.headers import Address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.values.headers import Headers

_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}")
_VIA = re.compile(r"\s+(?:via|par l'intermédiaire de|über|through|op)\s+\S.*\Z", re.IGNORECASE)
_BEFORE = 140
"""Characters before an address in which it is said what it is for."""
_BEHIND = 60
"""Characters behind it that say so."""
_ANOTHERS_ADDRESS = vocabulary("sending.for_relative", "sending.borrowed")
_ASKS_ANSWER, _ANSWER_THERE = vocabulary("sending.asks_answer"), vocabulary("sending.answer_there")
_MARKS = " ,;:.(-"


def applicant_of(headers: Headers, words: str, internal_domains: frozenset[str]) -> Address:
    """The sender; of a machine who is to be answered; of a relative or a shared box, the address that is asked for.

    Args:
        headers: of the candidate's mail (of a forward: the original's).
        words: the writer's own words, signature included.
        internal_domains: colleagues, who are nobody's address to be answered at.
    """
    sender = author_of(headers)
    if sender.email is None:
        return _person(headers.reply_to, internal_domains) or _stated(words, sender, internal_domains) or sender
    if is_machine(sender):
        answered = _person(headers.reply_to, internal_domains) or _stated(words, sender, internal_domains)
        return _named(answered, sender) if answered else sender
    if is_shared(sender) or _ANOTHERS_ADDRESS.search(fold(words)):
        return _stated(words, sender, internal_domains, asked=True) or sender
    return sender


def stated_emails(words: str) -> frozenset[str]:
    """Every address that a text names, in lower case."""
    return frozenset(email for _, email in _emails(words))


def _person(addresses: tuple[Address, ...], internal_domains: frozenset[str]) -> Address | None:
    """The first of some addresses that is neither a machine's nor a colleague's."""
    people = (a for a in addresses if a.email and not is_machine(a) and not is_internal(a, internal_domains))
    return next(people, None)


def _named(answered: Address, machine: Address) -> Address:
    """A job site signs "Jeanne Dupont via Site": the name is the candidate's."""
    if answered.name or not machine.name or not _VIA.search(machine.name):
        return answered
    return Address(name=_VIA.sub("", machine.name), email=answered.email)


def _stated(words: str, sender: Address, internal_domains: frozenset[str], *, asked: bool = False) -> Address | None:
    """The address that the text gives for an answer; where it need not be `asked`, else the only one it names."""
    found = [pair for pair in _emails(words) if pair[1] != sender.email]
    people = [(start, email) for start, email in found if _person((Address(email=email),), internal_domains)]
    for start, email in people:
        before, after = fold(words[max(0, start - _BEFORE) : start]), fold(words[start + len(email) :][:_BEHIND])
        if _ASKS_ANSWER.search(before) or _ANSWER_THERE.match(after.lstrip(_MARKS)):
            return Address(email=email)
    distinct = {email for _, email in people}
    return Address(email=distinct.pop()) if len(distinct) == 1 and not asked else None


def _emails(words: str) -> Iterator[tuple[int, str]]:
    for match in _EMAIL.finditer(words):
        yield match.start(), match[0].rstrip(".'-").lower()

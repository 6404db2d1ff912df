"""Many notices, of which those are looked up that a mail's subject or sender may say something of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from parsers.disposition.resemblance import ENOUGH, telling
from parsers.disposition.subject import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from parsers.values.headers import Address


class NoticeIndex:
    """The rules of notices, and where those stand that may be meant. What is looked in is made when first asked."""

    def __init__(self, rules: Iterable[NoticeRules]) -> None:
        self.rules = tuple(rules)

    @cached_property
    def nobodys(self) -> NoticeRules:
        """What a mail that points to none of them, from no colleague, is judged by."""
        return replace(self.rules[0], subject="", title="", internal_domains=frozenset())

    def pointed_at(self, subject: str | None, said: frozenset[str]) -> set[int]:
        """Where those stand whose phrase a subject may carry, or whose title has enough of the `said` words."""
        found = self._phrases.near(subject)
        counted = Counter(at for word in said for at in self._by_word.get(word, ()))
        return found | {at for at, words in counted.items() if words >= ENOUGH}

    def of_colleague(self, author: Address) -> Iterator[tuple[NoticeRules, list[int]]]:
        """Where those stand to which the author may be a colleague, by their domains; with what all of these have."""
        domain = (author.email or "").rpartition("@")[2].rstrip(".")
        ends = {domain[-length:] for length in self._lengths if length <= len(domain)}
        for domains in {one for end in ends for one in self._by_domain.get(end, ())}:
            yield replace(self.nobodys, internal_domains=domains), self._by_domains[domains]

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases([one.subject for one in self.rules])

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, one in enumerate(self.rules):
            for word in telling(one.title):
                found.setdefault(word, []).append(at)
        return found

    @cached_property
    def _by_domains(self) -> dict[frozenset[str], list[int]]:
        found: dict[frozenset[str], list[int]] = {}
        for at, one in enumerate(self.rules):
            found.setdefault(one.internal_domains, []).append(at)
        return found

    @cached_property
    def _by_domain(self) -> dict[str, list[frozenset[str]]]:
        found: dict[str, list[frozenset[str]]] = {}
        for domains in self._by_domains:
            for domain in domains:
                found.setdefault(domain.lower(), []).append(domains)
        return found

    @cached_property
    def _lengths(self) -> frozenset[int]:
        return frozenset(map(len, self._by_domain)) - {0}


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeRules:
    """What of a notice decides on its mail."""

    subject: str
    """The phrase that an application has in its subject."""
    closes_at: datetime
    """The first instant that is too late."""
    internal_domains: frozenset[str] = frozenset()
    title: str = ""
    """The notice's title: a mail about it is no mail about something else."""

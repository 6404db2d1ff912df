"""What a merge or a moved mail makes of an application: tried out in a transaction, and told before it is kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.reviews.belonging import OWN, THIRD
from store.reviews.kinds import RECOMMENDATION
from store.search.words import words
from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.values.evidence import JSON
    from store.transaction import Transaction
    from store.views.values import ApplicationDetail, ApplicationRow, DocumentView, FactView, MessageView
    from store.views.views import Views

WHOSE = (OWN, THIRD)
CHOICES = 30
"""Applications offered of a name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FactChange:
    """What two applications say of one thing, each as (value, state), and what the one that they become will say."""

    key: str
    labels: dict[str, str]
    here: tuple[JSON, str]
    there: tuple[JSON, str]
    then: tuple[JSON, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Joining:
    """What becomes of the candidate's application `here` with mails of another one, `there`."""

    whose: str
    """Whose the other mails are: the candidate's, or somebody else's about the candidate."""
    here: ApplicationRow
    there: ApplicationRow
    then: ApplicationRow
    left: ApplicationRow | None
    """What is left of the other application, of which a mail was moved."""
    replaced: tuple[DocumentView, ...]
    """Papers that count until then and are superseded afterwards."""
    filed: tuple[DocumentView, ...]
    """Papers that are filed as somebody else's."""
    facts: tuple[FactChange, ...]
    waiting: tuple[MessageView, ...]
    """Mails that change nothing even then, until somebody accepts them."""

    @property
    def mark(self) -> str:
        """Another one where anything that is shown is another."""
        rows = [row and (row.id, row.decision, row.on_time, row.missing) for row in (self.here, self.there, self.then)]
        papers = [[document.id for document in some] for some in (self.replaced, self.filed)]
        told = (self.whose, rows, papers, self.facts, [mail.id for mail in self.waiting])
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]

    @property
    def alike(self) -> bool:
        """Whether the two names share a word: a person looks twice where they do not."""
        one, other = ({word.folded for word in words(row.name or "")} for row in (self.here, self.there))
        return not one or not other or bool(one & other)


class Changed(Exception):  # noqa: N818 - reads as what happened
    """What would be made is not what was shown: nothing is kept."""


def keep_to(shown: str, made: Joining) -> None:
    """Raises Changed where what was made is not what was shown."""
    if made.mark != shown:
        raise Changed


def merged(transaction: Transaction, one: int, other: int, author: str, reason: str, whose: str) -> Joining:  # noqa: PLR0913, PLR0917 - what a merge is made of
    """Merges two applications and tells what that changed; the transaction decides whether it is kept.
    Raises NotInStore: there is no such application; ReviewRefused: they are one already.
    """
    here, there = transaction.views.application(one), transaction.views.application(other)
    transaction.reviews.merge(here.row.id, there.row.id, author, reason, whose=whose)
    return _told(transaction, here, there, {mail.id for mail in there.messages}, whose)


def moved(transaction: Transaction, mail: int, to: int, author: str, reason: str, whose: str) -> Joining:  # noqa: PLR0913, PLR0917 - the same of a move
    """The same of one mail that is put into an application: out of another, or out of what waits to be sorted.

    A mail that is all of its application takes that along: the two are merged.
    """
    here = transaction.views.application(to)
    if transaction.views.message(mail).application_id is None:
        transaction.reviews.accept(mail, author, reason)
    there = transaction.views.application(mail)
    if there.row.id == mail and len(there.messages) == 1 and there.row.id != here.row.id:
        return merged(transaction, here.row.id, mail, author, reason, whose)
    transaction.reviews.move(mail, here.row.id, author, reason, whose=whose)
    return _told(transaction, here, there, {mail}, whose, left=transaction.views.application(there.row.id).row)


def _told(  # noqa: PLR0913 - the two before, and how they are joined
    transaction: Transaction,
    here: ApplicationDetail,
    there: ApplicationDetail,
    brought: set[int],
    whose: str,
    *,
    left: ApplicationRow | None = None,
) -> Joining:
    then = transaction.views.application(here.row.id)
    return Joining(
        whose=whose,
        here=here.row,
        there=there.row,
        then=then.row,
        left=left,
        replaced=tuple(_replaced(here, there, then)),
        filed=tuple(d for d in then.documents if d.message_id in brought and d.kind == RECOMMENDATION),
        facts=tuple(_facts(here, there, then)),
        waiting=tuple(mail for mail in then.messages if mail.waits),
    )


def _replaced(here: ApplicationDetail, there: ApplicationDetail, then: ApplicationDetail) -> Iterator[DocumentView]:
    counted = {document.id for before in (here, there) for document in before.documents if not document.superseded}
    return (document for document in then.documents if document.superseded and document.id in counted)


def _facts(here: ApplicationDetail, there: ApplicationDetail, then: ApplicationDetail) -> Iterator[FactChange]:
    """Those of which one of the two says something else than both together will."""
    all_three = [detail.person | detail.facts for detail in (here, there, then)]
    for key in dict.fromkeys(key for facts in all_three for key in facts):
        one, other, both = (_value(facts.get(key)) for facts in all_three)
        if both != one or (both != other and other[1] != "not_found"):
            labels = next(facts[key].labels for facts in all_three if key in facts)
            yield FactChange(key=key, labels=labels, here=one, there=other, then=both)


def _value(fact: FactView | None) -> tuple[JSON, str]:
    return (fact.value, fact.state) if fact else (None, "not_found")


def named(views: Views, name: str, notice: str | None, but: int) -> tuple[ApplicationRow, ...]:
    """The other applications of a notice whose name (without one: whose address) has what was typed."""
    wanted = ApplicationFilter(notice=notice, name=name, standing="any", order="name", limit=CHOICES + 1)
    found = [row for row in views.applications(wanted).rows if row.id != but]
    return tuple(found[:CHOICES])

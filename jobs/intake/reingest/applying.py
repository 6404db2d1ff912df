"""Applying the configuration's notices to the store: what moves is told first, and nothing of anybody's is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from jobs.config.settings import Name
from jobs.notices import ending
from jobs.notices.differences import TAKEN_IN, differences, merged, of_file, put_all, refuse_a_renamed
from jobs.notices.judging import APPLIES, Judge
from jobs.notices.notice_faults import refuse_faulty
from jobs.notices.rejudging import judge_again, preview
from parsers.values.dispositions import Disposition, Verdict, by_arrival

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from jobs.notices.differences import Difference
    from jobs.notices.rejudging import Preview
    from jobs.runtime.workplace import Workplace
    from store.transaction import Transaction
    from store.values import JudgedBy, Notice

PHRASE = frozenset({"subject", "title", "internal_domains"})
"""What decides whose a mail is: once it changes, any kept mail may be the notice's."""
CUTOFF = frozenset({"closes_at", "opens_at", "grace_hours"})
"""What decides only on mail that is the notice's already."""
NOT_KEPT = "mail that was unrelated so far was not kept: candidatures reingest --from-mailbox looks for it"
_SLUG = TypeAdapter(Name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What applying would do."""

    taken_in: tuple[str, ...]
    """The slugs of what a store without notices has taken in already."""
    differences: tuple[Difference, ...]
    notices: tuple[Notice, ...]
    """All of them afterwards."""
    preview: Preview
    """What becomes of the stored messages."""
    judged: frozenset[int] | None
    """The messages that are judged anew; None: all."""
    again: frozenset[int]
    """Those of which no stored reading tells enough: their originals are read again by the next pass."""
    assembled: frozenset[str]
    """The notices whose applications are put together anew from stored readings."""

    @property
    def needs_yes(self) -> bool:
        """Whether a person must say so first."""
        return self.preview.is_mass or any(difference.kind == "reopened" for difference in self.differences)

    def lines(self) -> Iterator[str]:
        """For a person."""
        yield from (f"notice {slug}: {TAKEN_IN}" for slug in self.taken_in)
        if not self.differences:
            yield "the store has the notices as the configuration has them"
            return
        yield from (f"notice {one.slug}: {one.kind}: {one.sentence}" for one in self.differences)
        yield f"{self.preview.kept} stored messages sorted again: {self.preview.sentence}"
        if self.again:
            yield f"{len(self.again)} messages must be read again for it; the next poll does so"
        if any(one.kind in {"added", "reopened"} or "subject" in one.changed for one in self.differences):
            yield NOT_KEPT


def is_slug(text: str) -> bool:
    """Whether a text can be a notice's slug."""
    try:
        _SLUG.validate_python(text)
    except ValidationError:
        return False
    return True


def plan(place: Workplace) -> Plan:
    """What the configuration's notices would change, told from stored values; nothing is written.

    Raises UsageError: a notice has a fault, or seems to have been renamed: see `refuse_faulty`, `refuse_a_renamed`.
    """
    refuse_faulty(of_file(place.settings), datetime.now(UTC))
    found = differences(of_file(place.settings), place.notices)
    refuse_a_renamed(found)
    notices = merged(place.notices, found)
    with place.store.peek() as transaction:
        judged = _scope(transaction, found)
        heard = list(transaction.ledger.heard(judged))
        told = preview(heard, Judge(notices, transaction.answers.sent()))
        words = _with_new_words(found, place.notices)
        again = {*told.unheard, *(transaction.ledger.readable(notices=words) if words else ())}
        failed = {one.message_id for one in heard if one.state == "failed"}
    return Plan(
        taken_in=place.taken_in,
        differences=found,
        notices=notices,
        preview=told,
        judged=judged,
        again=frozenset(again - failed),
        assembled=frozenset(one.slug for one in found if {*one.changed} & {*CUTOFF, "criteria", "timezone"}),
    )


def _scope(transaction: Transaction, found: Iterable[Difference]) -> frozenset[int] | None:
    """A moved cutoff concerns that notice's mail alone; a phrase may make any mail its own."""
    listed = tuple(found)
    if any(one.kind in {"added", "reopened"} or PHRASE.intersection(one.changed) for one in listed):
        return None
    slugs = {one.slug for one in listed if CUTOFF.intersection(one.changed)}
    return frozenset(transaction.ledger.readable(notices=slugs) if slugs else ())


def _with_new_words(found: Iterable[Difference], before: Iterable[Notice]) -> frozenset[str]:
    """Notices that ask what no stored reading was asked: another extractor, or other words."""
    known = {notice.slug: {(c.finding_key, c.extractor) for c in notice.criteria} for notice in before}
    return frozenset(
        one.slug
        for one in found
        if "criteria" in one.changed
        and not {(c.finding_key, c.extractor) for c in one.notice.criteria} <= known[one.slug]
    )


def apply(place: Workplace, made: Plan, *, beat: Callable[[], None] = lambda: None) -> None:
    """Write the notices, and judge their stored mail by them. One transaction: all of it, or nothing."""
    with place.store.begin() as transaction:
        put_all(transaction, made.differences, datetime.now(UTC))
        judge = Judge(made.notices, transaction.answers.sent())
        for one in list(transaction.ledger.heard(made.judged)):
            _judge(transaction, judge, made.notices, one)
            beat()
        for slug in sorted(made.assembled):
            transaction.applications.recompute(*transaction.applications.ids(slug), beat=beat)
        transaction.ledger.requeue(made.again)
    place.renew()


def reopen(transaction: Transaction, slug: str, author: str) -> None:
    """Take mail in for a closed notice again; what came and was kept meanwhile is judged under it.

    Raises NotInStore: there is no such notice; UsageError: it is not closed.
    """
    ending.reopen(transaction, slug, author)
    notices = transaction.notices.all()
    judge = Judge(notices, transaction.answers.sent())
    for one in list(transaction.ledger.heard(None)):
        _judge(transaction, judge, notices, one)


def _judge(transaction: Transaction, judge: Judge, notices: Collection[Notice], one: JudgedBy) -> None:
    if one.message is None:
        verdict, notice, fits = _by_arrival(one, notices), one.notice, one.fits
    else:
        ruling = judge_again(judge, one, one.message)
        verdict, notice, fits = ruling.verdict, ruling.notice, ruling.fits
    if verdict is None:
        return
    transaction.ledger.assign(one.message_id, notice, fits)
    transaction.ledger.rule(one.message_id, verdict)
    if (verdict.disposition, notice) != (one.disposition, one.notice):
        transaction.applications.refresh(one.message_id)


def _by_arrival(one: JudgedBy, notices: Collection[Notice]) -> Verdict | None:
    """Of a message that could not be read only its arrival can be judged anew."""
    mine = next((notice for notice in notices if notice.slug == one.notice), None)
    if mine is None or one.state != "failed" or one.disposition not in APPLIES:
        return None
    now = by_arrival(one.received_at, mine.closes_at)
    reason = f"it could not be read; it arrived {'after the closing date' if now == Disposition.LATE else 'in time'}"
    return Verdict(disposition=now, reason=reason)

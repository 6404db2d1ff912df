"""When a notice is over: the last reconciliation, the closing report, and once all are over the daemon's end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from jobs.errors import JobsError
from jobs.intake.poll.polling import UNREACHABLE
from jobs.notices.lifecycle import LAST_TRIES, Phase, ends_at, over_at, phase
from jobs.outgoing.report import report
from jobs.runtime import logs
from jobs.runtime.daemon_state import UNDELIVERED

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobs.care.auditing import Audit
    from jobs.intake.poll.polling import Poll
    from jobs.runtime.workplace import Workplace
    from store.transaction import Transaction
    from store.values import Notice

log = logs.get()
AGAIN = timedelta(hours=1)
"""So long after a report could not be delivered it is tried again."""
DELIVERY = timedelta(days=7)
"""So long after the end of the last notice the daemon stays to try again."""
UNSENT = 1
"""Exit status when the report is written but could not be mailed: the supervisor's next start tries again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """When a pass came to its end, and what is known then."""

    now: datetime
    began_after: bool
    """The daemon was started when all was over already."""
    left_out: frozenset[str]
    """Mailboxes that are held back or were not reached in this pass."""


def after(place: Workplace, done: Poll, moment: Moment, audited: Callable[[], Audit]) -> int | None:
    """What a pass means for the notices that are over. The exit status once all are, else None: the daemon goes on.

    A mailbox that can't be reached at the end is tried for a day more; then the report says so.
    """
    notices = place.in_force
    over = [notice for notice in notices if phase(notice, moment.now) is Phase.OVER]
    due = [notice for notice in over if not _waits(done, over_at(notice), moment)]
    unreported = [notice for notice in due if _is_news(place, notice)]
    now = [notice for notice in unreported if moment.began_after or not _tried_just_now(place, notice, moment.now)]
    unsent = _report(place, now, moment, audited) if now else bool(unreported)
    if moment.now < ends_at(notices) or len(due) < len(notices) or place.settings.letters is not None:
        return None  # where letters are written, a notice's second life ends when a person closes it
    if unsent and not moment.began_after and moment.now < ends_at(notices) + DELIVERY:
        return None
    log.info("all notices are over: the daemon ends", since=ends_at(notices).isoformat())
    if moment.left_out:
        return UNREACHABLE
    return UNSENT if unsent else 0


def _waits(done: Poll, end: datetime, moment: Moment) -> bool:
    """Whether the report must wait: the queue is not empty, or a mailbox is missing and there is still hope."""
    hopeful = moment.now < end + LAST_TRIES and not moment.began_after
    return done.more or (bool(moment.left_out) and hopeful)


def _is_news(place: Workplace, notice: Notice) -> bool:
    """Whether something of this notice's end has not been reported yet: a moved cutoff, a mail that came after it."""
    with place.store.peek() as transaction:
        reported, now = transaction.health.get(_key(notice)), _end(transaction, notice)
    return reported not in {now, now.partition(" ")[0]}  # an earlier version kept no number


def _end(transaction: Transaction, notice: Notice) -> str:
    """What a report was made of: when the notice was over, and how many messages there were for it."""
    messages, _ = transaction.notices.counts().get(notice.slug, (0, 0))
    return f"{over_at(notice).isoformat()} {messages}"


def _tried_just_now(place: Workplace, notice: Notice, now: datetime) -> bool:
    with place.store.peek() as transaction:
        kept = transaction.health.get(UNDELIVERED + notice.slug)
    return kept is not None and now < datetime.fromisoformat(kept.partition(" ")[0]) + AGAIN


def _report(place: Workplace, notices: list[Notice], moment: Moment, audited: Callable[[], Audit]) -> bool:
    """Audit, write, mail. Whether a mail could not be sent."""
    audit = audited()
    unsent = False
    for notice in notices:
        try:
            _publish(place, notice, audit, moment)
        except JobsError as exc:
            log.error("the closing report could not be mailed", notice=notice.slug, error=str(exc))
            with place.store.begin() as transaction:
                transaction.health.put(UNDELIVERED + notice.slug, f"{moment.now.isoformat()} {exc}")
            unsent = True
    return unsent


def _publish(place: Workplace, notice: Notice, audit: Audit, moment: Moment) -> None:
    made = report.gather(place.store, notice, audit, at=moment.now, unreached=moment.left_out)
    files = report.write(place.settings, made)
    log.info("closing report written", notice=notice.slug, files=[str(file) for file in files])
    report.mail(place.settings, made)
    with place.store.begin() as transaction:
        transaction.health.put(_key(notice), _end(transaction, notice))
        transaction.health.put(UNDELIVERED + notice.slug, None)


def _key(notice: Notice) -> str:
    return f"report {notice.slug}"

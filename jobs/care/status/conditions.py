"""What is wrong enough for a person to be told. Pure: the same for `status`, the alerts and the metrics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from jobs.care.check.result import without
from store.letters.states import LetterState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from jobs.config.settings import AlertSettings, Settings
    from jobs.intake.poll.junk_count import JunkStatus
    from jobs.notices.differences import Difference
    from store.letters.letters import Letters
    from store.values import Notice


@dataclass(frozen=True, kw_only=True, slots=True)
class MailboxStatus:
    """How a mailbox is doing."""

    name: str
    last_success_at: datetime | None
    last_attempt_at: datetime | None
    failures: int
    failing_since: datetime | None
    last_error: str | None
    unanswered: int
    """Listed mails of which it gives nothing at all; they are among the withheld."""
    refused: bool = False
    """The login was refused at the last attempt: a person must mend it."""
    warning: str | None = None
    """Its sign-in dies soon."""
    junk: JunkStatus | None = None
    """Its junk folder; None where it has none, or where that is to be left alone."""
    withheld: int = 0
    """Listed mails that it does not give, or gives something else for, until they come or a person says so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """Something that needs a person: a stable key, and a sentence without any candidate's data."""

    key: str
    sentence: str


MENDED = 'move them to the inbox, or set junk = "scan" (near misses) or "ignore"'


def conditions(  # noqa: PLR0913 - all that is looked at
    mailboxes: Iterable[MailboxStatus],
    *,
    failed: int,
    differences: int,
    troubles: Mapping[str, str],
    free: int,
    limits: AlertSettings,
    interval: float,
    since: datetime | None,
    now: datetime | None,
    stopped: bool = False,
    unapplied: Iterable[Difference] = (),
) -> tuple[Condition, ...]:
    """All that is wrong, in a fixed order.

    `free` is in bytes, the polls' `interval` in seconds. A mailbox never polled is overdue `since` polling began; `now`
    is None once nothing is polled any more. `stopped`: a daemon was at work once, and none is now.
    """
    patience = timedelta(seconds=interval * limits.after_intervals)
    found = [one for mailbox in mailboxes for one in _of_mailbox(mailbox, patience, since, now)]
    if stopped and now is not None:
        found.append(Condition(key="daemon", sentence="the daemon does not run, and nothing is polled: start it"))
    if failed:
        found.append(Condition(key="failed", sentence=f"{failed} messages could not be read: candidatures failed"))
    if free < limits.disk_mib << 20:
        found.append(Condition(key="disk", sentence=f"only {free >> 20} MiB are free for store and archive"))
    if differences:
        found.append(Condition(key="audit", sentence=f"the audit found {differences} differences: candidatures audit"))
    found += [_of_notice(difference) for difference in unapplied]
    return (*found, *(Condition(key=key, sentence=why) for key, why in sorted(troubles.items())))


def _of_mailbox(
    mailbox: MailboxStatus, patience: timedelta, since: datetime | None, now: datetime | None
) -> Iterator[Condition]:
    if now is not None and (why := _unreached(mailbox, patience, since, now)):
        yield Condition(key=f"mailbox {mailbox.name}", sentence=why)
    if mailbox.withheld:
        sentence = f"mailbox {mailbox.name} withholds {mailbox.withheld} mails that it lists: candidatures withheld"
        yield Condition(key=f"withheld {mailbox.name}", sentence=sentence)
    if mailbox.junk and mailbox.junk.error and mailbox.junk.taken_in:
        yield Condition(key=f"junk {mailbox.name}", sentence=f"mailbox {mailbox.name}: {mailbox.junk.sentence}")
    elif mailbox.junk and mailbox.junk.with_subject and not mailbox.junk.taken_in:
        found = f"{mailbox.junk.with_subject} mails with a notice's subject lie in {mailbox.junk.folder}"
        yield Condition(key=f"junk {mailbox.name}", sentence=f"mailbox {mailbox.name}: {found}: {MENDED}")
    if mailbox.warning:
        name = f"mailbox {mailbox.name}"
        yield Condition(key=f"sign-in {mailbox.name}", sentence=f"{name}: {without(name, mailbox.warning)}")


def _of_notice(difference: Difference) -> Condition:
    sentence = f"notice {difference.slug}: {difference.sentence}; the store's holds until: candidatures notices apply"
    return Condition(key=f"notice {difference.slug}", sentence=sentence)


def _unreached(mailbox: MailboxStatus, patience: timedelta, since: datetime | None, now: datetime) -> str | None:
    """Refused at the door: at once, for trying again does not mend it. Anything else: after some patience."""
    if mailbox.refused:
        return mailbox.last_error
    good = mailbox.last_success_at or since
    if good is None or now - good <= patience:
        return None
    last = f"{mailbox.last_success_at:%Y-%m-%d %H:%M} UTC" if mailbox.last_success_at else "never"
    why = without(f"mailbox {mailbox.name}", mailbox.last_error or "no poll was made")
    return f"mailbox {mailbox.name} was polled last {last}: {why}"


def letters_conditions(
    settings: Settings, letters: Letters, notices: Iterable[Notice], at: datetime, *, reports: int = 0
) -> tuple[Condition, ...]:
    """What of the letters needs a person: those in doubt, that failed or came back as drafts, `reports` that nothing
    proves, candidates whose promised day is near.

    In a fixed order; figures only.
    """
    return (*_stuck(letters, reports), *_pressing(settings, letters, notices, at))


def _stuck(letters: Letters, reports: int) -> Iterator[Condition]:
    counts = letters.counts()
    if doubtful := counts.get(LetterState.DOUBTFUL):
        sentence = f"{doubtful} letters are doubtful: they may have gone out or not: candidatures letters list"
        yield Condition(key="letters doubtful", sentence=sentence)
    if failed := counts.get(LetterState.FAILED):
        yield Condition(key="letters failed", sentence=f"{failed} letters did not arrive: candidatures letters list")
    if held := letters.held():
        sentence = f"{held} approved letters are drafts again, their dossiers changed: candidatures letters list"
        yield Condition(key="letters held", sentence=sentence)
    if reports:
        sentence = f"{reports} reports on letters name an address alone: candidatures letters list"
        yield Condition(key="letters reports", sentence=sentence)


def _pressing(settings: Settings, letters: Letters, notices: Iterable[Notice], at: datetime) -> Iterator[Condition]:
    """Notices that promise an answer by a day that is near or past, where somebody has none."""
    own = settings.letters.notices if settings.letters else {}
    for notice in notices:
        told = own.get(notice.slug)
        if told is None or told.answer_by is None or notice.closed_at is not None:
            continue
        near = at.astimezone(notice.zone).date() >= told.answer_by - timedelta(days=told.warn_days)
        if near and (unanswered := letters.unanswered(notice.slug)):
            sentence = f"notice {notice.slug} promises answers by {told.answer_by}: {unanswered} candidates have none"
            yield Condition(key=f"answers {notice.slug}", sentence=sentence)

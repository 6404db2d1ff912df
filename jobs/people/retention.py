"""How long people's data is kept: which clock runs for what, what its end brings, and two weeks' warning before it.

A clock begins with the notice's closing, the candidate's last mail or the last decision on it, whichever comes last,
and runs to the end of a day in the notice's zone. What is held (a dossier by a person's word, a notice by the
configuration) waits until it is not.
"""

from __future__ import annotations

import json
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ingest.archive.removal import Cause
from jobs.errors import UsageError
from jobs.people import erasing
from jobs.runtime import logs
from store.erasing.retention import NOT_SELECTED
from store.values import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jobs.config.settings import ClockSettings, Settings
    from jobs.runtime.workplace import Workplace
    from store.erasing.retention import KeptApplication, KeptMail
    from store.transaction import Transaction

log = logs.get()
WARNING = timedelta(days=14)
"""So long before anything goes by time, somebody is told."""
WARNED = "retention warned"
"""Under this name the store keeps since when who was to be told of what."""
MOST_AT_ONCE = 500
NO_CLOCKS = "there is no table [privacy.retention] in the configuration: nothing is taken away by time"


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """Something whose time ends."""

    kind: str
    """application, or mail (of none)."""
    id: int
    notice: str | None
    clock: str
    """not_selected, consented, selected, incomplete or other_mail."""
    ground: str
    at: datetime
    """The first instant at which it may go."""
    hold: str | None
    """Why it does not."""

    @property
    def key(self) -> str:
        """What names it."""
        return f"{self.kind} {self.id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Retained:
    """What one look at the clocks came to."""

    gone: tuple[Due, ...] = ()
    coming: tuple[Due, ...] = ()
    """What goes within two weeks, or waits for the end of its warning."""
    held: tuple[Due, ...] = ()
    """What would go but for a hold."""

    @property
    def sentence(self) -> str | None:
        """What a person is told of what is coming, without anybody's data."""
        if not self.coming:
            return None
        first = min(one.at for one in self.coming)
        return (
            f"the time to keep {len(self.coming)} applications and mails ends, the first on {first:%Y-%m-%d}: "
            "candidatures retention --dry-run"
        )


def plan(settings: Settings, applications: Iterable[KeptApplication], mails: Iterable[KeptMail]) -> tuple[Due, ...]:
    """When each ends, the first to end first; nothing where the configuration has no clocks. Pure."""
    if settings.privacy.retention is None:
        return ()
    found = [_of_application(settings, one) for one in applications] + [_of_mail(settings, one) for one in mails]
    return tuple(sorted(found, key=lambda due: (due.at, due.kind, due.id)))


def until(settings: Settings, kept: KeptApplication) -> Due | None:
    """How long one application is kept, and why; None where the configuration has no clocks."""
    return None if settings.privacy.retention is None else _of_application(settings, kept)


def _of_application(settings: Settings, kept: KeptApplication) -> Due:
    name = "consented" if kept.consented and kept.outcome == NOT_SELECTED else kept.outcome
    clock, hold = _clock(settings, kept.notice, name)
    ends = _end(kept.since, clock.months, _zone(settings, kept.notice))
    held = kept.hold if kept.hold is not None else hold
    return Due(kind="application", id=kept.id, notice=kept.notice, clock=name, ground=clock.ground, at=ends, hold=held)


def _of_mail(settings: Settings, kept: KeptMail) -> Due:
    clock, hold = _clock(settings, kept.notice, "other_mail")
    ends = _end(kept.since, clock.months, _zone(settings, kept.notice))
    return Due(kind="mail", id=kept.id, notice=kept.notice, clock="other_mail", ground=clock.ground, at=ends, hold=hold)


def _clock(settings: Settings, notice: str | None, name: str) -> tuple[ClockSettings, str | None]:
    own = next((one.retention for one in settings.notices if one.slug == notice), None)
    clock: ClockSettings = (own and getattr(own, name)) or getattr(settings.privacy.retention, name)
    return clock, (own.hold or None) if own else None


def _zone(settings: Settings, notice: str | None) -> ZoneInfo:
    zones = {one.slug: one.timezone for one in settings.notices}
    return ZoneInfo(zones.get(notice or "", settings.notices[0].timezone))


def _end(since: datetime, months: int, zone: ZoneInfo) -> datetime:
    """The end of the day that many months later; the 31st of a month that has none is its last day."""
    day = since.astimezone(zone).date()
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
    return datetime.combine(last + timedelta(days=1), time(), zone)


def run(place: Workplace, *, now: datetime | None = None) -> Retained:
    """Warn of what ends soon, and take away what was warned of two weeks ago and has ended. Under the poll's lock.

    Raises UsageError: something is to go, and there is no key to know it by.
    """
    now = now or datetime.now(UTC)
    _prune_access_log(place, now)
    with place.store.peek() as transaction:
        whole = plan(place.settings, transaction.retention.applications(), transaction.retention.mails())
    ending = [due for due in whole if due.at - WARNING <= now]
    held = tuple(due for due in ending if due.hold is not None)
    free = [due for due in ending if due.hold is None]
    warned = _warn(place, free, now)
    gone = tuple(due for due in free if due.at <= now and warned[due.key] + WARNING <= now)
    if gone:
        _take_away(place, gone, now)
    return Retained(gone=gone, coming=tuple(due for due in free if due not in gone), held=held)


def _prune_access_log(place: Workplace, now: datetime) -> None:
    months = place.settings.privacy.access_log_months
    with place.store.begin() as transaction:
        gone = transaction.access_log.prune(_end(now, -months, ZoneInfo("UTC")) - timedelta(days=1))
    if gone:
        log.info("who looked is no longer kept", looks=gone)


def _warn(place: Workplace, ending: Iterable[Due], now: datetime) -> Mapping[str, datetime]:
    """Since when each was told of; what no longer ends is forgotten, and told anew should it end after all."""
    with place.store.begin() as transaction:
        known = warned_of(transaction)
        kept = {due.key: known.get(due.key, now) for due in ending}
        told = json.dumps({key: at.isoformat() for key, at in sorted(kept.items())})
        transaction.health.put(WARNED, told if kept else None)
    return kept


def warned_of(transaction: Transaction) -> dict[str, datetime]:
    """Since when somebody was told of each that ends."""
    told: dict[str, str] = json.loads(transaction.health.get(WARNED) or "{}")
    return {key: datetime.fromisoformat(at) for key, at in told.items()}


def _take_away(place: Workplace, gone: Iterable[Due], now: datetime) -> None:
    if not place.archive.tombstones.can_write:
        raise UsageError(erasing.NO_KEY)
    applications = [due.id for due in gone if due.kind == "application"]
    mails = [due.id for due in gone if due.kind == "mail"]
    groups = [mails[start : start + MOST_AT_ONCE] for start in range(0, len(mails), MOST_AT_ONCE)]
    with place.store.peek() as transaction:
        groups = [list(transaction.retention.messages(one)) for one in applications] + groups
        persons = [transaction.erasing.of_messages(group) for group in groups]
    for person in persons:
        erasing.bury_and_erase(place, person, author=PROGRAM, cause=Cause.RETENTION, at=now)
    erasing.clean(place)
    log.info("the time to keep them was over", applications=len(applications), mails=len(mails))

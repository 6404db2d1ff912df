"""What lies in a mailbox's junk folder: counted by its headers, so that a candidate's mail there is not out of sight.

Of what is counted only UIDs are kept; nothing is fetched but headers, and the folder is opened for reading only.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ingest.errors import MailboxError
from jobs.notices.judging import APPLIES
from jobs.runtime import logs
from parsers.values.dispositions import Disposition
from parsers.values.sightings import Recorded
from store.database.codec import decode
from store.ledger.mailbox_health import lock_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.junk_folder import JunkFolder
    from ingest.mailbox import Mailbox
    from jobs.config.settings import MailboxSettings
    from jobs.notices.judging import Judge
    from jobs.runtime.workplace import Workplace
    from parsers.values.sightings import Sighting
    from store.ledger.mailbox_health import Health

log = logs.get()
KEY = "junk "
"""Before a mailbox's name: where the store keeps what was counted in its junk folder."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JunkStatus:
    """What lies in a mailbox's junk folder, as it was last looked at."""

    folder: str
    messages: int
    with_words: int
    """Those with a notice's words, its subject among them."""
    with_subject: int
    taken_in: bool
    """They are taken in as near misses, and need nobody to look into the folder."""
    error: str | None
    """Why it could not be looked into the last time."""

    @property
    def sentence(self) -> str:
        """What to tell a person of it."""
        if self.error:
            named = f" {self.folder}" if self.folder else ""
            return f"the junk folder{named} could not be looked into: {self.error}"
        subject = f" ({self.with_subject} with its subject)" if self.with_words else ""
        held = f"{self.messages} messages, {self.with_words} with a notice's words{subject}"
        return f"the junk folder {self.folder} holds {held}" + ("; these are near misses" if self.taken_in else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class JunkCount:
    """A junk folder as it was last looked at."""

    folder: str
    uidvalidity: int = 0
    uidnext: int | None = None
    messages: int = 0
    cursor: int = 0
    """The highest UID that was looked at."""
    rules: str = ""
    """Of the notices' words by which it was counted."""
    phrase: tuple[int, ...] = ()
    """UIDs with a notice's phrase in the subject."""
    words: tuple[int, ...] = ()
    """UIDs that only come near one: for a person to look at."""
    error: str | None = None
    """Why it could not be looked at the last time."""
    taken: bool = False
    """All of it is in the ledger."""

    def status(self, *, taken_in: bool) -> JunkStatus:
        """What to tell of it."""
        return JunkStatus(
            folder=self.folder,
            messages=self.messages,
            with_words=len(self.phrase) + len(self.words),
            with_subject=len(self.phrase),
            taken_in=taken_in,
            error=self.error,
        )

    def stands(self, folder: JunkFolder, rules: str) -> bool:
        """Whether nothing came or went since, as far as the server says."""
        now = folder.status
        same = (self.folder, self.uidvalidity, self.uidnext, self.messages, self.rules, self.error)
        return now.uidnext is not None and same == (folder.name, now.uidvalidity, now.uidnext, now.exists, rules, None)


def of_mailbox(health: Health, mailbox: str) -> JunkCount | None:
    """What was last counted in the mailbox's junk folder; None where it has none."""
    kept = health.get(KEY + mailbox)
    return decode(JunkCount, json.loads(kept)) if kept is not None else None


def junk_status(health: Health, mailbox: MailboxSettings) -> JunkStatus | None:
    """What to tell of a mailbox's junk folder; nothing where it has none, or where it is to be left alone."""
    kept = of_mailbox(health, mailbox.name)
    return kept.status(taken_in=mailbox.junk == "scan") if kept and mailbox.junk != "ignore" else None


def note(place: Workplace, mailbox: Mailbox, *, stopping: Callable[[], bool]) -> JunkFolder | None:
    """Count what is new in the mailbox's junk folder, and keep the figures. The folder, where there is one.

    A junk folder that can't be looked into is told of in the figures: it stops nothing.
    """
    with place.store.peek() as transaction:
        before = of_mailbox(transaction.health, mailbox.name)
    folder = None
    try:
        folder = mailbox.junk()
        now = count(mailbox, folder, place.judge, before, stopping=stopping) if folder else None
    except MailboxError as exc:
        log.info("the junk folder was not looked into", mailbox=mailbox.name, error=str(exc))
        name = folder.name if folder else before.folder if before else ""
        now = replace(before or JunkCount(folder=name), error=exc.clause)
    if now != before:
        with place.store.begin(of=[lock_of(mailbox.name)]) as transaction:
            transaction.health.put(KEY + mailbox.name, json.dumps(asdict(now)) if now else None)
    return folder


def count(
    mailbox: Mailbox, folder: JunkFolder, judge: Judge, before: JunkCount | None, *, stopping: Callable[[], bool]
) -> JunkCount:
    """What lies there, going on from what was counted `before`. Raises MailboxError: the folder can't be read."""
    rules = hashlib.sha256(repr(judge.words).encode()).hexdigest()
    if before is not None and before.stands(folder, rules):
        return before
    client = mailbox.beside(folder.name)
    try:
        status = client.connect()
        now = JunkCount(folder=folder.name, uidvalidity=status.uidvalidity, rules=rules)
        if before and (before.folder, before.uidvalidity, before.rules) == (now.folder, now.uidvalidity, rules):
            now = before
        for batch in client.scan(Recorded(uidvalidity=now.uidvalidity, cursor=now.cursor)):
            now = _counted(now, batch, judge)
            if stopping():
                return now
        there = client.search()
    finally:
        client.close()
    return replace(
        now,
        uidnext=folder.status.uidnext,
        messages=len(there),
        phrase=tuple(uid for uid in now.phrase if uid in there),
        words=tuple(uid for uid in now.words if uid in there),
        error=None,
        taken=False,
    )


def is_new(place: Workplace, mailbox: str) -> bool:
    """Whether the folder holds what is not in the ledger, or withholds what is to be asked for now."""
    with place.store.peek() as transaction:
        known = of_mailbox(transaction.health, mailbox)
        if known is None or not known.taken:
            return known is not None
        return bool(transaction.withheld.due(mailbox, known.folder, known.uidvalidity, datetime.now(UTC)))


def taken(place: Workplace, mailbox: str, fault: MailboxError | None) -> None:
    """All of it was taken into the ledger, or why not: then it is tried again at the next poll."""
    with place.store.begin() as transaction:
        known = of_mailbox(transaction.health, mailbox)
        if known is not None:
            error = fault.clause if fault else known.error
            now = replace(known, taken=fault is None, error=error)
            transaction.health.put(KEY + mailbox, json.dumps(asdict(now)))


def _counted(now: JunkCount, batch: tuple[Sighting, ...], judge: Judge) -> JunkCount:
    phrase, words = list(now.phrase), list(now.words)
    judge = judge.about(one.headers for one in batch)
    for one in batch:
        ruling, _ = judge.at_sight(one.headers, one.outline, one.received_at)
        disposition = ruling.verdict.disposition
        if disposition in APPLIES:
            phrase.append(one.uid)
        elif disposition is Disposition.NEAR_MISS:
            words.append(one.uid)
    return replace(now, phrase=tuple(phrase), words=tuple(words), cursor=max(now.cursor, batch[-1].uid))

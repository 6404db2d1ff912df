"""What a batch is at sight: of a large one a worker beside judges the first part while we judge the rest.

Its part is one task: a thread that hands a worker one small task after the other waits for ours at each.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from ingest.imap.fetch import UnreadHeaders, UnreadOutline
from jobs.intake.poll.worker_tasks import sights_task
from jobs.runtime import logs
from jobs.sandbox.answers import TaskFailed
from parsers.values.problems import Reason
from store.ledger.dispositions import doubted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jobs.intake.poll.worker_tasks import Head, ToldSights
    from jobs.notices.judging import Judge, Ruling
    from jobs.sandbox.pool import Pool, WorkerSession
    from parsers.values.sightings import Sighting

log = logs.get()
MANY = 200
"""Mails for which a worker is worth its start."""
SECONDS = 120.0
"""After so long a worker is ended, and another begun."""
STEP = 0.05
"""By so much of a batch a worker's part grows or shrinks."""
LEAST, MOST = 0.1, 0.9


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What a mail is at sight."""

    ruling: Ruling
    wanted: bool
    """Whether its original is needed."""
    fingerprint: str


class FirstSight:
    """Judges batches at sight, for one look at a mailbox."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sight")
        self._opening: Future[WorkerSession | None] | None = None
        self._part = 0.5
        """Of a batch what a worker judges: such that it and we end together."""

    def begin(self, judge: Judge, batch: Sequence[Sighting]) -> Judging:
        """Have a worker begin with its part of a batch, where there are many and one is ready."""
        heads = [(one, head) for one in batch if (head := _head(one))]
        session = self._ready() if len(heads) >= MANY else None
        if session is not None:
            heads = heads[: round(self._part * len(heads))]
            asked = AskedOf(session, judge, heads, self._share_out)
            if asked.given():
                return Judging(judge, batch, asked)
        return Judging(judge, batch)

    def _share_out(self, *, waited: bool) -> None:
        """A worker that we waited for gets less of the next batch, one that was through gets more."""
        self._part = max(LEAST, self._part - STEP) if waited else min(MOST, self._part + STEP)

    def _ready(self) -> WorkerSession | None:
        """A worker that waits for a task; where there is none, one is begun for the next batch."""
        if self._opening is not None and not self._opening.done():
            return None
        session = self._opened()
        if session is not None and session.lasts(SECONDS / 2):
            return session
        if session is not None:
            session.close()
        self._opening = self._thread.submit(self._open)
        return None

    def _open(self) -> WorkerSession | None:
        """A worker that has answered once: a task is given to one that is there, so that nobody waits for its start.

        None where it was lost.
        """
        try:
            session = self._pool.session(seconds=SECONDS)
            session.ask(sights_task, (), ())
        except TaskFailed as exc:
            _told_of(exc)
            return None
        return session

    def _opened(self) -> WorkerSession | None:
        opening = self._opening
        return opening.result() if opening is not None and opening.done() and not opening.cancelled() else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown(wait=True, cancel_futures=True)
        if (session := self._opened()) is not None:
            session.close()


class AskedOf:
    """What a worker is asked about a part of a batch."""

    def __init__(
        self,
        session: WorkerSession,
        judge: Judge,
        heads: Sequence[tuple[Sighting, Head]],
        share_out: Callable[..., None],
    ) -> None:
        self.mails = [one for one, _ in heads]
        self._session = session
        self._heads = tuple(head for _, head in heads)
        self._rules = judge.rules.rules
        self._share_out = share_out

    def given(self) -> bool:
        """Whether the worker has its task."""
        try:
            self._session.give(sights_task, self._rules, self._heads)
        except TaskFailed as exc:
            _told_of(exc)
            return False
        return True

    def told(self) -> ToldSights | None:
        """What the worker says; None where it was lost. One that tells of something else is ended."""
        self._share_out(waited=not self._session.has_answered)
        try:
            told: ToldSights = self._session.answer()
        except TaskFailed as exc:
            _told_of(exc)
            return None
        if told.are_of(len(self.mails), len(self._rules)):
            return told
        self._session.close()
        _told_of(TaskFailed(Reason.CRASHED, "a worker told of other mails or notices than it was asked about"))
        return None


def _told_of(failure: TaskFailed) -> None:
    log.warning("mail is judged without a worker beside", reason=failure.reason.value)


class Judging:
    """A batch that is being judged."""

    def __init__(self, judge: Judge, batch: Sequence[Sighting], asked: AskedOf | None = None) -> None:
        self._judge = judge
        self._batch = batch
        self._asked = asked

    def seen(self) -> dict[int, Seen]:
        """What each mail is, by UID."""
        self._judge = self._judge.about(one.headers for one in self._batch)
        theirs = {one.uid for one in self._asked.mails} if self._asked else frozenset()
        seen = {one.uid: self._here(one) for one in self._batch if one.uid not in theirs}
        seen.update(self._by_worker())
        return {one.uid: seen.get(one.uid) or self._here(one) for one in self._batch}

    def _by_worker(self) -> Iterator[tuple[int, Seen]]:
        """What the worker says of its part; nothing where it was lost."""
        if self._asked is None or (sights := self._asked.told()) is None:
            return
        for one, print_, seen in zip(self._asked.mails, sights.prints, sights.seen(), strict=True):
            ruled = self._judge.ruled(seen, one.headers, one.received_at)
            yield one.uid, _seen(one, ruled, print_)

    def _here(self, sighting: Sighting) -> Seen:
        headers, parts = sighting.headers, sighting.outline
        headers = headers.read if isinstance(headers, UnreadHeaders) else headers
        parts = parts.read if isinstance(parts, UnreadOutline) else parts
        ruled = self._judge.at_sight(headers, parts, sighting.received_at)
        return _seen(sighting, ruled, headers.fingerprint)


def _seen(sighting: Sighting, ruled: tuple[Ruling, bool], fingerprint: str) -> Seen:
    ruling, wanted = ruled
    if sighting.in_junk:
        ruling = replace(ruling, verdict=doubted(ruling.verdict))
    return Seen(ruling=ruling, wanted=wanted, fingerprint=fingerprint)


def _head(sighting: Sighting) -> Head | None:
    """What a worker reads of a mail; None where it is read already, or was only understood by imapclient."""
    headers, parts = sighting.headers, sighting.outline
    if not isinstance(headers, UnreadHeaders) or not isinstance(parts, UnreadOutline | None):
        return None
    structure = parts.structure if parts else None
    return (headers.block, structure, sighting.received_at) if type(structure) in {tuple, type(None)} else None

"""What a batch is at sight: of a large one a worker beside judges a part, from its first mail on, we from its last."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from ingest.imap.unread import UnreadHeaders, UnreadOutline
from jobs.intake.poll.sight_tasks import sights_task
from jobs.runtime import logs
from jobs.sandbox.answers import TaskFailed
from parsers.values.problems import Reason
from store.ledger.dispositions import doubted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

    from jobs.intake.poll.sight_tasks import Head, ToldSights
    from jobs.notices.judging import Judge, Ruling
    from jobs.sandbox.pool import Pool, WorkerSession
    from parsers.values.sightings import Sighting

log = logs.get()
MANY = 200
"""Mails for which a worker is worth its start."""
PORTION = 100
"""Mails that a worker is sent at once."""
SECONDS = 120.0
"""After so long a worker is ended, and another begun."""


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
        self._opening: Future[WorkerSession] | None = None

    def begin(self, judge: Judge, batch: Sequence[Sighting]) -> Judging:
        """Have a worker begin with a batch, where there are many and one is ready."""
        heads = [(one, head) for one in batch if (head := _head(one))]
        session = self._ready() if len(heads) >= MANY else None
        if session is None:
            return Judging(judge, batch, [])
        asked = []
        for portion in (heads[at : at + PORTION] for at in range(0, len(heads), PORTION)):
            told = self._thread.submit(_told, session, judge, tuple(head for _, head in portion))
            asked.append(([one for one, _ in portion], told))
        return Judging(judge, batch, asked)

    def _ready(self) -> WorkerSession | None:
        """A worker that waits for tasks; where there is none, one is begun for the next batch."""
        if self._opening is not None and not self._opening.done():
            return None
        session = self._opened()
        if session is not None and session.lasts(SECONDS / 2):
            return session
        if session is not None:
            session.close()
        self._opening = self._thread.submit(self._pool.session, seconds=SECONDS)
        return None

    def _opened(self) -> WorkerSession | None:
        opening = self._opening
        if opening is None or not opening.done() or opening.cancelled() or opening.exception():
            return None
        return opening.result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        session = self._opened()
        if session is not None:
            session.interrupt()
        self._thread.shutdown(wait=True, cancel_futures=True)
        if (session := self._opened()) is not None:
            session.close()


class Judging:
    """A batch that is being judged."""

    def __init__(
        self, judge: Judge, batch: Sequence[Sighting], asked: Sequence[tuple[Sequence[Sighting], Future[ToldSights]]]
    ) -> None:
        self._judge = judge
        self._batch = batch
        self._asked = asked

    def seen(self) -> dict[int, Seen]:
        """What each mail is, by UID."""
        self._judge = self._judge.about(one.headers for one in self._batch)
        told: dict[int, Seen] = {}
        for portion, answer in reversed(self._asked):
            if answer.cancel():  # the worker has not come so far
                told.update((one.uid, self._here(one)) for one in portion)
            else:
                told.update(self._by_worker(portion, answer))
        return {one.uid: told.get(one.uid) or self._here(one) for one in self._batch}

    def _by_worker(self, portion: Sequence[Sighting], answer: Future[ToldSights]) -> Iterator[tuple[int, Seen]]:
        """What the worker says of these; nothing where it was lost."""
        try:
            sights = answer.result()
        except TaskFailed as exc:
            log.warning("mail is judged without a worker beside", reason=exc.reason.value)
            return
        for one, print_, kind in zip(portion, sights.prints, sights.kinds, strict=True):
            ruled = self._judge.ruled(sights.seen[kind], one.headers, one.received_at)
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


def _told(session: WorkerSession, judge: Judge, heads: tuple[Head, ...]) -> ToldSights:
    """What a worker says of these mails; one that says something else is ended."""
    rules = judge.rules_in_force
    told = session.ask(sights_task, rules, heads)
    if not told.are_of(len(heads), len(rules)):
        session.close()
        raise TaskFailed(Reason.CRASHED, "a worker told of other mails or notices than it was asked about")
    return told


def _head(sighting: Sighting) -> Head | None:
    """What a worker reads of a mail; None where it is read already, or was only understood by imapclient."""
    headers, parts = sighting.headers, sighting.outline
    if not isinstance(headers, UnreadHeaders) or not isinstance(parts, UnreadOutline | None):
        return None
    structure = parts.structure if parts else None
    return (headers.block, structure, sighting.received_at) if type(structure) in {tuple, type(None)} else None

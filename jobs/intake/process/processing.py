"""Steps 4 and 5 of a message's way, for live mail and re-ingest alike: understand it, replace what was known."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from ingest.archive.provenance import Provenance
from ingest.errors import ArchiveError, OriginalDamaged, OriginalMissing
from ingest.failpoint import reach
from jobs.intake.process import forgotten_originals, letter_answers
from jobs.intake.process.in_progress import InProgress, stopped
from jobs.intake.process.virus_scan import Clamd, VirusScan
from jobs.reading.parsers_logic import claims_of, claims_of_headers
from jobs.reading.reading import start
from jobs.reading.reading_fingerprint import readers_of, text_print
from jobs.runtime import logs
from jobs.sandbox.answers import TaskFailed
from parsers.mail.headers.authentication import authentication_of
from parsers.values.dispositions import Disposition
from parsers.values.headers import Proof
from parsers.values.problems import Reason
from store.errors import StoreError, ValueRefused
from store.values import ATTEMPTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jobs.notices.judging import Ruling
    from jobs.reading.reading import PendingReading as Begun
    from jobs.runtime.workplace import Workplace
    from parsers.values.documents import Document
    from parsers.values.headers import Authentication, Headers
    from parsers.values.readings import Reading
    from store.transaction import Transaction
    from store.values import QueuedMessage

log = logs.get()
HELD = 100
"""How many messages that wait are in memory at a time."""
FEW = 8
"""What may be for more notices is written as if it were everybody's: to wait for each costs more, and locks are few."""
LEAVING = 50
"""How many originals that proved unrelated are taken away together."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Processed:
    """What became of one message: its state now, and why where it could not be read."""

    message_id: int
    state: str
    disposition: Disposition
    error: str | None = None


_Read: TypeAlias = "tuple[QueuedMessage, Reading | str]"
"""A message with its reading, or with why it could not be read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Judged:
    """A message that was read, or could not be, and what it is to which notices."""

    pending: QueuedMessage
    outcome: Reading | str
    ruling: Ruling | None = None

    @property
    def notices(self) -> frozenset[str]:
        """Those that it was for, and those that it is for."""
        stood = {*self.pending.fits, self.pending.notice}
        stands = {*self.ruling.fits, self.ruling.notice} if self.ruling else set()
        return frozenset(notice for notice in stood | stands if notice is not None)

    @property
    def concerns_all(self) -> bool:
        """Whether more is written of it than what belongs to it and its notices: what leaves, letters, interviews."""
        if self.ruling is None or isinstance(self.outcome, str):
            return False
        unrelated = self.ruling.verdict.disposition is Disposition.UNRELATED
        return unrelated or self.ruling.tie is not None or self.outcome.message.calendar_answer is not None


class Processing:
    """Reads messages in a pool of workers, a few ahead, and records them in the order they were given.

    Ids and exports then do not depend on which worker was quick.
    """

    def __init__(
        self,
        place: Workplace,
        *,
        beat: Callable[[], None] = lambda: None,
        timed: Callable[[float], None] = lambda _: None,
        reuse: bool = True,
        together: int = 1,
    ) -> None:
        self._place = place
        self._reuse = reuse
        """Files whose texts are kept by the same readers are not read again."""
        self._together = together
        """So many are recorded by one transaction: less work, and a kill costs the reading of so many."""
        self._beat = beat
        self._timed = timed
        """Told the seconds that each reading took."""
        self._scanner = VirusScan(Clamd(address=place.settings.antivirus.clamd))
        self._leaving = 0

    def waiting(
        self, *, stopping: Callable[[], bool] = lambda: False, enough: Callable[[], bool] = lambda: False
    ) -> Iterator[Processed]:
        """Work off the queue as it stands now; with `enough`, only finish what was begun."""
        in_progress = InProgress(self._place.store, self._place.archive.folder)
        in_progress.recover()
        forgotten_originals.carry_out(self._place)
        try:
            together = 1 if in_progress.has_suspects else self._together
            batch = []
            for read in self.read(self._queue(in_progress), stopping=stopping, enough=enough, in_progress=in_progress):
                batch.append(read)
                if len(batch) == together:
                    yield from self._commit(batch, in_progress)
                    batch = []
            yield from self._commit(batch, in_progress)
            forgotten_originals.carry_out(self._place)
        finally:
            with suppress(StoreError):  # it can't be used: the next pass clears the marks, and blames nobody
                stopped(self._place.store)

    def one(self, message_id: int, in_progress: InProgress, *, stopping: Callable[[], bool]) -> Processed | None:
        """Read one message of the queue; None where it does not wait, or is to be given back for `stopping`."""
        with self._place.store.peek() as transaction:
            queue = transaction.ledger.pending(1, after=message_id - 1)
        if [pending.message_id for pending in queue] != [message_id]:
            return None
        done = [
            each
            for read in self.read(queue, stopping=stopping, in_progress=in_progress)
            for each in self._commit([read], in_progress)
        ]
        return done[0] if done else None

    def _queue(self, in_progress: InProgress) -> Iterator[QueuedMessage]:
        """What waits, each once, a few held at a time: after an outage, or a cutoff that moved, it may be thousands.

        Senders take turns. Suspects come last: should one end the program again, the others are read.
        """
        with self._place.store.peek() as transaction:
            turns = transaction.ledger.turns()
        suspects = []
        for first in range(0, len(turns), HELD):
            for pending in self._held(turns[first : first + HELD]):
                if in_progress.is_suspect(pending.message_id):
                    suspects.append(pending)
                else:
                    yield pending
        yield from suspects

    def _held(self, message_ids: Sequence[int]) -> tuple[QueuedMessage, ...]:
        with self._place.store.peek() as transaction:
            return transaction.ledger.still_pending(message_ids)

    def read(
        self,
        queue: Iterable[QueuedMessage],
        *,
        stopping: Callable[[], bool] = lambda: False,
        enough: Callable[[], bool] = lambda: False,
        in_progress: InProgress | None = None,
    ) -> Iterator[_Read]:
        """Each message with its reading, or with why it could not be read; only `in_progress` is told in the store."""
        ahead: deque[tuple[QueuedMessage, Begun | str]] = deque()
        for pending in queue:
            alone = in_progress is not None and in_progress.is_suspect(pending.message_id)
            while alone and ahead and not stopping():
                yield self._finish(*ahead.popleft())
            if stopping() or enough():
                break
            ahead.append((pending, self._begin(pending, in_progress)))
            if alone or len(ahead) > self._place.pool.workers + 1:
                yield self._finish(*ahead.popleft())
        while ahead and not stopping():
            yield self._finish(*ahead.popleft())

    def _begin(self, pending: QueuedMessage, in_progress: InProgress | None) -> Begun | str:
        if pending.attempts >= ATTEMPTS:
            return f"the program ran out of memory or hung each time it was read, {pending.attempts} times"
        if in_progress is not None:
            in_progress.begin(pending.message_id)
        return self._start(pending)

    def _start(self, pending: QueuedMessage) -> Begun | str:
        try:
            original = self._place.archive.get(pending.sha256)
        except (OriginalMissing, OriginalDamaged) as exc:
            return str(exc)
        if len(original) > self._place.settings.limits.message_mib << 20:
            return f"larger than {self._place.settings.limits.message_mib} MiB"
        known = self._known(pending) if self._reuse else ()
        return start(original, rules=self._place.rules, pool=self._place.pool, beat=self._beat, known=known)

    def _known(self, pending: QueuedMessage) -> tuple[Document, ...]:
        """Its files as these very readers read them, if they did."""
        with self._place.store.peek() as transaction:
            return transaction.papers.texts_by(pending.message_id, text_print(self._place.rules))

    def _finish(self, pending: QueuedMessage, begun: Begun | str) -> _Read:
        if isinstance(begun, str):
            return pending, begun
        outcome: Reading | str
        try:
            outcome = begun.result()
        except TaskFailed as exc:
            outcome = f"{exc.reason.value}: {exc}"
        self._timed(begun.seconds)
        return pending, outcome if isinstance(outcome, str) else self._scanned(pending, outcome)

    def _scanned(self, pending: QueuedMessage, reading: Reading) -> Reading:
        """With what the virus scanner says, where there is one: a problem that the recruiter sees, and no more."""
        if not self._scanner.works:
            return reading
        try:
            original = self._place.archive.get(pending.sha256)
        except (OriginalMissing, OriginalDamaged):  # since it was read: the audit tells
            return reading
        problems = self._scanner.told(original, reading)
        return replace(reading, message=replace(reading.message, problems=problems))

    def _commit(self, batch: Sequence[_Read], in_progress: InProgress) -> Iterator[Processed]:
        if not batch:
            return
        reach("process.read")
        try:
            done = self._record(batch, in_progress)
        except Exception as exc:
            if _breaks_off(exc):
                raise
            if len(batch) > 1:
                for alone in batch:
                    yield from self._commit([alone], in_progress)
                return
            pending = batch[0][0]
            log.error("message could not be recorded", message=pending.message_id, error=logs.place_of(exc))
            done = self._record([(pending, f"{Reason.CRASHED.value}: {logs.place_of(exc)}")], in_progress)
        reach("process.replaced")
        self._leaving += sum(one.disposition is Disposition.UNRELATED for one in done)
        if self._leaving >= LEAVING:
            forgotten_originals.carry_out(self._place)
            self._leaving = 0
        for one in done:
            log.info("message read", message=one.message_id, state=one.state, disposition=one.disposition.value)
            yield one

    def _record(self, batch: Sequence[_Read], in_progress: InProgress) -> list[Processed]:
        judged = [self._judged(*read) for read in batch]
        with self._place.store.begin(of=_names(judged)) as transaction:
            for read in judged:
                in_progress.end(transaction, read.pending.message_id)
            judged = [one for one in judged if transaction.ledger.waits(one.pending)]
            originals = [transaction.ledger.originals(one.pending.message_id) for one in judged]
            for read, digests in zip(judged, originals, strict=True):
                self._hold(transaction, read, digests)
            done = self._replace(transaction, judged)
            for one, digests in zip(done, originals, strict=True):
                self._tell_archive(transaction, one, digests)
            reach("process.replace")
        return done

    def _hold(self, transaction: Transaction, judged: _Judged, originals: Iterable[str]) -> None:
        """What the archive has a mark of is kept: the pass that made it died before the store said the same."""
        if judged.ruling is None or judged.ruling.verdict.disposition is not Disposition.UNRELATED:
            return
        for digest in originals:
            if kept_as := self._place.archive.provenance(digest).kept_as:
                transaction.ledger.keep(judged.pending.message_id, kept_as)

    def _tell_archive(self, transaction: Transaction, done: Processed, originals: Iterable[str]) -> None:
        """What was kept is marked before it is committed, so that none is ever without its mark; the rest is to go."""
        was = transaction.ledger.was(done.message_id)
        if done.disposition is Disposition.UNRELATED:
            forgotten_originals.note(transaction, originals)
        elif was is not None:
            for digest in originals:
                self._place.archive.note(digest, Provenance(kept_as=was, message=done.message_id))

    def replace(self, transaction: Transaction, batch: Iterable[_Read]) -> list[Processed]:
        """Step 5 within a transaction of the caller's, who refreshes the applications of many at once later.

        Of letters and interviews it notes nothing: a copy to rehearse in has none.
        """
        return [self._replaced(transaction, self._judged(*read)) for read in batch]

    def _replace(self, transaction: Transaction, batch: Sequence[_Judged]) -> list[Processed]:
        done = [self._replaced(transaction, one) for one in batch]
        read = [
            (one.pending, one.outcome, one.ruling, came_to.disposition)
            for one, came_to in zip(batch, done, strict=True)
            if one.ruling is not None and not isinstance(one.outcome, str)
        ]
        for each in read:  # before the applications: what has just been read is not read anew for them
            letter_answers.note(transaction, *each)
        moved = [one.message_id for one in done if one.state in {"parsed", "failed"}]
        if moved:  # of what is unrelated, or waits for its next attempt, no application has anything
            transaction.applications.refresh(*moved, notices=_notices(batch))
        for pending, reading, ruling, held in read:
            if held not in letter_answers.NOT_KEPT:
                letter_answers.take_calendar_reply(transaction, pending.message_id, reading, ruling)
        return done

    def _judged(self, pending: QueuedMessage, outcome: Reading | str) -> _Judged:
        ruling = None if isinstance(outcome, str) else self._judge(pending, outcome)
        return _Judged(pending=pending, outcome=outcome, ruling=ruling)

    def _replaced(self, transaction: Transaction, judged: _Judged) -> Processed:
        pending, outcome, ruling = judged.pending, judged.outcome, judged.ruling
        if ruling is None or isinstance(outcome, str):
            return self._failed(transaction, pending, str(outcome))
        transaction.ledger.assign(pending.message_id, ruling.notice, ruling.fits)
        authentication = self._authenticated(transaction, pending, outcome.message.headers)
        claims = claims_of(
            pending.message_id,
            outcome,
            proof=authentication.proof,
            internal_domains=self._place.judge.internal_domains,
        )
        readers = readers_of(self._place.rules, self._place.authserv_ids)
        held = transaction.papers.replace(
            pending.message_id, outcome, ruling.verdict, claims, authentication, readers=readers
        )
        state = "skipped" if held is Disposition.UNRELATED else "parsed"
        return Processed(message_id=pending.message_id, state=state, disposition=held)

    def _failed(self, transaction: Transaction, pending: QueuedMessage, error: str) -> Processed:
        if pending.attempts < ATTEMPTS:
            transaction.ledger.begin_attempt(pending.message_id)
        last = transaction.ledger.failed_attempt(pending.message_id, error)
        if last:
            claims = claims_of_headers(pending, proof=self._unread_proof)
            transaction.papers.give_up(pending.message_id, error, claims)
        return Processed(
            message_id=pending.message_id,
            state="failed" if last else "archived",
            disposition=pending.verdict.disposition,
            error=error,
        )

    def _authenticated(self, transaction: Transaction, pending: QueuedMessage, headers: Headers) -> Authentication:
        """What the server says that delivered this original; another mailbox's server never saw it."""
        seen = transaction.ledger.showing(pending.message_id, pending.sha256)
        told = authentication_of(headers, self._place.authserv_ids_of(seen))
        return told if told.proof is not Proof.UNCHECKED else replace(told, proof=self._unread_proof)

    @property
    def _unread_proof(self) -> Proof:
        """What is known of the sender of a mail that could not be read."""
        return Proof.UNPROVEN if self._place.authserv_ids else Proof.UNCHECKED

    def _judge(self, pending: QueuedMessage, reading: Reading) -> Ruling:
        documents = [read.document for read in reading.documents]
        known, stands = pending.fits, pending.notice
        return self._place.judge.judge_read(reading.message, pending.received_at, documents, known=known, stands=stands)


def _notices(batch: Sequence[_Judged]) -> frozenset[str]:
    return frozenset().union(*(one.notices for one in batch))


def _names(batch: Sequence[_Judged]) -> frozenset[str] | None:
    """To what belongs all that is written of these: messages, notices. None: to everything."""
    notices = _notices(batch)
    if len(notices) > FEW or any(one.concerns_all for one in batch):
        return None
    return notices | {f"message {one.pending.message_id}" for one in batch}


def _breaks_off(exc: Exception) -> bool:
    """Whether store or archive are in trouble, and not the message: then the pass breaks off.

    What the store refuses to hold came out of the message.
    """
    return isinstance(exc, StoreError | ArchiveError | OSError) and not isinstance(exc, ValueRefused)

"""Steps 4 and 5 of a message's way, for live mail and re-ingest alike: understand it, replace what was known."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.errors import OriginalDamaged, OriginalMissing
from ingest.failpoint import reach
from jobs import logs
from jobs.logic import claims_of, claims_of_headers
from jobs.understanding import start
from jobs.workers import TaskFailed
from parsers.values import Disposition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jobs.understanding import Pending as Underway
    from jobs.workplace import Workplace
    from parsers.values import Reading, Verdict
    from store.transaction import Transaction
    from store.values import Pending

log = logs.get()


@dataclass(frozen=True, kw_only=True, slots=True)
class Processed:
    """What became of one message: its state now, and why where it could not be read."""

    message_id: int
    state: str
    disposition: Disposition
    error: str | None = None


class Processing:
    """Reads messages in a pool of workers, a few ahead, and records them one by one in the order they were given.

    Ids and exports then do not depend on which worker was quick.
    """

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def waiting(
        self, *, stopping: Callable[[], bool] = lambda: False, enough: Callable[[], bool] = lambda: False
    ) -> Iterator[Processed]:
        """Work off the queue as it stands now; with `enough`, only finish what was begun."""
        with self._place.store.peek() as transaction:
            queue = transaction.ledger.pending()
        for pending, outcome in self.read(queue, stopping=stopping, enough=enough):
            yield self._commit(pending, outcome)

    def read(
        self,
        queue: Iterable[Pending],
        *,
        stopping: Callable[[], bool] = lambda: False,
        enough: Callable[[], bool] = lambda: False,
    ) -> Iterator[tuple[Pending, Reading | str]]:
        """Each message with its reading, or with why it could not be read; the store is not touched."""
        ahead: deque[tuple[Pending, Underway | str]] = deque()
        for pending in queue:
            if stopping() or enough():
                break
            ahead.append((pending, self._start(pending)))
            if len(ahead) > self._place.pool.workers + 1:
                yield self._finish(*ahead.popleft())
        while ahead and not stopping():
            yield self._finish(*ahead.popleft())

    def _start(self, pending: Pending) -> Underway | str:
        try:
            original = self._place.archive.get(pending.sha256)
        except (OriginalMissing, OriginalDamaged) as exc:
            return str(exc)
        if len(original) > self._place.settings.limits.message_mib << 20:
            return f"larger than {self._place.settings.limits.message_mib} MiB"
        return start(original, rules=self._place.rules, pool=self._place.pool)

    @staticmethod
    def _finish(pending: Pending, underway: Underway | str) -> tuple[Pending, Reading | str]:
        if isinstance(underway, str):
            return pending, underway
        try:
            return pending, underway.result()
        except TaskFailed as exc:
            return pending, f"{exc.reason.value}: {exc}"

    def _commit(self, pending: Pending, outcome: Reading | str) -> Processed:
        reach("process.read")
        with self._place.store.begin() as transaction:
            done = self.replace(transaction, pending, outcome)
            reach("process.replace")
        reach("process.replaced")
        if done.disposition is Disposition.UNRELATED:
            self._place.forget(pending.sha256)
        log.info("message read", message=done.message_id, state=done.state, disposition=done.disposition.value)
        return done

    def replace(self, transaction: Transaction, pending: Pending, outcome: Reading | str) -> Processed:
        """Step 5 within a transaction of the caller's."""
        if isinstance(outcome, str):
            return self._failed(transaction, pending, outcome)
        _, verdict = self._judge(pending, outcome)
        transaction.papers.replace(pending.message_id, outcome, verdict, claims_of(pending.message_id, outcome))
        transaction.applications.refresh(pending.message_id)
        skipped = verdict.disposition is Disposition.UNRELATED
        state = "skipped" if skipped else "parsed"
        return Processed(message_id=pending.message_id, state=state, disposition=verdict.disposition)

    def _failed(self, transaction: Transaction, pending: Pending, error: str) -> Processed:
        transaction.ledger.begin_attempt(pending.message_id)
        last = transaction.ledger.failed_attempt(pending.message_id, error)
        if last:
            transaction.papers.give_up(pending.message_id, error, claims_of_headers(pending))
            transaction.applications.refresh(pending.message_id)
        return Processed(
            message_id=pending.message_id,
            state="failed" if last else "archived",
            disposition=pending.verdict.disposition,
            error=error,
        )

    def _judge(self, pending: Pending, reading: Reading) -> tuple[str, Verdict]:
        message = reading.message
        return self._place.judge.judge(
            message.headers,
            message.outline,
            pending.received_at,
            message=message,
            documents=[read.document for read in reading.documents],
        )


def failures(done: Sequence[Processed]) -> list[Processed]:
    """Those that could not be read, now or for good."""
    return [processed for processed in done if processed.error]

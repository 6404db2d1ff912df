"""What the page asks of the rest of the program: a fact explained, a person erased, a mail read again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from contextlib import suppress
from typing import TYPE_CHECKING

from desk.errors import ErasingRefused, PasswordWrong
from jobs.errors import BusyError
from jobs.intake.process.processing import Processing
from jobs.people import erasing
from jobs.reading.explanation import explain
from jobs.reading.retracing import case_of
from jobs.runtime import logs
from jobs.sandbox.answers import TaskFailed
from jobs.serve.page_images import opens_task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.web.services import DocumentPlace
    from jobs.runtime.document_passwords import DocumentPasswords
    from jobs.runtime.workplace import Workplace
    from jobs.serve.originals import ConfinedOriginals
    from parsers.values.explanations import Explanations
    from store.erasing.persons import DataSubject, InMailbox

log = logs.get()

PATIENCE = 8.0
"""Seconds that the page waits for the reading; most are done by then, the others go on behind it."""
SECONDS = 20.0
"""What trying a password may take."""
TRIES = 50
"""A moment apart: so long a poll is waited for before somebody is erased."""


class ConfinedExplaining:
    """Implements `desk.web.services.Explaining`: the texts are read in workers, as all that candidates sent."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def explain(self, application_id: int, key: str, language: str) -> Explanations:
        """One fact of an application, as the store has it now."""
        with self._place.store.read() as views:
            case = case_of(views, application_id)
        return explain(case, self._place.pool, key=key, language=language)


class LockedErasing:
    """Implements `desk.web.services.PersonErasing`: never beside a poll."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    @property
    def has_key(self) -> bool:
        """Whether there is a key for erasures."""
        return self._place.archive.tombstones.can_write

    def preview(self, application_id: int) -> DataSubject:
        """All that would go."""
        return erasing.preview(self._place, application_id)

    def erase(self, application_id: int, author: str) -> Sequence[InMailbox]:
        """Erases it."""
        if not self.has_key:
            raise ErasingRefused("no_key")
        try:
            with self._place.alone_soon(tries=TRIES):
                person = erasing.preview(self._place, application_id)
                return erasing.erase(self._place, person, author=author).in_mailboxes
        except BusyError as exc:
            raise ErasingRefused("busy") from exc


class QueuedRereading:
    """Implements `desk.web.services.Rereading`. One reading at a time, and none beside a poll's."""

    def __init__(self, place: Workplace, originals: ConfinedOriginals, passwords: DocumentPasswords) -> None:
        self._place = place
        self._originals = originals
        self._entered = passwords
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="rereading")

    def again(self, message_id: int) -> None:
        """Puts the mail into the queue and reads it; should we end before, the next poll does."""
        with self._place.store.begin() as transaction:
            transaction.ledger.requeue([message_id])
            if transaction.queue.hasten(message_id):
                return  # a worker reads it next
        done = self._thread.submit(self._read)
        with suppress(TooLong):
            done.result(PATIENCE)

    def unlock(self, paper: DocumentPlace, message_id: int, password: str) -> str:
        """Tries the password, keeps it and reads the mail again."""
        arguments = (self._originals.mail(paper.mail), self._place.judge.internal_domains, paper.place, paper.sha256)
        try:
            opens = self._place.pool.submit(opens_task, *arguments, (password,), seconds=SECONDS).result()
        except TaskFailed as exc:
            raise PasswordWrong(f"{paper.place}: {exc}") from exc
        if not opens:
            raise PasswordWrong(f"{paper.place}: does not open")
        where = self._entered.put(paper.sha256, password)
        self.again(message_id)
        return where

    def _read(self) -> None:
        with self._place.alone():
            for done in Processing(self._place).waiting():
                log.info("read again", message=done.message_id, state=done.state)

    def close(self) -> None:
        """Waits for what is under way."""
        self._thread.shutdown(cancel_futures=True)

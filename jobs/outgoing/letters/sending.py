"""Sending the approved letters: one sender at a time, one attempt a letter, what came of each recorded at once.

A letter is claimed (approved to sending) in a transaction of its own before anything of it leaves, and what came of it
is recorded in another. A death between the two leaves it *sending*; the next sender, who holds the lock that the dead
one lost, makes it doubtful. So no letter goes out twice by itself, and none is forgotten.
"""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from desk.letters.selection import overtaken_now
from ingest.failpoint import reach
from jobs.outgoing.letters.outcome import Ending
from jobs.runtime import logs
from store.errors import LetterMoved
from store.values import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobs.outgoing.letters.outcome import Delivery, Outcome, Way
    from store.letters.values import Letter, Sealed
    from store.store import Store
    from store.transaction import Transaction

log = logs.get()
MINUTE = timedelta(minutes=1)
PATIENCE = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6), timedelta(hours=12))
"""How long after each attempt that a server put off the next one is made; after the last the letter has failed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What a round of sending came to."""

    endings: tuple[Ending, ...] = ()
    abandoned: tuple[int, ...] = ()
    """Letters of an attempt that died: doubtful now."""
    next_at: datetime | None = None
    """When the rate limit, or a server that wants to be left alone, lets the next letter out; None where none waits."""

    def count(self, ending: Ending) -> int:
        """How many attempts ended so."""
        return self.endings.count(ending)


def _now() -> datetime:
    return datetime.now(UTC)


class Sender:
    """Sends what is approved, by one way and no faster than so many letters a minute."""

    def __init__(  # noqa: PLR0913 - what it works with
        self,
        store: Store,
        way: Way,
        seal: Callable[[Letter], Sealed],
        *,
        per_minute: int,
        clock: Callable[[], datetime] = _now,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store = store
        self._way = way
        self._seal = seal
        self._per_minute = per_minute
        self._clock = clock
        self._stopping = stopping

    def round(self) -> Sent:
        """Send what may go out now.

        Raises:
            StoreLocked: another process is sending.
            UndeliverableError: the server can't be reached, or refuses us; no letter was touched.
            StoreError: the store can't be used; what was under way is doubtful at the next round.
        """
        with self._store.sending() as lock, ExitStack() as connection:
            abandoned = self._doubt_abandoned()
            endings: list[Ending] = []
            delivery: Delivery | None = None
            quiet_until: datetime | None = None
            while quiet_until is None and (letter_id := self._next()) is not None and not self._stopping():
                lock.ensure()
                delivery = delivery or connection.enter_context(self._way.opened())
                outcome = self._send(letter_id, delivery)
                if outcome is None:
                    continue
                endings.append(outcome.ending)
                quiet_until = self._clock() + outcome.wait if outcome.wait else None
                if outcome.ending in {Ending.PUT_OFF, Ending.DOUBTFUL}:  # that connection may be gone
                    connection.close()
                    delivery = None
            return Sent(endings=tuple(endings), abandoned=abandoned, next_at=quiet_until or self._held_until())

    def _doubt_abandoned(self) -> tuple[int, ...]:
        with self._store.begin() as transaction:
            found = transaction.letters.doubt_abandoned(PROGRAM)
            transaction.answers.catch_up()
        for letter_id in found:
            log.warning("a letter is doubtful: its sending was cut short; a person decides", letter=letter_id)
        return found

    def _next(self) -> int | None:
        """The next letter that is due, if the rate limit lets one out."""
        now = self._clock()
        with self._store.peek() as transaction:
            if len(transaction.letters.attempted_since(now - MINUTE)) >= self._per_minute:
                return None
            return next(iter(transaction.letters.due(now, 1)), None)

    def _held_until(self) -> datetime | None:
        now = self._clock()
        with self._store.peek() as transaction:
            attempts = transaction.letters.attempted_since(now - MINUTE)
            if len(attempts) < self._per_minute or not transaction.letters.due(now, 1):
                return None
        return attempts[-self._per_minute] + MINUTE

    def _send(self, letter_id: int, delivery: Delivery) -> Outcome | None:
        """One attempt; None where the letter is a draft again: somebody recalled it, or its dossier has changed."""
        attempt = secrets.token_hex(8)
        try:
            with self._store.begin() as transaction:
                if self._held(transaction, letter_id):
                    return None
                letter = transaction.letters.claim(letter_id, attempt, self._seal, way=self._way.name)
                reach("letters.claim")
        except LetterMoved:
            return None
        reach("letters.claimed")
        outcome = delivery.deliver(letter.mail or b"", sender=address_in(letter.sender), recipient=letter.to_email)
        reach("letters.delivered")
        outcome = _final(outcome, letter.attempts)
        self._record(letter, attempt, outcome)
        reach("letters.recorded")
        log.info("letter", letter=letter.id, is_now=outcome.ending.value)
        return outcome

    @staticmethod
    def _held(transaction: Transaction, letter_id: int) -> bool:
        """Whether it came back to the drafts: since it was approved, its dossier says something else."""
        faults = overtaken_now(transaction, transaction.letters.get(letter_id))
        if not faults:
            return False
        transaction.letters.hold(letter_id, PROGRAM, ", ".join(fault.code for fault in faults))
        log.warning("a letter is a draft again: its dossier has changed since it was approved", letter=letter_id)
        return True

    def _record(self, letter: Letter, attempt: str, outcome: Outcome) -> None:
        ending = outcome.ending
        with self._store.begin() as transaction:
            letters, told = transaction.letters, (letter.id, attempt, outcome.answer)
            if ending is Ending.SENT:
                letters.record_sent(*told)
            elif ending is Ending.REFUSED:
                letters.record_refused(*told)
            elif ending is Ending.DOUBTFUL:
                letters.doubt(*told)
            else:
                pause = outcome.wait or PATIENCE[letter.attempts - 1]
                letters.put_off(*told, retry_at=self._clock() + pause, counts=outcome.wait is None)
            reach("letters.record")


def _final(outcome: Outcome, attempts: int) -> Outcome:
    """What was put off once too often has failed; one that waits as a server asks never does."""
    given_up = outcome.ending is Ending.PUT_OFF and outcome.wait is None and attempts > len(PATIENCE)
    return replace(outcome, ending=Ending.REFUSED) if given_up else outcome


def address_in(sender: str) -> str:
    """The address alone of a From field."""
    return sender.rpartition("<")[2].rstrip(">").strip()


def send(sender: Sender, *, wait: Callable[[float], None], clock: Callable[[], datetime] = _now) -> list[Sent]:
    """Round after round until nothing is due, waiting where the rate limit says so."""
    rounds = [sender.round()]
    while (until := rounds[-1].next_at) is not None:
        wait(max(0.0, (until - clock()).total_seconds()))
        rounds.append(sender.round())
    return rounds


def tell(done: Sent) -> str:
    """One line on a round."""
    parts = [f"{done.count(ending)} {ending.value}" for ending in Ending if done.count(ending)]
    parts += [f"{len(done.abandoned)} made doubtful: their sending was cut short"] if done.abandoned else []
    return ", ".join(parts) or "nothing to send"

"""One message when something begins to be wrong and one when it is mended, over restarts too; none in between."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from jobs.care.status import status
from jobs.care.status.conditions import Condition
from jobs.errors import JobsError
from jobs.outgoing.notify.channels import Alert, channels
from jobs.runtime import logs
from jobs.runtime.daemon_state import KEY
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from jobs.config.settings import Settings
    from jobs.daemon.state import SharedState
    from jobs.outgoing.notify.channels import Channel
    from store.store import Store

log = logs.get()
TOLD = "alerts"
"""Under this name the store keeps what was told and not taken back yet."""


def changes(told: Mapping[str, str], present: Sequence[Condition]) -> tuple[list[Condition], list[Condition]]:
    """What begins, and what has ended (with the sentence that was told)."""
    here = {condition.key for condition in present}
    begun = [condition for condition in present if condition.key not in told]
    ended = [Condition(key=key, sentence=sentence) for key, sentence in told.items() if key not in here]
    return begun, ended


class Alerts:
    """Looks how things stand, keeps the daemon's note for `status`, and tells who is to be told."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        state: SharedState,
        *,
        clock: Callable[[], datetime],
        told_by: Sequence[Channel] | None = None,
    ) -> None:
        self._settings = settings
        self._store = store
        self._state = state
        self._clock = clock
        self._channels = channels(settings) if told_by is None else told_by
        self._told: dict[str, dict[str, str]] | None = None

    def look(self) -> None:
        """Once; whatever can't be told now is told at the next look."""
        if self._is_too_early():
            return
        present = self._present()
        told = self._remembered()
        for channel in self._channels:
            told = told | {channel.name: self._told_by(channel, told.get(channel.name, {}), present)}
            self._told = told
            self._keep(told)  # at once: a death between the two tells again, which is better than not at all

    def remember(self) -> None:
        """Keep the daemon's note in the store: until then `status` would speak of what was before."""
        try:
            with self._store.begin() as transaction:
                transaction.health.put(KEY, self._state.now.to_json())
        except StoreError as exc:
            log.warning("what the daemon does can't be noted yet", error=str(exc))

    def _is_too_early(self) -> bool:
        """Before the first poll nobody knows; a poll that never ends is known after a while."""
        note = self._state.now
        patience = timedelta(seconds=self._settings.daemon.interval * self._settings.alerts.after_intervals)
        return not note.polls and note.started_at is not None and self._clock() - note.started_at < patience

    def _present(self) -> tuple[Condition, ...]:
        note = self._state.now
        try:
            return status.take(self._settings, self._store, at=self._clock(), note=note).conditions
        except StoreError as exc:
            troubles = note.troubles | {"store": str(exc)}
            return tuple(Condition(key=key, sentence=sentence) for key, sentence in sorted(troubles.items()))

    def _told_by(self, channel: Channel, told: dict[str, str], present: Sequence[Condition]) -> dict[str, str]:
        """Tell by this channel what is to be told; what it has told then, and not taken back."""
        begun, ended = changes(told, present)
        for event, conditions in (("begins", begun), ("ends", ended)):
            for condition in conditions:
                if self._took(channel, event, condition):
                    told = _after(told, event, condition)
        return told

    def _took(self, channel: Channel, event: str, condition: Condition) -> bool:
        alert = Alert(event=event, key=condition.key, sentence=condition.sentence, at=self._clock())
        try:
            channel.send(alert)
        except JobsError as exc:
            log.error("an alert could not be delivered; tried again", by=channel.name, error=str(exc))
            return False
        return True

    def _remembered(self) -> dict[str, dict[str, str]]:
        if self._told is not None:
            return self._told
        try:
            with self._store.peek() as transaction:
                kept: dict[str, dict[str, str]] = json.loads(transaction.health.get(TOLD) or "{}")
        except StoreError:
            return {}
        return kept

    def _keep(self, told: dict[str, dict[str, str]]) -> None:
        try:
            with self._store.begin() as transaction:
                transaction.health.put(TOLD, json.dumps(told, ensure_ascii=False))
                transaction.health.put(KEY, self._state.now.to_json())
        except StoreError as exc:
            log.warning("which alerts were sent can't be stored yet", error=str(exc))


def _after(told: Mapping[str, str], event: str, condition: Condition) -> dict[str, str]:
    if event == "begins":
        return {**told, condition.key: condition.sentence}
    return {key: sentence for key, sentence in told.items() if key != condition.key}

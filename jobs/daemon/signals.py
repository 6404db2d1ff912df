"""What signals ask of the daemon."""

from __future__ import annotations

import select
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ingest.wakeup import Wakeup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


class SignalRequests:
    """Handlers only set a flag and ring: both are safe in them, where an Event's lock is not."""

    def __init__(self) -> None:
        self.stop = False
        self.reload = False
        self.bell = Wakeup()

    @property
    def is_any(self) -> bool:
        """Whether something was asked for."""
        return self.stop or self.reload

    def wait(self, seconds: float) -> None:
        """Until a request comes, or the time is over."""
        select.select([self.bell.ear], [], [], seconds)
        self.bell.silence()

    def ask_stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """SIGTERM, SIGINT."""
        self.stop = True
        self.bell.ring()

    def ask_reload(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """SIGHUP."""
        self.reload = True
        self.bell.ring()

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Hear the signals, and put back what was there before."""
        wanted = {signal.SIGTERM: self.ask_stop, signal.SIGINT: self.ask_stop, signal.SIGHUP: self.ask_reload}
        before = {number: signal.signal(number, handler) for number, handler in wanted.items()}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

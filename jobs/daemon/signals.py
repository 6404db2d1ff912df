"""What signals ask of the daemon, and what systemd is told (sd_notify(3)): a datagram to the socket that it names."""

from __future__ import annotations

import os
import select
import signal
import socket
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


def notify(*words: str) -> bool:
    """Tell systemd `READY=1`, `WATCHDOG=1`, `STOPPING=1`, `STATUS=…`; False where nobody listens."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return False
    if address.startswith("@"):  # Linux's abstract namespace
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
            sender.settimeout(1)
            sender.sendto("\n".join(words).encode(), address)
    except OSError:  # a supervisor that is gone is no reason to fail
        return False
    return True

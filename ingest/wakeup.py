"""A bell that one thread rings to end the waiting of another."""

from __future__ import annotations

import contextlib
import socket


class Wakeup:
    """Readable (`ear`) from the first `ring` until it is silenced. Threads and signal handlers may ring."""

    def __init__(self) -> None:
        self.ear, self._rope = socket.socketpair()
        self.ear.settimeout(0)
        self._rope.settimeout(0)

    def ring(self) -> None:
        """Make `ear` readable; a bell that is full or closed already has been heard."""
        with contextlib.suppress(OSError):
            self._rope.send(b"!")

    def silence(self) -> bool:
        """Make it quiet again; whether it had rung."""
        rung = False
        with contextlib.suppress(BlockingIOError):
            while self.ear.recv(1024):
                rung = True
        return rung

    def close(self) -> None:
        """Free both ends."""
        self.ear.close()
        self._rope.close()

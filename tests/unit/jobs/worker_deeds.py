"""What the tests let workers do: loaded by the zygote, by name."""

from __future__ import annotations

import os
import signal
import socket
import time
from contextlib import suppress
from pathlib import Path


def double(number: int) -> int:
    return number * 2


def sleep_for_ever() -> None:
    time.sleep(3600)


def segfault() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def eat_memory() -> int:
    return len(bytearray(3 << 30))


def burn_processor() -> None:
    while True:
        pass


def environment() -> dict[str, str]:
    return dict(os.environ)


def descriptors() -> list[int]:
    return [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]


def write_to(path: str) -> str:
    try:
        Path(path).write_bytes(b"x")
    except OSError as exc:
        return type(exc).__name__
    return "written"


def read_from(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError as exc:
        return type(exc).__name__


def connect(port: int) -> str:
    try:
        socket.create_connection(("127.0.0.1", port), 2)
    except OSError as exc:
        return type(exc).__name__
    return "connected"


def leave_a_child() -> int:
    child = os.fork()
    if child == 0:
        os.setsid()
        time.sleep(3600)
    return child


def answer_raw(data: bytes) -> int:
    """Send these bytes for an answer, as a worker that was taken over could."""
    for handle in descriptors():
        with suppress(OSError):
            channel = socket.socket(fileno=os.dup(handle))
            if channel.family == socket.AF_UNIX:
                channel.sendall(data)
                os._exit(0)
    return 0

"""What the tests let workers do: loaded by the zygote, by name."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import socket
import stat
import threading
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.sandbox.tasks import in_worker
from parsers.documents.external.tools import Tools

if TYPE_CHECKING:
    from collections.abc import Callable


def double(number: int) -> int:
    return number * 2


_COUNTED = count(1)


def count_on() -> int:
    """How often this worker was asked."""
    return next(_COUNTED)


def sleep_for_ever() -> None:
    time.sleep(3600)


def segfault() -> None:
    ctypes.string_at(8)


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
        with suppress(OSError):  # of what it has open only the answer's socket takes them
            if handle > 2 and stat.S_ISSOCK(os.fstat(handle).st_mode):
                os.write(handle, data)
                os._exit(0)
    return 0


def refused(number: int, *arguments: int) -> str:
    """The kernel's answer to a system call: the name of its error, or what it gave."""
    libc = ctypes.CDLL(None, use_errno=True)
    given = libc.syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments))
    return errno.errorcode.get(ctypes.get_errno(), "?") if given == -1 else f"gave {given}"


def change(path: str) -> list[str]:
    """What comes of changing a file's mode, owner, times and name, and of a link to it, by each error's name."""
    ways = (
        lambda: Path(path).chmod(0o777),
        lambda: os.chown(path, 0, 0),
        lambda: os.utime(path, (0, 0)),
        lambda: Path(path).rename(path + ".moved"),
        lambda: os.link(path, "linked"),
        lambda: Path("pointing").symlink_to(path),
        lambda: os.truncate(path, 0),
        lambda: Path(path).unlink(),
    )
    return [_error_of(way) for way in ways]


def _error_of(way: Callable[[], None]) -> str:
    try:
        way()
    except OSError as exc:
        return type(exc).__name__
    return "done"


def fork_bomb() -> int:
    """How many processes can be alive at a time."""
    for number in range(10_000):
        try:
            child = os.fork()
        except OSError:
            return number
        if child == 0:
            time.sleep(3600)
    return 10_000


def thread_bomb() -> int:
    for number in range(10_000):
        try:
            threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
        except RuntimeError:
            return number
    return 10_000


def fill_the_disk() -> int:
    """Bytes that could be written in many files."""
    written = 0
    for number in range(1000):
        try:
            Path(f"{number}").write_bytes(bytes(1 << 20))
        except OSError:
            return written
        written += 1 << 20
    return written


def make_files() -> int:
    for number in range(1_000_000):
        try:
            Path(f"f{number}").touch()
        except OSError:
            return number
    return 1_000_000


def eat_memory_in_children(each: int, count: int) -> int:
    """Within the limit of each, beyond that of all."""
    for _ in range(count):
        if os.fork() == 0:
            held = bytearray(each)
            held[::4096] = b"x" * len(held[::4096])
            time.sleep(3600)
    time.sleep(3600)
    return 0


def leave_many() -> int:
    """Processes in sessions and groups of their own, orphans of orphans."""
    for _ in range(5):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.setsid()
                time.sleep(3600)
            os._exit(0)
    return os.getpid()


def burn_in_child() -> int:
    """A child has processor time of its own; the deadline is everybody's."""
    if os.fork() == 0:
        while True:
            pass
    time.sleep(3600)
    return 0


def kill(pid: int) -> str:
    return _error_of(lambda: os.kill(pid, signal.SIGTERM))


def everybody_killed() -> str:
    return _error_of(lambda: os.kill(-1, signal.SIGTERM))


def processes() -> list[int]:
    return sorted(int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())


def identity() -> list[int]:
    """Who it is, and its capabilities."""
    status = Path("/proc/self/status").read_text().splitlines()
    return [os.getuid(), os.getgid(), *(int(line.split()[1], 16) for line in status if line.startswith("CapEff"))]


def connect_to(path: str) -> str:
    """A UNIX socket of somebody outside."""

    def way() -> None:
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(path)

    return _error_of(way)


def seconds_left() -> float:
    """Until this worker is ended, as its tools know it."""
    return in_worker(Tools()).until - time.monotonic()

"""What the tests let workers do: loaded by the zygote, by name."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import os
import platform
import signal
import socket
import stat
import struct
import threading
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.sandbox.answers import Parcel
from jobs.sandbox.tasks import MemberName, OpenedFile, in_worker
from parsers.documents.external.forked_work import frames
from parsers.documents.external.tools import Tools, run
from parsers.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from parsers.documents.external.forked_work import Send


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
                left = memoryview(data)
                while left:
                    left = left[os.write(handle, left) :]
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


CALLS_ON_OTHERS = {
    "kill": (62, 129, ("pid", signal.SIGURG)),
    "kill of its group": (62, 129, ("-pid", signal.SIGURG)),
    "tkill": (200, 130, ("pid", signal.SIGURG)),
    "tgkill": (234, 131, ("pid", "pid", signal.SIGURG)),
    "rt_sigqueueinfo": (129, 138, ("pid", signal.SIGURG, "memory")),
    "rt_tgsigqueueinfo": (297, 240, ("pid", "pid", signal.SIGURG, "memory")),
    "pidfd_send_signal": (424, 424, ("handle", signal.SIGURG, 0, 0)),
    "ptrace": (101, 117, (0x4206, "pid", 0, 0)),
    "process_vm_readv": (310, 270, ("pid", 0, 0, 0, 0, 0)),
    "process_vm_writev": (311, 271, ("pid", 0, 0, 0, 0, 0)),
    "process_madvise": (440, 440, ("handle", 0, 0, 20, 0)),
    "process_mrelease": (448, 448, ("handle", 0)),
    "pidfd_getfd": (438, 438, ("handle", 0, 0)),
    "prlimit64": (302, 261, ("pid", 7, 0, "memory")),
    "setpriority": (141, 140, (0, "pid", 19)),
    "ioprio_set": (251, 30, (1, "pid", 3 << 13)),
    "sched_setaffinity": (203, 122, ("pid", 128, "memory")),
    "sched_setscheduler": (144, 119, ("pid", 5, "memory")),
    "sched_setparam": (142, 118, ("pid", "memory")),
    "sched_setattr": (314, 274, ("pid", "memory", 0)),
    "migrate_pages": (256, 238, ("pid", 0, 0, 0)),
    "move_pages": (279, 239, ("pid", 0, 0, 0, "memory", 0)),
    "kcmp": (312, 272, ("pid", "pid", 1, 0, 0)),
}
"""Number on x86_64, on aarch64, and arguments of every call that does something to another process."""
COLUMN = {"x86_64": 0, "aarch64": 1}[platform.machine()]
PIDFD_OPEN, CLONE, CLONE_PARENT = 434, (56, 220), 0x8000
F_SETOWN, F_SETSIG, F_SETOWN_EX = 8, 10, 15


def done_to_another(pid: int) -> dict[str, str]:
    """The kernel's answer to each way of reaching another process: by default such a signal does nothing."""
    handle = ctypes.CDLL(None).syscall(PIDFD_OPEN, ctypes.c_long(pid), ctypes.c_long(0))
    memory = ctypes.addressof(ctypes.create_string_buffer(b"\xff" * 128, 128))
    known = {"pid": pid, "-pid": -pid, "handle": handle, "memory": memory}
    calls = {
        name: refused(row[COLUMN], *(known.get(word, word) for word in row[2])) for name, row in CALLS_ON_OTHERS.items()
    }
    return calls | _by_a_pipe(pid)


def _by_a_pipe(pid: int) -> dict[str, str]:
    """A file that is ready sends a signal to its owner: fcntl(2)."""
    reading, writing = os.pipe()
    return {
        "F_SETOWN": _error_of(lambda: fcntl.fcntl(reading, F_SETOWN, pid)),
        "F_SETOWN of a group": _error_of(lambda: fcntl.fcntl(reading, F_SETOWN, -pid)),
        "F_SETOWN_EX": _error_of(lambda: fcntl.fcntl(reading, F_SETOWN_EX, struct.pack("=ii", 1, pid))),
        "F_SETSIG": _error_of(lambda: fcntl.fcntl(writing, F_SETSIG, signal.SIGURG)),
    }


def done_to_the_parent() -> dict[str, str]:
    """The same to the zygote, where it can be seen: it is no process of a world of the worker's own."""
    return done_to_another(os.getppid()) if os.getppid() else {}


def a_sibling() -> str:
    """A child that is its parent's, so that nobody counts it as the worker's."""
    return refused(CLONE[COLUMN], CLONE_PARENT | signal.SIGCHLD, 0, 0, 0, 0)


def signal_itself() -> list[str]:
    """What a library may do: to itself, to its group, by a thread."""
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    return [
        _error_of(lambda: os.kill(os.getpid(), signal.SIGUSR1)),
        _error_of(lambda: os.kill(0, signal.SIGUSR1)),
        _error_of(lambda: signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)),
    ]


def emptied(path: str) -> dict[str, str]:
    """What comes of each way to cut a file: Landlock knows of them from its third version on."""
    ways = {
        "truncate": lambda: os.truncate(path, 0),
        "opened to read": lambda: os.open(path, os.O_RDONLY | os.O_TRUNC),
        "opened for nothing": lambda: os.open(path, 3 | os.O_TRUNC),
        "its own, opened to read": lambda: os.open("own", os.O_RDONLY | os.O_TRUNC | os.O_CREAT),
        "opened to write": lambda: os.open(path, os.O_WRONLY | os.O_TRUNC),
    }
    return {name: _error_of(way) for name, way in ways.items()}


def lose_patience() -> list[str]:
    """What comes of a program and of a child that sleep, where they may take a part of a second."""
    try:
        run(["/bin/sleep", "3600"], folder=Path.cwd(), cpu_seconds=9, seconds=0.2)
        told = "ended"
    except Unreadable as refusal:
        told = refusal.reason.value
    answers = frames(_say_and_sleep, cpu_seconds=9, silence=0.2, most=99)
    return [told, *(answer.decode() for answer in answers)]


def _say_and_sleep(send: Send) -> None:
    send(b"begun")
    time.sleep(3600)


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


def many_files(count: int, each: int) -> Parcel[OpenedFile]:
    """As a container that holds so many files of so many bytes, none like another."""
    members = tuple(MemberName(name=f"{number}.bin", container="zip", locked=False) for number in range(count))
    files = tuple(number.to_bytes(8, "big") + bytes(each - 8) for number in range(count))
    return Parcel(OpenedFile(members=members), files)


def answer_with(size: int) -> int:
    """JSON of that many bytes, where a number was promised."""
    with Path("answer").open("wb") as file:
        file.write(b"r" + struct.pack("!Q", size - 9))
        file.truncate(size)
    piece = struct.pack("!Q", size) + Path("answer").read_bytes()
    return answer_raw(piece)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

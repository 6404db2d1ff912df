"""Worlds of their own, where the kernel gives them: processes, network, shared memory, mounts, users (namespaces(7)).

The zygote enters its own before it loads anything: as their init, it takes all that runs in them with it when it ends.
Each worker gets another: it sees no process but its own, its folder is memory of a fixed size, and when it ends, be it
killed, so does all that it started. As root it becomes a user of its own as well. Every step stands alone: what the
kernel refuses is left out.
"""

from __future__ import annotations

import ctypes
import os
import random
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOUNTS, UTS, IPC, USERS, PROCESSES, NETWORK = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
SET_PDEATHSIG, SET_DUMPABLE = 1, 4
MS_NOSUID_NODEV_NOEXEC, MS_PRIVATE_AND_BELOW = 2 | 4 | 8, (1 << 18) | (1 << 14)
CAP_SYS_ADMIN = 21
USERS_FROM, USERS_EACH = range(65000, 65500, 20), 20
"""Reserved numbers that no account has (Debian policy, 9.2.2) and that a container's map holds; so many a zygote."""
FILES = 20_000
"""Files and folders that a worker may make."""
_LIBC = ctypes.CDLL(None, use_errno=True)


def is_privileged() -> bool:
    """Whether this process may make namespaces without one of users around them."""
    with suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
        effective = next(int(line.split()[1], 16) for line in lines if line.startswith("CapEff:"))
        return os.geteuid() == 0 and bool(effective >> CAP_SYS_ADMIN & 1)
    return False


def enter() -> bool:
    """Go on as the init of namespaces of one's own, in a child; the parent only waits. False where there are none."""
    privileged = is_privileged()
    user, group = os.geteuid(), os.getegid()
    wanted = MOUNTS | UTS | IPC | PROCESSES | NETWORK | (0 if privileged else USERS)
    if _LIBC.unshare(wanted) != 0:
        return False
    if not privileged:
        _map(user, group)
    _mount(None, "/", None, MS_PRIVATE_AND_BELOW)
    child = os.fork()
    if child:
        _wait_for(child)
    _LIBC.prctl(SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    _mount("proc", "/proc", "proc", MS_NOSUID_NODEV_NOEXEC)
    return True


def _wait_for(child: int) -> None:
    """The parent holds nothing: whoever waits for the zygote's end must hear of it."""
    os.closerange(3, 256)
    _, status = os.waitpid(child, 0)
    os._exit(max(0, os.waitstatus_to_exitcode(status)))


def _map(user: int, group: int) -> None:
    """Nobody but oneself (user_namespaces(7))."""
    for name, words in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with suppress(OSError):
            Path(f"/proc/self/{name}").write_text(words, "ascii")


def _mount(source: str | None, target: str, kind: str | None, flags: int, options: str | None = None) -> bool:
    words = [word.encode() if word is not None else None for word in (source, target, kind)]
    return bool(_LIBC.mount(*words, ctypes.c_ulong(flags), options.encode() if options else None) == 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Worker:
    """A worker's own world within the zygote's."""

    processes: int
    """Handle of the zygote's namespace of processes, from which each worker's is made."""
    privileged: bool
    user: int | None = None
    """Who a worker is where we are root; None: who we are."""

    @classmethod
    def prepared(cls, readable: Iterable[str], root: Path) -> Worker:
        """Once, before the first worker."""
        handle = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
        privileged = is_privileged()
        user = random.SystemRandom().choice(USERS_FROM) if privileged else None
        if user is not None:
            root.chmod(0o711)
            user = user if _can_work_as(user, readable, root) else None
        return cls(processes=handle, privileged=privileged, user=user)

    def before_fork(self) -> None:
        """The next child is the init of a namespace of its own."""
        _LIBC.setns(self.processes, PROCESSES)
        _LIBC.unshare(PROCESSES)

    def enter(self, folder: Path, size: int, number: int) -> None:
        """In the worker, the zygote's `number`th: its own mounts, folder of so many bytes, user."""
        os.close(self.processes)
        user = None if self.user is None else self.user + number % USERS_EACH
        if _LIBC.unshare(MOUNTS | IPC) == 0:
            _mount("tmpfs", str(folder), "tmpfs", MS_NOSUID_NODEV_NOEXEC, f"size={size},nr_inodes={FILES},mode=700")
            _mount("proc", "/proc", "proc", MS_NOSUID_NODEV_NOEXEC)
        if user is not None:
            os.chown(folder, user, user)
            become(user)
            return
        user, group = os.geteuid(), os.getegid()
        if _LIBC.unshare(USERS) == 0:  # its processes are counted by themselves, and it has no power over the zygote's
            _map(user, group)


def become(user: int) -> None:
    """Be a user who owns nothing; still seen in one's own /proc."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    _LIBC.prctl(SET_DUMPABLE, 1, 0, 0, 0)


def _can_work_as(user: int, readable: Iterable[str], root: Path) -> bool:
    """Whether that user may read what a worker reads: a project in a home that is closed to others may not be."""
    there = [path for path in readable if Path(path).exists()]
    child = os.fork()
    if child == 0:
        code = 1
        try:
            become(user)
            code = 0 if all(os.access(path, os.R_OK) for path in there) and os.access(root, os.X_OK) else 1
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return status == 0

"""Worlds of their own, where the kernel gives them: processes, network, shared memory, mounts, users (namespaces(7)).

The zygote enters its own before it loads anything: as their init, it takes all that runs in them with it when it ends.
Each worker gets another: it sees no process but its own, its folder is memory of a fixed size, and when it ends, be it
killed, so does all that it started. As root it becomes a user of its own as well, with namespaces or without. Every
step stands alone: what the kernel refuses is left out.
"""

from __future__ import annotations

import ctypes
import os
import random
import signal
import warnings
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOUNTS, UTS, IPC, USERS, PROCESSES, NETWORK = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
SET_PDEATHSIG, SET_DUMPABLE = 1, 4
MS_NOSUID_NODEV_NOEXEC, MS_PRIVATE_AND_BELOW = 2 | 4 | 8, (1 << 18) | (1 << 14)
CAP_SYS_ADMIN = 21
FOR_ANOTHER = 1 << 0 | 1 << 1 | 1 << 5 | 1 << 6 | 1 << 7
"""CAP_CHOWN, DAC_OVERRIDE, KILL, SETGID, SETUID: to give a worker a folder and a user, end it and clear up after it."""
USERS_FROM, USERS_EACH = range(65000, 65500, 20), 20
"""Reserved numbers that no account has (Debian policy, 9.2.2) and that a container's map holds; so many a zygote."""
FILES = 20_000
"""Files and folders that a worker may make."""
_LIBC = ctypes.CDLL(None, use_errno=True)


def is_privileged() -> bool:
    """Whether this process may make namespaces without one of users around them."""
    return os.geteuid() == 0 and bool(_capabilities() >> CAP_SYS_ADMIN & 1)


def _capabilities() -> int:
    """Those in effect: proc(5), status."""
    with suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
        return next(int(line.split()[1], 16) for line in lines if line.startswith("CapEff:"))
    return 0


def _own() -> int:
    """What the zygote leaves: users only where nothing else lets it leave the rest."""
    return MOUNTS | UTS | IPC | PROCESSES | NETWORK | (0 if is_privileged() else USERS)


def enter() -> bool:
    """Go on as the init of namespaces of one's own, in a child; the parent only waits. False where there are none."""
    privileged = is_privileged()
    user, group = os.geteuid(), os.getegid()
    if _LIBC.unshare(_own()) != 0:
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
    """A worker's own world, within the zygote's where that has one."""

    processes: int | None
    """Handle of the zygote's namespace of processes, from which each worker's is made; None: there are none."""
    user: int | None = None
    """Who a worker is where we are root; None: who we are."""

    @classmethod
    def prepared(cls, readable: Iterable[str], root: Path, *, inside: bool) -> Worker:
        """Once, before the first worker."""
        handle = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC) if inside else None
        user = random.SystemRandom().choice(USERS_FROM) if os.geteuid() == 0 else None
        if user is not None:
            root.chmod(0o711)
            user = user if _can_work_as(user, readable, root) else None
        return cls(processes=handle, user=user)

    @property
    def is_apart(self) -> bool:
        """Whether its processes are counted and ended by themselves."""
        return self.processes is not None

    def before_fork(self) -> None:
        """The next child is the init of a namespace of its own."""
        if self.processes is not None:
            _LIBC.setns(self.processes, PROCESSES)
            _LIBC.unshare(PROCESSES)

    def enter(self, folder: Path, size: int, number: int) -> None:
        """In the worker, the zygote's `number`th: its own mounts, folder of so many bytes, user."""
        user = None if self.user is None else self.user + number % USERS_EACH
        if self.processes is not None:
            os.close(self.processes)
            _own_mounts(folder, size)
        if user is not None:
            os.chown(folder, user, user)
            become(user)
        elif self.processes is not None:
            _own_users()


def _own_mounts(folder: Path, size: int) -> None:
    if _LIBC.unshare(MOUNTS | IPC) == 0:
        _mount("tmpfs", str(folder), "tmpfs", MS_NOSUID_NODEV_NOEXEC, f"size={size},nr_inodes={FILES},mode=700")
        _mount("proc", "/proc", "proc", MS_NOSUID_NODEV_NOEXEC)


def _own_users() -> None:
    """Its processes are counted by themselves, and it has no power over the zygote's."""
    user, group = os.geteuid(), os.getegid()
    if _LIBC.unshare(USERS) == 0:
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

    def tried() -> bool:
        become(user)
        return all(os.access(path, os.R_OK) for path in there) and os.access(root, os.X_OK)

    return _capabilities() & FOR_ANOTHER == FOR_ANOTHER and _in_a_child(tried)


def are_given() -> bool:
    """Whether this kernel, or this container, gives namespaces."""
    return _in_a_child(lambda: _LIBC.unshare(_own()) == 0)


def is_root(readable: Iterable[str]) -> bool:
    """Whether workers are root, without its rights: nobody else may read the program, or become another user."""
    mapped = are_given() and not is_privileged()
    return os.geteuid() == 0 and (mapped or not _can_work_as(USERS_FROM[0], readable, Path("/")))


def _in_a_child(tried: Callable[[], bool]) -> bool:
    """What comes of something that cannot be undone."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child takes no lock that a thread could hold
        child = os.fork()
    if child == 0:
        code = 1
        try:
            code = 0 if tried() else 1
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return status == 0

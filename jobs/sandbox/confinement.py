"""What a worker may not do, by the kernel's word: rlimits, Landlock, seccomp, prctl, capabilities. Each stands alone.

Nothing here needs privileges. What the kernel does not offer is left out, and `protections` says what is active.
Sources: landlock(7), seccomp(2), prctl(2), getrlimit(2).
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import stat
import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.sandbox.syscalls import program

if TYPE_CHECKING:
    from collections.abc import Iterable

PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 22, 36, 38
LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
LANDLOCK_VERSION_FLAG = 1
LANDLOCK_RULE_PATH_BENEATH = 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
FILE_RIGHTS_BY_ABI = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
EVERY_FILE_RIGHT = (1 << 16) - 1
BIND_AND_CONNECT_TCP = 3
SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS, SCOPES_SINCE = 3, 6

_LIBC = ctypes.CDLL(None, use_errno=True)
WALLS = ("landlock", "seccomp")
"""Without these nothing is read, unless somebody said so by hand."""
WEAK_VARIABLE = "CANDIDATURES_CONFINEMENT"
"""`weak` in the environment says so for commands that have no configuration."""
_FILTER_MODE, _EFAULT = 2, 14
_USUAL, _BESIDE = 1 << 30, 512 << 20
"""Of the memory of a worker and its programs: what it is at least, and what they have besides."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Confinement:
    """The limits of one worker. Memory and file sizes are in bytes, times in seconds."""

    memory: int = 1 << 30
    """Address space of the worker itself."""
    external_memory: int = 2 << 30
    """Address space of an external program that it runs."""
    cpu: int = 120
    file_size: int = 100 << 20
    open_files: int = 256
    processes: int = 64
    """A worker and all that it starts, threads counted."""
    disk: int = 512 << 20
    """All its files together."""
    weak: bool = False
    """It reads all the same where the kernel does not give every one of `WALLS`."""

    @property
    def total_memory(self) -> int:
        """What a worker and all that it starts may have in memory together.

        A photograph of 90 million pixels takes 1.1 GiB, read by both readers of pictures.
        """
        return max(self.memory, _USUAL) + _BESIDE

    @property
    def most(self) -> int:
        """The same with its files, which are memory where it has a world of its own."""
        return self.total_memory + self.disk


def confine(limits: Confinement, *, writable: Path, readable: Iterable[str], counted: bool = False) -> tuple[str, ...]:
    """Confine this process and all it starts, for good; the names of the protections that hold.

    Where its processes are `counted` by themselves, not with others of the same user, their number has a limit.
    """
    _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    _end_at_limits()
    with suppress(OSError):  # where memory runs out the kernel is to take a worker, not the daemon: proc(5)
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")
    _set_limits(limits)
    if counted:
        resource.setrlimit(resource.RLIMIT_NPROC, (limits.processes, limits.processes))
    active = ["rlimits"]
    _LIBC.capset(struct.pack("=Ii", 0x20080522, 0), bytes(24))  # none but a plain user's: capabilities(7), version 3
    if _LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        active.append("no new privileges")
        landlocked = _landlock(writable, readable)
        alone = None if _sees_no_other(landlocked=landlocked) else os.getpid()
        active.extend(name for name, holds in (("landlock", landlocked), ("seccomp", _seccomp(alone))) if holds)
    return tuple(active)


def _sees_no_other(*, landlocked: bool) -> bool:
    """Whether no signal of this process reaches one that it did not start: it is the init of its own world (no other is
    forked as the first), or Landlock keeps them in.
    """
    return os.getpid() == 1 or (landlocked and landlock_abi() >= SCOPES_SINCE)


def _end_at_limits() -> None:
    """The signals of used-up processor time end the process at once, C code as well, as its exit status.

    The first process of a namespace would pass over them: signals that have no handler are kept from it.
    """
    end = ctypes.cast(_LIBC["_exit"], ctypes.c_void_p)
    _LIBC.signal.restype = ctypes.c_void_p
    for number in (signal.SIGXCPU, signal.SIGPROF):
        _LIBC.signal(int(number), end)


def _set_limits(limits: Confinement) -> None:
    for kind, soft, hard in (
        (resource.RLIMIT_AS, limits.memory, limits.external_memory),
        (resource.RLIMIT_CPU, limits.cpu, limits.cpu + 5),
        (resource.RLIMIT_FSIZE, limits.file_size, limits.file_size),
        (resource.RLIMIT_NOFILE, limits.open_files, limits.open_files),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        ceiling = resource.getrlimit(kind)[1]
        most = hard if ceiling == resource.RLIM_INFINITY else min(hard, ceiling)
        resource.setrlimit(kind, (min(soft, most), most))


def protections() -> dict[str, bool]:
    """What this kernel offers for `confine`, by name."""
    return {
        "rlimits": True,
        "landlock": landlock_abi() > 0,
        "seccomp": program() is not None and _takes_filters(),
    }


def missing_walls() -> tuple[str, ...]:
    """Those of `WALLS` that this kernel does not give."""
    offered = protections()
    return tuple(name for name in WALLS if not offered[name])


def is_weak_by_hand() -> bool:
    """Whether the environment says to read without every wall."""
    return os.environ.get(WEAK_VARIABLE) == "weak"


def unconfined(*, weak: bool) -> str | None:
    """What is to be told where a wall is missing, in one sentence; None where all hold."""
    missing = " and no ".join(missing_walls())
    if not missing:
        return None
    if weak:
        return f"this kernel has no {missing}: files are read with weak confinement, as was configured"
    return (
        f"this kernel has no {missing}: no mail is read, because a hostile file could not be contained; "
        f'see docs/documents.md, or set [limits] confinement = "weak" to read at your own risk'
    )


def _takes_filters() -> bool:
    """Whether the kernel would look at a filter: of none at all it says that it stands nowhere (seccomp(2))."""
    _LIBC.prctl(PR_SET_SECCOMP, _FILTER_MODE, None, 0, 0)
    return ctypes.get_errno() == _EFAULT


def become_subreaper() -> None:
    """Make orphans of this process's descendants its own children, so that it can end them."""
    _LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def landlock_abi() -> int:
    """The version of Landlock that the kernel offers; 0 for none."""
    version = _LIBC.syscall(LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), LANDLOCK_VERSION_FLAG)
    return max(0, int(version))


def _landlock(writable: Path, readable: Iterable[str]) -> bool:
    abi = landlock_abi()
    if not abi:
        return False
    rights = FILE_RIGHTS_BY_ABI.get(abi, EVERY_FILE_RIGHT)
    ruleset = _ruleset(abi, rights)
    if ruleset < 0:
        return False
    try:
        for path in readable:
            _allow(ruleset, path, READ_FILE | READ_DIR | EXECUTE)
        _allow(ruleset, "/dev/null", READ_FILE | WRITE_FILE)
        _allow(ruleset, str(writable), rights)
        return bool(_LIBC.syscall(LANDLOCK_RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _ruleset(abi: int, rights: int) -> int:
    network = BIND_AND_CONNECT_TCP if abi >= 4 else 0
    scopes = SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS if abi >= SCOPES_SINCE else 0
    fields = [rights, *([network] if abi >= 4 else []), *([scopes] if abi >= SCOPES_SINCE else [])]
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    return int(_LIBC.syscall(LANDLOCK_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0))


def _allow(ruleset: int, path: str, rights: int) -> None:
    """Grant rights beneath `path`; a path that does not exist needs none."""
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(handle).st_mode):
            rights &= ~READ_DIR & (EXECUTE | WRITE_FILE | READ_FILE)
        rule = struct.pack("=Qi", rights, handle)
        _LIBC.syscall(LANDLOCK_ADD_RULE, ruleset, LANDLOCK_RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(handle)


def _seccomp(alone: int | None) -> bool:
    """Only the calls of `jobs.sandbox.syscalls`, for good; `alone` as there."""
    steps = program(alone=alone)
    if steps is None:
        return False
    buffer = ctypes.create_string_buffer(steps, len(steps))
    header = struct.pack("HxxxxxxP", len(steps) // 8, ctypes.addressof(buffer))
    return bool(_LIBC.prctl(PR_SET_SECCOMP, _FILTER_MODE, header, 0, 0) == 0)

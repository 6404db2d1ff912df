"""What a worker may not do, by the kernel's word: rlimits, Landlock, seccomp, prctl. Each protection stands alone.

Nothing here needs privileges. What the kernel does not offer is left out, and `protections` says what is active.
Sources: landlock(7), seccomp(2), prctl(2), getrlimit(2).
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

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
SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS = 3

_LIBC = ctypes.CDLL(None, use_errno=True)
_DENIED_CALLS = {
    # socket and connect are treated apart; then ptrace, process_vm_readv, process_vm_writev, bpf, userfaultfd,
    # perf_event_open, add_key, request_key, keyctl and the three of io_uring, which could open sockets unseen.
    "x86_64": (0xC000003E, 41, 42, (101, 310, 311, 321, 323, 298, 248, 249, 250, 425, 426, 427)),
    "aarch64": (0xC00000B7, 198, 203, (117, 270, 271, 280, 282, 241, 217, 218, 219, 425, 426, 427)),
}


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


def confine(limits: Confinement, *, writable: Path, readable: Iterable[str]) -> tuple[str, ...]:
    """Confine this process and all it starts, for good; the names of the protections that hold."""
    _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    with suppress(OSError):  # where memory runs out the kernel is to take a worker, not the daemon: proc(5)
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")
    _set_limits(limits)
    active = ["rlimits"]
    if _LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        active.append("no new privileges")
        active.extend(
            name for name, holds in (("landlock", _landlock(writable, readable)), ("seccomp", _seccomp())) if holds
        )
    return tuple(active)


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
        "seccomp": platform.machine() in _DENIED_CALLS and Path("/proc/sys/kernel/seccomp").exists(),
    }


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
    scopes = SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS if abi >= 6 else 0
    fields = [rights, *([network] if abi >= 4 else []), *([scopes] if abi >= 6 else [])]
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    return int(_LIBC.syscall(LANDLOCK_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0))


def _allow(ruleset: int, path: str, rights: int) -> None:
    """Grant rights beneath `path`; a path that does not exist needs none."""
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not Path(path).is_dir():
            rights &= ~READ_DIR & (EXECUTE | WRITE_FILE | READ_FILE)
        rule = struct.pack("=Qi", rights, handle)
        _LIBC.syscall(LANDLOCK_ADD_RULE, ruleset, LANDLOCK_RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(handle)


def _seccomp() -> bool:
    """No socket but UNIX ones, and those connect to nothing; no look into other processes."""
    known = _DENIED_CALLS.get(platform.machine())
    if known is None:
        return False
    program = _filter(*known)
    buffer = ctypes.create_string_buffer(b"".join(program))
    header = struct.pack("HxxxxxxP", len(program), ctypes.addressof(buffer))
    return bool(_LIBC.prctl(PR_SET_SECCOMP, 2, header, 0, 0) == 0)


def _filter(architecture: int, socket: int, connect: int, denied: tuple[int, ...]) -> list[bytes]:
    """The BPF program over `struct seccomp_data` (number at 0, architecture at 4, first argument at 16)."""
    load, equal, answer = 0x20, 0x15, 0x06
    allow, errno, unix = 0x7FFF0000, 0x00050000, 1

    def step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
        return struct.pack("HBBI", code, yes, no, value)

    refused = step(answer, errno | 13)
    program = [step(load, 4), step(equal, architecture, 1, 0), refused, step(load, 0)]
    for number in denied:
        program += [step(equal, number, 0, 1), refused]
    program += [step(equal, connect, 0, 1), step(answer, errno | 111)]
    program += [step(equal, socket, 0, 3), step(load, 16), step(equal, unix, 1, 0), refused]
    return [*program, step(answer, allow)]

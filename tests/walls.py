"""A program run as on a kernel that lacks a wall: the kernel itself refuses it the calls, as it would there.

python -m tests.walls landlock,seccomp,namespaces,landlock=3 SCRIPT [ARGUMENTS]

`landlock=N` is a kernel whose Landlock is of that version: whoever asks for it is told so.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import platform
import select
import socket
import struct
import sys

CALLS = {
    "landlock": {"x86_64": (444, 445, 446), "aarch64": (444, 445, 446)},
    "namespaces": {"x86_64": (272, 308, 165), "aarch64": (97, 268, 40)},
    "seccomp": {"x86_64": (317,), "aarch64": (277,)},
}
ERRORS = {"landlock": 38, "namespaces": 1, "seccomp": 38}
SECCOMP, PRCTL = {"x86_64": 317, "aarch64": 277}, {"x86_64": 157, "aarch64": 167}
SET_SECCOMP, FILTER_MODE, INVALID = 22, 2, 22
NEW_LISTENER, ASK, RECEIVE, ANSWER = 8, 0x7FC00000, 0xC0502100, 0xC0182101
"""seccomp_unotify(2): a filter's question to another process, and the two ioctls of its answer."""
CREATE_RULESET, VERSION = 444, 1
_LOAD, _EQUAL, _ANSWER = 0x20, 0x15, 0x06
_LIBC = ctypes.CDLL(None, use_errno=True)


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("HBBI", code, yes, no, value)


def _refusals(walls: list[str]) -> list[bytes]:
    machine = platform.machine()
    steps = [_step(_LOAD, 0)]
    for wall in walls:
        for number in CALLS[wall][machine]:
            steps += [_step(_EQUAL, number, 0, 1), _step(_ANSWER, 0x00050000 | ERRORS[wall])]
    if "seccomp" in walls:
        steps += [_step(_EQUAL, PRCTL[machine], 0, 3), _step(_LOAD, 16), _step(_EQUAL, SET_SECCOMP, 0, 1)]
        steps += [_step(_ANSWER, 0x00050000 | INVALID)]
    return [*steps, _step(_ANSWER, 0x7FFF0000)]


def _questions() -> list[bytes]:
    """The version of Landlock is told by another process."""
    flags = [_step(_LOAD, 32), _step(_EQUAL, VERSION, 0, 1), _step(_ANSWER, ASK)]
    return [_step(_LOAD, 0), _step(_EQUAL, CREATE_RULESET, 0, len(flags)), *flags, _step(_ANSWER, 0x7FFF0000)]


def _set(steps: list[bytes], flags: int = 0) -> int:
    """From now on this process and all below it have the filter; the descriptor of its questions, if it has any."""
    buffer = ctypes.create_string_buffer(b"".join(steps), 8 * len(steps))
    header = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(buffer))
    _LIBC.prctl(38, 1, 0, 0, 0)
    given = int(_LIBC.syscall(SECCOMP[platform.machine()], 1, ctypes.c_ulong(flags), header))
    if given < 0:
        raise OSError(ctypes.get_errno(), "no filter could be set")
    return given


def refuse(walls: list[str]) -> None:
    """From now on this process and all below it are on a kernel without these walls."""
    _set(_refusals(walls))


def _told(version: int, listener: int) -> None:
    """Tell the version of Landlock to all that ask, until the last of them has ended."""
    looked_at = select.poll()
    looked_at.register(listener, select.POLLIN)
    while (events := looked_at.poll()) and not events[0][1] & select.POLLHUP:
        question = bytearray(80)
        try:
            fcntl.ioctl(listener, RECEIVE, question)
            fcntl.ioctl(listener, ANSWER, bytearray(question[:8] + struct.pack("=qiI", version, 0, 0)))
        except FileNotFoundError:  # who asked has been killed
            continue


def _older(version: int) -> None:
    """Go on in a child whose Landlock is of that version; the parent answers for the kernel and ends as the child."""
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        listener = _set(_questions(), NEW_LISTENER)
        socket.send_fds(theirs, [b"."], [listener])
        os.close(listener)
        ours.close()
        theirs.close()
        return
    theirs.close()
    _, [listener], _, _ = socket.recv_fds(ours, 1, 1)
    _told(version, listener)
    os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def main(walls: list[str], script: list[str]) -> None:
    """Run the script on that kernel."""
    for wall in walls:
        if wall.startswith("landlock="):
            _older(int(wall.removeprefix("landlock=")))
    refuse([wall for wall in walls if "=" not in wall])
    os.execv(sys.executable, [sys.executable, *script])


if __name__ == "__main__":
    main(list(filter(None, sys.argv[1].split(","))), sys.argv[2:])

"""A program run as on a kernel that lacks a wall: the kernel itself refuses it the calls, as it would there.

python -m tests.walls landlock,seccomp,namespaces SCRIPT [ARGUMENTS]
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys

CALLS = {
    "landlock": {"x86_64": (444, 445, 446), "aarch64": (444, 445, 446)},
    "namespaces": {"x86_64": (272, 308, 165), "aarch64": (97, 268, 40)},
    "seccomp": {"x86_64": (317,), "aarch64": (277,)},
}
ERRORS = {"landlock": 38, "namespaces": 1, "seccomp": 38}
PRCTL = {"x86_64": 157, "aarch64": 167}
SET_SECCOMP, FILTER_MODE, INVALID = 22, 2, 22
_LOAD, _EQUAL, _ANSWER = 0x20, 0x15, 0x06


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("HBBI", code, yes, no, value)


def refuse(walls: list[str]) -> None:
    """From now on this process and all below it are on a kernel without these walls."""
    machine = platform.machine()
    steps = [_step(_LOAD, 0)]
    for wall in walls:
        for number in CALLS[wall][machine]:
            steps += [_step(_EQUAL, number, 0, 1), _step(_ANSWER, 0x00050000 | ERRORS[wall])]
    if "seccomp" in walls:
        steps += [_step(_EQUAL, PRCTL[machine], 0, 3), _step(_LOAD, 16), _step(_EQUAL, SET_SECCOMP, 0, 1)]
        steps += [_step(_ANSWER, 0x00050000 | INVALID)]
    steps.append(_step(_ANSWER, 0x7FFF0000))
    buffer = ctypes.create_string_buffer(b"".join(steps), 8 * len(steps))
    header = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(38, 1, 0, 0, 0)
    if libc.prctl(SET_SECCOMP, FILTER_MODE, header, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "no filter could be set")


if __name__ == "__main__":
    refuse(sys.argv[1].split(","))
    os.execv(sys.executable, [sys.executable, *sys.argv[2:]])

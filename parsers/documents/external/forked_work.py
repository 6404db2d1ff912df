"""Work that may hang, crash or eat memory, done in a forked child: it costs its own answer and nothing else.

The child is as confined as its parent (limits, Landlock and seccomp are inherited) and shares its group, so that
whoever ends the parent ends it too. What it answers is data: frames of bytes, in order, as many as it got ready.
"""

from __future__ import annotations

import faulthandler
import os
import resource
import select
import signal
import struct
import warnings
from functools import partial
from typing import TYPE_CHECKING

from parsers.documents.external.tools import end_by_itself, kill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Send = Callable[[bytes], None]

_LENGTH = struct.Struct("=Q")
_PIECE = 1 << 20


def frames(work: Callable[[Send], None], *, cpu_seconds: int, silence: float, most: int) -> list[bytes]:
    """What `work` sends from a child process until it ends, or is ended.

    It may use `cpu_seconds` of processor time, be silent for `silence` seconds and send `most` bytes in all. The
    frames sent until then count; work that fails at once gives none.
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # The child runs nothing but `work`, which takes no lock that another thread of the parent could hold.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        os.close(reading)
        _live(work, writing, cpu_seconds, silence)
    os.close(writing)
    try:
        return list(_received(reading, silence, most))
    finally:
        os.close(reading)
        kill(child)
        os.waitpid(child, 0)


def _live(work: Callable[[Send], None], writing: int, cpu_seconds: int, silence: float) -> None:
    """The child's whole life; it never returns into the parent's code."""
    code = 1
    try:
        os.closerange(0, 3)  # what a library prints is no part of anything
        faulthandler.disable()
        _bound(cpu_seconds)
        end_by_itself(silence)
        work(partial(_send, writing, silence))
        code = 0
    except BaseException:  # noqa: BLE001 - whatever goes wrong costs this answer only, and no handler of the parent's runs
        code = 1
    finally:
        os._exit(code)


def _bound(cpu_seconds: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    bounds = [cpu_seconds, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_CPU, (min(bounds), hard))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)


def _send(writing: int, silence: float, frame: bytes) -> None:
    end_by_itself(silence)
    left = memoryview(_LENGTH.pack(len(frame)) + frame)
    while left:
        left = left[os.write(writing, left) :]


def _received(reading: int, silence: float, most: int) -> Iterator[bytes]:
    """Whole frames; a broken one ends them."""
    buffer = bytearray()
    total = 0
    while select.select([reading], [], [], silence)[0] and (piece := os.read(reading, _PIECE)):
        total += len(piece)
        if total > most:
            return
        buffer += piece
        while len(buffer) >= _LENGTH.size and len(buffer) >= (end := _LENGTH.size + _LENGTH.unpack_from(buffer)[0]):
            yield bytes(buffer[_LENGTH.size : end])
            del buffer[:end]

"""How a task gets to its worker: the bytes of its files one after the other, then the task with them in their places.

Only the daemon's words go this way: what comes back is another matter (`answers`).
"""

from __future__ import annotations

import copyreg
import io
import pickle
import socket
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from jobs.sandbox.contents import Content, pieces_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobs.sandbox.contents import Bytes

    Task: TypeAlias = "tuple[Callable[..., Any], tuple[Any, ...]]"

LENGTH = struct.Struct("!Q")


@dataclass(frozen=True, kw_only=True, slots=True)
class Errand:
    """A task without the bytes of its files, and these: no copy of them is made."""

    task: bytes = field(repr=False)
    contents: tuple[Bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Aside:
    """Bytes that are an argument by themselves: an original, a file to be shown."""

    content: bytes


def pack(task: Task) -> Errand:
    """A task on its way. What stands beside it are buffers out of band (PEP 574)."""
    contents: list[Bytes] = []

    def put(content: Bytes) -> tuple[type[bytes], tuple[pickle.PickleBuffer]]:
        contents.append(content)
        return bytes, (pickle.PickleBuffer(b""),)

    file = io.BytesIO()
    pickler = pickle.Pickler(file, protocol=5, buffer_callback=lambda _: None)
    pickler.dispatch_table = {**copyreg.dispatch_table, Content: put, _Aside: lambda aside: put(aside.content)}
    function, arguments = task
    pickler.dump((function, tuple(_Aside(one) if isinstance(one, bytes) else one for one in arguments)))
    return Errand(task=file.getvalue(), contents=tuple(contents))


def send(ours: socket.socket, errand: Errand) -> None:
    """In the daemon: hand a task over. Raises OSError: the worker is gone."""
    ours.sendall(LENGTH.pack(len(errand.contents)))
    for content in (*errand.contents, errand.task):
        ours.sendall(LENGTH.pack(len(content)))
        for piece in pieces_of(content):
            ours.sendall(piece)


def receive(theirs: socket.socket) -> Task | None:
    """In the worker: the next task, all of it in memory; None where there is none.

    Raises EOFError: the daemon went away.
    """
    begun = theirs.recv(1)
    if not begun:
        return None
    (count,) = LENGTH.unpack(begun + _exactly(theirs, LENGTH.size - 1))
    contents = [_one(theirs) for _ in range(count)]
    task: Task = pickle.loads(_one(theirs), buffers=contents)  # noqa: S301 - from the daemon
    return task


def _one(theirs: socket.socket) -> bytes:
    (length,) = LENGTH.unpack(_exactly(theirs, LENGTH.size))
    return _exactly(theirs, length)


def _exactly(theirs: socket.socket, count: int) -> bytes:
    data = theirs.recv(count, socket.MSG_WAITALL)
    if len(data) < count:
        raise EOFError("the daemon went away")
    return data

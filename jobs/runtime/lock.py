"""One worker at a time: a lock that the kernel drops when its holder dies, however it dies."""

from __future__ import annotations

import fcntl
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jobs.errors import BusyError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import IO

MOMENT = 0.1


@contextmanager
def exclusive(file: Path, *, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock `file`; `waiting` is called once when somebody else has it, then this waits.

    Raises UnreachableError: the file can't be made.
    """
    with _opened(file) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def at_once(file: Path, *, tries: int = 1) -> Iterator[None]:
    """Hold the lock `file`. With several `tries` a moment apart, whoever only looks at it (`is_held`) is waited for.

    Raises BusyError: somebody else has it; UnreachableError: the file can't be made.
    """
    with _opened(file) as handle:
        while not _taken(handle):
            tries -= 1
            if not tries:
                raise BusyError(f"{file}: is held by another process")
            time.sleep(MOMENT)
        yield


def _taken(handle: IO[bytes]) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_held(file: Path) -> bool:
    """Whether somebody holds the lock `file` now."""
    if not file.exists():
        return False
    try:
        with at_once(file):
            return False
    except BusyError:
        return True


def _opened(file: Path) -> IO[bytes]:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return file.open("a+b")
    except OSError as exc:
        raise UnreachableError(f"{file}: can't be locked: {exc.strerror}") from exc

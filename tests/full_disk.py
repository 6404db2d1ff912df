"""A disk without room: a small file system in memory, which only root may mount."""

from __future__ import annotations

import errno
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def small_disk(place: Path, *, mib: int) -> Iterator[Path]:
    """A file system of so many MiB at `place`, taken away again at the end."""
    place.mkdir()
    mounted = subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", f"size={mib}m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("nothing can be mounted here: it takes root")
    try:
        yield place
    finally:
        subprocess.run(["/bin/umount", "--lazy", place], check=True)


def fill(place: Path) -> None:
    """Leave no byte of room."""
    with (place / "filling").open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            while _written(file, size):
                pass


def _written(file, size: int) -> bool:  # type: ignore[no-untyped-def]  # a raw file
    try:
        return bool(file.write(bytes(size)) == size)
    except OSError as exc:
        if exc.errno != errno.ENOSPC:
            raise
        return False

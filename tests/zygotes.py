"""Zygotes (`jobs.sandbox.zygote`) forked from a process that has loaded the parsers.

What a zygote is and does from its start on is the program's own; `tests/integration/sandbox` starts them as the daemon
does.
"""

from __future__ import annotations

import os
import tempfile
from functools import cache
from typing import Any

from jobs.sandbox import zygote
from jobs.sandbox.pool import clean_environment
from tests import forking


def start_in(pool: Any, address: str) -> None:
    """Have the pools of that module take their zygotes from the server at the address."""
    pool.start_zygote = lambda control, settings, folder: forking.Forked(
        address, f"{folder}\n{settings}".encode(), [control]
    )


@cache
def listening() -> str:
    """Where this process's server listens."""
    return forking.listening(__name__, clean_environment(tempfile.gettempdir()), "-I")


def main(listener: int) -> None:
    """The server's own main."""
    zygote.load()
    zygote.leave_be()
    forking.serve(listener, _become)


def _become(request: bytes, handles: list[int]) -> None:
    folder, settings = request.decode().split("\n", 1)
    os.setsid()
    os.chdir(folder)
    os.environ.update(clean_environment(folder))
    tempfile.tempdir = None
    inside = zygote.settle()
    zygote.serve(handles[0], settings, inside=inside)

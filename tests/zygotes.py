"""Zygotes (`jobs.sandbox.zygote`) forked from a process that has loaded the parsers: to load them costs two seconds.

One such process serves all commands of a test's process. It ends with it, and a zygote with its pool, as ever. What a
zygote is and does from then on is the program's own; `tests/integration/sandbox` starts them as the daemon does.
"""

from __future__ import annotations

import atexit
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.sandbox import zygote
from jobs.sandbox.pool import clean_environment

if TYPE_CHECKING:
    from jobs.sandbox import pool

_BOOT = "import sys; sys.path[:] = {path!r}; from tests.zygotes import fork_each; fork_each({listening})"


class Forked:
    """A zygote: as much of `subprocess.Popen` as a pool asks of it."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._handle = os.pidfd_open(pid)

    def wait(self, seconds: float | None = None) -> None:
        """Until it has ended.

        Raises:
            subprocess.TimeoutExpired: it has not, after so many seconds.
        """
        if not select.select([self._handle], [], [], seconds)[0]:
            raise subprocess.TimeoutExpired("zygote", seconds or 0)
        os.close(self._handle)


def start_in(program: pool, address: str) -> None:  # type: ignore[valid-type]  # the module
    """Have that process's pools take their zygotes from the one that listens at the address."""

    def start(control: int, settings: str, folder: str) -> Forked:
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as asked:
            asked.connect(address)
            socket.send_fds(asked, [f"{folder}\n{settings}".encode()], [control])
            return Forked(int(asked.recv(20)))

    program.start_zygote = start


@cache
def listening() -> str:
    """Where the process listens; begun when it is first asked for."""
    folder = tempfile.mkdtemp(prefix="zygotes-")
    address = str(Path(folder) / "socket")
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as ours:
        ours.bind(address)
        ours.listen()
        path = [str(Path(entry).absolute()) for entry in sys.path]
        process = subprocess.Popen(
            [sys.executable, "-I", "-c", _BOOT.format(path=path, listening=ours.fileno())],
            env=clean_environment(folder),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            pass_fds=(ours.fileno(),),
        )
    atexit.register(process.wait)
    atexit.register(process.kill)
    return address


def fork_each(listener: int) -> None:
    """The process's own main."""
    zygote.load()
    zygote.leave_be()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=listener) as ours:
        while True:
            asking, _ = ours.accept()
            with asking:
                told, handles, _, _ = socket.recv_fds(asking, 1 << 16, 1)
                if (pid := os.fork()) == 0:
                    ours.close()
                    asking.close()
                    _become(handles[0], *told.decode().split("\n", 1))
                os.close(handles[0])
                asking.send(str(pid).encode())


def _become(control: int, folder: str, settings: str) -> None:
    code = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        os.chdir(folder)
        os.environ.update(clean_environment(folder))
        tempfile.tempdir = None
        inside = zygote.settle()
        zygote.serve(control, settings, inside=inside)
        code = 0
    finally:
        os._exit(code)

"""Processes forked from one that has loaded what they need: to load it costs more than most of them do.

A server loads once and listens at a UNIX socket. For each request it forks a keeper, the keeper forks the process
asked for, tells its pid, and at the end its status. A request is some bytes and open files (unix(7), SCM_RIGHTS).
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_BOOT = "import sys; sys.path[:] = {path!r}; from {module} import main; main({listener})"
_LONGEST, _MOST = 1 << 17, 3


class Forked:
    """A process that a server forked, asked as `subprocess.Popen` is."""

    def __init__(self, address: str, request: bytes, handles: Sequence[int]) -> None:
        self._asked = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._asked.connect(address)
        socket.send_fds(self._asked, [request], handles)
        self.pid = int(self._asked.recv(20))
        self.returncode: int | None = None

    def wait(self, timeout: float | None = None) -> int:
        """The status with which it ended: the number of the signal, below nought, if that ended it.

        Raises:
            subprocess.TimeoutExpired: it has not, after so many seconds.
        """
        if self.returncode is None:
            self._asked.settimeout(timeout)
            try:
                self.returncode = int(self._asked.recv(20))
            except (TimeoutError, BlockingIOError) as exc:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0) from exc
            self._asked.close()
        return self.returncode

    def send_signal(self, number: signal.Signals) -> None:
        """A signal, if it still runs: once it has ended its number may be another's."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(0)
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> None:
        """The last signal."""
        self.send_signal(signal.SIGKILL)


def listening(module: str, environment: Mapping[str, str] | None = None, *options: str) -> str:
    """Where a server listens from now on: its module's `main` gets the number of its socket. It ends with us."""
    folder = tempfile.mkdtemp(prefix="forking-")
    address = str(Path(folder) / "socket")
    path = [str(Path(entry).absolute()) for entry in sys.path]
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as ours:
        ours.bind(address)
        ours.listen()
        process = subprocess.Popen(
            [sys.executable, *options, "-c", _BOOT.format(path=path, module=module, listener=ours.fileno())],
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            pass_fds=(ours.fileno(),),
        )
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(process.wait)
    atexit.register(process.kill)
    return address


def serve(listener: int, become: Callable[[bytes, list[int]], None]) -> None:
    """Fork a process for each request: it is what `become` makes of it."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=listener) as ours:
        while True:
            asking, _ = ours.accept()
            with asking:
                request, handles, _, _ = socket.recv_fds(asking, _LONGEST, _MOST)
                if request and os.fork() == 0:
                    ours.close()
                    _keep(asking, request, handles, become)
            for handle in handles:
                os.close(handle)


def _keep(
    asking: socket.socket, request: bytes, handles: list[int], become: Callable[[bytes, list[int]], None]
) -> None:
    """The keeper's whole life, and in its child that of the process."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        asking.close()
        _ended(become, request, handles)
    for handle in handles:
        os.close(handle)
    with contextlib.suppress(OSError):  # whoever asked may have ended
        asking.send(str(pid).encode())
    _, status = os.waitpid(pid, 0)
    with contextlib.suppress(OSError):
        asking.send(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _ended(become: Callable[[bytes, list[int]], None], request: bytes, handles: list[int]) -> NoReturn:
    """The process's whole life. It ends as Python does, but leaves what the server loaded: to free that touches, and
    so copies, each page of it.
    """
    status = 0
    try:
        become(request, handles)
    except SystemExit as exc:
        status = exc.code if isinstance(exc.code, int) else int(exc.code is not None)
    except BaseException:  # noqa: BLE001 - as Python ends by any
        sys.excepthook(*sys.exc_info())
        status = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)

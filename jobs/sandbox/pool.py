"""The pool: tasks run in confined processes of their own, as many at a time as there are cores.

A worker that hangs, crashes or eats its memory costs only its task: the future raises TaskFailed with the reason.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from ingest.archive.staging import spool
from jobs.sandbox import answers, errands
from jobs.sandbox.answers import TaskFailed
from jobs.sandbox.confinement import Confinement, is_weak_by_hand
from jobs.sandbox.contents import PIECE, Content, Spool
from jobs.sandbox.errands import LENGTH
from jobs.sandbox.zygote import OUT_OF_MEMORY, TIMED_OUT, UNCONFINED, VERDICT
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from jobs.sandbox.errands import Errand
    from jobs.sandbox.mail_budget import MailBudget

Result = TypeVar("Result")
ANSWER_BYTES = 300 << 20
"""More than this no task may answer."""
SPENT = "not read: the mail's other files took all the time that one mail has"
_BOOT = "import sys; sys.path[:] = {path!r}; from jobs.sandbox.zygote import main; main({control}, {settings!r})"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Share:
    """What one task may take, in seconds."""

    seconds: float
    processor: int


class Pool:
    """Runs module-level functions in confined workers. Close it, or use it as a context manager."""

    def __init__(
        self,
        workers: int | None = None,
        *,
        confinement: Confinement | None = None,
        seconds: float = 300.0,
        preload: tuple[str, ...] = (),
    ) -> None:
        self.workers = workers or len(os.sched_getaffinity(0))
        self._confinement = confinement or Confinement(weak=is_weak_by_hand())
        self._seconds = seconds
        self._preload = preload
        self._threads = ThreadPoolExecutor(self.workers, thread_name_prefix="worker")
        self._lock = threading.Lock()
        self._zygote: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._room = contextlib.ExitStack()
        """The folder of the zygote and of every worker: held by a lock, by which the next start knows that we live."""
        self._folder: Path | None = None

    def submit(
        self,
        function: Callable[..., Result],
        *arguments: object,
        seconds: float | None = None,
        budget: MailBudget | None = None,
    ) -> Future[Result]:
        """Run `function(*arguments)` in a worker, killed after `seconds`. It must give what its annotation promises.

        With a budget it is killed where that is spent, and not begun once it is.
        """
        return self._threads.submit(self._run, function, arguments, seconds or self._seconds, budget)

    def _run(
        self, function: Callable[..., Result], arguments: tuple[object, ...], seconds: float, budget: MailBudget | None
    ) -> Result:
        if budget is None:
            return self._worked(function, arguments, _Share(seconds=seconds, processor=self._confinement.cpu))[0]
        if budget.is_spent:
            raise TaskFailed(Reason.TIMEOUT, SPENT)
        left, began = budget.left, time.monotonic()
        share = _Share(seconds=min(seconds, left.wall), processor=min(self._confinement.cpu, math.ceil(left.processor)))
        processor = 0.0
        try:
            result, processor = self._worked(function, arguments, share)
        except TaskFailed as failure:
            processor = failure.processor
            raise
        finally:
            budget.charge(time.monotonic() - began, processor)
        return result

    def _worked(
        self, function: Callable[..., Result], arguments: tuple[object, ...], share: _Share
    ) -> tuple[Result, float]:
        """The task's result, and the processor time that it took."""
        errand = errands.pack((function, arguments))
        ours, theirs = socket.socketpair()
        with ours:
            try:
                self._hand_over(theirs, share)
                _send(ours, errand)
                _end(ours)
                answer = _answer(ours, self._spool())
            except OSError as exc:
                raise TaskFailed(Reason.CRASHED, f"the worker could not be reached: {exc}") from exc
        return cast("tuple[Result, float]", _result(answer, answers.promised(function)))

    def session(self, *, seconds: float) -> WorkerSession:
        """A worker of its own for many small tasks, ended after `seconds`. Raises TaskFailed: none could be begun."""
        ours, theirs = socket.socketpair()
        try:
            self._hand_over(theirs, _Share(seconds=seconds, processor=self._confinement.cpu))
        except OSError as exc:
            ours.close()
            raise TaskFailed(Reason.CRASHED, f"the worker could not be reached: {exc}") from exc
        return WorkerSession(ours, time.monotonic() + seconds, self._spool)

    def _spool(self) -> Spool:
        """For an answer: beside the workers' folders, which are no worker's to read."""
        return Spool(self._folder)

    def _hand_over(self, theirs: socket.socket, share: _Share) -> None:
        with theirs, self._lock:
            header = json.dumps(asdict(share)).encode("ascii")
            try:
                socket.send_fds(self._channel(), [header], [theirs.fileno()])
            except OSError:
                self._stop()
                socket.send_fds(self._channel(), [header], [theirs.fileno()])

    def _channel(self) -> socket.socket:
        if self._control is None:
            self._start()
        return cast("socket.socket", self._control)

    def _start(self) -> None:
        self._folder = self._room.enter_context(spool())
        folder = str(self._folder)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        settings = json.dumps({"confinement": asdict(self._confinement), "folder": folder, "preload": self._preload})
        self._control = ours  # first: where no zygote comes of it, it is closed with the pool or before another try
        with theirs:
            self._zygote = start_zygote(theirs.fileno(), settings, folder)

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._zygote is not None:
            try:
                self._zygote.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(self._zygote.pid, signal.SIGKILL)
                self._zygote.wait()
            self._zygote = None
        self._room.close()

    @property
    def zygote_pid(self) -> int | None:
        """The process that workers are forked from, once there was a task."""
        return self._zygote.pid if self._zygote else None

    def close(self) -> None:
        """End all workers; tasks under way fail."""
        with self._lock:
            self._stop()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def start_zygote(control: int, settings: str, folder: str) -> subprocess.Popen[bytes]:
    """A new Python with an empty environment and no descriptor but its socket."""
    path = [os.path.abspath(entry) if entry else os.getcwd() for entry in sys.path]  # noqa: PTH100, PTH109 - import entries are strings
    return subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-I", "-c", _BOOT.format(path=path, control=control, settings=settings)],
        env=clean_environment(folder),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if not os.environ.get("CANDIDATURES_WORKER_ERRORS") else None,
        pass_fds=(control,),
        start_new_session=True,
    )


class WorkerSession:
    """A worker that does one task after the other: for many small ones of a kind, whose bytes need no walls between.

    For one thread at a time. Once a task has failed the worker is gone.
    """

    def __init__(self, ours: socket.socket, until: float, spool: Callable[[], Spool]) -> None:
        self._ours = ours
        self._spool = spool
        self._until = until
        self._promised: Any = None

    def lasts(self, seconds: float) -> bool:
        """Whether it is there for so long still."""
        return self._ours.fileno() >= 0 and time.monotonic() + seconds <= self._until

    def ask(self, function: Callable[..., Result], *arguments: object) -> Result:
        """What `function(*arguments)` gives. Raises TaskFailed: it gave nothing."""
        self.give(function, *arguments)
        return cast("Result", self.answer())

    def give(self, function: Callable[..., object], *arguments: object) -> None:
        """A task whose `answer` is asked for before another is given. Raises TaskFailed: the worker is gone."""
        self._promised = answers.promised(function)
        with self._or_over():
            _send(self._ours, errands.pack((function, arguments)))

    @property
    def has_answered(self) -> bool:
        """Whether `answer` need not wait for the worker."""
        if self._ours.fileno() < 0:
            return True
        looked_at = select.poll()  # select takes no descriptor beyond 1023, and a daemon of many mailboxes has some
        looked_at.register(self._ours, select.POLLIN)
        return bool(looked_at.poll(0))

    def answer(self) -> Any:  # noqa: ANN401 - as the task's function promises it
        """What the task gives that was given last. Raises TaskFailed: it gave nothing."""
        with self._or_over():
            return _value(_next_answer(self._ours, self._spool()), self._promised)

    @contextlib.contextmanager
    def _or_over(self) -> Iterator[None]:
        try:
            yield
        except OSError as exc:
            self.close()
            raise TaskFailed(Reason.CRASHED, f"the worker could not be reached: {exc}") from exc
        except TaskFailed:
            self.close()
            raise

    def close(self) -> None:
        """The worker ends."""
        self._ours.close()


def _next_answer(ours: socket.socket, spool: Spool) -> Content:
    """One answer of several, with its length before it; the verdict that comes in its place is shorter than any."""
    _take(ours, spool, VERDICT.size)
    begun = spool.read(0, VERDICT.size)
    if len(begun) < VERDICT.size:
        raise TaskFailed(Reason.CRASHED, "the worker was lost")
    size = LENGTH.size + LENGTH.unpack(begun[: LENGTH.size])[0]
    if size <= ANSWER_BYTES:
        _take(ours, spool, size)
    if len(spool) < size:
        raise _failure(VERDICT.unpack(begun)[0])
    return Content(spool, 0, size)


def _take(ours: socket.socket, spool: Spool, count: int) -> None:
    """So many bytes in all, or those that there are."""
    while len(spool) < count and (piece := ours.recv(min(PIECE, count - len(spool)))):
        spool.add(piece)


def clean_environment(folder: str) -> dict[str, str]:
    """What a worker knows of its surroundings: no secret, no setting, no session of a user."""
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": folder,
        "TMPDIR": folder,
        "OMP_THREAD_LIMIT": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "1",
    }


def _send(ours: socket.socket, errand: Errand) -> None:
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # a worker that died says why at its end
        errands.send(ours, errand)


def _end(ours: socket.socket) -> None:
    """There is no task after this one."""
    with contextlib.suppress(OSError):
        ours.shutdown(socket.SHUT_WR)


def _answer(ours: socket.socket, spool: Spool) -> Content:
    """All that comes until the worker has ended, and the verdict behind it; counted before it is looked at."""
    _take(ours, spool, LENGTH.size + VERDICT.size)
    announced = LENGTH.unpack(spool.read(0, LENGTH.size))[0] if len(spool) >= LENGTH.size + VERDICT.size else 0
    if announced <= ANSWER_BYTES:
        _take(ours, spool, ANSWER_BYTES + 1)
    if max(len(spool), announced) > ANSWER_BYTES:
        raise TaskFailed(Reason.TOO_LARGE, "the worker's answer is too large")
    return Content(spool, 0, len(spool))


def _result(answer: Content, kind: Any) -> tuple[Any, float]:  # noqa: ANN401 - as the task's function promises it
    """What it gives, and the processor time that it took."""
    body = len(answer) - VERDICT.size
    if body < 0:
        raise TaskFailed(Reason.CRASHED, "the worker was lost")
    code, processor = VERDICT.unpack(bytes(answer.part(body, VERDICT.size)))
    try:
        if code != 0:
            raise _failure(code)
        return _value(answer.part(0, body), kind), processor
    except TaskFailed as failure:
        failure.processor = processor
        raise


def _value(body: Content, kind: Any) -> Any:  # noqa: ANN401 - as the task's function promises it
    told = body.beginning(LENGTH.size)
    if len(told) < LENGTH.size or LENGTH.unpack(told)[0] != len(body) - LENGTH.size:
        raise TaskFailed(Reason.CRASHED, "the worker's answer was cut off")
    try:
        return answers.load(body.part(LENGTH.size, len(body)), kind)
    except (answers.UntrustedValueError, answers.TaskError) as exc:
        raise TaskFailed(Reason.CRASHED, str(exc)) from exc


def _failure(code: int) -> TaskFailed:
    if code == UNCONFINED:
        return TaskFailed(Reason.CRASHED, "not read: this machine cannot confine the process that reads files")
    if code == TIMED_OUT or abs(code) in {signal.SIGXCPU, signal.SIGPROF}:
        return TaskFailed(Reason.TIMEOUT, "reading took too long")
    if code in {OUT_OF_MEMORY, -signal.SIGXFSZ}:
        return TaskFailed(Reason.TOO_LARGE, "reading needed more memory or space than a file may have")
    return TaskFailed(Reason.CRASHED, f"the worker ended with {code}")

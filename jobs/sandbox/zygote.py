"""The process that workers are forked from: it has loaded the parsers once and never touches a hostile byte.

Started by `jobs.sandbox.pool` with an empty environment. Over a UNIX socket it gets, for each task, a header and one
end of the task's own socket. It forks a worker, which confines itself, reads the task, answers and ends: no document
can see another one's bytes. (Only of a `WorkerSession` one worker does task after task.) When the worker has ended, be
it killed at its deadline, the zygote ends what it left running and closes the answer with a verdict: how it ended, and
what it cost.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import logging
import os
import resource
import selectors
import shutil
import signal
import socket
import struct
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.sandbox import answers, errands, namespaces
from jobs.sandbox.confinement import WALLS, Confinement, become_subreaper, confine
from jobs.sandbox.errands import LENGTH
from jobs.sandbox.syscalls import program
from jobs.sandbox.usage import Usage, children
from parsers.criteria import EO_CRITERIA

if TYPE_CHECKING:
    from collections.abc import Iterable

VERDICT = struct.Struct("!id")
"""How a worker ended, and the processor time that it and its children took."""
TIMED_OUT = 1000
LETTER = (
    "Madame, Monsieur,\n\nNommée à titre définitif depuis 2015, j'enseigne le français à temps plein à Arlon et je "
    "parle néerlandais.\n\nSeit 2010 bin ich Lehrerin. Ik geef les sinds 2012. I have taught since 2011.\n\nJeanne E.\n"
    "Rue de la Gare 1, 6700 Arlon\nTél. 063 22 00 00, GSM 0470 00 00 00\n"
    "+33 6 00 00 00 00, +352 621 000 000, +49 151 00000000, +31 6 00000000, +41 79 000 00 00, +43 664 0000000, "
    "+1 613 555 0100\n"
)
"""A text in the four languages of the papers, with numbers of the countries whose plans are loaded when one is met."""
_MAIL = (
    "From: Jeanne E. <jeanne@cdm.example>\nTo: jobs@cdm.example\nSubject: Candidature\nMIME-Version: 1.0\n"
    f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{LETTER}"
)
EVERY = 4
"""One example in so many is read: a start takes 0.3 s more, and a worker's document a third less (136 to 88 ms)."""
OUT_OF_MEMORY, UNCONFINED = 77, 78
_ROUND = 30_000
"""Objects that may come before the collector looks at the young ones."""
TICK = 0.25
"""Seconds between two looks at what workers take together."""
PRELOADED = (
    "pdfminer.high_level",
    "pikepdf",
    "pypdfium2",
    "PIL.Image",
    "PIL.ImageOps",
    "numpy",
    "lxml.etree",
    "selectolax.lexbor",
    "html",
    "email.policy",
    "parsers.documents.reader",
    "parsers.documents.pdf.pdf",
    "parsers.documents.word.docx.reader",
    "parsers.documents.office.opendocument",
    "parsers.documents.container.containers",
    "parsers.documents.container.outlook",
    "parsers.documents.container.zips",
    "parsers.documents.pdf.attachments",
    "parsers.documents.word.docx.embedded",
    "parsers.documents.active_content",
    "parsers.documents.image.ocr",
    "ingest.imap.bodystructure",
    "parsers.disposition.disposition",
    "parsers.mail.message",
    "parsers.kinds.classify",
    "parsers.facts.extractors",
    "parsers.text.language",
    "jobs.sandbox.tasks",
)
SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/dev/urandom",
    "/dev/random",
    "/proc",
    "/sys/devices/system/cpu",
    "/var/cache/fontconfig",
    "/etc/passwd",
    "/etc/nsswitch.conf",
    "/etc/localtime",
)


@dataclass(slots=True)
class _Child:
    """A worker at work."""

    pid: int
    handle: int
    answer: socket.socket
    folder: Path
    deadline: float
    verdict: int | None = None
    """Why it was killed, if we did it."""


def preload(names: Iterable[str]) -> None:
    """Load what every worker needs, so that a fork has it at no cost; what is missing is loaded by nobody."""
    for name in names:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def warm_up() -> None:
    """Read one harmless letter, as a mail too, and examples of the rules: language models, patterns, filters, numbering
    plans and what phrases the words of a paper begin are worked out once here, not in every worker.
    """
    from jobs.sandbox import tasks  # noqa: PLC0415 - after the modules are preloaded
    from parsers.facts.extractors import find_in_body  # noqa: PLC0415 - likewise
    from parsers.kinds.letters import with_body_kinds  # noqa: PLC0415 - likewise
    from parsers.mail.message import read_message  # noqa: PLC0415 - likewise
    from parsers.rules.registry import rules  # noqa: PLC0415 - likewise

    settings = tasks.ReadingSettings(criteria=EO_CRITERIA)
    examples = [example.text for rule in rules().values() for example in rule.examples]
    for text in (LETTER, *examples[::EVERY]):
        tasks.read_file(tasks.File(content=text.encode("utf-8"), place=""), settings)
    find_in_body(with_body_kinds(read_message(_MAIL.encode("utf-8"))), criteria=EO_CRITERIA)
    for task in (tasks.message_task, tasks.attachments_task, tasks.body_task, tasks.file_task, tasks.mail_task):
        answers.prepare(task)
    program()


def leave_be() -> None:
    """What is loaded stays: a worker that collects garbage neither walks nor copies it (gc.freeze), and has a round
    when some megabytes are new: pages and words are in use until they are told, and rounds among them find nothing.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ROUND, *gc.get_threshold()[1:])
    gc.enable()


def readable_paths() -> tuple[str, ...]:
    """What a worker may read: the system's programs, Python, its packages and this project's code."""
    rooms = {str(Path(entry) / room) for entry in sys.path for room in ("parsers", "jobs")}
    packages = {entry for entry in sys.path if entry and Path(entry).name in {"site-packages", "dist-packages"}}
    return (*SYSTEM, sys.prefix, sys.base_prefix, *sorted(packages), *sorted(rooms))


class Zygote:
    """Forks a worker per task and watches over it."""

    def __init__(self, control: socket.socket, confinement: Confinement, root: Path, world: namespaces.Worker) -> None:
        self._control = control
        self._world = world
        self._forked = 0
        self._confinement = confinement
        self._root = root
        self._readable = readable_paths()
        self._next_look = 0.0
        self._children: dict[int, _Child] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(control, selectors.EVENT_READ)

    def serve(self) -> None:
        """Work until the daemon closes its end, be it by dying."""
        open_ = True
        while open_:
            for key, _ in self._selector.select(self._patience()):
                if key.fileobj is self._control:
                    open_ = self._accept()
                elif key.fd in self._children:
                    self._bury(self._children[key.fd])
            self._kill_overdue()
            self._kill_excessive()
        for child in list(self._children.values()):
            self._kill(child)
            self._bury(child)
        shutil.rmtree(self._root, ignore_errors=True)

    def _patience(self) -> float | None:
        if not self._children:
            return None
        nearest = min(child.deadline for child in self._children.values())
        return max(0.0, min(self._next_look, nearest) - time.monotonic())

    def _accept(self) -> bool:
        header, handles, _, _ = socket.recv_fds(self._control, 4096, 1)
        if not header or not handles:
            return False
        share = json.loads(header)
        self._fork(share["seconds"], share["processor"], socket.socket(fileno=handles[0]))
        return True

    def _fork(self, seconds: float, processor: int, answer: socket.socket) -> None:
        folder = Path(tempfile.mkdtemp(prefix="task-", dir=self._root))
        self._forked += 1
        self._world.before_fork()
        deadline = time.monotonic() + seconds
        pid = os.fork()
        if pid == 0:
            os.environ[answers.ENDS] = repr(deadline)
            self._become_worker(answer, folder, replace(self._confinement, cpu=processor))
        handle = os.pidfd_open(pid)
        self._children[handle] = _Child(pid, handle, answer, folder, deadline)
        self._selector.register(handle, selectors.EVENT_READ)

    def _become_worker(self, answer: socket.socket, folder: Path, confinement: Confinement) -> None:
        code = 1
        try:
            os.setsid()
            self._close_inherited()
            self._world.enter(folder, self._confinement.disk, self._forked)
            code = work(answer, folder, confinement, self._readable, counted=self._world.is_apart)
        finally:
            os._exit(code)

    def _close_inherited(self) -> None:
        """A worker holds no other worker's socket and no way to command the zygote."""
        self._selector.close()
        self._control.close()
        for child in self._children.values():
            child.answer.close()
            os.close(child.handle)

    def _kill_overdue(self) -> None:
        now = time.monotonic()
        for child in self._children.values():
            if child.deadline <= now:
                self._end(child, TIMED_OUT)

    def _kill_excessive(self) -> None:
        """A worker that takes too much together with all that it started; what left its family is ended.

        Looked at once in a `TICK`, however many tasks come and go.
        """
        now = time.monotonic()
        if now < self._next_look:
            return
        self._next_look = now + TICK
        limits = self._confinement
        for child in self._children.values():
            taken = Usage.of(child.pid, child.folder)
            if taken.processes > limits.processes or taken.memory > limits.total_memory or taken.disk > limits.disk:
                self._end(child, OUT_OF_MEMORY)
        if not self._world.is_apart:
            self._end_orphans()

    def _end(self, child: _Child, verdict: int) -> None:
        child.verdict = child.verdict or verdict
        child.deadline = time.monotonic() + 1.0  # what was forked beside the first kill meets the next
        self._kill(child)

    @staticmethod
    def _kill(child: _Child) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGKILL)

    def _bury(self, child: _Child) -> None:
        """Reap the worker, end what it left running, remove its folder, say how it ended."""
        self._selector.unregister(child.handle)
        del self._children[child.handle]
        self._kill(child)
        _, status, usage = os.wait4(child.pid, 0)
        os.close(child.handle)
        if not self._world.is_apart:
            self._end_orphans()
        shutil.rmtree(child.folder, ignore_errors=True)
        code = child.verdict or os.waitstatus_to_exitcode(status)
        _say(child.answer, code, usage.ru_utime + usage.ru_stime)

    def _end_orphans(self) -> None:
        """Descendants that left their worker's process group are children of this process now."""
        known = {child.pid for child in self._children.values()}
        for pid in set(children(os.getpid())) - known:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


def _say(answer: socket.socket, code: int, processor: float) -> None:
    """Send the verdict and close. What nobody read is drained: left there, it would reset the connection."""
    with answer, contextlib.suppress(OSError):
        answer.shutdown(socket.SHUT_RD)
        answer.setblocking(False)  # noqa: FBT003 - the socket's own signature
        with contextlib.suppress(BlockingIOError):
            while answer.recv(1 << 20):
                pass
        answer.setblocking(True)  # noqa: FBT003 - as above
        answer.sendall(VERDICT.pack(code, processor))


def work(
    answer: socket.socket, folder: Path, confinement: Confinement, readable: tuple[str, ...], *, counted: bool = False
) -> int:
    """A worker's whole life: confine itself, do its task, answer, until there is no more. The exit status.

    Where a wall does not hold, it takes no task at all, unless weak confinement was chosen by hand.
    """
    os.chdir(folder)
    os.environ["TMPDIR"] = str(folder)
    os.environ["HOME"] = str(folder)
    tempfile.tempdir = str(folder)
    active = confine(confinement, writable=folder, readable=readable, counted=counted)
    if not confinement.weak and not set(WALLS) <= set(active):
        return UNCONFINED
    while True:
        try:
            task = errands.receive(answer)
            if task is None:
                return 0
            function, arguments = task
            del task
            result = answers.dump(function(*arguments), answers.promised(function))
        except MemoryError:
            return OUT_OF_MEMORY
        except Exception as exc:  # noqa: BLE001 - whatever a parser raises costs only its document
            result = [answers.dump_error(f"{type(exc).__name__}: {exc}")]
        answer.sendall(LENGTH.pack(sum(map(len, result))))
        for piece in result:
            answer.sendall(piece)


def main(control: int, settings: str) -> None:
    """The zygote's own main: `settings` is the JSON that `jobs.sandbox.pool` writes."""
    inside = settle()
    load()
    serve(control, settings, inside=inside)


def settle() -> bool:
    """Hear no signal but the last one, say nothing, and enter namespaces of one's own: whether there are any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    logging.disable(logging.CRITICAL)  # libraries complain about every odd file; nobody reads it here
    inside = namespaces.enter()
    become_subreaper()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return inside


def load() -> None:
    """Load the parsers and let them read once."""
    gc.disable()  # what is loaded stays: to look through it for garbage while it grows is a fifth of the start
    preload(PRELOADED)
    warm_up()


def serve(control: int, settings: str, *, inside: bool) -> None:
    """Fork workers until the daemon closes its end."""
    chosen = json.loads(settings)
    preload(chosen["preload"])
    folder = Path(chosen["folder"])
    world = namespaces.Worker.prepared(readable_paths(), folder, inside=inside)
    channel = socket.socket(fileno=control)
    leave_be()
    Zygote(channel, Confinement(**chosen["confinement"]), folder, world).serve()

"""The external programs that a reader may use, and how they are run: bounded, in a private home, killed as a group."""

from __future__ import annotations

import math
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.errors import Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ADDRESS_SPACE_KIB = 1_500_000
"""What an external program may map: several times what Tesseract needs for the largest page."""
SEARCH_PATH = "/usr/local/bin:/usr/bin:/bin"
LANGUAGES = {"fr": "fra", "nl": "nld", "de": "deu", "en": "eng"}
"""ISO 639-1 codes of the papers' languages and Tesseract's names for them."""
RAPIDOCR = ("rapidocr", "onnxruntime")
"""The optional packages of the second reader of pictures."""
LEFT_LEAST = 45.0
"""Seconds before its end in which a reader begins no program any more: it needs them for what it has read so far, and
for the pages whose text stands in the file.
"""
PAGES_UNTIL = 25.0
"""Seconds before its end, by the wall or of processor time, in which it begins no page any more."""
GRACE = 1.0
"""Seconds after its time in which a program that can't be killed ends by itself."""
HEIF_PROGRAMS = ("heif-dec", "heif-convert")
"""libheif's program that unpacks a picture, by its name of today and the one before."""
_LIMITED = 'ulimit -S -v "$1" 2>/dev/null; ulimit -S -t "$2" 2>/dev/null; shift 2; exec "$@"'
"""The lower limits of whoever starts it stay."""


def _silent() -> None:
    """Nobody waits for a sign of life."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tools:
    """Paths of what is installed, and the folder that may be written to. `alive` is called between long steps."""

    tesseract: str | None = None
    languages: frozenset[str] = frozenset()
    """Tesseract's names of the languages installed ("fra")."""
    rapidocr: bool = False
    """Whether the second reader of pictures is installed."""
    catdoc: str | None = None
    heif: str | None = None
    """libheif's program that unpacks telephones' pictures."""
    folder: Path = field(default_factory=lambda: Path(tempfile.gettempdir()))
    alive: Callable[[], None] = _silent
    until: float = math.inf
    """When whoever reads the file is ended (an instant of the monotonic clock)."""

    def patience(self, seconds: float) -> float:
        """How long a program may take of at most `seconds`: half of the time left, so that its fall is survived.

        Raises:
            Unreadable: timeout, when hardly any time is left.
        """
        left = self.until - time.monotonic()
        if left < LEFT_LEAST:
            raise Unreadable(Reason.TIMEOUT, "there was no time left for it")
        return min(seconds, left / 2)

    @property
    def has_time(self) -> bool:
        """Whether another page may be begun, and there will still be time for what is made of its text."""
        processor = resource.getrlimit(resource.RLIMIT_CPU)[0]
        computed = processor == resource.RLIM_INFINITY or processor - time.process_time() >= PAGES_UNTIL
        return computed and self.until - time.monotonic() >= PAGES_UNTIL

    @property
    def can_read_pictures(self) -> bool:
        """Whether there is OCR for at least one language of the papers."""
        return self.tesseract is not None and bool(self.languages & set(LANGUAGES.values()))


def find_tools() -> Tools:
    """What this machine has: looked for where the system installs programs, not along the caller's PATH."""
    tesseract = shutil.which("tesseract", path=SEARCH_PATH)
    return Tools(
        tesseract=tesseract,
        languages=_installed_languages(tesseract) if tesseract else frozenset(),
        rapidocr=all(find_spec(package) is not None for package in RAPIDOCR),
        catdoc=shutil.which("catdoc", path=SEARCH_PATH),
        heif=find_heif(),
    )


def find_heif() -> str | None:
    """Where the program is that unpacks telephones' pictures; None where there is none."""
    return next(filter(None, (shutil.which(name, path=SEARCH_PATH) for name in HEIF_PROGRAMS)), None)


def _installed_languages(tesseract: str) -> frozenset[str]:
    try:
        listed = subprocess.run([tesseract, "--list-langs"], capture_output=True, timeout=20, check=False)  # noqa: S603 - our own argument
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(line.strip() for line in listed.stdout.decode("utf-8", "replace").splitlines()[1:] if line.strip())


def processor_time_of_programs() -> float:
    """Seconds that this process's programs have computed so far, those counted that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(argv: Sequence[str], *, folder: Path, data: bytes = b"", cpu_seconds: int, seconds: float) -> bytes:
    """Run a program with `data` on its standard input and give its standard output.

    Its home and temporary folder are `folder`. It is ended after `cpu_seconds` of processor time, which are the same
    on a busy machine; it and all its children are killed when `seconds` have passed on the wall's clock.

    Raises:
        Unreadable: timeout, or crashed when it can't be started or ends with an error.
    """
    surroundings = {
        "PATH": SEARCH_PATH,
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "OMP_THREAD_LIMIT": "1",
    }
    command = ["/bin/sh", "-c", _LIMITED, "sh", str(ADDRESS_SPACE_KIB), str(cpu_seconds), *argv]
    try:
        process = subprocess.Popen(  # noqa: S603 - an argument list of ours; file names in it are ours as well
            command,
            cwd=folder,
            env=surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0,
            preexec_fn=partial(end_by_itself, seconds + GRACE),  # noqa: PLW1509 - a worker has one thread
        )
    except OSError as exc:
        raise Unreadable(Reason.CRASHED, f"{Path(argv[0]).name} can't be started") from exc
    return _finished(process, data, seconds, argv[0])


def _finished(process: subprocess.Popen[bytes], data: bytes, seconds: float, name: str) -> bytes:
    try:
        output, _ = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired as exc:
        raise Unreadable(Reason.TIMEOUT, f"{name} took more than {seconds:.0f} s") from exc
    finally:
        # The whole group: a starter script's children outlive a SIGTERM to the script.
        kill(-process.pid)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # it may hold what the program no longer took
                    pipe.close()
    if process.returncode == -signal.SIGXCPU:
        raise Unreadable(Reason.TIMEOUT, f"{name} took more processor time than it may have")
    if process.returncode != 0:
        raise Unreadable(Reason.CRASHED, f"{name} ended with {process.returncode}")
    return output


def end_by_itself(seconds: float) -> None:
    """In the child: it ends when so much time has passed on the wall's clock, from now; exec changes nothing.

    A worker of `jobs.sandbox` may signal only itself where nothing else keeps others from it (see its `syscalls`).
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def kill(pid: int) -> None:
    """At once, where that is allowed; of a negative number, that group."""
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ability:
    """A group of formats: whether it can be read, and the Debian packages that would make it so."""

    formats: str
    readable: bool
    packages: tuple[str, ...] = ()


def abilities(tools: Tools) -> tuple[Ability, ...]:
    """All formats, those first that need nothing installed."""
    return (
        Ability(formats="PDF, DOCX, DOC, ODT, RTF, HTML, TXT, PPTX, XLSX, XLS, Pages", readable=True),
        Ability(formats="zip, eml, msg, winmail.dat, p7m, files within PDF and DOCX", readable=True),
        _pictures(tools),
        _telephones(tools),
        Ability(
            formats="PPT, Word files before 1997",
            readable=bool(tools.catdoc),
            packages=() if tools.catdoc else ("catdoc",),
        ),
    )


def _telephones(tools: Tools) -> Ability:
    return Ability(
        formats="telephones' pictures: HEIC",
        readable=bool(tools.heif) and tools.can_read_pictures,
        packages=() if tools.heif else ("libheif-examples",),
    )


def _pictures(tools: Tools) -> Ability:
    missing = [name for name in (*LANGUAGES.values(), "osd") if name not in tools.languages]
    packages = ("tesseract-ocr",) if tools.tesseract is None else ()
    return Ability(
        formats="scans, photos, JPEG, PNG, TIFF (fr, nl, de, en)",
        readable=tools.can_read_pictures,
        packages=(*packages, *(f"tesseract-ocr-{name}" for name in missing)),
    )

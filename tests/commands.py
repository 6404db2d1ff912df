"""`candidatures` in processes of their own, forked from one that has loaded it: to load it costs more than most do.

Their workers come from a process that has loaded the parsers (`tests.zygotes`). Commands that tests kill or watch, and
those of an installed program, start as they do on a server.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests import zygotes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parent.parent
STREAMS = (("stdin", os.O_RDONLY), ("stdout", os.O_WRONLY), ("stderr", os.O_WRONLY))
_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["tests.loaded"])


def run(
    words: Sequence[str], *, environment: Mapping[str, str] | None = None, given: str = "", seconds: float = 600.0
) -> subprocess.CompletedProcess[str]:
    """What `candidatures WORDS` wrote, and how it ended.

    Raises:
        subprocess.TimeoutExpired: it did not, and was killed.
    """
    surroundings = dict(os.environ if environment is None else environment)
    with tempfile.TemporaryDirectory(prefix="command-") as named:
        folder = Path(named)
        for name, _ in STREAMS:
            (folder / name).write_text(given if name == "stdin" else "", "utf-8")
        process = _FORKING.Process(target=_become, args=(list(words), surroundings, folder, zygotes.listening()))
        process.start()
        process.join(seconds)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(list(words), seconds)
        out, err = ((folder / name).read_text("utf-8") for name in ("stdout", "stderr"))
    return subprocess.CompletedProcess(list(words), process.exitcode, out, err)


def _become(words: list[str], environment: dict[str, str], folder: Path, address: str) -> None:
    from jobs import __main__  # noqa: PLC0415 - loaded already
    from jobs.sandbox import pool  # noqa: PLC0415 - likewise

    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(ROOT)
    for number, (name, flags) in enumerate(STREAMS):
        os.dup2(os.open(folder / name, flags), number)
        setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))  # noqa: SIM115
    sys.argv = ["candidatures", *words]
    zygotes.start_in(pool, address)
    __main__.main()

"""`candidatures` in processes of their own, forked from one that has loaded it, and their zygotes likewise.

The tests of the sandbox, of kills at any moment and of an installed program start it as a server does.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import alembic.autogenerate
import alembic.command  # noqa: F401 - a new store is made by it
import typer.main
from sqlalchemy.orm import configure_mappers

from jobs import __main__, cli
from jobs.sandbox import pool
from parsers.lexicon.vocabulary import lexicon
from tests import forking, zygotes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parent.parent


def run(
    words: Sequence[str], *, environment: Mapping[str, str] | None = None, given: str = "", seconds: float = 600.0
) -> subprocess.CompletedProcess[str]:
    """What `candidatures WORDS` wrote, and how it ended.

    Raises:
        subprocess.TimeoutExpired: it did not, and was killed.
    """
    with ExitStack() as stack:
        streams = [stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8")) for _ in range(3)]
        streams[0].write(given)
        streams[0].seek(0)
        process = begin(words, [stream.fileno() for stream in streams], environment=environment)
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        for stream in streams:
            stream.seek(0)
        return subprocess.CompletedProcess(list(words), code, streams[1].read(), streams[2].read())


def begin(
    words: Sequence[str], streams: Sequence[int], *, environment: Mapping[str, str] | None = None
) -> forking.Forked:
    """`candidatures WORDS`, which reads and writes these three open files."""
    surroundings = dict(os.environ if environment is None else environment)
    request = json.dumps([list(words), surroundings, zygotes.listening()]).encode()
    return forking.Forked(_listening(), request, streams)


@cache
def _listening() -> str:
    return forking.listening(__name__)


def main(listener: int) -> None:
    """The server's own main."""
    gc.disable()
    typer.main.get_command = cache(typer.main.get_command)  # all commands, made once
    typer.main.get_command(cli.every())
    configure_mappers()
    lexicon()
    gc.freeze()
    gc.enable()
    forking.serve(listener, _become)


def _become(request: bytes, handles: list[int]) -> None:
    words, environment, address = json.loads(request)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(ROOT)
    for number, handle in enumerate(handles):
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, "w" if number else "r", buffering=1, closefd=False)  # noqa: SIM115 - until the process ends
        for number in range(3)
    )
    sys.argv = ["candidatures", *words]
    zygotes.start_in(pool, address)
    __main__.main()

"""Stores as earlier versions made them: their own code takes in the first mails, and the life goes on with today's."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from jobs.sandbox.confinement import WEAK_VARIABLE
from tests import mailboxes
from tests.life import candidates
from tests.life.acts import Broken, NotNow

if TYPE_CHECKING:
    from random import Random

    from tests.life.world import World

ROOT = Path(__file__).parents[2]
VERSIONS = ("60119928", "1987eef7")
"""Commits: version 0.2.0, and one that offices ran after it."""
MAILS = 5
DECIDED = """
import sqlite3
from store import Store
store = Store.open("sqlite:///" + sys.argv[3])
with store.begin() as transaction:
    for (row,) in sqlite3.connect(sys.argv[3]).execute("SELECT id FROM applications ORDER BY id LIMIT 2"):
        transaction.reviews.decide(row, "mireille", "shortlist", "Pièces complètes.")
        transaction.reviews.note(row, "colette", "À rappeler.")
store.close()
"""
POLLED = """
from jobs.__main__ import main
sys.argv = ["candidatures", "poll", "--config", sys.argv[2]]
main()
"""
THEN = """
import sys
from datetime import datetime
from pathlib import Path
import time_machine
time_machine.travel(datetime.fromisoformat(sys.argv[1]), tick=True).start()
"""


LIBRARIES = sysconfig.get_path("purelib")
"""Today's, which an earlier version runs on as well."""


def code_of(version: str) -> Path | None:
    """Its tree, one for each place that today's libraries are in; None where the history does not have it."""
    place = Path(tempfile.gettempdir()) / f"candidatures-{version}-{os.getuid()}-{crc32(LIBRARIES.encode()):08x}"
    if (place / ".venv" / "bin" / "python").exists():
        return place
    packed = subprocess.run(["git", "archive", version], cwd=ROOT, capture_output=True, check=False)
    if packed.returncode:
        return None
    made = tempfile.mkdtemp(dir=place.parent)
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as tar:
        tar.extractall(made, filter="data")
    with suppress(OSError):  # another life was quicker
        Path(made).rename(place)
    _surround(place)
    return place


def _surround(place: Path) -> None:
    """An environment in which its workers too, which look nowhere else, find its modules before today's."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place / ".venv"], check=True)
    (libraries,) = (place / ".venv" / "lib").glob("*/site-packages")
    (libraries / "earlier.pth").write_text(f"{place}\nimport site; site.addsitedir({LIBRARIES!r})\n", "utf-8")


def begin(world: World, dice: Random) -> str:
    """The first mails are taken in by an earlier version, and two of their dossiers are decided. Raises NotNow."""
    version = dice.choice(VERSIONS)
    code = code_of(version)
    if code is None or world.cluster:
        raise NotNow
    for _ in range(MAILS):
        candidates.apply(world, dice)
    world.take_new_place()
    file = world.folder / "earlier.toml"
    file.write_text(mailboxes.CONFIGURATION.format(server="mx.cdm.example", **world.configuration.fixed), "utf-8")
    for words, may in ((POLLED, {0, 1}), (DECIDED, {0})):
        _by(code, words, may, world.now.isoformat(), str(file), str(world.database))
    return version


def ours_now(world: World) -> None:
    """After the upgrade nothing differs, nothing that was decided is lost, and all can be read by today's rules."""
    world.run("migrate")
    audited = world.run("audit", may=(0, 1))
    if audited.code:
        raise Broken(f"after the upgrade: {audited.said}")
    if world.rows("SELECT count(*) AS many FROM reviews")[0]["many"] != 4:
        raise Broken("what people said is not all there after the upgrade")
    world.run("reingest", "--all", "--documents", "--yes")


def _by(code: Path, words: str, may: set[int], *arguments: str) -> None:
    done = subprocess.run(
        [code / ".venv" / "bin" / "python", "-c", THEN + words, *arguments],
        cwd=code,
        env={**os.environ, WEAK_VARIABLE: "weak", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode not in may:
        raise RuntimeError(f"{code.name}: {done.stdout}{done.stderr}")

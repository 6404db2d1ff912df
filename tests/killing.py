"""Kill a poll with SIGKILL, again and again, and compare what it comes to with a poll that nobody disturbed.

    python -m tests.killing points FOLDER           once at every named point
    python -m tests.killing moments FOLDER N [SEED]  N times at random moments

The real pass runs in a forked child of a process that has already made one: words, models and tables are loaded, so
that every moment falls into a poll's own work and N can be large. Documents are read inside the child.
One line of JSON: kills, complete rounds, and what differed (nothing is to).
"""

from __future__ import annotations

import io
import json
import logging
import os
import random
import re
import select
import signal
import sys
import time
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.export import json_files
from ingest import failpoint, maildir
from jobs.config import configuration
from jobs.intake.poll import polling
from jobs.runtime import logs
from jobs.runtime.lock import exclusive
from jobs.runtime.workplace import open_store, open_workplace
from tests.maildirs import Maildirs

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
FIRST = datetime(2026, 2, 1, 8, tzinfo=UTC)


class Inline:
    """A pool that reads in this process: no worker has to start before a child can be killed at work."""

    workers = 2

    def submit(self, function: Callable[..., Any], *arguments: object, **limits: object) -> Future[Any]:
        """Do it now."""
        del limits
        future: Future[Any] = Future()
        try:
            future.set_result(function(*arguments))
        except Exception as exc:  # noqa: BLE001 - as a pool does
            future.set_exception(exc)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)  # a task's own alarm must not outlive it here
        return future


def points() -> list[str]:
    """Every named point that a poll passes, as the code has them."""
    found = set()
    for room in ("ingest", "jobs", "store"):
        for file in (ROOT / room).rglob("*.py"):
            found |= set(re.findall(r'\breach\("([^"]+)"\)', file.read_text("utf-8")))
    elsewhere = (
        "letters.",
        "encrypting.",
        "objects.",
        "moving.",
    )  # see tests.killing_letters, the tests of encryption and of buckets
    return sorted(point for point in found if not point.startswith(elsewhere))


def mails(count: int) -> list[tuple[str, bytes, datetime]]:
    """(mailbox, original, arrival): applications in one or both mailboxes, and what is none."""
    found = []
    for number in range(count):
        arrived = FIRST + timedelta(minutes=37 * number)
        original = mail(number, arrived)
        found.append(("b" if number % 5 == 2 else "a", original, arrived))
        if number % 3 == 0:
            trace = f"Received: from mx by b; {arrived:%a, %d %b %Y %H:%M:%S} +0000\r\n".encode()
            found.append(("b", trace + original, arrived + timedelta(seconds=9)))
    return found


def name_of(number: int) -> str:
    """An invented name, another for every number below 160,000."""
    syllables = (
        *("ba", "co", "du", "fe", "gi", "ha", "jo", "ku", "le", "mi"),
        *("na", "po", "qui", "ra", "so", "tu", "ve", "wi", "xa", "zo"),
    )
    digits = [syllables[number // 20**place % 20] for place in range(4)]
    return f"{(digits[0] + digits[1] + 'n').title()} {(digits[2] + digits[3] + digits[0] + 'rt').title()}"


def mail(number: int, sent: datetime) -> bytes:
    """One of them."""
    made = EmailMessage()
    unrelated = number % 6 == 5  # and looks as if it might not be, until it is read
    name = name_of(number)
    made["From"] = f"{name} <candidate{number}@mail.example>"
    made["To"] = "a@cdm.example, b@cdm.example"
    made["Subject"] = "Menu de la semaine" if unrelated else f"Recrutement EO, candidature {number}"
    made["Date"] = sent
    made["Message-ID"] = f"<{number}@mail.example>"
    matter = "le menu de la semaine" if unrelated else f"ma candidature numéro {number}"
    made.set_content(f"Bonjour,\n\nvoici {matter}.\n\nCordialement,\n{name}\n")
    if unrelated:
        made.add_attachment(b"\x00soupe", maintype="application", subtype="octet-stream", filename="semaine.bin")
    else:
        since = 1990 + number % 30
        text = f"Curriculum vitae\n\n{name}\nEnseignante depuis {since}\nNommée à titre définitif\n"
        made.add_attachment(text.encode(), maintype="text", subtype="plain", filename=f"cv-{number}.txt")
    return made.as_bytes()


def run(config: Path) -> None:
    """One pass in this process."""
    settings = configuration.load(config)
    maildir._AT_ONCE = 5
    with open_workplace(settings) as place, exclusive(place.lock_file):
        # one reader of pictures: a second would take most of the time, and writes nothing that a kill could halve
        rules = replace(place.rules, tools=replace(place.rules.tools, rapidocr=False))
        inline = replace(place, pool=Inline(), rules=rules)  # type: ignore[arg-type]
        polling.run(inline, polling.open_mailboxes(settings))


def result(config: Path) -> str:
    """All that can be seen from outside: applications with their texts, messages, the archive's names and leftovers."""
    settings = configuration.load(config)
    store, out = open_store(settings), io.StringIO()
    try:
        with store.read() as views:
            json_files.write_applications(views.details(with_text=True), out, with_text=True)
            json_files.write_messages(views.messages(), out)
    finally:
        store.close()
    kept = sorted(str(path.relative_to(settings.archive)) for path in settings.archive.rglob("*") if path.is_file())
    return out.getvalue() + "\n".join(name for name in kept if not name.endswith(".lock"))


def forked(work: Callable[[], None], *, kill_after: float | None = None) -> bool:
    """Do it in a child; whether it came to its end. Killed by the parent, or by itself at a point."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    handle = os.pidfd_open(pid)
    ended, _, _ = select.select([handle], [], [], kill_after)
    if not ended:
        os.kill(pid, signal.SIGKILL)
    os.close(handle)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in {0, -signal.SIGKILL}:
        raise RuntimeError(f"the child ended with {code}")
    return code == 0


def at_points(maildirs: Maildirs) -> dict[str, Any]:
    """Killed at the first and at the second passing of every point."""
    expected, _ = undisturbed(maildirs)
    differing, kills = [], 0
    for point in points():
        for nth in (1, 2):
            config = maildirs.configure(maildirs.folder / f"{point}-{nth}")
            os.environ[failpoint.VARIABLE] = f"{point}:{nth}"
            survived = forked(lambda at=config: run(at))
            del os.environ[failpoint.VARIABLE]
            forked(lambda at=config: run(at))
            kills += not survived
            if survived or result(config) != expected:
                differing.append(f"{point}:{nth}" + (" (never reached)" if survived else ""))
    return {"points": points(), "kills": kills, "differing": differing}


def at_moments(maildirs: Maildirs, wanted: int, seed: int) -> dict[str, Any]:
    """Killed at random moments, again and again on one store, until it is through; then on the next."""
    dice = random.Random(seed)
    expected, seconds = undisturbed(maildirs)
    kills, rounds, differing = 0, 0, []
    while kills < wanted:
        config = maildirs.configure(maildirs.folder / f"round-{rounds}")
        while not forked(lambda at=config: run(at), kill_after=dice.uniform(0.0, 0.7 * seconds)):
            kills += 1
        rounds += 1
        if result(config) != expected:
            differing.append(f"round {rounds}")
    return {"kills": kills, "rounds": rounds, "seed": seed, "differing": differing}


def undisturbed(maildirs: Maildirs) -> tuple[str, float]:
    """What a poll comes to that nobody disturbs, and how many seconds it takes where all is loaded, as it is now."""
    run(maildirs.configure(maildirs.folder / "loading"))
    config = maildirs.configure(maildirs.folder / "undisturbed")
    began = time.monotonic()
    assert forked(lambda: run(config))
    return result(config), time.monotonic() - began


def main(how: str, folder: str, *numbers: str) -> None:
    """Print the figures; exit status 1 when something differed."""
    began = time.monotonic()
    logs.configure(level=logging.WARNING)
    maildirs = Maildirs.make(Path(folder))
    for index, (mailbox, original, arrived) in enumerate(mails(12)):
        maildirs.deliver(mailbox, original, arrived, f"{arrived.timestamp():.0f}.{index:06}.test")
    if how == "points":
        told = at_points(maildirs)
    else:
        told = at_moments(maildirs, int(numbers[0]), int(numbers[1]) if numbers[1:] else random.randrange(10**6))
    print(json.dumps(told | {"seconds": round(time.monotonic() - began, 1)}))  # noqa: T201 - its answer
    sys.exit(bool(told["differing"]))


if __name__ == "__main__":
    main(*sys.argv[1:])

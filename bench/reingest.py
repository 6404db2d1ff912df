"""Processor time of reading applications again from their kept texts, and what share of it the store and workers have.

    python -m bench.reingest [APPLICATIONS] [CHECKOUT]

The applications (60) are the corpus's invented dossiers as mails with DOCX files, in a Maildir. They are polled once,
then re-ingested twice: what the second costs is printed, and beside it what one more application costs: a start of
program, lexicon and workers, which one message alone is read again for, is the same for sixty as for thousands. With
another CHECKOUT of this project both do it in turn, and the ratio is printed: what else the machine does weighs on both
alike.
"""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from docx import Document

from tests.maildirs import Maildirs

HERE = Path(__file__).parent.parent
DOSSIERS = HERE / "tests/corpus/candidates/open"
FIRST = datetime(2026, 2, 1, 8, tzinfo=UTC)
AGAIN = """
import os, sys, time
from pathlib import Path
from jobs.config import configuration
from jobs.intake.reingest import reingesting
from jobs.runtime.workplace import open_workplace
from jobs.runtime import logs
import logging
logs.configure(level=logging.ERROR)
settings = configuration.load(Path(sys.argv[1]))
ours, began = time.process_time(), time.monotonic()
with open_workplace(settings) as place:
    chosen = reingesting.Selection(everything=len(sys.argv) == 2, message=int(sys.argv[2]) if sys.argv[2:] else None)
    done = reingesting.run(place, chosen, agreed=True, progress=lambda _: None)
    wall = time.monotonic() - began
print(done.messages, done.changed, time.process_time() - ours, wall)
"""


def docx(pages: list[str]) -> bytes:
    """A paper's text as a DOCX file."""
    made, file = Document(), io.BytesIO()
    for line in "\n".join(pages).splitlines():
        made.add_paragraph(line)
    made.save(file)
    return file.getvalue()


def mail(dossier: dict, number: int) -> bytes:
    """A dossier as one mail; dossiers that come twice are two people's."""
    made = EmailMessage()
    name, _, domain = dossier["sender"]["email"].partition("@")
    made["From"] = f"{dossier['sender']['name']} {number} <{name}.{number}@{domain}>"
    made["To"], made["Subject"] = "jobs@cdm.example", f"Recrutement EO {number}"
    made["Date"], made["Message-ID"] = FIRST + timedelta(minutes=number), f"<{number}@mail.example>"
    made.set_content(dossier["body"])
    for paper in dossier["documents"]:
        made.add_attachment(
            docx(paper["pages"]),
            maintype="application",
            subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
            filename=Path(paper["filename"]).stem + ".docx",
        )
    return made.as_bytes()


def deliver(folder: Path, count: int) -> Path:
    """The applications in a mailbox, and a configuration for it."""
    maildirs = Maildirs.make(folder)
    dossiers = [json.loads(path.read_text("utf-8")) for path in sorted(DOSSIERS.glob("*.json"))]
    for number in range(count):
        at = FIRST + timedelta(minutes=number)
        maildirs.deliver("a", mail(dossiers[number % len(dossiers)], number), at, f"{number:08}.bench")
    return maildirs.configure(closes_at="2026-12-15")


def run(checkout: Path, *words: str) -> tuple[list[str], float]:
    """A process of a checkout, and the processor time of it and all that it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = subprocess.run(
        [sys.executable, *words], cwd=checkout, env={**os.environ, "PYTHONPATH": str(checkout)}, check=True, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.stdout.split(), after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(count: int = 60, *others: str) -> None:
    """Print milliseconds of processor an application."""
    checkouts = {"here": HERE} | ({"other": Path(others[0]).resolve()} if others else {})
    spent = {}
    print(f"{count} applications; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as room:
        for name, checkout in checkouts.items():
            folder = Path(room) / name
            folder.mkdir()
            config = deliver(folder, count)
            os.environ["CANDIDATURES_CONFIG"] = str(config)
            _, spent[name, "first reading"] = run(checkout, "-m", "jobs", "poll")
        for turn in ("again", "again, warm"):
            for name, checkout in checkouts.items():
                config = Path(room) / name / "candidatures.toml"
                told, total = run(checkout, "-c", AGAIN, str(config))
                spent[name, turn], own = total, float(told[2])
                print(
                    f"{name}, {turn}: {told[0]} messages, {total / count * 1000:.0f} ms of processor an application, ",
                    end="",
                )
                print(f"{own / count * 1000:.0f} of it the daemon's; {float(told[3]):.1f} s in all")
                alone, start = run(checkout, "-c", AGAIN, str(config), "1")
                daemon = (own - float(alone[2])) / (count - 1) * 1000
                print(f"    one more: {(total - start) / (count - 1) * 1000:.0f} ms, {daemon:.0f} of it the daemon's")
    for (name, turn), total in spent.items():
        print(f"{name:6} {turn:14} {total / count * 1000:7.0f} ms")
    if others:
        print(f"here / other: {spent['here', 'again, warm'] / spent['other', 'again, warm']:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), *sys.argv[2:])

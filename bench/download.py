"""How fast new mail is scanned, kept and recorded, beside mbsync, which only downloads: ratios first, in one run.

    python -m bench.download [MESSAGES] [ROUNDS]

600 messages of 216 KB, each an application with a PDF and a DOCX, on a real Dovecot by TLS on the same cores. A round
takes all of them twice, into empty folders: by mbsync (`FSync yes`) into a Maildir, and by the scan of a poll into
archive and ledger; nothing is read. Needs mbsync (Debian: isync).
"""

from __future__ import annotations

import logging
import os
import random
import subprocess
import sys
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path

from jobs.config import configuration
from jobs.intake.poll import polling
from jobs.intake.poll.scanning import scan_all
from jobs.runtime import logs
from jobs.runtime.workplace import open_workplace
from tests.mailboxes import configure, environment
from tests.servers.dovecot import PASSWORD, Dovecot

PEER = """\
FSync yes

IMAPStore far
Host {host}
Port {port}
User {user}
Pass {password}
TLSType IMAPS
CertificateFile {ca}

MaildirStore near
Path {folder}/
Inbox {folder}/inbox

Channel all
Far :far:
Near :near:
Sync Pull
Create Near
SyncState *
"""
DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document", "lettre.docx")
FILES = (("application", "pdf", "cv.pdf"), DOCX)
BYTES = 79_000
"""Of each file: encoded, the two make a mail of 216 KB."""


def mail(number: int) -> bytes:
    """One application; its files are unlike every other's."""
    made = EmailMessage()
    made["From"], made["To"] = f"Rose {number} <rose{number}@mail.example>", "jobs@cdm.example"
    made["Subject"], made["Message-ID"] = "Recrutement EO", f"<{number}@mail.example>"
    made["Date"] = "Mon, 2 Mar 2026 10:00:00 +0100"
    made.set_content("Bonjour,\n\nvoici mon CV et ma lettre.\n\nRose\n")
    for maintype, subtype, name in FILES:
        content = random.Random(f"{number}{name}").randbytes(BYTES)
        made.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return made.as_bytes()


def by_peer(server: Dovecot, folder: Path) -> float:
    """Seconds of mbsync."""
    host, port = server.url("a", scheme="imaps").rpartition("@")[2].split("/")[0].split(":")
    settings = folder / "mbsyncrc"
    settings.write_text(
        PEER.format(host=host, port=port, user="a", password=PASSWORD, ca=server.ca_file, folder=folder), "utf-8"
    )
    began = time.perf_counter()
    subprocess.run(["mbsync", "-q", "-c", settings, "all"], check=True)
    return time.perf_counter() - began


def by_scan(config: Path) -> tuple[float, float]:
    """Seconds of our scan, and of processor."""
    settings = configuration.load(config)
    with open_workplace(settings) as place:
        polling.prepare(place)
        place.pool.submit(os.getpid).exception()  # the workers' process has started
        began, spent = time.perf_counter(), sum(os.times()[:4])
        (scanned, *_) = scan_all(place, polling.open_mailboxes(settings)[:1], stopping=polling.never)
        took = time.perf_counter() - began
    if scanned.error:
        raise SystemExit(scanned.error)
    return took, sum(os.times()[:4]) - spent


def main(count: int = 600, rounds: int = 3) -> None:
    """Makes and measures."""
    logs.configure(level=logging.WARNING)
    with tempfile.TemporaryDirectory() as name, Dovecot() as server:
        for number in range(count):
            server.deliver("a", mail(number))
        print(f"{count} messages of {len(mail(0)) // 1024} KB; load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
        for number in range(rounds):
            folder = Path(name) / str(number)
            (folder / "peer").mkdir(parents=True)
            config = configure(server, folder)
            os.environ.update(environment(config))
            peer = by_peer(server, folder / "peer")
            ours, spent = by_scan(config)
            print(
                f"ratio {peer / ours:.2f}: mbsync {count / peer:.0f} a second, the scan {count / ours:.0f}"
                f" ({1000 * spent / count:.1f} ms of processor a message)"
            )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

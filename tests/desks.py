"""The desk as recruiters have it: the sample mailbox polled, `candidatures serve` running, Debian's chromium."""

from __future__ import annotations

import io
import os
import shutil
import signal
from contextlib import contextmanager
from datetime import UTC, datetime
from email.headerregistry import Address as EmailAddress
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import pikepdf
from fpdf import FPDF

from tests import commands
from tests.mailboxes import SAMPLE
from tests.maildirs import Maildirs

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Playwright

CHROMIUM = Path("/usr/bin/chromium-headless-shell")
"""The whole browser keeps a tenth to a fifth of a core busy while it shows nothing; its shell is the same engine."""
ARGUMENTS = (
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PASSWORD = "quatre mots bien choisis"
LOCK = "sésame"
USERS = {"mireille": "recruiter", "colette": "recruiter", "jury": "reader"}


def command(folder: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """`candidatures` on the folder's configuration."""
    return commands.run([*words, "--config", str(folder / "candidatures.toml")], given=given)


def locked_application() -> bytes:
    """A mail whose CV opens with `LOCK`."""
    sheet = FPDF()
    sheet.add_page()
    sheet.set_font("Helvetica", size=14)
    for line in ("Luc Verrou", "Curriculum vitae", "Professeur nommé à titre définitif depuis 2012", "Lycée d'Arlon"):
        sheet.cell(0, 10, line, new_x="LMARGIN", new_y="NEXT")
    out = io.BytesIO()
    encryption = pikepdf.Encryption(owner="o", user=LOCK)
    pikepdf.open(io.BytesIO(bytes(sheet.output()))).save(out, encryption=encryption)
    message = EmailMessage()
    message["From"], message["To"] = "Luc Verrou <luc.verrou@mail.example>", "mireille.gathoye@cdm.example"
    message["Subject"], message["Message-ID"] = "Recrutement EO", "<luc@mail.example>"
    message.set_content("Bonjour,\n\nMon CV est joint ; le code vous parviendra par téléphone.\n\nLuc Verrou\n")
    message.add_attachment(out.getvalue(), maintype="application", subtype="pdf", filename="CV Luc Verrou.pdf")
    return message.as_bytes()


TRAP = "<img src=x onerror=alert(1)>"


def hostile_application() -> bytes:
    """A mail every text of which is a trap: name, subject, file name, body, CV."""
    message = EmailMessage()
    message["From"] = EmailAddress(display_name=f"Ève {TRAP}", username="eve", domain="mail.example")
    message["To"], message["Message-ID"] = "mireille.gathoye@cdm.example", "<eve@mail.example>"
    message["Subject"] = f"Recrutement EO {TRAP} =1+1"
    message.set_content(f"Bonjour {TRAP} <script>alert(2)</script> javascript:alert(3)\n\nÈve")
    page = f"<h1>Curriculum vitae</h1><script>alert(4)</script><p>Ève, nommée à titre définitif {TRAP}</p>"
    message.add_attachment(page.encode(), maintype="text", subtype="html", filename=f"{TRAP} =cmd.html")
    return message.as_bytes()


def polled(folder: Path, *more: bytes, read: Path | None = None) -> Path:
    """The sample mailbox and more applications, polled, with an account for each of `USERS`.

    Where the sample was `read` already, its store and archive are taken over, and what is more comes behind it.
    """
    maildirs = Maildirs.make(folder)
    if read is not None:
        _take_over(read, folder)
    maildirs.deliver_sample(SAMPLE)
    for number, original in enumerate(more):
        arrived = datetime(2026, 3, 12, 10, number, tzinfo=UTC)
        maildirs.deliver("a", original, arrived, f"{arrived.timestamp():.0f}.99999{number}.test")
    maildirs.configure()
    done = command(folder, "poll")
    if done.returncode:
        raise AssertionError(done.stderr)
    for name, role in USERS.items():
        command(folder, "users", "add", name, "--role", role, "--password-stdin", given=PASSWORD)
    return folder


def copied(polled_folder: Path, folder: Path) -> Path:
    """A folder of its own with the same store, archive and configuration; the mailboxes are shared."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(polled_folder / "candidatures.toml", folder / "candidatures.toml")
    _take_over(polled_folder, folder)
    return folder


def _take_over(place: Path, folder: Path) -> None:
    shutil.copy(place / "candidatures.db", folder / "candidatures.db")
    shutil.copytree(place / "archive", folder / "archive")


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """`candidatures serve` on a free port."""
    ear, mouth = os.pipe()
    words = ["serve", "--port", "0", "--config", str(folder / "candidatures.toml")]
    process = commands.begin(words, [0, mouth, 2])
    os.close(mouth)
    with os.fdopen(ear, encoding="utf-8") as printed:
        try:
            yield Served(printed)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


class Served:
    """A server that has started: where it is, and what it goes on to print."""

    def __init__(self, printed: TextIO) -> None:
        self._printed = printed
        self.url = self._word()

    def first_link(self) -> str:
        """The one-time link, which comes after the address where there is no account yet."""
        return self._word(f"{self.url}/welcome/")

    def _word(self, beginning: str = "http") -> str:
        for line in self._printed:
            for word in line.split():
                if word.startswith(beginning):
                    return word.rstrip("/")
        raise AssertionError("the server ended")


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's; none is downloaded."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
    try:
        yield browser
    finally:
        browser.close()

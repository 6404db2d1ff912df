"""Candidates, and what they write. Everybody is invented; each mail carries a word that stands nowhere else."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from typing import TYPE_CHECKING

import docx
from fpdf import FPDF

from tests.killing import name_of

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

LANGUAGES = ("fr", "nl", "de", "en")
GREETINGS = {"fr": "Madame, Monsieur,", "nl": "Geachte mevrouw, mijnheer,", "de": "Sehr geehrte Damen und Herren,",
             "en": "Dear Sir or Madam,"}  # fmt: skip
APPLIES = {
    "fr": "Je pose ma candidature au poste de chargée de mission. Je suis {status}.",
    "nl": "Hierbij solliciteer ik voor de functie van opdrachthouder. Ik ben {status}.",
    "de": "Hiermit bewerbe ich mich um die Stelle. Ich bin {status}.",
    "en": "I apply for the post. I am {status}.",
}
STATUS = {
    "fr": ("nommée à titre définitif", "temporaire prioritaire", "enseignante depuis 2009"),
    "nl": ("vast benoemd", "tijdelijk aangesteld", "leerkracht sinds 2009"),
    "de": ("definitiv ernannt", "befristet angestellt", "Lehrerin seit 2009"),
    "en": ("permanently appointed", "temporary", "a teacher since 2009"),
}
WITHDRAWS = {
    "fr": "Je retire ma candidature.",
    "nl": "Ik trek mijn kandidatuur in.",
    "de": "Ich ziehe meine Bewerbung zurück.",
    "en": "I withdraw my application.",
}


@dataclass
class Person:
    """Somebody who applies."""

    number: int
    language: str
    addresses: list[str]
    mails: list[Mail] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Given and family name."""
        return name_of(self.number * 37 % 160_000)

    @property
    def applied(self) -> bool:
        """Whether anything was sent with the notice's words."""
        return any(mail.applies for mail in self.mails)


@dataclass(kw_only=True)
class Mail:
    """One mail as it was delivered."""

    token: str
    """A word that stands in this mail alone: in its text, its papers, its Message-ID."""
    original: bytes
    arrived: datetime
    mailboxes: tuple[str, ...]
    sender: str
    person: Person | None = None
    results: str = ""
    """What our own mail server says of its sender (RFC 8601)."""
    applies: bool = False
    """It carries the notice's words or papers, or answers a letter: a person must see it."""
    automatic: bool = False
    """A machine wrote it: it must be in no dossier."""
    unrelated: bool = False
    """It has nothing to do with any notice: nothing of it may stay."""


def text_of(person: Person, dice: Random, token: str) -> str:
    """A letter's text."""
    language = person.language
    applies = APPLIES[language].format(status=dice.choice(STATUS[language]))
    return f"{GREETINGS[language]}\n\n{applies} {token}\n\n{person.name}\n"


def cv_of(person: Person, dice: Random, token: str) -> str:
    """A curriculum vitae's text."""
    begun = dice.randrange(1990, 2022)
    return "\n".join((
        "Curriculum vitae",
        "",
        person.name,
        f"rue des Écoles {person.number}, 67{dice.randrange(10, 99)} Arlon",
        f"0470 {dice.randrange(10, 99)} {dice.randrange(10, 99)} {dice.randrange(10, 99)}",
        person.addresses[0],
        "",
        "Expérience professionnelle",
        f"{begun} - à ce jour  Institutrice, école communale d'Étalle, {dice.choice(('24/24', '12/24', '18/24'))}",
        "",
        "Formation",
        f"{begun - 3} - {begun}  Bachelier instituteur primaire",
        f"Langues : français, {dice.choice(('néerlandais B2', 'allemand C1', 'anglais A2'))}",
        token,
        "",
    ))  # fmt: skip


def pdf(text: str) -> bytes:
    """As PDF."""
    sheet = FPDF()
    sheet.add_page()
    sheet.set_font("Helvetica", size=11)
    for line in text.split("\n"):
        sheet.cell(0, 6, line.encode("latin-1", "replace").decode("latin-1"), new_x="LMARGIN", new_y="NEXT")
    return bytes(sheet.output())


def word(text: str) -> bytes:
    """As a Word document."""
    document, out = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def attach(message: EmailMessage, name: str, text: str, dice: Random, kind: str = "") -> None:
    """The paper in one of the formats of an office."""
    kind = kind or dice.choices(("txt", "pdf", "docx", "broken"), (12, 4, 3, 1))[0]
    if kind == "txt":
        message.add_attachment(text, filename=f"{name}.txt")
    elif kind == "docx":
        subtype = "vnd.openxmlformats-officedocument.wordprocessingml.document"
        message.add_attachment(word(text), maintype="application", subtype=subtype, filename=f"{name}.docx")
    else:
        data = pdf(text) if kind == "pdf" else b"%PDF-1.4\n" + text.encode()[:40]
        message.add_attachment(data, maintype="application", subtype="pdf", filename=f"{name}.pdf")


def frame(name: str, address: str, subject: str, token: str, sent: datetime, **fields: str) -> EmailMessage:
    """A mail without its text."""
    message = EmailMessage()
    user, _, domain = address.partition("@")
    message["From"] = Address(display_name=name, username=user, domain=domain)
    message["To"] = "mireille@cdm.example, colette@cdm.example"
    message["Subject"], message["Date"] = subject, sent
    message["Message-ID"] = f"<{token}@{domain}>"
    for key, value in fields.items():
        message[key.replace("_", "-")] = value
    return message

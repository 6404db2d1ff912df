"""Texts made to be slow: runs of one thing, alternations of two, lines and many lines, and every reader of text.

A reader is linear in its text when four times the text costs about four times the processor time. Processor time and
not the wall clock: a loaded machine moves only the latter.
"""

from __future__ import annotations

import gc
import sys
import time
from datetime import UTC, date, datetime
from itertools import permutations
from typing import TYPE_CHECKING

from jobs.sandbox.tasks import File, ReadingSettings, read_file
from parsers.criteria import EO_CRITERIA
from parsers.facts.extractors import find_in_body, find_in_document
from parsers.kinds.letters import with_body_kinds
from parsers.linkage.claims import claims_of
from parsers.mail.message import read_message
from parsers.profile import assemble
from parsers.values.documents import Document, Kind
from parsers.values.profiles import Source
from parsers.values.readings import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Reader = Callable[[str], object]

TOKENS = {
    "dot": ".",
    "ellipsis": "…",
    "dash": "-",
    "long dash": "–",
    "underscore": "_",
    "star": "*",
    "bullet": "•",
    "arrow": "→",
    "space": " ",
    "hard space": "\u00a0",
    "tab": "\t",
    "line feed": "\n",
    "form feed": "\f",
    "line separator": "\u2028",
    "zero width": "\u200b",
    "digit": "1",
    "zero": "0",
    "letter": "a",
    "capital": "A",
    "l": "l",
    "capital I": "I",
    "accent": "é",
    "combining": "e\u0301",
    "ligature": "œ",
    "kana": "カ",
    "emoji": "😀",
    "comma": ",",
    "colon": ":",
    "semicolon": ";",
    "slash": "/",
    "bar": "|",
    "at": "@",
    "plus": "+",
    "percent": "%",
    "question": "?",
    "apostrophe": "'",
    "quote": '"',
    "opening": "(",
    "closing": ")",
    "bracket": "[",
    "angle": "<",
    "quoted": ">",
    "guillemet": "«",
    "equals": "=",
    "hash": "#",
    "hyphenated": "a-\n",
    "item": "1. ",
    "short word": "de ",
    "elided": "l'",
    "half": "mi-",
    "word": "enseignante ",
    "capitalised": "Dupont ",
    "shouted": "DUPONT ",
    "year": "2012 ",
    "years": "2012-2014 ",
    "until now": "2012 - ",
    "day": "12/03/2014 ",
    "range of days": "01/09/2012 - 30/06/2013 ",
    "school year": "2012/13 ",
    "month": "septembre 2014 ",
    "month alone": "sept. ",
    "of": "de la ",
    "since": "depuis ",
    "since a year": "depuis 2014, ",
    "until": "jusqu'au ",
    "hour": "08:30 ",
    "hour in words": "8h30 ",
    "hours": "18 h ",
    "fraction": "12/24 ",
    "share": "80 % ",
    "number": "1.234,56 ",
    "numeral": "vingt-quatre ",
    "duration": "3 ans et 2 mois ",
    "phone": "0470 12 34 56 ",
    "phone of dots": "+32.470.12.34.56 ",
    "account": "BE68 5390 0754 7034 ",
    "street": "Rue du Moulin 12, ",
    "address": "Rue X 6700 Arlon\n",
    "post code": "6700 ",
    "town": "6700 Arlon ",
    "e-mail": "a.b@example.org ",
    "half an e-mail": "a.b@",
    "link": "https://example.org/a ",
    "heading": "EXPÉRIENCE\n",
    "heading and colon": "Langues : ",
    "label": "Nom : ",
    "languages": "français, ",
    "level": "néerlandais B2 ",
    "school": "Institut Saint-Joseph ",
    "athénée": "Athénée royal d'Arlon, ",
    "teacher": "professeur de français ",
    "permanent": "nommé à titre définitif ",
    "permanent half": "nommé à titre ",
    "temporary": "temporaire ",
    "load": "temps plein ",
    "half load": "mi-temps ",
    "periods": "20 périodes ",
    "guidance": "orientation scolaire ",
    "methods": "entretiens d'orientation ",
    "diploma": "agrégation de l'enseignement ",
    "bachelor": "bachelier en ",
    "negated": "je ne suis pas ",
    "first person": "j'ai travaillé ",
    "with a comma": "et, ",
    "born": "né le ",
    "married": "Mme ",
    "greeting": "Madame, Monsieur,\n",
    "closing formula": "Cordialement\n",
    "signature": "-- \n",
    "quote line": "> bonjour\n",
    "deep quote": "> > ",
    "header": "De : a@example.org\n",
    "headers": "From: A <a@example.org>\nSent: 1\nTo: b\nSubject: c\n",
    "attribution": "Le 3 mai 2024 à 10:00, A a écrit :\n",
    "half attribution": "Le lundi 3 mai ",
    "attribution in English": "On Mon, Jan 1, 2024 at 10:00 AM A ",
    "forward": "---------- Forwarded message ---------\n",
    "forward in a line": "-----Message d'origine-----",
    "disclaimer": "ce message confidentiel destinataire ",
    "banner": "attention externe ",
    "device": "Envoyé de mon iPhone\n",
    "thanks": "merci pour ",
    "password": "mot de passe : ",
    "withdrawal": "je retire ma candidature ",
    "absence": "je suis absente jusqu'au ",
    "dated row": "2012-2014\tProfesseur, Athénée\n",
    "row of cells": "a\tb\tc\n",
    "row of spaces": "a     b\n",
    "table": "2012 | 2014 | Arlon | 20/24\n",
    "uuencode": "begin 644 a\n",
    "Dutch": "vast benoemd leerkracht ",
    "German": "fest ernannt als Lehrer ",
    "English": "permanent teacher since ",
    "Dutch date": "1 september 2014 tot en met ",
    "German date": "vom 1. September 2014 bis ",
    "roman": "12.ix.2014 ",
    "ordinal": "1er ",
}
"""By name, what is repeated: every class of thing that some rule looks for, and what no rule looks for."""

_PAIRED = (
    "dot", "dash", "space", "tab", "line feed", "digit", "letter", "capital", "comma", "colon", "opening", "apostrophe",
    "short word", "year", "years", "day", "month", "since", "fraction", "phone", "town", "street", "e-mail", "word",
    "capitalised", "teacher", "school", "load", "permanent", "quoted", "attribution", "header", "heading", "languages",
)  # fmt: skip
HEAD = "From: A B <a@example.org>\nSubject: Fwd: candidature\nContent-Type: text/plain; charset=utf-8\n\n"
"""Of the mail that a text comes in."""
SETTINGS = ReadingSettings(criteria=EO_CRITERIA)
_ENDS = ("", "x", "\n", " 2014", ".")


def runs(size: int) -> Iterator[tuple[str, str]]:
    """Named texts of about `size` characters that repeat one thing, in one line and in many."""
    for name, token in TOKENS.items():
        yield name, _filled(token, size)
        yield f"{name}, lines of it", _filled(token * max(1, 60 // len(token)) + "\n", size)
        if "\n" not in token and token.strip():
            yield f"{name}, each on a line", _filled(token.strip() + "\n", size)


def pairs(size: int) -> Iterator[tuple[str, str]]:
    """Named texts that alternate two things, or lead up to a run of one with another."""
    for first, second in permutations(_PAIRED, 2):
        one, other = TOKENS[first], TOKENS[second]
        yield f"{first} and {second} by turns", _filled(one + other, size)
        yield f"{first}, then {second}", _filled(one, size // 2) + _filled(other, size // 2)


def ends(size: int) -> Iterator[tuple[str, str]]:
    """Runs that end in what a rule waits for, or begin with it."""
    for name, token in TOKENS.items():
        for end in _ENDS[1:]:
            yield f"{name} before {end!r}", _filled(token, size - len(end)) + end
            yield f"{name} after {end!r}", end + _filled(token, size - len(end))


def _filled(token: str, size: int) -> str:
    return token * max(1, size // len(token))


def read_document(text: str) -> object:
    """All that is read of a document."""
    document = Document(
        place="1",
        filename="cv.pdf",
        media_type="application/pdf",
        sha256="0" * 64,
        size=len(text),
        kind=Kind.CV,
        language="fr",
        text=text,
        page_count=1,
    )
    return find_in_document(document, criteria=EO_CRITERIA)


def read_mail(text: str) -> object:
    """All that is read of a mail with this body."""
    message = with_body_kinds(read_message((HEAD + text).encode("utf-8", "replace")))
    return find_in_body(message, criteria=EO_CRITERIA)


def read_application(text: str) -> object:
    """A file of this text, read as a worker reads it; whose it is, and the application that is assembled of it."""
    read = read_file(File(content=text.encode("utf-8", "replace"), place="1", filename="cv.txt"), SETTINGS)
    message = read_message(HEAD.encode())
    source = Source(
        message_id=1,
        document_id=1,
        received_at=datetime(2026, 3, 1, tzinfo=UTC),
        in_time=True,
        applicant=message.applicant,
        kind=read.document.kind,
        findings=read.findings,
    )
    claims = claims_of(1, Reading(message=message, documents=(read,)))
    return claims, assemble([source], criteria=EO_CRITERIA, cutoff=date(2026, 3, 15))


READERS: dict[str, Reader] = {"document": read_document, "mail": read_mail, "application": read_application}


def steps(reader: Reader, text: str) -> int:
    """How many functions one reading calls: the same each time, whatever else the machine does."""
    called = 0

    def count(_frame: object, event: str, _told: object) -> None:
        nonlocal called
        called += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        reader(text)
    finally:
        sys.setprofile(None)
    return called


def cost(reader: Reader, text: str) -> float:
    """Seconds of this thread's processor time that one reading takes."""
    gc.disable()
    try:
        began = time.thread_time()
        reader(text)
        return time.thread_time() - began
    finally:
        gc.enable()

"""Files that do something when they are opened: programs, scripts, shortcuts, pages that ask for a password, macros.

Nothing of them is run here. A paper with macros or scripts that is plainly a CV or letter stays one, with a word of
warning. A page with a form is none, whatever it says: who asks for a password writes "CV" above it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.kinds.classify import kind_of_text
from parsers.values.documents import Kind
from parsers.values.problems import Problem

if TYPE_CHECKING:
    from parsers.values.documents import Document

PROGRAM = "program"
ACTIVE = "active_content"
_MAGIC = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"#!",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
"""Windows, Linux, Java and macOS programs, scripts with an interpreter, Windows' shortcuts."""
_NAMES = re.compile(
    r"\.(?:exe|scr|com|bat|cmd|pif|msi|msix|appx|dll|cpl|js|jse|mjs|vbs|vbe|wsf|wsh|hta|ps1|psm1|jar|lnk|url|reg|iso|"
    r"img|vhdx?|apk|dmg|pkg|deb|rpm|sh|chm|xll|scf|settingcontent-ms)\Z",
    re.IGNORECASE,
)
"""What systems run or mount at a double click, whatever the bytes are."""
_ASKING = rb"<form\b|<input\b|<iframe\b|<object\b|<embed\b|http-equiv\s*=\s*[\"']?refresh"
"""What a page asks with, or fetches what does."""
_ASKS = re.compile(_ASKING, re.IGNORECASE)
_PAGE = re.compile(rb"<script\b|\bon(?:load|error|click)\s*=|" + _ASKING, re.IGNORECASE)
_UNTOLD = frozenset({"text/plain", "application/octet-stream", "application/x-ole-storage", "text/html"})
"""Bytes of a script, a mounted disk or an installer, as far as they tell."""
_PAGE_TYPES = frozenset({"text/html", "image/svg+xml", "application/xml"})
_MACROS = (b"vbaProject.bin", "_VBA_PROJECT".encode("utf-16-le"))
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_PAPERS = frozenset({Kind.CV, Kind.LETTER, Kind.CV_AND_LETTER, Kind.DIPLOMA})


def warned_of_programs(document: Document, data: bytes) -> Document:
    """The document with a problem where its file does something: `program`, or `active_content` beside a real paper."""
    document = _unmarked(document)
    if _is_program(data, document):
        return _marked(document, PROGRAM, "The file is a program, a script or a shortcut, no paper: do not open it.")
    if not _is_active(data, document.media_type):
        return document
    if document.readable and kind_of_text(document.text) in _PAPERS:
        asks = document.media_type in _PAGE_TYPES and _ASKS.search(data) is not None
        paper = replace(document, kind=Kind.OTHER) if asks else document
        return _marked(paper, ACTIVE, "The file holds macros or scripts: read its text here rather than open it.")
    return _marked(document, PROGRAM, "The file is a form or holds a program, and no paper: do not open it.")


def _unmarked(document: Document) -> Document:
    """Without what was said of it when it was read before."""
    kept = tuple(problem for problem in document.problems if problem.code not in {PROGRAM, ACTIVE})
    return replace(document, problems=kept)


def is_program(document: Document) -> bool:
    """Whether a document was found to be a program and no paper."""
    return any(problem.code == PROGRAM for problem in document.problems)


def _is_program(data: bytes, document: Document) -> bool:
    """By its first bytes; by its name only where the bytes are no format of papers ("cv de jeanne@x.com")."""
    if data.startswith(_MAGIC) and (not data.startswith(b"MZ") or b"\0" in data[:1024]):
        return True
    return document.media_type in _UNTOLD and bool(_NAMES.search((document.filename or "").strip()))


def _is_active(data: bytes, media_type: str) -> bool:
    if media_type in _PAGE_TYPES:
        return bool(_PAGE.search(data))
    return data.startswith(_OFFICE) and any(mark in data for mark in _MACROS)


def _marked(document: Document, code: str, sentence: str) -> Document:
    """A program is no CV, whatever its name says."""
    problem = Problem(code=code, place=document.place, sentence=sentence)
    kind = Kind.OTHER if code == PROGRAM else document.kind
    return replace(document, kind=kind, problems=(*document.problems, problem))

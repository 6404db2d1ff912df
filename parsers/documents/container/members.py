"""What a container holds: its members and their names, which are labels and never paths."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.values.problems import Problem

NAME_LENGTH = 200
LETTER_LENGTH = 600
"""Characters from which on the text of an enclosed mail that brings files is worth reading as a document itself."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def is_document(text: str, *, files: bool) -> bool:
    """Whether an enclosed mail is a document itself: it brings no files, or its text is as long as a letter."""
    return not files or len(text.strip()) >= LETTER_LENGTH


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A file out of a container. `container` is the kind of what held it: zip, winmail.dat, eml, msg, p7m, pdf."""

    name: str | None
    content: bytes = field(repr=False)
    container: str | None
    locked: bool = False
    """It is there, and no password opens it: `content` is empty."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenedContainer:
    """What a container holds, and what was left out."""

    members: tuple[Member, ...] = ()
    problems: tuple[Problem, ...] = ()
    also_document: bool = False
    """The file is a document of its own as well."""
    nothing_to_read: bool = False
    """A signature or the like, complete without a document."""


def last_component(name: str | None) -> str | None:
    """The last component of a member's path, NFC, without control or bidi characters; None if nothing is left."""
    if not name:
        return None
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    kept = "".join(character for character in plain if unicodedata.category(character) not in _UNSEEN).strip()
    return kept[:NAME_LENGTH] if kept not in {"", ".", ".."} else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """Where a file stands in a mail, and its name: computed here alone, when it is read as when it is shown."""

    place: str
    """The container's place, then the file's name, or its number from 1."""
    filename: str | None


def label_of(name: str | None, container: str | None, number: int, *, within: Label) -> Label:
    """The label of a file's member, numbered from 0. A signature ("cv.pdf.p7m") names what it signs."""
    filename = last_component(name) or _unsigned(within.filename, container)
    return Label(place=f"{within.place}/{filename or number + 1}", filename=filename)


def _unsigned(filename: str | None, container: str | None) -> str | None:
    return filename[:-4] if container == "p7m" and filename and filename.lower().endswith(".p7m") else None

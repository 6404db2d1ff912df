"""Files that hold other files. Each is opened within limits; the names inside are labels, never paths."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.documents import sniffing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parsers.limits import Limits
    from parsers.values import Problem

NAME_LENGTH = 200
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A file out of a container. `container` is the kind of what held it: zip, winmail.dat, eml, msg, p7m, pdf."""

    name: str | None
    content: bytes = field(repr=False)
    container: str | None
    locked: bool = False
    """It is there, and no password opens it: `content` is empty."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
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


def openers() -> dict[str, Callable[[bytes, Sequence[str], Limits], Opened | None]]:
    """The containers that can be opened, by media type; their libraries are loaded where one is met."""
    return {
        sniffing.ZIP: _zip,
        sniffing.EML: _eml,
        sniffing.MSG: _msg,
        sniffing.TNEF: _tnef,
        sniffing.P7M: _p7m,
        sniffing.PDF: _pdf,
        sniffing.DOCX: _docx,
    }


def open_container(data: bytes, *, media_type: str, passwords: Sequence[str] = (), limits: Limits) -> Opened | None:
    """What the container `data` holds; None where this is no container.

    Raises:
        Unreadable: encrypted with none of `passwords`, corrupt or too large.
    """
    opener = openers().get(media_type)
    return opener(data, passwords, limits) if opener else None


# ruff: noqa: PLC0415 - see `openers`


def _zip(data: bytes, passwords: Sequence[str], limits: Limits) -> Opened:
    from parsers.documents.zips import open_zip

    return open_zip(data, passwords=passwords, limits=limits)


def _eml(data: bytes, _: Sequence[str], limits: Limits) -> Opened:
    from parsers.mail.attached_mail import open_eml

    return open_eml(data, limits=limits)


def _msg(data: bytes, _: Sequence[str], limits: Limits) -> Opened:
    from parsers.documents.outlook import open_msg

    return open_msg(data, limits=limits)


def _tnef(data: bytes, _: Sequence[str], limits: Limits) -> Opened:
    from parsers.documents.tnef import open_tnef

    return open_tnef(data, limits=limits)


def _p7m(data: bytes, _: Sequence[str], limits: Limits) -> Opened:
    from parsers.documents.signed import open_p7m

    return open_p7m(data, limits=limits)


def _pdf(data: bytes, passwords: Sequence[str], limits: Limits) -> Opened | None:
    from parsers.documents.pdf_attachments import open_pdf

    return open_pdf(data, passwords=passwords, limits=limits)


def _docx(data: bytes, _: Sequence[str], limits: Limits) -> Opened | None:
    from parsers.documents.embedded import open_office

    return open_office(data, limits=limits)

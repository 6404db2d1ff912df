"""Which formats this machine can read, and what to install for the others: what `check` tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.documents.external.tools import LANGUAGES

if TYPE_CHECKING:
    from parsers.documents.external.tools import Tools


@dataclass(frozen=True, kw_only=True, slots=True)
class Ability:
    """A group of formats: whether it can be read, by what, and the Debian packages that would make it so."""

    formats: str
    readable: bool
    by: str | None = None
    packages: tuple[str, ...] = ()


def abilities(tools: Tools) -> tuple[Ability, ...]:
    """All formats, those first that need nothing installed."""
    return (
        Ability(formats="PDF, DOCX, DOC, ODT, RTF, HTML, TXT, PPTX, XLSX, XLS, Pages", readable=True),
        Ability(formats="zip, eml, msg, winmail.dat, p7m, files within PDF and DOCX", readable=True),
        _pictures(tools),
        _telephones(tools),
        Ability(
            formats="PPT, Word files before 1997",
            readable=bool(tools.catdoc),
            by="catdoc" if tools.catdoc else None,
            packages=() if tools.catdoc else ("catdoc",),
        ),
    )


def _telephones(tools: Tools) -> Ability:
    return Ability(
        formats="telephones' pictures: HEIC",
        readable=bool(tools.heif) and tools.can_read_pictures,
        by="libheif" if tools.heif else None,
        packages=() if tools.heif else ("libheif-examples",),
    )


def _pictures(tools: Tools) -> Ability:
    missing = [name for name in (*LANGUAGES.values(), "osd") if name not in tools.languages]
    packages = ("tesseract-ocr",) if tools.tesseract is None else ()
    return Ability(
        formats="scans, photos, JPEG, PNG, TIFF (fr, nl, de, en)",
        readable=tools.can_read_pictures,
        by="Tesseract" if tools.tesseract else None,
        packages=(*packages, *(f"tesseract-ocr-{name}" for name in missing)),
    )

"""Files embedded in a PDF: portfolios, and what is pinned to a page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf

from parsers.documents.container.members import Member, OpenedContainer
from parsers.documents.sniffing import UNKNOWN, XML, media_type_of
from parsers.errors import BROKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.documents.limits import Limits

_MARKS = (b"EmbeddedFile", b"/ObjStm", b"/Filespec")
_FAULTS = (pikepdf.PdfError, OSError, RuntimeError, *BROKEN)
_SYSTEMS = ("/F", "/UF", "/Unix", "/Mac", "/DOS")
_MUTE = frozenset({XML, UNKNOWN})
"""Invoices' data and programs' own notes: nobody sent them as papers."""


def open_pdf(data: bytes, *, passwords: Sequence[str], limits: Limits) -> OpenedContainer | None:
    """The files that a PDF holds beside its own pages; None where it holds none or can't be opened."""
    if not any(mark in data for mark in _MARKS):
        return None
    for password in ("", *passwords):
        try:
            with pikepdf.open(io.BytesIO(data), password=password, suppress_warnings=True) as pdf:
                members = tuple(_members(pdf, limits))
        except pikepdf.PasswordError:
            continue
        except _FAULTS:
            return None
        return OpenedContainer(members=members, also_document=True) if members else None
    return None


def _members(pdf: pikepdf.Pdf, limits: Limits) -> Iterator[Member]:
    left = limits.unpacked_bytes
    for name, stream in [*_listed(pdf), *_pinned(pdf)][: limits.members]:
        if int(stream.get("/Length", 0)) > limits.part_bytes:
            continue
        content = bytes(stream.read_bytes())
        left -= len(content)
        if left < 0:
            return
        if media_type_of(content) not in _MUTE:
            yield Member(name=name, content=content, container="pdf")


def _listed(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    for name, file in pdf.attachments.items():
        for content in _contents(file.obj):
            yield file.filename or name, content


def _pinned(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    for page in list(pdf.pages)[:50]:
        for annotation in page.obj.get("/Annots", []):
            file = annotation.get("/FS") if annotation.get("/Subtype") == "/FileAttachment" else None
            if isinstance(file, pikepdf.Dictionary):
                for content in _contents(file):
                    yield str(file.get("/UF", file.get("/F", ""))), content


def _contents(file: Any) -> Iterator[Any]:  # noqa: ANN401 - pikepdf's own objects
    """The streams of a file specification, each once: one file, or another for each system (ISO 32000, table 44).

    Most writers fill `/F`, some `/UF` alone, old ones `/Mac`, `/DOS` or `/Unix`.
    """
    embedded = file.get("/EF", pikepdf.Dictionary())
    streams = [embedded[key] for key in _SYSTEMS if isinstance(embedded.get(key), pikepdf.Stream)]
    yield from {stream.objgen: stream for stream in streams}.values()

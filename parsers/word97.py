"""DOC to text: Word 97 and later directly, older files by LibreOffice or catdoc."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.doc_text import read_doc_text
from parsers.errors import Unreadable
from parsers.extract import Extract, plain_extract
from parsers.tools import run
from parsers.values import Reason
from parsers.wordprocessing import read_docx

if TYPE_CHECKING:
    from parsers.limits import Limits
    from parsers.tools import Tools


def read_doc(data: bytes, *, limits: Limits, tools: Tools, suffix: str = "doc") -> Extract:
    """The text of an old Word file.

    Raises:
        Unreadable: no converter is installed, or none of them can read it.
    """
    try:
        return read_doc_text(data)
    except Unreadable as exc:
        if exc.reason is Reason.ENCRYPTED:
            raise
        return _converted(data, limits=limits, tools=tools, suffix=suffix)


def _converted(data: bytes, *, limits: Limits, tools: Tools, suffix: str) -> Extract:
    refusal = Unreadable(Reason.CONVERTER_UNAVAILABLE, "neither LibreOffice nor catdoc is installed")
    if tools.soffice:
        try:
            return read_docx(to_docx(data, tools=tools, seconds=limits.external_seconds, suffix=suffix), limits=limits)
        except Unreadable as exc:
            refusal = exc
    if tools.catdoc:
        return plain_extract(_catdoc(data, tools))
    raise refusal


def to_docx(data: bytes, *, tools: Tools, seconds: float, suffix: str = "doc") -> bytes:
    """The file as DOCX. Never LibreOffice's own text filter: it loops on two-column tables."""
    tools.alive()
    with tempfile.TemporaryDirectory(dir=tools.folder) as name:
        folder = Path(name)
        source = folder / f"in.{suffix}"
        source.write_bytes(data)
        argv = [
            tools.soffice or "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--norestore",
            "--nologo",
            "--nolockcheck",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder / "out"),
            str(source),
        ]
        run(argv, folder=folder, seconds=seconds)
        results = list((folder / "out").glob("*.docx"))
        if not results:
            raise Unreadable(Reason.CORRUPT, "LibreOffice can't read it")
        return results[0].read_bytes()


def _catdoc(data: bytes, tools: Tools) -> str:
    with tempfile.TemporaryDirectory(dir=tools.folder) as name:
        source = Path(name) / "in.doc"
        source.write_bytes(data)
        argv = [tools.catdoc or "catdoc", "-d", "utf-8", "-w", str(source)]
        return run(argv, folder=Path(name), seconds=20).decode("utf-8", "replace")

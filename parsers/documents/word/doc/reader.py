"""DOC to text: Word 97 and later directly, older files by catdoc.

LibreOffice reads them as well, in a second and two hundred megabytes, but it insists on a socket in /tmp, where a
worker may not write.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.documents.external.tools import run
from parsers.documents.extracted_text import ExtractedText, plain_text
from parsers.documents.word.doc.text import read_doc_text
from parsers.errors import Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from parsers.documents.external.tools import Tools
    from parsers.documents.limits import Limits


def read_doc(data: bytes, *, limits: Limits, tools: Tools) -> ExtractedText:
    """The text of an old Word file.

    Raises:
        Unreadable: encrypted, corrupt, or older than Word 97 where catdoc is not installed.
    """
    try:
        return read_doc_text(data)
    except Unreadable as refusal:
        if refusal.reason is Reason.ENCRYPTED:
            raise
        if tools.catdoc:
            return plain_text(_catdoc(data, tools, limits))
        if refusal.reason is Reason.UNSUPPORTED:
            raise Unreadable(
                Reason.CONVERTER_UNAVAILABLE, "it is older than Word 97, and catdoc is missing"
            ) from refusal
        raise


def _catdoc(data: bytes, tools: Tools, limits: Limits) -> str:
    tools.alive()
    with tempfile.TemporaryDirectory(dir=tools.folder) as name:
        source = Path(name) / "in.doc"
        source.write_bytes(data)
        argv = [tools.catdoc or "catdoc", "-d", "utf-8", "-w", str(source)]
        text = run(argv, folder=Path(name), cpu_seconds=limits.external_cpu_seconds, seconds=limits.external_seconds)
    return text.decode("utf-8", "replace")

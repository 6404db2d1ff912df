"""Slides and spreadsheets: rare as applications, but a CV made as slides is one."""

from __future__ import annotations

import io
import re
import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.documents.external.forked_work import frames
from parsers.documents.external.tools import run
from parsers.documents.extracted_text import ExtractedText, Line, Sheet, plain_text
from parsers.documents.office.packages import Package, attribute, local
from parsers.errors import Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parsers.documents.external.tools import Tools
    from parsers.documents.limits import Limits
    from parsers.documents.office.packages import Element

CELLS = 50_000
ENDED = b"\0"
"""What no row is: the whole workbook was read."""


def read_pptx(data: bytes, *, limits: Limits) -> ExtractedText:
    """The text of each slide, its shapes from top to bottom."""
    package = Package(data, limits)
    names = sorted((name for name in package.names if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)), key=_number)
    sheets = [_slide(root) for name in names[: limits.pages] if (root := package.xml(name)) is not None]
    return ExtractedText(sheets=tuple(sheets), page_count=len(names))


def _number(name: str) -> int:
    return int("".join(filter(str.isdigit, name)) or "0")


def _slide(root: Element) -> Sheet:
    shapes = [item for item in root.iter() if local(item) in {"sp", "graphicFrame"}]
    lines = [
        Line(text=text, space_above=number == 0)
        for shape in sorted(shapes, key=_place)
        for number, text in enumerate(_paragraphs(shape))
    ]
    return Sheet(lines=tuple(lines))


def _place(shape: Element) -> tuple[int, int]:
    offset = next((item for item in shape.iter() if local(item) == "off"), None)
    x, y = attribute(offset, "x"), attribute(offset, "y")
    return (int(y) if y.isdigit() else 0, int(x) if x.isdigit() else 0)


def _paragraphs(shape: Element) -> Iterator[str]:
    for item in shape.iter():
        if local(item) == "p":
            text = "".join(
                "\n" if local(piece) == "br" else piece.text or ""
                for piece in item.iter()
                if local(piece) in {"t", "br"}
            )
            yield from (line for line in text.split("\n") if line.strip())


def read_xlsx(data: bytes, *, limits: Limits) -> ExtractedText:
    """The words of a workbook's cells, as `read_xls` has them.

    Raises:
        Unreadable: corrupt, or larger than `limits` when unpacked.
    """
    Package(data, limits)
    return read_xls(data, limits=limits)


def read_xls(data: bytes, *, limits: Limits) -> ExtractedText:
    """The words of a workbook's cells, a row a line, by calamine, in a child process that a file may end.

    Raises:
        Unreadable: corrupt.
    """

    def rows(send: Callable[[bytes], None]) -> None:
        import python_calamine  # noqa: PLC0415 - met once in a thousand mails

        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            for row in islice(workbook.get_sheet_by_name(name).iter_rows(), CELLS):
                send("\t".join(filter(None, map(_written, row))).encode())
        send(ENDED)

    answer = frames(rows, cpu_seconds=10, silence=limits.external_seconds, most=limits.part_bytes)
    if answer[-1:] != [ENDED]:
        raise Unreadable(Reason.CORRUPT, "it is no workbook, or a damaged one")
    return plain_text("\n".join(row.decode() for row in answer[:-1]))


def _written(value: object) -> str:
    """A cell as a person reads it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def read_ppt(data: bytes, *, tools: Tools) -> ExtractedText:
    """A PPT file by `catppt`, which comes with catdoc."""
    if not tools.catdoc:
        raise Unreadable(Reason.CONVERTER_UNAVAILABLE, "catdoc is not installed")
    with tempfile.TemporaryDirectory(dir=tools.folder) as name:
        source = Path(name) / "in"
        source.write_bytes(data)
        argv = [str(Path(tools.catdoc).with_name("catppt")), "-d", "utf-8", str(source)]
        text = run(argv, folder=Path(name), cpu_seconds=20, seconds=300).decode("utf-8", "replace")
    return plain_text(text.replace("\f", "\n"))

"""What a person typed into a PDF: values of form fields (AcroForm) and text put on the page as annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from parsers.documents.extracted_text import Line
from parsers.documents.pdf.glyphs.glyphs import upright
from parsers.errors import BROKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pdfminer.pdfpage import PDFPage

ANNOTATIONS = 2_000
ANCESTORS = 20
PUSH_BUTTON = 1 << 16
_FAULTS = (PSException, *BROKEN)


def typed_lines(page: PDFPage) -> list[Line]:
    """The typed lines of a page, from top to bottom. Fields without a widget are seen by nobody."""
    try:
        return sorted(_lines(page), key=lambda line: (line.box or (0, 0, 0, 0))[1])
    except _FAULTS:
        return []


def _lines(page: PDFPage) -> Iterator[Line]:
    annotations = resolve1(page.annots)
    if not isinstance(annotations, list):
        return
    x0, y0, x1, y1 = upright(page, page.mediabox)
    width, height = (x1 - x0) or 1.0, (y1 - y0) or 1.0
    for reference in annotations[:ANNOTATIONS]:
        annotation = resolve1(reference)
        text = _text(annotation) if isinstance(annotation, dict) else None
        rectangle = [resolve1(number) for number in resolve1(annotation.get("Rect")) or ()] if text else []
        if text and len(rectangle) == 4:
            left, bottom, right, top = upright(page, rectangle)
            yield from _boxed(text, (left / width, 1 - top / height, right / width, 1 - bottom / height))


def _boxed(text: str, box: tuple[float, float, float, float]) -> Iterator[Line]:
    for piece in text.splitlines():
        if piece.strip():
            yield Line(text=piece.strip(), box=box)


def _text(annotation: dict[str, Any]) -> str | None:
    match _name(annotation.get("Subtype")):
        case "Widget":
            return _field_value(annotation)
        case "Link" | "Popup":
            return None
        case _:
            return _string(annotation.get("Contents"))


def _field_value(widget: dict[str, Any]) -> str | None:
    """A field's value: a text, a choice, or of a ticked box the name of its state (ISO 32000-1, 12.7.3)."""
    kind, value = _name(_inherited(widget, "FT")), _inherited(widget, "V")
    if kind in {"Tx", "Ch"}:
        values = value if isinstance(value, list) else [value]
        return ", ".join(filter(None, (_string(item) for item in values))) or None
    flags = _inherited(widget, "Ff")
    if kind == "Btn" and not (isinstance(flags, int) and flags & PUSH_BUTTON):
        state = _name(annotation_state) if (annotation_state := widget.get("AS")) else None
        return None if state in {None, "Off"} else _string(_inherited(widget, "TU")) or "☒"
    return None


def _inherited(field: dict[str, Any], key: str) -> Any:  # noqa: ANN401 - any PDF object
    for _ in range(ANCESTORS):
        value = resolve1(field.get(key))
        if value is not None:
            return value
        parent = resolve1(field.get("Parent"))
        if not isinstance(parent, dict):
            return None
        field = parent
    return None


def _name(value: Any) -> str | None:  # noqa: ANN401
    value = resolve1(value) if isinstance(value, PDFObjRef) else value
    return str(value.name) if isinstance(value, PSLiteral) else None


def _string(value: Any) -> str | None:  # noqa: ANN401
    value = resolve1(value)
    if isinstance(value, PSLiteral):
        return str(value.name)
    return decode_text(value).strip("\0 \t") or None if isinstance(value, bytes) else None


def with_typed(lines: Sequence[Line], typed: Sequence[Line]) -> tuple[Line, ...]:
    """The page's lines with the typed ones where a reader finds them: behind the label on their row, else by height."""
    result = list(lines)
    for line in typed:
        if line.box and not _already(result, line):
            result.insert(_index(result, line.box), line)
    return tuple(result)


def _already(lines: Sequence[Line], typed: Line) -> bool:
    """A flattened form draws its values as well."""
    return any(typed.text in line.text and line.box and typed.box and _overlap(line.box, typed.box) for line in lines)


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[1] < other[3] and other[1] < one[3]


def _index(lines: Sequence[Line], box: tuple[float, float, float, float]) -> int:
    middle = (box[1] + box[3]) / 2
    same_row = [
        i
        for i, line in enumerate(lines)
        if line.box and line.box[1] <= middle <= line.box[3] and line.box[0] <= box[0] + 0.01
    ]
    if same_row:
        return same_row[-1] + 1
    return next((i for i, line in enumerate(lines) if line.box and line.box[1] > middle), len(lines))

"""Tasks of the desk's workers: make of a candidate's file a PDF in which nothing is active; join such PDFs.

Each file is made ready in a worker of its own: no candidate's bytes meet another's before they are pages written anew.
"""

from __future__ import annotations

import io
from collections.abc import Sequence  # noqa: TC003 - a task's annotations are read at run time
from typing import TYPE_CHECKING

from jobs.serve.page_images import MOST_PIXELS, file_task, picture
from parsers.documents.sniffing import media_type_of
from parsers.errors import Unreadable

if TYPE_CHECKING:
    import pikepdf
    from PIL.Image import Image

A4 = (595, 842)
"""Points."""
PICTURE_DPI = 150
MOST_PAGES = 80
"""Pages of one file that are printed."""
ACTIVE_OF_PAGE = ("/AA", "/Annots", "/Tabs", "/PieceInfo", "/B", "/StructParents")
"""Actions, links, forms, attachments and media, places in a structure that stays behind: what print does not need."""

ACTIVE_OF_ALL = {"/OpenAction", "/AA", "/AcroForm", "/Names"}
"""The same of a whole PDF."""

Piece = tuple[str, str, tuple[tuple[str, bytes | None], ...]]
"""An application: its title, what stands on the page of a file that could not be printed, and of each file (title,
the PDF that `print_task` made of it, or None)."""


def print_task(
    original: bytes, internal_domains: frozenset[str], place: str, sha256: str, passwords: tuple[str, ...]
) -> bytes | None:
    """The file that stands at `place` of a mail as a PDF to be printed; None where it can't be."""
    import pikepdf  # noqa: PLC0415 - in a worker that needs it only

    printed = pikepdf.Pdf.new()
    if not _append(printed, file_task(original, internal_domains, place, sha256, passwords), passwords):
        return None
    return _saved(printed)


def join_task(summary: bytes, pages: Sequence[int], pieces: Sequence[Piece]) -> bytes:
    """Each application's pages of the summary, then its files; an outline names them.

    It is the summary itself, into which the files' pages are put: its title, its language and the structure of its
    pages stay.
    """
    import pikepdf  # noqa: PLC0415 - as above

    joined = pikepdf.Pdf.open(io.BytesIO(summary))
    del joined.pages[sum(pages) :]
    for active in ACTIVE_OF_ALL & set(joined.Root.keys()):
        del joined.Root[active]
    at = 0
    with joined.open_outline() as outline:
        outline.root.clear()
        for count, (title, left_out, files) in zip(pages, pieces, strict=True):
            item = pikepdf.OutlineItem(_plain(title), at)
            outline.root.append(item)
            at += count
            for name, printed in files:
                behind = _pages_of(printed, f"{left_out} {name}")
                for place, page in enumerate(behind.pages):
                    joined.pages.insert(at + place, page)
                item.children.append(pikepdf.OutlineItem(_plain(name), at))
                at += len(behind.pages)
    return _saved(joined)


def _pages_of(printed: bytes | None, sentence: str) -> pikepdf.Pdf:
    """A file's pages; where it could not be printed, a page that says so."""
    import pikepdf  # noqa: PLC0415 - as above

    made = pikepdf.Pdf.new()
    if printed is None or not _append_pdf(made, printed, ()):
        _append_notice(made, sentence)
    return made


def _saved(pdf: pikepdf.Pdf) -> bytes:
    import pikepdf  # noqa: PLC0415 - as above

    out = io.BytesIO()
    pdf.save(out, linearize=False, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _append_notice(joined: pikepdf.Pdf, sentence: str) -> None:
    """A page that says what is missing here, in a font that every reader has (ISO 32000, 9.6.2.2)."""
    import pikepdf  # noqa: PLC0415 - as above

    page = joined.add_blank_page(page_size=A4)
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=joined.make_indirect(font)))
    shown = _plain(sentence).encode("cp1252", "replace").hex().encode("ascii")
    page.Contents = joined.make_stream(b"BT /F 11 Tf 50 780 Td <" + shown + b"> Tj ET")


def _plain(title: str) -> str:
    return "".join(c for c in title if c.isprintable())[:150] or "-"


def _append(joined: pikepdf.Pdf, data: bytes | None, passwords: Sequence[str]) -> bool:
    """Whether anything of the file was joined."""
    if data is None:
        return False
    if media_type_of(data) == "application/pdf":
        return _append_pdf(joined, data, passwords)
    return _append_picture(joined, data)


def _append_pdf(joined: pikepdf.Pdf, data: bytes, passwords: Sequence[str]) -> bool:
    import pikepdf  # noqa: PLC0415 - as above

    for password in ("", *passwords):
        try:
            source = pikepdf.Pdf.open(io.BytesIO(data), password=password)
        except pikepdf.PasswordError:
            continue
        except pikepdf.PdfError:
            return False
        return _append_pages(joined, source)
    return False


def _append_pages(joined: pikepdf.Pdf, source: pikepdf.Pdf) -> bool:
    """What is filled into forms becomes part of the page; then all that could act is taken away."""
    import pikepdf  # noqa: PLC0415 - as above

    try:
        source.flatten_annotations("print")
        pages = list(source.pages)[:MOST_PAGES]
        for page in pages:
            for key in ACTIVE_OF_PAGE:
                if key in page:
                    del page[key]
        joined.pages.extend(pages)
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RuntimeError):
        return False  # a damaged file is left out; the summary names it all the same
    return bool(pages)


def _append_picture(joined: pikepdf.Pdf, data: bytes) -> bool:
    """A picture, each frame on an A4 page of its own."""
    import pikepdf  # noqa: PLC0415 - as above
    from PIL import Image as images  # noqa: N813, PLC0415 - a module, in a worker that needs it only
    from PIL import ImageSequence, UnidentifiedImageError  # noqa: PLC0415 - the same

    try:
        opened = images.open(io.BytesIO(picture(data)))
        if opened.width * opened.height > MOST_PIXELS * 4:
            return False
        frames = [_on_a4(frame) for frame, _ in zip(ImageSequence.Iterator(opened), range(MOST_PAGES), strict=False)]
    except (UnidentifiedImageError, images.DecompressionBombError, OSError, ValueError, EOFError, Unreadable):
        return False
    out = io.BytesIO()
    frames[0].save(out, "PDF", resolution=PICTURE_DPI, save_all=True, append_images=frames[1:])
    joined.pages.extend(pikepdf.Pdf.open(io.BytesIO(out.getvalue())).pages)
    return True


def _on_a4(frame: Image) -> Image:
    """The picture on a white sheet, as large as fits, turned as the camera held it."""
    from PIL import Image as images  # noqa: N813, PLC0415 - as above
    from PIL import ImageOps  # noqa: PLC0415 - the same

    upright = ImageOps.exif_transpose(frame).convert("RGB")
    size = tuple(round(side * PICTURE_DPI / 72) for side in (A4 if upright.height >= upright.width else A4[::-1]))
    upright.thumbnail((size[0] - 60, size[1] - 60))
    sheet = images.new("RGB", (size[0], size[1]), "white")
    sheet.paste(upright, ((size[0] - upright.width) // 2, (size[1] - upright.height) // 2))
    return sheet

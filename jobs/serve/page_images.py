"""Tasks of the desk's workers: take a file out of a mail again, and draw its pages. Run confined, like all reading."""

from __future__ import annotations

import hashlib
import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.documents.container.containers import open_container
from parsers.documents.container.members import Label, label_of
from parsers.documents.external.tools import Tools, find_heif
from parsers.documents.image.frames import for_pillow
from parsers.documents.limits import Limits
from parsers.documents.sniffing import PAGES, PDF, media_type_of
from parsers.errors import Unreadable
from parsers.mail.message import read_message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL.Image import Image

WIDTHS = {"small": 168, "page": 1200, "large": 2400}
"""Pixels across a page's picture: as a thumbnail, sharp at the size at which it is read, and looked at closely."""
MOST_PIXELS = 40_000_000
"""A page or picture with more is not drawn."""


def file_task(
    original: bytes, internal_domains: frozenset[str], place: str, sha256: str, passwords: tuple[str, ...]
) -> bytes | None:
    """The file that stands at `place` of a mail; None where there is none with that digest."""
    files = _files(_attached(original, internal_domains), place, passwords, 0)
    return next((data for data in files if _digest(data) == sha256), None)


def path_task(original: bytes, internal_domains: frozenset[str], place: str) -> tuple[str, ...]:
    """The digests of the files that one has to open on the way to `place`, as far as none is locked."""
    files = _attached(original, internal_domains)
    found: list[str] = []
    for _ in range(Limits().depth + 1):
        on_the_way = next(((here, data) for here, data in files if place.startswith(f"{here.place}/")), None)
        if on_the_way is None:
            break
        found.append(_digest(on_the_way[1]))
        files = _members(*on_the_way, (), Limits())
    return tuple(found)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _attached(original: bytes, internal_domains: frozenset[str]) -> Iterator[tuple[Label, bytes]]:
    for item in read_message(original, internal_domains=internal_domains).attachments:
        yield Label(place=item.place, filename=item.filename), item.content


def _files(files: Iterator[tuple[Label, bytes]], place: str, passwords: Sequence[str], depth: int) -> Iterator[bytes]:
    """The files at `place`, containers on the way to it opened."""
    limits = Limits()
    for here, data in files:
        if here.place == place:
            yield data
        elif place.startswith(f"{here.place}/") and depth < limits.depth:
            yield from _files(_members(here, data, passwords, limits), place, passwords, depth + 1)


def _members(here: Label, data: bytes, passwords: Sequence[str], limits: Limits) -> Iterator[tuple[Label, bytes]]:
    try:
        opened = open_container(data, media_type=media_type_of(data), passwords=passwords, limits=limits)
    except Unreadable:
        return
    for number, member in enumerate(opened.members if opened else ()):
        yield label_of(member.name, member.container, number, within=here), member.content


def picture_task(data: bytes, passwords: tuple[str, ...], page: int, width: int, turn: int = 0) -> bytes | None:
    """A page of a file as WebP, turned clockwise by so many degrees; None where it can't be drawn."""
    shown = _with_a_look(data)
    image = _pdf_page(shown, page, width, passwords) if media_type_of(shown) == PDF else _frame(shown, page)
    return None if image is None else _webp(image, width, turn)


def _with_a_look(data: bytes) -> bytes:
    """Of a Pages document the preview that it carries; every other file itself."""
    if media_type_of(data) != PAGES:
        return data
    from parsers.documents.office.packages import preview_of  # noqa: PLC0415 - in a worker that needs it only

    try:
        return preview_of(data, limits=Limits())
    except Unreadable:
        return data


def typeset_task(
    lines: tuple[tuple[int, str], ...], font: tuple[bytes, int], sheet: tuple[int, int, int], width: int, turn: int
) -> bytes:
    """A page that the program sets, as WebP: lines at their distance from the top, in a font's file and size, on a
    sheet of a width, a height and a left margin.
    """
    from PIL import Image as images  # noqa: N813, PLC0415 - a module, in a worker that needs it only
    from PIL import ImageDraw, ImageFont  # noqa: PLC0415 - the same

    image = images.new("L", sheet[:2], 255)
    pen = ImageDraw.Draw(image)
    hand = ImageFont.truetype(io.BytesIO(font[0]), font[1], layout_engine=ImageFont.Layout.BASIC)
    for top, line in lines:
        pen.text((sheet[2], top), line, fill=0, font=hand)
    return _webp(image, width, turn)


def _webp(image: Image, width: int, turn: int) -> bytes:
    image.thumbnail((width, width * 4))
    out = io.BytesIO()
    image.convert("RGB").rotate(-turn, expand=True).save(out, "WEBP", quality=82, method=2)
    return out.getvalue()


def opens_task(
    original: bytes, internal_domains: frozenset[str], place: str, sha256: str, passwords: tuple[str, ...]
) -> bool:
    """Whether the file opens with one of the passwords: a PDF, or a container that then holds something."""
    data = file_task(original, internal_domains, place, sha256, passwords)
    if data is None:
        return False
    if media_type_of(data) == "application/pdf":
        return _opened(data, passwords) is not None
    inside = _members(Label(place=place, filename=None), data, passwords, Limits())
    return any(True for _ in inside) or _office_opens(data, passwords)


def _office_opens(data: bytes, passwords: Sequence[str]) -> bool:
    """Whether one is the password of an encrypted Office file ([MS-OFFCRYPTO])."""
    import msoffcrypto  # noqa: PLC0415 - in a worker that needs it only
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError  # noqa: PLC0415 - the same

    for password in passwords:
        try:
            office = msoffcrypto.OfficeFile(io.BytesIO(data))
            office.load_key(password=password, verify_password=True)
        except (DecryptionError, FileFormatError, InvalidKeyError, ValueError, NotImplementedError):
            continue
        return True
    return False


def _opened(data: bytes, passwords: Sequence[str]):  # type: ignore[no-untyped-def]  # noqa: ANN202 - pypdfium2 is imported where it is used
    """The PDF, opened without a password or with the first that fits; None where none does."""
    import pypdfium2  # noqa: PLC0415 - costs 30 ms and 10 MB: only where a page is drawn

    for password in (None, *passwords):
        try:
            return pypdfium2.PdfDocument(data, password=password)
        except pypdfium2.PdfiumError:
            continue
    return None


def _pdf_page(data: bytes, page: int, width: int, passwords: Sequence[str]) -> Image | None:
    document = _opened(data, passwords)
    if document is None or not 0 < page <= len(document):
        return None
    sheet = document[page - 1]
    across, down = max(1.0, sheet.get_width()), max(1.0, sheet.get_height())
    scale = min(width / across, (MOST_PIXELS / (across * down)) ** 0.5)
    image: Image = sheet.render(scale=scale).to_pil()
    return image


def picture(data: bytes) -> bytes:
    """A picture's bytes as Pillow reads them.

    Raises Unreadable: it is a telephone's, and libheif's program is missing or can't unpack it.
    """
    tools = Tools(heif=find_heif(), folder=Path(tempfile.gettempdir()))
    return for_pillow(data, tools=tools, limits=Limits())


def _frame(data: bytes, page: int) -> Image | None:
    """A picture file's frame, turned as the camera held it."""
    from PIL import Image as images  # noqa: N813, PLC0415 - a module, in a worker that needs it only
    from PIL import ImageOps, UnidentifiedImageError  # noqa: PLC0415 - the same

    try:
        image = images.open(io.BytesIO(picture(data)))
        if image.width * image.height > MOST_PIXELS * 4:
            return None
        image.seek(page - 1)
        return ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, images.DecompressionBombError, EOFError, OSError, ValueError, Unreadable):
        return None

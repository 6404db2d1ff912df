"""Telephones' pictures (HEIC), unpacked by libheif's own program: apart from what we ship, and within the walls."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.documents.external.tools import run
from parsers.documents.sniffing import HEIC, media_type_of
from parsers.errors import Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from parsers.documents.external.tools import Tools
    from parsers.documents.limits import Limits

QUALITY = "95"
"""Of the JPEG that it is unpacked to: no letter suffers, and 48 megapixels stay within what a worker may write."""


def for_pillow(data: bytes, *, tools: Tools, limits: Limits) -> bytes:
    """The picture as Pillow reads it: HEIC as JPEG, turned as its camera says; every other as it is.

    Of several pictures in one file the first is taken.

    Raises:
        Unreadable: the program is not installed, the picture is damaged, or unpacking it took too long.
    """
    if media_type_of(data) != HEIC:
        return data
    if not tools.heif:
        raise Unreadable(Reason.CONVERTER_UNAVAILABLE, "libheif's programs are not installed")
    with tempfile.TemporaryDirectory(dir=tools.folder) as name:
        folder = Path(name)
        (folder / "in.heic").write_bytes(data)
        try:
            run(
                [tools.heif, "-q", QUALITY, str(folder / "in.heic"), str(folder / "out.jpg")],
                folder=folder,
                cpu_seconds=limits.external_cpu_seconds,
                seconds=tools.patience(limits.external_seconds),
            )
        except Unreadable as refusal:
            if refusal.reason is not Reason.CRASHED:
                raise
        written = sorted(folder.glob("out*.jpg"))
        if not written:
            raise Unreadable(Reason.CORRUPT, "the picture is damaged or cut short")
        return written[0].read_bytes()

"""Apple Pages documents, by the preview that the program puts beside its own format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.documents.office.packages import Package
from parsers.errors import Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from parsers.documents.limits import Limits

_PREVIEWS = (
    "quicklook/preview.pdf",
    "preview.pdf",
    "quicklook/thumbnail.pdf",
    "preview.jpg",
    "quicklook/preview.jpg",
    "quicklook/thumbnail.jpg",
)


def preview_of(data: bytes, *, limits: Limits) -> bytes:
    """The preview within a .pages package: a PDF of all pages, or a picture of the first.

    Raises:
        Unreadable: no preview was saved.
    """
    package = Package(data, limits)
    for name in _PREVIEWS:
        if preview := package.read(name):
            return preview
    raise Unreadable(Reason.UNSUPPORTED, "the Pages document was saved without a preview")

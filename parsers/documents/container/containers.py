"""Files that hold other files. Each is opened within limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.documents import sniffing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parsers.documents.container.members import OpenedContainer
    from parsers.documents.limits import Limits


def openers() -> dict[str, Callable[[bytes, Sequence[str], Limits], OpenedContainer | None]]:
    """The containers that can be opened, by media type; their libraries are loaded where one is met."""
    return {
        sniffing.ZIP: _zip,
        sniffing.EML: _eml,
        sniffing.MSG: _msg,
        sniffing.TNEF: _tnef,
        sniffing.P7M: _p7m,
        sniffing.PDF: _pdf,
        sniffing.DOCX: _docx,
    }


def open_container(
    data: bytes, *, media_type: str, passwords: Sequence[str] = (), limits: Limits
) -> OpenedContainer | None:
    """What the container `data` holds; None where this is no container.

    Raises:
        Unreadable: encrypted with none of `passwords`, corrupt or too large.
    """
    opener = openers().get(media_type)
    return opener(data, passwords, limits) if opener else None


# ruff: noqa: PLC0415 - see `openers`


def _zip(data: bytes, passwords: Sequence[str], limits: Limits) -> OpenedContainer:
    from parsers.documents.container.zips import open_zip

    return open_zip(data, passwords=passwords, limits=limits)


def _eml(data: bytes, _: Sequence[str], limits: Limits) -> OpenedContainer:
    from parsers.documents.container.attached_mail import open_eml

    return open_eml(data, limits=limits)


def _msg(data: bytes, _: Sequence[str], limits: Limits) -> OpenedContainer:
    from parsers.documents.container.attached_mail import open_msg

    return open_msg(data, limits=limits)


def _tnef(data: bytes, _: Sequence[str], limits: Limits) -> OpenedContainer:
    from parsers.documents.container.outlook import open_tnef

    return open_tnef(data, limits=limits)


def _p7m(data: bytes, _: Sequence[str], limits: Limits) -> OpenedContainer:
    from parsers.documents.container.attached_mail import open_p7m

    return open_p7m(data, limits=limits)


def _pdf(data: bytes, passwords: Sequence[str], limits: Limits) -> OpenedContainer | None:
    from parsers.documents.pdf.attachments import open_pdf

    return open_pdf(data, passwords=passwords, limits=limits)


def _docx(data: bytes, _: Sequence[str], limits: Limits) -> OpenedContainer | None:
    from parsers.documents.word.docx.embedded import open_office

    return open_office(data, limits=limits)

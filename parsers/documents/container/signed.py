"""p7m: a file within its signature (CMS SignedData, RFC 5652). The signature is not judged, only opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.documents.container.members import Member, OpenedContainer
from parsers.mail.mime.signed_content import ENTITY, signed_content

if TYPE_CHECKING:
    from parsers.documents.limits import Limits


_CONTAINER = "p7m"


def open_p7m(data: bytes, *, limits: Limits) -> OpenedContainer:
    """The signed file, or the files of a signed mail; of a detached signature nothing, of an enveloped one a reason.

    Raises:
        Unreadable: enveloped for a key we do not have, or corrupt.
    """
    content = signed_content(data)
    if content is None:
        return OpenedContainer(nothing_to_read=True)
    mail = _files_of_mail(content, limits) if _is_entity(content) else None
    return mail or OpenedContainer(members=(Member(name=None, content=content, container=_CONTAINER),))


def _files_of_mail(content: bytes, limits: Limits) -> OpenedContainer | None:
    """The files of a signed mail; None where it holds none and its text is all there is."""
    from parsers.documents.container.attached_mail import open_eml  # noqa: PLC0415 - few mails are signed so

    opened = open_eml(content, limits=limits)
    members = tuple(replace(member, container=_CONTAINER) for member in opened.members)
    return replace(opened, members=members) if members else None


def _is_entity(content: bytes) -> bool:
    return content.startswith(ENTITY)

"""A mail attached to a mail, Outlook's .msg and what is within a signature (p7m) too: its files, and its text.

A signature is not judged, only opened.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.documents.container.members import Member, OpenedContainer, is_document
from parsers.documents.container.outlook import msg_as_mail
from parsers.mail.message import read_message
from parsers.mail.mime.wrapped import ENTITY, signed_content
from parsers.mail.quoting.forwards import head_of
from parsers.values.problems import Problem

if TYPE_CHECKING:
    from parsers.documents.limits import Limits

_CONTAINER = "p7m"


def open_eml(data: bytes, *, limits: Limits) -> OpenedContainer:
    """The files of an attached mail, and whether its text is a document of its own; else it stands with the mail's."""
    message = read_message(data, internal_domains=frozenset())
    files = [item for item in message.attachments if not item.decorative]
    members = tuple(
        Member(name=item.filename, content=item.content, container="eml") for item in files[: limits.members]
    )
    left_out = len(files) - len(members)
    sentence = f"Only the first {limits.members} of {len(files)} files were opened."
    problems = (Problem(code="members_left_out", place="", sentence=sentence),) if left_out else ()
    itself = is_document(message.body.text, files=bool(members))
    return OpenedContainer(members=members, problems=problems, also_document=itself)


def mail_text(data: bytes) -> str:
    """Sender, subject and body of an attached mail."""
    message = read_message(data, internal_domains=frozenset())
    return "\n\n".join(filter(None, (head_of(message.headers), message.body.text)))


def open_msg(data: bytes, *, limits: Limits) -> OpenedContainer:
    """The files of an Outlook message, and whether its text is a document of its own.

    Raises:
        Unreadable: corrupt.
    """
    opened = open_eml(msg_as_mail(data), limits=limits)
    return replace(opened, members=tuple(replace(member, container="msg") for member in opened.members))


def msg_text(data: bytes) -> str:
    """Sender, subject and body of an Outlook message.

    Raises:
        Unreadable: corrupt.
    """
    return mail_text(msg_as_mail(data))


def open_p7m(data: bytes, *, limits: Limits) -> OpenedContainer:
    """The signed file, or the files of a signed mail; of a detached signature nothing, of an enveloped one a reason.

    Raises:
        Unreadable: enveloped for a key we do not have, or corrupt.
    """
    content = signed_content(data)
    if content is None:
        return OpenedContainer(nothing_to_read=True)
    mail = _files_of_mail(content, limits) if content.startswith(ENTITY) else None
    return mail or OpenedContainer(members=(Member(name=None, content=content, container=_CONTAINER),))


def _files_of_mail(content: bytes, limits: Limits) -> OpenedContainer | None:
    """The files of a signed mail; None where it holds none and its text is all there is."""
    opened = open_eml(content, limits=limits)
    members = tuple(replace(member, container=_CONTAINER) for member in opened.members)
    return replace(opened, members=members) if members else None

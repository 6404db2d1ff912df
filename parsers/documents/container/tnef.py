"""winmail.dat: what Outlook sends when it takes the other side for Outlook ([MS-OXTNEF])."""

from __future__ import annotations

import logging
import struct
import warnings
from typing import TYPE_CHECKING

from tnefparse import TNEF

from parsers.documents.container.members import Member, OpenedContainer
from parsers.errors import Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from parsers.documents.limits import Limits

_FAULTS = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    struct.error,
    OverflowError,
    UnicodeError,
    AssertionError,
)

logging.getLogger("tnef-decode").setLevel(logging.CRITICAL)


def open_tnef(data: bytes, *, limits: Limits) -> OpenedContainer:
    """The files in a winmail.dat.

    Raises:
        Unreadable: corrupt; a file cut short gives no attachment and no error of its own, so none at all is told so.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = TNEF(data, do_checksum=False).attachments
    except _FAULTS as exc:
        raise Unreadable(Reason.CORRUPT, "it is no winmail.dat, or a damaged one") from exc
    members = [Member(name=_name(item), content=bytes(item.data or b""), container="winmail.dat") for item in found]
    kept = tuple(member for member in members[: limits.members] if member.content)
    return OpenedContainer(members=kept)


def _name(item: object) -> str | None:
    for attribute in ("long_filename", "name"):
        value = getattr(item, attribute, None)
        try:
            value = value() if callable(value) else value
        except _FAULTS:
            continue
        if isinstance(value, bytes):
            value = value.decode("cp1252", "replace")
        if isinstance(value, str) and value.strip("\0 "):
            return value.strip("\0 ")
    return None

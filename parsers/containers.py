"""Files that hold other files. Each is opened within limits; the names inside are labels, never paths."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers import sniffing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parsers.limits import Limits
    from parsers.values import Problem

NAME_LENGTH = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A file out of a container. `container` is the kind of what held it: zip, winmail.dat, eml, msg, p7m."""

    name: str | None
    content: bytes = field(repr=False)
    container: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """What a container holds, and what was left out. `also_document`: the file is a document of its own as well."""

    members: tuple[Member, ...] = ()
    problems: tuple[Problem, ...] = ()
    also_document: bool = False


def last_component(name: str | None) -> str | None:
    """The last component of a member's path, NFC, without control or bidi characters; None if nothing is left."""
    if not name:
        return None
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    kept = "".join(c for c in plain if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}).strip()
    return kept[:NAME_LENGTH] if kept not in {"", ".", ".."} else None


def openers() -> dict[str, Callable[[bytes, Sequence[str], Limits], Opened]]:
    """The containers that can be opened, by media type."""
    return {}


def open_container(data: bytes, *, media_type: str, passwords: Sequence[str] = (), limits: Limits) -> Opened | None:
    """What the container `data` holds; None where this is no container.

    Raises:
        Unreadable: encrypted with none of `passwords`, corrupt or too large.
    """
    opener = openers().get(media_type)
    return opener(data, passwords, limits) if opener else None


__all__ = ["Member", "Opened", "last_component", "open_container", "openers", "sniffing"]

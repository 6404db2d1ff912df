"""Which folder of an account its server puts junk into (RFC 6154), told from the list of its folders. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.text.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.uids import FolderStatus

FLAG = b"\\Junk"
_NO_FOLDERS = frozenset({b"\\noselect", b"\\nonexistent"})
_PARENTS = frozenset({"inbox", "[gmail]", "[google mail]"})
"""Below these a server keeps its own folders; one of the name anywhere else is its owner's, or somebody else's."""
NAMES = frozenset(
    {
        "junk",
        "junk e-mail",
        "junk email",
        "junk mail",
        "junk-e-mail",
        "junk-mail",
        "spam",
        "spam mail",
        "spamverdacht",
        "bulk mail",
        "courrier indesirable",
        "courriers indesirables",
        "indesirable",
        "indesirables",
        "pourriel",
        "pourriels",
        "ongewenst",
        "ongewenste e-mail",
        "ongewenste mail",
        "ongewenste berichten",
        "unerwunscht",
        "unerwunschte e-mail",
        "unerwunschte werbung",
    }
)
"""What mail servers and programs call it in English, French, Dutch and German, folded."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JunkFolder:
    """An account's junk folder, and how it stands now."""

    name: str
    status: FolderStatus


def junk_of(listed: Iterable[tuple[Sequence[bytes], bytes | None, str]]) -> str | None:
    """The junk folder among those that LIST tells of (flags, separator, name): by its flag, else by its name.

    Of several the one nearest to the root: other people's folders, where they are shared, stand deeper.
    """
    folders = [one for one in listed if not _NO_FOLDERS & {flag.lower() for flag in one[0]}]
    junk = [one for one in folders if FLAG.lower() in map(bytes.lower, one[0])]
    flagged = [(_path(name, separator), name) for _, separator, name in junk]
    named = [(path, name) for _, separator, name in folders if _is_junk(path := _path(name, separator))]
    found = flagged or named
    return min(found, key=lambda one: (len(one[0]), one[1]))[1] if found else None


def _path(name: str, separator: bytes | None) -> list[str]:
    return name.split(separator.decode("ascii", "replace")) if separator else [name]


def _is_junk(path: list[str]) -> bool:
    folded = [fold(part) for part in path]
    return folded[-1] in NAMES and (len(folded) == 1 or (len(folded) == 2 and folded[0] in _PARENTS))

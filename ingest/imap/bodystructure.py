"""BODYSTRUCTURE (RFC 3501, 7.4.2) as an `Outline`.

imapclient gives it as nested tuples of bytes, numbers and None. Servers leave fields out, and a hostile mail shapes
them: what does not look like a part becomes application/octet-stream rather than an error.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from parsers.mail.mime.filenames import file_name, parameters
from parsers.values.sightings import Outline

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = re.compile(r"[A-Za-z0-9_.-]{1,60}")
_SHORT = 300
_FEW = 24
"""Short parameters that are well within what `parameters` reads of a header."""
_Named: TypeAlias = "tuple[str | None, tuple[tuple[str, str], ...]]"
_DEEPEST = 50
"""Levels that an outline shows; a mail with more is looked at in its original."""


def outline(structure: Any, *, level: int = 0) -> Outline:  # noqa: ANN401 - whatever the server sent
    """The part that this BODYSTRUCTURE describes, and the parts in it."""
    if not isinstance(structure, tuple) or not structure or level > _DEEPEST:
        return Outline(media_type="application/octet-stream")
    if isinstance(structure[0], (list, tuple)):
        return _multipart(structure, level)
    return _leaf(structure, level)


def _multipart(structure: Sequence[Any], level: int) -> Outline:
    parts, rest = _children(structure)
    return Outline(
        media_type="multipart/" + (_text(_at(rest, 0)) or "mixed").lower(),
        parameters=tuple(sorted(_parameters(_at(rest, 1)).items())),
        disposition=_disposition(_at(rest, 2)),
        parts=tuple(outline(part, level=level + 1) for part in parts),
    )


def _children(structure: Sequence[Any]) -> tuple[Sequence[Any], Sequence[Any]]:
    """The parts of a multipart and what follows them: imapclient puts the parts of the outermost level in a list."""
    if isinstance(structure[0], list):
        return structure[0], structure[1:]
    count = next((i for i, item in enumerate(structure) if not isinstance(item, tuple)), len(structure))
    return structure[:count], structure[count:]


def _leaf(structure: Sequence[Any], level: int) -> Outline:
    media_type = f"{_text(structure[0]) or 'text'}/{_text(_at(structure, 1)) or 'plain'}".lower()
    extension = _at(structure, _disposition_at(media_type))
    filename, parameters = _named(_at(structure, 2), _at(extension, 1) if isinstance(extension, tuple) else None)
    size = _at(structure, 6)
    return Outline(
        media_type=media_type,
        filename=filename,
        disposition=_disposition(extension),
        size=size if isinstance(size, int) else 0,
        parameters=parameters,
        parts=(outline(_at(structure, 8), level=level + 1),) if _is_message(structure, media_type) else (),
    )


def _named(content_type: Any, disposition: Any) -> _Named:  # noqa: ANN401 - whatever the server sent
    """A part's file name, and the parameters of its type."""
    alone = disposition is None and isinstance(content_type, tuple) and len(content_type) == 2
    if alone and all(isinstance(one, bytes) and len(one) <= _SHORT for one in content_type):
        return _alone(*content_type)
    return _read_named(content_type, disposition)


@lru_cache(maxsize=256)
def _alone(name: bytes, text: bytes) -> _Named:
    """Of one parameter: nearly all text has the same few charsets."""
    return _read_named((name, text), None)


def _read_named(content_type: Any, disposition: Any) -> _Named:  # noqa: ANN401 - whatever the server sent
    told = _parameters(content_type)
    return file_name(_parameters(disposition), told), tuple(sorted(told.items()))


def _is_message(structure: Sequence[Any], media_type: str) -> bool:
    return media_type in {"message/rfc822", "message/global"} and isinstance(_at(structure, 8), tuple)


def _disposition_at(media_type: str) -> int:
    """Where the disposition stands: after the seven basic fields and MD5, and what the type adds before MD5."""
    if media_type.startswith("text/"):
        return 9
    return 11 if media_type in {"message/rfc822", "message/global"} else 8


def _at(sequence: Sequence[Any], index: int) -> Any:  # noqa: ANN401 - whatever the server sent
    return sequence[index] if index < len(sequence) else None


def _text(value: Any) -> str | None:  # noqa: ANN401 - whatever the server sent
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, bytes):
        return None
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _parameters(value: Any) -> dict[str, str]:  # noqa: ANN401 - whatever the server sent
    """A parenthesised list of names and values, put together as it stood in the mail and read as any header is."""
    if not isinstance(value, tuple):
        return {}
    pairs = [(_text(name), _text(text)) for name, text in zip(value[::2], value[1::2], strict=False)]
    if len(pairs) <= _FEW and all(_is_plain(name, text) for name, text in pairs):
        return {str(name).lower(): str(text) for name, text in reversed(pairs)}
    return parameters("".join(f'; {name}="{_quoted(text)}"' for name, text in pairs if name and text is not None))


def _is_plain(name: str | None, text: str | None) -> bool:
    """Whether a parameter says what stands there: nothing in it is encoded, or too long."""
    if name is None or text is None or len(text) > _SHORT or not text.isascii():
        return False
    return _NAME.fullmatch(name) is not None and "=?" not in text and "''" not in text


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _disposition(extension: Any) -> str | None:  # noqa: ANN401 - whatever the server sent
    text = _text(_at(extension, 0)) if isinstance(extension, tuple) else _text(extension)
    return text.lower() if text else None

"""What reading an original depends on, as one word: by the same word, the same bytes read as they did."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import parsers
from jobs.reading import reading
from jobs.sandbox import tasks
from store.database.codec import encode

if TYPE_CHECKING:
    from collections.abc import Collection

    from jobs.reading.reading import ReadingRules
    from parsers.documents.external.tools import Tools


def reading_print(rules: ReadingRules, authserv_ids: Collection[str] = ()) -> str:
    """The readers' own code, what the notices ask of them, the programs they use, whose word on senders is believed.

    `authserv_ids` are the servers whose Authentication-Results count (RFC 8601). Passwords are no part of it: a file
    that lacks its own could not be read, and is read again in any case.
    """
    told = (
        _code(),
        sorted(rules.internal_domains),
        encode(rules.criteria),
        repr(rules.limits),
        _programs(rules.tools),
        sorted(authserv_ids),
    )
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=1)
def _code() -> str:
    """A hash of the source: two versions of the program that read alike may differ in it, never the other way round."""
    room = Path(str(parsers.__file__)).parent
    found = hashlib.sha256()
    for file in [*sorted(room.rglob("*.py")), Path(str(tasks.__file__)), Path(str(reading.__file__))]:
        found.update(str(file.relative_to(room.parent)).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def _programs(tools: Tools) -> list[tuple[str, int, int]]:
    paths = [Path(path) for path in (tools.tesseract, tools.catdoc, tools.heif) if path]
    found = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in paths if path.exists()]
    return [*found, *((language, 0, 0) for language in sorted(tools.languages))]

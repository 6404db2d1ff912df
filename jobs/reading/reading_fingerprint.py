"""What reading an original depends on, as two words: by the same words, the same bytes read as they did.

One tells what a file's text depends on, the other everything. Where only the second is new (rules or words changed,
readers did not), stored texts are understood anew and no file is read again.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import parsers
from jobs.reading import reading
from jobs.sandbox import tasks
from store.database.codec import encode
from store.values import Readers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from jobs.reading.reading import ReadingRules
    from parsers.documents.external.tools import Tools

TEXT_ROOMS = ("documents", "text", "mail/mime", "mail/headers", "errors.py")
TEXT_VALUES = ("values/documents.py", "values/evidence.py", "values/headers.py", "values/problems.py")
"""The parts of `parsers` whose code makes a file's text. Mails within mails come by more (`reading.MAILS`)."""


def readers_of(rules: ReadingRules, authserv_ids: Collection[str] = ()) -> Readers:
    """The readers' own code and words, what the notices ask of them, whose word on senders is believed.

    `authserv_ids` are the servers whose Authentication-Results count (RFC 8601). Passwords are no part of it: a file
    that lacks its own could not be read, and is read again in any case.
    """
    text = text_print(rules)
    told = (text, _code(()), sorted(rules.internal_domains), encode(rules.criteria), sorted(authserv_ids))
    return Readers(everything=_hash(told), text=text)


def text_print(rules: ReadingRules) -> str:
    """What the text of a file depends on: its readers' code, the libraries and programs they use, the limits."""
    told = (_code((*TEXT_ROOMS, *TEXT_VALUES)), _libraries(), repr(rules.limits), _programs(rules.tools))
    return _hash(told)


def _hash(told: object) -> str:
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=2)
def _code(parts: tuple[str, ...]) -> str:
    """A hash of these parts of the room, or all of it: code, and words and rules, which are data.

    Two versions of the program that read alike may differ in it, never the other way round.
    """
    room = Path(str(parsers.__file__)).parent
    chosen = [room / part for part in parts] or [room]
    files = [*_sources(chosen), Path(str(tasks.__file__)), Path(str(reading.__file__))]
    found = hashlib.sha256()
    for file in files:
        found.update(str(file.relative_to(room.parent)).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()


def _sources(chosen: Iterable[Path]) -> Iterator[Path]:
    for one in chosen:
        found = sorted(one.rglob("*")) if one.is_dir() else [one]
        yield from (file for file in found if file.suffix in {".py", ".toml"})


@lru_cache(maxsize=1)
def _libraries() -> tuple[tuple[str, str], ...]:
    """The installed version of each library that the program names: a new one may read other words in the same file."""
    try:
        required = metadata.requires("candidatures") or ()
    except metadata.PackageNotFoundError:  # run from a bare checkout
        required = ()
    names = sorted({found[0] for one in required if (found := re.match(r"[\w.-]+", one))})
    return tuple((name, _version(name)) for name in names)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # an extra that is not installed
        return ""


def _programs(tools: Tools) -> list[tuple[str, int, int]]:
    paths = [Path(path) for path in (tools.tesseract, tools.catdoc, tools.heif) if path]
    found = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in paths if path.exists()]
    return [*found, *((language, 0, 0) for language in sorted(tools.languages))]

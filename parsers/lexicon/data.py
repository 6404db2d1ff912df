"""The data files of the lexicon, as they are written: `LANGUAGE/SUBJECT.toml`, one table a set, one phrase a line."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parent
LANGUAGES = tuple(sorted(folder.name for folder in DATA.iterdir() if any(folder.glob("*.toml"))))
"""The languages that have a folder, by their ISO 639-1 codes."""
_KEYS = frozenset({"about", "phrases", "except", "examples", "grammar"})


class LexiconError(ValueError):
    """A data file that cannot be read; the message names the file, the table and the phrase."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """One set as one language's file tells it; `examples` mark in [brackets] what is to be found in them."""

    language: str
    name: str
    about: str = ""
    phrases: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    grammar: bool = False
    """A piece of a grammar's pattern, or a list to be looked up (`patterns.py`): no text is looked through for it."""


def tables(folder: Path = DATA, subject: str = "*") -> Iterator[Table]:
    """Every table of every data file below `folder`, or of those of one subject: `LANGUAGE/SUBJECT.toml`.

    Raises LexiconError for a file that is no TOML or has a key that nobody reads.
    """
    for path in sorted(folder.glob(f"*/{subject}.toml")):
        try:
            told = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise LexiconError(f"{path}: {error}") from error
        for name, table in told.items():
            yield _table(path, name, table)


def _table(path: Path, name: str, table: object) -> Table:
    where = f"{path}: [{name}]"
    if not isinstance(table, dict) or not table.keys() <= _KEYS:
        unknown = sorted(table.keys() - _KEYS) if isinstance(table, dict) else "no table"
        raise LexiconError(f"{where}: {unknown}: a table has {sorted(_KEYS)}")
    lists = {key: table.get(key, []) for key in ("phrases", "except", "examples")}
    for key, lines in lists.items():
        if not isinstance(lines, list) or not all(isinstance(line, str) and line.strip() for line in lines):
            raise LexiconError(f"{where}: {key} is a list of lines")
    return Table(
        language=path.parent.name,
        name=f"{path.stem}.{name}",
        about=str(table.get("about", "")),
        phrases=tuple(lists["phrases"]),
        exceptions=tuple(lists["except"]),
        examples=tuple(lists["examples"]),
        grammar=table.get("grammar") is True,
    )

"""What notices ask, as data: the rows of a table of criteria, and those that ship with the program."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parsers.text.text import fold
from parsers.values.criteria import OLDER_NAMES, Criterion

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = Path(__file__).with_suffix(".toml")


def criterion_of(row: Mapping[str, Any]) -> Criterion:
    """The criterion that a row tells, of the configuration or of the file; words as texts are searched for them.

    Raises:
        TypeError: a row has a key that no criterion has, or lacks one.
    """
    told: dict[str, Any] = {name: tuple(told) if isinstance(told, list) else told for name, told in row.items()}
    kind = told.pop("kind", None) or told.pop("extractor")
    words = tuple(fold(term) for term in told.pop("terms", ()))
    return Criterion(**{**told, "extractor": OLDER_NAMES.get(kind, kind), "terms": words})


EO_CRITERIA: tuple[Criterion, ...] = tuple(map(criterion_of, tomllib.loads(_FILE.read_text("utf-8"))["criteria"]))
"""The eleven of the notice that ships, in its order: those of a notice that names none."""

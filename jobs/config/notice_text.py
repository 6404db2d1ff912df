"""A notice as the text that the configuration takes it in: written, and begun from an example."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomlkit

from jobs.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tomlkit.items import Array, InlineTable, Table

HEAD = """\
# Append this notice to candidatures.toml, then `candidatures check` and `candidatures notices apply`.
# What each kind of criterion reads: docs/notices.md.
"""
HOUSE = Path(__file__).resolve().parent
OF_ITS_OFFICE = frozenset({"slug", "title", "subject", "closes_at", "opens_at", "internal_domains"})
"""What of an example is its own office's."""


def write(told: Mapping[str, Any]) -> str:
    """The table `[[notices]]` of a notice, to be appended to a configuration.

    It is read back: whatever the values are, the text has this notice and nothing beside.

    Raises ConfigurationError: TOML has no way to write one of the values.
    """
    told = {key: value for key, value in told.items() if value != []}  # TOML has no empty array of tables
    notices = tomlkit.aot()
    notices.append(_table(told))
    text = HEAD + "\n" + tomlkit.dumps({"notices": notices})
    if tomllib.loads(text) != {"notices": [told]}:
        raise ConfigurationError("the notice can't be written as TOML")
    return text


def _table(told: Mapping[str, Any]) -> Table:
    table = tomlkit.table()
    for key, value in told.items():
        if key == "criteria":
            rows = tomlkit.aot()
            for row in value:
                rows.append(_table(row))
            table.append(key, rows)
        else:
            table.append(key, _value(value))
    return table


def _value(value: object) -> object:
    if isinstance(value, dict):
        return _inline(value)
    return _array(value) if isinstance(value, list) else value


def _inline(value: Mapping[str, Any]) -> InlineTable:
    table = tomlkit.inline_table()
    table.update(value)
    return table


def _array(values: list[Any]) -> Array:
    """Sentences stand one below the other."""
    array = tomlkit.array()
    array.extend(values)
    return array.multiline(sum(len(str(each)) for each in values) > 80)


def examples() -> dict[str, dict[str, Any]]:
    """By name the notices that ship as examples, without what is their own office's.

    They lie beside the code in a wheel, in `deploy/` in a checkout.
    """
    packed, found = HOUSE / "_notices", {}
    folder = packed if packed.is_dir() else HOUSE.parents[1] / "deploy" / "notices"
    for file in sorted(folder.glob("*.toml")):
        (told,) = tomllib.loads(file.read_text("utf-8"))["notices"]
        found[file.stem] = {key: value for key, value in told.items() if key not in OF_ITS_OFFICE}
    return found

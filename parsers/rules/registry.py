"""The registered rules: read from the data once, looked up by the readers of facts and by who explains them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.errors import RuleFault
from parsers.rules.loading import load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parsers.rules.loading import Registry
    from parsers.rules.row import Rule

FOLDER = Path(__file__).parent


@cache
def registry() -> Registry:
    """All rules and the terms they speak of."""
    return load(FOLDER)


def rules() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of the files and their rows."""
    return registry().rules


def cite(rule_id: str) -> str:
    """The id with its version, for evidence; a `RuleFault` where no such rule is registered."""
    try:
        return rules()[rule_id].cited
    except KeyError:
        raise RuleFault(f"parsers/rules: no rule is registered as {rule_id!r}") from None


def rule_of(cited: str) -> Rule | None:
    """The rule that evidence cites; None for one that an earlier version of the program knew."""
    return rules().get(cited.rpartition("/")[0])

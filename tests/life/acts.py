"""What may happen in a life: each act a function of the world, with how often it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.life.world import World


class NotNow(Exception):  # noqa: N818 - reads as what happened
    """The world is not so that this can happen: another act is drawn."""


class Broken(AssertionError):  # noqa: N818 - reads as what happened
    """Something that must always hold does not."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something that somebody does."""

    name: str
    weight: int
    does: Callable[[World, Random], str | None]
    """Does it, and says what it did; raises NotNow where it makes no sense."""


ACTS: dict[str, Act] = {}


def act(weight: int):
    """Registers the function under its own name."""

    def registered(does):
        name = f"{does.__module__.rpartition('.')[2]}.{does.__name__}"
        ACTS[name] = Act(name=name, weight=weight, does=does)
        return does

    return registered


def drawn(dice: Random) -> Act:
    """One of them, the frequent ones more often."""
    acts = [ACTS[name] for name in sorted(ACTS)]
    return dice.choices(acts, [each.weight for each in acts])[0]

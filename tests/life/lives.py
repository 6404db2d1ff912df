"""A life from a seed: so many steps, each drawn with dice of its own, and after each what must always hold."""

from __future__ import annotations

import os
import tempfile
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.life import candidates, invariants, office, operator, page, releases
from tests.life.acts import Broken, NotNow, drawn
from tests.life.world import Met, World

if TYPE_CHECKING:
    from collections.abc import Collection

    from tests.servers.postgres import Postgres

PARTS = (candidates, office, operator, page)
"""Whose acts are registered by their being loaded."""
RECKONED = 25
"""After so many steps the dear invariants are asked too."""
TRIES = 12
OLD = 0.1
"""So many lives of one begin with an earlier version's store."""
TOLD = bool(os.environ.get("LIFE_TOLD"))


@dataclass
class Lived:
    """How a life went."""

    seed: str
    steps: int
    told: list[str] = field(default_factory=list)
    """A line for each step."""
    broken: str | None = None
    at: int = -1
    act: str = ""
    trace: str = ""
    met: Met = field(default_factory=Met)


def live(
    seed: str,
    steps: int,
    *,
    only: Collection[int] | None = None,
    cluster: Postgres | None = None,
    beside: Postgres | None = None,
) -> Lived:
    """That life; with `only`, the steps of these numbers alone, each as it was drawn.

    On SQLite, or on the `cluster`; a life on SQLite is moved to the one `beside` in the end, and shows the same there.
    """
    lived = Lived(seed, steps)
    with tempfile.TemporaryDirectory(prefix="life-") as folder:
        try:
            with World(Path(folder), cluster) as world:
                lived.met = world.met
                _steps(world, lived, range(steps) if only is None else sorted(only))
                if beside is not None:
                    lived.act = "the move to PostgreSQL"
                    operator.move_to(world, beside.database())
                    invariants.reckon(world)
        except Broken as exc:
            lived.broken, lived.trace = str(exc), traceback.format_exc()
        except Exception as exc:  # noqa: BLE001 - whatever it is, this life found it
            lived.broken, lived.trace = f"{type(exc).__name__}: {exc}", traceback.format_exc()
    return lived


def _steps(world: World, lived: Lived, numbers: Collection[int]) -> None:
    memory, last = invariants.Memory(), ""
    _upgraded(world, lived)
    for number in numbers:
        lived.at, dice = number, Random(f"{lived.seed}/{number}")
        for _ in range(TRIES):
            lived.act = (chosen := drawn(dice)).name
            try:
                said = chosen.does(world, dice)
            except NotNow:
                continue
            break
        else:
            continue
        lived.told.append(f"{number} {chosen.name}: {said}")
        if TOLD:
            print(lived.told[-1], flush=True)  # noqa: T201 - one life is watched
        world.met.acts[chosen.name] += 1
        world.met.pairs[last, chosen.name] += 1
        last = chosen.name
        if not world.full:  # then the store can't even be looked at
            invariants.ask(world, memory)
            world.look_away()
        if number % RECKONED == RECKONED - 1 and not world.full:
            invariants.reckon(world)
            invariants.notice(world)
    lived.act = "the end"
    _calm(world)
    invariants.ask(world, memory)
    invariants.reckon(world)
    invariants.notice(world)


def _upgraded(world: World, lived: Lived) -> None:
    """Some lives begin with a store that an earlier version made."""
    dice = Random(f"{lived.seed}/beginning")
    if dice.random() >= OLD:
        return
    with suppress(NotNow):
        lived.act = "the upgrade"
        lived.told.append(f"begun by {releases.begin(world, dice)}")
        releases.ours_now(world)
        world.accounts()


def _calm(world: World) -> None:
    """All troubles end, and the program has its time."""
    world.mend()
    for _ in range(2):
        world.run("poll", may=(0, 1))

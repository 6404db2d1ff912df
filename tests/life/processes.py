"""Lives in processes of their own: what all lives of one process share is begun once."""

from __future__ import annotations

import multiprocessing.util
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from tests.life.lives import live
from tests.life.world import prepared
from tests.servers import postgres

if TYPE_CHECKING:
    from tests.life.lives import Lived

_HELD = ExitStack()
_CLUSTER: list[Any] = []


def begin() -> None:
    """What all lives of one process share."""
    _HELD.enter_context(prepared())
    _CLUSTER.append(_HELD.enter_context(postgres.running()))
    multiprocessing.util.Finalize(None, _HELD.close, exitpriority=10)


def lived(given: tuple[int, int]) -> Lived:
    """Every other seed lives on PostgreSQL; the others move there in the end."""
    (seed, steps), (cluster,) = given, _CLUSTER
    return live(str(seed), steps, cluster=cluster) if seed % 2 == 0 else live(str(seed), steps, beside=cluster)

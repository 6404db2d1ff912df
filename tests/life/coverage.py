"""What lives met, as a table, and what none of them met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.letters.kinds import KINDS
from desk.web.access import DECLARED
from jobs.cli.app import COMMANDS
from parsers.values.dispositions import Disposition
from store.database.models import Base
from tests.life.acts import ACTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.life.world import Met

ELSEWHERE = {
    "login": "needs a provider to sign in at: tests/integration/ingest/test_oauth.py",
    "serve": "the page is served within the life's process; as a process: tests/integration/desk",
    "move-archive": "needs a bucket: tests/integration/jobs/test_objects.py",
    "roles": "needs PostgreSQL and roles of its own: tests/integration/jobs/test_roles.py",
    "letters": "by its subcommands",
    "interviews": "by its subcommands",
    "notices": "by its subcommands",
    "users": "by its subcommands",
}
"""Commands that no life meets, and where they are tested."""
ELSEWHERE_ROUTES = (
    *("/account", "/enrol", "/welcome", "/login/second", "/login/openid", "/logout", "/language", "/unlock"),
    *("/calendars/{token}", "/api/", "/accessibility", "/compare"),
)
"""How somebody gets in, and what programs ask: tests/integration/desk and tests/unit/desk/web."""


def unmet(met: Met) -> list[str]:
    """What no life met, and should have."""
    routes = [each for each in DECLARED if not any(part in each for part in ELSEWHERE_ROUTES)]
    wanted = {
        "command": (met.commands, [name for name in COMMANDS if name not in ELSEWHERE]),
        "route": (met.routes, routes),
        "disposition": (met.dispositions, [each.value for each in Disposition]),
        "letter": (met.letters, KINDS),
        "table": (met.tables, list(Base.metadata.tables)),
        "act": (met.acts, list(ACTS)),
    }
    return [f"{kind} {name}" for kind, (counts, names) in wanted.items() for name in names if not counts[name]]


def table(met: Met) -> Iterator[str]:
    """A block for each kind of thing, the rarest first; of pairs how many of those possible."""
    for kind in ("commands", "routes", "dispositions", "letters", "tables", "acts"):
        counts = getattr(met, kind)
        yield f"{kind}: " + ", ".join(
            f"{name} {count}" for name, count in sorted(counts.items(), key=lambda one: one[1])
        )
    possible = len(ACTS) ** 2
    yield f"pairs of acts: {len(met.pairs)} of {possible}"

"""The same mail, read by the daemon alone and by workers on several machines: what is exported is the same to the byte.

    python -m tests.same_export FOLDER...    folders of deliveries (tests/data/sample-mailbox and its like)

`run` on SQLite with its originals in a folder; two workers, a machine each, on PostgreSQL with a bucket of Ceph's. Each
reads the mail of one real Dovecot. A line of JSON for each folder; status 1 where anything differs.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from tests import mailboxes
from tests.running import Workers, stopped
from tests.servers import postgres
from tests.servers.ceph import SECRET_KEY, Ceph
from tests.servers.dovecot import Dovecot

if TYPE_CHECKING:
    from tests.servers.postgres import Postgres

SECRET = "CANDIDATURES_OBJECTS"
ONE_PLACE = "\n[workers]\nper_server = 1\n"
"""Of a server's mailboxes one at a time, so that mails are taken in in the order of the configuration."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What can be seen from outside."""

    export: str
    messages: str
    audit: tuple[int, str]
    """Its status, and what it says."""

    @classmethod
    def of(cls, configuration: Path) -> Outcome:
        """By the program's own commands."""
        audited = mailboxes.command(configuration, "audit", check=False)
        return cls(
            export=mailboxes.export(configuration),
            messages=mailboxes.messages(configuration),
            audit=(audited.returncode, audited.stdout),
        )


def alone(server: Dovecot, folder: Path) -> Outcome:
    """The daemon makes its pass and ends, for the cutoff is over."""
    folder.mkdir(parents=True)
    configuration = mailboxes.configure(server, folder)
    mailboxes.command(configuration, "run")
    return Outcome.of(configuration)


def shared(server: Dovecot, cluster: Postgres, ceph: Ceph, folder: Path) -> Outcome:
    """Two workers share nothing but database and bucket."""
    store, bucket = cluster.database(), ceph.section(ceph.bucket(), secret_env=SECRET)
    machines = [folder / "first", folder / "second"]
    for machine in machines:
        machine.mkdir(parents=True)
        configuration = mailboxes.configure(server, machine, store=store)
        configuration.write_text(configuration.read_text("utf-8") + ONE_PLACE + bucket, "utf-8")
    first, second = (machine / "candidatures.toml" for machine in machines)
    with Workers(first) as workers:
        both = workers.start("first"), workers.start("second", second)
        workers.until(workers.are_through)
        assert stopped(*both) == [0, 0]
        assert workers.ask("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('doing', 'failed')") == [(0,)]
    assert not [path for machine in machines for path in machine.rglob("*.eml")]
    return Outcome.of(second)


def both(sample: Path, cluster: Postgres, ceph: Ceph, folder: Path) -> tuple[Outcome, Outcome]:
    """What the daemon comes to, and what workers come to."""
    with Dovecot() as server:
        mailboxes.deliver(server, sample)
        return alone(server, folder / "alone"), shared(server, cluster, ceph, folder / "shared")


def differing(one: Outcome, other: Outcome) -> list[str]:
    """In what the two differ."""
    return [each.name for each in fields(Outcome) if getattr(one, each.name) != getattr(other, each.name)]


def main(*samples: str) -> int:
    """A line for each."""
    os.environ[SECRET] = SECRET_KEY
    failed = False
    with postgres.running() as cluster, Ceph() as ceph, tempfile.TemporaryDirectory() as folder:
        for number, sample in enumerate(map(Path, samples)):
            one, other = both(sample, cluster, ceph, Path(folder) / str(number))
            differs = differing(one, other)
            told = {"folder": sample.name, "differs": differs, "audit": one.audit[0], "bytes": len(one.export.encode())}
            digest = hashlib.sha256(repr(astuple(one)).encode()).hexdigest()
            print(json.dumps(told | {"applications": len(json.loads(one.export)), "sha256": digest}), flush=True)  # noqa: T201 - its answer
            failed |= bool(differs or one.audit[0])
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))

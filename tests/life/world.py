"""The world of a life: an office with its mail server, its store and its page, and all that was done so far."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import psycopg
import time_machine
from psycopg.rows import dict_row
from typer.testing import CliRunner

from desk.web.login import passwords
from ingest.errors import IngestError
from jobs import cli
from jobs.config import configuration
from jobs.runtime import logs, workplace
from jobs.serve.serving import ListenAddress, site
from store.errors import StoreError
from tests.killing_letters import graph_server, mail_server
from tests.life.acts import Broken, NotNow
from tests.life.browser import Browser
from tests.life.settings import Configuration
from tests.prepared import once
from tests.servers.dovecot import PASSWORD as SECRET
from tests.servers.dovecot import Dovecot
from tests.unit.desk.web.conftest import CHEAP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from jobs.sandbox.pool import Pool
    from tests.life.people import Mail, Person
    from tests.servers.postgres import Postgres

BEGINS = datetime(2026, 2, 9, 8, tzinfo=UTC)
PASSWORD = "quatre mots bien choisis"
USERS = {"mireille": "recruiter", "colette": "recruiter", "solange": "chair", "paul": "jury", "nadine": "jury",
         "lecteur": "reader"}  # fmt: skip


@dataclass
class Done:
    """How a command ended."""

    words: tuple[str, ...]
    code: int
    said: str


@dataclass
class Met:
    """How often a life met what."""

    commands: Counter[str] = field(default_factory=Counter)
    routes: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    tables: Counter[str] = field(default_factory=Counter)
    dispositions: Counter[str] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Met) -> Met:
        """Both together."""
        return Met(**{name: getattr(self, name) + getattr(other, name) for name in vars(self)})


class Standing:
    """Workers that serve many lives: to begin them costs more than what they read."""

    def __init__(self) -> None:
        self._kept: Pool | None = None
        self._make = workplace.Pool

    def __call__(self, workers: int | None = None, **options: Any) -> Standing:
        """In the place of a pool of one command's own."""
        if self._kept is None:
            self._kept = self._make(workers, **options)
        return self

    def __getattr__(self, name: str) -> Any:
        """As the pool has it."""
        return getattr(self._kept, name)

    def __enter__(self) -> Self:
        """It is there."""
        return self

    def __exit__(self, *exc: object) -> None:
        """It stays."""

    def end(self) -> None:
        """With the process."""
        if self._kept is not None:
            self._kept.__exit__(None, None, None)


@contextmanager
def prepared() -> Iterator[None]:
    """What all lives of a process share: commands, workers, hashing that costs nothing."""
    cli.every()
    mask, secret = os.umask(0o077), os.environ.get("CANDIDATURES_TEST")
    os.environ["CANDIDATURES_TEST"] = SECRET
    standing, made = Standing(), workplace.Pool
    hasher, nobody = passwords._hasher, passwords._NOBODY
    passwords._hasher, passwords._NOBODY = CHEAP, CHEAP.hash("")
    workplace.Pool = standing
    try:
        with once():
            yield
    finally:
        workplace.Pool, passwords._hasher, passwords._NOBODY = made, hasher, nobody
        standing.end()
        os.umask(mask)
        if secret is None:
            del os.environ["CANDIDATURES_TEST"]


class World:
    """One life's. Use as a context manager."""

    def __init__(self, folder: Path, cluster: Postgres | None = None) -> None:
        self.folder = folder
        self.cluster = cluster
        self.met = Met()
        self.people: list[Person] = []
        self.mails: dict[str, Mail] = {}
        self.browsers = {name: Browser(name, PASSWORD, self._asked, lambda: self.full) for name in USERS}
        self.away = False
        """The mail server is down."""
        self.withheld: list[Path] = []
        """Files that the mail server cannot read just now."""
        self.full = False
        self.closed = False
        self.moved = 0
        self.rewound = False
        """The store was replaced in this step: what it held is another's."""
        self._numbers = 0
        self._ends = ExitStack()
        self._looking: Any = None
        self._site: ExitStack | None = None
        self._app: Any = None
        self._runner = CliRunner()

    def __enter__(self) -> Self:
        """With an empty store, and everybody's account."""
        try:
            self._begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _begin(self) -> None:
        self.is_mounted = self._mounted()
        self.travel = self._ends.enter_context(time_machine.travel(BEGINS, tick=True))
        self.server = self._ends.enter_context(Dovecot(("a", "b")))
        outside = Path(self._ends.enter_context(tempfile.TemporaryDirectory(prefix="taken-")))
        self.taken_file = outside / "arrived"
        port = self._ends.enter_context(mail_server(self.taken_file))
        graph = self._ends.enter_context(graph_server(outside, "calm"))
        keys = self.folder / "keys"
        keys.mkdir()
        (keys / "microsoft").write_text("right\n")
        (keys / "erasure").write_text("Zm9yIGEgbGlmZSBvbmx5LCBhbmQgbm90IGEgc2VjcmV0\n")
        fixed = {
            "store": self.new_store("first"),
            "archive": "archive-first",
            "a": self.server.url("a"),
            "b": self.server.url("b"),
            "ca": str(self.server.ca_file),
            "smtp": str(port),
            "keys": str(keys),
        } | graph
        self.server.maildir("a", "Drafts")
        self.configuration = Configuration(fixed)
        self.write()
        self.run("poll")
        self.accounts()

    def take_new_place(self) -> None:
        """The configuration names a store and an archive that nobody has made yet."""
        self.close_site()
        self.configuration.fixed |= {"store": self.new_store("old"), "archive": "archive"}
        self.write()

    def accounts(self) -> None:
        """Everybody's."""
        for name, role in USERS.items():
            of = ("--notice", "eo-arlon-2026") if role in {"chair", "jury"} else ()
            self.run("users", "add", name, "--role", role, *of, "--password-stdin", given=PASSWORD)

    def __exit__(self, *exc: object) -> None:
        self.look_away()
        self.close_site()
        self._ends.close()

    def _mounted(self) -> bool:
        """A small disk for store and archive, which may become full; it takes root."""
        command = ["/bin/mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", str(self.folder)]
        if os.getuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
            return False
        self._ends.callback(subprocess.run, ["/bin/umount", "--lazy", str(self.folder)], check=True)
        return True

    def mend(self) -> None:
        """The mail server comes back, gives what it withheld, and the disk has room."""
        if self.away:
            self.server.start()
            self.away = False
        if self.full:
            (self.folder / "filling").unlink()
            self.full = False
        for path in self.withheld:
            for found in path.parent.parent.glob(f"*/{path.name}*"):
                found.chmod(0o600)
        self.withheld.clear()

    # --- time ---

    @property
    def now(self) -> datetime:
        """By everybody's clock."""
        return datetime.now(UTC)

    def pass_time(self, delta: timedelta) -> None:
        """Or turn it back."""
        self.travel.shift(delta)

    # --- the program ---

    @property
    def file(self) -> Path:
        """The configuration's."""
        return self.folder / "candidatures.toml"

    def write(self) -> None:
        """The configuration as it is now."""
        self.look_away()
        self.file.write_text(self.configuration.text, "utf-8")

    def new_store(self, name: str) -> str:
        """The URL of an empty one."""
        return self.cluster.database() if self.cluster else f"sqlite:///store-{name}.db"

    def run(self, *words: str, given: str = "", may: tuple[int, ...] = (0,)) -> Done:
        """One command in this process. It may end as it is said, and never with a fault of its own."""
        self.look_away()
        self.met.commands[" ".join(words[: 2 if words[0] in GROUPS else 1])] += 1
        why = ("--why", "plainte 12") if self.configuration.chosen["ask_why"] == "true" else ()
        ended = self._runner.invoke(cli.every(), [*why, *words, "--config", str(self.file)], input=given)
        said = ended.output[-90_000:]
        fault = ended.exception if not isinstance(ended.exception, SystemExit) else None
        if fault is not None:
            raise Broken(f"candidatures {' '.join(words)}: {type(fault).__name__}: {fault}") from fault
        troubled = self.away or self.full or bool(self.withheld)
        refused = ended.exit_code == 2 and any(words in said for words in REFUSALS)
        if ended.exit_code not in may and not refused and not (troubled and ended.exit_code in {1, 3}):
            told = "\n".join(line for line in said.splitlines() if not line.startswith(("ok ", "note ")))
            raise Broken(f"candidatures {' '.join(words)} ended with {ended.exit_code}: {told[-700:]}")
        return Done(words, ended.exit_code, said)

    def opened_site(self) -> Any:
        """The page over the store as it is; opened anew after the operator changed something beneath it."""
        if self._app is None:
            self._site = ExitStack()
            settings = configuration.load(self.file)
            logs.configure(level=logging.CRITICAL)  # a command's log went where its output was taken
            try:
                self._app = self._site.enter_context(site(settings, ListenAddress(host="127.0.0.1", port=80)))
            except (StoreError, IngestError) as exc:
                if self.full:
                    raise NotNow from exc
                raise
            for browser in self.browsers.values():
                browser.at(self._app)
        return self._app

    def close_site(self) -> None:
        """The page is stopped."""
        if self._site is not None:
            self._site.close()
        self._site = self._app = None

    def browser(self, dice: Random, *names: str) -> Browser:
        """Somebody who is logged in."""
        self.opened_site()
        self.look_away()
        return self.browsers[dice.choice(names or tuple(USERS))]

    def _asked(self, route: str) -> None:
        self.met.routes[route] += 1

    # --- what the store holds ---

    def rows(self, query: str) -> list[dict[str, Any]]:
        """Of the store, past the program; by one connection a step."""
        try:
            if self._looking is None:
                self._looking = self._connected()
            return [dict(row) for row in self._looking.execute(query).fetchall()]
        except sqlite3.OperationalError as exc:
            if self.full:  # there is not even room to look
                raise NotNow from exc
            raise

    def look_away(self) -> None:
        """The program is alone with its store."""
        if self._looking is not None:
            self._looking.close()
        self._looking = None

    def _connected(self) -> Any:
        store = self.configuration.fixed["store"]
        if store.startswith("postgresql"):
            return psycopg.connect(store, row_factory=dict_row, autocommit=True)
        connection = sqlite3.connect(self.database, timeout=30, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        return connection

    @property
    def database(self) -> Path:
        """The store's file, where it is one."""
        return self.folder / self.configuration.fixed["store"].removeprefix("sqlite:///")

    @property
    def archive(self) -> Path:
        """Of the originals."""
        return self.folder / self.configuration.fixed["archive"]

    def applications(self, dice: Random) -> int:
        """The number of one."""
        ids = [row["id"] for row in self.rows("SELECT id FROM applications ORDER BY id")]
        if not ids:
            raise NotNow
        return dice.choice(ids)

    # --- mail ---

    def token(self) -> str:
        """A word that stands nowhere else."""
        self._numbers += 1
        digits = [self._numbers // 20**place % 20 for place in range(3)]
        return "qz" + "".join("bcdfghjklmnpqrstvwxz"[digit] for digit in digits) + "yq"

    def deliver(self, mail: Mail, folder: str = "INBOX") -> None:
        """Into its mailboxes, each with a trace of its own. A closed notice takes nothing new."""
        if not self.full:  # while it is full nobody closes a notice
            asked = "SELECT 1 AS one FROM notices WHERE slug = 'eo-arlon-2026' AND closed_at IS NOT NULL"
            self.closed = bool(self.rows(asked))
        mail.applies = mail.applies and not self.closed
        self.mails[mail.token] = mail
        if mail.person is not None:
            mail.person.mails.append(mail)
        for name in mail.mailboxes:
            way = f"from mx.sender.example by mx.cdm.example for {name}@cdm.example"
            trace = f"{mail.results}Received: {way}; {mail.arrived:%a, %d %b %Y %H:%M:%S +0000}\r\n".encode()
            self.server.deliver(name, trace + mail.original, mail.arrived, folder=folder)

    def out(self) -> list[Any]:
        """The mails that the office's mail server took, as messages."""
        data, found = self.taken_file.read_bytes() if self.taken_file.exists() else b"", []
        while data:
            size = int.from_bytes(data[:4], "big")
            content, data = data[4 : 4 + size], data[4 + size :]
            found.append(message_from_bytes(content, policy=policy.default))
        return found


GROUPS = frozenset({"letters", "interviews", "notices", "users"})
REFUSALS = ("no notice is open", "is given some notices alone")
"""What the program rightly refuses, whatever is asked."""
ROOT = Path(__file__).parents[2]


def emptied(folder: Path) -> Path:
    """The folder, with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder

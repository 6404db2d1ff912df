"""Who may type which command, what it shows of people, and the log of who looked. The one place where it is declared.

Commands are typed by who has an account on the machine. What they show of candidates is noted as looks on the page are
(`desk.web.access`): before it is printed, with the name under which somebody logged in to the machine. An operator whom
`[commands.given]` names sees these notices alone, by the commands that can be limited to them.
"""

from __future__ import annotations

import os
import pwd
import sys
import syslog
from contextlib import closing, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from jobs.config import configuration
from jobs.errors import UsageError
from jobs.runtime.workplace import open_store
from store.accounts.given_notices import GivenData
from store.accounts.roles import EVERY_NOTICE, NoticeScope
from store.errors import StoreFull, StoreNotWritable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jobs.config.settings import Settings
    from store.store import Store

OPERATOR, GIVEN = "operator", "given"
"""For who is given all notices; also for who is given some, who then sees no others."""
COPY = "copy"
"""All of it is copied. A timer does that too, so no reason is asked for."""
NOBODY_LOGGED_IN = 2**32 - 1
"""What the kernel has for what no login began: a service, a timer."""
LOGIN = Path("/proc/self/loginuid")
WHY: ContextVar[str] = ContextVar("why", default="")
"""What was given as --why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DeclaredCommand:
    """One command: who may type it, and what it shows of people (`act`; empty: nothing)."""

    who: str
    act: str = ""


def _of(who: str, act: str, *commands: str) -> dict[str, DeclaredCommand]:
    return dict.fromkeys(commands, DeclaredCommand(who=who, act=act))


DECLARED: Mapping[str, DeclaredCommand] = {
    # --- nothing of candidates ---
    **_of(GIVEN, "", "check", "init", "inspect", "login", "manual", "notices list", "notices new", "run", "worker"),
    **_of(
        OPERATOR,
        "",
        *("adopt", "audit", "close", "encrypt", "migrate", "move-archive", "roles"),
        *("poll", "reingest", "restore", "serve", "status"),
        *("notices apply", "notices close", "notices rename", "withheld", "retention"),
        *("users add", "users disable", "users enrol", "users give", "users list", "users password"),
        *("users release", "users second-factor", "letters approve", "letters withdraw"),
        *("interviews plan", "interviews unplan", "interviews cancel"),
    ),
    # --- all of them, copied and shown to nobody ---
    **_of(OPERATOR, COPY, "backup"),
    # --- many ---
    **_of(GIVEN, "list", "list", "messages", "failed"),
    **_of(GIVEN, "search", "search"),
    **_of(GIVEN, "export", "export"),
    **_of(OPERATOR, "sql", "sql"),
    # --- one person ---
    **_of(GIVEN, "dossier", "show", "explain"),
    **_of(OPERATOR, "dossier", "erase"),
    **_of(OPERATOR, "access", "access"),
    # --- letters ---
    **_of(GIVEN, "letter", "letters list", "letters preview", "letters status"),
    **_of(OPERATOR, "letter", "letters draft", "letters send", "letters settle", "interviews letters"),
    # --- interviews ---
    **_of(GIVEN, "interviews", "interviews list", "interviews calendar"),
    **_of(OPERATOR, "interviews", "interviews assign", "interviews offer", "interviews move", "interviews answer"),
}


def load(config: Path | None, command: str, *, with_secrets: bool = True) -> Settings:
    """The configuration, for who may type this command.

    Raises:
        ConfigurationError: it can't be used.
        UsageError: the operator is given some notices alone, and the command shows all; or a reason is asked for.
    """
    settings = configuration.load(config, with_secrets=with_secrets)
    declared, operator = DECLARED[command], who()
    if declared.who == OPERATOR and _given(settings, operator) is not None:
        raise UsageError(f"{command}: {operator} is given some notices alone ([commands.given]), and it shows all")
    if declared.act not in {"", COPY} and settings.commands.ask_why and not WHY.get():
        raise UsageError(f"shows people's data, and [commands] ask_why is on: candidatures --why REASON {command} …")

    return settings


@dataclass(frozen=True, kw_only=True, slots=True)
class CommandLook:
    """Somebody is about to look at people's data by a command."""

    settings: Settings
    command: str

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store, for reading only: what the operator is given of it."""
        with closing(open_store(self.settings, read_only=True)) as store:
            notices = _given(self.settings, who())
            scope = EVERY_NOTICE if notices is None else NoticeScope(named=notices)
            yield store.given(GivenData(notices=scope))

    def note(self, *, about: int | None = None, shown: Iterable[int] = (), **asked: str | None) -> None:
        """Write down that it shows one mail or application, or several; before it does.

        Where the disk is full it is shown all the same: who is to make room must see what is there. So it is to a role
        of the database that may only read. The system's log has the look then.

        Raises StoreError: the log can't be written for another reason; nothing is to be shown then.
        """
        try:
            self._write(about, shown, asked)
        except StoreNotWritable as exc:
            if not isinstance(exc, StoreFull) and self._lets_note():
                raise
            _tell_unnoted(self.command, about, exc)

    def _lets_note(self) -> bool:
        with closing(open_store(self.settings)) as store:
            return store.lets_note()

    def _write(self, about: int | None, shown: Iterable[int], asked: Mapping[str, str | None]) -> None:
        told = {"command": self.command, **asked, "why": WHY.get()}
        with closing(open_store(self.settings)) as store, store.begin() as transaction:
            transaction.access_log.note(
                author(),
                DECLARED[self.command].act,
                message_id=about,
                words=urlencode({key: value for key, value in told.items() if value}),
                shown=tuple(dict.fromkeys(shown)),
            )


def begin(config: Path | None, command: str, *, with_secrets: bool = False) -> CommandLook:
    """As `load`, for a command that shows people's data."""
    return CommandLook(settings=load(config, command, with_secrets=with_secrets), command=command)


def _tell_unnoted(command: str, about: int | None, fault: StoreNotWritable) -> None:
    which = "" if about is None else f" {about}"
    syslog.openlog("candidatures")
    syslog.syslog(syslog.LOG_WARNING, f"{command}{which}: look by {author()} not noted: {fault}")
    print(  # noqa: T201 - the command's own word to its caller
        f"candidatures: the log of who looked lacks this look (the system's log has it): {fault}", file=sys.stderr
    )


def who() -> str:
    """The name under which somebody logged in to this machine, whatever they became since (`sudo`, `su`).

    The kernel keeps it (loginuid, credentials(7)); of what no login began it is the process's own user.
    """
    try:
        user = int(LOGIN.read_text())
    except (OSError, ValueError):
        user = NOBODY_LOGGED_IN
    return _name(os.getuid() if user == NOBODY_LOGGED_IN else user)


def author() -> str:
    """Who is named in the log: never to be taken for an account of the page."""
    own, as_whom = who(), _name(os.getuid())
    return f"{own} (command)" if own == as_whom else f"{own} (command, as {as_whom})"


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def _given(settings: Settings, operator: str) -> frozenset[str] | None:
    notices = settings.commands.given.get(operator)
    return None if notices is None else frozenset(notices)

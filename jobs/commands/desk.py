"""`serve`, `users` and `sql`: the recruiter's page, who may use it, and the tables for those who like SQL."""

from __future__ import annotations

import csv
import json
import logging
import sys
from contextlib import closing
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from desk.inert import cell
from jobs import configuration, logs, ownership
from jobs.commands.app import ConfigOption, app
from jobs.errors import UsageError
from jobs.workplace import open_store

if TYPE_CHECKING:
    from jobs.querying import Answer
    from store import Store

PORT = 8765


class Role(StrEnum):
    """What a user may do."""

    READER = "reader"
    RECRUITER = "recruiter"


class Language(StrEnum):
    """The page's languages."""

    FR = "fr"
    NL = "nl"
    DE = "de"
    EN = "en"


class Shape(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


@app.command()
def serve(  # noqa: PLR0913 - its options
    *,
    host: Annotated[str, typer.Option(help="Where to listen; beyond this machine only behind TLS.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = PORT,
    public_url: Annotated[
        str | None, typer.Option(help="Where browsers find it through a reverse proxy: https://…", metavar="URL")
    ] = None,
    trusted_proxy: Annotated[
        list[str] | None,
        typer.Option(help="Address of the reverse proxy, whose word on who asks counts (127.0.0.1).", metavar="IP"),
    ] = None,
    require_second_factor: Annotated[
        bool,
        typer.Option("--require-second-factor", help="Nobody gets in by a password alone: a passkey is asked for too."),
    ] = False,
    config: ConfigOption = None,
) -> None:
    """The recruiter's page: who applied, what is missing, what the papers say and where. Stops with Ctrl-C.

    The first start on this machine prints a link that makes the first account, once.

    Example: candidatures serve --public-url https://candidatures.example
    """
    from jobs import serving  # noqa: PLC0415 - the web's libraries cost every other command half a second
    from jobs.webserver import run  # noqa: PLC0415 - the same

    address = serving.Address(
        host=host,
        port=port,
        public=public_url,
        second_factor=require_second_factor,
        proxies=tuple(trusted_proxy or ()),
    )
    settings = configuration.load(config, with_secrets=False)
    logs.configure(level=logging.WARNING)
    with serving.site(settings, address) as site:
        run(site, address, started=lambda reached: _tell_start(serving.first_link(site, reached), reached.url))


def _tell_start(link: str | None, url: str) -> None:
    typer.echo(f"the page is at {url}/ (Ctrl-C ends it)")
    if link is not None:
        typer.echo(f"no account yet: open this link, good once, to make the first one\n{link}")


users = typer.Typer(no_args_is_help=True, help="Who may use the page.")
app.add_typer(users, name="users")


def _password(name: str, *, from_stdin: bool) -> str:
    from desk.web import passwords  # noqa: PLC0415 - as above

    if from_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = typer.prompt("Password (12 characters at least)", hide_input=True, confirmation_prompt=True)
    if not passwords.is_long_enough(password):
        raise UsageError(f"a password has {passwords.SHORTEST} characters at least")
    if passwords.is_easily_guessed(password, name):
        raise UsageError("this password is easily guessed: a few words in a row do well")
    return passwords.hash_password(password)


PasswordStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


def _open(config: ConfigOption) -> Store:
    settings = configuration.load(config, with_secrets=False)
    ownership.refuse_root(settings)
    return open_store(settings, upgrade=True)


@users.command("add")
def add(  # noqa: PLR0913 - its options
    name: Annotated[str, typer.Argument(help="The name to log in with.")],
    *,
    role: Annotated[Role, typer.Option(help="A reader sees all, a recruiter decides as well.")] = Role.RECRUITER,
    language: Annotated[Language, typer.Option(help="The language of the page.")] = Language.FR,
    password_stdin: PasswordStdin = False,
    without_password: Annotated[
        bool, typer.Option("--without-password", help="The office's sign-in service alone opens the account.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Give somebody access. The password is asked for, and kept as a hash only.

    Example: candidatures users add jury --role reader
    """
    from desk.web.names import is_name  # noqa: PLC0415 - as above

    if not is_name(name):
        raise UsageError(f"{name!r}: a name has letters, digits, dots and dashes, 60 at most")
    with closing(_open(config)) as store:
        hashed = None if without_password else _password(name, from_stdin=password_stdin)
        with store.begin() as transaction:
            transaction.accounts.add_user(name, role.value, hashed, language.value)
    typer.echo(f"{name} may use the page now, as a {role.value}")


@users.command("list")
def list_users(*, config: ConfigOption = None) -> None:
    """Everybody who has an account.

    Example: candidatures users list
    """
    with closing(_open(config)) as store, store.peek() as transaction:
        found, passkeys = transaction.accounts.users(), transaction.passkeys.counts()
    table = Table("name", "role", "language", "last login", "passkeys", "state")
    for user in found:
        seen = user.last_login_at.isoformat(" ", "minutes") if user.last_login_at else "never"
        state = "disabled" if user.disabled else "active"
        table.add_row(user.name, user.role, user.language or "", seen, str(passkeys.get(user.name, 0)), state)
    Console(highlight=False, markup=False).print(table)


@users.command("disable")
def disable(
    name: Annotated[str, typer.Argument(help="Whose account.")],
    *,
    enable: Annotated[bool, typer.Option("--enable", help="Let them in again.")] = False,
    config: ConfigOption = None,
) -> None:
    """Lock an account: every session ends, what the person wrote stays.

    Example: candidatures users disable jury, and to take it back: candidatures users disable jury --enable
    """
    with closing(_open(config)) as store, store.begin() as transaction:
        transaction.accounts.disable(name, disabled=not enable)
    typer.echo(f"{name} may use the page again" if enable else f"{name} may not use the page any more")


@users.command("password")
def password(
    name: Annotated[str, typer.Argument(help="Whose account.")],
    *,
    password_stdin: PasswordStdin = False,
    config: ConfigOption = None,
) -> None:
    """Set a new password: every session of the account ends.

    Example: candidatures users password colette
    """
    with closing(_open(config)) as store:
        hashed = _password(name, from_stdin=password_stdin)
        with store.begin() as transaction:
            transaction.accounts.set_password(name, hashed)
    typer.echo(f"{name} has a new password")


@users.command("second-factor")
def second_factor(
    name: Annotated[str, typer.Argument(help="Whose account.")],
    *,
    remove: Annotated[bool, typer.Option("--remove", help="Take all passkeys away, and end every session.")] = False,
    config: ConfigOption = None,
) -> None:
    """The passkeys of an account; with --remove it has none any more, for whoever lost theirs.

    Example: candidatures users second-factor colette --remove
    """
    with closing(_open(config)) as store, store.begin() as transaction:
        transaction.accounts.user(name)
        owned = transaction.passkeys.of(name)
        if remove:
            transaction.accounts.keep_only(name, None)
            for passkey in owned:
                transaction.passkeys.remove(name, passkey.id)
                detail = {"passkey": passkey.name, "by": "operator"}
                transaction.reviews.note_history(name, "passkey_removed", detail=detail)
    for passkey in owned:
        used = passkey.last_used_at.isoformat(" ", "minutes") if passkey.last_used_at else "never"
        typer.echo(f"{passkey.name}: since {passkey.created_at:%Y-%m-%d}, last used {used}{', removed' * remove}")
    if remove or not owned:
        typer.echo(f"{name} has no passkey: the password alone opens the account, unless a second factor is required")


@users.command("enrol")
def enrol(
    name: Annotated[str, typer.Argument(help="Whose account.")],
    *,
    address: Annotated[str, typer.Option(help="Where browsers find the page.", metavar="URL")] = (
        f"http://localhost:{PORT}"
    ),
    config: ConfigOption = None,
) -> None:
    """A link by which somebody registers their first passkey, with their password: good once, for an hour.

    Example: candidatures users enrol colette --address https://candidatures.example
    """
    from desk.web.enrolment import make_key  # noqa: PLC0415 - as above

    with closing(_open(config)) as store, store.begin() as transaction:
        key = make_key(transaction, name, datetime.now(UTC))
        if key is not None:
            transaction.reviews.note_history(name, "enrolment_link", detail={"by": "operator"})
    if key is None:
        raise UsageError(f"{name} has a passkey already, or no password to register the first one with")
    typer.echo(f"{address.rstrip('/')}/enrol/{key}")


@app.command()
def sql(
    statement: Annotated[str | None, typer.Argument(help="One statement; without it, standard input is read.")] = None,
    *,
    shape: Annotated[Shape, typer.Option("--format", help="How to print the rows.")] = Shape.TABLE,
    config: ConfigOption = None,
) -> None:
    """Ask the tables in SQL. For reading only: the database itself refuses to write.

    docs/querying.md names the views: `candidatures sql "select nom, localite from candidatures"`.
    """
    from jobs.querying import ask  # noqa: PLC0415 - as above

    with closing(open_store(configuration.load(config, with_secrets=False), read_only=True)) as store:
        answer = ask(store, statement if statement is not None else sys.stdin.read())
    PRINTERS[shape](answer)


def _as_table(answer: Answer) -> None:
    from jobs.querying import plain  # noqa: PLC0415 - as above

    table = Table(*answer.columns)
    for row in answer.rows:
        table.add_row(*(plain(value) for value in row))
    Console(highlight=False, markup=False).print(table)


def _as_csv(answer: Answer) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(answer.columns)
    writer.writerows([cell(value) if isinstance(value, str) else value for value in row] for row in answer.rows)


def _as_json(answer: Answer) -> None:
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    json.dump(rows, sys.stdout, ensure_ascii=False, default=str, indent=1)
    sys.stdout.write("\n")


PRINTERS = {Shape.TABLE: _as_table, Shape.CSV: _as_csv, Shape.JSON: _as_json}

"""`users`: who may use the page."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from jobs.cli.app import ConfigOption, app
from jobs.cli.options import Language
from jobs.cli.serve import PORT
from jobs.errors import UsageError
from jobs.runtime import looks
from jobs.runtime.workplace import open_store, refuse_root

if TYPE_CHECKING:
    from store import Store
    from store.transaction import Transaction


Role = Literal["reader", "recruiter", "chair", "jury"]
ROLES = (
    "A reader sees all, a recruiter decides as well; of a notice, a chair erases, sees who looked and leads its jury, "
    "and the jury sees what the chair puts before it and writes opinions."
)
users = typer.Typer(no_args_is_help=True, help="Who may use the page.")
app.add_typer(users, name="users")


def _password(name: str, *, from_stdin: bool) -> str:
    from desk.web.login import passwords  # noqa: PLC0415 - as above

    if from_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = typer.prompt("Password (12 characters at least)", hide_input=True, confirmation_prompt=True)
    if not passwords.is_long_enough(password):
        raise UsageError(f"a password has {passwords.SHORTEST} characters at least")
    if passwords.is_easily_guessed(password, name):
        raise UsageError("this password is easily guessed: a few words in a row do well")
    return passwords.hash_password(password)


NoticesOption = Annotated[
    list[str] | None,
    typer.Option("--notice", metavar="SLUG", help="Sees this notice alone; may be repeated. Without: every one."),
]
PasswordStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


def _open(config: ConfigOption, command: str) -> Store:
    settings = looks.load(config, f"users {command}", with_secrets=False)
    refuse_root(settings)
    return open_store(settings, upgrade=True)


@users.command("add")
def add(  # noqa: PLR0913 - its options
    name: Annotated[str, typer.Argument(help="The name to log in with.")],
    *,
    role: Annotated[Role, typer.Option(help=ROLES)] = "recruiter",
    language: Annotated[Language, typer.Option(help="The language of the page.")] = Language.FR,
    password_stdin: PasswordStdin = False,
    notice: NoticesOption = None,
    without_password: Annotated[
        bool, typer.Option("--without-password", help="The office's sign-in service alone opens the account.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Give somebody access. The password is asked for, and kept as a hash only.

    Example: candidatures users add jury --role reader
    """
    from store.accounts.accounts import is_name  # noqa: PLC0415 - as above
    from store.accounts.roles import OF_A_NOTICE  # noqa: PLC0415 - as above

    if not is_name(name):
        raise UsageError(f"{name!r}: a name has letters, digits, dots and dashes, 60 at most")
    if role in OF_A_NOTICE and not notice:
        raise UsageError(f"{role} is somebody for a notice: --notice SLUG")
    with closing(_open(config, "add")) as store:
        hashed = None if without_password else _password(name, from_stdin=password_stdin)
        with store.begin() as transaction:
            transaction.accounts.add_user(name, role, hashed, language.value)
            if notice:
                transaction.accounts.give(name, _known(transaction, notice))
    typer.echo(f"{name} may use the page now, as a {role}")


@users.command("give")
def give(
    name: Annotated[str, typer.Argument(help="Whose account.")],
    *,
    notice: NoticesOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Every notice, later ones too.")] = False,
    role: Annotated[
        Role | None,
        typer.Option(help=f"What they are for these notices; elsewhere all stays as it is. {ROLES}"),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Say which notices an account sees, or what it is for some of them. Whoever is logged in there logs in anew.

    Without --role the account sees these notices alone, by the role that it was made with, and whatever it was made for
    single notices ends.

    Example: candidatures users give paul --notice eo-arlon-2026 --role jury
    """
    if bool(notice) == everything or (role is not None and everything):
        raise UsageError("users give needs --notice SLUG, or --all (which goes without --role)")
    with closing(_open(config, "give")) as store, store.begin() as transaction:
        known = None if everything else _known(transaction, notice or [])
        if role is not None:
            transaction.accounts.give_role(name, role, known or [])
        else:
            transaction.accounts.give(name, known)
    told = "every notice" if everything else ", ".join(notice or [])
    typer.echo(f"{name} sees {told}" if role is None else f"{name} is {role} for {told}")


def _known(transaction: Transaction, slugs: list[str]) -> list[str]:
    known = {one.slug for one in transaction.notices.all()}
    if missing := set(slugs) - known:
        raise UsageError(f"there is no notice {min(missing)}: candidatures notices list")
    return slugs


@users.command("list")
def list_users(*, config: ConfigOption = None) -> None:
    """Everybody who has an account.

    Example: candidatures users list
    """
    with closing(_open(config, "list")) as store, store.peek() as transaction:
        found, passkeys = transaction.accounts.users(), transaction.passkeys.counts()
    table = Table("name", "role", "notices", "language", "last login", "passkeys", "state")
    for user in found:
        seen = user.last_login_at.isoformat(" ", "minutes") if user.last_login_at else "never"
        state = "disabled" if user.disabled else "active"
        given = ", ".join(
            [
                *(["all"] if user.notices is None else sorted(user.notices - user.roles.keys())),
                *(f"{notice} ({role})" for notice, role in sorted(user.roles.items())),
            ]
        )
        table.add_row(user.name, user.role, given, user.language or "", seen, str(passkeys.get(user.name, 0)), state)
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
    with closing(_open(config, "disable")) as store, store.begin() as transaction:
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
    with closing(_open(config, "password")) as store:
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
    with closing(_open(config, "second-factor")) as store, store.begin() as transaction:
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


@users.command("release")
def release(name: Annotated[str, typer.Argument(help="Whose account.")], *, config: ConfigOption = None) -> None:
    """Let another person of the sign-in service have an account: it is bound to whoever signs in under its name next.

    For a person whose identity at the provider is new, or another provider. Every session of the account ends.

    Example: candidatures users release colette
    """
    with closing(_open(config, "release")) as store, store.begin() as transaction:
        bound = transaction.accounts.release(name)
        if bound is not None:
            detail = {"issuer": bound.issuer, "subject": bound.subject, "by": "operator"}
            transaction.reviews.note_history(name, "account_released", detail=detail)
    if bound is None:
        typer.echo(f"{name} is bound to nobody at a sign-in service")
    else:
        typer.echo(f"{name} is no longer bound to {bound.subject} at {bound.issuer}; the next who signs in gets it")


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
    from desk.web.login.enrolment import make_key  # noqa: PLC0415 - as above

    with closing(_open(config, "enrol")) as store, store.begin() as transaction:
        key = make_key(transaction, name, datetime.now(UTC))
        if key is not None:
            transaction.reviews.note_history(name, "enrolment_link", detail={"by": "operator"})
    if key is None:
        raise UsageError(f"{name} has a passkey already, or no password to register the first one with")
    typer.echo(f"{address.rstrip('/')}/enrol/{key}")

"""`login`: signing in to a mailbox that is entered by OAuth 2."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from jobs.cli.app import ConfigOption, app
from jobs.config import mailbox_access
from jobs.errors import UsageError
from jobs.runtime import looks


@app.command()
def login(
    mailbox: Annotated[str, typer.Argument(help="The mailbox's name in the configuration.")],
    *,
    config: ConfigOption = None,
) -> None:
    """Sign in, once, to a mailbox that is entered by OAuth 2 (Microsoft 365, Gmail); `run` keeps the sign-in alive.

    Example: candidatures login a
    """
    settings = looks.load(config, "login", with_secrets=False)
    chosen = next((one for one in settings.mailboxes if one.name == mailbox), None)
    if chosen is None:
        raise UsageError(f"there is no mailbox {mailbox} in the configuration")
    tokens = mailbox_access.tokens_of(settings, chosen)
    if tokens is None:
        raise UsageError(f"mailbox {mailbox} is entered with a password: it needs no login")
    tokens.sign_in(Terminal())
    typer.echo(f"mailbox {mailbox}: signed in")


class Terminal:
    """Whoever sits before it."""

    def tell(self, text: str) -> None:
        """Show it."""
        typer.echo(text)

    def ask(self, text: str) -> str:
        """Show it and read a line."""
        typer.echo(text, nl=False)
        return sys.stdin.readline()

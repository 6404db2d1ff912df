"""`serve`: the recruiter's page."""

from __future__ import annotations

import logging
from typing import Annotated

import typer

from jobs.cli.app import ConfigOption, app
from jobs.runtime import logs, looks

PORT = 8765


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
    from jobs.serve import serving  # noqa: PLC0415 - the web's libraries cost every other command half a second
    from jobs.serve.webserver import run  # noqa: PLC0415 - the same

    address = serving.ListenAddress(
        host=host,
        port=port,
        public=public_url,
        second_factor=require_second_factor,
        proxies=tuple(trusted_proxy or ()),
    )
    settings = looks.load(config, "serve", with_secrets=False)
    logs.configure(level=logging.WARNING)
    with serving.site(settings, address) as site:
        run(site, address, started=lambda reached: _tell_start(serving.first_link(site, reached), reached.url))


def _tell_start(link: str | None, url: str) -> None:
    typer.echo(f"the page is at {url}/ (Ctrl-C ends it)")
    if link is not None:
        typer.echo(f"no account yet: open this link, good once, to make the first one\n{link}")

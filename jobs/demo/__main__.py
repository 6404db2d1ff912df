"""`make demo`: two mailboxes in memory hold the sample mail, the real `poll` reads them over IMAP, the lists are shown.

    python -m jobs.demo SAMPLE [FOLDER]

SAMPLE is a folder with deliveries.json and messages/; FOLDER (default: demo) gets the configuration and the store. The
mail server is in this process: in memory, on loopback, one account, no system package needed.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import threading
from argparse import Namespace
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from imapclient import IMAPClient
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer

from jobs.sandbox.confinement import missing_walls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARK = "candidatures.toml"
CONFIGURATION = """\
[store]
url = "sqlite:///candidatures.db"
archive = "archive"

{mailboxes}
[[notices]]
slug = "eo-arlon-2026"
title = "Chargé(e) de mission, Carrefour des Métiers d'Arlon"
subject = "Recrutement EO"
closes_at = 2026-03-15
timezone = "Europe/Brussels"
internal_domains = ["cdm.example"]
"""
MAILBOX = """\
[[mailboxes]]
name = "{name}"
url = "imap://{user}@{host}:{port}/INBOX"
password_env = "CANDIDATURES_DEMO"
authserv_id = "mx2.cdm.example"

"""
WEAK = '\n[limits]\nconfinement = "weak"\n'
DARED = (
    'the demo reads its own invented mail all the same ([limits] confinement = "weak"). '
    "Real mail is not read without them."
)
HOST = "127.0.0.1"
USER = "demo"
PASSWORD = "demo"  # noqa: S105 - a server in memory, on loopback, that lives as long as the demo

ARGUMENTS = Namespace(
    demo_data=False, demo_user=USER, demo_password=PASSWORD, host=HOST, port=0, debug=False, cert=None, key=None,
    tls=False, passlib_cfg=None, proxy_protocol=None,
)  # fmt: skip
Mails = list[tuple[datetime, bytes]]


def deliveries(sample: Path) -> dict[str, Mails]:
    """By mailbox, its mails with their arrival, in order of delivery."""
    boxes: dict[str, Mails] = {}
    for delivery in json.loads((sample / "deliveries.json").read_text("utf-8")):
        mail = datetime.fromisoformat(delivery["internaldate"]), (sample / delivery["file"]).read_bytes()
        boxes.setdefault(delivery["mailbox"], []).append(mail)
    return boxes


async def _serve(started: threading.Event, port: list[int], stop: asyncio.Event) -> None:
    backend, config = await DictBackend.init(ARGUMENTS, secure_auth=False, reject_dnsbl=False)
    config.apply_context()
    serve = ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(backend.login, config))
    server = await asyncio.start_server(serve, HOST, 0)
    port.append(server.sockets[0].getsockname()[1])
    started.set()
    async with server:
        await stop.wait()


@contextmanager
def mailbox(mails: Sequence[tuple[datetime, bytes]]) -> Iterator[int]:
    """A mailbox holding `mails` (arrival, original) in this order; yields the port it listens on."""
    loop, stop, started, port = asyncio.new_event_loop(), asyncio.Event(), threading.Event(), list[int]()
    thread = threading.Thread(target=loop.run_until_complete, args=(_serve(started, port, stop),), daemon=True)
    thread.start()
    if not started.wait(20):
        raise TimeoutError("the demo's mail server did not start")
    try:
        _deliver(port[0], mails)
        yield port[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(5)


def _deliver(port: int, mails: Sequence[tuple[datetime, bytes]]) -> None:
    with IMAPClient(HOST, port=port, ssl=False, timeout=20) as client:
        client.login(USER, PASSWORD)
        for arrival, original in mails:
            client.append("INBOX", original, msg_time=arrival)


def prepare(folder: Path, ports: dict[str, int]) -> Path:
    """An empty folder with a configuration for these mailboxes; what an earlier demo left is cleared away."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise SystemExit(f"{folder}: holds something else than a demo; name another folder")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    mailboxes = "".join(MAILBOX.format(name=name, user=USER, host=HOST, port=port) for name, port in ports.items())
    limits = WEAK if missing_walls() else ""
    if limits:
        print(f"This kernel has no {' and no '.join(missing_walls())}: {DARED}", flush=True)  # noqa: T201 - as below
    (folder / MARK).write_text(CONFIGURATION.format(mailboxes=mailboxes) + limits, "utf-8")
    return folder / MARK


def run(configuration: Path, *words: str) -> int:
    """One real command, as a person would type it."""
    print(f"\n$ candidatures {' '.join(words)}", flush=True)  # noqa: T201 - the demo speaks to a person
    environment = {**os.environ, "CANDIDATURES_DEMO": PASSWORD, "CANDIDATURES_CONFIG": str(configuration)}
    return subprocess.run([sys.executable, "-m", "jobs", *words], env=environment, check=False).returncode  # noqa: S603


def main(sample: Path, folder: Path) -> int:
    """Run the demo; the exit status of the poll."""
    with ExitStack() as stack:
        ports = {name: stack.enter_context(mailbox(mails)) for name, mails in deliveries(sample).items()}
        configuration = prepare(folder, ports)
        status = run(configuration, "poll")
    run(configuration, "list")
    run(configuration, "list", "--to-sort")
    print(f"\nGo on with it: export CANDIDATURES_CONFIG={configuration} CANDIDATURES_DEMO=demo; then")  # noqa: T201
    for line in (
        "candidatures show 2",
        "candidatures search définitif",
        "candidatures export --format xlsx",
        "candidatures serve",
    ):
        print(f"  {sys.exec_prefix}/bin/{line}")  # noqa: T201
    return status


if __name__ == "__main__":
    arguments = [Path(word) for word in sys.argv[1:]]
    raise SystemExit(main(arguments[0], arguments[1] if len(arguments) > 1 else Path("demo")))

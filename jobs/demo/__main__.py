"""`make demo`: two mailboxes in memory hold the sample mail, the real `poll` reads them over IMAP, the lists are shown.

    python -m jobs.demo SAMPLE [FOLDER]

SAMPLE is a folder with deliveries.json and messages/; FOLDER (default: demo) gets the configuration and the store.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from jobs.demo import server
from jobs.sandbox.confinement import missing_walls

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
Mails = list[tuple[datetime, bytes]]


def deliveries(sample: Path) -> dict[str, Mails]:
    """By mailbox, its mails with their arrival, in order of delivery."""
    boxes: dict[str, Mails] = {}
    for delivery in json.loads((sample / "deliveries.json").read_text("utf-8")):
        mail = datetime.fromisoformat(delivery["internaldate"]), (sample / delivery["file"]).read_bytes()
        boxes.setdefault(delivery["mailbox"], []).append(mail)
    return boxes


def prepare(folder: Path, ports: dict[str, int]) -> Path:
    """An empty folder with a configuration for these mailboxes; what an earlier demo left is cleared away."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise SystemExit(f"{folder}: holds something else than a demo; name another folder")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    mailboxes = "".join(
        MAILBOX.format(name=name, user=server.USER, host=server.HOST, port=port) for name, port in ports.items()
    )
    limits = WEAK if missing_walls() else ""
    if limits:
        print(f"This kernel has no {' and no '.join(missing_walls())}: {DARED}", flush=True)  # noqa: T201 - as below
    (folder / MARK).write_text(CONFIGURATION.format(mailboxes=mailboxes) + limits, "utf-8")
    return folder / MARK


def run(configuration: Path, *words: str) -> int:
    """One real command, as a person would type it."""
    print(f"\n$ candidatures {' '.join(words)}", flush=True)  # noqa: T201 - the demo speaks to a person
    environment = {**os.environ, "CANDIDATURES_DEMO": server.PASSWORD, "CANDIDATURES_CONFIG": str(configuration)}
    return subprocess.run([sys.executable, "-m", "jobs", *words], env=environment, check=False).returncode  # noqa: S603


def main(sample: Path, folder: Path) -> int:
    """Run the demo; the exit status of the poll."""
    with ExitStack() as stack:
        ports = {name: stack.enter_context(server.mailbox(mails)) for name, mails in deliveries(sample).items()}
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

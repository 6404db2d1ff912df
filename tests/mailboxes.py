"""A folder of deliveries (tests/data/sample-mailbox and its like) in a real Dovecot, and the real commands over it.

    python -m tests.mailboxes FOLDER [OUT] [OPTION...]   deliver, poll, export, score (options as of tests.scoring)

OUT keeps configuration, store and exports; without it they go with the run. It must not hold a store already: what an
earlier program read would be scored.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests import commands, scoring
from tests.maildirs import SERVER
from tests.servers.dovecot import PASSWORD, Dovecot

if TYPE_CHECKING:
    import subprocess

CONFIGURATION = """\
[store]
url = "{store}"
archive = "archive"

[[mailboxes]]
name = "a"
url = "{a}"
password_env = "CANDIDATURES_TEST"
ca_file = "{ca}"
authserv_id = "{server}"

[[mailboxes]]
name = "b"
url = "{b}"
password_env = "CANDIDATURES_TEST"
ca_file = "{ca}"
authserv_id = "{server}"

[[notices]]
slug = "eo-arlon-2026"
title = "Chargé(e) de mission, Carrefour des Métiers d'Arlon"
subject = "Recrutement EO"
closes_at = 2026-03-15
timezone = "Europe/Brussels"
internal_domains = ["cdm.example"]
"""
ROOT = Path(__file__).parent.parent
SAMPLE = Path(__file__).parent / "data" / "sample-mailbox"
ACCOUNTS = ("a", "b", "c", "d")


class SampleRead:
    """The sample mailbox in a Dovecot that has stopped, and what the daemon came to that read it undisturbed.

    To read it costs a minute of processor: it is read once (`tests.once`) and copied.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self) -> None:
        """Deliver it and have the daemon make its pass, after which it ends, for the cutoff is over."""
        place = self.folder / "place"
        place.mkdir(parents=True)
        with Dovecot(ACCOUNTS) as server:
            deliver(server, SAMPLE)
            command(configure(server, place), "run")
            server.stop()
            shutil.copytree(server.mail, self.folder / "mail")

    def server(self) -> Dovecot:
        """One with the same mail under the same UIDs, not yet started."""
        return Dovecot(ACCOUNTS, mail=self.folder / "mail")

    def copied(self, server: Dovecot, folder: Path) -> Path:
        """A configuration for that server in `folder`, with what the daemon came to."""
        shutil.copytree(self.folder / "place", folder, dirs_exist_ok=True)
        return configure(server, folder)


def deliver(server: Dovecot, sample: Path, limit: int | None = None) -> None:
    """Put every delivery of the folder, or the first ones, into its mailbox, in order, with its arrival."""
    for delivery in json.loads((sample / "deliveries.json").read_text("utf-8"))[:limit]:
        arrived = datetime.fromisoformat(delivery["internaldate"])
        server.deliver(delivery["mailbox"], (sample / delivery["file"]).read_bytes(), arrived)
        # Dovecot gives UIDs in the order in which it finds the files: one look after each keeps the deliveries' order.
        server.doveadm("mailbox", "status", "-u", delivery["mailbox"], "uidnext", "INBOX")


def configure(server: Dovecot, folder: Path, store: str = "sqlite:///candidatures.db") -> Path:
    """A configuration for the server's two accounts in `folder`."""
    file = folder / "candidatures.toml"
    file.write_text(
        CONFIGURATION.format(store=store, a=server.url("a"), b=server.url("b"), ca=server.ca_file, server=SERVER),
        "utf-8",
    )
    return file


def environment(configuration: Path, **more: str) -> dict[str, str]:
    """The surroundings of a command that uses this configuration."""
    return {**os.environ, "CANDIDATURES_TEST": PASSWORD, "CANDIDATURES_CONFIG": str(configuration), **more}


def command(configuration: Path, *words: str, check: bool = True, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own."""
    done = commands.run(words, environment=environment(configuration, **more))
    if check:
        done.check_returncode()
    return done


def export(configuration: Path, *, text: bool = True) -> str:
    """The applications as `export` gives them in JSON, byte for byte."""
    return command(configuration, "export", "--format", "json", *(["--with-text"] if text else [])).stdout


def messages(configuration: Path) -> str:
    """The messages as `messages` gives them in JSON."""
    return command(configuration, "messages", "--format", "json").stdout


def main(sample: Path, out: Path, options: list[str]) -> int:
    """Deliver, poll, export and score; the scorer's exit status."""
    out.mkdir(parents=True, exist_ok=True)
    if (out / "candidatures.db").exists():
        raise SystemExit(f"{out}: holds a store of an earlier run; name another folder")
    with Dovecot() as server:
        deliver(server, sample)
        configuration = configure(server, out)
        began = time.monotonic()
        polled = command(configuration, "poll", check=False)
        print(polled.stdout, polled.stderr, f"poll: {time.monotonic() - began:.1f} s, exit {polled.returncode}")  # noqa: T201
        (out / "applications.json").write_text(export(configuration), "utf-8")
        (out / "messages.json").write_text(messages(configuration), "utf-8")
    return scoring.main([str(sample), str(out / "applications.json"), str(out / "messages.json"), *options])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as spare:
        folders = [each for each in sys.argv[1:] if not each.startswith("--")]
        chosen = [each for each in sys.argv[1:] if each.startswith("--")]
        raise SystemExit(main(Path(folders[0]), Path(folders[1] if len(folders) > 1 else spare), chosen))

"""Two Maildirs with mail in them, and a configuration for them: the quickest mailboxes there are."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SERVER = "mx2.cdm.example"
"""Whose results stand in the sample's mails."""
CONFIGURATION = """\
[store]
url = "{store}"
archive = "archive"

[[mailboxes]]
name = "a"
url = "maildir://{folder}/a"
{authserv_id}
[[mailboxes]]
name = "b"
url = "maildir://{folder}/b"
{authserv_id}
[[notices]]
slug = "eo-arlon-2026"
title = "Chargé(e) de mission, Carrefour des Métiers d'Arlon"
subject = "Recrutement EO"
closes_at = {closes_at}
grace_hours = {grace_hours}
timezone = "Europe/Brussels"
internal_domains = ["cdm.example"]

[daemon]
interval = {interval}
stop_within = 5
"""


def vouched(original: bytes, result: str = "pass") -> bytes:
    """A mail with what that server found out about its sender."""
    domain = message_from_bytes(original, policy=policy.default)["From"].addresses[0].domain
    found = f"Authentication-Results: {SERVER}; dmarc={result} header.from={domain}\n"
    return f"{found}Received: from x by {SERVER}; Sun, 1 Mar 2026 09:00:00 +0100\n".encode() + original


@dataclass(frozen=True, kw_only=True)
class Maildirs:
    """A folder with the Maildirs a and b, and the configuration of the program beside them."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> Maildirs:
        """Empty ones."""
        for name in ("a", "b"):
            for part in ("tmp", "new", "cur"):
                (folder / name / part).mkdir(parents=True)
        return cls(folder=folder)

    def configure(
        self,
        place: Path | None = None,
        *,
        store: str = "sqlite:///candidatures.db",
        closes_at: str = "2026-03-15",
        grace_hours: float = 48.0,
        interval: float = 300.0,
        more: str = "",
        authserv_id: str | None = SERVER,
    ) -> Path:
        """Write a configuration into `place` (this folder where none is given)."""
        place = place or self.folder
        place.mkdir(parents=True, exist_ok=True)
        file = place / "candidatures.toml"
        server = "" if authserv_id is None else f'authserv_id = "{authserv_id}"\n'
        text = CONFIGURATION.format(
            authserv_id=server,
            store=store,
            folder=self.folder,
            closes_at=closes_at,
            grace_hours=grace_hours,
            interval=interval,
        )
        file.write_text(text + more, "utf-8")
        return file

    def deliver(self, mailbox: str, original: bytes, arrived: datetime, name: str) -> Path:
        """Put a message there, as a delivery agent does."""
        written = self.folder / mailbox / "tmp" / name
        written.write_bytes(original)
        os.utime(written, (arrived.timestamp(), arrived.timestamp()))
        return written.rename(self.folder / mailbox / "new" / name)

    def deliver_sample(self, sample: Path, limit: int | None = None) -> int:
        """Put a folder of deliveries there, in its order; how many there were."""
        deliveries = json.loads((sample / "deliveries.json").read_text("utf-8"))[:limit]
        for number, delivery in enumerate(deliveries):
            arrived = datetime.fromisoformat(delivery["internaldate"])
            original = (sample / delivery["file"]).read_bytes()
            self.deliver(delivery["mailbox"], original, arrived, f"{arrived.timestamp():.0f}.{number:06}.test")
        return len(deliveries)

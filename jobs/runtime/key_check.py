"""Whether the key of encryption at rest is the right one, as far as the store alone can tell.

The store keeps a copy of what the archive proves its keys by (`ingest.archive.sealing.PROOF`). Whoever has the archive
open to write brings the copy up to date; whoever opens the store alone tries the configured key on it.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

from ingest.archive.originals import NO_KEY
from ingest.errors import KeyUnfit, SealBroken
from jobs.config.secrets import archive_seal
from jobs.errors import ConfigurationError

if TYPE_CHECKING:
    from ingest.archive.originals import Archive
    from jobs.config.settings import Settings
    from store.store import Store

KEY = "encryption proof"
"""Under this name the store keeps the copy, in base64."""


def keep(store: Store, archive: Archive) -> None:
    """Bring the store's copy up to date with the archive's proof; none is kept of an archive that is plain.

    Raises StoreError: it can't be written.
    """
    proof = archive.proof
    wanted = b64encode(proof).decode("ascii") if proof is not None else None
    with store.peek() as transaction:
        if transaction.health.get(KEY) == wanted:
            return
    with store.begin() as transaction:
        transaction.health.put(KEY, wanted)


def check(settings: Settings, store: Store) -> None:
    """Try the configured key on what the store keeps. Without a configured key nothing is tried.

    Raises:
        KeyUnfit: it does not open what the store's archive is encrypted for.
        ConfigurationError: a key is configured, and can't be had.
    """
    proof = _proof(store)
    if proof is not None and _has_key(settings) and (seal := archive_seal(settings)) is not None:
        try:
            seal.open(proof)
        except SealBroken as exc:
            raise KeyUnfit(seal.source, f"can't be tried: what {store.name} keeps for that is damaged") from exc


def fault(settings: Settings, store: Store) -> str | None:
    """What is the matter with the key, in a sentence; also that none is configured where the archive needs one."""
    if _proof(store) is not None and not settings.encryption.is_configured:
        return f"{NO_KEY}: the store's archive is encrypted, and none of them is configured"
    try:
        check(settings, store)
    except (KeyUnfit, ConfigurationError) as exc:
        return str(exc)
    return None


def _proof(store: Store) -> bytes | None:
    with store.peek() as transaction:
        kept = transaction.health.get(KEY)
    return b64decode(kept) if kept is not None else None


def _has_key(settings: Settings) -> bool:
    """A service's credential is not given to who types a command at a terminal: there is nothing to try then."""
    return settings.encryption.key_credential is None or "CREDENTIALS_DIRECTORY" in os.environ

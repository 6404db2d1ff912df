"""What is kept of an OAuth 2 sign-in between runs, in a file of mode 0600.

Refresh tokens rotate: the new one is saved before the access token that came with it is used, and one process at a time
refreshes, or one of two would be left with a dead token.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ingest.archive.staging import StagedFiles, clean
from ingest.errors import TokenStoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MARGIN = timedelta(days=14)
_HALF_WRITTEN = ".token-"


@dataclass(frozen=True, kw_only=True, slots=True)
class SignIn:
    """A sign-in as it is kept."""

    state: str
    """The provider's own: msal's token cache, or our JSON of Google's tokens. A secret."""
    refreshed_at: datetime
    """When the server last gave us something."""
    dies_at: datetime | None = None
    """When it will no longer refresh, unless it is used before; None where nobody can know."""

    def warning(self, now: datetime) -> str | None:
        """A clause that tells that this sign-in dies within a fortnight."""
        if self.dies_at is None:
            return None
        left = self.dies_at - now
        if left <= timedelta(0):
            return f"the sign-in expired on {self.dies_at:%Y-%m-%d}"
        if left <= _MARGIN:
            return f"the sign-in expires on {self.dies_at:%Y-%m-%d}"
        return None


class TokenFile:
    """A sign-in in a file that only its owner may read.

    Raises:
        TokenStoreError: from every method, where the file cannot be read or written, or others may read it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> SignIn | None:
        """The sign-in, or None where there was none yet."""
        with self._translated("cannot be read"):
            try:
                mode = self.path.stat().st_mode
                text = self.path.read_text(encoding="utf-8")
            except FileNotFoundError:
                return None
        if mode & 0o077:
            raise TokenStoreError(f"token file {self.path}: others may read it: chmod 600")
        try:
            kept = json.loads(text)
            dies_at = datetime.fromisoformat(kept["dies_at"]) if kept["dies_at"] else None
            return SignIn(
                state=kept["state"], refreshed_at=datetime.fromisoformat(kept["refreshed_at"]), dies_at=dies_at
            )
        except (ValueError, KeyError, TypeError) as exc:
            raise TokenStoreError(f"token file {self.path}: not what this program wrote: sign in again") from exc

    def save(self, sign_in: SignIn) -> None:
        """Keep it in place of the one before: written beside, fsync, renamed, fsync of the folder."""
        kept = asdict(sign_in) | {"refreshed_at": sign_in.refreshed_at.isoformat()}
        kept["dies_at"] = sign_in.dies_at.isoformat() if sign_in.dies_at else None
        with self._translated("cannot be written"):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            clean(self.path.parent, prefix=_HALF_WRITTEN)
            with StagedFiles(self.path.parent, prefix=_HALF_WRITTEN) as staged:
                staged.add(json.dumps(kept).encode(), self.path)
                staged.name()

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """One process at a time from load to save, by a lock on a file beside: the token file itself is replaced."""
        with self._translated("cannot be locked"):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = self.path.with_name(self.path.name + ".lock").open("w")
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextlib.contextmanager
    def _translated(self, clause: str) -> Iterator[None]:
        try:
            yield
        except OSError as exc:
            raise TokenStoreError(f"token file {self.path}: {clause}: {exc.strerror or exc}") from exc

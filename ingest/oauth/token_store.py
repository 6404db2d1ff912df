"""What is kept of an OAuth 2 sign-in between runs, in a file of mode 0600 or in the system's keyring.

Refresh tokens rotate: the new one is saved before the access token that came with it is used, and one process at a time
refreshes, or one of two would be left with a dead token.
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

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


class TokenStore(Protocol):
    """Where one mailbox's sign-in is kept."""

    def load(self) -> SignIn | None:
        """The sign-in, or None where there was none yet."""

    def save(self, sign_in: SignIn) -> None:
        """Keep it in place of the one before; once it returns it outlives a power cut."""

    def locked(self) -> contextlib.AbstractContextManager[None]:
        """One process at a time from load to save."""


class TokenFile:
    """A sign-in in a file that only its owner may read.

    Raises:
        TokenStoreError: from every method, where the file cannot be read or written, or others may read it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> SignIn | None:
        """The sign-in in the file."""
        with self._translated("cannot be read"):
            try:
                mode = self.path.stat().st_mode
                text = self.path.read_text(encoding="utf-8")
            except FileNotFoundError:
                return None
        if mode & 0o077:
            raise TokenStoreError(f"token file {self.path}: others may read it: chmod 600")
        return _decoded(text, f"token file {self.path}")

    def save(self, sign_in: SignIn) -> None:
        """Write beside, fsync, rename, fsync the folder."""
        with self._translated("cannot be written"):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            clean(self.path.parent, prefix=_HALF_WRITTEN)
            with StagedFiles(self.path.parent, prefix=_HALF_WRITTEN) as staged:
                staged.add(_encoded(sign_in).encode(), self.path)
                staged.name()

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """A lock on a file beside: the token file itself is replaced."""
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


class TokenKeyring:
    """A sign-in in the system's keyring, by the package `keyring` where it is installed."""

    _SERVICE = "candidatures"

    def __init__(self, mailbox: str) -> None:
        self.mailbox = mailbox

    def load(self) -> SignIn | None:
        """The sign-in in the keyring."""
        text = self._keyring().get_password(self._SERVICE, self.mailbox)
        return _decoded(text, f"keyring entry {self.mailbox}") if text else None

    def save(self, sign_in: SignIn) -> None:
        """Put it into the keyring."""
        self._keyring().set_password(self._SERVICE, self.mailbox, _encoded(sign_in))

    def locked(self) -> contextlib.AbstractContextManager[None]:
        """A keyring belongs to a desktop session, where one process runs."""
        return contextlib.nullcontext()

    def _keyring(self) -> Any:  # noqa: ANN401 - an optional package
        try:
            return importlib.import_module("keyring")
        except ImportError as exc:
            raise TokenStoreError("the package keyring is not installed: use a token file") from exc


def _encoded(sign_in: SignIn) -> str:
    dies_at = sign_in.dies_at.isoformat() if sign_in.dies_at else None
    return json.dumps({"state": sign_in.state, "refreshed_at": sign_in.refreshed_at.isoformat(), "dies_at": dies_at})


def _decoded(text: str, place: str) -> SignIn:
    try:
        kept = json.loads(text)
        dies_at = datetime.fromisoformat(kept["dies_at"]) if kept["dies_at"] else None
        refreshed_at = datetime.fromisoformat(kept["refreshed_at"])
        return SignIn(state=kept["state"], refreshed_at=refreshed_at, dies_at=dies_at)
    except (ValueError, KeyError, TypeError) as exc:
        raise TokenStoreError(f"{place}: not what this program wrote: sign in again") from exc

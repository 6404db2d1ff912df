"""Secrets that are kept beside the originals, in a file that only we may read, never in the database.

Passwords of candidates' files that a recruiter entered, and the keys by which the jury's words are sealed. Where
originals are encrypted the file is too (`passwords.json.age`). Backups have it, and `restore` brings it back.
"""

from __future__ import annotations

import contextlib
import json
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.archive.folder import FolderStorage
from ingest.archive.originals import NO_KEY, TRIES
from ingest.archive.sealing import SUFFIX, new_key
from ingest.archive.storage import NewContent, faults_of
from ingest.errors import ArchiveError, KeyUnfit

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from ingest.archive.sealing import Seal
    from ingest.archive.storage import Storage, StoredContent

NAME = "passwords.json"
SEALED = NAME + SUFFIX
OF_OPINIONS = "opinions "
"""With the public key behind it: the name under which a key of the jury's words stands among the passwords."""


class DocumentPasswords:
    """Passwords by the digest of the file they open. Kept beside the originals, or in a folder.

    Raises, from every method:
        KeyUnfit: they are encrypted, and the key is not here.
        ArchiveError: the storage can't be reached, or refuses.
    """

    def __init__(self, place: Path | Storage, seal: Seal | None = None) -> None:
        self._storage = FolderStorage(place, passing=place) if isinstance(place, Path) else place
        self._seal = seal
        self._lock = threading.Lock()

    def of(self, *digests: str) -> tuple[str, ...]:
        """The passwords entered for these files, and no others: they go to those files' workers alone."""
        known = self._read()
        return tuple(dict.fromkeys(known[digest] for digest in digests if digest in known))

    @property
    def is_empty(self) -> bool:
        """Whether none was ever entered."""
        return not self._read()

    def put(self, sha256: str, password: str) -> str:
        """Keeps a password. Returns where it is kept, for the record."""
        self._change(lambda known: known | {sha256: password})
        return f"{self._storage.local.name}/{NAME}#{sha256[:12]}"

    def take(self, other: DocumentPasswords) -> None:
        """Keeps those of a backup too; of one file the one that is here stays."""
        theirs = other._read()
        self._change(lambda known: theirs | known)

    def drop(self, wanted: Callable[[str], bool]) -> None:
        """Takes those away whose file's digest is `wanted` gone."""
        self._change(lambda known: {digest: password for digest, password in known.items() if not wanted(digest)})

    def encrypt(self) -> None:
        """What is plain is encrypted; what is encrypted, for the newest key."""
        self._change(lambda known: known, anew=True)

    def decrypt(self) -> None:
        """What is encrypted is plain again."""
        with self._lock:
            kept = self._kept()
            if kept is not None and kept[0] == SEALED:
                content = json.dumps(self._opened(kept)).encode()
                with self._faults("written"):
                    self._storage.write([[NewContent(name=NAME, content=content)]])
                    self._storage.remove(SEALED)

    def opinion_keys(self) -> dict[str, str]:
        """The secret keys by which the jury's words are sealed, by their public ones."""
        found = self._read().items()
        return {name.removeprefix(OF_OPINIONS): key for name, key in found if name.startswith(OF_OPINIONS)}

    def ensure_opinion_key(self) -> None:
        """Makes one where there is none, whoever else does so at the same time."""
        secret, public = new_key()
        fresh = {OF_OPINIONS + public: secret}
        self._change(lambda known: known if any(name.startswith(OF_OPINIONS) for name in known) else known | fresh)

    def _change(self, change: Callable[[dict[str, str]], dict[str, str]], *, anew: bool = False) -> None:
        """Again where another process wrote in between. What stays the same is written `anew` alone, or encrypted."""
        with self._lock:
            for _ in range(TRIES):
                kept = self._kept()
                known = self._opened(kept)
                now = change(known)
                is_plain = kept is not None and self._seal is not None and kept[0] == NAME  # of before there was a key
                is_due = now != known or is_plain or (kept is not None and anew)
                if not is_due or self._write(now, kept):
                    return
            raise ArchiveError(self._storage.where, "its passwords change all the time")

    def _read(self) -> dict[str, str]:
        return self._opened(self._kept())

    def _kept(self) -> tuple[str, StoredContent] | None:
        """What is kept, and under which name; None where none was ever entered."""
        for name in (SEALED, NAME):
            with contextlib.suppress(FileNotFoundError), self._faults("read", but=(FileNotFoundError,)):
                return name, self._storage.read(name)
        return None

    def _opened(self, kept: tuple[str, StoredContent] | None) -> dict[str, str]:
        if kept is None:
            return {}
        name, found = kept
        if name == SEALED and self._seal is None:
            raise KeyUnfit(NO_KEY, f"{self._storage.where}/{SEALED} is encrypted, and none of them is configured")
        content = self._seal.open(found.content) if name == SEALED and self._seal else found.content
        passwords: dict[str, str] = json.loads(content)
        return passwords

    def _write(self, passwords: dict[str, str], before: tuple[str, StoredContent] | None) -> bool:
        """Whole or not at all. False where another process wrote meanwhile."""
        content = json.dumps(passwords).encode()
        name, through = (SEALED, self._seal.write) if self._seal else (NAME, None)
        here = before[1] if before and before[0] == name else None
        version = here.version if here else None
        piece = NewContent(name=name, content=content, through=through, version=version, is_new=here is None)
        with self._faults("written"):
            if self._storage.write([[piece]]):
                return False
            if name == SEALED:
                self._storage.remove(NAME)
        return True

    def _faults(self, what: str, *, but: tuple[type[OSError], ...] = ()) -> AbstractContextManager[None]:
        return faults_of(self._storage.where, f"its passwords cannot be {what}", but=but)


class KeptOpinionKeys:
    """Implements `store.reviews.sealed_words.OpinionKeys`: read once they are needed, and remembered."""

    def __init__(self, secrets: Callable[[], DocumentPasswords]) -> None:
        self._secrets = secrets
        self._known: tuple[str, ...] = ()

    def known(self, *, fresh: bool = False) -> tuple[str, ...]:
        """All of them, by their public keys."""
        if fresh or not self._known:
            self._known = tuple(key for _, key in sorted(self._secrets().opinion_keys().items()))
        return self._known

    def ensured(self) -> str:
        """The first of them."""
        if not self.known():
            self._secrets().ensure_opinion_key()
        return self.known()[0]

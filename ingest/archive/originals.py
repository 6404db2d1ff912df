"""The archive of originals: one file a message, named by the SHA-256 of its bytes, never changed.

    archive/archive.json        the archive's own identity: a store knows which archive it belongs to
    archive/key.age             by it the keys are proven before anything is written (`ingest.archive.sealing`)
    archive/ab/cd/abcd….eml     an original; the two folders keep any folder small
    archive/ab/cd/abcd….eml.age the same, encrypted; its name is the SHA-256 of the plain bytes
    archive/ab/cd/abcd….json    when and where it was seen, and what it was kept as (`ingest.archive.provenance`)
    archive/removals.jsonl      what was taken away, when and why (`ingest.archive.removal`, the one door out)
    archive/erasures.jsonl      by what erased mail is known, so that it stays away (`ingest.archive.tombstones`)
    archive/trash/…             what may still be wanted back
    archive/tmp/…               one being written

In a bucket the same names stand for objects (`ingest.archive.objects`). A name appears only once all its bytes are
durable, and several processes may write at once. An archive may hold both kinds: `name`, `get` and `verify` find
either.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ingest.archive.folder import stored_at
from ingest.archive.provenance import Provenance
from ingest.archive.sealing import PROOF
from ingest.archive.sealing import SUFFIX as SEALED
from ingest.archive.staging import held
from ingest.archive.storage import NewContent, asked, faults_of
from ingest.archive.tombstones import Known, Tombstones
from ingest.errors import (
    ArchiveError,
    KeyUnfit,
    OriginalDamaged,
    OriginalErased,
    OriginalMissing,
    SealBroken,
)
from ingest.failpoint import reach

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from io import BufferedReader
    from pathlib import Path

    from ingest.archive.sealing import Seal
    from ingest.archive.storage import Storage
    from parsers.values.sightings import Sighting

_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAMES = re.compile(r"[0-9a-f]{2}/[0-9a-f]{2}/([0-9a-f]{64})\.eml(\.age)?")
_SUFFIX = ".eml"
IDENTITY = "archive.json"
TRIES = 20
"""So often something is written that another process changes each time in between."""
NO_KEY = "encryption.key_file, key_credential or key_command"


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """What was copied from another archive."""

    copied: int
    """Originals that were not here, or not whole."""
    damaged: tuple[str, ...]
    """Digests of those that the other has lost."""


class Archive:
    """The originals in one storage; a folder is made where it is missing. `read_only` makes and changes nothing.

    `keys` are those by which erased mail is known (`Tombstones`): what was erased is not put again. With a `seal` new
    originals are encrypted.

    Raises:
        KeyUnfit: it is to be written, and the seal's keys are not those of what is encrypted in it.
        ArchiveError: it cannot be made or written, or is not there; from every method, where the storage refuses.
    """

    def __init__(
        self,
        place: Path | Storage,
        *,
        read_only: bool = False,
        identity: str | None = None,
        keys: Sequence[str] = (),
        seal: Seal | None = None,
    ) -> None:
        self.storage = stored_at(place)
        self.where = self.storage.where
        self.folder = self.storage.local
        """On this machine: locks and passing files, and where no bucket is used the originals."""
        self.seal = seal
        self.read_only = read_only
        self.tombstones = Tombstones(self.storage, keys)
        with self.translated("cannot be opened"):
            self.storage.prepare(read_only=read_only)
            if read_only:
                return
            if self.storage.look(IDENTITY) is None:
                self._begin(identity or uuid.uuid4().hex)
            self.check_key()
            if seal is not None and self.storage.look(PROOF) is None:
                self.prove_key()

    def _begin(self, identity: str) -> None:
        """Give the archive its identity, unless another process that begins it as well was sooner."""
        with held(self.folder):  # in a bucket the server decides between machines
            if self.storage.look(IDENTITY) is None:
                told = json.dumps({"id": identity}).encode()
                self.storage.write([[NewContent(name=IDENTITY, content=told, is_new=True)]])

    def check_key(self) -> None:
        """Raises unless the keys are here that open what is encrypted: without them nothing is written, plain or not.

        Raises KeyUnfit: they are missing, or others.
        """
        if (proof := self.proof) is None:
            return
        if self.seal is None:
            raise KeyUnfit(NO_KEY, f"{self.where} is encrypted, and none of them is configured")
        try:
            self.seal.open(proof)
        except SealBroken as exc:
            raise ArchiveError(self.where, f"its {PROOF} is damaged: restore it from a backup") from exc

    @property
    def proof(self) -> bytes | None:
        """What the keys are proven by: something that they open. None where nothing is encrypted."""
        with self.translated("cannot be read"):
            try:
                return self.storage.read(PROOF).content
            except FileNotFoundError:
                return None

    def prove_key(self) -> None:
        """Leave behind by what the keys are proven from now on: those of the seal."""
        if self.seal is None:
            raise KeyUnfit(NO_KEY, "none of them is configured")
        with self.translated("cannot be written"):
            self.check_writable()
            proof = self.seal.seal((self.identity or "").encode())
            self.storage.write([[NewContent(name=PROOF, content=proof)]])

    @property
    def identity(self) -> str | None:
        """What tells this archive from every other; None where an earlier version made it and nobody has written since.

        A copy has the same.
        """
        with self.translated("cannot be read"):
            try:
                return str(json.loads(self.storage.read(IDENTITY).content)["id"])
            except FileNotFoundError:
                return None
            except (ValueError, KeyError, TypeError) as exc:
                raise ArchiveError(self.where, f"its {IDENTITY} is damaged: restore it from a backup") from exc

    def put(self, original: bytes, seen: Sighting | None = None) -> str:
        """Keep these bytes, and where and when they were `seen`, and return their digest.

        Once it returns they outlive a power cut.

        Raises ArchiveFull: there is no room; OriginalErased: it was erased once.
        """
        return self.put_all([(original, seen)])[0]

    def put_all(self, originals: Sequence[tuple[bytes, Sighting | None]]) -> list[str]:
        """Keep many as `put` keeps one, and return their digests in order; together they cost little more than one.

        Once it returns all of them outlive a power cut; until then each is there whole, or not at all.

        Raises ArchiveFull: there is no room; OriginalErased: one of them was erased once; none is kept then.
        """
        digests = [hashlib.sha256(original).hexdigest() for original, _ in originals]
        seen: dict[str, Provenance] = {}
        for digest, (_, sighting) in zip(digests, originals, strict=True):
            known = seen.get(digest, Provenance())
            seen[digest] = known.seen_again(sighting) if sighting else known
        self.tombstones.renew()
        for digest in seen:
            if (stone := self.tombstones.of((Known.ORIGINAL, digest))) is not None:
                raise OriginalErased(self.where, stone.at.date())
        contents = dict(zip(digests, (original for original, _ in originals), strict=True))
        with self.translated("cannot be written"):
            self.check_writable()
            self._write(seen, contents)
            reach("archive.kept")
        return digests

    def _write(self, seen: Mapping[str, Provenance], contents: Mapping[str, bytes]) -> None:
        """What is known of each and then its bytes, so that no original is without."""
        beside = self._beside(seen)
        groups = ([*beside.get(digest, ()), self._piece(digest, content)] for digest, content in contents.items())
        refused = self.storage.write(groups)
        self._note({digest: seen[digest] for digest in beside if self.beside(digest) in refused})
        there = [digest for digest in contents if self.wanted(digest) in refused]
        answers = asked(self.storage, lambda digest: self.verify(digest, self.wanted(digest)), there)
        whole = zip(there, answers, strict=True)
        if lost := [digest for digest, is_whole in whole if not is_whole]:
            self.storage.write([self._piece(digest, contents[digest], is_new=False)] for digest in lost)

    def _piece(self, digest: str, content: bytes, *, is_new: bool = True) -> NewContent:
        through = self.seal.write if self.seal else None
        return NewContent(name=self.wanted(digest), content=content, through=through, is_new=is_new)

    def note(self, digest: str, provenance: Provenance) -> None:
        """Add to what is known of an original that is there; what is known already is not written again.

        Once it says what the original was kept as, no rule takes it away, whatever store asks.
        """
        self.note_all({digest: provenance})

    def note_all(self, provenances: Mapping[str, Provenance]) -> None:
        """Add to what is known of many as `note` does of one, by digest; they become durable together."""
        with self.translated("cannot be written"):
            there = zip(provenances, asked(self.storage, self.__contains__, provenances), strict=True)
            self._note({digest: provenances[digest] for digest, is_there in there if is_there})

    def _note(self, provenances: Mapping[str, Provenance]) -> None:
        """Again where another process wrote in between."""
        for _ in range(TRIES):
            if not (pieces := self._beside(provenances)):
                return
            self.check_writable()
            refused = self.storage.write(pieces.values())
            provenances = {digest: provenances[digest] for digest in pieces if self.beside(digest) in refused}
        if provenances:
            raise ArchiveError(self.where, "cannot be written: something else writes there all the time")

    def _beside(self, provenances: Mapping[str, Provenance]) -> dict[str, list[NewContent]]:
        """What is to stand beside originals, by digest; of those of which something new is said."""
        joined = zip(provenances, asked(self.storage, self._joined, provenances.items()), strict=True)
        return {digest: [piece] for digest, piece in joined if piece is not None}

    def provenance(self, digest: str) -> Provenance:
        """When and where an original was seen; empty where an earlier version kept it."""
        with self.translated("cannot be read"):
            try:
                return Provenance.from_json(self.storage.read(self.beside(digest)).content.decode())
            except FileNotFoundError:
                return Provenance()
            except (ValueError, KeyError, TypeError) as exc:
                raise OriginalDamaged(self.where, f"the record beside the original {digest} is damaged") from exc

    def beside(self, digest: str) -> str:
        """The name under which the provenance of this digest stands, or would stand."""
        return f"{self._home(digest)}/{digest}.json"

    def get(self, digest: str) -> bytes:
        """The original of this digest.

        Raises:
            OriginalMissing: there is none.
            OriginalDamaged: its bytes are no longer those that were put.
            KeyUnfit: it is encrypted, and its key is not here.
        """
        try:
            with self._file(digest) as (file, is_sealed):
                original = self.key().open(file) if is_sealed else file.read()
        except FileNotFoundError as exc:
            raise OriginalMissing(self.where, f"holds no original {digest}") from exc
        except SealBroken as exc:
            raise OriginalDamaged(self.where, f"the original {digest} is damaged") from exc
        if hashlib.sha256(original).hexdigest() != digest:
            raise OriginalDamaged(self.where, f"the original {digest} is damaged")
        return original

    def name(self, digest: str) -> str:
        """The name under which the original of this digest stands, or would stand."""
        wanted, other, _ = self._likely(digest)
        return other if self._is_there(other) and not self._is_there(wanted) else wanted

    def address(self, digest: str) -> str:
        """Where that is, for a person."""
        return f"{self.where}/{self.name(digest)}"

    def wanted(self, digest: str) -> str:
        """The name under which it would be put now."""
        return self._likely(digest)[0]

    def copies(self, digest: str) -> tuple[str, str]:
        """The names under which it would stand encrypted, and plain."""
        plain = f"{self._home(digest)}/{digest}{_SUFFIX}"
        return plain + SEALED, plain

    def is_plain(self, digest: str) -> bool:
        """Whether it stands there unencrypted, perhaps beside its encrypted copy."""
        return self._is_there(self.copies(digest)[1])

    def written_at(self, digest: str) -> datetime:
        """When the bytes of this original were written, to the second. Raises OriginalMissing: there is none."""
        with self.translated("cannot be read"):
            entry = self.storage.look(self.name(digest))
        if entry is None:
            raise OriginalMissing(self.where, f"holds no original {digest}")
        return datetime.fromtimestamp(entry.written_at // 10**9, UTC)

    def _is_there(self, name: str) -> bool:
        with self.translated("cannot be read"):
            return self.storage.look(name) is not None

    def _home(self, digest: str) -> str:
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"not a SHA-256 digest: {digest!r}")
        return f"{digest[:2]}/{digest[2:4]}"

    @contextlib.contextmanager
    def _file(self, digest: str, copy: str | None = None) -> Iterator[tuple[BufferedReader, bool]]:
        """The original's bytes, or those of that `copy`, and whether they are encrypted. Raises FileNotFoundError.

        Who found the plain one may lose it to `encrypting.encrypt` at once: the encrypted one is there then.
        """
        with self.translated("cannot be read", but=(FileNotFoundError,)), contextlib.ExitStack() as stack:
            name, file = self._opened((copy,) if copy else self._likely(digest), stack)
            yield file, name.endswith(SEALED)

    def _opened(self, names: Sequence[str], stack: contextlib.ExitStack) -> tuple[str, BufferedReader]:
        """The first that is there."""
        for name in names[:-1]:
            with contextlib.suppress(FileNotFoundError):
                return name, stack.enter_context(self.storage.open(name))
        return names[-1], stack.enter_context(self.storage.open(names[-1]))

    def _likely(self, digest: str) -> tuple[str, str, str]:
        """Its copies in the order in which they are tried."""
        sealed, plain = self.copies(digest)
        return (sealed, plain, sealed) if self.seal else (plain, sealed, plain)

    def key(self) -> Seal:
        """The seal, where something is encrypted. Raises KeyUnfit where there is none."""
        if self.seal is None:
            raise KeyUnfit(NO_KEY, f"{self.where} holds encrypted originals, and none of them is configured")
        return self.seal

    def __contains__(self, digest: str) -> bool:
        return any(map(self._is_there, self._likely(digest)[:2]))

    def verify(self, digest: str, copy: str | None = None) -> bool:
        """Whether the original is there, or the one of its `copies`, and its bytes still have their digest.

        Raises KeyUnfit: it is encrypted, and its key is not here.
        """
        try:
            with self._file(digest, copy) as (file, is_sealed):
                found = self.key().sha256(file) if is_sealed else hashlib.file_digest(file, "sha256").hexdigest()
        except (FileNotFoundError, SealBroken):
            return False
        return found == digest

    def bring(self, source: Archive, digests: Collection[str], progress: Callable[[int], None]) -> Brought:
        """Copy originals of another archive, with what is kept beside them; what is whole here is not written again.

        What was erased here stays away.
        """
        copied, damaged = 0, []
        for digest in digests:
            progress(len(digests))
            if self.tombstones.of((Known.ORIGINAL, digest)) is not None:
                continue
            try:
                if not self.verify(digest):
                    self.put(source.get(digest))
                    copied += 1
                self.note(digest, source.provenance(digest))
            except (OriginalMissing, OriginalDamaged):
                damaged.append(digest)
        return Brought(copied=copied, damaged=tuple(damaged))

    def digests(self) -> Iterator[str]:
        """The digests of all originals, in ascending order."""
        with self.translated("cannot be read"):
            found = {known[1] for name in self.storage.names() if (known := _NAMES.fullmatch(name))}
        yield from sorted(found)

    def _joined(self, known_and_more: tuple[str, Provenance]) -> NewContent | None:
        """What is to stand beside an original; None where nothing new is said."""
        digest, more = known_and_more
        name, version = self.beside(digest), None
        try:
            with self.translated("cannot be read", but=(FileNotFoundError,)):
                kept = self.storage.read(name)
            version, known = kept.version, Provenance.from_json(kept.content.decode())
        except FileNotFoundError:
            return NewContent(name=name, content=more.to_json().encode(), is_new=True) if more != Provenance() else None
        except (ValueError, KeyError, TypeError):  # damaged: written anew
            return NewContent(name=name, content=more.to_json().encode(), version=version)
        joined = known.joined(more)
        return None if joined == known else NewContent(name=name, content=joined.to_json().encode(), version=version)

    def check_writable(self) -> None:
        """Raises ArchiveError where it was opened only to be looked at."""
        if self.read_only:
            raise ArchiveError(self.where, "was opened to be read only")

    def translated(self, clause: str, *, but: tuple[type[OSError], ...] = ()) -> AbstractContextManager[None]:
        """The storage's errors as ours; those of `but` as they are."""
        return faults_of(self.where, clause, but=but)

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.archive import removal
from ingest.archive.originals import Archive
from ingest.archive.provenance import Arrival, Provenance
from ingest.archive.removal import Cause
from ingest.errors import ArchiveError, OriginalKept

ROOT = Path(__file__).parents[4]
AT = datetime(2026, 3, 1, tzinfo=UTC)
SEEN = Arrival(mailbox="a", folder="INBOX", uidvalidity=1, uid=7, received_at=AT)
UNLINKING = frozenset({"unlink", "rmtree", "rmdir", "remove", "removedirs", "truncate"})
ELSEWHERE = {
    "ingest/archive/removal.py": "the door",
    "ingest/archive/folder.py": "for the door and for entered passwords (`test_only_the_door_asks_the_storage`)",
    "ingest/archive/staging.py": "what was half-written or lay plainly in tmp, its own or a killed process's",
    "ingest/oauth/token_store.py": "a lock and tokens of a sign-in",
    "jobs/care/backup.py": "generations of the store in a backup",
    "jobs/demo/__main__.py": "the demo's own folder",
    "jobs/care/encrypted_backups.py": "the plain copy of a part of a backup that is encrypted",
    "jobs/runtime/document_passwords.py": "the plain file of entered passwords where it is encrypted",
    "jobs/intake/process/in_progress.py": "its own note of which messages are being read",
    "jobs/sandbox/pool.py": "a worker's own folder",
    "jobs/sandbox/zygote.py": "a worker's own folder",
}
"""Modules that take files away, and which; a new one is to be looked at before it is added."""


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "archive", keys=["k" * 40])


@pytest.fixture
def digest(archive):
    return archive.put(b"Subject: x\r\n\r\n")


def files(archive):
    return sorted(path.name for path in archive.folder.rglob("*") if path.is_file() and path.name != "archive.json")


def test_unrelated_mail_leaves_nothing_but_a_line_in_the_journal(archive, digest):
    assert removal.remove(archive, digest, Cause.UNRELATED, at=AT)
    assert files(archive) == ["removals.jsonl"]
    assert list(removal.journal(archive)) == [
        {"at": "2026-03-01T00:00:00+00:00", "digest": digest, "cause": "unrelated"}
    ]
    assert not removal.remove(archive, digest, Cause.UNRELATED)
    assert len(list(removal.journal(archive))) == 1


@pytest.mark.parametrize("cause", [Cause.UNRELATED, Cause.UNNAMED])
@pytest.mark.parametrize("kept_as", ["application", "late", "near_miss", "internal"])
def test_what_was_kept_once_is_taken_by_no_rule(archive, digest, cause, kept_as):
    archive.note(digest, Provenance(kept_as=kept_as))
    with pytest.raises(OriginalKept, match="only erasure takes it away"):
        removal.remove(archive, digest, cause)
    assert digest in archive
    assert list(removal.journal(archive)) == []


def test_when_what_stands_beside_it_is_damaged_a_rule_takes_nothing(archive, digest):
    (archive.folder / archive.beside(digest)).write_text("{")
    with pytest.raises(ArchiveError, match="is damaged"):
        removal.remove(archive, digest, Cause.UNRELATED)
    assert digest in archive


@pytest.mark.parametrize("cause", [Cause.ERASURE, Cause.RETENTION])
def test_erasure_and_retention_take_all_of_it_out_of_the_trash_too(archive, digest, cause):
    removal.remove(archive, digest, Cause.UNNAMED)
    again = archive.put(b"Subject: x\r\n\r\n")
    archive.note(again, Provenance(seen=(SEEN,), kept_as="application"))
    assert removal.remove(archive, again, cause)
    assert files(archive) == ["removals.jsonl"]


def test_the_trash_gives_back_for_a_time(archive, digest):
    archive.note(digest, Provenance(seen=(SEEN,)))
    removal.remove(archive, digest, Cause.UNNAMED)
    assert digest not in archive
    assert list(map(removal.digest_in_trash, removal.trash(archive))) == [digest]
    removal.put_back(archive, digest)
    assert (archive.get(digest), archive.provenance(digest).seen) == (b"Subject: x\r\n\r\n", (SEEN,))
    removal.remove(archive, digest, Cause.UNNAMED)
    now = datetime.now(UTC)
    assert removal.empty_trash(archive, now=now + removal.PERIOD - timedelta(minutes=1)) == 0
    assert removal.empty_trash(archive, now=now + removal.PERIOD + timedelta(minutes=1)) == 1
    assert files(archive) == ["removals.jsonl"]


def test_an_archive_that_is_only_looked_at_changes_nothing(archive, digest):
    looked = Archive(archive.folder, read_only=True)
    assert looked.get(digest)
    for change in (lambda: looked.put(b"y"), lambda: removal.remove(looked, digest, Cause.ERASURE)):
        with pytest.raises(ArchiveError, match="read only"):
            change()
    assert digest in archive
    with pytest.raises(ArchiveError, match="No such file"):
        Archive(archive.folder / "nowhere", read_only=True)
    assert not (archive.folder / "nowhere").exists()


def test_nothing_else_takes_files_away():
    found = set()
    for room in ("ingest", "parsers", "store", "desk", "jobs"):
        for file in (ROOT / room).rglob("*.py"):
            text = file.read_text("utf-8")
            if not any(name in text for name in UNLINKING):
                continue
            calls = [node.func for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
            names = {func.attr for func in calls if isinstance(func, ast.Attribute)}
            owners = {
                ast.unparse(func.value) for func in calls if isinstance(func, ast.Attribute) and func.attr == "remove"
            }
            if names & (UNLINKING - {"remove"}) or owners & {"os", "shutil"}:
                found.add(str(file.relative_to(ROOT)))
    assert found <= ELSEWHERE.keys(), "see the door: ingest/archive/removal.py"


def test_only_the_door_asks_the_storage():
    asking = set()
    for room in ("ingest", "parsers", "store", "desk", "jobs"):
        for file in (ROOT / room).rglob("*.py"):
            if re.search(r"storage\.(remove|move)\(", file.read_text("utf-8")):
                asking.add(str(file.relative_to(ROOT)))
    assert asking == {"ingest/archive/removal.py", "jobs/runtime/document_passwords.py"}


def test_provenance_comes_back_as_it_was_noted(archive, digest):
    later = Arrival(mailbox="b", folder="INBOX", uidvalidity=2, uid=1, received_at=AT + timedelta(days=1), key="k")
    archive.note(digest, Provenance(seen=(SEEN,)))
    archive.note(digest, Provenance(seen=(later,), kept_as="near_miss", message=3))
    archive.note(digest, Provenance(kept_as="application"))
    archive.note(digest, Provenance(kept_as="internal"))
    known = archive.provenance(digest)
    assert known == Provenance(seen=(SEEN, later), kept_as="application", message=3)
    assert known.received_at == AT
    assert (archive.folder / archive.beside(digest)).stat().st_mode & 0o777 == 0o600

"""Seconds of an audit, of a dry run over everything and of a backup, with many applications and possible duplicates.

    python -m bench.care [APPLICATIONS] [PAIRS]

Every application is one mail that is read once and varied; PAIRS of them (19,000) may be one person's. Processor time
is printed beside the wall's.
"""

from __future__ import annotations

import hashlib
import itertools
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from ingest.archive.provenance import Arrival, Provenance
from jobs.care import auditing, backup
from jobs.config import configuration
from jobs.intake.poll import polling
from jobs.intake.reingest import reingesting
from jobs.intake.reingest.reingesting import Selection
from jobs.reading.parsers_logic import claims_of
from jobs.reading.reading import understand
from jobs.reading.reading_fingerprint import readers_of
from jobs.runtime.workplace import open_workplace
from parsers.values.dispositions import Disposition, Verdict
from parsers.values.headers import Address
from parsers.values.sightings import Sighting
from store.database.models import PossibleDuplicateRow
from tests import killing
from tests.maildirs import Maildirs

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobs.runtime.workplace import Workplace
    from parsers.values.evidence import Findings
    from parsers.values.readings import ReadDocument, Reading

APPLIES = Verdict(disposition=Disposition.APPLICATION, reason="the subject carries the notice's phrase")
FILLED_AT_ONCE = 100
PERSON = frozenset({"name", "given_name", "family_name", "email", "phone"})


def fill(place: Workplace, number: int, pairs: int) -> None:
    """Store and archive with so many applications."""
    polling.prepare(place)
    original = killing.mail(0, killing.FIRST)
    reading = understand(original, rules=place.rules, pool=place.pool)
    readers, ids = readers_of(place.rules, place.authserv_ids), []
    for start in range(0, number, FILLED_AT_ONCE):
        with place.store.begin() as transaction:
            for each in range(start, min(number, start + FILLED_AT_ONCE)):
                bytes_ = original + f"\r\n{each}\r\n".encode()
                digest = place.archive.put(bytes_)
                varied = _varied(reading, each)
                arrived = killing.FIRST + timedelta(minutes=each)
                seen = Arrival(mailbox="a", folder="", uidvalidity=1, uid=each + 1, received_at=arrived)
                sighting = Sighting(
                    mailbox="a",
                    folder="",
                    uidvalidity=1,
                    uid=each + 1,
                    received_at=arrived,
                    size=len(bytes_),
                    headers=varied.message.headers,
                )
                noted = transaction.ledger.record(
                    sighting,
                    APPLIES,
                    notice=place.in_force[0].slug,
                    digest=digest,
                    content_key=hashlib.sha256(bytes_).hexdigest(),
                )
                claims = claims_of(noted.message_id, varied)
                transaction.papers.replace(noted.message_id, varied, APPLIES, claims, readers=readers)
                place.archive.note(digest, Provenance(seen=(seen,), kept_as="application", message=noted.message_id))
                ids.append(noted.message_id)
    with place.store.begin() as transaction:
        transaction.applications.refresh(*ids)
    ends = itertools.islice(itertools.combinations(ids, 2), pairs)
    rows = [{"first_message_id": one, "second_message_id": other, "reason": "the same name"} for one, other in ends]
    with place.store.engine.begin() as connection:
        connection.execute(delete(PossibleDuplicateRow))
        connection.execute(insert(PossibleDuplicateRow), rows)


def _varied(reading: Reading, each: int) -> Reading:
    who = Address(name=killing.name_of(each), email=f"candidate{each}@mail.example")
    headers = replace(reading.message.headers, sender=who, message_id=f"<{each}@mail.example>")
    papers = tuple(_paper(read, each) for read in reading.documents)
    message = replace(reading.message, headers=headers, applicant=who)
    return replace(reading, message=message, documents=papers, body_findings=_nobodys(reading.body_findings))


def _paper(read: ReadDocument, each: int) -> ReadDocument:
    digest = hashlib.sha256(f"{read.document.sha256}{each}".encode()).hexdigest()
    return replace(read, document=replace(read.document, sha256=digest), findings=_nobodys(read.findings))


def _nobodys(findings: Findings) -> Findings:
    """Without what says whose they are."""
    return replace(findings, facts=tuple(fact for fact in findings.facts if fact.key not in PERSON))


def timed(what: str, work: Callable[[], object]) -> None:
    """Prints how long it takes."""
    wall, cpu = time.monotonic(), time.process_time()
    told = work()
    print(f"{what:32} {time.monotonic() - wall:7.1f} s, {time.process_time() - cpu:7.1f} s of processor; {told}")


def main(number: int = 2000, pairs: int = 19_000) -> None:
    """Makes and measures."""
    with tempfile.TemporaryDirectory() as folder:
        settings = configuration.load(Maildirs.make(Path(folder)).configure())
        with open_workplace(settings) as place:
            timed(f"{number} applications made", lambda: fill(place, number, pairs))
            with place.store.read() as views:
                print(f"{views.overview().duplicates} possible duplicates")
            timed("audit", lambda: auditing.audit(place, []).checked[-1].sentence)
            everything = Selection(everything=True)
            timed(
                "reingest --all --dry-run",
                lambda: _told(reingesting.run(place, everything, dry_run=True, progress=int)),
            )
            target = Path(folder) / "backup"
            source = backup.check(settings, target)
            timed("backup", lambda: backup.make(settings, place.store, source, target).originals)
            timed("backup again", lambda: backup.make(settings, place.store, source, target).copied)
            timed("backup --verify", lambda: list(backup.verify(Path(folder) / "backup")))


def _told(done: reingesting.Reingested) -> str:
    return f"{done.messages} messages, {done.changed} would change"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

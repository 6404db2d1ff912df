"""How quick the page is with many applications: list, filter, search, open.

    python -m bench.desk [APPLICATIONS] [ROUNDS] [FOLDER]

FOLDER keeps the store that is made, or has one from before: making ten thousand takes a quarter of an hour.

The applications are the sample mailbox's, read once and varied: other people, other days, the words of their papers
shuffled among them. The times are whole requests through the application, without the network.
"""

from __future__ import annotations

import hashlib
import random
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.testclient import TestClient

from desk.web.app import create_app
from desk.web.services import Desk
from jobs.reading.parsers_logic import ParsersLogic, claims_of
from jobs.reading.reading import ReadingRules, understand
from jobs.sandbox.pool import Pool
from jobs.serve.webserver import settle
from parsers.criteria import EO_CRITERIA
from parsers.documents.external.tools import find_tools
from parsers.values.dispositions import Disposition, Verdict
from parsers.values.headers import Address
from parsers.values.sightings import Sighting
from store import Store
from store.values import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parsers.values.readings import Reading

SAMPLE = Path(__file__).parents[1] / "tests" / "data" / "sample-mailbox" / "messages"
CLOSES = datetime(2026, 3, 15, 23, tzinfo=UTC)
NOTICE = Notice(slug="eo", title="EO", closes_at=CLOSES, timezone="Europe/Brussels", criteria=EO_CRITERIA)
APPLIES = Verdict(disposition=Disposition.APPLICATION, reason="the subject carries the notice's phrase")
AT_ONCE = 100
LIMIT = 0.200
"""Seconds that a list may take."""

REQUESTS = {
    "list, first page": "/",
    "list, last page, by name": "/?order=name&page=200",
    "filter: late": "/?time=no",
    "filter: two criteria": "/?c.tenure=found&c.workload=contrary",
    "filter: name": "/?name=lequ",
    "filter: decision, sorted by a criterion": "/?decision=none&order=-experience_years",
    "search: one word": "/?q=definitif",
    "search: rare word": "/?q=lequeux",
    "search: phrase and filter": "/?q=%22titre+definitif%22&time=yes",
    "open an application": "/applications/{}",
    "open a document": "/documents/{}0001",
    "overview": "/overview",
}


def readings() -> list[Reading]:
    """The sample's applications, read by the real parsers."""
    found = []
    with Pool() as pool:
        rules = ReadingRules(criteria=EO_CRITERIA, tools=find_tools())
        for file in sorted(SAMPLE.glob("*.eml")):
            reading = understand(file.read_bytes(), rules=rules, pool=pool)
            if reading.documents:
                found.append(reading)
    return found


def varied(reading: Reading, number: int, chance: random.Random) -> Reading:
    """The same application by somebody else, with other bytes."""
    name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}{number}"
    person = Address(name=name, email=f"p{number}@mail.example")
    headers = replace(reading.message.headers, sender=person, message_id=f"<{number}@mail.example>", fields=())
    documents = tuple(
        replace(read, document=replace(read.document, sha256=_digest(f"{number} {read.document.sha256}")))
        for read in reading.documents
    )
    return replace(reading, message=replace(reading.message, headers=headers, applicant=person), documents=documents)


GIVEN = ("Anne", "Luc", "Nathalie", "Yves", "Fatima", "Jan", "Ève", "Georges", "Lieselot", "Ralf")
FAMILY = ("Lequeux", "Dombret", "Crélot", "Weyrich", "Van den Broeck", "Müller", "Goffinet", "Henquinet", "Ben")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def fill(store: Store, number: int) -> None:
    """Puts that many applications into the store, by its own API."""
    chance, known = random.Random(2026), readings()
    with store.begin() as transaction:
        transaction.notices.put(NOTICE)
    for start in range(0, number, AT_ONCE):
        with store.begin() as transaction:
            for each in range(start, min(start + AT_ONCE, number)):
                _take_in(transaction, varied(known[each % len(known)], each + 1, chance), each + 1)
        print(f"\r{min(start + AT_ONCE, number)} applications", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def _take_in(transaction, reading: Reading, number: int) -> None:  # noqa: ANN001 - the store's transaction
    arrived = CLOSES - timedelta(days=40) + timedelta(minutes=6 * number)
    sighting = Sighting(
        mailbox="a",
        folder="INBOX",
        uidvalidity=1,
        uid=number,
        received_at=arrived,
        size=100_000,
        headers=reading.message.headers,
    )
    digest = _digest(f"mail {number}")
    noted = transaction.ledger.record(sighting, APPLIES, notice="eo", digest=digest, content_key=digest)
    claims = replace(claims_of(noted.message_id, reading), tokens=frozenset({f"email {number}"}))
    transaction.papers.replace(noted.message_id, reading, APPLIES, claims)
    transaction.applications.refresh(noted.message_id)


def measured(ask: Callable[[str], None], path: str, rounds: int) -> list[float]:
    """Seconds of each request, the first one (a cold cache) left out."""
    found = []
    for each in range(rounds + 1):
        begun = time.perf_counter()
        ask(path.format(each * 7 + 1))
        found.append(time.perf_counter() - begun)
    return found[1:]


def browser(store: Store) -> Iterator[Callable[[str], None]]:
    """Asks for pages as a recruiter who is logged in."""
    with store.begin() as transaction:
        if not transaction.accounts.users():
            transaction.accounts.add_user("anne", "recruiter", None)
            transaction.accounts.open_session("anne", "token", "csrf", datetime(2999, 1, 1, tzinfo=UTC))
    client = TestClient(create_app(Desk(store=store, originals=None, rereading=None)), base_url="http://127.0.0.1")
    client.cookies.set("desk", "token")

    def ask(path: str) -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")

    yield ask


def made(folder: Path, number: int) -> Store:
    """The store, filled unless it was there."""
    file = folder / "bench.db"
    there = file.exists()
    store = Store.open(f"sqlite:///{file}", logic=ParsersLogic(), upgrade=True)
    if not there:
        begun = time.perf_counter()
        fill(store, number)
        print(f"{number} applications, made in {time.perf_counter() - begun:.0f} s")
    return store


def measure(store: Store, rounds: int) -> bool:
    """Prints the figures. True where the lists are as quick as they must be."""
    quick = True
    print(f"{rounds} rounds each\n\n{'':42}{'median':>10}{'p95':>10}")
    for ask in browser(store):
        ask("/")
        settle()  # as the server does
        for what, path in REQUESTS.items():
            times = measured(ask, path, rounds)
            p95 = statistics.quantiles(times, n=20)[-1]
            quick &= statistics.median(times) < LIMIT
            print(f"{what:42}{statistics.median(times) * 1000:7.0f} ms{p95 * 1000:7.0f} ms")
    return quick


def main(number: int = 10_000, rounds: int = 20, kept: Path | None = None) -> int:
    """Makes and measures. 1 where a list takes longer than it may."""
    with tempfile.TemporaryDirectory() as fleeting:
        folder = kept or Path(fleeting)
        folder.mkdir(parents=True, exist_ok=True)
        store = made(folder, number)
        quick = measure(store, rounds)
        store.close()
    return int(not quick)


if __name__ == "__main__":
    words = sys.argv[1:]
    raise SystemExit(main(*(int(word) for word in words[:2]), *(Path(word) for word in words[2:])))

"""What the page costs with many applications: processor time, questions to the store, bytes; beside another checkout.

    python -m bench.desk [--applications 10000] [--taken-in N] [--notices 1] [--rounds 20] [--folder FOLDER]
        [--beside CHECKOUT]

The applications are the sample mailbox's, read once and varied: other people, other days. FOLDER keeps the stores that
are made, or has those from before: ten thousand take a quarter of an hour; where N are taken in and copied in the
database until they are as many, two minutes. Each checkout fills its own store and answers from it, by its own code.

The times are processor time of whole requests through the application, without the network: what else the machine does
weighs little on them. With another checkout both are measured twice, in turn.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, event
from starlette.testclient import TestClient

from bench.copies import multiply
from desk.web.app import create_app
from desk.web.services import Desk
from jobs.reading.parsers_logic import ParsersLogic, claims_of
from jobs.reading.reading import ReadingRules, understand
from jobs.runtime.memory import settle
from jobs.sandbox.pool import Pool
from parsers.criteria import EO_CRITERIA
from parsers.documents.external.tools import find_tools
from parsers.values.dispositions import Disposition, Verdict
from parsers.values.headers import Address
from parsers.values.sightings import Sighting
from store import Store
from store.values import Notice

if TYPE_CHECKING:
    from parsers.values.readings import Reading

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "data" / "sample-mailbox" / "messages"
CLOSES = datetime(2026, 3, 15, 23, tzinfo=UTC)
NOTICE = Notice(slug="eo", title="EO", closes_at=CLOSES, timezone="Europe/Brussels", criteria=EO_CRITERIA)
APPLIES = Verdict(disposition=Disposition.APPLICATION, reason="the subject carries the notice's phrase")
AT_ONCE = 100
ROWS = 50
"""On a page of the list."""
TURNS = 2

WORDS = ("definitif", "lequeux", '"titre definitif"', "enseign*", "arlon", "orientation -temporaire", "luc dombret")
PAGES = {
    "list": ("/",),
    "list, last page": ("/?page={last}",),
    "list, last page, by name": ("/?order=name&page={last}",),
    "list of 200": ("/?size=200",),
    "filter: late": ("/?time=no",),
    "filter: two criteria": ("/?c.tenure=found&c.workload=contrary",),
    "filter: name": ("/?name=lequ",),
    "filter and order by value": ("/?decision=none&order=-experience_years",),
    "search in the list": tuple(f"/?q={word}" for word in WORDS),
    "search, with a filter": ("/?q=%22titre+definitif%22&time=yes",),
    "search everywhere": tuple(f"/search?q={word}" for word in WORDS),
    "application": ("/applications/{}",),
    "document": ("/documents/{}0001",),
    "to sort": ("/sort",),
    "all mails": ("/mails",),
    "overview": ("/overview",),
    "journal": ("/journal",),
    "comparison of four": ("/compare?id=1&id=2&id=3&id=4",),
}
"""Addresses by what they show; `{}` is an application, another one each time, `{last}` the list's last page."""
WANTED = {"list": 30, "application": 30, "to sort": 100, "overview": 60}
WANTED |= {name: 60 for name in PAGES if name.startswith("filter")}
WANTED |= {name: 50 for name in PAGES if name.startswith("search")}
"""Milliseconds: the median, of a search 95 of 100."""
EXPORT = "XLSX of all"


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many applications a store has."""

    all: int
    taken_in: int
    """By the store's own API; the others are copies of these."""
    notices: int = 1
    """Those that were taken in are for one of these after the other."""

    @property
    def words(self) -> list[str]:
        """As arguments of a command."""
        more = [] if self.notices == 1 else ["--notices", str(self.notices)]  # a checkout of before knows none
        return ["--applications", str(self.all), "--taken-in", str(self.taken_in), *more]


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


def fill(store: Store, size: Size) -> None:
    """Puts that many applications into the store, or, where the rest are copies, up to a whole copy more."""
    _take_all_in(store, size.taken_in, size.notices)
    if size.all > size.taken_in:
        multiply(store, -(-size.all // size.taken_in) - 1)


def _take_all_in(store: Store, number: int, notices: int) -> None:
    chance, known = random.Random(2026), readings()
    slugs = [NOTICE.slug, *(f"more-{each}" for each in range(1, notices))]
    with store.begin() as transaction:
        for slug in slugs:
            transaction.notices.put(replace(NOTICE, slug=slug, title=f"Poste {slug}"))
    for start in range(0, number, AT_ONCE):
        with store.begin() as transaction:
            for each in range(start, min(start + AT_ONCE, number)):
                reading = varied(known[each % len(known)], each + 1, chance)
                _take_in(transaction, reading, each + 1, slugs[each % len(slugs)])
        print(f"\r{min(start + AT_ONCE, number)} applications", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def _take_in(transaction, reading: Reading, number: int, notice: str) -> None:  # noqa: ANN001 - the store's transaction
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
    noted = transaction.ledger.record(sighting, APPLIES, notice=notice, digest=digest, content_key=digest)
    claims = replace(claims_of(noted.message_id, reading), tokens=frozenset({f"email {number}"}))
    transaction.papers.replace(noted.message_id, reading, APPLIES, claims)
    transaction.applications.refresh(noted.message_id)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What one page took, each time that it was asked for."""

    milliseconds: list[float]
    """Processor time of the whole process."""
    statements: int
    """The most of any one request."""
    plain: int
    sent: int
    """Bytes as shown, and as they went out to a browser that takes gzip: the most of any one request."""

    @property
    def median(self) -> float:
        """Of the processor time."""
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        """What 95 of 100 stay below."""
        return statistics.quantiles(self.milliseconds, n=20)[-1] if len(self.milliseconds) > 1 else self.median

    def joined(self, other: Figures) -> Figures:
        """Both turns as one."""
        return Figures(
            milliseconds=self.milliseconds + other.milliseconds,
            statements=max(self.statements, other.statements),
            plain=max(self.plain, other.plain),
            sent=max(self.sent, other.sent),
        )


def browser(store: Store) -> TestClient:
    """Asks for pages as a recruiter who is logged in."""
    with store.begin() as transaction:
        if not transaction.accounts.users():
            transaction.accounts.add_user("anne", "recruiter", None)
            transaction.accounts.open_session("anne", "token", "csrf", datetime(2999, 1, 1, tzinfo=UTC))
    client = TestClient(create_app(Desk(store=store, originals=None, rereading=None)), base_url="http://127.0.0.1")
    client.cookies.set("desk", "token")
    client.headers |= {"accept-encoding": "gzip", "sec-fetch-site": "same-origin"}
    return client


def measured(client: TestClient, paths: tuple[str, ...], rounds: int, warm: int = 1, last: int = 1) -> Figures | None:
    """Asks that often, after those that fill the caches. None where this checkout has no such page."""
    taken: list[tuple[float, int, int, int]] = []
    asked: list[str] = []
    event.listen(Engine, "before_cursor_execute", note := lambda *given: asked.append(given[2]))
    for each in range(rounds + warm):
        path = paths[each % len(paths)].format(each * 7 + 1, last=last)
        asked.clear()
        begun = time.process_time()
        answer = client.get(path)
        spent = time.process_time() - begun
        if answer.status_code == HTTPStatus.NOT_FOUND and not taken:
            event.remove(Engine, "before_cursor_execute", note)
            return None
        if answer.status_code != HTTPStatus.OK:
            raise SystemExit(f"{path}: {answer.status_code}")
        taken.append((spent * 1000, len(asked), len(answer.content), answer.num_bytes_downloaded))
    event.remove(Engine, "before_cursor_execute", note)
    times, statements, plain, sent = zip(*taken[warm:], strict=True)
    return Figures(milliseconds=list(times), statements=max(statements), plain=max(plain), sent=max(sent))


def made(folder: Path, size: Size) -> Store:
    """The store, filled unless it was there."""
    file = folder / "bench.db"
    there = file.exists()
    store = Store.open(f"sqlite:///{file}", logic=ParsersLogic(), upgrade=True)
    if not there:
        fill(store, size)
    return store


def measure(folder: Path, size: Size, rounds: int, *, export: bool) -> dict[str, Figures]:
    """All pages, in this process and with the code that it was started with."""
    folder.mkdir(parents=True, exist_ok=True)
    store = made(folder, size)
    client = browser(store)
    client.get("/")
    settle()  # as the server does
    last = -(-size.all // ROWS)
    found = {name: measured(client, paths, rounds, last=last) for name, paths in PAGES.items()}
    if export:
        found[EXPORT] = measured(client, ("/export.xlsx",), 1, warm=0)
    store.close()
    return {name: figures for name, figures in found.items() if figures is not None}


def measure_in(checkout: Path, folder: Path, size: Size, rounds: int, *, export: bool) -> dict[str, Figures]:
    """The same by the code of a checkout, in a process of its own."""
    # -P: beside this file stands no package of the checkout's, but modules of their names
    words = ["--alone", *size.words, "--rounds", rounds, "--folder", folder, *(["--export"] * export)]
    done = subprocess.run(
        [sys.executable, "-P", __file__, *map(str, words)],
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": str(checkout)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return {name: Figures(**figures) for name, figures in json.loads(done.stdout).items()}


def told(before: dict[str, Figures] | None, now: dict[str, Figures]) -> bool:
    """Prints a table, a row a page. True where all is as quick as wanted."""
    sides = ([] if before is None else [("before", before)]) + [("now", now)]
    head = ("processor ms", "95 of 100", "questions", "KB", "KB sent")
    print("| | wanted |" + "".join(f" {title} {side} |" for title in head for side, _ in sides))
    print("|---|---|" + "---|" * len(head) * len(sides))
    quick = True
    for name, mine in now.items():
        wanted = WANTED.get(name)
        quick &= wanted is None or (mine.p95 if name.startswith("search") else mine.median) <= wanted
        row = [name, str(wanted or "")]
        each = [figures.get(name) for _, figures in sides]
        for figure in ("median", "p95", "statements", "plain", "sent"):
            row += [_shown(figures, figure) for figures in each]
        print("| " + " | ".join(row) + " |")
    return quick


def _shown(figures: Figures | None, figure: str) -> str:
    if figures is None:
        return ""
    number = getattr(figures, figure) / (1000 if figure in {"plain", "sent"} else 1)
    return f"{number:.0f}"


def compared(beside: Path | None, folder: Path, size: Size, rounds: int, *, export: bool) -> bool:
    """Both in turn, the export in the first turn alone."""
    checkouts = ([] if beside is None else [("before", beside)]) + [("now", ROOT)]
    found: dict[str, dict[str, Figures]] = {}
    for turn in range(TURNS if beside else 1):
        for side, checkout in checkouts:
            figures = measure_in(checkout, folder / side, size, rounds, export=export and turn == 0)
            known = found.setdefault(side, figures)
            if known is not figures:
                found[side] |= {name: known[name].joined(each) for name, each in figures.items()}
    print(f"{size.all} applications, {rounds} requests a page and turn, load {os.getloadavg()[0]:.0f}\n")
    return told(found.get("before"), found["now"])


def main() -> int:
    """Makes and measures. 1 where something takes longer than it may."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--applications", type=int, default=10_000)
    options.add_argument("--taken-in", type=int, help="of them; without it all. The others are copies of these")
    options.add_argument("--notices", type=int, default=1)
    options.add_argument("--no-export", action="store_true", help="the workbook is left out")
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--folder", type=Path)
    options.add_argument("--beside", type=Path, metavar="CHECKOUT")
    options.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("--export", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    size = Size(all=given.applications, taken_in=given.taken_in or given.applications, notices=given.notices)
    with tempfile.TemporaryDirectory() as fleeting:
        folder = (given.folder or Path(fleeting)).resolve()
        if given.alone:
            found = measure(folder, size, given.rounds, export=given.export)
            print(json.dumps({name: asdict(figures) for name, figures in found.items()}))
            return 0
        return int(not compared(given.beside, folder, size, given.rounds, export=not given.no_export))


if __name__ == "__main__":
    raise SystemExit(main())

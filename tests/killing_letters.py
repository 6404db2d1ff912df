"""Kill a sender of letters with SIGKILL between any two of its steps, and count what arrived.

    python -m tests.killing_letters FOLDER LETTERS KILLS [SEED [smtp|graph]]

A real mail server in a process of its own notes every mail that it took; or Microsoft Graph's stand-in, which also
throttles, fails, breaks connections, and for a while takes no token. After each death the doubtful letters are settled
as a person would: looked for at the server, then confirmed, or sent again. Once all letters of a store are sent another
store with as many is begun, until there were that many kills. A line of JSON for each store, one at the end.
"""

from __future__ import annotations

import json
import logging
import os
import random
import re
import socket
import subprocess
import sys
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.letters import mail
from ingest import failpoint
from ingest.oauth.access import OAuthClient
from ingest.oauth.microsoft import MicrosoftTokens, graph_at
from ingest.oauth.token_store import TokenFile
from jobs.errors import UndeliverableError
from jobs.outgoing.letters.graph import GraphSubmission
from jobs.outgoing.letters.sending import Sender
from jobs.outgoing.letters.submission import Submission
from jobs.runtime import logs
from store import Store
from store.letters.states import LetterState
from store.letters.values import LetterDraft, LetterFilter
from store.values import Notice
from tests.killing import ROOT, forked, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from jobs.outgoing.letters.outcome import Way

SECOND = 0.1
"""How often the death comes at the second letter of a round: hardly, for every letter is to die somewhere."""
REVOKING = 10
"""Every so many rounds the sign-in is revoked for one."""
NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
SERVER = """
import os, sys
from aiosmtpd.controller import Controller

class Taking:
    async def handle_DATA(self, server, session, envelope):
        with open(sys.argv[2], "ab") as file:
            file.write(len(envelope.content).to_bytes(4, "big") + envelope.content)
            file.flush()
        return "250 OK taken"

controller = Controller(Taking(), hostname="127.0.0.1", port=int(sys.argv[1]))
controller.start()
print("ready", flush=True)
sys.stdin.read()
controller.stop()
"""


def points(way: str = "smtp") -> list[str]:
    """Every named point that a sender passes on that way, as the code has them."""
    found = set()
    for name in ("sending.py", CODE[way]):
        found |= set(
            re.findall(r'\breach\("([^"]+)"\)', (ROOT / "jobs" / "outgoing" / "letters" / name).read_text("utf-8"))
        )
    return sorted(found)


@contextmanager
def mail_server(arrived: Path) -> Iterator[int]:
    """A server that notes what it takes; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    words = [sys.executable, "-c", SERVER, str(port), str(arrived)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        try:
            yield port
        finally:
            assert process.stdin
            process.stdin.close()


@contextmanager
def submission(folder: Path) -> Iterator[Submission]:
    """The way to a mail server that notes in the folder's `arrived` what it takes."""
    with mail_server(folder / "arrived") as port:
        yield Submission(url=f"smtp://127.0.0.1:{port}")


@contextmanager
def graph_server(folder: Path, *words: str) -> Iterator[dict[str, str]]:
    """Microsoft Graph's stand-in, which notes in the folder's `arrived` what it takes; where it and its CA are."""
    command = [sys.executable, "-m", "tests.servers.graph", str(folder), *words]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.stdin.close()


@contextmanager
def microsoft(folder: Path) -> Iterator[GraphSubmission]:
    """The way to it."""
    with graph_server(folder) as told:
        ca_file = Path(told["graph_ca"])
        client = OAuthClient(
            provider="microsoft",
            client_id="app",
            flow="client_credentials",
            client_secret=lambda: "right",
            authority=told["authority"],
            ca_file=ca_file,
        )
        resource = graph_at(told["graph"].removesuffix("/v1.0"))
        tokens = MicrosoftTokens("a", client, TokenFile(folder / "tokens"), resource=resource)
        yield GraphSubmission(url=told["graph"], user="emplois@cdm.example", tokens=tokens, ca_file=ca_file)


CODE = {"smtp": "submission.py", "graph": "graph.py"}
WAYS: dict[str, Callable[[Path], AbstractContextManager[Way]]] = {"smtp": submission, "graph": microsoft}


def taken(arrived: Path) -> Counter[str]:
    """How often the server took each mail, by its Message-ID."""
    found: Counter[str] = Counter()
    data = arrived.read_bytes() if arrived.exists() else b""
    while data:
        size = int.from_bytes(data[:4], "big")
        content, data = data[4 : 4 + size], data[4 + size :]
        found[str(message_from_bytes(content, policy=policy.default)["Message-ID"])] += 1
    return found


def filled(url: str, letters: int, notice: str = "eo") -> None:
    """A store with that many approved letters."""
    store = Store.open(url, upgrade=True)
    with closing(store), store.begin() as transaction:
        transaction.notices.put(
            Notice(slug=notice, title="EO", closes_at=NOW, timezone="Europe/Brussels", subject="Recrutement EO")
        )
        for number in range(1, letters + 1):
            draft = LetterDraft(
                notice=notice,
                message_id=number,
                kind="refusal",
                language="fr",
                sender="CDM <office@cdm.example>",
                to_name=name_of(number),
                to_email=f"candidate{number}@mail.example",
                subject="Votre candidature",
                text=f"Bonjour {name_of(number)},\n\nvoici la réponse.\n",
                once="selection",
            )
            made = transaction.letters.draft(draft, "mireille")
            transaction.letters.approve(made.id, "mireille", revision=made.revision)


def send(url: str, way: Way, days: int = 0) -> None:
    """One round of a sender in this process, by a clock that goes so many days before."""

    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(days=days)

    with closing(Store.open(url)) as store:
        Sender(store, way, lambda letter: mail.seal(letter, now=NOW), per_minute=10**6, clock=clock).round()


def send_in_vain(url: str, way: Way) -> None:
    """One that is not let in, and is to leave all letters as they are."""
    before = standing(url)
    try:
        send(url, way, days=10**4)
    except UndeliverableError:
        after = standing(url)
        assert after == before | dict.fromkeys(abandoned(before), LetterState.DOUBTFUL), (before, after)
    else:
        assert LetterState.APPROVED not in before.values(), before


def standing(url: str) -> dict[int, str]:
    """Every letter's state."""
    with closing(Store.open(url)) as store, store.peek() as transaction:
        return {letter.id: letter.state for letter in transaction.letters.all()}


def abandoned(letters: dict[int, str]) -> list[int]:
    """Those that a death left while they were sent."""
    return [number for number, state in letters.items() if state == LetterState.SENDING]


def settled(url: str, arrived: Path) -> frozenset[int]:
    """What a person does with the letters that are shown as doubtful. Which they were."""
    there = taken(arrived)
    with closing(Store.open(url)) as store, store.begin() as transaction:
        doubtful = transaction.letters.all(LetterFilter(states=frozenset({LetterState.DOUBTFUL})))
        for letter in doubtful:
            if there[letter.message_ref or ""]:
                transaction.letters.confirm(letter.id, "mireille")
            else:
                transaction.letters.repeat(letter.id, "mireille")
    return frozenset(letter.id for letter in doubtful)


def those(url: str, state: LetterState) -> frozenset[int]:
    """The letters in that state."""
    with closing(Store.open(url)) as store, store.peek() as transaction:
        letters = transaction.letters.all(LetterFilter(states=frozenset({state})))
    return frozenset(letter.id for letter in letters)


def faults(url: str, arrived: Path) -> tuple[list[str], Counter[str]]:
    """Letters that went out twice, and letters that the store has for something else than what the server says."""
    there, found = taken(arrived), []
    with closing(Store.open(url)) as store, store.peek() as transaction:
        letters = transaction.letters.all()
    found += [f"{reference} arrived {times} times" for reference, times in there.items() if times > 1]
    for letter in letters:
        if letter.state == LetterState.SENT and not there[letter.message_ref or ""]:
            found.append(f"letter {letter.id} is sent and did not arrive")
        if letter.state == LetterState.APPROVED and there[letter.message_ref or ""]:
            found.append(f"letter {letter.id} arrived and would be sent again")
    return found, Counter(letter.state for letter in letters)


@dataclass(kw_only=True)
class Tally:
    """What the kills over one store came to."""

    passed: Counter[str] = field(default_factory=Counter)
    """The kills, by the point at which they came."""
    rounds: int = 0
    revoked: int = 0
    """Rounds that were not let in."""
    doubtful: int = 0
    arrived: int = 0
    states: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """For the line of JSON."""
        mine = vars(self) | {"kills": self.passed.total(), "wrong": sorted(set(self.wrong))}
        return mine | {"missing": self.states.total() - self.states[LetterState.SENT]}


class Killing:
    """Deaths over one store, with whoever looks after its letters."""

    def __init__(self, folder: Path, letters: int, dice: random.Random, way: str = "smtp") -> None:
        folder.mkdir()
        self._folder, self._kind = folder, way
        self._url, self._arrived, self._dice = f"sqlite:///{folder}/store.db", folder / "arrived", dice
        self._cut_short: frozenset[int] = frozenset()
        self.tally = Tally()
        filled(self._url, letters)

    def run(self, kills: int) -> Tally:
        """That many, or as many as there are letters for; then the rest is sent."""
        with WAYS[self._kind](self._folder) as way:
            while self.tally.passed.total() < kills and self._die(way):
                self._look_after()
            while set(standing(self._url).values()) != {LetterState.SENT}:
                self._send(way)
                self._look_after()
        found, self.tally.states = faults(self._url, self._arrived)
        self.tally.wrong += found
        self.tally.arrived = taken(self._arrived).total()
        return self.tally

    def _send(self, way: Way) -> None:
        """A sender that comes to its end, some days after the one before: what was put off is due."""
        self.tally.rounds += 1
        assert forked(lambda: send(self._url, way, days=self.tally.rounds))

    def _revoke(self, way: Way) -> None:
        """A sender while Microsoft lets nobody in."""
        (self._folder / "revoked").touch()
        assert forked(lambda: send_in_vain(self._url, way))
        (self._folder / "revoked").unlink()
        self.tally.revoked += 1

    def _die(self, way: Way) -> bool:
        """A sender that is killed at the next point; False where it had nothing left to send."""
        if self._kind == "graph" and self.tally.rounds % REVOKING == REVOKING - 1:
            self._revoke(way)
        known = points(self._kind)
        point = known[self.tally.rounds % len(known)]
        second = point != "letters.connected" and self._dice.random() < SECOND
        os.environ[failpoint.VARIABLE] = f"{point}:{1 + second}"
        died = not forked(lambda: send(self._url, way, days=self.tally.rounds))
        del os.environ[failpoint.VARIABLE]
        self.tally.passed[point] += died
        self.tally.rounds += 1
        return died or bool(those(self._url, LetterState.APPROVED))

    def _look_after(self) -> None:
        """As a person does after each death; whatever it cut short must be among what they are shown."""
        self.tally.wrong += faults(self._url, self._arrived)[0]
        cut_short = those(self._url, LetterState.SENDING)
        shown = settled(self._url, self._arrived)
        self.tally.doubtful += len(shown)
        hidden = self._cut_short - shown
        self.tally.wrong += [f"letter {letter} was cut short and is not shown as doubtful" for letter in sorted(hidden)]
        self._cut_short = cut_short


def main(folder: str, letters: str, kills: str, *seeds: str) -> None:
    """Print the figures; exit status 1 when something was wrong."""
    seed, way = int(seeds[0]) if seeds else random.randrange(10**6), seeds[1] if seeds[1:] else "smtp"
    dice = random.Random(seed)
    logs.configure(level=logging.ERROR)
    Path(folder).mkdir(exist_ok=True)
    tallies: list[Tally] = []
    while (left := int(kills) - sum(tally.passed.total() for tally in tallies)) > 0:
        tallies.append(Killing(Path(folder) / str(len(tallies)), int(letters), dice, way).run(left))
        print(json.dumps(tallies[-1].told()), flush=True)  # noqa: T201 - its answer
    told = summed(tallies) | {"seed": seed, "processor": round(sum(os.times()[:4]), 1)}
    print(json.dumps(told))  # noqa: T201 - its answer
    sys.exit(bool(told["wrong"] or told["missing"]))


def summed(tallies: list[Tally]) -> dict[str, Any]:
    """All stores as one."""
    whole = Tally()
    for tally in tallies:
        whole.passed += tally.passed
        whole.states += tally.states
        whole.rounds += tally.rounds
        whole.revoked += tally.revoked
        whole.doubtful += tally.doubtful
        whole.arrived += tally.arrived
        whole.wrong += tally.wrong
    return whole.told() | {"stores": len(tallies)}


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Kill a sender of letters with SIGKILL between any two of its steps, and count what arrived.

    python -m tests.killing_letters FOLDER LETTERS KILLS [SEED]

A real mail server in a process of its own notes every mail that it took. After each death the doubtful letters are
settled as a person would: looked for at the server, then confirmed, or sent again. One line of JSON at the end.
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
import time
from collections import Counter
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING

from desk.letters import mail
from ingest import failpoint
from jobs.outgoing.letters.sending import Sender
from jobs.outgoing.letters.submission import Submission
from jobs.runtime import logs
from store import Store
from store.letters.states import LetterState
from store.letters.values import LetterDraft, LetterFilter
from store.values import Notice
from tests.killing import ROOT, forked, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SECOND = 0.1
"""How often the death comes at the second letter of a round: hardly, for every letter is to die somewhere."""
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


def points() -> list[str]:
    """Every named point that a sender by mail submission passes, as the code has them."""
    found = set()
    for name in ("sending.py", "submission.py"):
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


def send(url: str, port: int) -> None:
    """One round of a sender in this process."""
    with closing(Store.open(url)) as store:
        way = Submission(url=f"smtp://127.0.0.1:{port}")
        Sender(store, way, lambda letter: mail.seal(letter, now=NOW), per_minute=10**6).round()


def settled(url: str, arrived: Path) -> int:
    """What a person does with the doubtful letters. How many there were."""
    there = taken(arrived)
    with closing(Store.open(url)) as store, store.begin() as transaction:
        doubtful = transaction.letters.all(LetterFilter(states=frozenset({LetterState.DOUBTFUL})))
        for letter in doubtful:
            if there[letter.message_ref or ""]:
                transaction.letters.confirm(letter.id, "mireille")
            else:
                transaction.letters.repeat(letter.id, "mireille")
    return len(doubtful)


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


def main(folder: str, letters: str, kills: str, *seeds: str) -> None:
    """Print the figures; exit status 1 when something was wrong."""
    seed = int(seeds[0]) if seeds else random.randrange(10**6)
    dice, began = random.Random(seed), time.monotonic()
    logs.configure(level=logging.ERROR)
    url, arrived = f"sqlite:///{folder}/store.db", Path(folder) / "arrived"
    filled(url, int(letters))
    wrong: list[str] = []
    passed: Counter[str] = Counter()
    doubtful = rounds = 0
    with mail_server(arrived) as port:
        while passed.total() < int(kills) and rounds < 2 * int(kills):
            point = points()[rounds % len(points())]
            second = point != "letters.connected" and dice.random() < SECOND
            os.environ[failpoint.VARIABLE] = f"{point}:{1 + second}"
            passed[point] += not forked(lambda: send(url, port))
            del os.environ[failpoint.VARIABLE]
            rounds += 1
            wrong += faults(url, arrived)[0]
            doubtful += settled(url, arrived)
        for _ in range(2):  # the first finds what the last death left
            assert forked(lambda: send(url, port))
            doubtful += settled(url, arrived)
        assert forked(lambda: send(url, port))
    found, states = faults(url, arrived)
    told = {
        "kills": passed.total(),
        "points": dict(passed),
        "rounds": rounds,
        "letters": int(letters),
        "arrived": taken(arrived).total(),
        "doubtful": doubtful,
        "states": dict(states),
        "wrong": sorted(set(wrong + found)),
        "seed": seed,
        "seconds": round(time.monotonic() - began, 1),
    }
    print(json.dumps(told))  # noqa: T201 - its answer
    sys.exit(bool(told["wrong"]) or states != {LetterState.SENT: int(letters)})


if __name__ == "__main__":
    main(*sys.argv[1:])

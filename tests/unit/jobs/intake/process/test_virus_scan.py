from __future__ import annotations

import socket
import tempfile
from pathlib import Path

import pytest

from jobs.intake.process.virus_scan import Clamd, ScannerFault, VirusScan
from parsers.values.headers import Address, Headers
from parsers.values.messages import Body, Message
from parsers.values.problems import Problem
from parsers.values.readings import Reading
from tests.servers.clamd import EICAR, clamd

KNOWN = Problem(code="body_cut", place="message", sentence="it is long")
MESSAGE = Message(headers=Headers(fields=()), applicant=Address(), body=Body(text=""), problems=(KNOWN,))
READING = Reading(message=MESSAGE, documents=())


@pytest.fixture
def folder():
    """A socket's path has 108 bytes at most."""
    with tempfile.TemporaryDirectory(prefix="clamd-") as made:
        yield Path(made)


def test_what_is_found_is_told_beside_what_was_known(folder):
    with clamd(folder) as path:
        scan = VirusScan(Clamd(address=path))
        assert scan.told(b"x" * 200_000, READING) == (KNOWN,)
        known, found = scan.told(b"x" * 100_000 + EICAR, READING)
    assert (known, found.code, found.sentence) == (
        KNOWN,
        "infected",
        "the virus scanner calls it “Eicar-Test-Signature”",
    )


def test_it_says_what_it_is(folder):
    with clamd(folder) as path:
        assert Clamd(address=path).version() == "ClamAV 1.4.3/27000"


def test_one_that_does_not_answer_holds_nothing_up_and_is_not_asked_again(folder):
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(folder / "dead"))
        scan = VirusScan(Clamd(address=str(folder / "dead")))
        assert scan.works
        assert scan.told(EICAR, READING) == (KNOWN,)
        assert not scan.works


def test_where_there_is_none_nobody_asks(folder):
    assert not VirusScan(Clamd(address=str(folder / "nowhere"))).works
    assert not VirusScan(Clamd(address="")).works
    with pytest.raises(ScannerFault, match="nowhere"):
        Clamd(address=str(folder / "nowhere")).scan(b"x")

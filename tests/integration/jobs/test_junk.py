"""Junk folders of a real server: counted, taken in as near misses, or left alone; never with another's cursor."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from jobs.care import auditing
from jobs.care.check import checks
from jobs.care.status import status
from jobs.config import configuration
from jobs.intake.poll import polling
from jobs.runtime.workplace import open_workplace
from tests import mailboxes
from tests.killing import Inline
from tests.servers.dovecot import PASSWORD, Dovecot

BIN = "Bac à tri"
SPECIAL_USE = f"""
namespace inbox {{
  inbox = yes
  separator = /
  mailbox "{BIN}" {{
    auto = create
    special_use = \\Junk
  }}
}}
"""
ARRIVED = datetime(2026, 3, 2, 9, tzinfo=UTC)


def mail(number, subject):
    return (
        f"From: Anne Personne <anne{number}@candidate.example>\r\nTo: a@cdm.example\r\nSubject: {subject}\r\n"
        f"Message-ID: <{number}@candidate.example>\r\nDate: Mon, 2 Mar 2026 10:00:00 +0100\r\n\r\n"
        "Madame, Monsieur,\r\n\r\nJe vous prie de trouver ma lettre.\r\n"
    ).encode()


@pytest.fixture
def server(has_dovecot):
    del has_dovecot
    with Dovecot(extra=SPECIAL_USE) as running:
        yield running


def put(server, number, subject, *, junk=False):
    """Hand a mail over to account a, as its owner's program moves it."""
    with server.client("a") as client:
        client.append(BIN if junk else "INBOX", mail(number, subject), msg_time=ARRIVED)


@pytest.fixture
def polled(server, tmp_path, monkeypatch):
    """Makes a pass under a setting, and gives what there is then."""
    monkeypatch.setenv("CANDIDATURES_TEST", PASSWORD)
    config = mailboxes.configure(server, tmp_path)
    plain = config.read_text("utf-8")

    def poll(wish):
        config.write_text(plain.replace('name = "a"\n', f'name = "a"\njunk = "{wish}"\n', 1), "utf-8")
        with open_workplace(configuration.load(config)) as place:
            done = polling.run(replace(place, pool=Inline()), boxes := polling.open_mailboxes(place.settings))
            assert [scanned.error for scanned in done.scanned] == [None, None]
            with place.store.read() as views:
                kept = [(one.subject, str(one.disposition)) for one in views.messages() if one.subject]
            audit = auditing.audit(place, boxes)
            for box in boxes:
                box.close()
            return kept, status.take(place.settings, place.store), audit

    poll.config = config
    return poll


def test_what_lies_there_is_counted_and_said(server, polled):
    put(server, 1, "Gagnez un voyage", junk=True)
    put(server, 2, "Recrutement EO", junk=True)
    put(server, 3, "Recrutement EO")
    kept, told, _ = polled("count")
    assert kept == [("Recrutement EO", "application")]
    junk = told.mailboxes[0].junk
    assert (junk.folder, junk.messages, junk.with_words, junk.with_subject) == (BIN, 2, 1, 1)
    assert told.mailboxes[1].junk.messages == 0
    assert "junk a" in {condition.key for condition in told.conditions}
    found = [one.sentence for one in checks.run(configuration.load(polled.config)) if one.subject == "mailbox a"]
    assert any(f"the junk folder {BIN} holds 2 messages, 1 with a notice's words" in sentence for sentence in found)

    put(server, 4, "Recrutement EO", junk=True)
    server.expunge("a", [2], BIN)
    _, told, _ = polled("count")
    assert (told.mailboxes[0].junk.messages, told.mailboxes[0].junk.with_subject) == (2, 1)
    assert polled("ignore")[1].mailboxes[0].junk is None


def test_taken_in_it_is_a_near_miss_until_it_lies_in_the_inbox(server, polled):
    for number in (1, 2, 3):
        put(server, number, "Recrutement EO")  # the inbox's cursor is far above the junk folder's UIDs
    polled("scan")
    put(server, 7, "Recrutement EO", junk=True)
    put(server, 8, "Gagnez un voyage", junk=True)
    kept, told, audit = polled("scan")
    assert sorted(kept) == [("Recrutement EO", "application")] * 3 + [("Recrutement EO", "near_miss")]
    assert told.mailboxes[0].junk.taken_in
    assert not audit.differences
    assert any(one.place == f"mailbox a, {BIN}" and one.sentence.startswith("2 messages") for one in audit.checked)
    assert polled("scan")[0] == kept

    put(server, 7, "Recrutement EO")
    assert polled("scan")[0] == [("Recrutement EO", "application")] * 4


def test_nothing_in_it_changes(server, polled):
    put(server, 1, "Recrutement EO", junk=True)
    polled("count")
    polled("scan")
    with server.client("a") as owner:
        owner.select_folder(BIN, readonly=True)
        assert all(b"\\Seen" not in one[b"FLAGS"] for one in owner.fetch(owner.search(), ["FLAGS"]).values())

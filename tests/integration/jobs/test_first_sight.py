"""A large mailbox of all sorts of mail, judged by a worker beside us and by us alone: the same ledger."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

from sqlalchemy import select

from jobs.config import configuration
from jobs.intake.poll import first_sight, polling, scanning
from jobs.intake.poll.first_sight import AskedOf, FirstSight
from jobs.runtime.workplace import open_workplace
from store.database.models import MessageRow, SightingRow
from tests import mailboxes
from tests.servers.dovecot import PASSWORD, Dovecot

FIRST = datetime(2026, 2, 1, 8, tzinfo=UTC)
SUBJECTS = (
    "Recrutement EO",
    "Réunion du {n}",
    "Candidature",
    "Absence du bureau",
    "Re: mission du {n} mai",
    "",
    "Menu {n}",
)
FIELDS = ({}, {"List-Id": "<n>"}, {"Auto-Submitted": "auto-replied"}, {"Return-Path": "<>"})
SENDERS = ("anne@mail.example", "luc@cdm.example", "mailer-daemon@mail.example", "no-reply@desk.example")


def mail(number):
    made = EmailMessage()
    made["From"] = SENDERS[number % 4]
    made["Subject"] = SUBJECTS[number % 7].format(n=number)
    made["Message-ID"] = f"<{number}@mail.example>"
    for name, value in FIELDS[number // 5 % 4].items():
        made[name] = value
    made.set_content("Bonjour\n")
    if number % 11 == 0:
        made.add_attachment(
            b"%PDF-1.4", maintype="application", subtype="pdf", filename=("cv.pdf", "é.pdf")[number % 2]
        )
    return made.as_bytes() if number % 13 else b"no field\r\n" + made.as_bytes().replace(b"mail.example", b"m\xe9l")


def ledger(place, mailbox):
    assert scanning.scan(place, mailbox).error is None
    with place.store.peek() as transaction:
        rows = [transaction._session.execute(select(kind.__table__)).all() for kind in (MessageRow, SightingRow)]
    return [tuple(row) for table in rows for row in table]


def when_it_is_there(self, ready=FirstSight._ready):
    """A worker that was begun is there at the next batch, however soon that comes."""
    if self._opening is not None:
        self._opening.result()
    return ready(self)


def test_a_worker_and_we_come_to_the_same(has_dovecot, tmp_path, monkeypatch):
    del has_dovecot
    monkeypatch.setenv("CANDIDATURES_TEST", PASSWORD)
    monkeypatch.setattr("ingest.imap.mailbox.HEADERS_AT_ONCE", 250)
    by_worker = []
    asked = AskedOf.told
    monkeypatch.setattr(AskedOf, "told", lambda self: by_worker.append(self.mails) or asked(self))
    monkeypatch.setattr(FirstSight, "_ready", when_it_is_there)
    with Dovecot() as server, ExitStack() as stack:
        for number in range(700):
            server.deliver("a", mail(number), FIRST + timedelta(hours=number))
        places = []
        for name in ("beside", "alone"):
            (tmp_path / name).mkdir()
            settings = configuration.load(mailboxes.configure(server, tmp_path / name))
            places.append(stack.enter_context(open_workplace(settings)))
            polling.prepare(places[-1])
        beside, alone = places
        mailbox = polling.open_mailboxes(beside.settings)[0]
        stack.callback(mailbox.close)
        told = ledger(beside, mailbox)
        assert by_worker
        monkeypatch.setattr(first_sight, "MANY", 10_000)
        by_worker.clear()
        assert told == ledger(alone, mailbox)
        assert not by_worker
        assert len(told) == 1400

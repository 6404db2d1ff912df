"""A large mailbox of all sorts of mail, judged by a worker beside us and by us alone: the same ledger.

So are the mails that come back on letters: of a worker's part too it is told which letter each is about.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from jobs.config import configuration
from jobs.intake.poll import first_sight, polling, scanning
from jobs.intake.poll.first_sight import AskedOf, FirstSight
from jobs.runtime.workplace import open_workplace
from store.database.models import MessageRow, SightingRow
from store.letters.values import LetterDraft, Sealed
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


WRITTEN = ("anne@mail.example", "bob@mail.example", "luc@cdm.example")
REFERENCES = tuple(f"<letter{number}.{number:024x}@cdm.example>" for number in (1, 2, 3, 9))
"""The last one is of no letter."""
BACK = ("Bob <bob@mail.example>", "eve@evil.example", "Anne@mail.example", "mailer-daemon@mail.example")
RETURNED = ("Re: Votre candidature", "Votre candidature", "Bonjour", "Recrutement EO", "Undelivered mail")


def returned(number):
    """A mail that names a letter, has its subject, comes from where it went, or a part of these; or else any mail."""
    if number % 3:
        return mail(number)
    kind = number // 3
    made = EmailMessage()
    made["From"], made["Subject"] = BACK[kind % 4], RETURNED[kind % 5]
    made["Message-ID"] = f"<back{number}@mail.example>"
    if kind // 4 % 2:
        made["In-Reply-To"] = REFERENCES[kind // 8 % 4]
    for name, value in FIELDS[kind // 7 % 4].items():
        made[name] = value
    made.set_content("Merci.\n")
    return made.as_bytes()


def write_to(store, notice):
    """Letters that went out."""
    sealed = [Sealed(message_ref=one, dated_at=FIRST, mail=b"To: x\r\n\r\nnon\r\n") for one in REFERENCES]
    for number, email in enumerate(WRITTEN):
        draft = LetterDraft(
            notice=notice, message_id=10_000 + number, kind="refusal", language="fr", sender="CDM <office@cdm.example>",
            to_name=None, to_email=email, subject="Votre candidature", text="Bonjour,\n",
        )  # fmt: skip
        with store.begin() as tx:
            made = tx.letters.draft(draft, "mireille")
            tx.letters.approve(made.id, "mireille", revision=made.revision)
            tx.letters.claim(made.id, "one", lambda letter: sealed[letter.id - 1], way="smtp")
            tx.letters.record_sent(made.id, "one", "250 ok")


def ledger(place, mailbox):
    """All rows of mails, and by UID what each was said to be."""
    assert scanning.scan(place, mailbox).error is None
    with place.store.peek() as transaction:
        asked = transaction._session.execute
        rows = [asked(select(kind.__table__)).all() for kind in (MessageRow, SightingRow)]
        said = select(SightingRow.uid, MessageRow.reason).join(MessageRow, MessageRow.id == SightingRow.message_id)
        return [tuple(row) for table in rows for row in table], dict(asked(said).all())


def when_it_is_there(self, ready=FirstSight._ready):
    """A worker that was begun is there at the next batch, however soon that comes."""
    if self._opening is not None:
        self._opening.result()
    return ready(self)


@pytest.fixture
def both(has_dovecot, tmp_path, monkeypatch):
    """What mails come to where a worker judges beside us, which mails it judged, and what they come to by us alone."""
    del has_dovecot
    monkeypatch.setenv("CANDIDATURES_TEST", PASSWORD)
    monkeypatch.setattr("ingest.imap.mailbox.HEADERS_AT_ONCE", 250)
    by_worker = []
    asked = AskedOf.told
    monkeypatch.setattr(AskedOf, "told", lambda self: by_worker.extend(self.mails) or asked(self))
    monkeypatch.setattr(FirstSight, "_ready", when_it_is_there)

    def judged(deliver, prepare=None):
        with Dovecot() as server, ExitStack() as stack:
            places = []
            for name in ("beside", "alone"):
                (tmp_path / name).mkdir()
                settings = configuration.load(mailboxes.configure(server, tmp_path / name))
                places.append(stack.enter_context(open_workplace(settings)))
                polling.prepare(places[-1])
                if prepare:
                    prepare(places[-1])
                places[-1].renew_letters()
            deliver(server)
            beside, alone = places
            mailbox = polling.open_mailboxes(beside.settings)[0]
            stack.callback(mailbox.close)
            told = ledger(beside, mailbox)
            theirs = list(by_worker)
            by_worker.clear()
            monkeypatch.setattr(first_sight, "MANY", 10_000)
            ours = ledger(alone, mailbox)
            assert not by_worker
        return told, theirs, ours

    return judged


def test_a_worker_and_we_come_to_the_same(both):
    def deliver(server):
        for number in range(700):
            server.deliver("a", mail(number), FIRST + timedelta(hours=number))

    (told, _), by_worker, (alone, _) = both(deliver)
    assert by_worker
    assert told == alone
    assert len(told) == 1400


def test_of_mails_that_come_back_on_letters_too(both):
    def deliver(server):
        now = datetime.now(UTC)  # after the letters went out
        for number in range(700):
            server.deliver("a", returned(number), now + timedelta(seconds=5 + number))

    (told, said), by_worker, (alone, _) = both(deliver, lambda place: write_to(place.store, place.notices[0].slug))
    assert told == alone
    assert len(told) == 1400
    by_it = {said[one.uid] for one in by_worker}
    for told_of in (
        r"it answers letter \d, but",
        r"it answers letter \d, from an address",
        "it comes from the address",
    ):
        assert any(re.match(told_of, reason) for reason in by_it), told_of


def test_a_rehearsal_tells_what_headers_say_and_records_nothing(has_dovecot, tmp_path, monkeypatch):
    del has_dovecot
    monkeypatch.setenv("CANDIDATURES_TEST", PASSWORD)
    with Dovecot() as server, ExitStack() as stack:
        for number in range(60):
            server.deliver("a", mail(number), FIRST + timedelta(hours=number))
        place = stack.enter_context(open_workplace(configuration.load(mailboxes.configure(server, tmp_path))))
        polling.prepare(place)
        mailbox = polling.open_mailboxes(place.settings)[0]
        stack.callback(mailbox.close)
        told = scanning.rehearse(place, mailbox)
        with place.store.peek() as transaction:
            recorded = transaction.ledger.recorded(mailbox.name, mailbox.folder)
            assert transaction._session.execute(select(SightingRow.id)).all() == []
        mailbox.connect()
        mails = [one for batch in mailbox.scan(recorded) for one in batch]
        rulings = [place.judge.judge(one.headers, one.outline, one.received_at) for one in mails]
    assert told.error is None
    assert told.dispositions == Counter(one.verdict.disposition.value for one in rulings)
    assert told.dispositions.total() == 60
    assert len(told.dispositions) > 2

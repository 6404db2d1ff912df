"""Everything that a mail can do, in every way to forge its sender: nothing changes, and all of it is shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email.message import EmailMessage
from itertools import count
from types import SimpleNamespace

import pytest

from desk.interviews.board import board_of
from jobs.intake.process.processing import Processing
from jobs.notices.judging import Judge, LettersOnCall
from jobs.reading.parsers_logic import ParsersLogic
from jobs.reading.reading import ReadingRules
from parsers.mail.message import read_message
from parsers.values.acts import ACTS, BY_ANOTHER, ELSEWHERE, FORGED, UNPROVEN, MailAct, Needed, Shown, refused
from parsers.values.documents import Kind
from parsers.values.readings import Reading
from parsers.values.sightings import Sighting
from store.letters.answers import ACTS_OF, KINDS, LetterAnswered
from store.letters.values import OfferedHour, Sealed
from store.views.values import ApplicationFilter
from tests.delivery_reports import DAEMON, DSN, multipart, part
from tests.unit.store.conftest import empty_store, store  # noqa: F401 - fixtures
from tests.unit.store.letters.interviews.test_interviews import letter, slot
from tests.unit.store.letters.test_letters import DRAFT, NOW
from tests.unit.store.posting import APPLIES, NOTICE, START, paper

OURS, HERS, EVIL = "mx.cdm.example", "anne@mail.example", "anne@stranger.example"
HOUSE = "cdm.example"
TOKEN = "letter1." + "a" * 24
TRACE = f"Received: from out.example by {OURS} with ESMTPS id 1; Mon, 2 Mar 2026 09:00:00 +0100"
PROVEN_HERS = f"Authentication-Results: {OURS}; dmarc=pass header.from=mail.example"
PROVEN_EVIL = f"Authentication-Results: {OURS}; dmarc=pass header.from=stranger.example"
FAILED = f"Authentication-Results: {OURS}; dmarc=fail header.from=mail.example"
COLLEAGUE = (
    f"Authentication-Results: {OURS}; dmarc=pass header.from={HOUSE}", TRACE, f"From: Colette Wery <colette@{HOUSE}>",
)  # fmt: skip
FROM_HERS, FROM_EVE = f"From: Anne Dupont <{HERS}>", f"From: Anne Dupont <{EVIL}>"
GENUINE = (PROVEN_HERS, TRACE, FROM_HERS)
FORGED_WAYS = {
    "her address, no verdict": (TRACE, FROM_HERS),
    "her address, refused by DMARC": (FAILED, TRACE, FROM_HERS),
    "her address, another server's verdict": (
        TRACE, "Authentication-Results: mx.b.example; dmarc=pass header.from=mail.example", FROM_HERS,
    ),
    "her name at another address": (PROVEN_EVIL, TRACE, FROM_EVE),
    "a list's fields": (PROVEN_EVIL, TRACE, FROM_EVE, "List-Id: <l.example>", f"X-Original-From: {HERS}"),
    "a list to be answered at hers": (
        PROVEN_EVIL, TRACE, f"From: Anne via L <{EVIL}>", "List-Id: <l.example>", f"Reply-To: {HERS}",
    ),
    "Reply-To": (PROVEN_EVIL, TRACE, FROM_EVE, f"Reply-To: {HERS}"),
    "her verdict in an envelope's encoded words": (
        f"Authentication-Results: {OURS}; spf=pass x==?x?q?=3Bdmarc=3Dpass_header.from=3Dmail.example_=28?=",
        TRACE, FROM_HERS,
    ),
    "her verdict in a quoted envelope": (
        f'Authentication-Results: {OURS}; spf=pass (helo="; from="x) ; dmarc=pass header.from=mail.example ; x ("@s.a)',
        TRACE, FROM_HERS,
    ),
    "Sender beside From": (PROVEN_EVIL, TRACE, FROM_EVE, f"Sender: {HERS}"),
    "Sender alone": (PROVEN_EVIL, TRACE, f"Sender: {HERS}"),
}  # fmt: skip
LYING = (
    "Authentication-Results: border.example; dmarc=pass header.from=mail.example; dkim=pass header.d=mail.example",
    "Received: from out.example by border.example with ESMTPS id 2; Mon, 2 Mar 2026 09:00:01 +0100",
)
"""What a server that is not configured says of every mail, above all that ours said."""


class Office:
    """A store with one proven application, and the mails that come in after it, read as the program reads them."""

    def __init__(self, store, authserv_id):  # noqa: F811 - a fixture
        store._logic, store._clock = ParsersLogic(), lambda: NOW
        self.store, self.servers, self.numbers = store, frozenset({authserv_id} - {None}), count(1)
        self.mails = count(1)
        self.originals: dict[str, bytes] = {}
        self.come(GENUINE, subject="Recrutement EO", papers=["CV.txt"])

    def come(self, head, *, papers=(), at=None, **words):
        """One mail arrives and is read; its number."""
        lines = [*head, f"Message-ID: <{next(self.mails)}@x.example>", ""]
        original = "\r\n".join(lines).encode() + written(**words)
        return self.take(original, papers, at)

    def take(self, original, papers=(), at=None):
        uid, digest = next(self.numbers), hashlib.sha256(original).hexdigest()
        self.originals[digest] = original
        message = read_message(original, internal_domains=frozenset({HOUSE}))
        told = {"mailbox": "a", "folder": "INBOX", "uidvalidity": 1, "uid": uid, "size": len(original)}
        seen = Sighting(**told, received_at=at or START + timedelta(hours=uid), headers=message.headers)
        files = tuple(paper(Kind.CV, name, f"Curriculum vitae {uid}") for name in papers)
        with self.store.begin() as tx:
            number = tx.ledger.record(seen, APPLIES, notice="eo", digest=digest, content_key=digest).message_id
            (pending,) = tx.ledger.pending()
        with self.store.begin() as tx:
            step = self._processing()
            step._replace(tx, [step._judged(pending, Reading(message=message, documents=files))])
        return number

    def _processing(self):
        """The step that records a reading, without workers."""
        place = SimpleNamespace(
            store=self.store,
            settings=SimpleNamespace(antivirus=SimpleNamespace(clamd=None)),
            archive=SimpleNamespace(get=self.originals.__getitem__),
            judge=Judge(
                [replace(NOTICE, subject="Recrutement EO", internal_domains=(HOUSE,))], LettersOnCall(self.store)
            ),
            rules=ReadingRules(),
            authserv_ids=self.servers,
            authserv_ids_of=lambda _: self.servers,
        )
        return Processing(place)

    def row(self):
        with self.store.read() as views:
            return views.application(1).row

    def waits(self, number):
        """How a mail is shown to somebody who is to decide, and why; None where it is not."""
        with self.store.peek() as tx:
            why = {mail.id: mail.waits for mail in tx.views.application(1).messages}.get(number)
            near = {mail.id: mail.reason for mail in tx.views.to_sort().near_misses}.get(number)
            answers = {each.message_id: each.doubt for each in tx.answers.all()}.get(number)
            calendars = {each.reply.message_id: each.verdict for each in tx.replies.all("eo") if each.waits}.get(number)
            own = "a dossier of its own" if tx.views.message(number).application_id not in {1, None} else None
        return why or near or answers or calendars or own


def written(*, subject="Re: Entretien", text="Bonjour,\n\nMerci.\n\nAnne Dupont\n", calendar=None, **fields):
    made = EmailMessage()
    made["Subject"] = subject
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    if calendar:
        made.add_alternative(calendar, subtype="calendar", params={"method": "REPLY"})
    return made.as_bytes().replace(b"\n", b"\r\n")


@dataclass
class Deed:
    """An act: what comes before it, the mail that does it, and whether it is done."""

    done: object
    before: object = lambda _: None
    mail: dict = field(default_factory=dict)


def seal(made):
    return Sealed(message_ref=f"<{TOKEN}@cdm.example>", dated_at=NOW, mail=b"To: x\r\n\r\nnon\r\n")


def send(office, draft=DRAFT):
    with office.store.begin() as tx:
        made = tx.letters.draft(draft, "m")
        tx.letters.approve(made.id, "m", revision=made.revision)
        tx.letters.claim(made.id, "a", seal, way="smtp")
        tx.letters.record_sent(made.id, "a", "250")
    return made.id


def written_off(office):
    """A letter that came back: her address is one that fails."""
    told = {"tied_by": "reference", "permanent": True, "address": HERS, "status": "5.1.1", "said": "550"}
    number = send(office)
    with office.store.begin() as tx:
        tx.answers.note(LetterAnswered(letter_id=number, message_id=900, kind="failed", received_at=START, **told))


def works_again(office):
    with office.store.peek() as tx:
        return not tx.answers.failed_addresses()


def offered(office):
    with office.store.begin() as tx:
        tx.reviews.decide(1, "m", "shortlist", "bien")
        tx.slots.add("eo", [slot(0), slot(1)], "m")
        hours = [OfferedHour(slot_id=each.id, starts_at=each.starts_at).frozen() for each in tx.slots.all("eo")]
    send(office, replace(DRAFT, offers=hours))


def has_chosen(office):
    with office.store.peek() as tx:
        return [each.slot.id for each in board_of(tx, NOTICE).choices] == [2]


def invited(office):
    with office.store.begin() as tx:
        tx.slots.add("eo", [slot(0)], "m")
        made = tx.interviews.assign(1, 1, "m")
        number = letter(tx, made).id
        tx.letters.claim(number, "a", seal, way="smtp")
        tx.letters.record_sent(number, "a", "250")
    answer = f"BEGIN:VCALENDAR\nMETHOD:REPLY\nVERSION:2.0\nBEGIN:VEVENT\nUID:{made.uid}\nSEQUENCE:0\n"
    return {"calendar": f"{answer}ATTENDEE;PARTSTAT=DECLINED:mailto:{HERS}\nEND:VEVENT\nEND:VCALENDAR\n"}


def has_declined(office):
    with office.store.peek() as tx:
        return tx.interviews.get(1).answer == "declined"


def set_aside(office):
    with office.store.begin() as tx:
        tx.reviews.set_aside(1, "m", "withdrawn", "elle l'a dit")


def supersedes(office):
    with office.store.read() as views:
        return any(paper.superseded for paper in views.application(1).documents)


APPLYING = {"subject": "Recrutement EO", "papers": ["CV.txt"]}
ANSWERING = {"In_Reply_To": f"<{TOKEN}@cdm.example>"}
DEEDS = {
    MailAct.PAPERS: Deed(supersedes, mail=APPLYING),
    MailAct.WITHDRAW: Deed(
        lambda office: office.row().standing_asks == "withdrawal",
        mail=APPLYING | {"text": "Bonjour,\n\nJe retire ma candidature.\n\nAnne Dupont\n"},
    ),
    MailAct.RETURN: Deed(lambda office: office.row().standing == "active", before=set_aside, mail=APPLYING),
    MailAct.REPLY: Deed(works_again, before=written_off, mail=ANSWERING),
    MailAct.AUTO_REPLY: Deed(
        works_again, before=written_off, mail=ANSWERING | {"Auto_Submitted": "auto-replied", "subject": "Absente"}
    ),
    MailAct.CHOOSE: Deed(
        has_chosen, before=offered, mail=ANSWERING | {"text": "Bonjour,\n\nLa deuxième me convient.\n"}
    ),
    MailAct.CALENDAR: Deed(has_declined, before=invited),
}


def prepared(store, act, authserv_id=OURS):  # noqa: F811 - a fixture
    office = Office(store, authserv_id)
    more = DEEDS[act].before(office) or {}
    assert not DEEDS[act].done(office)
    return office, DEEDS[act].mail | more


def carried_out(store, act, head, authserv_id=OURS):  # noqa: F811 - a fixture
    office, mail = prepared(store, act, authserv_id)
    return office, office.come(head, **mail)


def test_every_act_that_needs_the_sender_is_tried():
    assert {act for act in MailAct if ACTS[act].needed is Needed.SENDER} == DEEDS.keys()
    assert ACTS_OF.keys() == set(KINDS)


@pytest.mark.parametrize("act", DEEDS)
def test_a_proven_candidate_does_it(store, act):  # noqa: F811 - a fixture
    office, number = carried_out(store, act, GENUINE)
    assert DEEDS[act].done(office)
    assert office.waits(number) is None


@pytest.mark.parametrize("border", [(), LYING], ids=["no border", "a border that lies"])
@pytest.mark.parametrize("authserv_id", [OURS, None])
@pytest.mark.parametrize("act", DEEDS)
def test_forged_it_is_not_done_and_is_shown(store, act, authserv_id, border):  # noqa: F811 - a fixture
    office, mail = prepared(store, act, authserv_id)
    for way, head in FORGED_WAYS.items():
        number = office.come((*border, *head), **mail)
        assert not DEEDS[act].done(office), way
        assert office.waits(number), way
    assert office.row().email == HERS


@pytest.mark.parametrize("act", DEEDS)
def test_where_no_server_is_configured_hers_waits_as_well(store, act):  # noqa: F811 - a fixture
    office, number = carried_out(store, act, GENUINE, None)
    assert not DEEDS[act].done(office)
    assert office.waits(number)


@pytest.mark.parametrize("act", [act for act in DEEDS if act is not MailAct.AUTO_REPLY])
def test_a_person_who_accepts_the_mail_has_it_done(store, act):  # noqa: F811 - a fixture
    office, number = carried_out(store, act, FORGED_WAYS["her address, no verdict"])
    with office.store.begin() as tx:
        tx.reviews.admit(number, "mireille")
    assert DEEDS[act].done(office)
    assert office.waits(number) is None


@pytest.mark.parametrize(
    ("line", "trusted"),
    [
        (f"Anne Dupont <{HERS}>", True),
        (f"Anne Dupont [mailto:{HERS}]", True),
        (f"{HERS} [mailto:{EVIL}]", False),
        (f"Anne Dupont <{HERS}>; <{EVIL}>", False),
        (f"Scan <scan@stranger.example>\nRépondre à : {HERS}", False),
        ("Anne Dupont", False),
    ],
)
def test_a_colleague_s_forward_counts_where_it_shows_her_address_alone(store, line, trusted):  # noqa: F811
    office = Office(store, OURS)
    block = f"De : {line}\nEnvoyé : lundi 2 mars 2026 09:00\nÀ : Colette Wery\nObjet : Recrutement EO\n"
    text = f"Pour toi.\n\n{'_' * 32}\n{block}\nMadame,\n\nJe pose ma candidature ({HERS}).\n"
    number = office.come(COLLEAGUE, subject="TR: Recrutement EO", papers=["CV.txt"], text=text)
    assert supersedes(office) == trusted
    assert (office.waits(number) is None) == trusted


def test_an_hour_that_waits_is_on_the_board_with_its_reason(store):  # noqa: F811 - a fixture
    office, _ = carried_out(store, MailAct.CHOOSE, FORGED_WAYS["her address, refused by DMARC"])
    with office.store.peek() as tx:
        (choice,) = board_of(tx, NOTICE).unproven_choices
    assert (choice.slot.id, choice.answer.choice_waits, choice.answer.shown_as) == (2, FORGED, "maybe")


def test_what_a_mail_proves_is_asked_of_every_act():
    for act in MailAct:
        needed = ACTS[act].needed
        for doubt in (None, ELSEWHERE, BY_ANOTHER, FORGED, UNPROVEN):
            for names in (True, False):
                why = refused(act, Shown(doubt=doubt, names_letter=names))
                free = {Needed.SENDER: doubt is None, Needed.LETTER: names, Needed.NOTHING: True}[needed]
                assert (why is None) == free


def report(told):
    """A mail server's report that nothing proves; `told` is what it gives back of the letter."""
    status = f"Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {HERS}\nAction: failed\nStatus: 5.1.1\n"
    words = part(f"<{HERS}>: 550 5.1.1 user unknown\n", "text/plain")
    return multipart("Undelivered Mail", DAEMON, words, part(status, DSN), part(told, "text/rfc822-headers"))


@pytest.mark.parametrize(("names", "state"), [(True, "failed"), (False, "sent")])
def test_a_report_marks_the_letter_that_it_names_and_nothing_else(store, names, state):  # noqa: F811 - a fixture
    office = Office(store, OURS)
    number = send(office)
    before = office.row()
    told = f"Message-ID: <{TOKEN if names else 'other'}@cdm.example>\nSubject: Votre candidature\nTo: {HERS}\n"
    office.take(report(told), at=NOW + timedelta(hours=1))
    with office.store.peek() as tx:
        assert tx.letters.get(number).state == state
        assert [each.waits for each in tx.answers.all()] == [not names]
    assert office.row() == before


def test_what_was_set_aside_stays_so_and_a_person_is_asked(store):  # noqa: F811 - a fixture
    office, _ = carried_out(store, MailAct.RETURN, FORGED_WAYS["her address, no verdict"])
    with office.store.read() as views:
        row = views.application(1).row
        listed = [one.id for one in views.applications(ApplicationFilter(awaits="newer_mail")).rows]
        assert (row.standing, row.standing_asks, row.awaits) == ("withdrawn", "newer_mail", ("newer_mail",))
        assert [one.id for one in views.to_sort().standing] == listed == [1]
        assert (views.attention().standing, views.overview().applications) == (1, 0)

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from jobs.notices.judging import Judge
from parsers.values.dispositions import Disposition
from parsers.values.headers import Address, Headers
from parsers.values.letters import SentLetter, SentLetters
from parsers.values.messages import Attachment, Body, Message, Stretch, Voice
from parsers.values.reports import CalendarAnswer, DeliveryReport
from parsers.values.sightings import Outline
from store.values import Notice

CLOSES = datetime(2026, 3, 15, 23, tzinfo=UTC)
ARRIVED = datetime(2026, 3, 1, tzinfo=UTC)
EO = Notice(slug="eo", title="Mission", subject="Recrutement EO", closes_at=CLOSES, timezone="Europe/Brussels")
BE = replace(EO, slug="be", subject="Recrutement BE", title="Bibliothécaire", closes_at=CLOSES + timedelta(days=30))
FILES = Outline(
    media_type="multipart/mixed",
    parts=(
        Outline(media_type="text/plain", size=100),
        Outline(media_type="application/pdf", filename="cv.pdf", size=90_000),
        Outline(media_type="application/pdf", filename="lettre de motivation.pdf", size=90_000),
    ),
)


def ruling(subject, *notices, at=ARRIVED, known=(), outline=FILES):
    sender = Address(email="anne@mail.example")
    headers = Headers(fields=(("subject", subject),), subject=subject, sender=sender)
    judge = Judge(notices)
    made = judge.judge(headers, outline, at, known=known)
    assert known or judge.at_sight(headers, outline, at)[0] == made
    return made.verdict.disposition, made.notice, set(made.fits)


@pytest.mark.parametrize("order", [(EO, BE), (BE, EO)])
def test_a_phrase_tells_the_notice_whatever_the_order_in_the_file(order):
    assert ruling("Recrutement BE", *order) == (Disposition.APPLICATION, "be", {"be"})


@pytest.mark.parametrize("order", [(EO, BE), (BE, EO)])
def test_two_phrases_are_for_both_notices(order):
    found = ruling("Recrutement EO et Recrutement BE", *order)
    assert found == (Disposition.APPLICATION, "be", {"eo", "be"})


def test_in_time_for_one_and_late_for_the_other_is_for_both():
    late = ruling("Recrutement EO, Recrutement BE", EO, BE, at=CLOSES + timedelta(days=1))
    assert late == (Disposition.APPLICATION, "be", {"eo", "be"})


@pytest.mark.parametrize("turned", [False, True])
def test_a_phrase_inside_a_longer_one_is_not_meant(turned):
    longer = replace(EO, slug="arlon", subject="Recrutement EO Arlon")
    notices = (longer, EO) if turned else (EO, longer)
    assert ruling("Recrutement EO Arlon", *notices)[1:] == ("arlon", {"arlon"})
    assert ruling("Recrutement EO", *notices)[1:] == ("eo", {"eo"})


@pytest.mark.parametrize("order", [(EO, BE), (BE, EO)])
def test_a_near_miss_that_points_to_none_is_shown_to_all_that_were_open(order):
    assert ruling("Ma candidature", *order) == (Disposition.NEAR_MISS, None, {"eo", "be"})
    after = CLOSES + timedelta(days=10)
    assert ruling("Ma candidature", *order, at=after) == (Disposition.NEAR_MISS, "be", {"be"})


def test_a_mail_that_points_to_none_of_many_is_shown_to_those_that_were_open_when_it_came():
    days = [CLOSES + timedelta(days=day) for day in range(30)]
    many = [
        replace(
            EO, slug=f"n{at:02}", closes_at=day, grace_hours=0, opens_at=None if at % 3 else day - timedelta(days=5)
        )
        for at, day in enumerate(days)
    ]
    judge = Judge(many)
    sender = Address(email="anne@mail.example")
    headers = Headers(fields=(("subject", "Ma candidature"),), subject="Ma candidature", sender=sender)
    for at in (*days, *(day - timedelta(seconds=1) for day in days), days[0] - timedelta(days=99), days[-1]):
        seen, _ = judge.at_sight(headers, FILES, at)
        assert seen == judge.judge(headers, FILES, at)
        was_open = {one.slug for one in many if (one.opens_at is None or at >= one.opens_at) and at < one.closes_at}
        assert seen.fits == (was_open or {one.slug for one in many})


def test_a_near_miss_that_points_to_one_is_shown_to_that_one():
    found = ruling(
        "Candidature au poste de bibliothécaire, bibliotheque", EO, replace(BE, title="Bibliothécaire, bibliothèque")
    )
    assert found == (Disposition.NEAR_MISS, "be", {"be"})


def test_a_closed_notice_takes_nothing_new_but_keeps_what_is_its():
    closed = replace(EO, closed_at=ARRIVED)
    assert ruling("Recrutement EO", closed, BE)[1] != "eo"
    assert ruling("Recrutement EO", closed, BE, known={"eo"})[:2] == (Disposition.APPLICATION, "eo")


def test_what_arrived_before_a_notice_was_closed_is_its_mail_whenever_a_poll_finds_it():
    closed = replace(EO, closed_at=ARRIVED + timedelta(seconds=1))
    for notices in ((closed, BE), (BE, closed), (closed,)):
        assert ruling("Recrutement EO", *notices)[:2] == (Disposition.APPLICATION, "eo")
    assert ruling("Candidature", closed, BE)[2] == {"eo", "be"}


def test_without_any_notice_nothing_is_anything():
    assert ruling("Recrutement EO") == (Disposition.UNRELATED, None, set())


ANNE = SentLetter(
    id=3,
    notice="eo",
    to_email="anne@mail.example",
    subject="Votre candidature",
    sent_at=CLOSES + timedelta(days=9),
    own=frozenset({"anne@mail.example"}),
)
UID = "6c1f3a52-0e0d-4d0e-9a53-3f2a1c9b7e10"
LETTERS = SentLetters(letters={3: ANNE}, tokens={f"letter3.{3:024x}": 3}, uids={UID: 3})
REFERENCE = f"<letter3.{3:024x}@cdm.example>"
BACK = CLOSES + timedelta(days=10)
PLAIN = Outline(media_type="text/plain", size=100)


class OnCall:
    """The letter is given to whoever has a clue that leads to it."""

    def about(self, clues):
        led = clues.tokens & LETTERS.tokens.keys() or clues.uids & {UID} or clues.addresses & {ANNE.to_email}
        return LETTERS if led else SentLetters(others=True)


def back(subject, sender="anne@mail.example", *, message=None, **fields):
    """What a mail that comes back after the letters went out is."""
    held = (("subject", subject), *((name.replace("_", "-"), value) for name, value in fields.items()))
    headers = Headers(fields=held, subject=subject, sender=Address(email=sender))
    message = replace(message, headers=headers) if message else None

    def told(judge):
        made = judge.judge(headers, PLAIN, BACK, message=message)
        tied = made.tie.letter.id if made.tie else None
        return judge.at_sight(headers, PLAIN, BACK)[1], made.verdict.disposition, made.notice, tied

    found = told(Judge([EO, BE], LETTERS))
    assert told(Judge([EO, BE], OnCall())) == found
    assert told(Judge([EO, BE], OnCall()).about([headers]))[0] == found[0]
    return found


def test_a_candidates_answer_is_the_candidates_mail_whatever_its_subject():
    told = back("RE: Bonjour", in_reply_to=REFERENCE)
    assert told == (True, Disposition.LATE, "eo", 3)
    assert back("Re : votre candidature") == (True, Disposition.LATE, "eo", 3)


def test_what_a_candidate_s_calendar_answers_is_filed_by_the_uid_it_names():
    def answer(uid=UID, sender="anne@mail.example", attendee="Anne@mail.example"):
        told = CalendarAnswer(uid=uid, sequence=0, answer="accepted", attendee=attendee)
        said = Message(headers=Headers(fields=()), applicant=Address(), calendar_answer=told)
        return back("Accepté : Entretien", sender, message=said)[1:]

    assert answer() == (Disposition.LATE, "eo", 3)
    assert answer(uid="other") == (Disposition.NEAR_MISS, "eo", 3)  # by the address alone
    assert answer(sender="eve@mail.example") == answer(attendee="eve@mail.example") == (Disposition.NEAR_MISS, "eo", 3)


def test_a_strangers_answer_is_for_a_person_to_sort_even_with_the_phrase():
    for subject in ("RE: Bonjour", "RE: Recrutement EO"):
        told = back(subject, "mallory@evil.example", in_reply_to=REFERENCE)
        assert told == (True, Disposition.NEAR_MISS, "eo", 3)
    assert back("Re: Votre candidature", "mallory@evil.example")[3] is None


def test_another_mail_from_the_address_is_shown_and_one_that_was_sent_to_many_is_not():
    assert back("Une question") == (True, Disposition.NEAR_MISS, "eo", 3)
    assert back("Nos promotions", list_unsubscribe="<https://x.example>")[1] == Disposition.UNRELATED


def test_an_automatic_answer_stays_one_and_is_read_where_it_is_about_a_letter():
    told = back("Absence du bureau", auto_submitted="auto-replied", in_reply_to=REFERENCE)
    assert told == (True, Disposition.AUTO_REPLY, "eo", 3)
    assert back("Absence du bureau", "x@y.example", auto_submitted="auto-replied")[0] is False


def test_what_may_be_automatic_is_filed_nowhere_by_the_letter_it_answers():
    away = "Je suis absent jusqu'au 30 mars. En cas d'urgence, contactez le secrétariat."
    own = Body(text=away, stretches=(Stretch(voice=Voice.OWN, start=0, end=len(away)),))
    said = Message(headers=Headers(fields=()), applicant=Address(), body=own)
    paper = Attachment(place="2", filename="diplome.pdf", media_type="application/pdf", content=b"x", sha256="0")
    back_with = partial(back, "Re: Votre candidature", in_reply_to=REFERENCE)
    assert back_with(message=said)[1:] == (Disposition.NEAR_MISS, "eo", 3)
    assert back_with(message=said, auto_submitted="auto-replied")[1:] == (Disposition.AUTO_REPLY, "eo", 3)
    with_paper = replace(said, attachments=(paper,))
    assert back_with(message=with_paper)[1:] == (Disposition.LATE, "eo", 3)
    assert back_with(message=with_paper, auto_submitted="auto-replied")[1:] == (Disposition.NEAR_MISS, "eo", 3)


def test_a_report_is_read_and_forgotten_where_it_is_about_none_of_our_letters():
    bounce = {"subject": "Undelivered Mail", "sender": "mailer-daemon@mx.example", "x_failed_recipients": "a@b.example"}
    ours = Message(headers=Headers(fields=()), applicant=Address(), report=DeliveryReport(references=(REFERENCE,)))
    other = replace(ours, report=DeliveryReport(references=("<x@y>",)))
    assert back(**bounce)[:2] == (True, Disposition.BOUNCE)
    assert back(**bounce, message=ours) == (True, Disposition.BOUNCE, "eo", 3)
    assert back(**bounce, message=other)[1] == Disposition.UNRELATED

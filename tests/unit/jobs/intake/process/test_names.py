"""To what belongs all that is written of a mail that was read: whoever records beside must not write the same."""

from __future__ import annotations

from datetime import UTC, datetime

from jobs.intake.process.processing import _Judged, _names
from jobs.notices.judging import Ruling
from parsers.values.dispositions import Disposition, Verdict
from parsers.values.headers import Address, Headers
from parsers.values.letters import SentLetter, Tie, TiedBy
from parsers.values.messages import Body, Message
from parsers.values.readings import Reading
from store.values import QueuedMessage

AT = datetime(2026, 2, 1, tzinfo=UTC)
APPLIES = Verdict(disposition=Disposition.APPLICATION, reason="")
READ = Reading(message=Message(headers=Headers(fields=()), applicant=Address(), body=Body(text="")), documents=())


def judged(number, outcome=READ, *, verdict=APPLIES, stood=("eo", {"eo"}), stands=("eo", {"eo"}), tie=None):
    pending = QueuedMessage(
        message_id=number,
        sha256="",
        attempts=0,
        received_at=AT,
        notice=stood[0],
        fits=frozenset(stood[1]),
        verdict=APPLIES,
        sender=Address(),
        subject=None,
    )
    ruling = Ruling(verdict=verdict, notice=stands[0], fits=frozenset(stands[1]), tie=tie)
    return _Judged(pending=pending, outcome=outcome, ruling=None if isinstance(outcome, str) else ruling)


def test_a_mail_is_its_own_and_that_of_every_notice_that_it_was_or_is_for():
    moved = judged(3, stood=("eo", {"eo", "cpms"}), stands=("arlon", {"arlon", "virton"}))
    assert _names([moved]) == {"message 3", "eo", "cpms", "arlon", "virton"}
    assert _names([judged(1), judged(2, stood=(None, set()))]) == {"message 1", "message 2", "eo"}


def test_one_that_could_not_be_read_is_that_of_its_notices():
    assert _names([judged(3, "it takes too long", stood=("eo", {"eo", "cpms"}))]) == {"message 3", "eo", "cpms"}


def test_one_that_points_to_no_notice_among_many_is_everybodys():
    many = {f"notice-{number}" for number in range(20)}
    assert _names([judged(3, stood=(None, set()), stands=(None, many))]) is None


def test_what_leaves_or_answers_a_letter_is_everybodys():
    letter = SentLetter(id=1, notice="eo", to_email="a@x.example", subject="", sent_at=AT, own=frozenset())
    unrelated = Verdict(disposition=Disposition.UNRELATED, reason="")
    for one in (judged(3, verdict=unrelated), judged(3, tie=Tie(letter=letter, by=TiedBy.REFERENCE, own=True))):
        assert _names([judged(2), one]) is None

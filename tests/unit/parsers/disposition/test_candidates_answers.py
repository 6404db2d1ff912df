"""Sixty answers of candidates to letters and sixty of machines: by their own words, whatever they answer and quote."""

from __future__ import annotations

from datetime import datetime

from parsers.disposition.disposition import at_sight
from parsers.disposition.notice_index import NoticeRules
from parsers.mail.message import read_message
from parsers.values.dispositions import Disposition
from parsers.values.letters import TiedBy
from tests.candidates_answers import automatic_answers, letters, replies
from tests.disposing import dispose
from tests.each import each

CLOSES = datetime.fromisoformat("2026-03-16T00:00:00+01:00")
IN_TIME = datetime.fromisoformat("2026-03-03T09:14:11+01:00")
NOTICE = NoticeRules(subject="Recrutement EO", closes_at=CLOSES, internal_domains=frozenset({"cdm.example"}))
LETTERS = letters({one.candidate: f"<letter1.{at:024x}@cdm.example>" for at, one in enumerate(letters())})
REPLIES, AUTOMATIC = replies(LETTERS), automatic_answers(LETTERS)


def verdict(answer, tied_by):
    message = read_message(answer.original, internal_domains=NOTICE.internal_domains)
    return dispose(
        message.headers, message.outline, notice=NOTICE, received_at=IN_TIME, message=message, tied_by=tied_by
    )


def phrased(answers):
    """Those whose subject carries the notice's phrase."""
    return [one for one in answers if one.letter.kind == "receipt"]


@each("answer", REPLIES)
def test_a_candidate_s_answer_is_none_of_a_machine(answer):
    found = verdict(answer, TiedBy.REFERENCE)
    assert not found.automatic, found.reason
    assert found.disposition is not Disposition.AUTO_REPLY


@each("answer", AUTOMATIC)
def test_an_automatic_answer_to_a_letter_is_one_or_before_a_person(answer):
    by = TiedBy.REFERENCE if b"In-Reply-To" in answer.original else TiedBy.ADDRESS
    found = verdict(answer, by)
    if answer.label.endswith(", headers"):
        assert found.disposition is Disposition.AUTO_REPLY, found.reason
    elif by is TiedBy.REFERENCE:
        assert found.automatic, found.reason
    else:
        assert found.disposition not in {Disposition.APPLICATION, Disposition.LATE}, found.reason


@each("answer", phrased(REPLIES))
def test_a_candidate_s_answer_to_what_was_written_by_hand_is_theirs(answer):
    assert verdict(answer, None).disposition is Disposition.APPLICATION


@each("answer", phrased(AUTOMATIC))
def test_an_automatic_answer_to_what_was_written_by_hand_is_told_by_its_words(answer):
    assert verdict(answer, None).disposition is Disposition.AUTO_REPLY


@each("answer", [*phrased(REPLIES), *(one for one in phrased(AUTOMATIC) if not one.label.endswith(", headers"))])
def test_what_only_its_subject_makes_automatic_is_read(answer):
    message = read_message(answer.original, internal_domains=NOTICE.internal_domains)
    (seen,) = at_sight(message.headers, message.outline, [NOTICE], IN_TIME)
    assert seen.needs_original

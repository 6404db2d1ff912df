"""Which letter a mail answers: by a Message-ID that only we knew, else by address and subject together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parsers.disposition.answers import answered, outcome, reported
from parsers.values.headers import Address, Headers
from parsers.values.letters import SentLetter, SentLetters, TiedBy
from parsers.values.reports import DeliveryReport, ReportedRecipient

SENT = datetime(2026, 3, 24, 9, tzinfo=UTC)
LATER = SENT + timedelta(days=1)
TOKENS = {f"letter{number}.{number:024x}": number for number in (1, 2, 3)}


def letter(number, email, subject, **more):
    own = frozenset({email, *more.pop("own", ())})
    return SentLetter(id=number, notice="eo", to_email=email, subject=subject, sent_at=SENT, own=own)


LETTERS = SentLetters(
    letters={
        1: letter(1, "anne@mail.example", "Votre candidature", own={"anne@work.example"}),
        2: letter(2, "bob@mail.example", "Invitation à un entretien"),
        3: letter(3, "anne@mail.example", "Accusé de réception de votre candidature"),
    },
    tokens=TOKENS,
)


def named(number):
    return f"<letter{number}.{number:024x}@cdm.example>"


def mail(sender, subject="RE: x", **fields):
    held = tuple((name.replace("_", "-"), value) for name, value in fields.items())
    return Headers(fields=held, subject=subject, sender=Address(email=sender))


def tie(headers, at=LATER):
    found = answered(headers, LETTERS, at)
    return (found.letter.id, found.by, found.own) if found else None


def test_a_message_id_of_ours_tells_the_letter():
    assert tie(mail("anne@mail.example", in_reply_to=named(1))) == (1, TiedBy.REFERENCE, True)
    assert tie(mail("anne@work.example", references=f"<x@y> {named(1)}")) == (1, TiedBy.REFERENCE, True)


def test_whoever_has_the_message_id_and_another_address_is_not_the_candidate():
    assert tie(mail("mallory@evil.example", in_reply_to=named(1))) == (1, TiedBy.REFERENCE, False)


@pytest.mark.parametrize(
    "guess", ["<letter1@cdm.example>", "<letter1.000000000000000000000009@cdm.example>", "letter1.", "<1@cdm.example>"]
)
def test_a_message_id_that_was_guessed_names_nothing(guess):
    assert tie(mail("mallory@evil.example", in_reply_to=guess)) is None


def test_without_a_message_id_address_and_subject_must_both_agree():
    assert tie(mail("anne@mail.example", "Re: Votre candidature")) == (1, TiedBy.SUBJECT, True)
    assert tie(mail("anne@mail.example", "Antw: VOTRE CANDIDATURE")) == (1, TiedBy.SUBJECT, True)
    assert tie(mail("mallory@evil.example", "Re: Votre candidature")) is None


def test_an_address_alone_is_only_a_hint_and_for_a_time():
    assert tie(mail("anne@mail.example", "Bonjour")) == (3, TiedBy.ADDRESS, True)
    assert tie(mail("anne@mail.example", "Bonjour"), SENT + timedelta(days=200)) is None
    assert tie(mail("anne@mail.example", "Bonjour"), SENT - timedelta(days=1)) is None


def test_a_report_is_tied_by_what_only_we_knew():
    told = DeliveryReport(references=("<x@y>", named(2), named(1)))
    found = reported(told, LETTERS, LATER)
    assert (found.letter.id, found.by) == (2, TiedBy.REFERENCE)


def test_an_envelope_identifier_is_as_good():
    found = reported(DeliveryReport(references=(f"letter2.{2:024x}",)), LETTERS, LATER)
    assert (found.letter.id, found.by) == (2, TiedBy.REFERENCE)


@pytest.mark.parametrize("subject", ["Re: Votre candidature", "Votre candidature"])
def test_a_report_that_names_an_address_alone_may_be_about_its_letter(subject):
    told = DeliveryReport(recipients=(ReportedRecipient(address="anne@mail.example"),), subject=subject)
    found = reported(told, LETTERS, LATER)
    assert (found.letter.id, found.by) == (1, TiedBy.ADDRESS)


def test_a_report_on_another_mail_is_about_no_letter():
    told = DeliveryReport(recipients=(ReportedRecipient(address="carl@mail.example"),), references=("<x@y>",))
    assert reported(told, LETTERS, LATER) is None


def test_of_several_recipients_the_letters_own_counts():
    other = ReportedRecipient(address="x@y.example", action="failed", status="5.1.1")
    own = ReportedRecipient(address="bob@mail.example", action="delayed", status="4.4.1")
    assert outcome(DeliveryReport(recipients=(other, own)), LETTERS.letters[2]) == own
    assert outcome(DeliveryReport(recipients=(other,)), LETTERS.letters[2]) == other
    assert outcome(DeliveryReport(), LETTERS.letters[2]) is None

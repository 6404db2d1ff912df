"""The short text of an attached mail that brings files stands with the mail's own, and is nobody's application."""

from __future__ import annotations

import pytest

from parsers.documents.container.members import LETTER_LENGTH
from parsers.mail.message import read_message
from parsers.mail.quoting.forwards import head_of, with_enclosed
from parsers.mail.quoting.voices import own_words, words_of
from parsers.values.headers import Address, Headers
from parsers.values.messages import Voice
from tests.unit.parsers.documents.compound import compound, outlook
from tests.unit.parsers.mail.quoting.test_forwards import mail

JEANNE = "Jeanne Dupont <jeanne@home.example>"
NOTE = "Madame,\n\nVeuillez trouver ma candidature, et ce que ma directrice vous écrit.\n\nJeanne Dupont"
PRAISE = "Je recommande Jeanne : la mystagogie est son affaire."


def from_the_head(text=PRAISE, *, file=True, subject="Recommandation"):
    inner = mail(text, sender="Odile Lambert <o.lambert@school.example>", subject=subject)
    if file:
        inner.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="lettre.pdf")
    return inner


def read(*inner, note=NOTE):
    message = mail(note, sender=JEANNE, subject="Recrutement EO")
    for one in inner:
        message.add_attachment(one)
    return read_message(message.as_bytes())


def said(message, *voices):
    return words_of(message.body.text, message.body.stretches, *voices).strip()


def test_it_stands_below_the_mail_with_who_wrote_it():
    message = read(from_the_head())
    assert message.body.text.strip().endswith(PRAISE)
    assert said(message, Voice.QUOTED) == PRAISE
    assert said(message, Voice.FORWARD_HEADER) == "Odile Lambert <o.lambert@school.example>\nRecommandation"


def test_it_is_none_of_the_applicant_s_words_and_changes_nothing_of_the_mail():
    message, alone = read(from_the_head()), read()
    assert own_words(message).strip() == own_words(alone).strip()
    assert message.applicant == alone.applicant == Address(name="Jeanne Dupont", email="jeanne@home.example")
    assert message.forwarded_from is None
    assert (message.language, message.links, message.passwords) == (alone.language, alone.links, alone.passwords)


def test_stretches_cover_the_text():
    message = read(from_the_head(), from_the_head("Une autre.", subject="Suite"))
    ends = [0, *(stretch.end for stretch in message.body.stretches)]
    assert [stretch.start for stretch in message.body.stretches] == ends[:-1]
    assert ends[-1] == len(message.body.text)
    assert said(message, Voice.QUOTED) == f"{PRAISE}\n{'Une autre.'}"


def test_a_mail_without_a_text_of_its_own_has_that_one():
    assert said(read(from_the_head(), note=""), Voice.QUOTED) == PRAISE


@pytest.mark.parametrize("inner", [from_the_head(file=False), from_the_head("Bonne collègue. " * LETTER_LENGTH)])
def test_what_is_a_document_itself_stands_there_alone(inner):
    assert said(read(inner), Voice.QUOTED, Voice.FORWARD_HEADER) == ""


def test_what_a_forward_took_up_does_not_stand_there_twice():
    colleague = mail("Reçu ceci.", subject="TR: Recrutement EO")
    candidate = mail(NOTE, sender=JEANNE, subject="Recrutement EO")
    candidate.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="cv.pdf")
    colleague.add_attachment(candidate)
    message = read_message(colleague.as_bytes(), internal_domains=frozenset({"office.example"}))
    assert message.forwarded_from
    assert message.body.text.count("Veuillez trouver") == 1


def test_that_of_an_outlook_message_is_there_too():
    message = mail(NOTE, sender=JEANNE, subject="Recrutement EO")
    sender = ("Odile Lambert", "o.lambert@school.example")
    inner = outlook("Voyez ci-joint.", subject="Transmis", sender=sender, files={"lettre.pdf": b"%PDF-1.4"})
    deeper = outlook(PRAISE, subject="Recommandation", sender=sender, files={"lettre.pdf": b"%PDF-1.4"})
    for streams in (inner, outlook("Deux.", subject="S", sender=sender, mails={"Recommandation": deeper})):
        content = compound(streams)
        message.add_attachment(content, maintype="application", subtype="vnd.ms-outlook", filename="recommandation.msg")
    read = read_message(message.as_bytes())
    assert [line for line in said(read, Voice.QUOTED).split("\n") if line] == ["Voyez ci-joint.", "Deux.", PRAISE]


def test_a_mail_in_an_attached_mail_is_there_too():
    outer = from_the_head("Voyez ci-joint.", subject="Transmis")
    outer.add_attachment(from_the_head())
    assert PRAISE in said(read(outer), Voice.QUOTED)


def test_what_would_be_too_long_is_left_out():
    message, inner = read(), read_message(from_the_head().as_bytes())
    assert with_enclosed(message, [inner], longest=len(message.body.text)) == message
    assert with_enclosed(message, [inner], longest=10_000) != message


@pytest.mark.parametrize(
    ("headers", "head"),
    [
        (Headers(fields=(), subject="S", sender=Address(name="N", email="n@x.example")), "N <n@x.example>\nS"),
        (Headers(fields=(), sender=Address(email="n@x.example")), "<n@x.example>"),
        (Headers(fields=(), subject="S"), "\nS"),
        (Headers(fields=()), ""),
    ],
)
def test_the_first_line_tells_who_wrote_it(headers, head):
    assert head_of(headers) == head

"""The outbox, one letter, the selection run: what a recruiter sees and does there, and what nobody can."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy

import pytest

from desk.letters.office import NoticeLetters, Office
from desk.letters.selection import faults_now
from store.letters.answers import LetterAnswered
from store.letters.states import LetterState
from tests.unit.store.letters.test_letters import DRAFT, put
from tests.unit.store.posting import START, paper, scene

OFFICE = Office(
    sender="Carrefour <office@cdm.example>",
    name="Carrefour",
    signature="Mireille",
    appeal={"fr": "Recours : Conseil d'État."},
    notices={
        "eo": NoticeLetters(
            answer_by=date(2026, 3, 27),
            values={
                "interview_days": "le 9 avril",
                "interview_place": "Arlon",
                "interview_address": "rue de l'Exemple 1",
                "interview_access": "à cinq minutes de la gare",
                "interview_contact": "Mireille, 063 00 00 00",
            },
        )
    },
)
TRAP = "<script>alert(1)</script>"


@scene
def candidates(store, post):
    """Three candidates: one invited, one refused and full of traps, one undecided."""
    for number, name in enumerate(("Anne", TRAP, "Dan")):
        post.take_in(paper(sha256=str(number)), sender=f"c{number}@mail.example", name=name)
    with store.begin() as tx:
        tx.reviews.decide(1, "mireille", "shortlist", "oui")
        tx.reviews.decide(2, "mireille", "reject", f"trop peu {TRAP}")
    return store


@pytest.fixture
def desk(site, candidates):
    site.state.desk = replace(site.state.desk, office=OFFICE)
    return candidates


def states(store):
    with store.peek() as tx:
        return [letter.state for letter in tx.letters.all()]


def text_of(page):
    return html.unescape(re.sub(r"<[^>]+>", " ", page.text))


def test_from_the_run_to_the_approved_letters(recruiter, desk):
    run = recruiter.get("/letters/selection")
    assert "3 personnes n’ont pas encore reçu de réponse" in text_of(run)
    assert "Rédiger 2 lettres" in run.text
    assert TRAP not in run.text
    assert states(desk) == []
    assert recruiter.send("/letters/selection", notice="eo").headers["location"].endswith("told=letters_drafted")
    outbox = recruiter.get("/letters")
    assert outbox.text.count('name="letter"') == 2
    recruiter.send("/letters/approve", letter=["1:1", "2:1"])
    assert states(desk) == [LetterState.APPROVED, LetterState.APPROVED]
    with desk.peek() as tx:
        assert {letter.approved_by for letter in tx.letters.all()} == {"mireille"}


@scene
def drafted(recruiter, desk):
    recruiter.send("/letters/selection", notice="eo")
    return desk


def test_a_letter_is_shown_as_the_candidate_sees_it(recruiter, drafted):
    page = recruiter.get("/letters/2")
    assert TRAP not in page.text
    for words in (
        "Recours\xa0: Conseil d’État.",
        f"Trop peu {TRAP}",
        "Carrefour <office@cdm.example>",
    ):
        assert words in html.unescape(page.text)


def test_an_edit_needs_the_revision_that_was_shown(recruiter, colleague, drafted):
    fields = {"subject": "Autre", "text": "Recours : Conseil d'État.", "to": "x@mail.example"}
    assert colleague.send("/letters/2/edit", revision=1, **fields).status_code == 303
    assert recruiter.send("/letters/2/edit", revision=1, **fields).status_code == 409
    assert recruiter.send("/letters/2/approve", revision=1).status_code == 409


def test_two_people_at_one_letter_meet(recruiter, colleague, drafted):
    with drafted.peek() as tx:
        letter = tx.letters.get(2)
    shared = {"revision": letter.revision, "subject": letter.subject, "to": letter.to_email}
    colleague.send("/letters/2/edit", **shared, text=letter.text.replace("un examen attentif", "lecture"))
    page = recruiter.send("/letters/2/edit", **shared, text=f"{letter.text}\nMon ajout.")
    told = text_of(page)
    assert page.status_code == 409
    assert "Entre-temps, la lettre a changé\xa0: Lettre modifiée (colette," in told
    assert re.search(r"Texte actuel\W+Nous vous remercions.*Après lecture", told)
    assert re.search(r"Votre version\W+Mon ajout", told)
    (kept,) = re.findall(r'<textarea id="l-text".*?</textarea>', page.text, re.DOTALL)
    assert "Mon ajout." in kept  # and goes out with the revision as it is now
    assert f'name="revision" value="{letter.revision + 1}"' in page.text
    colleague.send("/letters/2/approve", revision=letter.revision + 1)
    late = recruiter.send("/letters/2/edit", **shared, text="Mon texte.")
    assert "Mon texte." in late.text  # though nobody can edit it any more
    assert "Lettre approuvée (colette," in text_of(late)


def test_of_several_that_were_ticked_none_is_approved_where_one_changed(recruiter, colleague, drafted):
    with drafted.peek() as tx:
        letter = tx.letters.get(2)
    words = {"subject": letter.subject, "to": letter.to_email, "text": f"{letter.text}\n!"}
    colleague.send("/letters/2/edit", revision=letter.revision, **words)
    page = recruiter.send("/letters/approve", letter=["1:1", "2:1"])
    assert page.status_code == 409
    assert "la lettre 2 a été modifiée ou approuvée" in text_of(page)
    assert "colette" in text_of(page)
    assert states(drafted) == [LetterState.DRAFT, LetterState.DRAFT]


def test_a_letter_is_saved_on_paper(recruiter, drafted):
    page = recruiter.get("/letters/2/pdf")
    assert page.content.startswith(b"%PDF")
    assert 'filename="refusal-2.pdf"' in page.headers["content-disposition"]
    assert states(drafted)[1] == LetterState.DRAFT


def test_a_refusal_without_the_appeal_block_is_not_approved(recruiter, drafted):
    recruiter.send("/letters/2/edit", revision=1, subject="x", text="Non.", to="x@mail.example")
    page = recruiter.send("/letters/2/approve", revision=2)
    assert page.status_code == 422
    assert "voies de recours manque" in page.text
    assert states(drafted)[1] == LetterState.DRAFT


def test_an_address_that_is_none_is_not_approved(recruiter, drafted):
    with drafted.peek() as tx:
        text = tx.letters.get(2).text
    recruiter.send("/letters/2/edit", revision=1, subject="x", text=text, to="x@mail.example, y@mail.example")
    assert recruiter.send("/letters/2/approve", revision=2).status_code == 422


def test_a_doubtful_letter_is_shown_and_only_a_person_settles_it(recruiter, drafted):
    with drafted.begin() as tx:
        tx.letters.doubt_restored("candidatures")
    assert "L’envoi de 2 lettres est incertain" in text_of(recruiter.get("/letters"))
    assert "Elle est partie" in recruiter.get("/letters/1").text
    recruiter.send("/letters/1/confirm")
    recruiter.send("/letters/2/recall")
    assert states(drafted) == [LetterState.SENT, LetterState.DRAFT]


@pytest.mark.parametrize("act", ["claim", "record_sent", "_move", "draft", "x"])
def test_what_sending_does_nobody_does_by_a_form(recruiter, drafted, act):
    assert recruiter.send(f"/letters/1/{act}").status_code == 404


def test_a_letter_is_saved_as_a_mail(recruiter, drafted):
    answer = recruiter.get("/letters/1/mail")
    mail = message_from_bytes(answer.content, policy=policy.default)
    assert (mail["To"], mail["X-Unsent"]) == ("Anne <c0@mail.example>", "1")
    assert "sandbox" in answer.headers["content-security-policy"]


def test_one_candidate_is_written_to_and_shown_the_letter_first(recruiter, desk):
    page = recruiter.get("/letters/new?application=3&kind=question_answered")
    assert "Un champ est vide" in page.text
    shown = recruiter.send("/letters/new", application=3, kind="question_answered", act="show", answer="Oui.")
    assert "Oui." in shown.text
    assert states(desk) == []
    recruiter.send("/letters/new", application=3, kind="question_answered", act="keep", answer="Oui.")
    assert states(desk) == [LetterState.DRAFT]
    assert "Oui." in recruiter.get("/letters/1").text
    recruiter.send("/letters/new", application=3, kind="acknowledgement", act="keep")
    again = recruiter.send("/letters/new", application=3, kind="acknowledgement", act="keep")
    assert (again.status_code, len(states(desk))) == (422, 2)


def test_a_reader_looks_and_does_nothing(reader, drafted):
    for path in ("/letters", "/letters/1", "/letters/selection"):
        page = reader.get(path)
        assert page.status_code == 200
        assert 'action="/letters' not in page.text
    assert reader.send("/letters/1/approve", revision=1).status_code == 403
    assert reader.send("/letters/approve", letter="1:1").status_code == 403
    assert reader.send("/letters/selection", notice="eo").status_code == 403


def test_without_an_office_nothing_is_written(recruiter, site, store, anne):
    assert "dans la configuration ([letters])" in recruiter.get("/letters").text
    assert recruiter.get("/letters/selection").status_code == 403
    assert recruiter.get(f"/letters/new?application={anne}").status_code == 403


@pytest.mark.parametrize("path", ["/letters?state=x&application=x", "/letters?application=99", "/letters?state=sent"])
def test_no_address_is_an_error(recruiter, desk, path):
    assert recruiter.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/letters/99", "/letters/x", "/letters/new?application=99", "/letters/new"])
def test_what_is_not_there_is_said(recruiter, desk, path):
    assert recruiter.get(path).status_code == 404


def test_a_number_that_no_database_holds_is_no_letter_and_no_application(recruiter, drafted):
    assert recruiter.get(f"/letters?application={'9' * 30}").text.count('name="letter"') == 2
    recruiter.send("/letters/approve", letter=[f"1:{'9' * 25}", "²:1"])
    assert states(drafted) == [LetterState.DRAFT, LetterState.DRAFT]


ANNE, NOW = "c0@mail.example", START
SAID = f"550 5.1.1 nobody here {TRAP}"


@pytest.fixture
def sent(desk):
    """A letter that went out to Anne."""
    with desk.begin() as tx:
        letter = tx.letters.draft(replace(DRAFT, to_email=ANNE), "mireille")
    put(desk, letter.id, LetterState.SENT)
    return letter.id


def came_back(store, letter, **fields):
    told = {"kind": "failed", "tied_by": "address", "said": SAID, "status": "5.1.1", "permanent": True, **fields}
    with store.begin() as tx:
        return tx.answers.note(LetterAnswered(letter_id=letter, message_id=2, received_at=NOW, address=ANNE, **told))


def test_a_report_that_nothing_proves_waits_for_a_person_and_what_they_say_counts(recruiter, desk, sent):
    answer = came_back(desk, sent)
    assert "Seule une adresse rattache ces mails" in text_of(recruiter.get("/letters"))
    assert "à examiner" in text_of(recruiter.get("/overview"))
    page = recruiter.get(f"/letters/{sent}")
    assert TRAP not in page.text
    assert "550 5.1.1 nobody here" in text_of(page)
    done = recruiter.send(f"/letters/{sent}/answers/{answer.id}/accept")
    assert done.headers["location"].endswith("told=answer_accept#back")
    assert states(desk) == [LetterState.FAILED]
    again = recruiter.send(f"/letters/{sent}/answers/{answer.id}/set_aside")
    assert again.status_code == 409
    assert "Lettres non remises" in text_of(recruiter.get("/overview"))
    assert "Rapport sur une lettre accepté" in text_of(recruiter.get("/journal"))


def test_what_came_back_stands_at_the_letter_and_in_the_dossier(recruiter, desk, sent):
    came_back(desk, sent, kind="reply", tied_by="reference", said=None, status=None, permanent=None)
    for page in (f"/letters/{sent}", "/letters", "/applications/1"):
        assert "La personne candidate a répondu" in text_of(recruiter.get(page)), page


def test_a_letter_to_an_address_that_failed_is_not_approved_until_it_is_mended(recruiter, desk, sent):
    came_back(desk, sent, tied_by="reference")
    recruiter.send(f"/letters/{sent}/recall")
    with desk.peek() as tx:
        letter = tx.letters.get(sent)
    refused = recruiter.send(f"/letters/{sent}/approve", revision=letter.revision)
    assert refused.status_code == 422
    assert "Une lettre envoyée à cette adresse est revenue" in text_of(refused)
    mended = {"subject": letter.subject, "text": f"{letter.text} Recours : Conseil d'État.", "to": "anne@other.example"}
    recruiter.send(f"/letters/{sent}/edit", revision=letter.revision, **mended)
    with desk.begin() as tx:
        assert tx.answers.failed_addresses() == {ANNE}
        assert not [f for f in faults_now(tx, tx.letters.get(sent), OFFICE) if f.code == "address_failed"]


CHANGES = {
    "corrections": {"key": "email", "value": "anne.neuve@mail.example", "reason": "par téléphone", "state": "found"},
    "decision": {"decision": "reject", "reason": "relu : incomplet"},
    "standing": {"as": "withdrawn", "reason": "elle se retire"},
}
TOLD = {
    "corrections": "Le dossier mentionne désormais une autre adresse : anne.neuve@mail.example",
    "decision": "Cette lettre ne correspond plus à la décision prise sur le dossier",
    "standing": "La candidature a été retirée ou mise à l’écart",
}


@pytest.mark.parametrize("changed", CHANGES)
def test_a_letter_that_its_dossier_has_overtaken_is_not_approved_and_says_why(recruiter, colleague, drafted, changed):
    assert colleague.send(f"/applications/1/{changed}", **CHANGES[changed]).status_code == 303
    together = recruiter.send("/letters/approve", letter=["1:1", "2:1"])
    assert together.status_code == 422
    assert TOLD[changed] in " ".join(text_of(together).split())
    assert states(drafted) == [LetterState.DRAFT, LetterState.APPROVED]
    refused = recruiter.send("/letters/1/approve", revision=1)
    assert refused.status_code == 422
    assert TOLD[changed] in " ".join(text_of(refused).split())
    assert states(drafted) == [LetterState.DRAFT, LetterState.APPROVED]


def test_an_address_that_was_typed_into_the_letter_is_the_one_written_to(recruiter, drafted):
    with drafted.peek() as tx:
        letter = tx.letters.get(1)
    recruiter.send("/letters/1/edit", revision=1, subject=letter.subject, text=letter.text, to="autre@mail.example")
    assert recruiter.send("/letters/1/approve", revision=2).status_code == 303
    assert states(drafted)[0] == LetterState.APPROVED


def test_of_another_letter_no_report_is_decided_on(recruiter, desk, sent):
    answer = came_back(desk, sent)
    assert recruiter.send(f"/letters/{sent + 1}/answers/{answer.id}/accept").status_code == 404
    assert recruiter.send(f"/letters/{sent}/answers/{answer.id}/delete").status_code == 404

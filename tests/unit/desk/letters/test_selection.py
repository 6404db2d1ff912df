"""The selection run: who gets which letter, from people's decisions; nobody twice, nobody forgotten."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from desk.letters import mail
from desk.letters.office import NoticeLetters, Office
from desk.letters.selection import approve, as_outcome, draft_all, selection
from desk.letters.templates import Fault
from desk.letters.writing import holes, template_faults, write
from parsers.values.criteria import Criterion
from store.accounts.given_notices import GivenData
from store.accounts.roles import NoticeScope
from store.errors import LetterIncomplete, LetterMoved
from store.letters.values import LetterDraft
from tests.unit.store.conftest import empty_store, post, store  # noqa: F401 - fixtures
from tests.unit.store.posting import NOTICE, paper, scene

NOW = datetime(2026, 3, 24, 9, tzinfo=UTC)
VALUES = {
    "interview_days": "les 9 et 10 avril 2026",
    "interview_place": "Carrefour des Métiers, Arlon",
    "interview_address": "rue de l'Exemple 1, 6700 Arlon",
    "interview_access": {"fr": "à cinq minutes de la gare", "nl": "op vijf minuten van het station"},
    "interview_contact": "Mireille, 063 00 00 00",
}
OFFICE = Office(
    sender="Carrefour <office@cdm.example>",
    name="Carrefour des Métiers",
    signature="Mireille\nCarrefour des Métiers",
    appeal={"fr": "Un recours est possible auprès du Conseil d'État\ndans les 60 jours."},
    notices={"eo": NoticeLetters(answer_by=date(2026, 3, 27), warn_days=5, values=VALUES)},
)
PEOPLE = (
    ("anne@mail.example", "Anne Dé", "shortlist"),
    ("bob@mail.example", "Bob {{ 7*7 }} <b>", "reject"),
    ("éve@mail.example", "Ève", "reject"),
    ("dan@mail.example", "Dan", None),
    ("ella@mail.example", "Ella", "discuss"),
)


@scene
def office(store, post):  # noqa: F811 - fixtures
    for number, (sender, name, _) in enumerate(PEOPLE):
        post.take_in(
            paper(sha256=f"{number}", text=name), sender=sender, name=name, subject="Recrutement EO\r\nBcc: x@y.example"
        )
    with store.begin() as tx:
        for number, (_, _, decision) in enumerate(PEOPLE, 1):
            if decision:
                tx.reviews.decide(number, "mireille", decision, f"motif {number}")
    return OFFICE


def run_of(store, office):  # noqa: F811 - a fixture
    with store.peek() as tx:
        return selection(tx, office, NOTICE, NOW)


def told(run):
    return {row.application.name: (row.kind, row.status) for row in run.rows}


def test_the_run_says_who_gets_which_and_who_none(store, office):  # noqa: F811
    run = run_of(store, office)
    assert told(run) == {
        "Anne Dé": ("invitation", "to_draft"),
        "Bob {{ 7*7 }} <b>": ("refusal", "to_draft"),
        "Ève": ("refusal", "no_address"),
        "Dan": (None, "undecided"),
        "Ella": (None, "undecided"),
    }
    assert (run.days_left, run.unanswered, run.is_pressing) == (3, 5, True)
    with store.peek() as tx:
        assert tx.letters.all() == ()


def test_drafts_are_made_once_whoever_asks_again(store, office):  # noqa: F811
    with store.begin() as tx:
        made, _ = draft_all(tx, office, NOTICE, "mireille", NOW)
    with store.begin() as tx:
        again, _ = draft_all(tx, office, NOTICE, "colette", NOW)
    assert ([letter.kind for letter in made], again) == (["invitation", "refusal"], ())
    assert made[1].text.count("{{ 7*7 }}") == 0  # the text does not name anybody; the address does
    assert made[1].to_name == "Bob {{ 7*7 }} <b>"
    assert "\n\nMotif 2.\n\n" in made[1].text
    assert made[0].in_reply_to == "<1@mail.example>"
    assert b"\r\nBcc" not in mail.seal(made[0], now=NOW).mail


def test_a_text_is_frozen_when_the_letter_is_made(store, office):  # noqa: F811
    with store.begin() as tx:
        draft_all(tx, office, NOTICE, "mireille", NOW)
        tx.reviews.decide(2, "mireille", "reject", "un autre motif")
        assert "Motif 2." in tx.letters.get(2).text


def test_a_decision_that_changes_after_the_letter_shows_and_makes_no_second(store, office):  # noqa: F811
    with store.begin() as tx:
        draft_all(tx, office, NOTICE, "mireille", NOW)
        tx.reviews.decide(1, "mireille", "reject", "une erreur")
        tx.reviews.decide(2, "mireille", None, "à revoir")
        made, run = draft_all(tx, office, NOTICE, "mireille", NOW)
    assert made == ()
    assert told(run)["Anne Dé"] == ("refusal", "other")
    assert told(run)["Bob {{ 7*7 }} <b>"] == ("refusal", "other")
    with store.begin() as tx:
        tx.letters.withdraw(1, "mireille")
        made, _ = draft_all(tx, office, NOTICE, "mireille", NOW)
    assert [letter.kind for letter in made] == ["refusal"]


@pytest.mark.parametrize("given", [GivenData(), GivenData(notices=NoticeScope(named=frozenset({"eo"})))])
def test_an_answer_for_another_notice_shows_where_the_mail_went_since(store, office, given):  # noqa: F811
    with store.begin() as tx:
        tx.notices.put(replace(NOTICE, slug="autre", title="Autre poste"))
        draft = run_of(store, office).rows[0].written.draft
        tx.letters.draft(replace(draft, notice="autre", kind="selected"), "solange")
    with store.given(given).begin() as tx:
        made, run = draft_all(tx, office, NOTICE, "mireille", NOW)
    assert [letter.kind for letter in made] == ["refusal"]
    assert told(run)["Anne Dé"] == ("invitation", "other")
    with store.given(given).begin() as tx:
        tx.letters.withdraw(1, "mireille")
        made, _ = draft_all(tx, office, NOTICE, "mireille", NOW)
    assert [letter.kind for letter in made] == ["invitation"]


def test_what_is_written_after_the_answer_leaves_the_answer_as_it_is(store, office):  # noqa: F811
    with store.begin() as tx:
        draft_all(tx, office, NOTICE, "mireille", NOW)
        first = tx.letters.get(1)
        tx.letters.sent_by_hand(1, "mireille")
        again = {one.name: getattr(first, one.name) for one in fields(LetterDraft)}
        tx.letters.draft(LetterDraft(**again | {"once": "invitation 1.0"}), "mireille")
    run = run_of(store, office)
    assert told(run)["Anne Dé"] == ("invitation", "sent")
    assert run.unanswered == len(PEOPLE) - 1


def test_withdrawn_and_excluded_get_none(store, office):  # noqa: F811
    with store.begin() as tx:
        tx.reviews.set_aside(1, "mireille", "withdrawn", "son mail")
    assert "Anne Dé" not in told(run_of(store, office))


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"appeal": {}}, Fault(code="empty", what="appeal")),
        ({"signature": ""}, Fault(code="empty", what="signature")),
    ],
)
def test_a_letter_that_lacks_something_is_not_made_and_says_what(store, office, changed, fault):  # noqa: F811
    run = run_of(store, replace(office, **changed))
    (row,) = (row for row in run.rows if row.application.id == 2)
    assert (row.status, row.faults) == ("faulty", (fault,))


def test_approval_is_of_the_revision_shown_and_needs_the_appeal_block(store, office):  # noqa: F811
    with store.begin() as tx:
        draft_all(tx, office, NOTICE, "mireille", NOW)
        refusal = tx.letters.get(2)
        without = refusal.text.replace("60 jours", "30 jours")
        changed = tx.letters.edit(
            2, "colette", revision=1, subject=refusal.subject, text=without, to_email=refusal.to_email
        )
    with pytest.raises(LetterMoved), store.begin() as tx:
        approve(tx, office, "mireille", [(1, 1), (2, 1)])
    with store.begin() as tx:
        approved, refused = approve(tx, office, "mireille", [(1, 1), (2, changed.revision)])
    assert ([letter.id for letter in approved], refused) == ([1], {2: (Fault(code="no_appeal"),)})
    with pytest.raises(LetterIncomplete), store.begin() as tx:  # whoever asks, and by whichever way
        tx.letters.approve(2, "mireille", revision=changed.revision)


def test_a_letter_for_one_candidate_in_another_language_with_words_of_its_own(store, office):  # noqa: F811
    with store.peek() as tx:
        detail = tx.views.application(1)
    written = write(detail, NOTICE, office, "question_answered", language="nl", given={"answer": "Ja.\n{{ name }}"})
    assert written.faults == ()
    assert "Ja.\n{{ name }}" in written.draft.text
    assert written.draft.subject == "Re: Recrutement EO Bcc: x@y.example"
    assert write(detail, NOTICE, office, "question_answered").faults == (Fault(code="empty", what="answer"),)


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_a_refusal_states_its_reasons_and_offers_those_in_full(store, office, language):  # noqa: F811
    asked = replace(NOTICE, criteria=(Criterion(key="tenure", labels={language: "Écoute"}, extractor="tenure"),))
    told = replace(office, appeal={language: "Conseil d'État, 60 jours."}, legal_ground={language: "Vu la loi X."})
    with store.peek() as tx:
        detail = tx.views.application(2)
    refusal = write(detail, asked, told, "refusal", language=language)
    ground, _, reason = refusal.draft.text.partition(":\n\nMotif 2.\n\n")
    assert (refusal.faults, "\n\nVu la loi X" in ground, "X." in ground, bool(reason)) == ((), True, False, True)
    without = write(detail, NOTICE, told, "refusal", language=language)
    assert len(refusal.draft.text.split("\n\n")) == len(without.draft.text.split("\n\n")) + 1  # nothing to offer
    asked_for = write(detail, asked, told, "reasons", language=language)
    assert asked_for.faults == ()
    for words in ("Vu la loi X", "Motif 2.", "– Écoute", "Conseil d’État, 60 jours."):
        assert words in asked_for.draft.text


def test_what_is_the_matter_with_templates_is_told_before_anybody_is_written_to(office, tmp_path):
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "refusal.txt").write_text("Subject: x\n\n{{ nmae }}\n", "utf-8")
    told = template_faults(replace(office, templates=tmp_path), "eo", ("invitation", "refusal"), "fr")
    assert told == {"refusal": (Fault(code="unknown_field", what="nmae"), Fault(code="no_appeal"))}


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_the_acknowledgement_tells_how_data_is_processed(store, office, language):  # noqa: F811
    with store.peek() as tx:
        detail = tx.views.application(1)
    told = replace(office, information={language: "Article 13:\nbureau@cdm.example"})
    written = write(detail, NOTICE, told, "acknowledgement", language=language)
    assert "\n\nArticle 13:\nbureau@cdm.example\n\n" in written.draft.text
    without = write(detail, NOTICE, office, "acknowledgement", language=language)
    assert (without.faults, "Article 13" in without.draft.text) == ((), False)


@pytest.mark.parametrize(("language", "told"), [("fr", True), ("nl", True), ("de", False)])
def test_words_of_the_office_are_told_in_the_letter_s_language_or_miss_there(store, office, language, told):  # noqa: F811
    with store.peek() as tx:
        detail = tx.views.application(1)
    written = write(detail, NOTICE, replace(office, appeal={}), "invitation", language=language)
    assert written.faults == (() if told else (Fault(code="empty", what="interview_access"),))
    assert {"fr": "à cinq minutes de la gare", "nl": "op vijf minuten van het station"}.get(language, "?]") in (
        written.draft.text
    )


def test_what_letters_lack_is_told_before_anybody_is_written_to(office):
    lacking = holes(office, "eo", ("invitation", "interview_moved", "refusal", "reserve"), "de")
    assert lacking == {"interview_access": ("invitation", "interview_moved"), "appeal": ("refusal", "reserve")}
    assert holes(office, "eo", ("invitation", "refusal"), "fr") == {}


def test_an_office_of_one_language_writes_in_that_alone(store, office):  # noqa: F811
    with store.peek() as tx:
        detail = tx.views.application(1)
    dutch = replace(detail, bodies=(), documents=(replace(detail.documents[0], language="nl"),))
    assert write(dutch, NOTICE, office, "withdrawal_confirmed").draft.language == "nl"
    assert write(dutch, NOTICE, replace(office, language="fr"), "withdrawal_confirmed").draft.language == "fr"
    assert (replace(office, language="fr").languages, len(office.languages)) == (("fr",), 4)


def test_the_reserve_list_is_a_refusal_with_its_reason_and_the_appeal(store, office):  # noqa: F811
    with store.peek() as tx:
        detail = tx.views.application(2)
    reserve = write(detail, NOTICE, office, "reserve")
    assert reserve.faults == ()
    assert reserve.draft.fixed == office.appeal["fr"].replace("'", "’")
    for words in ("Vu la loi du 29 juillet 1991", "Motif 2.", "Conseil d’État"):
        assert words in reserve.draft.text
    assert write(detail, NOTICE, replace(office, appeal={}), "reserve").faults == (Fault(code="empty", what="appeal"),)


def test_one_word_is_no_reason(store, office):  # noqa: F811
    with store.begin() as tx:
        tx.reviews.decide(2, "mireille", "reject", "ETD")
        detail = tx.views.application(2)
    assert write(detail, NOTICE, office, "refusal").faults == (Fault(code="no_sentence", what="reasons"),)


def invited(store, office):  # noqa: F811
    with store.begin() as tx:
        draft_all(tx, office, NOTICE, "mireille", NOW)
        tx.letters.sent_by_hand(1, "mireille")


@pytest.mark.parametrize(("decision", "kind"), [("select", "selected"), ("reserve", "reserve"), ("reject", "refusal")])
def test_whoever_was_invited_is_told_how_it_ended_once(store, office, decision, kind):  # noqa: F811
    invited(store, office)
    with store.begin() as tx:
        tx.reviews.decide(1, "mireille", decision, "motif après l'entretien")
    run = run_of(store, office)
    assert told(run)["Anne Dé"] == (kind, "to_draft")
    assert run.unanswered == len(PEOPLE) - 1  # the invitation was an answer
    with store.begin() as tx:
        (made,), _ = draft_all(tx, office, NOTICE, "mireille", NOW)
        assert draft_all(tx, office, NOTICE, "colette", NOW)[0] == ()
    assert (made.kind, made.once) == (kind, "outcome")
    assert "Motif après l’entretien." in made.text
    assert told(run_of(store, office))["Anne Dé"] == (kind, "draft")
    with store.begin() as tx:
        tx.reviews.decide(1, "mireille", "discuss", "à revoir")
    assert told(run_of(store, office))["Anne Dé"] == (kind, "other")


def test_a_letter_made_by_hand_after_the_interview_is_the_same_answer(store, office):  # noqa: F811
    invited(store, office)
    with store.begin() as tx:
        tx.reviews.decide(1, "mireille", "reserve", "classée deuxième")
        written = write(tx.views.application(1), NOTICE, office, "reserve")
        assert as_outcome(tx, written.draft, 1).once == "outcome"
        assert as_outcome(tx, replace(written.draft, kind="invitation"), 1).once == "selection"
        tx.letters.draft(as_outcome(tx, written.draft, 1), "mireille")
    assert told(run_of(store, office))["Anne Dé"] == ("reserve", "draft")


def test_whoever_was_not_invited_yet_has_the_one_answer(store, office):  # noqa: F811
    with store.begin() as tx:
        draft_all(tx, office, NOTICE, "mireille", NOW)
        tx.reviews.decide(1, "mireille", "reserve", "classée deuxième")
    assert told(run_of(store, office))["Anne Dé"] == ("reserve", "other")

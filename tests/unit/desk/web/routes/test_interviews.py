"""The interview board: planned, assigned, moved and cancelled without a script; what nobody can, and nobody sees."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from desk.interviews.planning import SlotPlan
from parsers.values.acts import FORGED
from store.accounts.given_notices import GivenData
from store.accounts.roles import NoticeScope
from store.letters.answers import LetterAnswered
from store.letters.interviews.values import Attendance, CalendarReply
from tests.unit.desk.web.conftest import Acquainted, seated
from tests.unit.desk.web.routes.test_letters import OFFICE, TRAP, text_of
from tests.unit.store.letters.test_letters import seal
from tests.unit.store.posting import NOTICE, START, paper, scene

PLAN = {
    "notice": "eo",
    "days": "2026-04-09\n2026-04-10",
    "begins": "09:00",
    "ends": "12:00",
    "minutes": "45",
    "pause": "15",
    "lunch_from": "",
    "lunch_until": "",
    "rooms": "salle 1 : A\nsalle 2 : B",
    "place": "Arlon",
}


@scene
def candidates(store, post):
    """Three candidates on the shortlist, one of them full of traps."""
    for number, name in enumerate(("Anne", TRAP, "Dan"), 1):
        post.take_in(paper(sha256=str(number)), sender=f"c{number}@mail.example", name=name)
        with store.begin() as tx:
            tx.reviews.decide(number, "mireille", "shortlist", "oui")
    with store.begin() as tx:
        tx.reviews.note(2, "mireille", f"pas le matin {TRAP}")
    return store


@pytest.fixture
def desk(site, candidates):
    plans = {"eo": SlotPlan(days=(date(2026, 4, 9),), rooms=(("salle 1", "A"),), place="Arlon")}
    site.state.desk = replace(site.state.desk, office=OFFICE, plans=plans)
    return candidates


@scene
def planned(recruiter, desk):
    assert recruiter.send("/interviews/slots", **PLAN).headers["location"].endswith("told=slots_planned")
    return desk


def board(store):
    with store.peek() as tx:
        return {each.message_id: each for each in tx.interviews.all("eo") if each.holds}


def test_the_form_proposes_what_the_configuration_says(recruiter, desk):
    page = recruiter.get("/interviews").text
    assert "2026-04-09</textarea>" in page
    assert "salle 1 : A</textarea>" in page


def test_a_form_that_names_a_notice_which_is_not_theirs_is_done_to_no_other(recruiter, desk):
    assert recruiter.send("/interviews/slots", **PLAN | {"notice": "elsewhere"}).status_code == 404
    with desk.peek() as tx:
        assert tx.slots.all("eo") == ()


def test_hours_are_planned_once_and_shown_by_day_and_room(recruiter, planned):
    page = recruiter.get("/interviews?notice=eo")
    assert page.text.count('id="slot-') == 12
    assert "jeudi 9 avril 2026" in text_of(page)
    again = recruiter.send("/interviews/slots", **PLAN)
    assert (again.status_code, "deux fois à la même heure" in text_of(again)) == (409, True)
    with planned.peek() as tx:
        assert len(tx.slots.all("eo")) == 12


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"days": "demain"}, "illisible"),
        ({"days": ""}, "il manque un jour"),
        ({"minutes": "x"}, "illisible"),
        ({"ends": "09:10"}, "aucun entretien"),
        ({"rooms": " : A"}, "il manque une salle"),
        ({"minutes": "1"}, "de 5 à 480"),
    ],
)
def test_what_can_t_be_planned_is_said_and_what_was_typed_stays(recruiter, desk, fields, words):
    answer = recruiter.send("/interviews/slots", **PLAN | {"place": TRAP} | fields)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert TRAP in html.unescape(answer.text)
    assert TRAP not in answer.text


@pytest.mark.parametrize("begins", ["09:00", "09:20"])
def test_a_room_is_taken_by_a_notice_that_the_planner_is_not_given_too(site, planned, begins):
    with planned.begin() as tx:
        tx.notices.put(replace(NOTICE, slug="two", subject="Autre chose"))
    other = seated(site, planned, "zoe", "recruiter", "two")
    late = other.send("/interviews/slots", **PLAN | {"notice": "two", "begins": begins, "ends": "10:30"})
    assert late.status_code == 409
    assert "rien n’a été planifié" in text_of(late)


def test_a_proposal_is_looked_at_and_taken_as_it_was_shown(recruiter, planned):
    page = recruiter.get("/interviews/propose?notice=eo")
    assert TRAP not in page.text
    assert "pas le matin" in page.text
    pairs = re.findall(r'name="pair" value="(\d+:\d+)"', page.text)
    assert len(pairs) == 3
    assert board(planned) == {}
    recruiter.send("/interviews/assign", notice="eo", pair=pairs[:2])
    assert set(board(planned)) == {1, 2}
    late = recruiter.send("/interviews/assign", notice="eo", pair=pairs)
    assert (late.status_code, set(board(planned))) == (409, {1, 2})
    assert "plus rapide" in text_of(late)


@scene
def assigned(recruiter, planned):
    recruiter.send("/interviews/assign", notice="eo", application="1", slot="1")
    recruiter.send("/interviews/assign", notice="eo", application="2", slot="2")
    return planned


def test_moved_and_cancelled_as_it_was_shown(recruiter, colleague, assigned):
    shown = str(board(assigned)[1].revision)
    assert recruiter.send("/interviews/1/move", notice="eo", slot="3", revision=shown).status_code == 303
    late = colleague.send("/interviews/1/cancel", notice="eo", revision=shown)
    assert (late.status_code, board(assigned)[1].slot_id) == (409, 3)
    assert "modifié entre-temps" in text_of(late)
    assert recruiter.send("/interviews/1/move", notice="eo", slot="2", revision="2").status_code == 409
    recruiter.send("/interviews/1/cancel", notice="eo", revision="2")
    assert set(board(assigned)) == {2}
    assert "1 entretien annulé" in text_of(recruiter.get("/interviews"))


def test_the_journal_and_the_history_tell_the_hour_before_and_after(recruiter, assigned):
    recruiter.send("/interviews/1/move", notice="eo", slot="3", revision=str(board(assigned)[1].revision))
    for path in ("/journal", "/applications/1"):
        page = re.sub(r"\s+", " ", text_of(recruiter.get(path)))
        assert "déplacé : 9 avr. 2026, 10:00, salle 1 A avant : 9 avr. 2026, 09:00, salle 1 A" in page


def test_an_answer_is_noted_of_the_hour_that_was_shown(recruiter, colleague, assigned):
    shown = {"notice": "eo", "revision": board(assigned)[1].revision}
    colleague.send("/interviews/1/move", slot="3", **shown)
    late = recruiter.send("/interviews/1/answer", answer="accepted", **shown)
    assert (late.status_code, board(assigned)[1].answer) == (409, None)
    assert "modifié entre-temps" in text_of(late)
    recruiter.send("/interviews/1/answer", answer="accepted", **shown | {"revision": board(assigned)[1].revision})
    assert board(assigned)[1].answer == "accepted"


def test_letters_follow_in_order_and_the_board_says_where_each_stands(recruiter, assigned):
    assert "Rédiger 2 lettres" in text_of(recruiter.get("/interviews"))
    assert recruiter.send("/interviews/letters", notice="eo").headers["location"].endswith("told=letters_drafted")
    with assigned.peek() as tx:
        drafts = tx.letters.all()
    assert {each.to_name for each in drafts} == {"Anne", TRAP}
    page = recruiter.get("/interviews")
    assert TRAP not in page.text
    assert text_of(page).count("Brouillon") == 2
    letter = recruiter.get(f"/letters/{drafts[0].id}")
    assert "jeudi 9 avril 2026 à 9\xa0h\xa000" in text_of(letter)


def test_whoever_was_told_of_an_interview_is_told_why_it_is_cancelled(recruiter, assigned):
    recruiter.send("/interviews/letters", notice="eo")
    with assigned.begin() as tx:
        letter = tx.letters.all()[0]
        tx.letters.sent_by_hand(letter.id, "mireille")
    shown = str(board(assigned)[1].revision)
    recruiter.send("/interviews/1/cancel", notice="eo", revision=shown, why="un membre du jury est empêché")
    with assigned.peek() as tx:
        (told,) = (each for each in tx.letters.all() if each.kind == "interview_cancelled")
    assert "\n\nUn membre du jury est empêché.\n\n" in told.text


def test_a_letter_that_waits_for_an_earlier_one_says_so(recruiter, assigned):
    recruiter.send("/interviews/letters", notice="eo")
    with assigned.begin() as tx:
        first, _ = tx.letters.all()
        tx.letters.approve(first.id, "mireille", revision=1)
        tx.letters.claim(first.id, "a", seal, way="smtp")
        tx.letters.doubt(first.id, "a", "gone")
    recruiter.send("/interviews/1/move", notice="eo", slot="3", revision="1")
    recruiter.send("/interviews/letters", notice="eo")
    told = f"Ne peut partir qu’une fois la lettre {first.id} envoyée"
    assert told in text_of(recruiter.get("/interviews"))
    assert told in text_of(recruiter.get("/letters/3"))


def answered(store, letter, slot, words):
    """The candidate's reply to a letter, as it was read."""
    told = {"letter_id": letter, "message_id": 1, "kind": "reply", "tied_by": "reference", "received_at": START}
    with store.begin() as tx:
        tx.answers.note(LetterAnswered(**told, chosen_slot_id=slot, chosen_words=words))


def test_hours_are_offered_the_choice_is_shown_and_given_by_one_click(recruiter, planned):
    offered = {"notice": "eo", "application": "1"}
    assert recruiter.send("/interviews/offer", **offered, slot=["1"]).status_code == 422
    assert recruiter.send("/interviews/offer", **offered, slot=["1", "2"]).status_code == 422  # two rooms, one hour
    made = recruiter.send("/interviews/offer", **offered, slot=["1", "3", ""])
    assert made.headers["location"].startswith("/letters/1?")
    assert "Créneaux proposés" in text_of(recruiter.get("/interviews"))
    answered(planned, 1, 3, f"le 9 avril à 10h {TRAP}")
    page = recruiter.get("/interviews")
    assert TRAP not in page.text
    assert "Créneaux choisis par les candidats" in text_of(page)
    assert "Attribuer ce créneau" in text_of(page)
    assert board(planned) == {}  # nothing is booked by itself
    recruiter.send("/interviews/assign", notice="eo", application="2", slot="3")
    assert "ce créneau est pris entre-temps" in text_of(recruiter.get("/interviews"))
    answered(planned, 1, None, None)
    assert "le créneau choisi n’a pas pu y être lu" in text_of(recruiter.get("/interviews"))
    recruiter.send("/interviews/assign", notice="eo", application="1", slot="1")
    assert "Créneaux choisis par les candidats" not in text_of(recruiter.get("/interviews"))


def test_an_answer_that_was_not_taken_waits_until_somebody_deals_with_it(recruiter, assigned):
    with assigned.begin() as tx:
        held = board(assigned)[1]
        given = CalendarReply(
            message_id=1, notice="eo", uid=held.uid, sequence=4, answer=Attendance.DECLINED, attendee=f"x{TRAP}"
        )
        tx.replies.take(given, frozenset())
    page = recruiter.get("/interviews")
    assert "Réponses d’agenda à traiter" in text_of(page)
    assert TRAP not in page.text
    assert "Réponses d’agenda à traiter" in text_of(recruiter.get("/overview"))
    assert f'name="revision" value="{held.revision}"' in page.text.partition('name="reply"')[0]
    recruiter.send("/interviews/1/answer", notice="eo", answer="declined", reply="1", revision=held.revision)
    assert board(assigned)[1].answer == "declined"
    for path in ("/interviews", "/overview"):
        assert "Réponses d’agenda à traiter" not in text_of(recruiter.get(path))


class Doubting(Acquainted):
    """No answer proves its sender until a person accepts its mail."""

    def doubt(self, *_):
        return FORGED


def test_an_hour_chosen_by_a_mail_that_nothing_proves_is_shown_and_not_given(recruiter, planned):
    recruiter.send("/interviews/offer", notice="eo", application="1", slot=["1", "3"])
    planned._logic = Doubting()
    answered(planned, 1, 3, f"le 9 avril à 10h {TRAP}")
    page = recruiter.get("/interviews")
    assert TRAP not in page.text
    assert "l’expéditeur est falsifié, d’après le serveur de réception (DMARC)" in text_of(page)
    assert "Attribuer ce créneau" not in text_of(page)
    assert "Créneaux choisis par les candidats" not in text_of(page)
    back = text_of(recruiter.get("/letters/1"))
    assert "l’expéditeur est falsifié, d’après le serveur de réception (DMARC)" in back
    assert "La personne candidate a répondu" not in back


def test_the_jury_s_calendar_is_had_by_its_secret_and_names_nobody(recruiter, stranger, assigned):
    made = recruiter.send("/interviews/calendars", notice="eo", jury="A")
    address = re.search(r'value="[^"]*(/calendars/[\w-]{43}\.ics)"', made.text)[1]
    answer = stranger.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    (entry,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (entry["SUMMARY"], entry["DTSTART"].dt.astimezone(UTC)) == (
        "Entretien – dossier n° 1",
        datetime(2026, 4, 9, 7, tzinfo=UTC),
    )
    for hers in ("Anne", "mail.example", "ORGANIZER", "ATTENDEE", "METHOD"):
        assert hers not in answer.text
    with assigned.peek() as tx:
        uids = [each.uid for each in tx.interviews.all("eo")]
    assert not any(uid in answer.text for uid in uids)  # it would answer the invitation
    assert stranger.get("/calendars/guessed.ics").status_code == 404
    recruiter.send("/interviews/calendars/1/revoke", notice="eo")
    assert stranger.get(address).status_code == 404
    assert address not in recruiter.get("/interviews").text


def test_the_jury_s_calendar_speaks_the_language_of_its_address(recruiter, stranger, assigned):
    made = recruiter.send("/interviews/calendars", notice="eo", jury="A")
    address = re.search(r'value="[^"]*(/calendars/[\w-]{43}\.ics)"', made.text)[1]

    def said(language):
        (entry,) = Calendar.from_ical(stranger.get(f"{address}?language={language}").content).walk("VEVENT")
        return entry["SUMMARY"].partition(" ")[0]

    assert [said(language) for language in ("fr", "nl", "de", "en", "xx")] == [
        *("Entretien", "Gesprek", "Gespräch", "Interview", "Entretien"),
    ]


def test_an_address_names_its_maker_s_language_where_the_office_has_another(recruiter, assigned):
    recruiter.send("/language", language="nl")
    made = recruiter.send("/interviews/calendars", notice="eo", jury="A")
    assert re.search(r'value="[^"]*\.ics\?language=nl"', made.text)


def test_sheets_and_the_reception_s_list(recruiter, assigned):
    page = recruiter.get("/interviews/reception")
    assert TRAP not in page.text
    assert "salle 1 (A)" in text_of(page)
    assert recruiter.get("/interviews.pdf").content.startswith(b"%PDF")


def test_a_dossier_says_when_its_candidate_is_heard(recruiter, assigned):
    assert re.search(
        "Entretien.*jeudi 9 avril 2026, 09:00.*salle 1", text_of(recruiter.get("/applications/1")), re.DOTALL
    )
    recruiter.send("/interviews/1/cancel", notice="eo", revision="1")
    assert "jeudi 9 avril 2026, 09:00" not in text_of(recruiter.get("/applications/1"))


def test_programs_read_the_same(recruiter, assigned):
    told = recruiter.get("/api/interviews?notice=eo").json()
    assert [each["name"] for each in told["interviews"]] == ["Anne", TRAP]
    assert (len(told["slots"]), [each["application"] for each in told["waiting"]]) == (12, [3])
    assert told["interviews"][0]["due"] == "invitation"


def test_a_reader_sees_and_changes_nothing(reader, assigned):
    page = reader.get("/interviews").text
    assert 'action="/interviews' not in page
    assert "Anne" in page


@pytest.mark.parametrize("language", ["nl", "de", "en"])
def test_in_every_language(recruiter, assigned, language):
    recruiter.send("/language", language=language, next="/")
    for path in ("/interviews", "/interviews/propose", "/interviews/reception"):
        page = text_of(recruiter.get(path))
        assert "Entretiens" not in page
        assert "%(" not in page


def test_somebody_who_is_given_another_notice_sees_none_of_it(recruiter, assigned, site):
    other = assigned.given(GivenData(notices=NoticeScope(named=frozenset({"other"}))))
    with other.peek() as tx:
        assert tx.slots.all("eo") == ()
        assert tx.interviews.all("eo") == ()

"""The jury's page as its members, its chair, a colleague and an attacker among them use it."""

from __future__ import annotations

import base64
import html

import pytest

from tests.unit.desk.web.conftest import PASSWORD, enter, seated
from tests.unit.desk.web.test_access import ADDRESSES, ask, eraser  # noqa: F401 - a fixture
from tests.unit.store.posting import paper, scene

SECRET, REASON, NOT_GIVEN = "Éblouissante en entretien", "c'est ma belle-soeur", "Je ne sais pas encore"


@pytest.fixture
def chair(site, store):
    return seated(site, store, "solange", "chair")


@pytest.fixture
def paul(site, store):
    return seated(site, store, "paul", "jury")


@pytest.fixture
def nadine(site, store):
    return seated(site, store, "nadine", "jury")


@scene
def before(chair, anne):
    """Anne's dossier, before the jury."""
    assert chair.send(f"/jury/chair/applications/{anne}/present").status_code == 303
    return anne


@scene
def luc(post):
    """A dossier of the same notice that is not before the jury."""
    return post.take_in(paper(filename="cv-luc.pdf", text="Je suis Luc"), sender="luc@mail.example", name="Luc Caché")


def give(member, number, text=SECRET, **words):
    fields = {f"on.{key}": said for key, said in words.items()}
    return member.send(f"/jury/applications/{number}/opinion", then="give", text=text, **fields)


def test_the_jury_sees_the_dossiers_that_the_chair_puts_before_it_and_no_others(paul, before, luc):
    listed = paul.get("/jury").text
    assert ("Anne Lambert" in listed, "Luc Caché" in listed) == (True, False)
    shown = html.unescape(paul.get(f"/jury/applications/{before}").text)
    assert "Je suis nommée à titre définitif." in shown
    assert "CV Anne.pdf" in shown
    document = before * 10_000 + 1
    page = paul.get(f"/documents/{document}").text
    assert "depuis 2010" in page
    assert f'href="/jury/applications/{before}"' in page
    assert f'href="/applications/{before}"' not in page
    assert f"/mails/{before}" not in page
    assert paul.get(f"/documents/{document}/pages/1.webp").content.startswith(b"picture")
    assert paul.get(f"/documents/{document}/original").status_code == 200
    for path in (
        f"/jury/applications/{luc}",
        f"/documents/{luc * 10_000 + 1}",
        f"/documents/{luc * 10_000 + 1}/original",
    ):
        assert paul.get(path).status_code == 404
    assert give(paul, luc).status_code == 404
    assert paul.send(f"/jury/applications/{luc}/abstention").status_code == 404


def test_an_abstention_of_a_dossier_that_is_no_longer_before_the_jury_is_taken_back(paul, chair, store, before):
    paul.send(f"/jury/applications/{before}/abstention", reason="un collègue")
    with store.peek() as tx:
        (opinion,) = tx.jury.of(before).abstentions
    chair.send(f"/jury/chair/applications/{before}/withdraw")
    answer = paul.send(f"/jury/opinions/{opinion.id}/undo")
    assert paul.get(answer.headers["location"]).status_code == 200


def test_who_sits_in_a_jury_alone_comes_to_its_page_first(paul, before):
    answer = paul.get("/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/jury")


def test_notes_decisions_and_colleagues_are_in_nothing_that_the_jury_is_shown(paul, recruiter, before):
    recruiter.send(f"/applications/{before}/notes", text="Note confidentielle")
    recruiter.send(f"/applications/{before}/decision", decision="shortlist", reason="Motif confidentiel")
    for path in ("/jury", f"/jury/applications/{before}", f"/documents/{before * 10_000 + 1}"):
        assert [word for word in ("confidentiel", "mireille") if word in paul.get(path).text] == []


def test_a_member_is_shown_which_others_have_given_an_opinion_and_nothing_of_it(paul, nadine, before):
    pages = ("/jury", f"/jury/applications/{before}")
    paul.send(f"/jury/applications/{before}/opinion", then="draft", text=NOT_GIVEN)
    assert all("Personne d’autre n’en a encore remis" in nadine.get(path).text for path in pages)
    give(paul, before)
    for path in pages:
        shown = html.unescape(nadine.get(path).text)
        assert ("Remis par\N{NO-BREAK SPACE}: paul" in shown, SECRET in shown) == (True, False)
    paul.send(f"/jury/applications/{before}/abstention", reason=REASON)
    assert all("Personne d’autre n’en a encore remis" in nadine.get(path).text for path in pages)


def test_once_open_the_jury_and_the_readers_of_the_dossier_are_shown_it_and_later_versions_beside_it(
    paul, nadine, chair, reader, recruiter, before
):
    give(paul, before, tenure="Nommée")
    assert chair.send(f"/jury/chair/applications/{before}/open", sure="yes", back="chair").status_code == 303
    give(paul, before, text="Finalement réservé")
    places = (
        *((nadine, f"/jury/applications/{before}"), (reader, f"/applications/{before}")),
        *((chair, f"/applications/{before}"), (recruiter, f"/api/applications/{before}")),
    )
    for browser, path in places:
        shown = html.unescape(browser.get(path).text)
        assert (SECRET in shown, "Finalement réservé" in shown) == (True, True), path
    assert "il existe une version plus récente" in nadine.get(f"/jury/applications/{before}").text
    chair.send(f"/jury/chair/applications/{before}/close")
    assert SECRET not in html.unescape(nadine.get(f"/jury/applications/{before}").text)


def test_a_chair_without_an_opinion_of_her_own_is_asked_before_she_opens_the_others(paul, chair, before):
    give(paul, before)
    for path, fields in ((f"/jury/chair/applications/{before}/open", {}), ("/jury/chair/open", {"notice": "eo"})):
        asked = chair.send(path, **fields)
        assert asked.status_code == 409
        assert "Vous n’avez pas encore remis votre propre avis" in asked.text
        assert f'href="/jury/applications/{before}#opinion"' in asked.text
    assert SECRET not in paul.get(f"/jury/applications/{before}").text.partition('id="others"')[2]
    chair.send(f"/jury/applications/{before}/opinion", text="La mienne.", then="give")
    assert chair.send(f"/jury/chair/applications/{before}/open").status_code == 303


def test_opening_all_opens_what_was_given_on_each_file(paul, nadine, chair, before, luc):
    chair.send(f"/jury/chair/applications/{luc}/present")
    give(paul, before)
    page = chair.get("/jury/chair").text
    assert "Pour 1 dossier" in page
    chair.send("/jury/chair/open", sure="yes", notice="eo")
    assert SECRET in nadine.get(f"/jury/applications/{before}").text
    assert "n’en a encore ouvert aucun" in nadine.get(f"/jury/applications/{luc}").text


def test_what_is_no_application_is_neither_opened_nor_counted_among_what_is_to_open(paul, chair, store, before):
    give(paul, before)
    assert "/jury/chair/open" in chair.get("/jury/chair?notice=eo").text
    with store.begin() as transaction:
        transaction.reviews.set_aside(before, "colette", "excluded", "Ein Test", kind="test")
    assert 'action="/jury/chair/open"' not in chair.get("/jury/chair?notice=eo").text
    chair.send("/jury/chair/open", sure="yes", notice="eo")
    with store.peek() as transaction:
        assert transaction.jury.of(before).opening is None


def test_a_draft_is_kept_for_its_writer_and_becomes_an_opinion_when_it_is_given(paul, nadine, chair, before):
    paul.send(f"/jury/applications/{before}/opinion", then="draft", text=NOT_GIVEN, **{"on.tenure": "à voir"})
    own = paul.get(f"/jury/applications/{before}").text
    assert (NOT_GIVEN in own, "à voir" in own, "brouillon" in paul.get("/jury").text) == (True, True, True)
    assert NOT_GIVEN not in nadine.get(f"/jury/applications/{before}").text
    assert "brouillon" not in chair.get("/jury/chair").text
    give(paul, before)
    assert NOT_GIVEN not in paul.get(f"/jury/applications/{before}").text
    assert "donné" in paul.get("/jury").text


def test_a_member_goes_on_from_dossier_to_dossier_with_the_cv_beside(paul, chair, before, luc):
    chair.send(f"/jury/chair/applications/{luc}/present")
    page = paul.get(f"/jury/applications/{before}").text
    assert f'src="/documents/{before}0001/pages/1.webp"' in page
    assert f'rel="next" href="/jury/applications/{luc}"' in page
    given = paul.send(f"/jury/applications/{before}/opinion", text="Convaincante.", then="next")
    assert given.headers["location"] == f"/jury/applications/{luc}?told=opinion_given"
    assert "Remettre mon avis et passer au suivant" not in paul.get(f"/jury/applications/{luc}").text
    last = paul.send(f"/jury/applications/{luc}/opinion", text="Convaincant.", then="next")
    assert last.headers["location"] == "/jury?told=opinion_given"


def test_an_opinion_without_words_is_refused_and_says_why(paul, before):
    answer = give(paul, before, text=" ")
    assert (answer.status_code, 'aria-describedby="fault-opinion"' in answer.text) == (422, True)
    assert "donné" not in paul.get("/jury").text


def test_who_abstains_is_shown_the_dossier_no_longer_by_any_address(paul, chair, nadine, before):
    give(paul, before)
    assert paul.send(f"/jury/applications/{before}/abstention", reason=REASON).headers["location"].startswith("/jury?")
    for path in (
        *(f"/jury/applications/{before}", f"/documents/{before * 10_000 + 1}"),
        *(f"/documents/{before * 10_000 + 1}/pages/1.webp", f"/documents/{before * 10_000 + 1}/original"),
    ):
        assert paul.get(path).status_code == 404
    listed = paul.get("/jury").text
    assert ("Anne Lambert" in listed, f"N° {before}" in html.unescape(listed).replace("\xa0", " ")) == (False, True)
    assert REASON in html.unescape(chair.get("/jury/chair").text)
    assert REASON not in html.unescape(nadine.get(f"/jury/applications/{before}").text)
    chair.send(f"/jury/chair/applications/{before}/open", sure="yes")
    assert SECRET not in nadine.get(f"/jury/applications/{before}").text
    assert paul.send("/jury/opinions/2/undo").status_code == 404
    assert chair.send("/jury/chair/opinions/2/lift").status_code == 303
    assert paul.get(f"/jury/applications/{before}").status_code == 200


def test_one_takes_back_ones_own_and_nobody_elses(paul, nadine, chair, recruiter, before):
    give(paul, before)
    assert nadine.send("/jury/opinions/1/undo").status_code == 404
    assert chair.send("/jury/opinions/1/undo").status_code == 404
    assert chair.send("/jury/chair/opinions/1/lift").status_code == 404
    assert recruiter.send("/jury/opinions/1/undo").status_code == 403
    assert paul.send("/jury/opinions/1/undo").status_code == 303
    assert "pas commencé" in paul.get("/jury").text


def test_the_chair_of_another_notice_does_nothing_here(site, store, before, paul):
    with store.begin() as tx:
        tx.notices.put(
            next(iter(tx.views.notices())).__class__(
                slug="autre", title="Autre", closes_at=tx.views.notices()[0].closes_at, timezone="Europe/Brussels"
            )
        )
    other = seated(site, store, "simone", "chair", "autre")
    give(paul, before)
    for act in ("open", "close", "withdraw", "present", "summary", "unsum"):
        assert other.send(f"/jury/chair/applications/{before}/{act}", text="x").status_code == 404
    other.send("/jury/chair/open", notice="eo")
    assert SECRET not in other.get("/jury/chair?notice=eo").text
    with store.peek() as tx:
        assert tx.jury.of(before).opening is None
    assert other.send("/jury/chair/opinions/1/lift").status_code == 404


def test_a_recruiter_who_sits_in_the_jury_of_this_notice_sees_what_the_jury_sees_of_it(site, store, before, luc):
    with store.begin() as tx:
        tx.accounts.give_role("mireille", "jury", ["eo"])
        tx.accounts.open_session(
            "mireille", "token of mireille", "csrf of mireille", tx.accounts._clock().replace(year=2999)
        )
    mireille = enter(site, "mireille")
    assert mireille.get(f"/jury/applications/{before}").status_code == 200
    assert mireille.get(f"/documents/{before * 10_000 + 1}").status_code == 200
    assert mireille.get(f"/applications/{before}").status_code == 404
    assert mireille.get(f"/jury/applications/{luc}").status_code == 404
    assert "Anne Lambert" not in mireille.get("/").text


def test_the_chairs_words_are_not_undone_by_a_recruiter_on_the_page_or_by_a_program(recruiter, chair, before, store):
    with store.read() as views:
        word = views.last_review()
    assert recruiter.send(f"/reviews/{word}/undo", back="/").status_code == 409
    answer = recruiter.client.post(
        f"/api/reviews/{word}/undo", json={"reason": "x"}, headers={"x-csrf-token": recruiter.csrf}
    )
    assert answer.status_code == 409
    assert f'action="/reviews/{word}/undo"' not in chair.get(f"/applications/{before}").text


def test_the_chairs_summary_stands_in_the_dossier_and_can_be_taken_back(chair, reader, nadine, paul, before):
    assert chair.send(f"/jury/chair/applications/{before}/summary").status_code == 422
    chair.send(f"/jury/chair/applications/{before}/summary", text="Le jury la retient")
    assert "Le jury la retient" in reader.get(f"/applications/{before}").text
    assert "Le jury la retient" not in nadine.get(f"/jury/applications/{before}").text  # nothing is open yet
    chair.send(f"/jury/chair/applications/{before}/open", sure="yes")
    assert "Le jury la retient" in nadine.get(f"/jury/applications/{before}").text
    chair.send(f"/jury/chair/applications/{before}/unsum")
    assert "Le jury la retient" not in nadine.get(f"/jury/applications/{before}").text
    assert chair.send(f"/jury/chair/applications/{before}/nothing").status_code == 404


def test_the_preselected_or_all_come_before_the_jury_at_once(chair, recruiter, paul, anne, luc):
    recruiter.send(f"/applications/{anne}/decision", decision="shortlist", reason="nommée")
    chair.send("/jury/chair/present", notice="eo", which="shortlist")
    assert ("Anne Lambert" in paul.get("/jury").text, "Luc Caché" in paul.get("/jury").text) == (True, False)
    chair.send("/jury/chair/present", notice="eo", which="all")
    assert "Luc Caché" in paul.get("/jury").text
    chair.send(f"/jury/chair/applications/{luc}/withdraw", back="chair")
    assert "Luc Caché" not in paul.get("/jury").text


def test_each_look_of_the_jury_is_noted(paul, chair, before, store):
    paul.get("/jury")
    paul.get(f"/jury/applications/{before}")
    paul.get(f"/documents/{before * 10_000 + 1}")
    with store.peek() as tx:
        looks = [(look.author, look.act) for look in tx.access_log.entries(limit=10, messages=[before])]
    assert looks == [("paul", "document"), ("paul", "dossier"), ("paul", "list")]
    assert chair.get(f"/access?application={before}").text.count("paul</td>") == 2  # lists are of no single notice


def test_a_program_of_the_jury_gets_nothing(paul, before):
    paul.client.cookies.clear()
    basic = {"authorization": "Basic " + base64.b64encode(f"paul:{PASSWORD}".encode()).decode()}
    assert paul.client.get("/api/me", headers=basic).json()["role"] == "jury"
    for path in ("/api/applications", f"/api/applications/{before}", "/api/messages", "/api/find?q=anne"):
        assert paul.client.get(path, headers=basic).status_code == 403


def test_what_members_write_is_text(paul, chair, nadine, before):
    give(paul, before, text="<script>alert(1)</script>", tenure="<b>x</b>")
    chair.send(f"/jury/chair/applications/{before}/open", sure="yes")
    for browser, path in ((nadine, f"/jury/applications/{before}"), (chair, f"/applications/{before}")):
        page = browser.get(path).text
        assert ("<script>alert" in page, "<b>x</b>" in page, "&lt;script&gt;alert" in page) == (False, False, True)


def test_all_of_a_view_are_put_before_the_jury_in_one_act_and_taken_back_in_one(chair, recruiter, store, before, luc):
    page = html.unescape(chair.get("/bulk?every=1&list=order%3Dname").text)
    assert "Soumettre 1 dossier au jury" in page  # Anne's is before it already
    assert "au jury" not in html.unescape(recruiter.get("/bulk?every=1").text)
    done = chair.send("/jury/chair/these", ids=f"{before},{luc}", list="order=name")
    assert done.status_code == 303
    said = html.unescape(chair.get(done.headers["location"]).text)
    assert "1 dossier est soumis au jury." in said
    with store.peek() as transaction:
        assert set(transaction.jury.before("paul")) == {before, luc}
    first = int(done.headers["location"].partition("first=")[2].partition("&")[0])
    assert chair.send("/jury/chair/these/undo", first=first, last=first, list="").status_code == 303
    with store.peek() as transaction:
        assert set(transaction.jury.before("paul")) == {before}  # put there before, by itself
    assert recruiter.send("/jury/chair/these", ids=str(luc), list="").status_code == 403


def test_csv_and_json_tell_how_a_file_stands_before_the_jury_and_no_word_of_a_closed_opinion(
    chair, recruiter, paul, before, luc
):
    give(paul, before)
    closed = recruiter.get("/export.csv").text
    assert closed.count("soumis au jury, avis fermés") == 1
    assert "non soumis au jury" in closed
    assert recruiter.get(f"/api/applications/{before}").json()["jury"]["standing"] == "before"
    chair.send(f"/jury/chair/applications/{before}/open", sure="yes")
    opened = recruiter.get("/export.csv").text
    assert opened.count("soumis au jury, avis ouverts") == 1
    assert [SECRET in text for text in (closed, opened)] == [False, False]
    assert recruiter.get(f"/api/applications/{before}").json()["jury"]["standing"] == "opened"

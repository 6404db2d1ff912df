"""What recruiters do on the page, and what readers can't."""

from __future__ import annotations

import re

import pytest

from parsers.values.documents import Kind
from parsers.values.evidence import Finding, State
from tests.unit.desk.web.conftest import QUOTE, TEXT
from tests.unit.store.posting import NEAR, evidence, paper


def decision_of(store, application):
    with store.read() as views:
        row = views.application(application).row
    return row.decision, row.decision_reason


def seen_on(browser, application):
    return re.search(r'name="seen" value="(\d+)"', browser.get(f"/applications/{application}").text).group(1)


def test_a_decision_has_its_reason(recruiter, store, anne):
    answer = recruiter.send(f"/applications/{anne}/decision", decision="shortlist", reason="Nommée, 16 ans.")

    assert answer.status_code == 303
    assert decision_of(store, anne) == ("shortlist", "Nommée, 16 ans.")
    assert "Présélectionner" in recruiter.get("/").text


def test_a_decision_without_a_reason_is_not_taken_and_the_form_stays_filled_in(recruiter, store, anne):
    answer = recruiter.send(f"/applications/{anne}/decision", decision="reject", reason=" ")

    assert answer.status_code == 422
    assert decision_of(store, anne) == (None, None)
    assert re.search(r'value="reject" checked', answer.text)


def test_a_decision_is_taken_back(recruiter, store, anne):
    recruiter.send(f"/applications/{anne}/decision", decision="discuss", reason="à voir")
    recruiter.send(f"/applications/{anne}/decision", decision="", reason="trop tôt")

    assert decision_of(store, anne)[0] is None


def test_a_word_taken_back_leads_to_the_mail_where_no_application_is_left(recruiter, store, near_miss):
    recruiter.send(f"/mails/{near_miss}/accept", reason="une candidature")
    with store.read() as views:
        (word,) = views.words(near_miss)
    answer = recruiter.send(f"/reviews/{word.id}/undo", back=f"/applications/{near_miss}")
    page = recruiter.get(answer.headers["location"])
    assert page.status_code == 200
    assert page.url.path == f"/mails/{near_miss}"
    assert "Annulé" in page.text
    assert recruiter.get("/applications/4711").status_code == 404


def test_accepting_a_mail_says_whether_its_candidate_has_a_dossier_already(recruiter, post, near_miss):
    again = post.take_in(sender="vinciane@mail.example", name="Vinciane Dubru", subject="Encore", verdict=NEAR)
    for mail, told in ((near_miss, "accepted"), (again, "joined")):
        answer = recruiter.send(f"/mails/{mail}/accept", reason="une candidature")
        assert f"told={told}" in answer.headers["location"]


def test_who_decides_later_is_told_of_the_other_s_decision(recruiter, colleague, store, anne):
    seen = seen_on(recruiter, anne)
    colleague.send(f"/applications/{anne}/decision", decision="shortlist", reason="oui", seen=seen)

    answer = recruiter.send(f"/applications/{anne}/decision", decision="reject", reason="non", seen=seen)
    assert answer.status_code == 409
    assert "Colette vient de prendre une décision dans ce dossier" in answer.text
    assert decision_of(store, anne) == ("shortlist", "oui")

    answer = recruiter.send(
        f"/applications/{anne}/decision", decision="reject", reason="non", seen=seen_on(recruiter, anne)
    )
    assert answer.status_code == 303
    assert decision_of(store, anne) == ("reject", "non")


def test_a_note_is_kept_as_it_was_written(recruiter, anne):
    recruiter.send(f"/applications/{anne}/notes", text="Rappeler lundi.\n<b>gras</b>")

    page = recruiter.get(f"/applications/{anne}").text
    assert "Rappeler lundi.\n&lt;b&gt;gras&lt;/b&gt;" in page
    assert "1 note" in recruiter.get("/").text


@pytest.mark.parametrize(
    ("key", "typed", "value", "state"),
    [
        ("phone", "0470 12 34 56", "+32470123456", "found"),
        ("workload", "18/22", 0.8182, "found"),
        ("workload", "50 %", 0.5, "contrary"),
        ("workload", "0,8", 0.8, "found"),
        ("experience_years", "4,5", 4.5, "contrary"),
        ("tenure", "temporary", "temporary", "contrary"),
        ("orientation", "yes", True, "found"),
        ("qualifications", "AESS\nCAPAES", ["AESS", "CAPAES"], "found"),
        ("languages", "français, Néerlandais", ["fr", "nl"], "found"),
        (
            "language_levels",
            "français langue maternelle, anglais b2; néerlandais (quelques notions), italien",
            [
                {"language": "fr", "level": "native"},
                {"language": "en", "level": "B2"},
                {"language": "nl", "words": "quelques notions"},
                {"language": "it"},
            ],
            "found",
        ),
        ("city", "Arlon", "Arlon", "found"),
        ("tenure", "", None, "not_found"),
    ],
)
def test_a_correction_is_read_as_the_contract_has_the_value(recruiter, store, anne, key, typed, value, state):
    assert recruiter.send(f"/applications/{anne}/corrections", key=key, value=typed).status_code == 303

    with store.read() as views:
        detail = views.application(anne)
    fact = (detail.facts | detail.person)[key]
    assert (fact.value, fact.state) == (value, state)


@pytest.mark.parametrize(
    ("key", "typed"),
    [("phone", "douze"), ("email", "anne"), ("workload", "beaucoup"), ("workload", "0/0"), ("workload", "900 %"),
     ("workload", "1,5"), ("workload", "130 %"), ("workload", "25/22"),
     ("experience_years", "99"), ("tenure", "peut-être"), ("languages", "klingonien"), ("nothing", "x"),
     ("language_levels", "klingonien B2"),
     ("orientation", "1")],
)  # fmt: skip
def test_what_is_no_value_is_said_beside_the_field(recruiter, anne, key, typed):
    answer = recruiter.send(f"/applications/{anne}/corrections", key=key, value=typed)

    assert answer.status_code == 422
    assert key in {"nothing", "tenure", "orientation"} or typed in answer.text


def test_a_correction_is_undone_from_the_history(recruiter, store, anne):
    recruiter.send(f"/applications/{anne}/corrections", key="city", value="Arlon", reason="lu dans le mail")
    page = recruiter.get(f"/applications/{anne}").text
    review = re.search(r"/reviews/(\d+)/undo", page).group(1)

    assert recruiter.send(f"/reviews/{review}/undo", back=f"/applications/{anne}").status_code == 303
    with store.read() as views:
        assert views.application(anne).row.city is None
    assert "annulé depuis" in recruiter.get(f"/applications/{anne}").text
    assert recruiter.send(f"/reviews/{review}/undo", back="/").status_code == 409


def shown(page):
    """The mark of what a page shows of a merge."""
    return re.search(r'name="shown" value="([0-9a-f]+)"', page.text).group(1)


def test_possible_duplicates_are_merged_and_parted_again(recruiter, store, anne, namesake):
    assert "même numéro de téléphone" in recruiter.get(f"/applications/{anne}").text

    preview = recruiter.get(f"/applications/{anne}/merge?other={namesake}")
    answer = recruiter.send(f"/applications/{anne}/merge", other=namesake, shown=shown(preview))
    assert answer.headers["location"] == f"/applications/{anne}?told=merged#history"
    with store.read() as views:
        assert views.application(namesake).row.id == anne
    page = recruiter.get(f"/applications/{anne}").text
    review = re.search(r"/reviews/(\d+)/undo", page).group(1)
    recruiter.send(f"/reviews/{review}/undo", back="/")
    with store.read() as views:
        assert views.application(namesake).row.id == namesake


def test_who_applied_more_than_once_is_a_filter(recruiter, store, anne, namesake, eve):
    def listed(which):
        page = recruiter.get(f"/?applied={which}").text
        return [one for one in (anne, namesake, eve) if f'id="row-{one}"' in page]

    assert (listed("any"), listed("merged")) == ([anne, namesake], [])
    with store.begin() as transaction:
        merge = transaction.reviews.merge(anne, namesake, "mireille")
    assert (listed("any"), listed("merged")) == ([anne], [anne])
    with store.begin() as transaction:
        transaction.reviews.undo(merge, "mireille")
        transaction.reviews.merge(anne, namesake, "mireille", "recommandation", whose="third")
    assert (listed("any"), listed("merged")) == ([], [])


@pytest.fixture
def rival(anne, post):
    """Another application with another CV, which says the contrary."""
    found = Finding(key="tenure", value="temporary", state=State.CONTRARY, evidence=(evidence(TEXT, QUOTE),))
    cv = paper(text=TEXT, filename="CV nouveau.pdf", findings=[found])
    tokens = {"tokens": {"email:anne@elsewhere.example"}}
    return post.take_in(cv, name="Anne L.", sender="anne@elsewhere.example", reading=tokens)


def test_what_merging_changes_is_shown_first_and_nothing_is_kept_of_it(recruiter, store, anne, rival):
    with store.read() as views:
        before = views.application(anne), views.application(rival), views.history()
    page = recruiter.get(f"/applications/{anne}/merge?other={rival}").text

    assert "CV Anne.pdf" in page.split("Pièces remplacées")[1].split("</section>")[0]
    assert "CV nouveau.pdf" not in page.split("Pièces remplacées")[1].split("</section>")[0]
    assert "définitif" in page
    assert "temporaire" in page
    assert f'action="/applications/{anne}/merge"' in page
    with store.read() as views:
        assert (views.application(anne), views.application(rival), views.history()) == before


def test_the_forms_lead_to_it_without_a_script(recruiter, anne, namesake):
    form = f'<form method="get" action="/applications/{anne}/merge"'
    assert form in recruiter.get(f"/applications/{anne}").text
    assert form in recruiter.get("/sort").text


@pytest.mark.parametrize("mark", ["", "0" * 32])
def test_nothing_is_merged_that_was_not_shown(recruiter, store, anne, rival, mark):
    answer = recruiter.send(f"/applications/{anne}/merge", other=rival, shown=mark, reason="la même")
    assert answer.status_code == (409 if mark else 200)
    assert 'value="la même"' in answer.text
    with store.read() as views:
        assert views.application(rival).row.id == rival


def test_what_changed_meanwhile_is_looked_at_again(recruiter, colleague, store, anne, rival):
    mark = shown(recruiter.get(f"/applications/{anne}/merge?other={rival}"))
    colleague.send(f"/applications/{rival}/decision", decision="discuss", reason="à voir")
    answer = recruiter.send(f"/applications/{anne}/merge", other=rival, shown=mark)

    assert answer.status_code == 409
    assert "La situation a changé" in answer.text
    assert recruiter.send(f"/applications/{anne}/merge", other=rival, shown=shown(answer)).status_code == 303
    with store.read() as views:
        assert views.application(rival).row.id == anne


@pytest.mark.parametrize(("other", "status"), [("", 200), ("x", 422), ("-1", 422), ("9" * 40, 422), ("999", 422)])
def test_a_merge_with_nothing_is_told(recruiter, anne, other, status):
    answer = recruiter.get(f"/applications/{anne}/merge?other={other}")
    assert answer.status_code == status
    assert ("ne porte ce nom" in answer.text) is (status == 422)
    assert recruiter.get(f"/applications/999/merge?other={other}").status_code == 404


def test_an_application_is_not_merged_with_itself(recruiter, reader, anne):
    assert recruiter.get(f"/applications/{anne}/merge?other={anne}").status_code == 409
    assert reader.get(f"/applications/{anne}/merge?other={anne}").status_code == 403


def test_two_who_are_kept_apart_are_shown_no_more(recruiter, anne, namesake):
    recruiter.send(f"/applications/{anne}/apart", other=namesake)

    assert "même numéro de téléphone" not in recruiter.get(f"/applications/{anne}").text


def test_a_mail_is_separated(recruiter, store, anne, post):
    other = post.take_in(name="Anne", reading={"tokens": {"email:anne@mail.example"}})
    recruiter.send(f"/mails/{other}/separate", reason="autre personne")

    with store.read() as views:
        assert views.application(other).row.id == other


def test_a_near_miss_is_accepted_with_a_reason_only(recruiter, store, near_miss):
    assert recruiter.send(f"/mails/{near_miss}/accept", reason="").status_code == 422
    assert recruiter.send(f"/mails/{near_miss}/accept", reason="objet mal tapé").status_code == 303

    with store.read() as views:
        assert views.application(near_miss).row.name == "Vinciane Dubru"
    assert "accepté par mireille" in recruiter.get(f"/mails/{near_miss}").text


def test_a_near_miss_is_dismissed(recruiter, near_miss):
    recruiter.send(f"/mails/{near_miss}/dismiss", reason="publicité")

    assert "Vinciane" not in recruiter.get("/sort").text


def test_a_locked_file_opens_with_its_password_only(recruiter, hand, store, locked):
    document = f"{locked}0001"
    assert recruiter.send(f"/documents/{document}/unlock", password="ouvre-toi", back="/sort").status_code == 422
    assert hand.asked == []

    assert recruiter.send(f"/documents/{document}/unlock", password="sésame", back="/sort").status_code == 303
    assert hand.asked == [locked]
    with store.read() as views:
        assert all("sésame" not in str(item.detail) for item in views.history())


def test_a_mail_is_read_again(recruiter, hand, anne):
    assert recruiter.send(f"/mails/{anne}/again").status_code == 303
    assert hand.asked == [anne]


@pytest.fixture
def director(anne, post):
    """A recommendation from somebody else, which came in as an application of its own, and says another tenure."""
    found = Finding(key="tenure", value="temporary", state=State.CONTRARY, evidence=(evidence(TEXT, QUOTE),))
    letter = paper(Kind.LETTER, "Recommandation.pdf", TEXT, [found])
    return post.take_in(letter, name="Paul Directeur", sender="paul@school.example")


def test_the_other_application_is_chosen_by_its_name(recruiter, anne, director):
    page = recruiter.get(f"/applications/{anne}/merge?other=direc").text
    assert "Paul Directeur" in page
    assert f"/applications/{anne}/merge?other={director}" in page
    assert "Personne dans la liste ne porte ce nom" in recruiter.get(f"/applications/{anne}/merge?other=personne").text


def test_somebody_else_s_mail_is_filed_as_a_recommendation_and_changes_nothing(recruiter, store, anne, director):
    preview = recruiter.get(f"/applications/{anne}/merge?other={director}&whose=third")
    assert "Recommandation.pdf" in preview.text.split("Classé comme recommandation")[1].split("</section>")[0]
    assert 'role="status"' not in preview.text  # nothing was done yet
    assert "aucun mot en commun" in recruiter.get(f"/applications/{anne}/merge?other={director}").text
    with store.read() as views:
        before = views.application(anne)
    recruiter.send(f"/applications/{anne}/merge", other=director, whose="third", shown=shown(preview))

    with store.read() as views:
        after = views.application(director)
    assert after.row.id == anne
    assert (after.person, after.facts) == (before.person, before.facts)
    assert {d.filename: (d.kind, d.superseded) for d in after.documents} == {
        "CV Anne.pdf": ("cv", False), "Lettre.pdf": ("letter", False), "Recommandation.pdf": ("recommendation", False)
    }  # fmt: skip
    assert "Écrit par un tiers" in recruiter.get(f"/applications/{anne}").text


def test_a_mail_is_moved_to_another_application_and_back(recruiter, store, post, anne, director):
    mail = post.take_in(paper(filename="CV Paul.pdf"), sender="anne@mail.example", name="Anne Lambert",
                        reading={"tokens": {"email:anne@mail.example"}})  # fmt: skip
    assert f'href="/mails/{mail}/move"' in recruiter.get(f"/applications/{anne}").text
    assert f"/mails/{mail}/move?other={director}" in recruiter.get(f"/mails/{mail}/move?other=paul").text
    preview = recruiter.get(f"/mails/{mail}/move?other={director}")
    assert recruiter.send(f"/mails/{mail}/move", other=director, shown="0" * 32).status_code == 409
    answer = recruiter.send(f"/mails/{mail}/move", other=director, whose="own", shown=shown(preview))
    assert answer.headers["location"] == f"/applications/{director}?told=moved#history"
    with store.read() as views:
        assert (views.message(mail).application_id, views.application(director).row.has_cv) == (director, True)
        review = views.history(application_id=director)[0].review_id
    recruiter.send(f"/reviews/{review}/undo", back="/")
    with store.read() as views:
        assert views.message(mail).application_id == anne
    assert recruiter.get(f"/mails/{anne}/move?other={director}").status_code == 409  # it bears what was said


def test_a_mail_to_sort_is_filed_with_somebody_in_one_step(recruiter, store, anne, near_miss):
    assert f'href="/mails/{near_miss}/move"' in recruiter.get("/sort").text
    assert f"/mails/{near_miss}/move?other={anne}" in recruiter.get(f"/mails/{near_miss}/move?other=lambert").text
    preview = recruiter.get(f"/mails/{near_miss}/move?other={anne}&whose=third")
    with store.read() as views:
        assert views.message(near_miss).application_id is None
    sent = {"other": anne, "whose": "third", "shown": shown(preview), "reason": "Une recommandation."}
    assert recruiter.send(f"/mails/{near_miss}/move", **sent).status_code == 303
    with store.read() as views:
        mail, row = views.message(near_miss), views.application(anne).row
    assert (mail.application_id, mail.third_party, row.name) == (anne, True, "Anne Lambert")


def test_a_fault_is_tied_to_its_field_and_told_in_the_title(recruiter, anne):
    page = recruiter.send(f"/applications/{anne}/corrections", key="workload", value="1,5").text
    assert 'aria-describedby="fault-workload"' in page
    assert 'id="fault-workload"' in page
    assert "<title>Non enregistré" in page


WRITES = ["notes", "decision", "corrections", "merge", "apart"]


def test_a_reader_reads_but_changes_nothing(reader, store, anne, near_miss, locked):
    assert 'name="decision" value="shortlist"' not in reader.get(f"/applications/{anne}").text
    paths = [f"/applications/{anne}/{what}" for what in WRITES]
    paths += [f"/mails/{near_miss}/accept", f"/mails/{anne}/again", f"/mails/{anne}/separate", "/reviews/1/undo"]
    paths += [f"/mails/{anne}/move"]
    paths += [f"/documents/{locked}0001/unlock"]

    for path in paths:
        answer = reader.send(path, text="x", reason="x", decision="shortlist", key="city", other="1", password="sésame")
        assert answer.status_code == 403, path
    with store.read() as views:
        assert [item for item in views.history() if item.review_id] == []


def test_a_form_without_its_token_is_refused(recruiter, store, anne):
    for token in ("", "wrong", "csrf of colette"):
        recruiter.csrf = token
        assert recruiter.send(f"/applications/{anne}/notes", text="x").status_code == 403
    with store.read() as views:
        assert views.application(anne).row.note_count == 0


def test_everything_stands_in_the_journal(recruiter, anne):
    recruiter.send(f"/applications/{anne}/notes", text="Rappeler lundi.")
    recruiter.get("/export.csv")
    recruiter.get(f"/dossier.pdf?id={anne}")

    page = recruiter.get("/journal").text
    for word in ("Note", "Exportation", "Dossier imprimé", "Rappeler lundi."):
        assert word in page


def test_the_journal_names_people_tells_what_held_before_and_is_filtered(recruiter, colleague, anne):
    recruiter.send(f"/applications/{anne}/decision", decision="shortlist", reason="oui")
    colleague.send(f"/applications/{anne}/decision", decision="reject", reason="non")
    recruiter.send(f"/applications/{anne}/corrections", key="city", value="Arlon")
    recruiter.send(f"/applications/{anne}/corrections", key="city", value="Virton")

    page = recruiter.get("/journal").text
    for words in ("Anne Lambert", "avant\u00a0: Présélectionner", "avant\u00a0: Arlon", "→ Virton"):
        assert words in page
    page = recruiter.get("/journal?author=colette&action=decision").text.split("<tbody>")[1]
    assert ("Ne pas retenir" in page, "Virton" in page) == (True, False)
    assert "Présélectionner" not in recruiter.get("/journal?action=note").text.split("</form>")[-1]

"""A value that a person has looked at is marked so, and no longer waits for anybody."""

from __future__ import annotations

import html
import re

import pytest

from parsers.values.evidence import Finding, State
from parsers.values.problems import Reason
from tests.unit.desk.web.conftest import QUOTE, TEXT
from tests.unit.store.posting import evidence, paper


@pytest.fixture
def doubtful(post):
    found = Finding(key="workload", value=0.5, state=State.TO_VERIFY, evidence=(evidence(TEXT, QUOTE),))
    return post.take_in(paper(text=TEXT, findings=[found]), name="Dora Doute")


def fact(store, application):
    with store.read() as views:
        detail = views.application(application)
    return detail.facts["workload"], detail.row.to_verify_count


def test_it_leaves_the_contradictions_and_has_the_state_of_its_value(recruiter, store, doubtful):
    assert fact(store, doubtful)[1] == 1
    page = recruiter.get(f"/applications/{doubtful}").text
    assert "C’est exact" in page
    answer = recruiter.send(f"/applications/{doubtful}/checked", key="workload", shown=shown_in(page))
    assert answer.headers["location"] == f"/applications/{doubtful}?told=checked#fact-workload"
    told, waiting = fact(store, doubtful)
    assert (told.value, told.state, told.checked, waiting) == (0.5, "contrary", True, 0)
    page = recruiter.get(f"/applications/{doubtful}").text
    assert "Vérifié par mireille" in page
    assert "Corrigé par" not in page
    assert "☑" in recruiter.get("/").text
    assert "Dora Doute" not in recruiter.get("/?awaits=to_verify").text

    review = re.search(r"/reviews/(\d+)/undo", page).group(1)
    recruiter.send(f"/reviews/{review}/undo", back="/")
    assert fact(store, doubtful)[1] == 1


def shown_in(page):
    """The values that the page's buttons say are right."""
    (value,) = re.findall(r"name=\"shown\" value='([^']+)'", page)
    return html.unescape(value)


def read(words, value, key="tenure"):
    text = f"Anne Lambert\n{words}\n"
    found = Finding(key=key, value=value, state=State.TO_VERIFY, evidence=(evidence(text, words),))
    return paper(text=text, findings=[found], filename=f"{words}.pdf")


def test_a_value_that_a_mail_brought_meanwhile_is_not_marked_as_checked(recruiter, store, post):
    anne = post.take_in(read("Nommée.", "permanent"))
    shown = shown_in(recruiter.get(f"/applications/{anne}").text)
    post.take_in(read("Temporaire.", "temporary"))
    late = recruiter.send(f"/applications/{anne}/checked", key="tenure", shown=shown)
    assert late.status_code == 409
    with store.read() as views:
        told = views.application(anne).facts["tenure"]
    assert (told.value, told.correction) == ("temporary", None)


@pytest.mark.parametrize("value", ['d\'Arlon <b>"à" & co', ["fr", "nl"], 1.5])
def test_whatever_a_value_is_its_page_posts_it(recruiter, store, post, value):
    anne = post.take_in(read("Ici.", value, "current_employer"))
    shown = shown_in(recruiter.get(f"/applications/{anne}").text)
    assert recruiter.send(f"/applications/{anne}/checked", key="current_employer", shown=shown).status_code == 303


def test_what_says_nothing_can_t_be_checked_and_readers_check_nothing(recruiter, reader, doubtful):
    assert recruiter.send(f"/applications/{doubtful}/checked", key="tenure").status_code == 422
    assert reader.send(f"/applications/{doubtful}/checked", key="workload").status_code == 403


def test_a_file_that_was_replaced_makes_no_dossier_look_unreadable(recruiter, store, post):
    broken = paper(filename="cv.pdf", readable=False, reason=Reason.CORRUPT, text="", pages=())
    number = post.take_in(broken, name="Paul")
    with store.read() as views:
        assert (views.application(number).row.unreadable_count, views.attention().unreadable) == (1, 1)
    post.take_in(paper(filename="cv2.pdf"))
    with store.read() as views:
        assert (views.application(number).row.unreadable_count, views.attention().unreadable) == (0, 0)
        assert views.to_sort().unreadable == ()

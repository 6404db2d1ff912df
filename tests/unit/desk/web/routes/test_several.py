"""Several applications at once: side by side, and one decision with one reason for many."""

from __future__ import annotations

import html
import io
import re
from dataclasses import replace

import openpyxl
import pytest

from tests.unit.desk.web.conftest import SCRIPT, seated
from tests.unit.store.posting import NOTICE


def decisions(store, *ids):
    with store.read() as views:
        return [views.application(one).row.decision for one in ids]


def hidden(page, name):
    return html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page.text).group(1))


def test_candidates_stand_side_by_side_with_their_quotes(reader, anne, eve):
    page = reader.get(f"/compare?id={eve}&id={anne}&list=c.tenure%3Dfound").text
    head = page.split("<thead>")[1].split("</thead>")[0]
    assert head.index("HYPERLINK") < head.index("Anne Lambert")
    assert "Je suis nommée à titre définitif." in page
    assert 'href="/?c.tenure=found"' in page
    assert SCRIPT not in page


@pytest.mark.parametrize(
    "path", ["/compare?id={anne}&id={eve}&list=", "/compare?list=", "/bulk?id={anne}&list=", "/bulk?list="]
)
def test_the_way_back_keeps_order_and_columns_by_criteria(recruiter, anne, eve, path):
    page = recruiter.get(path.format(anne=anne, eve=eve) + "col%3Dtenure%26order%3D-experience_years")
    assert 'href="/?col=tenure&amp;order=-experience_years"' in page.text


@pytest.mark.parametrize("numbers", ["", "id=1", "id=1&id=1", "id=1&id=2&id=3&id=4&id=5"])
def test_two_to_four_are_compared(reader, anne, numbers):
    assert reader.get(f"/compare?{numbers}").status_code == 422


def test_one_decision_for_several_and_its_undoing(recruiter, store, anne, eve, locked):
    page = recruiter.get(f"/bulk?id={anne}&id={eve}&list=order%3Dname")
    assert decisions(store, anne, eve) == [None, None]
    sent = {name: hidden(page, name) for name in ("ids", "seen", "list")}
    answer = recruiter.send("/bulk", decision="reject", reason="Pas nommée.", **sent)
    assert decisions(store, anne, eve, locked) == ["reject", "reject", None]
    shown = recruiter.get(answer.headers["location"])
    assert "2 décisions sont enregistrées." in shown.text
    assert 'action="/bulk/undo"' in shown.text
    recruiter.send("/bulk/undo", **{name: hidden(shown, name) for name in ("first", "last")})
    assert decisions(store, anne, eve) == [None, None]
    with store.read() as views:
        acts = [item.action for item in views.history() if item.action in {"decision", "undo"}]
    assert acts == ["undo", "undo", "decision", "decision"]


def test_everybody_in_the_view_is_decided_on(recruiter, store, anne, eve, locked):
    page = recruiter.get("/bulk?every=1&list=time%3Dno")
    assert hidden(page, "ids") == str(eve)


def test_whom_a_colleague_has_decided_on_meanwhile_is_shown_again(recruiter, colleague, store, anne, eve):
    page = recruiter.get(f"/bulk?id={anne}&id={eve}")
    sent = {name: hidden(page, name) for name in ("ids", "seen", "list")}
    colleague.send(f"/applications/{anne}/decision", decision="shortlist", reason="oui")
    answer = recruiter.send("/bulk", decision="reject", reason="non", **sent)
    assert (answer.status_code, hidden(answer, "ids")) == (409, str(anne))
    assert decisions(store, anne, eve) == ["shortlist", "reject"]
    again = {name: hidden(answer, name) for name in ("ids", "seen", "list")}
    recruiter.send("/bulk", decision="reject", reason="non", **again)
    assert decisions(store, anne) == ["reject"]


def test_it_needs_somebody_a_decision_and_a_reason(recruiter, store, anne):
    assert recruiter.get("/bulk").status_code == 422
    for fields in ({"decision": "reject"}, {"reason": "non"}, {"decision": "perhaps", "reason": "non"}):
        answer = recruiter.send("/bulk", ids=str(anne), seen="0", **fields)
        assert answer.status_code == 422
    assert 'name="decision" value="reject"' in answer.text
    assert decisions(store, anne) == [None]


def test_a_reader_decides_on_nobody_and_nobody_undoes_another_s(reader, recruiter, colleague, store, anne):
    assert reader.get(f"/bulk?id={anne}").status_code == 403
    assert reader.send("/bulk", ids=str(anne), decision="reject", reason="non").status_code == 403
    recruiter.send("/bulk", ids=str(anne), seen="0", decision="reject", reason="non")
    colleague.send("/bulk/undo", first="1", last="99")
    assert decisions(store, anne) == ["reject"]
    recruiter.csrf = "wrong"
    assert recruiter.send("/bulk", ids=str(anne), decision="discuss", reason="x").status_code == 403


def test_filters_by_value_stand_in_the_address(reader, anne, eve):
    assert "1 candidature" in reader.get("/?years=10").text
    page = reader.get("/?years=7,5&load=80+%25&language=fr&town=arl&c.tenure=found").text
    for field in ('value="7.5"', 'value="80"', 'value="arl"', '<strong class="count">5</strong>'):
        assert field in page
    assert "/export.csv?years=7.5&amp;load=80&amp;language=fr&amp;town=arl&amp;c.tenure=found" in page
    assert '<details class="more">' in page  # it closes by itself, and says how many filters are in it


def test_the_candidates_side_by_side_are_taken_away(reader, store, anne, eve):
    answer = reader.get(f"/compare.xlsx?id={anne}&id={eve}")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert len(list(book.worksheets[0].values)) == 3
    with store.read() as views:
        assert views.history(limit=1)[0].action == "export"


def test_a_saved_view_is_shared_and_never_replaced_in_silence(recruiter, colleague, anne):
    recruiter.send("/views", name="À voir", query="time=no", shared="yes")
    assert "À voir" in colleague.get("/").text
    assert 'action="/views/drop"' not in colleague.get("/").text
    answer = recruiter.send("/views", name="À voir", query="time=yes")
    assert answer.status_code == 409
    assert 'href="/?time=no"' in recruiter.get("/").text
    assert recruiter.send("/views", name="À voir", query="time=yes", replace="yes").status_code == 303
    assert 'href="/?time=yes"' in recruiter.get("/").text
    assert "À voir" not in colleague.get("/").text


def test_too_many_views_and_too_long_ones_are_refused_in_words(reader, anne):
    for number in range(50):
        assert reader.send("/views", name=f"vue {number}", query="time=no", shared="yes").status_code == 303
    for name, query, status, words in (
        ("une de trop", "time=no", 409, "50 vues"),
        ("vue 1", f"q={'é' * 300}&name={'é' * 300}", 422, "trop longs"),
    ):
        answer = reader.send("/views", name=name, query=query, replace="yes")
        assert (answer.status_code, words in answer.text) == (status, True)


def test_a_shared_view_is_for_whoever_reads_what_it_was_made_for(site, store, recruiter, anne):
    """A name may tell of a candidate for a notice that others are not given."""
    with store.begin() as tx:
        tx.notices.put(replace(NOTICE, slug="autre", title="Autre poste", criteria=()))
    paul, lise = seated(site, store, "paul", "recruiter"), seated(site, store, "lise", "reader", "autre")
    recruiter.send("/views", name="Tous les postes", query="time=no", shared="yes")
    recruiter.send("/views", name="Le poste de Lise", query="notice=autre", shared="yes")
    paul.send("/views", name="Chez Paul", query="time=no", shared="yes")
    paul.send("/views", name="Glissé ailleurs", query="notice=autre", shared="yes")
    names = ("Tous les postes", "Le poste de Lise", "Chez Paul", "Glissé ailleurs")
    shown = [[name for name in names if name in browser.get("/").text] for browser in (recruiter, paul, lise)]
    assert shown == [list(names[:3]), ["Chez Paul", "Glissé ailleurs"], ["Le poste de Lise"]]


def test_columns_that_were_chosen_stay(reader, anne):
    reader.get("/?col=office_tools")
    page = reader.get("/").text.split("<thead>")[1].split("</thead>")[0]
    assert "order=office_tools" in page
    assert "order=tenure" not in page

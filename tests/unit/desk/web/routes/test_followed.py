"""Tags, who looks after a file, and what is new to somebody."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.store.posting import START, paper


def row(store, application):
    with store.read() as views:
        return views.application(application).row


def test_a_tag_is_put_on_found_taken_off_and_undone(recruiter, store, anne, eve):
    recruiter.send(f"/applications/{anne}/tags", tag="  à  revoir | vite ")
    assert row(store, anne).tags == ("à revoir vite",)
    page = recruiter.get("/?tag=à+revoir+vite").text
    assert ("Anne Lambert" in page, f'id="row-{eve}"' in page) == (True, False)
    recruiter.send(f"/applications/{anne}/tags", off="à revoir vite")
    assert row(store, anne).tags == ()
    history = recruiter.get(f"/applications/{anne}").text
    assert "– à revoir vite" in history
    recruiter.send(f"/reviews/{re.search(r'/reviews/([0-9]+)/undo', history).group(1)}/undo", back="/")
    assert row(store, anne).tags == ("à revoir vite",)
    assert recruiter.send(f"/applications/{anne}/tags", tag=" | ").status_code == 422


def test_a_file_is_given_to_a_colleague_and_to_nobody(recruiter, store, anne, eve):
    recruiter.send(f"/applications/{anne}/assignee", assignee="colette")
    assert row(store, anne).assignee == "colette"
    assert f'id="row-{eve}"' not in recruiter.get("/?assignee=colette").text
    assert f'id="row-{anne}"' not in recruiter.get("/?assignee=-").text
    recruiter.send(f"/applications/{anne}/assignee", assignee="")
    assert row(store, anne).assignee is None
    assert recruiter.send(f"/applications/{anne}/assignee", assignee="personne").status_code == 404


def test_both_are_noted_for_several_at_once(recruiter, store, anne, eve):
    sent = {"ids": f"{anne},{eve}", "list": "order=name"}
    assert recruiter.send("/bulk/follow", **sent).status_code == 422
    answer = recruiter.send("/bulk/follow", tag="jury B", assignee="colette", **sent)
    assert answer.headers["location"] == "/?order=name&told=followed"
    assert {(*row(store, one).tags, row(store, one).assignee) for one in (anne, eve)} == {("jury B", "colette")}
    with store.read() as views:
        assert views.tags() == ("jury B",)


@pytest.mark.parametrize("path", ["tags", "assignee"])
def test_readers_note_nothing(reader, anne, path):
    assert reader.send(f"/applications/{anne}/{path}", tag="x", assignee="jury").status_code == 403
    assert reader.send("/bulk/follow", ids=str(anne), tag="x").status_code == 403


def test_what_one_has_not_opened_is_new_until_then_and_after_the_next_mail(reader, recruiter, store, post, anne, eve):
    def new(browser):
        page = browser.get("/?seen=new").text
        return [one for one in (anne, eve) if f'id="row-{one}"' in page]

    assert new(reader) == [anne, eve]
    reader.get(f"/applications/{anne}")
    assert (new(reader), new(recruiter)) == ([eve], [anne, eve])
    assert f'id="row-{anne}"' in reader.get("/?seen=opened").text
    later = datetime(2026, 3, 21, tzinfo=UTC) - START
    post.take_in(
        paper(filename="suite.pdf"),
        name="Anne Lambert",
        received_at=START + later + timedelta(hours=1),
        reading={"tokens": {"email:anne@mail.example"}},
    )
    assert new(reader) == [anne, eve]
    page = reader.get("/").text
    assert '<abbr class="new" title="nouveau\N{NO-BREAK SPACE}: pas ouvert' in page
    assert "à côté du nom" in page.partition('class="legend"')[2]

"""What was read of a document is corrected where it is seen."""

from __future__ import annotations

import re

from parsers.values.documents import Kind
from tests.unit.store.posting import paper


def test_a_document_s_kind_is_corrected_on_its_own_page_and_told_on_its_file_s(recruiter, store, post):
    number = post.take_in(paper(), paper(Kind.OTHER, "Motivation.pdf", "Madame"), sender="paul@mail.example")
    page = recruiter.get(f"/applications/{number}").text
    assert "Lettre manquante" in page
    assert f'action="/documents/{number}0002/kind"' in recruiter.get(f"/documents/{number}0002").text
    done = recruiter.send(f"/documents/{number}0002/kind", kind="letter", back=f"/applications/{number}")
    assert done.headers["location"] == f"/applications/{number}?told=classified"
    page = recruiter.get(f"/applications/{number}").text
    assert "Lettre manquante" not in page
    assert "lu comme\N{NO-BREAK SPACE}: Autre document" in page
    assert "Nature\N{NO-BREAK SPACE}: Lettre" in page
    word = re.search(r"/reviews/(\d+)/undo", page).group(1)
    recruiter.send(f"/reviews/{word}/undo", back="/")
    assert "Lettre manquante" in recruiter.get(f"/applications/{number}").text


def test_the_letter_is_in_this_mail(recruiter, store, eve):
    assert f'action="/mails/{eve}/kind"' in recruiter.get(f"/mails/{eve}").text
    recruiter.send(f"/mails/{eve}/kind", kind="letter", reason="dans le corps", back=f"/mails/{eve}")
    assert "La lettre est dans ce mail" in recruiter.get(f"/applications/{eve}").text
    with store.read() as views:
        assert views.application(eve).row.letter_in_body
    assert "Nature\N{NO-BREAK SPACE}: La lettre est dans ce mail" in recruiter.get("/journal").text


def test_the_document_s_own_page_has_the_form(recruiter, reader, anne):
    assert f'action="/documents/{anne}0001/kind"' in recruiter.get(f"/documents/{anne}0001").text
    assert '/kind"' not in reader.get(f"/documents/{anne}0001").text
    assert reader.send(f"/documents/{anne}0001/kind", kind="letter").status_code == 403


def test_what_is_no_kind_is_refused(recruiter, anne):
    assert recruiter.send(f"/documents/{anne}0001/kind", kind="song", back="/").status_code == 409
    assert recruiter.send(f"/mails/{anne}/kind", kind="", back="/").status_code == 409
    assert recruiter.send("/documents/77/kind", kind="cv", back="/").status_code == 404


def test_the_api_corrects_it_too(recruiter, anne):
    headers = {"x-csrf-token": recruiter.csrf}
    path = f"/api/documents/{anne}0002/kind"
    assert recruiter.client.post(path, json={"kind": "diploma"}, headers=headers).status_code == 201
    assert recruiter.client.post(path, json={"kind": "song"}, headers=headers).status_code == 422
    told = {"kind": "letter", "reason": "x"}
    assert recruiter.client.post(f"/api/messages/{anne}/kind", json=told, headers=headers).status_code == 201
    documents = recruiter.get(f"/api/applications/{anne}").json()["documents"]
    assert [(one["kind"], one["read_kind"]) for one in documents] == [("cv", None), ("diploma", "letter")]

"""Files that do something when they are opened: told as such, saved after a warning only, and wrapped."""

from __future__ import annotations

import io
import zipfile

import pytest

from parsers.values.documents import Kind
from parsers.values.problems import Problem
from tests.unit.store.posting import paper


@pytest.fixture
def program(post):
    """An application with a CV and a program that calls itself one."""
    danger = Problem(code="program", place="3", sentence="The file is a program")
    exe = paper(Kind.OTHER, "CV \u202efdp.exe", "", problems=(danger,), readable=False, media_type="application/x-exe")
    return post.take_in(paper(), exe)


def members(answer):
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_is_told_as_such(recruiter, program):
    page = recruiter.get(f"/applications/{program}").text
    assert 'class="fault" role="note"' in page
    assert "Dangereux" in page
    assert "Enregistrer l’original, après un avertissement" in page
    assert "Dangereux" in recruiter.get(f"/documents/{program}0002").text
    assert "Dangereux" in recruiter.get(f"/mails/{program}").text


@pytest.mark.parametrize("what", ["/documents/{}0002", "/mails/{}"])
def test_it_is_saved_after_a_warning_in_what_no_double_click_runs(reader, store, program, what):
    path = what.format(program)
    warning = reader.get(f"{path}/original")
    assert (warning.status_code, warning.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Fichier dangereux" in warning.text
    with store.read() as views:
        assert [item for item in views.history() if item.action == "download"] == []

    saved = reader.get(f"{path}/original?wrapped=1")
    assert saved.headers["content-type"] == "application/octet-stream"
    assert "exe" not in saved.headers["content-disposition"]
    assert [name.rpartition(".")[2] for name in members(saved)] == ["txt", "bin"]
    assert "fdp.exe" in members(saved)["README.txt"].decode()
    with store.read() as views:
        assert [item.author for item in views.history() if item.action == "download"] == ["jury"]


def test_other_files_are_saved_as_they_are(reader, program):
    saved = reader.get(f"/documents/{program}0001/original")
    assert "cv.pdf" in saved.headers["content-disposition"]


def test_the_text_of_an_attached_mail_is_shown_with_its_mail(reader, post):
    attached = paper(Kind.OTHER, None, "La mystagogie me passionne.", media_type="message/rfc822", place="3")
    mail = post.take_in(paper(), attached)
    assert "La mystagogie me passionne." in reader.get(f"/mails/{mail}").text
    assert "mail joint" in reader.get(f"/applications/{mail}").text

"""What no checker sees: the statement, titles that tell the state, faults tied to fields, fields to be filled in."""

from __future__ import annotations

import re

import pytest

from tests.unit.desk.web.conftest import token_in


def title(answer):
    return re.search("<title>(.*?)</title>", answer.text, re.DOTALL).group(1)


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "partiellement conforme"), ("nl", "gedeeltelijk conform"), ("de", "teilweise konform"),
     ("en", "conforms partially")],
)  # fmt: skip
def test_the_statement_is_there_for_everybody_in_each_language(stranger, language, words):
    page = stranger.get("/accessibility", headers={"accept-language": language}).text

    assert words in page
    assert "EN 301 549" in page
    assert "2026" in page


def test_every_page_leads_to_the_statement(stranger, recruiter):
    for page in (stranger.get("/login").text, recruiter.get("/overview").text):
        assert 'href="/accessibility"' in page


def test_a_login_that_failed_says_so_in_the_title_and_at_its_fields(stranger):
    shown = stranger.get("/login")
    assert "Erreur" not in title(shown)
    assert "aria-invalid" not in shown.text

    refused = stranger.post("/login", data={"csrf": token_in(shown), "name": "x", "password": "y", "next": "/"})
    assert title(refused).startswith("Erreur\u00a0: ")
    assert refused.text.count('aria-invalid="true" aria-describedby="fault"') == 2
    assert 'id="fault"' in refused.text


def test_what_was_done_stands_in_the_title(recruiter, anne):
    kept = recruiter.send(f"/applications/{anne}/notes", text="Rappeler lundi")
    page = recruiter.get(kept.headers["location"].split("#")[0])

    assert title(page).startswith("La note est enregistrée")


def test_a_password_that_is_not_taken_is_told_at_its_fields(recruiter):
    page = recruiter.send("/account/password", present="faux", password="a" * 14, again="b" * 14).text

    assert 'aria-describedby="password-help fault-password"' in page
    assert page.count("fault-password") == 4


@pytest.mark.parametrize("path", ["/login", "/account", "/applications/{}"])
def test_forms_say_which_fields_must_be_filled_in(recruiter, stranger, anne, path):
    page = (stranger if path == "/login" else recruiter).get(path.format(anne)).text

    assert "* champ obligatoire" in page

"""« Pourquoi ? »: each fact leads to its explanation, in the reader's language and without a script."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.i18n.languages import LANGUAGES
from tests.unit.desk.web.conftest import QUOTE, SCRIPT


@pytest.mark.parametrize("key", ["tenure", "experience_years", "name"])
def test_a_fact_that_is_known_leads_to_why_among_its_details(recruiter, anne, key):
    assert "/why/" not in recruiter.get(f"/applications/{anne}").text
    page = recruiter.get(f"/applications/{anne}?fact={key}").text
    assert f'href="/applications/{anne}/why/{key}"' in page
    assert "Pourquoi\N{NO-BREAK SPACE}?<" in page
    assert "/why/" not in recruiter.get(f"/applications/{anne}?fact=workload").text


def test_the_page_tells_passage_rule_modifiers_and_what_was_set_aside(reader, anne):
    page = reader.get(f"/applications/{anne}/why/tenure").text
    for words in (
        QUOTE,
        "tenure.plain/1",
        "Une règle",
        "La règle a changé depuis cette lecture.",
        "quelqu&#39;un d&#39;autre (fr)",
        "temporaire, certitude 0,55",
        "Mots non pris en compte",
        "mi-temps",
        "doit d’abord être accepté par une personne",
    ):
        assert words in page, words
    assert f'href="/applications/{anne}#fact-tenure"' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_the_readers_language(recruiter, anne, language):
    recruiter.send("/language", language=language, next="/")
    assert f"d&#39;autre ({language})" in recruiter.get(f"/applications/{anne}/why/tenure").text


def test_a_rules_examples_are_told_once_with_what_must_be_quoted(recruiter, anne):
    page = recruiter.get(f"/applications/{anne}/why/tenure").text
    assert page.count("<mark>nommée&lt;script&gt;alert(1)&lt;/script&gt;</mark> → définitif") == 1


def test_what_candidates_wrote_is_no_markup(recruiter, anne):
    page = recruiter.get(f"/applications/{anne}/why/tenure").text
    assert SCRIPT not in page
    assert "mi-temps&lt;script&gt;" in page


@pytest.mark.parametrize("key", ["salary", "workload", "..%2Ftenure"])
def test_a_fact_that_is_not_there_is_not_found(recruiter, anne, key):
    assert recruiter.get(f"/applications/{anne}/why/{key}").status_code == 404


def test_nobody_sees_it_without_logging_in(stranger, anne):
    answer = stranger.get(f"/applications/{anne}/why/tenure", follow_redirects=False)
    assert answer.headers["location"].startswith("/login")


def test_where_nothing_can_be_explained_there_is_no_link(site, recruiter, anne):
    site.state.desk = replace(site.state.desk, explaining=None)
    assert "/why/" not in recruiter.get(f"/applications/{anne}?fact=tenure").text
    assert recruiter.get(f"/applications/{anne}/why/tenure").status_code == 404

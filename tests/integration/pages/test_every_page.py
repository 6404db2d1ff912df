"""Every page of an application, in every language: it is there, and what candidates wrote does nothing in it."""

from __future__ import annotations

import re

import pytest

from desk.i18n.languages import LANGUAGES
from tests.unit.desk.web.routes.test_pages import PATHS


def paths_of(browser, application):
    """Every page there is, with those of an application, its documents, its mail and why its facts are so."""
    page = browser.get(f"/applications/{application}").text
    rows = [f"/applications/{application}?fact={key}" for key in re.findall(r'id="fact-(\w+)"', page)]
    page += "".join(browser.get(row).text for row in rows)
    found = set(re.findall(r'href="((?:/documents/\d+|/mails/\d+|/applications/\d+/why/\w+)(?:\?[^"#]*)?)', page))
    return [*PATHS, f"/applications/{application}", *rows, *(path.replace("&amp;", "&") for path in sorted(found))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_every_language(recruiter, anne, namesake, near_miss, locked, eve, language):
    recruiter.send("/language", language=language, next="/")

    for path in paths_of(recruiter, anne):
        answer = recruiter.get(path)
        assert (answer.status_code, path) == (200, path)
        assert f'<html lang="{language}">' in answer.text


def test_texts_of_candidates_are_never_markup(recruiter, eve, near_miss):
    for path in paths_of(recruiter, eve):
        page = recruiter.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page
        assert "\u202e" not in page
    assert "&lt;script&gt;alert(1)" in recruiter.get(f"/applications/{eve}").text


def test_pages_hold_no_script_and_no_style_of_their_own(recruiter, anne, eve, near_miss, locked):
    for path in paths_of(recruiter, anne):
        page = recruiter.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|<style|\son\w+=", page), path

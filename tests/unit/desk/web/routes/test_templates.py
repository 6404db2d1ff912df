"""The templates on the page: checked before they hold, seen with a candidate's values, inert whatever is typed."""

from __future__ import annotations

import html

import pytest

from desk.letters.templates import LetterTemplate, load
from tests.unit.desk.web.routes.test_letters import TRAP, candidates, desk, text_of  # noqa: F401 - fixtures

SHIPPED = load("refusal", "fr", None, {})
PATH = "/letters/templates/fr/refusal"
GOOD = {"subject": "Votre candidature", "text": "Bonjour {{ name }},\n\n{{ reasons }}\n\n{{ appeal }}"}


def in_force(store):
    with store.peek() as tx:
        return tx.templates.in_force()


def test_what_is_kept_makes_the_letters_from_now_on_and_no_draft_changes(recruiter, desk):  # noqa: F811
    recruiter.send("/letters/selection", notice="eo")
    with desk.peek() as tx:
        before = [letter.text for letter in tx.letters.all()]
    assert recruiter.send(PATH, act="keep", after=0, **GOOD).headers["location"].endswith("told=template_kept")
    with desk.begin() as tx:
        assert [letter.text for letter in tx.letters.all()] == before
        tx.letters.withdraw(2, "mireille")
    recruiter.send("/letters/selection", notice="eo")
    with desk.peek() as tx:
        assert tx.letters.get(3).text.startswith(f"Bonjour {TRAP},\n\nTrop peu")
    assert "mireille" in text_of(recruiter.get("/letters/templates"))
    recruiter.send(PATH, act="shipped", after=1, **GOOD)
    assert in_force(desk) == {}
    assert SHIPPED.subject in html.unescape(recruiter.get(PATH).text)
    old = html.unescape(recruiter.get(f"{PATH}?version=1").text)
    assert GOOD["text"] in old


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{{ nmae }} {{ appeal }}", "nmae"),
        ("Bonjour", "voies de recours"),
        ("{% if name %}{{ appeal }}{% endif %}", "voies de recours"),
        ("{{ name.__class__ }} {{ appeal }}", "Getattr"),
        ("{{ cycler() }} {{ appeal }}", "Call"),
        ("{% for x in name %}{% endfor %}{{ appeal }}", "For"),
        ("{% include '/etc/passwd' %}{{ appeal }}", "Include"),
        ("{{ name", "1:"),
    ],
)
def test_what_could_not_be_used_is_said_and_not_kept(recruiter, desk, text, fault):  # noqa: F811
    answer = recruiter.send(PATH, act="keep", after=0, subject="x", text=text)
    assert (answer.status_code, in_force(desk)) == (422, {})
    assert fault in html.unescape(answer.text)
    assert html.escape(text, quote=False) in answer.text.replace("&#39;", "'")  # what was typed is not lost


def test_a_candidate_s_values_are_seen_while_typing_and_stay_words(recruiter, desk):  # noqa: F811
    seen = recruiter.send(f"{PATH}/preview/2", **GOOD)
    assert TRAP not in seen.text
    assert f"Bonjour {TRAP}," in html.unescape(seen.text)
    assert "<html" not in seen.text
    empty = recruiter.send(f"{PATH}/preview/1", subject="x", text="{{ reserve_until }} {{ appeal }}")
    assert "reserve_until" in empty.text
    assert in_force(desk) == {}


def test_a_subject_is_one_line_and_no_header(recruiter, desk):  # noqa: F811
    recruiter.send(PATH, act="keep", after=0, subject="a\r\nBcc: x@y.example", text=GOOD["text"])
    kept = LetterTemplate.of(in_force(desk)["refusal", "fr"])
    assert kept.subject == "a Bcc: x@y.example"


def test_whoever_typed_on_an_older_version_is_told_and_loses_nothing(recruiter, colleague, desk):  # noqa: F811
    recruiter.send(PATH, act="keep", after=0, **GOOD)
    other = colleague.send(PATH, act="keep", after=0, **(GOOD | {"subject": "Autre sujet"}))
    assert other.status_code == 409
    assert "Autre sujet" in other.text
    assert LetterTemplate.of(in_force(desk)["refusal", "fr"]).subject == "Votre candidature"


def test_there_are_no_other_templates_and_readers_change_none(recruiter, reader, desk):  # noqa: F811
    for path in ("/letters/templates/fr/x", "/letters/templates/xx/refusal", "/letters/templates/fr/..%2f..%2fx"):
        assert recruiter.get(path).status_code == 404
    assert reader.send(PATH, act="keep", after=0, **GOOD).status_code == 403

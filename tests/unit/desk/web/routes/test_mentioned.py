"""What a search for words found is mentioned, grey, with its passage: it proves nothing, and is no reason by itself."""

from __future__ import annotations

import re

import pytest

from desk.i18n.speech import speech
from desk.reasons import reasons_of
from parsers.values.documents import Kind
from parsers.values.evidence import Finding, State
from tests.unit.store.posting import evidence, paper

TEXT = "Paul Petit\nJe travaille avec Excel."
QUOTE = "Je travaille avec Excel."
WORDS = "office_tools"


@pytest.fixture
def paul(post):
    """An application whose CV has words that a criterion looks for."""
    found = Finding(key=WORDS, value=["excel"], state=State.FOUND, evidence=(evidence(TEXT, QUOTE),))
    return post.take_in(paper(Kind.CV, "CV.pdf", TEXT, [found]), name="Paul Petit", sender="paul@mail.example")


def row_of(page, key):
    """A criterion's row of a file's page."""
    row = page[page.index(f'id="fact-{key}"') :]
    return row[: row.index("</li>\n")]


def test_it_is_grey_with_its_passage(reader, paul):
    row = row_of(reader.get(f"/applications/{paul}").text, WORDS)
    assert '<span class="state mentioned"><span class="sign" aria-hidden="true">·</span> mentionné</span>' in row
    assert QUOTE in row
    assert "trouvé" not in row
    assert "mentionné" in reader.get(f"/?col={WORDS}").text


def test_what_a_person_says_is_no_mention(recruiter, paul):
    recruiter.send(f"/applications/{paul}/corrections", key=WORDS, value="oui", state="found")
    row = row_of(recruiter.get(f"/applications/{paul}").text, WORDS)
    assert re.search(r'class="state found">.*trouvé', row)


def test_it_is_no_reason_until_a_person_says_so(recruiter, store, paul):
    def labels():
        with store.read() as views:
            told = reasons_of(views.application(paul), views.notices()[0], speech("fr"))
        return {one.label for one in told.considerations}

    before = labels()
    assert "Nomination ou engagement à titre définitif" in before
    assert not any("Word" in label for label in before)
    recruiter.send(f"/applications/{paul}/corrections", key=WORDS, value="oui", state="found")
    assert any("Word" in label for label in labels())

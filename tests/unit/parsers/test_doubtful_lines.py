"""What stands on lines that their page may show otherwise is never sure, and never contrary."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from parsers.criteria import EO_CRITERIA
from parsers.facts.extractors import find_in_document
from parsers.profile import assemble
from parsers.values.documents import Document, Doubt, Doubted, Kind, Page
from parsers.values.evidence import State
from parsers.values.profiles import Source

TEXT = (
    "Curriculum vitae\n\nElke Müßigbrodt\nelke.muessigbrodt@post.example\n\n"
    "Enseignante temporaire depuis 2015 à l'Institut des Prés, à mi-temps\n\n"
    "Expérience professionnelle\n2015 – présent : professeure, Institut des Prés, Arlon\n\n"
    "Diplômes\n2014 : bachelière en enseignement secondaire\n\nLangues\nFrançais : langue maternelle\nAnglais : B2\n"
)


def profile(*, doubtful: bool, clean_copy: bool = False):
    sources = [_source(1, doubtful=doubtful), *([_source(2, doubtful=False)] if clean_copy else [])]
    return assemble(sources, criteria=EO_CRITERIA, cutoff=date(2026, 3, 15))


def _source(number: int, *, doubtful: bool) -> Source:
    doubts = (Doubted(0, len(TEXT), Doubt.LETTERS),) if doubtful else (Doubted(0, len(TEXT), Doubt.ALONE),)
    document = Document(
        place=str(number),
        filename="cv.pdf",
        media_type="application/pdf",
        sha256="0" * 64,
        size=1,
        kind=Kind.CV,
        language="fr",
        text=TEXT,
        pages=(Page(number=1, start=0, end=len(TEXT), doubts=doubts),),
    )
    found = find_in_document(document, criteria=EO_CRITERIA)
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    return Source(message_id=number, document_id=number, received_at=moment, in_time=True, findings=found)


def states(told) -> dict[str, State]:
    facts = {**told.facts, **told.person}
    return {key: fact.state for key, fact in facts.items() if fact.state is not State.NOT_FOUND}


def test_what_one_reader_alone_has_is_believed():
    known = states(profile(doubtful=False))
    assert known["tenure"] is State.CONTRARY
    assert {"experience_years", "languages", "qualifications", "name"} <= known.keys()


def test_nothing_is_sure_on_a_doubtful_line():
    doubted, known = states(profile(doubtful=True)), states(profile(doubtful=False))
    assert doubted.keys() == known.keys()
    assert set(doubted.values()) == {State.TO_VERIFY}


@pytest.mark.parametrize("key", ["tenure", "name"])
def test_a_plain_copy_makes_it_sure(key):
    assert states(profile(doubtful=True, clean_copy=True))[key] == states(profile(doubtful=False))[key]


def test_a_doubt_elsewhere_on_the_page_changes_nothing():
    page = Page(number=1, start=0, end=40, doubts=(Doubted(20, 30, Doubt.LETTERS), Doubted(0, 40, Doubt.ALONE)))
    assert page.doubts_letters(29, 35)
    assert not page.doubts_letters(30, 40)
    assert not replace(page, doubts=()).doubts_letters(0, 40)

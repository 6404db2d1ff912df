"""What is read again as it was is not written again; what has changed is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import event, select

from parsers.values.documents import Kind, Page
from store.applications import documents
from store.database.models import DocumentRow, PageRow
from store.errors import ValueRefused
from store.search.sqlite import ALL_TEXTS
from tests.unit.store.posting import paper

TEXT = "Je suis nommée à titre définitif."
CV = paper(text=TEXT)


def test_a_mail_has_no_document_under_the_number_of_another_mail_s(post, monkeypatch):
    monkeypatch.setattr(documents, "IDS_PER_MESSAGE", 3)
    with pytest.raises(ValueRefused):
        post.take_in(*(paper(filename=f"{number}.pdf", text=f"texte {number}") for number in range(4)))


def read_as(document, **changes):
    return replace(document, document=replace(document.document, **changes))


@pytest.fixture
def mail(post):
    """A mail with a CV, read once; how it is read again, and what that wrote."""
    sighting = post.sighting()
    noted = post.record(sighting)
    post.read(noted.message_id, sighting, CV)

    def again(*documents, body="Bonjour"):
        written = []
        event.listen(post.store.engine, "before_cursor_execute", lambda *told: written.append(told[2]))
        post.read(noted.message_id, sighting, *documents, body=body)
        return [one for one in written if one.startswith(("INSERT", "DELETE")) and ("pages" in one or "search" in one)]

    return again


def kept(store):
    """The indexed texts and the pages' ends."""
    with store.peek() as tx:
        session = tx.ledger._session
        texts = [folded for _, folded in session.execute(ALL_TEXTS)]
        pages = session.execute(select(PageRow.number, PageRow.text_end, PageRow.kind).order_by(PageRow.number)).all()
        return texts, [tuple(page) for page in pages], list(session.scalars(select(DocumentRow.filename)))


def test_the_same_is_neither_paged_nor_indexed_again(store, mail):
    before = kept(store)
    assert mail(CV) == []
    assert kept(store) == before


def test_other_pages_take_the_place_of_those_that_were_there(store, mail):
    (page,) = CV.document.pages
    half = Page(number=1, start=0, end=8, kind=Kind.CV)
    assert mail(read_as(CV, pages=(half, replace(page, number=2, start=8))))
    assert kept(store)[1] == [(1, 8, "cv"), (2, len(TEXT), None)]
    assert mail(read_as(CV, pages=()))
    assert kept(store)[1] == []


def test_another_text_or_name_is_indexed(store, mail):
    assert mail(read_as(CV, text="Maîtresse d'école"))
    assert any("maitresse d ecole" in text for text in kept(store)[0])
    assert mail(read_as(CV, filename="papier.pdf"))
    assert any(text.startswith("papier pdf") for text in kept(store)[0])


def test_another_body_is_indexed(store, mail):
    assert mail(CV, body="Bonsoir")
    assert any("bonsoir" in text for text in kept(store)[0])

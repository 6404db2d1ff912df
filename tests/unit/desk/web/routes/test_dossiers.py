"""The printed dossier."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pytest
from pdfminer.high_level import extract_text

from desk.dossier.pdf import printable
from desk.dossier.summary import in_order, summaries
from desk.i18n.speech import speech
from parsers.values.documents import Kind
from store.views.values import ApplicationFilter
from tests.unit.desk.web.conftest import QUOTE, SCRIPT
from tests.unit.store.posting import paper

SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


def printed(store, *applications, language="fr"):
    with store.read() as views:
        details = list(views.details(ApplicationFilter(ids=applications, order="name"), with_text=True))
        notices = {notice.slug: notice for notice in views.notices()}
    return summaries(details, notices, speech(language))


def text_of(content):
    return extract_text(io.BytesIO(content)).translate(SPACES)


def test_a_summary_tells_who_what_and_where_it_is_said(store, anne):
    summary = printed(store, anne)
    text = text_of(summary.content)

    assert summary.pages == (len(pikepdf.open(io.BytesIO(summary.content)).pages),)
    for words in ("Anne Lambert", "anne@mail.example", "Arrivé dans le délai", "définitif", QUOTE, "CV Anne.pdf, p. 1",
                  "depuis sept. 2010", "imprimé à la suite de ce résumé"):  # fmt: skip
        assert words in text


def test_each_application_begins_on_a_page_of_its_own(store, anne, eve):
    summary = printed(store, anne, eve)

    assert len(summary.pages) == 2
    assert len(pikepdf.open(io.BytesIO(summary.content)).pages) == sum(summary.pages)


def test_the_foot_of_a_page_says_whose_it_is(store, anne, post):
    letter = paper(Kind.LETTER, "lettre.docx", "Je pose ma candidature. " * 400)
    letter = replace(letter, document=replace(letter.document, media_type="application/msword"))
    paul = post.take_in(letter, sender="paul@mail.example", name="Paul Mot")
    summary = printed(store, anne, paul)

    feet = [text_of_page(summary.content, page).strip().splitlines()[-1] for page in range(sum(summary.pages))]
    first, second = summary.pages
    assert second > 1
    assert feet == [f"Anne Lambert – page {n + 1}" for n in range(first)] + [
        f"Paul Mot – page {n + 1}" for n in range(second)
    ]


def text_of_page(content, page):
    return extract_text(io.BytesIO(content), page_numbers=[page]).translate(SPACES)


def test_decision_and_notes_are_printed(store, anne):
    with store.begin() as tx:
        tx.reviews.decide(anne, "mireille", "discuss", "Charge à préciser.")
        tx.reviews.note(anne, "colette", "Rappeler lundi.")
    text = text_of(printed(store, anne).content)

    for words in ("À discuter", "Charge à préciser.", "Rappeler lundi."):
        assert words in text


def test_a_correction_is_printed_with_its_reason_and_a_check_as_one(recruiter, store, anne):
    recruiter.send(f"/applications/{anne}/corrections", key="tenure", value="temporary", reason="vu l’arrêté")
    assert re.search(r"Corrigé par mireille le [^–]+– vu l’arrêté", text_of(printed(store, anne).content))


def test_texts_of_candidates_are_only_printed(store, eve):
    content = printed(store, eve).content
    book = pikepdf.open(io.BytesIO(content))

    assert SCRIPT in text_of(content).replace("\n", "")
    assert isinstance(book.Root.OpenAction, pikepdf.Array)  # a place to begin at, no action
    assert "/AA" not in book.Root
    assert "/Names" not in book.Root
    assert all("/Annots" not in page for page in book.pages)


def test_a_text_without_pages_is_printed_in_full(store, post):
    letter = paper(Kind.LETTER, "lettre.docx", "Madame,\n" + "Je pose ma candidature. " * 400 + "Fin.")
    letter = replace(letter, document=replace(letter.document, media_type="application/msword"))
    application = post.take_in(letter, name="Paul Mot")
    summary = printed(store, application)

    assert "Fin." in text_of(summary.content)
    assert summary.pages[0] >= 3


def test_documents_come_cv_first_and_without_what_was_replaced(store, post):
    application = post.take_in(paper(Kind.LETTER, "l.pdf", "l"), paper(Kind.CV, "cv.pdf", "c"), name="Anne")
    post.take_in(paper(Kind.CV, "cv2.pdf", "c2"), name="Anne")
    with store.read() as views:
        assert [document.filename for document in in_order(views.application(application))] == ["cv2.pdf", "l.pdf"]


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_a_dossier_speaks_every_language(store, anne, language):
    assert printed(store, anne, language=language).content.startswith(b"%PDF")


def test_what_moves_a_cursor_or_turns_a_line_is_not_printed():
    assert printable("a\x1b[31m\u202eb\x00\tc\nd\U0010ffff") == "a[31mb c\nd"


def test_selection_is_printed_once_for_each_and_has_a_limit(recruiter, anne, namesake):
    assert recruiter.get(f"/dossier.pdf?id={anne}&id={anne}&id={namesake}").content.startswith(b"%PDF")
    assert recruiter.get("/dossier.pdf").status_code == 422
    assert recruiter.get("/dossier.pdf?" + "&".join(f"id={n}" for n in range(51))).status_code == 422
    assert recruiter.get("/dossier.pdf?id=999").status_code == 404

"""Every document in one viewer: Word, text and mails on pages that the program sets, originals drawn as they look."""

from __future__ import annotations

import re

import pytest

from parsers.values.documents import Kind
from parsers.values.evidence import Finding, State
from tests.unit.store.posting import evidence, paper

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "Paul Petit\nJe suis nommé à titre définitif.\nNommé, et nommé encore."
QUOTE = "Je suis nommé à titre définitif."


@pytest.fixture
def word(post):
    """An application with a letter by Word, which has no pages of its own."""
    found = Finding(key="tenure", value="permanent", state=State.FOUND, evidence=(evidence(TEXT, QUOTE),))
    letter = paper(Kind.LETTER, "Lettre.docx", TEXT, [found], media_type=WORD, pages=(), page_count=None)
    return post.take_in(letter, name="Paul Petit", sender="paul@mail.example")


def test_a_word_document_is_set_on_a_page_with_the_quote_marked(recruiter, word):
    start = TEXT.index(QUOTE)
    page = recruiter.get(f"/documents/{word}0001?start={start}&end={start + len(QUOTE)}").text

    assert f'src="/documents/{word}0001/pages/1.webp"' in page
    assert "mise en page par le programme" in page
    assert page.count('<rect class="chosen"') == 1


def test_its_picture_is_drawn_of_the_text_that_was_kept(recruiter, word):
    answer = recruiter.get(f"/documents/{word}0001/pages/1.webp?size=large&turn=90")

    assert answer.headers["content-type"] == "image/webp"
    assert answer.text.startswith("large, 90:")
    assert QUOTE in answer.text
    assert recruiter.get(f"/documents/{word}0001/pages/2.webp").status_code == 404


@pytest.mark.parametrize("asked", ["turn=45", "turn=-90", "size=huge"])
def test_a_picture_that_nobody_draws_is_refused(recruiter, word, asked):
    assert recruiter.get(f"/documents/{word}0001/pages/1.webp?{asked}").status_code in {404, 422}


def test_zoom_and_turn_are_links(recruiter, anne):
    page = recruiter.get(f"/documents/{anne}0001?start=13&end=20&zoom=150&turn=90").text

    links = [link.replace("&amp;", "&") for link in re.findall(r'data-key="[^"]" href="([^"]+)"', page)]
    here = f"/documents/{anne}0001?start=13&end=20"
    assert [link for link in links if link.startswith("/documents")] == [
        f"{here}&turn=90#sheet", f"{here}&zoom=200&turn=90#sheet", f"{here}&zoom=width&turn=90#sheet",
        f"{here}&turn=90#sheet", f"{here}&zoom=150#sheet", f"{here}&zoom=150&turn=180#sheet",
    ]  # fmt: skip
    assert "pages/1.webp?size=large&amp;turn=90" in page
    assert 'class="sheet zoom150" tabindex="0"' in page


def test_the_words_looked_for_are_marked_on_the_page_and_in_the_text(recruiter, word):
    found = recruiter.get("/search?q=nommé").text
    link = re.search(rf'href="(/documents/{word}0001[^"]+)"', found).group(1).replace("&amp;", "&")
    page = recruiter.get(link).text

    assert page.count('<mark class="found">') == 2
    assert page.count('<rect class="found"') == 2
    assert page.count('<rect class="chosen"') == 1


def test_the_words_looked_for_are_marked_in_a_mail(recruiter, post):
    said = {"body": "Bonjour. Une orientation, l'orientation."}
    mail = post.take_in(name="Luc", sender="luc2@mail.example", reading=said)
    page = recruiter.get(f"/mails/{mail}?q=orientation").text

    assert page.count('<mark class="found">') == 2


def test_what_has_neither_look_nor_text_is_told_alone(recruiter, post):
    nothing = paper(text="", media_type=WORD, pages=(), page_count=None)
    mail = post.take_in(nothing, name="Vide", sender="v@mail.example")

    assert "<img" not in recruiter.get(f"/documents/{mail}0001").text

"""The table for a jury on paper, and what printing leaves in the journal."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pdfminer.high_level import extract_text

SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\n": " "})


def text_of(content):
    return " ".join(extract_text(io.BytesIO(content)).translate(SPACES).split())


@pytest.mark.parametrize(("paper", "width"), [("A4", 842), ("A3", 1191)])
def test_candidates_stand_side_by_side_with_what_says_it(recruiter, anne, eve, paper, width):
    answer = recruiter.get(f"/compare.pdf?id={anne}&id={eve}&paper={paper}")
    book = pikepdf.open(io.BytesIO(answer.content))
    text = text_of(answer.content)

    assert round(float(book.pages[0].mediabox[2])) == width
    assert book.Root.Lang == "fr"
    for words in ("Anne Lambert", "définitif", "Je suis nommée", "Nomination", "CV", "Pas encore de décision"):
        assert words in text
    assert "score" not in text.casefold()
    assert "rang" not in text.casefold()


def test_more_candidates_than_columns_go_on_on_the_next_sheet(recruiter, anne, eve, locked, namesake):
    answer = recruiter.get(f"/compare.pdf?id={anne}&id={eve}&id={locked}&id={namesake}")
    pages = pikepdf.open(io.BytesIO(answer.content)).pages
    texts = [extract_text(io.BytesIO(answer.content), page_numbers=[n]) for n in range(len(pages))]

    assert "Anne Lambert" in "".join(texts)
    assert "Luc Verrou" in "".join(texts)
    assert not any("A. Lambert" in text and "Luc Verrou" in text and "Anne Lambert" in text and "HYPER" in text
                   for text in texts)  # fmt: skip


def test_nobody_ticked_is_said(recruiter):
    assert recruiter.get("/compare.pdf").status_code == 422


def test_too_many_are_refused_and_none_is_left_out_unsaid(recruiter, anne):
    many = "&".join(f"id={number}" for number in range(1, 52))
    assert recruiter.get(f"/compare.pdf?{many}").status_code == 422
    again = "&".join([f"id={anne}"] * 51)
    assert recruiter.get(f"/compare.pdf?{again}").status_code == 200


def acts(store):
    with store.read() as views:
        return [(item.action, item.message_id, item.detail) for item in views.history() if item.author == "mireille"]


def test_printing_several_writes_one_line(recruiter, store, anne, eve):
    recruiter.get(f"/dossier.pdf?id={anne}&id={eve}")
    (line,) = (act for act in acts(store) if act[0] == "dossier")
    assert line[1] is None
    assert sorted(line[2]["applications"]) == sorted([anne, eve])
    assert f'href="/applications/{eve}"' in recruiter.get("/journal?action=dossier").text

    recruiter.get(f"/dossier.pdf?id={anne}")
    assert [act[1] for act in acts(store) if act[0] == "dossier"] in ([anne, None], [None, anne])
    recruiter.get(f"/compare.pdf?id={anne}&id={eve}")
    assert len([act for act in acts(store) if act[0] == "export"]) == 1

"""Names that no form foresaw: every page, sheet and dossier holds them."""

from __future__ import annotations

import io
import unicodedata

import openpyxl
import pytest
from pdfminer.high_level import extract_text

from tests.unit.store.posting import paper

NAMES = {
    "right to left": "פלונית אלמונית",
    "arabic": "فلانة الفلانية",
    "chinese": "某某人",
    "emoji": "Ève 🙂 Lambert",
    "endless": "Anne-" + "Marie-" * 60 + "Lambert",
    "one word": "x" * 600,
    "turned": "Anne \u202etreblA",
    "marked up": "<b>Anne</b> & [red]Luc[/red]",
}


@pytest.fixture(params=NAMES.values(), ids=NAMES.keys())
def odd(request, store, post):
    """A name, and the application under it."""
    name = request.param
    cv = paper(text=f"{name}\nInstitutrice", filename=f"{name[:200]}.pdf")
    return name, post.take_in(cv, sender="odd@mail.example", name=name)


def test_every_page_shows_it(recruiter, odd):
    _, application = odd
    for path in ("/", f"/applications/{application}", f"/mails/{application}", "/sort", "/overview", "/journal"):
        answer = recruiter.get(path)
        assert answer.status_code == 200, path
        assert "\u202e" not in answer.text, path


def test_it_is_taken_away(recruiter, odd):
    name, application = odd
    dossier = recruiter.get(f"/dossier.pdf?id={application}")
    book = openpyxl.load_workbook(io.BytesIO(recruiter.get("/export.xlsx").content))

    assert dossier.content.startswith(b"%PDF")
    assert "odd@mail.example" in extract_text(io.BytesIO(dossier.content))
    held = next(cell.value for cell in book["Candidatures"][2] if cell.column_letter == "B")
    assert unicodedata.normalize("NFKC", held).startswith(name[:5].rstrip())
    assert "\u202e" not in held
    assert "odd@mail.example" in recruiter.get("/export.csv").text

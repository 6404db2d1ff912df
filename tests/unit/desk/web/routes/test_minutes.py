"""The minutes: what was decided of each candidate and why, in two formats that other programs read."""

from __future__ import annotations

import html
import io

import docx
import pypdfium2

from tests.unit.desk.web.conftest import seated
from tests.unit.store.posting import LATE, paper, scene

TRAP = "<w:t>&\u202e=1+1"
FIELDS = {
    "body": "jury",
    "held": "le 26 mars 2026, 9 h",
    "place": "Arlon",
    "present": "Mireille\n\nColette",
    "abstained": f"Colette, pour {TRAP}",
    "remarks": "Rien à signaler.",
    "notice": "eo",
}


@scene
def decided(store, post):
    for number, (name, verdict) in enumerate((("Anne", None), (f"Bob {TRAP}", None), ("Dan", LATE))):
        options = {"verdict": verdict} if verdict else {}
        post.take_in(paper(sha256=str(number)), sender=f"c{number}@mail.example", name=name, **options)
    with store.begin() as tx:
        tx.reviews.decide(1, "mireille", "shortlist", "Toutes les conditions")
        tx.reviews.decide(2, "mireille", "reject", f"Motif {TRAP}")
    return store


def test_the_page_shows_what_the_minutes_will_say(recruiter, reader, decided):
    page = recruiter.get("/minutes?notice=eo")
    assert "Toutes les conditions" in page.text
    assert "<w:t>" not in page.text
    assert "Enregistrer comme document de texte" in page.text
    assert "Enregistrer comme document de texte" not in reader.get("/minutes").text
    assert reader.send("/minutes", **FIELDS, format="docx").status_code == 403


def test_they_carry_who_sits_in_the_jury_who_abstains_and_what_its_chair_sums_up(site, store, recruiter, decided):
    for name, role in (("solange", "chair"), ("paul", "jury")):
        seated(site, store, name, role)
    with store.begin() as tx:
        tx.jury.present(1, "solange")
        tx.jury.give(tx.accounts.user("solange").id, "solange", 1, {}, "avis fermé")
        tx.jury.abstain(tx.accounts.user("paul").id, "paul", 1, "mon cousin")
        tx.jury.sum_up(1, "solange", f"Le jury la retient {TRAP}")
    page = html.unescape(recruiter.get("/minutes?notice=eo").text)
    assert ("paul\nsolange</textarea>" in page, "paul\u00a0: Anne (1)</textarea>" in page) == (True, True)
    assert ("mon cousin" in page, "avis fermé" in page, "Le jury la retient" in page) == (False, False, True)
    answer = recruiter.send("/minutes", **FIELDS, format="docx")
    rows = [[cell.text for cell in row.cells] for row in docx.Document(io.BytesIO(answer.content)).tables[0].rows]
    assert len(rows) == 2  # the head, and who was before the jury
    assert rows[1][2] == "Toutes les conditions\nSynthèse de la présidence\u00a0: Le jury la retient <w:t>&=1+1"
    document = pypdfium2.PdfDocument(recruiter.send("/minutes", **FIELDS, format="pdf").content)
    assert "Le jury la retient" in "".join(sheet.get_textpage().get_text_range() for sheet in document)


def test_as_a_text_document(recruiter, decided):
    answer = recruiter.send("/minutes", **FIELDS, format="docx")
    made = docx.Document(io.BytesIO(answer.content))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    for words in (
        "Procès-verbal du jury",
        "le 26 mars 2026, 9 h",
        "Mireille\nColette",
        "pour <w:t>&=1+1",
        "Signatures\n\nMireille  ____",
    ):
        assert words in text
    rows = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert rows[0] == ["Personne candidate", "Décision", "Motifs"]
    assert rows[1] == ["Anne (1)", "Présélectionner", "Toutes les conditions"]
    assert rows[2] == ["Bob <w:t>&=1+1 (2)", "Ne pas retenir", "Motif <w:t>&=1+1"]
    assert rows[3][1:] == ["Pas encore de décision", ""]
    assert "proc" in answer.headers["content-disposition"].lower()


def test_as_a_pdf(recruiter, decided):
    answer = recruiter.send("/minutes", **FIELDS, format="pdf")
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(answer.content))
    for words in ("Procès-verbal du jury", "Toutes les conditions", "Colette", "Rien à signaler."):
        assert words in text


def test_that_they_were_made_stands_in_the_journal(recruiter, decided):
    recruiter.send("/minutes", **FIELDS, format="docx")
    with decided.read() as views:
        last = views.history(limit=1)[0]
    assert (last.action, last.detail) == ("minutes", {"notice": "eo"})

from __future__ import annotations

import io
from datetime import datetime
from types import SimpleNamespace

import openpyxl
import pytest

from desk.escaping import FORMULA, HARMLESS
from desk.export import workbook
from desk.export.columns import columns, names
from desk.export.workbook import write_xlsx
from desk.i18n.languages import LANGUAGES
from desk.i18n.speech import speech
from parsers.criteria import EO_CRITERIA


def written(store, language="fr"):
    out, reader = io.BytesIO(), speech(language)
    with store.read() as views:
        write_xlsx(views.lines(with_text=True), names(views.notices(), reader), reader, out, with_text=True)
    return openpyxl.load_workbook(out)


@pytest.fixture
def book(shown):
    return written(shown)


def test_the_sheets_read_of_the_store_what_the_page_reads(shown):
    with shown.begin() as tx:
        (first, *_) = tx.views.applications().rows
        tx.jury.present(first.id, "solange")
        tx.jury.open(first.id, "solange")
        tx.jury.sum_up(first.id, "solange", "retenue")
        tx.reviews.classify(tx.views.application(first.id).documents[0].id, "anne", "letter")
    with shown.read() as views:
        details, lines = list(views.details(with_text=True)), list(views.lines(with_text=True))
    assert [line.row for line in lines] == [detail.row for detail in details]
    assert [line.jury for line in lines] == [detail.jury for detail in details]
    for line, detail in zip(lines, details, strict=True):
        passages = [
            (fact.key, each.document_id, each.page, each.quote, each.rule)
            for fact in detail.facts.values()
            for each in fact.evidence
        ]
        assert [tuple(passage) for passage in line.passages] == passages
        for told, whole in ((line.papers, detail.documents), (line.career, detail.career)):
            same = [[getattr(one, name) for name in told[0]._fields if name != "quote"] for one in whole]
            assert [[getattr(one, name) for name in one._fields if name != "quote"] for one in told] == same
        assert [entry.quote for entry in line.career] == [entry.evidence.quote for entry in detail.career]
        assert all(line.labels[fact.key] == fact.labels for fact in detail.facts.values() if fact.labels)
    assert any(line.passages and line.papers and line.career for line in lines)


def test_texts_are_read_only_where_they_are_wanted(shown):
    with shown.read() as views:
        assert {paper.text for line in views.lines() for paper in line.papers} == {None}


def column(sheet, heading):
    at = next(cell.column for cell in sheet[1] if cell.value == heading)
    return [row[at - 1].value for row in sheet.iter_rows(min_row=2)]


def test_the_list_has_frozen_headings_and_filters(book):
    sheet = book["Candidatures"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.auto_filter.ref.endswith("3")


def test_what_is_read_stands_first_and_no_column_is_lost(book, shown):
    with shown.read() as views:
        headings = names(views.notices(), speech("fr"))
    read, further = ([cell.value for cell in book[name][1]] for name in ("Candidatures", "Autres colonnes"))
    assert len(read) == 15
    assert (read[:2], further[:2]) == (["N°", "Nom"], ["N°", "Nom"])
    every = [column.heading for column in columns(headings, speech("fr"))]
    assert sorted([*read, *further[2:]]) == sorted(every)


def test_dates_are_dates_in_the_zone_of_the_notice(book):
    assert column(book["Candidatures"], "Première arrivée")[0] == datetime(2026, 2, 10, 10, 0)  # noqa: DTZ001 - Excel has no zones
    assert column(book["Parcours"], "Début")[0] == datetime(2011, 9, 1)  # noqa: DTZ001


def test_numbers_are_numbers_and_words_are_french(book):
    further, sheet = book["Autres colonnes"], book["Candidatures"]
    charge = next(cell for cell in further[1] if cell.value == "Charge\u00a0: valeur")
    assert (further.cell(2, charge.column).value, further.cell(2, charge.column).number_format) == (0.5, "0%")
    assert column(sheet, "Nomination") == ["trouvé", "trouvé"]
    assert column(sheet, "Manque") == [None, "Lettre"]
    assert column(sheet, "Dans le délai") == ["oui", "non"]


def test_what_the_chair_has_opened_stands_in_a_sheet_of_its_own_and_nothing_else_does(shown):
    with shown.begin() as tx:
        (first, *_) = tx.views.applications().rows
        paul = tx.accounts.add_user("paul", "jury", None)
        tx.jury.present(first.id, "solange")
        tx.jury.give(paul.id, "paul", first.id, {"tenure": "Nommée"}, "Oui")
    assert [cell.value for cell in written(shown)["Jury"][2]] == [None] * 7
    with shown.begin() as tx:
        tx.jury.open(first.id, "solange")
        tx.jury.sum_up(first.id, "solange", "=1+1 retenue")
    sheet = written(shown)["Jury"]
    assert column(sheet, "Qui") == ["paul", "paul", "solange"]
    assert column(sheet, "Critère") == ["Nomination", "Sur l’ensemble", "Synthèse de la présidence"]
    assert column(sheet, "Avis du jury")[:2] == ["Nommée", "Oui"]
    assert isinstance(column(sheet, "Quand")[0], datetime)


@pytest.mark.parametrize(
    ("language", "sheets"),
    [
        ("nl", ["Kandidaturen", "Andere kolommen", "Passages", "Documenten", "Loopbaan", "Jury"]),
        ("de", ["Bewerbungen", "Weitere Spalten", "Textstellen", "Dokumente", "Werdegang", "Jury"]),
        ("en", ["Applications", "Further columns", "Passages", "Documents", "Career", "Jury"]),
    ],
)
def test_the_workbook_speaks_the_reader_s_language(shown, language, sheets):
    book, french = written(shown, language), written(shown)

    assert book.sheetnames == sheets
    headings = {cell.value for sheet in book for cell in sheet[1]}
    same = headings & {cell.value for sheet in french for cell in sheet[1]}
    assert same <= {
        "CV",
        "E-mail",
        "Passage",
        "Document",
        "Documents",
        "Mails",
        "Notes",
        "Page",
        "Pages",
        "Orientation",
        "Jury",
    }


def test_no_cell_is_or_begins_a_formula(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in cells)
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert not [text for text in texts if text[0] in FORMULA and not HARMLESS.fullmatch(text)]
    assert any("HYPERLINK" in text for text in texts)


def test_nothing_links_anywhere(book):
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def test_passages_documents_and_texts_have_their_sheets(book):
    assert column(book["Passages"], "Passage")[0].startswith("Je suis nommée")
    assert column(book["Documents"], "Raison de l’illisibilité")[2] == "Protégé par un mot de passe"
    assert column(book["Documents"], "Texte")[0].startswith("Je suis nommée")


def test_an_empty_list_is_a_workbook_all_the_same():
    out = io.BytesIO()
    write_xlsx([], {}, speech("fr"), out)
    assert openpyxl.load_workbook(out).sheetnames == [
        *("Candidatures", "Autres colonnes", "Passages", "Documents", "Parcours", "Jury")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_sheets_are_such_as_excel_takes(language):
    out = io.BytesIO()
    write_xlsx([], {}, speech(language), out)
    assert all(len(name) <= 31 for name in openpyxl.load_workbook(out).sheetnames)


def heads_of(language):
    """Every head of a workbook's columns, by sheet."""
    reader = speech(language)
    asked = names([SimpleNamespace(criteria=EO_CRITERIA)], reader)
    found = {"list": [column.heading for column in columns(asked, reader)]}
    for sheet in ("PASSAGES", "DOCUMENTS", "CAREER", "JURY"):
        found[sheet] = [reader.text(title) for title, _ in getattr(workbook, sheet)]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_head_stands_over_two_columns_of_a_sheet_or_over_two_meanings_in_a_workbook(language):
    by_words = {}
    english = heads_of("en")
    for sheet, heads in heads_of(language).items():
        assert len(heads) == len(set(heads)), sheet
        for head, meaning in zip(heads, english[sheet], strict=True):
            by_words.setdefault(head, set()).add(meaning)
    assert {head: meanings for head, meanings in by_words.items() if len(meanings) > 1} == {}

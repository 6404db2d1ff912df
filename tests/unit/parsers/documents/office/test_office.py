"""Old Word files, protected Office files, slides, Pages documents."""

from __future__ import annotations

import io
import random
import struct

import pytest
from compound import doc
from msoffcrypto.format.ooxml import OOXMLFile
from specimens import Pdf, docx, paragraph, zipped

from parsers.documents.word.doc.file import modifiers
from parsers.documents.word.numbering import ListLevel, Numbering, written
from parsers.values.problems import Reason

PPTX = (
    '<p:sld xmlns:p="p" xmlns:a="a"><p:sp><a:off x="1" y="900"/><a:p><a:r><a:t>below</a:t></a:r></a:p></p:sp>'
    '<p:sp><a:off x="1" y="100"/><a:p><a:r><a:t>above</a:t></a:r></a:p></p:sp></p:sld>'
)


def lines(document) -> list[str]:
    return [line for line in document.text.split("\n") if line]


def test_a_word_97_file_is_read(read):
    document = read(doc("Jeanne Exemple\rNommée à titre définitif\x0bdepuis 2015\r"))
    assert lines(document) == ["Jeanne Exemple", "Nommée à titre définitif", "depuis 2015"]


def test_fields_give_their_results_only(read):
    assert read(doc('voir \x13 HYPERLINK "http://x.example" \x14le site\x15 ici\r')).text == "voir le site ici"


def test_hidden_characters_of_a_word_97_file_are_hidden(read):
    text = "seen unseen words\r"
    document = read(doc(text, hidden=(5, 17)))
    assert document.text == "seen"
    assert "unseen words" in document.problems[0].sentence


def test_a_page_break_parts_pages(read):
    document = read(doc("lettre\r\x0ccurriculum\r"))
    assert [document.text[page.start : page.end].strip() for page in document.pages] == ["lettre", "curriculum"]


def test_an_encrypted_word_97_file_says_so(read):
    assert read(doc("x\r", encrypted=True)).reason is Reason.ENCRYPTED


def test_an_older_word_file_without_a_converter_says_so(read):
    assert read(doc("x\r", version=0x65)).reason is Reason.CONVERTER_UNAVAILABLE


def test_a_word_file_that_lost_its_tables_is_corrupt(read):
    data = doc("x\r" * 100).replace("1Table".encode("utf-16-le"), "2Table".encode("utf-16-le"))
    assert read(data).reason is Reason.CORRUPT


def test_property_modifiers_are_read_by_their_own_sizes():
    data = struct.pack("<HB", 0x2416, 1) + struct.pack("<HH", 0x460B, 3) + struct.pack("<HBBB", 0xC60D, 2, 9, 9)
    assert modifiers(data + struct.pack("<HB", 0x260A, 2)) == {
        0x2416: b"\1",
        0x460B: b"\3\0",
        0xC60D: b"\x09\x09",
        0x260A: b"\2",
    }


def test_a_level_that_was_skipped_has_begun_all_the_same():
    levels = {n: ListLevel("decimal", f"%{n + 1}.", 1) for n in range(3)}
    numbering = Numbering(lists={"1": levels})
    assert [numbering.label("1", level) for level in (0, 2, 1, 1, 0, 1)] == ["1.", "1.", "2.", "3.", "2.", "1."]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (4, "lowerRoman", "iv"),
        (28, "upperLetter", "BB"),
        (2, "ordinal", "2nd"),
        (7, "decimalZero", "07"),
        (3, "none", ""),
    ],
)
def test_numbers_as_lists_show_them(number, form, shown):
    assert written(number, form) == shown


def protected(password: str) -> bytes:
    out = io.BytesIO()
    filling = random.Random(1).randbytes(9000).hex()  # what fits into a mini stream the library does not protect
    OOXMLFile(io.BytesIO(docx(paragraph("secret words") + paragraph(filling)))).encrypt(password, out)
    return out.getvalue()


def test_a_protected_office_file_opens_with_the_mails_password(read):
    data = protected("arlon2026")
    assert read(data).reason is Reason.ENCRYPTED
    assert read(data, passwords=("arlon2026",)).text.startswith("secret words")


def test_slides_are_read_from_top_to_bottom(read):
    data = zipped({"[Content_Types].xml": "<Types/>", "ppt/slides/slide1.xml": PPTX, "ppt/slides/slide2.xml": PPTX})
    document = read(data)
    assert lines(document) == ["above", "below"] * 2
    assert document.page_count == 2


def test_a_pages_document_is_read_by_its_preview(read):
    preview = Pdf().draw(40, 700, "from the preview").bytes()
    assert read(zipped({"Index/Document.iwa": "x", "QuickLook/Preview.pdf": preview})).text == "from the preview"


def test_a_pages_document_without_a_preview_says_so(read):
    assert read(zipped({"Index/Document.iwa": "x"})).reason is Reason.UNSUPPORTED

"""Plain text, HTML, RTF and OpenDocument."""

from __future__ import annotations

import re

import pytest
from specimens import odt

from parsers.documents.text.plain import decode
from parsers.documents.text.typography import clean, despaced, joint
from parsers.values.problems import Reason

WORDS = "Motivée, élève naïve : « çà et là »"


def lines(document) -> list[str]:
    return [line for line in document.text.split("\n") if line]


def hidden(document) -> str:
    return " ".join(problem.sentence for problem in document.problems if problem.code == "hidden_text")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850", "mac-roman"]
)
def test_every_usual_encoding_of_french_is_read(encoding):
    text = "Enseignante motivée, diplômée à Liège, élève assidue. Déjà été nommée. Télétravail possible."
    assert decode(text.encode(encoding)) == text


def test_a_text_that_is_not_searched_to_its_end_is_told(read):
    document = read(b"Une ligne.\n" * 10_001)
    assert [problem.code for problem in document.problems] == ["text_cut"]
    assert document.text.count("\n") == 10_000


def test_a_file_cut_within_a_letter_is_still_utf8():
    assert decode("été".encode()[:-1]) == "ét"


def test_any_bytes_are_decoded():
    assert isinstance(decode(bytes(range(256))), str)


def test_html_keeps_blocks_apart_and_drops_scripts(read):
    document = read(b"<html><body><p>one</p><script>no()</script><ul><li>two<li>three</ul><b>fo</b>ur</body>")
    assert lines(document) == ["one", "two", "three", "four"]


def test_html_in_its_declared_charset(read):
    page = f'<html><head><meta charset="iso-8859-1"></head><p>{WORDS}</p>'
    assert read(page.encode("cp1252")).text == WORDS


@pytest.mark.parametrize(
    "style", ["display:none", "visibility: hidden", "font-size:0", "color:#fff", "color: white", "mso-hide:all"]
)
def test_html_hidden_from_the_eye_is_hidden(read, style):
    document = read(f'<html><p>seen</p><p style="{style}">unseen</p>'.encode())
    assert document.text == "seen"
    assert "unseen" in hidden(document)


def test_white_html_on_a_colour_is_read(read):
    document = read(b'<html><div style="background:#003"><p style="color:#fff">title</p></div>')
    assert document.text == "title"


def rtf(body: str) -> bytes:
    return (
        b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset238 Arial CE;}}"
        + body.encode("cp1252")
        + b"}"
    )


def test_rtf_accents_by_code_page_and_unicode(read):
    assert read(rtf("\\f0 D\\'e9but \\u339\\'9cuvre {\\f1 \\'b9}\\par suite")).text == "Début œuvre ą\nsuite"


def test_half_a_surrogate_pair_in_rtf_is_an_unknown_sign_and_joins_no_later_half(read):
    body = "a \\u-10179? b \\u-8704? c \\u-10179?\\u-10179?\\u-8704?"
    assert read(rtf(body)).text == "a \ufffd b \ufffd c \ufffd\U0001f600"


def test_rtf_headers_notes_and_boxes_are_read(read):
    body = "{\\header top\\par}body\\par{\\footnote note}{\\shp{\\*\\shpinst{\\shptxt boxed\\par}}}{\\footer foot\\par}"
    assert lines(read(rtf(body))) == ["top", "body", "boxed", "note", "foot"]


def test_rtf_hidden_and_deleted_are_hidden(read):
    document = read(rtf("seen {\\v unseen}{\\deleted taken back}"))
    assert document.text == "seen"
    assert "unseen" in hidden(document)


def test_rtf_table_cells_stay_on_their_row(read):
    assert read(rtf("\\trowd 2015\\cell Enseignante\\cell\\row 2020\\cell CPMS\\cell\\row")).text.split("\n") == [
        "2015\tEnseignante",
        "2020\tCPMS",
    ]


def test_binary_data_in_rtf_is_passed_over(read):
    assert read(rtf("a{\\pict\\bin4 }{}x}b")).text.startswith("a")


def test_odt_paragraphs_lists_tables_and_boxes(read):
    body = (
        "<text:h>Titre</text:h><text:p>un<text:s text:c='2'/>deux<text:tab/>trois</text:p>"
        "<text:list><text:list-item><text:p>point</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>2015</text:p></table:table-cell>"
        "<table:table-cell><text:p>Enseignante</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>ancre<draw:frame><draw:text-box><text:p>boîte</text:p></draw:text-box></draw:frame></text:p>"
    )
    assert lines(read(odt(body))) == ["Titre", "un  deux\ttrois", "• point", "2015\tEnseignante", "ancre", "boîte"]


def test_odt_headers_and_footers(read):
    styles = (
        "<office:master-styles><style:master-page><style:header><text:p>haut</text:p></style:header>"
        "<style:footer><text:p>bas</text:p></style:footer></style:master-page></office:master-styles>"
    )
    assert lines(read(odt("<text:p>corps</text:p>", styles=styles))) == ["haut", "corps", "bas"]


def test_odt_hidden_styles_and_tracked_changes(read):
    automatic = (
        '<style:style style:name="T9" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:p>gone</text:p></text:changed-region></text:tracked-changes>"
        '<text:p>vu <text:span text:style-name="T9">caché</text:span></text:p>'
    )
    document = read(odt(body, automatic=automatic))
    assert document.text == "vu"
    assert "caché" in hidden(document)


def test_an_encrypted_odt_says_so(read):
    data = odt("<text:p>x</text:p>", manifest="<file-entry><encryption-data/></file-entry>")
    assert read(data).reason is Reason.ENCRYPTED


@pytest.mark.parametrize(
    ("line", "following", "expected"),
    [
        ("forma-", "tion", "formation"),
        ("Saint-", "Joseph", "Saint-Joseph"),
        ("2014-", "2015", "2014-2015"),
        ("Lehr-", "und Lernmittel", "Lehr- und Lernmittel"),
        ("ensei\u00ad", "gnante", "enseignante"),
        ("fin.", "Début", "fin.\nDébut"),
        ("tiret -", "suite", "tiret -\nsuite"),
    ],
)
def test_line_ends(line, following, expected):
    kept, separator = joint(line, following)
    assert kept + separator + following == expected


def test_ligatures_spaces_and_bullets():
    assert clean("o\ufb03ce\u00a0de\u202fLi\u0300ege \uf0b7") == "office de Lìege •"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("F O R M A T I O N", "FORMATION"),
        ("C U R R I C U L U M  V I T A E", "CURRICULUM VITAE"),
        ("a b", "a b"),
        ("I 2 3 and so on", "I 2 3 and so on"),
        ("two  spaces stay", "two  spaces stay"),
    ],
)
def test_letter_spacing(line, expected):
    assert despaced(line) == expected


def test_an_empty_file_says_so(read):
    assert read(b"").reason is Reason.EMPTY
    assert read(b" \r\n\t").reason is Reason.EMPTY


def test_an_unknown_format_says_so(read):
    assert read(bytes(range(256)) * 10).reason is Reason.UNSUPPORTED


DAMAGED = {
    "pdf": b"%PDF-1.4\n1 0 obj\n<<",
    "zip": b"PK\x03\x04" + bytes(60),
    "png": b"\x89PNG\r\n\x1a\n" + bytes(40),
    "jpg": b"\xff\xd8\xff" + bytes(40),
    "tiff": b"II*\0" + bytes(40),
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"),
    "msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le"),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_reason_is_in_plain_words_and_the_same_every_time(read, data):
    sentences = [[problem.sentence for problem in read(data).problems] for _ in range(2)]
    assert sentences[0] == sentences[1]
    assert sentences[0]
    for sentence in sentences[0]:
        assert not re.search(r"0x|<_|object|Error|Exception|\\x|'[a-z_]+'", sentence), sentence

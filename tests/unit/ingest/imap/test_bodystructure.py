from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from imapclient.response_parser import parse_fetch_response

from ingest.imap.bodystructure import outline
from parsers.values.sightings import Outline

UNKNOWN = Outline(media_type="application/octet-stream")


def read(text):
    (answer,) = parse_fetch_response([b"1 (UID 1 BODYSTRUCTURE " + text + b")"]).values()
    return outline(answer[b"BODYSTRUCTURE"])


TEXT = b'("text" "plain" ("charset" "utf-8") NIL NIL "8bit" 12 1 NIL NIL NIL NIL)'
PDF = (
    b'("APPLICATION" "PDF" ("NAME" "cv.pdf") NIL NIL "BASE64" 4096 NIL '
    b'("ATTACHMENT" ("FILENAME" "=?utf-8?q?CV_Andr=C3=A9.pdf?=" "SIZE" "2990")) NIL NIL)'
)


def test_one_part():
    assert read(TEXT) == Outline(media_type="text/plain", size=12, parameters=(("charset", "utf-8"),))


def test_a_file_with_an_encoded_name():
    found = read(b"(" + TEXT + PDF + b' "mixed" ("boundary" "x") NIL NIL NIL)')
    assert found.media_type == "multipart/mixed"
    assert found.parameters == (("boundary", "x"),)
    assert [part.media_type for part in found.parts] == ["text/plain", "application/pdf"]
    assert found.parts[1].filename == "CV André.pdf"
    assert (found.parts[1].disposition, found.parts[1].size) == ("attachment", 4096)


def test_names_of_rfc_2231():
    part = PDF.replace(
        b'"FILENAME" "=?utf-8?q?CV_Andr=C3=A9.pdf?="',
        b'"filename*0*" "utf-8\'\'CV%20Andr" "filename*1*" "%C3%A9.pdf"',
    )
    assert read(part).filename == "CV André.pdf"


def test_a_name_in_raw_utf8_or_latin1():
    assert read(PDF.replace(b"=?utf-8?q?CV_Andr=C3=A9.pdf?=", "André.pdf".encode())).filename == "André.pdf"
    assert read(PDF.replace(b"=?utf-8?q?CV_Andr=C3=A9.pdf?=", "André.pdf".encode("latin-1"))).filename == "André.pdf"


@pytest.mark.parametrize("value", [b"x" * 300, b"%C3%A9" * 60])
def test_of_very_many_parameters_so_many_characters_are_read_whatever_they_say(value):
    listed = b" ".join(b'"p%d" "%s"' % (number, value) for number in range(100))
    found = dict(read(TEXT.replace(b'"charset" "utf-8"', listed)).parameters)
    assert "p40" in found
    assert "p60" not in found


def test_a_name_in_content_type_only():
    assert read(b'("application" "pdf" ("name" "cv.pdf") NIL NIL "base64" 9 NIL NIL NIL NIL)').filename == "cv.pdf"


def test_a_message_in_the_message():
    envelope = b'("date" "subject" NIL NIL NIL NIL NIL NIL NIL "<x@y>")'
    inner = b"(" + TEXT + PDF + b' "mixed")'
    found = read(
        b"("
        + TEXT
        + b'("message" "rfc822" NIL NIL NIL "7bit" 900 '
        + envelope
        + inner
        + b' 40 NIL ("inline" NIL)) "mixed")'
    )
    forwarded = found.parts[1]
    assert (forwarded.media_type, forwarded.disposition, forwarded.size) == ("message/rfc822", "inline", 900)
    assert [part.media_type for part in forwarded.parts[0].parts] == ["text/plain", "application/pdf"]


def test_a_report():
    found = read(b"(" + TEXT + b' "report" ("report-type" "delivery-status" "boundary" "x") NIL NIL NIL)')
    assert found.parameters == (("boundary", "x"), ("report-type", "delivery-status"))


def test_a_basic_body_without_extension_data():
    assert read(b'("application" "pdf" NIL NIL NIL "base64" 9)') == Outline(media_type="application/pdf", size=9)


@pytest.mark.parametrize("structure", [None, (), 5, b"x", (None,), ((),), ([],), (b"text",)])
def test_what_is_no_structure(structure):
    assert isinstance(outline(structure), Outline)


def test_deep_nesting_ends():
    structure = (b"text", b"plain")
    for _ in range(500):
        structure = (structure, b"mixed")
    found = outline(structure)
    depth = 0
    while found.parts:
        found, depth = found.parts[0], depth + 1
    assert depth < 100


ATOMS = st.none() | st.integers() | st.binary(max_size=6)


@example(((),))
@example((((None,), b"mixed"), b"mixed", 5))
@example((b"text", b"plain", (b"charset",), None, None, 7, -1))
@example((b"TEXT", 5, (b"name", None, 3, b"x"), b"\xff", (), b"base64", b"12", (b"a",), ((b"x", (b"y",)),)))
@example(((b"text", b"html"), (b"text",), b"", (b"boundary", ())))
@example((b"message", b"rfc822", (), None, None, b"7bit", 3, (), (), 4))
@given(st.recursive(ATOMS, lambda inner: st.lists(inner, max_size=5).map(tuple), max_leaves=40))
def test_nothing_that_a_server_sends_raises(structure):
    assert isinstance(outline(structure), Outline)

from __future__ import annotations

import io
import zipfile

import pytest

from parsers.documents import sniffing
from parsers.documents.sniffing import media_type_of


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.4\n", sniffing.PDF),
        (b"\r\n\r\njunk before\n%PDF-1.7\n", sniffing.PDF),
        (b"From: a@b.example\r\nSubject: x\r\n\r\n%PDF-1.4 not in base64", sniffing.EML),
        (b"{\\rtf1 x}", sniffing.RTF),
        (b"<html><body>CV", sniffing.HTML),
        (b"<!DOCTYPE html PUBLIC x>", sniffing.HTML),
        (b"From: a@b.example\r\nSubject: x\r\n\r\nbody", sniffing.EML),
        (b"Return-Path: <a@b.example>\nReceived: from x\n\n", sniffing.EML),
        ("Motivée, je postule.".encode("latin-1"), sniffing.TEXT),
        ("Motivée".encode("utf-16"), sniffing.TEXT),
        (b"Subject: only one header, then prose", sniffing.TEXT),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
        (b"II*\0\x08\0\0\0", "image/tiff"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic"),
        (b"\x78\x9f\x3e\x22\0\0", sniffing.TNEF),
        (bytes.fromhex("3080") + bytes.fromhex("06092a864886f70d010702"), sniffing.P7M),
        (bytes(range(256)) * 4, sniffing.UNKNOWN),
    ],
)
def test_the_bytes_tell_the_type(data, expected):
    assert media_type_of(data) == expected


def test_a_zip_that_holds_a_stored_pdf_is_a_zip():
    assert media_type_of(zipped(cv=b"%PDF-1.4")) == sniffing.ZIP


def test_a_word_file_is_told_from_other_zips():
    data = zipped(**{"[Content_Types].xml": b"<Types/>", "word__document.xml": b"<w/>"})
    assert media_type_of(data) == sniffing.DOCX


def test_a_text_document_says_its_type_itself():
    assert media_type_of(zipped(mimetype=b"application/vnd.oasis.opendocument.text")) == sniffing.ODT


def test_a_pdf_behind_a_page_of_junk_is_a_pdf():
    body = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF"
    assert media_type_of(b"--part\r\nContent-Type: application/pdf\r\n\r\n" * 60 + body) == sniffing.PDF
    assert media_type_of(body.removeprefix(b"%PDF-1.4\n")) == sniffing.PDF


@pytest.mark.parametrize(
    "binary", [bytes(range(256)) * 8, b"\xff\xfe" + bytes(range(256)) * 8, b"\1\0\2\0\3\0\0\0" * 100, b"\0\x80" * 500]
)
def test_an_unknown_binary_is_no_text(binary):
    assert media_type_of(binary) == sniffing.UNKNOWN


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_utf_16_is_text(encoding):
    assert media_type_of("Nommée à titre définitif\r\ndepuis 2015\r\n".encode(encoding)) == sniffing.TEXT

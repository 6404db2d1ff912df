"""A header block broken by a line without a colon is read on, and no known mail's identity changes."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.mail.headers.headers import block_end, mended, read_headers
from parsers.mail.message import identity_of, read_message
from parsers.mail.mime.outline import read_outline

BEFORE = b"Received: from a by b; Sun, 1 Mar 2026 10:00:00 +0100\r\nFrom: Jeanne <j@mail.example>\r\n"
BEHIND = b"Subject: Recrutement EO\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n"
BODY = b"Bonjour, voici ma candidature.\r\n"


@pytest.mark.parametrize(
    "line",
    [
        b"garbage without a colon",
        b"X-Spam Status: yes",
        b">From x@y Sun Mar  1 10:00:00 2026",
        b"\xe9\xe8\xff: latin",
        b"=?utf-8?q?a?=",
        b"(comment)\r\n  that goes on",
        b"first\r\nsecond",
        b"\x00\x01",
    ],
)
def test_a_subject_behind_the_break_is_read(line):
    for end in (b"\r\n", b"\n"):
        original = (BEFORE + line + b"\r\n" + BEHIND + BODY).replace(b"\r\n", end)
        assert read_headers(original).subject == "Recrutement EO"
        message = read_message(original)
        assert message.headers.subject == "Recrutement EO"
        assert message.body.text.strip() == BODY.decode().strip()
        assert read_outline(original).media_type == "text/plain"


def test_a_line_that_lost_its_indentation_goes_back_to_its_field():
    block = b"From: j@mail.example\r\nSubject: Recrutement\r\nEO de Jeanne\r\nContent-Type: multipart/mixed;\r\n"
    original = block + b'boundary="b"\r\nMIME-Version: 1.0\r\n\r\n--b\r\n\r\nun\r\n--b\r\n\r\ndeux\r\n--b--\r\n'
    assert read_headers(original).subject == "Recrutement EO de Jeanne"
    assert len(read_outline(original).parts) == 2


@pytest.mark.parametrize(
    "text",
    [
        b"Bonjour\r\nDe : Paul\r\nObjet : autre\r\n\r\nfin\r\n",
        b"Bonjour\r\n----\r\nFrom: Paul <p@x.example>\r\nSubject: autre\r\n\r\nfin\r\n",
        b"Bonjour\r\nhttp://x.example/a\r\n\r\nfin\r\n",
    ],
)
def test_a_text_without_an_empty_line_before_it_stays_text(text):
    original = BEFORE + b"Subject: Recrutement EO\r\n" + text
    assert mended(original) is original
    assert "Bonjour" in read_message(original).body.text


def test_a_whole_block_is_left_alone():
    original = BEFORE + BEHIND + BODY + b"no field\r\nSubject: of the text\r\n"
    assert mended(original) is original
    assert mended(b"") == b""
    assert mended(b"From x@y Sun Mar  1 10:00:00 2026\n" + BEFORE + BEHIND).startswith(b"From x@y")


def test_the_identity_of_a_broken_mail_is_what_it_was():
    """Keys of mails that a ledger holds already, written down before broken blocks were mended."""
    original = BEFORE + b"garbage\r\n" + BEHIND + BODY
    assert identity_of(original) == KNOWN == read_message(original).content_key


KNOWN = "243d19a3750a8b6fefa40d26da17a43747cfb3d2f0934e71fa3b24a221700036"


def test_a_long_broken_block_costs_its_length_once():
    block = b"".join(b"line %d\r\n" % number for number in range(20_000)) + b"Subject: Recrutement EO\r\n\r\n"
    assert read_headers(BEFORE + block).subject == "Recrutement EO"
    assert len(hashlib.sha256(mended(BEFORE + block)).hexdigest()) == 64


@example(b"")
@example(b"\r\r\n\n")
@example(b"a: b\n\r\na: b")
@example(b"a: b\r\n\r\na: b\n\n")
@example(b"\n\n")
@example(b"a: b\r\ra: b\r\n")
@example(b"\n\r\r\n\r\n")
@given(st.lists(st.sampled_from([b"\r", b"\n", b"a: b", b"\r\n", b"\n\r\n", b"\n\n"]), max_size=8).map(b"".join))
def test_a_block_ends_at_its_first_empty_line(raw):
    found = re.search(rb"\r?\n\r?\n", raw)
    assert block_end(raw) == (found.end() if found else len(raw))

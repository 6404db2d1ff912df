from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from imapclient.exceptions import ProtocolError
from imapclient.response_parser import parse_fetch_response

from ingest.imap import fetch as module
from ingest.imap.bodystructure import outline
from ingest.imap.connection import Client
from ingest.imap.faults import UNPARSED
from ingest.imap.fetch import fetch_answers

TEXT = b'("text" "plain" ("charset" "utf-8") NIL NIL "8bit" 12 1 NIL NIL NIL NIL)'
PDF = (
    b'("APPLICATION" "PDF" ("NAME" "cv (2).pdf") NIL NIL "BASE64" 04096 NIL '
    b'("ATTACHMENT" ("FILENAME" "cv.pdf" "SIZE" "2990")) NIL NIL)'
)
HEADER = b"Subject: x)\r\n\r\n"


def answer(*items, uid=5, literal=HEADER):
    line = b" ".join((b"1 (UID %d" % uid, *items, b"BODY[HEADER] {%d}" % len(literal)))
    return [(line, literal), b")"]


def values(answers):
    """With structures as the outlines that they are read as: the library has a type of its own for them."""
    return {
        uid: {name: outline(value) if name == b"BODYSTRUCTURE" else value for name, value in items.items()}
        for uid, items in answers.items()
    }


def by_library(said):
    return values(parse_fetch_response(said, normalise_times=False))


DATE = b'INTERNALDATE " 1-Mar-2026 10:00:00 -0130"'
USUAL = [
    answer(DATE, b"RFC822.SIZE 2000", b"BODYSTRUCTURE " + TEXT),
    answer(b"BODYSTRUCTURE (" + TEXT + PDF + b' "mixed" ("boundary" "=-x(y)") NIL NIL NIL)'),
    answer(b"BODYSTRUCTURE (" + TEXT + b"(" + TEXT + PDF + b' "mixed") "report" NIL)'),
    [b"7 (UID 9 RFC822.SIZE 12)"],
    [(b"3 (UID 9 BODY[] {3}", b"abc"), b")"],
    answer() + answer(uid=6),
]
UNUSUAL = [
    [b"7 (UID 9 FLAGS (\\Seen) RFC822.SIZE 12)"],
    answer(b'BODYSTRUCTURE ("text" "plain" ("charset" "a\\"b") NIL NIL "8bit" 12 1)'),
    answer(b"INTERNALDATE NIL"),
    answer(b'INTERNALDATE "31-Feb-2026 10:00:00 +0100"'),
    [(b"1 (UID 5 BODY[HEADER] {3}", b"abc"), b" RFC822.SIZE 3)"],
    [(b'1 (UID 5 BODYSTRUCTURE ("text" {5}', b"plain"), (b") BODY[HEADER] {2}", b"ab"), b")"],
    [b"7 (RFC822.SIZE 12)"],
]


@pytest.mark.parametrize("said", USUAL)
def test_a_usual_answer_is_read_as_the_library_reads_it_and_without_it(said, monkeypatch):
    expected = by_library(said)
    monkeypatch.setattr(module, "parse_fetch_response", None)
    assert values(fetch_answers(said)) == expected


@pytest.mark.parametrize("said", UNUSUAL)
def test_an_unusual_answer_is_the_library_s(said):
    assert values(fetch_answers(said)) == by_library(said)


def test_what_two_answers_say_of_a_message_is_put_together():
    assert fetch_answers([b"1 (UID 5 RFC822.SIZE 3)", b"1 (UID 5 FLAGS ())"]) == {
        5: {b"SEQ": 1, b"RFC822.SIZE": 3, b"FLAGS": ()}
    }


@pytest.mark.parametrize("said", [[None], []])
def test_no_answer_is_none(said):
    assert fetch_answers(said) == {}


PIECES = [b"(", b")", b" ", b'"a b"', b'"a', b"NIL", b"5", b"05", b"UID 5", b"BODY[HEADER]", b"x%", b"{3}", b"\\", DATE]


@example(b"")
@example(b"( )")
@example(b"( (")
@example(b") 5")
@example(b'"a b" NIL')
@example(b'"a')
@example(b"05 5")
@example(b"UID 5")
@example(b"BODY[HEADER] {3}")
@example(b"x% \\")
@example(b'BODY[HEADER] "a b" ' + DATE)
@example(DATE + b" " + DATE)
@example(b'X ( NIL ( 5 ) "a b" )')
@example(b"UID ( 5 )")
@example(b"NIL NIL")
@example(b"5 ( 5 ) 05")
@given(st.lists(st.sampled_from(PIECES), max_size=9).map(b" ".join))
def test_whatever_is_said_is_read_alike_or_refused_alike(middle):
    said = [b"1 (UID 7 RFC822.SIZE 3 " + middle + b")"]
    try:
        expected = by_library(said)
    except (ProtocolError, *UNPARSED):
        with pytest.raises((ProtocolError, *UNPARSED)):
            fetch_answers(said)
    else:
        assert values(fetch_answers(said)) == expected


def test_what_is_said_of_other_messages_meanwhile_is_left_out(monkeypatch):
    said = [b"1 (UID 5 RFC822.SIZE 3)", b"2 (UID 9 FLAGS (\\Seen))"]
    monkeypatch.setattr(Client, "wire", SimpleNamespace(uid=lambda *_: ("OK", said)))
    assert Client.__new__(Client).fetch_by_uid([5, 7], ["RFC822.SIZE"]) == {5: {b"SEQ": 1, b"RFC822.SIZE": 3}}

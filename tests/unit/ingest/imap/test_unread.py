"""What is read only when somebody asks is in all else what was read at once."""

from __future__ import annotations

import pickle
from dataclasses import replace

import msgspec
import pytest

from ingest.imap.bodystructure import outline
from ingest.imap.fetch import UnreadHeaders, UnreadOutline
from parsers.mail.headers.headers import read_headers

BLOCK = b"From: Anne <anne@mail.example>\r\nSubject: =?utf-8?q?P=C3=A9ri?=\r\nMessage-ID: <1@mail.example>\r\n\r\n"
TEXT = (b"text", b"plain", (b"charset", b"utf-8"), None, None, b"8bit", 120, 4, None, None, None, None)
STRUCTURE = (TEXT, TEXT, b"mixed", (b"boundary", b"xyz"), None, None, None)


@pytest.fixture(params=["headers", "outline"])
def pair(request):
    """The same, unread and read, with the field that is asked for."""
    if request.param == "headers":
        return UnreadHeaders(BLOCK), read_headers(BLOCK), "subject"
    return UnreadOutline(STRUCTURE), outline(STRUCTURE), "parts"


def test_it_is_the_same_value(pair):
    unread, read, field = pair
    assert unread == read
    assert read == unread
    assert hash(unread) == hash(read)
    assert getattr(unread, field) == getattr(read, field)
    assert unread != replace(read, **{field: "other"})
    assert unread != "other"


def test_it_is_copied_changed_and_sent_like_it(pair):
    unread, read, field = pair
    assert getattr(replace(unread, **{field: ()}), field) == ()
    assert replace(unread, **{field: ()}) == replace(read, **{field: ()})
    assert msgspec.json.encode(unread) == msgspec.json.encode(read)
    assert pickle.loads(pickle.dumps(unread)) == read


def test_its_methods_read_it():
    assert UnreadHeaders(BLOCK).first("subject") == "Péri"
    assert UnreadHeaders(BLOCK).fingerprint == read_headers(BLOCK).fingerprint


def test_no_other_field_is_made_up(pair):
    with pytest.raises(AttributeError):
        _ = pair[0].colour

"""What may be a server's own text in the place of a mail is read before it is set aside; ordinary mail is not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from parsers.disposition.disposition import at_sight
from parsers.disposition.notice_index import NoticeRules
from parsers.disposition.substitutes import may_be_stand_in
from parsers.mail.headers.headers import read_headers
from parsers.mail.message import read_message
from parsers.mail.mime.outline import read_outline
from parsers.mail.stand_in import stand_in
from parsers.values.sightings import Outline
from tests import injected
from tests.disposing import dispose
from tests.substitutes import PAGE_LANGUAGES, innocents, not_given, substitutes, taken_out

SAMPLE = Path(__file__).parents[3] / "data" / "sample-mailbox" / "messages"
COLLEAGUES = frozenset({"cdm.example"})
AT = datetime(2026, 3, 1, tzinfo=UTC)
NOTICE = NoticeRules(
    subject="Recrutement EO",
    title="Chargé(e) de mission, Carrefour des Métiers d'Arlon",
    closes_at=datetime(2026, 3, 15, tzinfo=UTC),
    internal_domains=COLLEAGUES,
)


def sample():
    return [path.read_bytes() for path in sorted(SAMPLE.iterdir())]


def seen(original):
    (found,) = at_sight(read_headers(original), read_outline(original), [NOTICE], AT)
    return found


def suspected(original):
    return may_be_stand_in(read_headers(original), read_outline(original))


def test_every_substitute_is_asked_for_with_a_structure_and_without():
    assert [given for given in substitutes() if not seen(given).needs_original] == []
    assert [given for given in substitutes() if not may_be_stand_in(read_headers(given), None)] == []


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_what_another_server_or_a_filter_holds_back_is_asked_for(language):
    assert seen(not_given(language)).needs_original
    assert seen(taken_out(language)).needs_original
    assert not suspected(taken_out(language, sender="paul@mail.example"))
    assert not suspected(b"Return-Path: <>\r\n" + taken_out(language))  # it reports a failed delivery


def test_what_is_long_or_brings_files_is_no_substitute():
    headers = read_headers(substitutes()[0])
    assert may_be_stand_in(headers, Outline(media_type="text/plain", size=2000))
    assert not may_be_stand_in(headers, Outline(media_type="text/plain", size=100_000))
    assert not may_be_stand_in(headers, Outline(media_type="application/pdf", size=2000))
    assert not may_be_stand_in(headers, Outline(media_type="text/plain", filename="cv.txt", size=2000))


def test_of_ordinary_mail_none_is_suspected():
    assert [original for original in sample() if suspected(original)] == []


@pytest.mark.parametrize("mails", [sample, substitutes, innocents, lambda: [case.mail for case in injected.cases()]])
def test_what_is_set_aside_unread_would_be_set_aside_if_it_were_read(mails):
    for original in mails():
        found = seen(original)
        if found.needs_original:
            continue
        message = read_message(original, internal_domains=COLLEAGUES)
        read = dispose(message.headers, message.outline, notice=NOTICE, received_at=AT, message=message)
        assert stand_in(original) is None
        assert read.disposition is found.verdict.disposition

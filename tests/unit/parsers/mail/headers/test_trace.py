from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from parsers.disposition.notice_index import NoticeRules
from parsers.mail.headers.dates import handed_over
from parsers.mail.headers.headers import read_headers
from parsers.values.dispositions import Disposition
from tests.disposing import dispose

CLOSES = datetime(2026, 3, 16, tzinfo=ZoneInfo("Europe/Brussels"))
ARRIVED = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)


def headers(*received, date="Sun, 15 Mar 2026 23:58:00 +0100"):
    trace = "".join(f"Received: from x by y{each}\r\n" for each in received)
    return read_headers(f"{trace}From: c@mail.example\r\nSubject: Recrutement EO\r\nDate: {date}\r\n\r\n".encode())


def late(*received):
    verdict = dispose(
        headers(*received), None, notice=NoticeRules(subject="Recrutement EO", closes_at=CLOSES), received_at=ARRIVED
    )
    assert verdict.disposition is Disposition.LATE
    return verdict.reason


def test_the_earliest_hop_counts_wherever_it_stands():
    found = handed_over(headers("; Mon, 16 Mar 2026 08:00:00 +0000", ";\r\n Sun, 15 Mar 2026 23:58:31 +0100 (CET)"))
    assert found == datetime(2026, 3, 15, 22, 58, 31, tzinfo=UTC)


@pytest.mark.parametrize("received", [(), ("",), ("; gestern",), (";",)])
def test_without_a_readable_hop_nobody_knows(received):
    assert handed_over(headers(*received)) is None


def test_sent_before_and_delivered_after_is_told_apart_from_sent_after():
    assert "sent before (2026-03-15 23:58:31 +0100)" in late("; Sun, 15 Mar 2026 22:58:31 +0000")
    assert "sent before" not in late("; Mon, 16 Mar 2026 00:00:00 +0100")


def test_the_senders_own_date_header_says_nothing():
    assert "sent before" not in late()

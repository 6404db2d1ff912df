from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from imapclient.fixed_offset import FixedOffset

from ingest.imap.fetch import sighting

LAST_HOP = b"Received: from x by y; Sun, 15 Mar 2026 23:30:00 +0100\r\n"
HEADER = LAST_HOP + b"Received: older; Sat, 14 Mar 2026 10:00:00 +0100\r\n\r\n"


def seen(**answer):
    items = {name.replace("_", ".").encode(): value for name, value in answer.items()}
    return sighting("a", "INBOX", 7, 3, {b"BODY[HEADER]": HEADER} | items)


def test_the_instant_is_exact_and_utc():
    paris = timezone(timedelta(hours=1))
    assert seen(INTERNALDATE=datetime(2026, 3, 15, 23, 59, 59, tzinfo=paris)).received_at == datetime(
        2026, 3, 15, 22, 59, 59, tzinfo=UTC
    )


@pytest.mark.parametrize("date", [None, b"garbage", datetime(2026, 3, 15, tzinfo=FixedOffset(60 * 99))])
def test_without_internaldate_the_last_hop_tells(date):
    assert seen(INTERNALDATE=date).received_at == datetime(2026, 3, 15, 22, 30, tzinfo=UTC)


def test_without_any_trace_it_is_here_now():
    before = datetime.now(UTC).replace(microsecond=0)
    found = sighting("a", "INBOX", 7, 3, {b"BODY[HEADER]": b"Received: nonsense\r\nSubject: x\r\n\r\n"})
    assert before <= found.received_at <= datetime.now(UTC)


@pytest.mark.parametrize("answer", [{}, {b"FLAGS": ()}, {b"BODY[HEADER]": None}])
def test_an_empty_answer_is_no_sighting(answer):
    assert sighting("a", "INBOX", 7, 3, answer) is None


def test_a_missing_structure_is_no_outline():
    assert seen().outline is None
    assert seen(RFC822_SIZE=12).size == 12

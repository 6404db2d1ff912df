"""What Microsoft Graph's answers mean for a letter. Over a real connection: integration/jobs/test_graph.py."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jobs.outgoing.letters.graph import GraphSubmission, outcome_of, wait_of
from jobs.outgoing.letters.outcome import Ending

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)


def test_no_name_of_a_mailbox_leads_elsewhere():
    way = GraphSubmission(url="https://graph.example/v1.0", user="a/../b?c@cdm.example", tokens=None)
    assert way.address == "https://graph.example/v1.0/users/a%2F..%2Fb%3Fc%40cdm.example/sendMail"


@pytest.mark.parametrize(
    ("status", "ending"),
    [
        (202, Ending.SENT),
        (200, Ending.DOUBTFUL),
        (307, Ending.DOUBTFUL),
        (400, Ending.REFUSED),
        (401, Ending.PUT_OFF),
        (403, Ending.REFUSED),
        (404, Ending.REFUSED),
        (408, Ending.PUT_OFF),
        (413, Ending.REFUSED),
        (429, Ending.PUT_OFF),
        (500, Ending.DOUBTFUL),
        (502, Ending.DOUBTFUL),
        (503, Ending.PUT_OFF),
        (504, Ending.DOUBTFUL),
        (509, Ending.DOUBTFUL),
    ],
)
def test_only_a_clear_word_is_anything_but_doubtful(status, ending):
    outcome = outcome_of(status, "said", "5", now=NOW)
    assert (outcome.ending, outcome.answer) == (ending, "said")
    assert outcome.wait == (timedelta(seconds=5) if status in {429, 503} else None)


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("7", 7),
        (" 120 ", 120),
        ("0", 1),
        (None, 60),
        ("soon", 60),
        ("-5", 60),
        ("99999999999999999999", 86400),
        ("Fri, 20 Mar 2026 09:02:00 GMT", 120),
        ("Fri, 20 Mar 2026 08:00:00 GMT", 1),
        ("Fri, 20 Mar 2026 09:02:00 -0000", 60),
    ],
)
def test_how_long_to_wait_is_as_the_server_says_within_bounds(retry_after, seconds):
    assert wait_of(retry_after, NOW) == timedelta(seconds=seconds)

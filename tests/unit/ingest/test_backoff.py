from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.backoff import BackOff
from ingest.errors import CertificateUntrusted, FolderMissing, LoginRefused, MailboxUnreachable

NOW = datetime(2026, 3, 1, tzinfo=UTC)
GONE = MailboxUnreachable("a", "the host is gone")


def pauses(error, count, dice=0.0):
    course = BackOff()
    for _ in range(count):
        course = course.failed(error, NOW, dice)
        yield course.not_before - NOW


def test_the_first_attempt_is_due_at_once():
    assert BackOff().due(NOW)


def test_pauses_double_up_to_the_longest():
    seconds = [pause.total_seconds() for pause in pauses(GONE, 10)]
    assert seconds == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]


@example(1, 0.0)
@example(1, 0.999999)
@example(7, 0.5)
@example(5000, 0.25)
@given(st.integers(1, 5000), st.floats(0, 1, exclude_max=True))
def test_dice_take_off_a_half_at_most(failures, dice):
    pause = BackOff(failures=failures).failed(GONE, NOW, dice).not_before - NOW
    full = BackOff(failures=failures).failed(GONE, NOW, 0).not_before - NOW
    assert full / 2 <= pause <= full <= timedelta(minutes=15)


def test_a_refused_login_is_not_tried_in_a_loop():
    hours = [pause / timedelta(hours=1) for pause in pauses(LoginRefused("a", "no"), 6, dice=0.9)]
    assert hours == [1, 2, 4, 8, 12, 12]


def test_a_refusal_after_other_failures_waits_an_hour():
    course = BackOff(failures=9).failed(LoginRefused("a", "no"), NOW, 0)
    assert course.not_before == NOW + timedelta(hours=1)


@pytest.mark.parametrize("fault", [CertificateUntrusted, FolderMissing])
def test_what_somebody_must_mend_is_asked_again_every_quarter(fault):
    assert list(pauses(fault("a", "x"), 3)) == [timedelta(minutes=15)] * 3


def test_due_when_the_pause_is_over():
    course = BackOff().failed(GONE, NOW, 0)
    assert not course.due(NOW + timedelta(seconds=4.9))
    assert course.due(NOW + timedelta(seconds=5))

"""When the daemon's work is over: pure arithmetic on the notices' cutoffs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from jobs.settings import NoticeSettings


def ends_at(notices: Iterable[NoticeSettings]) -> datetime:
    """The first instant at which no notice waits for mail any more: the last cutoff with its grace."""
    return max(notice.cutoff + timedelta(hours=notice.grace_hours) for notice in notices)

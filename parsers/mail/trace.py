"""When a mail was on its way, by the trace headers that each server puts on top (RFC 5321, 4.4).

Shown, never judged by: the lowest may be the sender's own invention: a person decides what it is worth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.mail.mail_dates import read_date

if TYPE_CHECKING:
    from datetime import datetime

    from parsers.values import Headers

MOST = 50
"""More trace headers than this no honest mail has; the rest is not looked at."""


def handed_over(headers: Headers) -> datetime | None:
    """The earliest instant at which a server says to have had the mail; None where none says it readably."""
    instants = [read_date(value.rpartition(";")[2]) for value in headers.all("received")[:MOST] if ";" in value]
    return min((at for at in instants if at is not None), default=None)

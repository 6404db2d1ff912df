"""When a mail was on its way, by the trace headers that each server puts on top (RFC 5321, 4.4).

Shown, never judged by: the lowest may be the sender's own invention: a person decides what it is worth.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.values.headers import Headers


_MONTHS = (
    ("jan", "janvier janv januari januar jänner"),
    ("feb", "février févr fevrier fevr fév februari februar"),
    ("mar", "mars maart mrt märz maerz mär"),
    ("apr", "avril avr april"),
    ("may", "mai mei"),
    ("jun", "juin juni"),
    ("jul", "juillet juil juli"),
    ("aug", "août aout augustus"),
    ("sep", "septembre sept"),
    ("oct", "octobre oktober okt"),
    ("nov", "novembre"),
    ("dec", "décembre déc decembre dezember dez"),
)
_MONTH = {word: english for english, words in _MONTHS for word in words.split()}
# Neither RFC 5322 nor Python knows the zones of this region.
_ZONES = {
    "CET": "+0100",
    "CEST": "+0200",
    "MET": "+0100",
    "MEST": "+0200",
    "MEZ": "+0100",
    "MESZ": "+0200",
}
_WORD = re.compile(r"[^\W\d_]+\.?")
_WEEKDAY = re.compile(r"\A\s*[^\W\d_]+\.?,?\s+(?=\d)")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?(?: ?(?:Z|[+-]\d{2}:?\d{2}))?)?")


def read_date(raw: str) -> datetime | None:
    """The instant of a Date header, aware; without a zone it counts as UTC; None where it cannot be read."""
    text = " ".join(raw.split())[:200]
    if iso := _ISO.match(text):
        return _from_iso(iso[0])
    return _from_rfc(_WORD.sub(_in_english, _WEEKDAY.sub("", re.sub(r"\([^()]*\)", " ", text))))


def _in_english(word: re.Match[str]) -> str:
    bare = word[0].rstrip(".")
    return _ZONES.get(bare) or _MONTH.get(bare.lower()) or bare


def _from_rfc(text: str) -> datetime | None:
    read = parsedate_tz(re.sub(r"\b(?:GMT|UTC)(?=[+-]\d)", "", text))
    return _moment(read[:6], read[9] or 0) if read else None


@lru_cache(maxsize=128)
def _zone(away: int) -> timezone:
    return timezone(timedelta(seconds=away))


def _moment(read: tuple[int, int, int, int, int, int], away: int) -> datetime | None:
    """A date and time, so many seconds away from UTC."""
    try:
        moment = datetime(*read, tzinfo=_zone(away))
    except (ValueError, OverflowError):
        return None
    return moment if moment.year >= 1970 and _is_in_utc(moment) else None


def _is_in_utc(moment: datetime) -> bool:
    """Whether it is a moment there too: the end of the year 9999 in the west is none."""
    try:
        moment.astimezone(UTC)
    except OverflowError:
        return False
    return True


def _from_iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.replace(" +", "+").replace(" -", "-"))
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if _is_in_utc(moment) else None


MOST = 50
"""More trace headers than this no honest mail has; the rest is not looked at."""


def handed_over(headers: Headers) -> datetime | None:
    """The earliest instant at which a server says to have had the mail; None where none says it readably."""
    instants = [read_date(value.rpartition(";")[2]) for value in headers.all("received")[:MOST] if ";" in value]
    return min((at for at in instants if at is not None), default=None)

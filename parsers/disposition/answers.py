"""Which of the letters that went out a mail answers, or a mail server reports on.

A Message-ID of ours is drawn by lot, and so is the UID of a calendar entry: who names one has the letter. An address or
a subject anybody may know: by these alone a candidate's answer is filed where both agree, and a report is only shown to
a person. Whose answer it is, the address in From says and nothing else: any mail may bear a list's fields, Reply-To or
Sender. What an answer may do by itself is asked later (`parsers.values.acts`).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from parsers.disposition.subject import without_prefix
from parsers.mail.headers.headers import references
from parsers.text.text import fold
from parsers.values.letters import TOKEN, LetterClues, SentLetter, SentLetters, Tie, TiedBy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from parsers.values.headers import Headers
    from parsers.values.messages import Message
    from parsers.values.reports import CalendarAnswer, DeliveryReport, ReportedRecipient

PATIENCE = timedelta(days=120)
"""After so long a mail from an address that was written to is about something else."""
SKEW = timedelta(minutes=10)
"""By so much the clocks of two servers may differ."""


def clues(headers: Headers, message: Message | None = None) -> LetterClues:
    """By what a mail may be about a letter, in any of the ways below: of its headers alone, or all of it."""
    report = message.report if message else None
    answer = message.calendar_answer if message else None
    named = [*references(headers), *(report.references if report else ())]
    addresses = [headers.sender.email, *([*_recipients(report), *report.addresses] if report else ())]
    return LetterClues(
        tokens=frozenset(token for text in named for token in _tokens(text)),
        uids=frozenset({answer.uid} if answer else ()),
        addresses=frozenset(filter(None, addresses)),
    )


def answered(headers: Headers, letters: SentLetters, at: datetime) -> Tie | None:
    """The letter that a mail answers, by its headers; `at` is its INTERNALDATE."""
    if not letters:
        return None
    author = headers.sender.email or ""
    for named in references(headers):
        if letter := next(iter(_all_named(named, letters)), None):
            return Tie(letter=letter, by=TiedBy.REFERENCE, own=letter.is_answered_by(author))
    fresh = [one for one in letters.letters.values() if author == one.to_email and _is_fresh(one, at)]
    if not fresh:
        return None
    same = [one for one in fresh if _same_subject(headers.subject, one.subject)]
    latest = max(same or fresh, key=lambda one: (one.sent_at, one.id))
    return Tie(letter=latest, by=TiedBy.SUBJECT if same else TiedBy.ADDRESS)


def answering_calendar(answer: CalendarAnswer, headers: Headers, letters: SentLetters) -> Tie | None:
    """The letter whose calendar entry a candidate's calendar answers: such mails often name no Message-ID."""
    letter = letters.letters.get(letters.uids.get(answer.uid, 0))
    if letter is None:
        return None
    own = letter.is_answered_by(headers.sender.email, answer.attendee)
    return Tie(letter=letter, by=TiedBy.REFERENCE, own=own, invited=answer.attendee)


def reported(report: DeliveryReport, letters: SentLetters, at: datetime) -> Tie | None:
    """The letter that a report is about: the one whose Message-ID it names, else by address one that only may be."""
    if not letters:
        return None
    named = [letter for text in report.references for letter in _all_named(text, letters)]
    if named:
        return Tie(letter=named[0], by=TiedBy.REFERENCE, own=False)
    told = _recipients(report)
    about = [
        one for one in letters.letters.values() if one.to_email in {*told, *report.addresses} and _is_fresh(one, at)
    ]
    same = [one for one in about if _same_subject(report.subject, one.subject)]
    if not about:
        return None
    latest = max(same or about, key=lambda one: (one.to_email in told, one.sent_at, one.id))
    return Tie(letter=latest, by=TiedBy.ADDRESS, own=False)


def outcome(report: DeliveryReport, letter: SentLetter) -> ReportedRecipient | None:
    """What a report says of a letter's own recipient; of a forward's where it names no other."""
    about = [one for one in report.recipients if letter.to_email in {one.address, one.original}]
    worst = sorted(about or report.recipients, key=lambda one: _BY_WEIGHT.get(one.action, len(_BY_WEIGHT)))
    return worst[0] if worst else None


_BY_WEIGHT = {"failed": 0, "delayed": 1}


def _recipients(report: DeliveryReport) -> list[str]:
    """The addresses that a report is about, as a letter was sent to them and as they were in the end."""
    return [address for one in report.recipients for address in (one.original, one.address) if address]


def _is_fresh(letter: SentLetter, at: datetime) -> bool:
    return letter.sent_at - SKEW <= at <= letter.sent_at + PATIENCE


def _all_named(text: str, letters: SentLetters) -> Iterable[SentLetter]:
    for token in _tokens(text):
        letter = letters.letters.get(letters.tokens.get(token, 0))
        if letter is not None:
            yield letter


def _tokens(text: str) -> list[str]:
    """The parts of Message-IDs before their @ that a text may name, as letters are known by them."""
    return [found.lower() for found in TOKEN.findall(text)]


def _same_subject(given: str | None, ours: str) -> bool:
    """Whether a subject is the letter's, prefixes and the cutting off of long subjects apart."""
    one, other = (" ".join(fold(without_prefix(text) or "").split()) for text in (given, ours))
    return bool(one) and (one == other or (len(one) >= 20 and other.startswith(one)))

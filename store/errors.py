"""What can go wrong with the store, as one clear line each.

StoreError
├── StoreUnreachable     the database server does not answer, or refuses us
├── StoreMissing         there is no store there yet
├── StoreOutdated        its schema is older than this program: upgrade it
├── StoreNewer           its schema is newer than this program: it is left alone
├── StoreNotWritable     file or folder can't be written
│   └── StoreFull        the disk is full
├── StoreLocked          another process holds it for longer than we wait
├── ValueRefused         a value is none that the database holds there, or stands there already
├── StoreUrlError        the URL is none of SQLite or PostgreSQL
├── NeverForgotten       a rule was about to take away what was kept once (a fault of ours)
├── SealMissing          what the jury writes can't be sealed: the key for that is not at hand
├── NotInStore           no message, application, document or user has that id
└── ReviewRefused        what a person asked for can't be done (undone twice, merged with itself): `why`
    ├── InterviewMoved   the interview was moved, cancelled or answered meanwhile
    ├── InterviewTwice   the candidate has an interview already
    ├── LetterIncomplete a letter lacks what must stand in it
    ├── LetterMoved      the letter was changed, sent or withdrawn meanwhile
    ├── LetterTwice      the candidate has a letter of that sort already
    ├── SlotTaken        somebody else has that hour
    ├── SlotTwice        the room or the jury has another slot at that time
    ├── TemplateMoved    somebody changed the template meanwhile
    ├── ViewTooLong      a list's filters are longer than is kept under a name
    └── ViewsFull        a user has as many saved views as may be
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar


class Refusal(StrEnum):
    """Why something that a person asked for was not done; the page has a sentence for each."""

    CHANGED = "changed"
    """Things are not as the person was shown them."""
    DONE = "done"
    """It was done already."""
    UNKNOWN = "unknown"
    """The choice is none of those that are offered."""
    EMPTY = "empty"
    """Words are missing."""
    UNREAD = "unread"
    NO_APPLICATION = "no_application"
    FIRST_MAIL = "first_mail"
    """It bears what was said of its application."""
    SAME_APPLICATION = "same_application"
    OTHER_NOTICE = "other_notice"
    NO_NOTICE = "no_notice"
    BEFORE_JURY = "before_jury"
    NOT_BEFORE_JURY = "not_before_jury"
    ABSTAINS = "abstains"
    CHAIR_ONLY = "chair_only"
    LETTER_MOVED = "letter_moved"
    LETTER_INCOMPLETE = "letter_incomplete"
    LETTER_TWICE = "letter_twice"
    INTERVIEW_MOVED = "interview_moved"
    INTERVIEW_TWICE = "interview_twice"
    SLOT_TAKEN = "slot_taken"
    SLOT_TWICE = "slot_twice"
    TEMPLATE_MOVED = "template_moved"
    VIEW_TOO_LONG = "view_too_long"
    VIEWS_FULL = "views_full"


class StoreError(Exception):
    """Base of all; `str()` is the one line an operator reads."""


class StoreUnreachable(StoreError):
    """The database server does not answer, or refuses us."""


class StoreMissing(StoreError):
    """There is no store there yet."""


class StoreOutdated(StoreError):
    """The schema is older than this program."""


class StoreNewer(StoreError):
    """The schema is newer than this program."""


class StoreNotWritable(StoreError):
    """The file or its folder can't be written."""


class StoreFull(StoreNotWritable):
    """The disk is full: what is there can be read."""


class StoreLocked(StoreError):
    """Another process holds the store for longer than we wait."""


class ValueRefused(StoreError):
    """A value is none that the database holds there, or stands there already: whoever gave it is at fault, not it."""


class StoreUrlError(StoreError):
    """The URL is none of SQLite or PostgreSQL, or its driver is not installed."""


class NeverForgotten(StoreError):
    """A rule was about to take away what was kept once; only erasure and retention may."""


class SealMissing(StoreError):
    """What the jury writes can't be sealed: the key for that is not at hand."""


class NotInStore(StoreError):
    """Nothing has the id that was asked for."""


class ReviewRefused(StoreError):
    """What a person asked for can't be done."""

    kind: ClassVar[Refusal] = Refusal.CHANGED

    def __init__(self, sentence: str, why: Refusal | None = None) -> None:
        super().__init__(sentence)
        self.why = why or self.kind


class LetterMoved(ReviewRefused):
    """The letter was changed, approved, sent or withdrawn meanwhile: nothing was done to it."""

    kind = Refusal.LETTER_MOVED


class LetterIncomplete(ReviewRefused):
    """A letter lacks what must stand in it: the appeal block."""

    kind = Refusal.LETTER_INCOMPLETE


class LetterTwice(ReviewRefused):
    """The candidate has a letter already of a sort that is sent once."""

    kind = Refusal.LETTER_TWICE


class InterviewMoved(ReviewRefused):
    """The interview was moved, cancelled or answered meanwhile: nothing was done to it."""

    kind = Refusal.INTERVIEW_MOVED


class InterviewTwice(ReviewRefused):
    """The candidate has an interview that holds."""

    kind = Refusal.INTERVIEW_TWICE


class SlotTaken(ReviewRefused):
    """Somebody else has that slot."""

    kind = Refusal.SLOT_TAKEN


class SlotTwice(ReviewRefused):
    """The room, or the jury, has another slot at that time."""

    kind = Refusal.SLOT_TWICE


class TemplateMoved(ReviewRefused):
    """Somebody kept another version of the template meanwhile: nothing was done to it."""

    kind = Refusal.TEMPLATE_MOVED


class ViewTooLong(ReviewRefused):
    """A list's filters are longer than is kept under a name."""

    kind = Refusal.VIEW_TOO_LONG


class ViewsFull(ReviewRefused):
    """A user has as many saved views as may be."""

    kind = Refusal.VIEWS_FULL

"""Every table, and what an erasure does to it. A table that is not here fails a test: nobody's data is forgotten here.

A new table of candidates' data needs a line; one that is append-only needs the triggers of migration 0021 as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class RowsGo:
    """Rows of an erased message, application or document go whole."""

    of: str
    """message, application or document."""
    by: tuple[str, ...]
    """The columns that name it; any of them."""
    append_only: bool = False
    """Its triggers let a row go only while `erasing` names it."""
    redacted: tuple[str, ...] = ()
    """Columns of the rows that stay in which the person's name may stand: there it is struck out."""
    spared: tuple[str, ...] = ()
    """Columns of whom the row itself names: a namesake's name stays."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Emptied:
    """The row stays, for counting and for knowing a UID again, and says nothing of anybody."""

    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Struck:
    """Rows that are nobody's own, in which somebody's name was looked for or written: those that have it go."""

    columns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Redacted:
    """Rows that are nobody's own and stay: somebody's name is struck out of what was written in them."""

    redacted: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Nobody:
    """Nothing of a candidate stands in it."""

    why: str


Holding = RowsGo | Emptied | Struck | Redacted | Nobody

HOLDINGS: Mapping[str, Holding] = {
    "access_log": RowsGo(of="message", by=("message_id",), append_only=True, redacted=("words",)),
    "applications": RowsGo(of="application", by=("id",)),
    "bodies": RowsGo(of="message", by=("message_id",)),
    "career": RowsGo(of="application", by=("application_id",)),
    "claim_tokens": RowsGo(of="message", by=("message_id",)),
    "claims": RowsGo(of="message", by=("message_id",)),
    "documents": RowsGo(of="message", by=("message_id",)),
    "erasing": Nobody(why="numbers, within one transaction"),
    "erasures": Nobody(why="that something was erased, and the number it had"),
    "evidence": RowsGo(of="application", by=("application_id",)),
    "facts": RowsGo(of="application", by=("application_id",)),
    "folders": Nobody(why="how far a folder is known"),
    "history": RowsGo(of="message", by=("message_id",), append_only=True, redacted=("detail",)),
    "interview_calendars": Nobody(why="the jury's calendar addresses, hashed"),
    "interview_replies": RowsGo(of="message", by=("message_id",)),
    "interview_slots": Nobody(why="days, hours and rooms"),
    "interviews": RowsGo(of="message", by=("message_id",)),
    "letter_answers": RowsGo(of="message", by=("message_id", "about_id")),
    "letter_references": RowsGo(of="message", by=("about_id",)),
    "letter_templates": Redacted(redacted=("text",)),
    "letters": RowsGo(
        of="message",
        by=("message_id",),
        redacted=("subject", "text", "fixed", "event", "answer"),
        spared=("to_name", "to_email"),
    ),
    "mailboxes": Nobody(why="how a mailbox has been of late"),
    "memberships": RowsGo(of="message", by=("message_id",)),
    "message_notices": RowsGo(of="message", by=("message_id",)),
    "messages": Emptied(why="its sightings hang on it: the audit counts every UID"),
    "metadata": Nobody(why="numbers, and how the program itself is"),
    "notices": Nobody(why="what was published"),
    "opened_opinions": RowsGo(of="message", by=("message_id",), redacted=("words", "text")),
    "openings": RowsGo(of="message", by=("message_id",)),
    "opinion_drafts": RowsGo(of="message", by=("message_id",), redacted=("words", "text")),
    "opinions": RowsGo(of="message", by=("message_id",), append_only=True, redacted=("words", "text")),
    "pages": RowsGo(of="document", by=("document_id",)),
    "passkeys": Nobody(why="recruiters' own"),
    "possible_duplicates": RowsGo(of="message", by=("first_message_id", "second_message_id")),
    "reviews": RowsGo(of="message", by=("message_id",), append_only=True, redacted=("key", "value", "text")),
    "saved_views": Struck(columns=("name", "query")),
    "sessions": Nobody(why="recruiters' own"),
    "sightings": Emptied(why="a UID that was seen is not fetched again"),
    "statistics": Nobody(why="how many"),
    "users": Nobody(why="recruiters' own"),
    "withheld": Emptied(why="hangs on a sighting; what the server said of the mail goes"),
}
"""`search_texts` is each database's own and not among the models: `store.search` takes texts out of it."""

"""All that the store has of one person: an application, and what of the same person stands elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from parsers.values.dispositions import Disposition
from store.applications.documents import IDS_PER_MESSAGE
from store.database.codec import value_of
from store.database.models import (
    Application,
    BodyRow,
    DocumentRow,
    FactRow,
    InterviewRow,
    LetterAnswer,
    Membership,
    MessageRow,
    ReplyRow,
    SightingRow,
    WithheldRow,
)
from store.database.sessions import there
from store.erasing.names import Names
from store.errors import NotInStore
from store.letters.interviews.values import ReplyVerdict
from store.search import index_of
from store.search.words import Term, index_text, index_word, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy.orm import Session

OTHERS = frozenset({Disposition.INTERNAL.value, Disposition.BOUNCE.value, Disposition.UNRELATED.value})
"""Mail whose sender is not its candidate, or of which nothing is kept."""
OF_MACHINES = ("failed", "delayed", "delivered", "auto_reply")
"""What of that which comes back on letters no person wrote."""
MOST_TOLD = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class InMailbox:
    """Where the mail itself lies, which this program never changes: a person deletes it there."""

    mailbox: str
    folder: str
    uid: int
    received_at: datetime
    subject: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DataSubject:
    """What is held of one person, by ids, and by what they are named."""

    applications: tuple[int, ...]
    messages: tuple[int, ...]
    documents: tuple[int, ...]
    originals: tuple[str, ...]
    """Digests of the mails as they came."""
    files: tuple[str, ...]
    """Digests of the files in them, and of what these are packed in."""
    contents: tuple[str, ...]
    """Content keys of the messages."""
    fingerprints: tuple[str, ...]
    """Of their headers, in every mailbox."""
    names: Names
    notice: str | None
    """Of the application that was asked for."""
    in_mailboxes: tuple[InMailbox, ...] = ()
    same_address: tuple[int, ...] = ()
    """Applications from the same address under another name: they stay."""
    named_in: tuple[int, ...] = ()
    """Mails of others, and of nobody, in which this person is named: they stay, a person looks at them."""


def of_application(session: Session, application_id: int, also: Collection[int] = ()) -> DataSubject:
    """The person of an application: the same one's other applications, and mails that are in none; and mails `also`.
    Raises NotInStore: there is no such application or mail.
    """
    seed = there(session.get(Application, application_id), f"application {application_id}")
    theirs, others = _of_same(session, seed)
    messages = set(session.scalars(select(Membership.message_id).where(Membership.application_id.in_(theirs))))
    messages |= _outside(session, seed) | _there(session, also)
    return of_messages(session, messages, same_address=others, notice=seed.notice)


def of_messages(
    session: Session, message_ids: Collection[int], *, same_address: Iterable[int] = (), notice: str | None = None
) -> DataSubject:
    """What hangs on these messages, reports on letters too; an application counts where it has no other message."""
    message_ids = {*message_ids, *_reports(session, message_ids)}
    theirs = select(Membership.application_id).where(Membership.message_id.in_(message_ids))
    stays = select(Membership.application_id).where(Membership.message_id.not_in(message_ids))
    applications = tuple(
        session.scalars(
            select(Application.id)
            .where(Application.id.in_(theirs), Application.id.not_in(stays))
            .order_by(Application.id)
        )
    )
    documents = session.execute(
        select(DocumentRow.id, DocumentRow.sha256)
        .where(DocumentRow.message_id.in_(message_ids))
        .order_by(DocumentRow.id)
    ).all()
    rows = session.scalars(select(MessageRow).where(MessageRow.id.in_(message_ids)).order_by(MessageRow.id)).all()
    seen = session.scalars(
        select(SightingRow).where(SightingRow.message_id.in_(message_ids)).order_by(SightingRow.id)
    ).all()
    withheld = session.scalars(select(WithheldRow.sha256).where(WithheldRow.sighting_id.in_([one.id for one in seen])))
    attached = session.scalars(select(BodyRow.attachments).where(BodyRow.message_id.in_(message_ids)))
    packed = {part["sha256"] for parts in attached for part in parts or ()}
    subjects = {row.id: row.subject for row in rows}
    names = _names(session, applications, message_ids)
    originals = {row.sha256 for row in rows} | {one.sha256 for one in seen} | set(withheld)
    return DataSubject(
        applications=applications,
        messages=tuple(row.id for row in rows),
        documents=tuple(number for number, _ in documents),
        originals=tuple(sorted(digest for digest in originals if digest)),
        files=tuple(sorted(packed.union(digest for _, digest in documents))),
        contents=tuple(row.content_key for row in rows if row.content_key),
        fingerprints=tuple(dict.fromkeys(one.fingerprint for one in seen)),
        names=names,
        notice=notice or next((row.notice for row in rows if row.notice), None),
        in_mailboxes=tuple(value_of(InMailbox, one, subject=subjects.get(one.message_id)) for one in seen),
        same_address=tuple(same_address),
        named_in=_named_in(session, names, frozenset(message_ids)),
    )


def _reports(session: Session, message_ids: Collection[int]) -> set[int]:
    """The mails that came back on these applications' letters and are in no application: they name the person.

    Not what a stranger wrote, or what only may be an answer: it may be somebody else's, and a person sorts it.
    """
    placed = select(Membership.message_id)
    mine = LetterAnswer.about_id.in_(message_ids)
    query = select(LetterAnswer.message_id).where(mine, LetterAnswer.kind.in_(OF_MACHINES))
    found = set(session.scalars(query.where(LetterAnswer.message_id.not_in(placed))))
    calendars = select(ReplyRow.message_id).join(InterviewRow, InterviewRow.id == ReplyRow.interview_id)
    theirs = (InterviewRow.message_id.in_(message_ids), ReplyRow.verdict != ReplyVerdict.STRANGER)
    return found | set(session.scalars(calendars.where(*theirs, ReplyRow.message_id.not_in(placed))))


def _of_same(session: Session, seed: Application) -> tuple[list[int], list[int]]:
    """The applications of the same address and name; those of the same address alone, which may be somebody else's."""
    if not seed.email:
        return [seed.id], []
    query = select(Application).where(func.lower(Application.email) == seed.email.lower()).order_by(Application.id)
    found = session.scalars(query.where(Application.id != seed.id)).all()
    same = [row.id for row in found if row.sort_name == seed.sort_name]
    return [seed.id, *same], [row.id for row in found if row.id not in same]


def _outside(session: Session, seed: Application) -> set[int]:
    """Mails in no application whose applicant is the same person, or that were never read and came from there."""
    if not seed.email:
        return set()
    address, name = seed.email.lower(), index_text(seed.name or "")
    sender = func.lower(MessageRow.sender_email) == address
    applicant = func.lower(BodyRow.applicant_email) == address
    query = (
        select(MessageRow.id, BodyRow.message_id, BodyRow.applicant_name)
        .outerjoin(BodyRow, BodyRow.message_id == MessageRow.id)
        .where(
            MessageRow.id.not_in(select(Membership.message_id)),
            or_(applicant, sender & BodyRow.message_id.is_(None) & MessageRow.disposition.not_in(OTHERS)),
        )
    )
    return {
        message
        for message, read, called in session.execute(query)
        if read is None or not called or index_text(called) in {name, ""}
    }


def _there(session: Session, message_ids: Collection[int]) -> set[int]:
    found = set(session.scalars(select(MessageRow.id).where(MessageRow.id.in_(message_ids))))
    if missing := set(message_ids) - found:
        raise NotInStore(f"there is no message {min(missing)}")
    return found


def _names(session: Session, applications: Collection[int], message_ids: Collection[int]) -> Names:
    people = session.scalars(select(Application).where(Application.id.in_(applications))).all()
    facts = session.execute(
        select(FactRow.key, FactRow.shown, FactRow.extracted_value).where(
            FactRow.application_id.in_(applications), FactRow.area == "person"
        )
    ).all()
    said = {key: [shown, found if isinstance(found, str) else None] for key, shown, found in facts}
    whole = [f"{a or ''} {b or ''}" for row in people for a, b in _orders(row.given_name, row.family_name)]
    senders = session.execute(
        select(BodyRow.applicant_name, BodyRow.applicant_email).where(BodyRow.message_id.in_(message_ids))
    ).all()
    files = session.scalars(select(DocumentRow.filename).where(DocumentRow.message_id.in_(message_ids)))
    telling = [name for name in files if name and _tells(name, people)]
    own = [row.name for row in people] + [row.email for row in people]
    own += [one for key in ("name", "email") for one in said.get(key, ())]
    own += whole + [one for pair in senders for one in pair] + telling
    phones = [row.phone for row in people] + said.get("phone", [])
    return Names.of(own=own, loose=[row.family_name for row in people], phones=phones)


def _orders(given: str | None, family: str | None) -> list[tuple[str | None, str | None]]:
    return [(given, family), (family, given)] if given and family else []


def _tells(filename: str, people: Iterable[Application]) -> bool:
    """Whether a file's name has the person's: `cv.pdf` names nobody."""
    found = {word.folded for word in words(filename)}
    return any(row.family_name and index_word(row.family_name) in found for row in people)


def _named_in(session: Session, names: Names, message_ids: frozenset[int]) -> tuple[int, ...]:
    """The other mails in whose text or files one of the names stands."""
    found: set[int] = set()
    for phrase in sorted(names.own):
        texts = index_of(session).matching((Term(phrase),)).subquery()
        found |= {number // IDS_PER_MESSAGE for number in session.scalars(select(texts.c[0]))}
    return tuple(sorted(found - message_ids)[:MOST_TOLD])

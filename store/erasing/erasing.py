"""Erasing: what is held of a person goes, and one row says that something was erased, when and why.

It goes by `holdings`, table by table. Reviews and history go through `erasing`, the only way that the database leaves
open. What others wrote and has the person's name stays without the name. Afterwards the file itself still has the bytes
until the room is written over: `store.database.scrubbing`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, or_, select, true, update

from store.applications.documents import IDS_PER_MESSAGE
from store.database.ids import next_id
from store.database.journal import write_down
from store.database.models import (
    Base,
    ErasureRow,
    HistoryRow,
    LetterRow,
    Membership,
    MessageRow,
    ReviewRow,
    SightingRow,
    WithheldRow,
)
from store.database.sessions import DatedPart
from store.erasing.holdings import HOLDINGS, Redacted, RowsGo, Struck
from store.erasing.persons import of_application, of_messages
from store.erasing.release import Release
from store.erasing.retention import Retention
from store.ledger import dispositions, message_content
from store.ledger.mailbox_health import Health
from store.letters.states import LetterState
from store.reviews.sealed_words import row_name, seal_of
from store.search import index_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, RowMapping, Table
    from sqlalchemy.orm import Session

    from parsers.values.evidence import JSON
    from store.applications.applications import Applications
    from store.erasing.persons import DataSubject

PAIRS = ("merge", "keep_apart")
"""Words of people that are about two applications."""
SCRUB = "scrub"
"""Under this name the store keeps that its file has still to be written over."""
UNAPPROVED = {"approved_at": None, "approved_by": None}
UNSEALED = {"message_ref": None, "dated_at": None, "retry_at": None}
MAY_GO = frozenset({LetterState.APPROVED, LetterState.FAILED, LetterState.DOUBTFUL})
"""States out of which a letter goes (again) under an approval: nobody has approved what it says now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Erased:
    """What one erasure came to."""

    erasure_id: int
    counts: Mapping[str, int]
    """Rows that are gone or were emptied, by table."""


class Erasing(DatedPart):
    """Erasure within one transaction."""

    def __init__(self, session: Session, applications: Applications, clock: Callable[[], datetime]) -> None:
        super().__init__(session, clock)
        self._applications = applications

    def person(self, application_id: int, also: Collection[int] = ()) -> DataSubject:
        """All that is held of the person of an application, and of mails `also`, as a preview. Raises NotInStore."""
        return of_application(self._session, application_id, also)

    def of_messages(self, message_ids: Collection[int]) -> DataSubject:
        """All that hangs on these messages."""
        return of_messages(self._session, message_ids)

    def together(self, message_ids: Collection[int]) -> list[list[int]]:
        """The same messages, by application; those in none together."""
        query = select(Membership.message_id, Membership.application_id)
        known = dict(self._session.execute(query.where(Membership.message_id.in_(message_ids))).all())
        groups: dict[int | None, list[int]] = {}
        for message in sorted(message_ids):
            groups.setdefault(known.get(message), []).append(message)
        return list(groups.values())

    def identities(self) -> Iterator[tuple[int, str | None, str | None, str | None]]:
        """(message, digest, content key, fingerprint) of every sighting of a mail that has content."""
        query = select(SightingRow.message_id, SightingRow.sha256, MessageRow.content_key, SightingRow.fingerprint)
        joined = query.join(MessageRow, MessageRow.id == SightingRow.message_id)
        for message, digest, key, fingerprint in self._session.execute(joined.order_by(SightingRow.id)):
            yield message, digest, key, fingerprint
        kept = select(MessageRow.id, MessageRow.sha256, MessageRow.content_key).where(MessageRow.sha256.is_not(None))
        for message, digest, key in self._session.execute(kept):
            yield message, digest, key, None

    def erase(
        self, person: DataSubject, *, author: str, cause: str, keyed: Callable[[str], str], at: datetime | None = None
    ) -> Erased:
        """Takes away all of it. `keyed` gives what stands for a fingerprint from now on.

        Tombstones are the caller's, and come first; originals are, and come afterwards.
        """
        at = at or self._clock()
        left = self._left(person)
        self._count(person)
        named = Release(self._session, self._record(person, author, cause, at))
        named.add("message", person.messages)
        self._take_out_of_index(person)
        self._drop_pairs(person, named)
        struck = self._strike(person, named)
        counts = self._drop_rows(person)
        named.forget()
        counts["messages"] = self._empty(person, at, keyed)
        self._session.expire_all()
        self._bring_up_to_date(struck, left)
        self._note(named.erasure_id, person, author, cause, at)
        Health(self._session).put(SCRUB, at.isoformat())
        return Erased(
            erasure_id=named.erasure_id, counts={name: counts[name] for name in sorted(counts) if counts[name]}
        )

    def _count(self, person: DataSubject) -> None:
        retention = Retention(self._session)
        for kept in retention.applications(person.applications):
            retention.count(kept)

    def _record(self, person: DataSubject, author: str, cause: str, at: datetime) -> int:
        number = next_id(self._session, "erasure")
        self._session.add(
            ErasureRow(
                id=number,
                at=at,
                author=author,
                cause=cause,
                notice=person.notice,
                application_id=_number(person),
                counts={"messages": len(person.messages), "documents": len(person.documents)},
            )
        )
        self._session.flush()
        return number

    def _note(self, erasure_id: int, person: DataSubject, author: str, cause: str, at: datetime) -> None:
        """All that history still says of them."""
        detail = {"erasure": erasure_id, "cause": cause}
        write_down(self._session, at, author, "erase", message_id=_number(person), detail=detail)

    def _left(self, person: DataSubject) -> set[int]:
        """The mails of applications of which only some are erased: these applications stay, without the others."""
        some = select(Membership.application_id).where(Membership.message_id.in_(person.messages))
        beside = select(Membership.message_id).where(
            Membership.application_id.in_(some), Membership.message_id.not_in(person.messages)
        )
        return set(self._session.scalars(beside))

    def _take_out_of_index(self, person: DataSubject) -> None:
        bodies = [message * IDS_PER_MESSAGE for message in person.messages]
        index_of(self._session).remove(self._session, [*bodies, *person.documents])

    def _drop_pairs(self, person: DataSubject, named: Release) -> None:
        """What was said of an application and of this person's together (`PAIRS`), and what took it back."""
        query = select(ReviewRow.id).where(
            ReviewRow.kind.in_(PAIRS),
            ReviewRow.other_id.in_(person.messages),
            ReviewRow.message_id.not_in(person.messages),
        )
        found = last = set(self._session.scalars(query))
        while last:
            undone = select(ReviewRow.id).where(ReviewRow.kind == "undo", ReviewRow.other_id.in_(last))
            last = set(self._session.scalars(undone)) - found
            found |= last
        told = set(self._session.scalars(select(HistoryRow.id).where(HistoryRow.review_id.in_(found))))
        for table, gone in ((ReviewRow, found), (HistoryRow, told)):
            named.add(table.__tablename__, gone)
            self._session.execute(delete(table).where(table.id.in_(gone)))

    def _strike(self, person: DataSubject, named: Release) -> set[int]:
        """Strikes the person's names out of what others wrote; the messages on which somebody wrote them."""
        touched: set[int] = set()
        for table in Base.metadata.sorted_tables:
            holding = HOLDINGS[table.name]
            if isinstance(holding, Struck):
                self._strike_rows(table, holding, person)
            elif isinstance(holding, Redacted) or (isinstance(holding, RowsGo) and holding.redacted):
                struck = self._strike_words(table, holding, person, named)
                touched |= struck if table is ReviewRow.__table__ else set()
        return touched

    def _strike_rows(self, table: Table, holding: Struck, person: DataSubject) -> None:
        columns = [table.c[name] for name in holding.columns]
        rows = self._session.execute(select(table.c.id, *columns)).all()
        gone = [row[0] for row in rows if any(value and person.names.asked(value) for value in row[1:])]
        self._session.execute(delete(table).where(table.c.id.in_(gone)))

    def _strike_words(self, table: Table, holding: RowsGo | Redacted, person: DataSubject, named: Release) -> set[int]:
        """Strikes the names out of the rows that stay; the messages that these hang on."""
        touched: set[int] = set()
        written = select(table).where(_stays(table, person))
        if table is LetterRow.__table__:  # none is claimed meanwhile
            written = written.with_for_update()
        for row in self._session.execute(written).mappings().all():
            fresh = _struck(row, holding, person) | self._struck_sealed(table, row, person)
            if any(fresh[name] != row[name] for name in fresh):
                self._write_again(table, holding, row, fresh, named)
                touched |= {number for name, number in row.items() if name == "message_id" and number is not None}
        return touched

    def _write_again(
        self, table: Table, holding: RowsGo | Redacted, row: RowMapping, fresh: dict[str, JSON], named: Release
    ) -> None:
        """A row that never changes goes as a named one, and comes back under its number without the name."""
        if isinstance(holding, RowsGo) and holding.append_only:
            named.add(table.name, [row["id"]])
            self._session.execute(delete(table).where(table.c.id == row["id"]))
            self._session.execute(insert(table).values({**row, **fresh}))
            return
        changed = fresh | (
            unsettled(state=row["state"], revision=row["revision"]) if table is LetterRow.__table__ else {}
        )
        self._session.execute(update(table).where(table.c.id == row["id"]).values(changed))

    def _struck_sealed(self, table: Table, row: RowMapping, person: DataSubject) -> dict[str, str]:
        """What is sealed in a row, without the name; nothing where it has no name, or no key is here that opens it."""
        sealed, name = row.get("sealed"), row_name(table.name, row["id"])
        said = seal_of(self._session).open(name, sealed) if sealed is not None else None
        if said is None:
            return {}
        fresh = replace(said, words=person.names.struck_of(dict(said.words)), text=person.names.struck(said.text))
        return {} if fresh == said else {"sealed": seal_of(self._session).seal(name, fresh)}

    def _drop_rows(self, person: DataSubject) -> Counter[str]:
        ids = {"message": person.messages, "application": person.applications, "document": person.documents}
        counts: Counter[str] = Counter()
        for table in reversed(Base.metadata.sorted_tables):
            holding = HOLDINGS[table.name]
            if isinstance(holding, RowsGo):
                mine = or_(*(table.c[name].in_(ids[holding.of]) for name in holding.by))
                gone = select(func.count()).select_from(table).where(mine)
                counts[table.name] = self._session.scalar(gone) or 0
                self._session.execute(delete(table).where(mine))
        return counts

    def _empty(self, person: DataSubject, at: datetime, keyed: Callable[[str], str]) -> int:
        """What stays of a mail: that a mailbox showed something under a UID, and that it was erased."""
        rows = self._session.scalars(select(MessageRow).where(MessageRow.id.in_(person.messages))).all()
        for row in rows:
            message_content.erase(row, at.date())
        mine = SightingRow.message_id.in_(person.messages)
        for seen in self._session.scalars(select(SightingRow).where(mine)):
            seen.sha256, seen.size, seen.fingerprint = None, 0, keyed(seen.fingerprint)
        self._session.flush()
        self._session.execute(
            delete(WithheldRow).where(WithheldRow.sighting_id.in_(select(SightingRow.id).where(mine)))
        )
        return len(rows)

    def _bring_up_to_date(self, struck: Collection[int], left: Collection[int]) -> None:
        """Applications that lose a mail, or on which somebody wrote the name, are assembled without it."""
        for message in self._session.scalars(select(MessageRow).where(MessageRow.id.in_(struck))):
            dispositions.again(self._session, message)
        self._session.flush()
        theirs = set(self._session.scalars(select(Membership.message_id).where(Membership.message_id.in_(struck))))
        self._applications.refresh(*theirs, *left)


def _number(person: DataSubject) -> int | None:
    """The number that people knew it by."""
    return next(iter((*person.applications, *person.messages)), None)


def _stays(table: Table, person: DataSubject) -> ColumnElement[bool]:
    """The rows that are not the person's own."""
    if "message_id" not in table.c:
        return true()
    return or_(table.c.message_id.is_(None), table.c.message_id.not_in(person.messages))


def _struck(row: RowMapping, holding: RowsGo | Redacted, person: DataSubject) -> dict[str, JSON]:
    """What is written in the row, without the name."""
    spared = [row[name] for name in holding.spared] if isinstance(holding, RowsGo) else []
    names = person.names.beside(*spared)
    fresh: dict[str, JSON] = names.struck_of({name: row[name] for name in holding.redacted})
    return fresh


def unsettled(*, state: str, revision: int) -> dict[str, JSON]:
    """The columns that change with the text: the mail had the name too, and a page that was shown is an old one."""
    changed: dict[str, JSON] = {"mail": None, "revision": revision + 1}
    if state in MAY_GO:
        changed |= UNAPPROVED
    if state == LetterState.APPROVED:
        changed |= UNSEALED | {"state": LetterState.DRAFT, "answer": None}
    return changed

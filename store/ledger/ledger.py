"""The ledger: which message every mailbox showed, and what became of it. It is also the queue of what is to be read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, exists, func, or_, select, update

from parsers.values.dispositions import Disposition, Verdict
from parsers.values.headers import Address, Headers
from parsers.values.sightings import Recorded
from store.database.codec import value_of
from store.database.ids import next_id, taken_id
from store.database.models import FolderRow, Membership, MessageNotice, MessageRow, SightingRow, WithheldRow
from store.database.sessions import StorePart, there
from store.errors import NotInStore
from store.ledger import dispositions, judging_inputs, message_content, new_messages, untold, withheld
from store.ledger.turns import in_turns
from store.ledger.uid_outcomes import uid_outcomes
from store.ledger.withheld import Withholding
from store.notices import assign, fitting
from store.values import ATTEMPTS, JudgedBy, QueuedMessage, RecordedMessage, SeenMessage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date, datetime

    from parsers.values.sightings import Sighting, StandIn
    from store.ledger.new_messages import NewMessage
    from store.ledger.uid_outcomes import UidOutcome


# Put together once, for each message that is recorded asks.
_OF_FOLDER = (SightingRow.mailbox == bindparam("mailbox"), SightingRow.folder == bindparam("folder"))
_THIS = select(SightingRow).where(
    *_OF_FOLDER, SightingRow.uidvalidity == bindparam("uidvalidity"), SightingRow.uid == bindparam("uid")
)
_EARLIER = (
    select(SightingRow)
    .join(MessageRow, MessageRow.id == SightingRow.message_id)
    .where(*_OF_FOLDER, SightingRow.uidvalidity != bindparam("uidvalidity"))
    .order_by(SightingRow.id)
    .limit(1)
)
_BY_CONTENT = _EARLIER.where(
    MessageRow.content_key == bindparam("content"),
    or_(SightingRow.sha256.is_(None), SightingRow.sha256 == bindparam("digest")),
)
"""Of a mail that was sent twice each copy has its own original, which another copy must not take the place of."""
_BY_HEADERS = _EARLIER.where(SightingRow.fingerprint == bindparam("fingerprint"))
_BY_HEADERS_ALONE = _BY_HEADERS.where(MessageRow.content_key.is_(None))
_OF_CONTENT = select(MessageRow).where(MessageRow.content_key == bindparam("content"))


class Ledger(StorePart):
    """The ledger within one transaction."""

    # --- what is known of a folder ---

    def recorded(self, mailbox: str, folder: str) -> Recorded:
        """What is known of a folder: enough to tell what is new in it."""
        row = self._session.get(FolderRow, (mailbox, folder))
        if row is None:
            return Recorded()
        seen = select(SightingRow.uid, SightingRow.key).where(
            SightingRow.mailbox == mailbox, SightingRow.folder == folder, SightingRow.uidvalidity == row.uidvalidity
        )
        above, keys = set(), {}
        for uid, key in self._session.execute(
            seen.where(or_(SightingRow.uid > row.cursor, SightingRow.key.is_not(None)))
        ):
            if uid > row.cursor:
                above.add(uid)
            if key is not None:
                keys[key] = uid
        return Recorded(uidvalidity=row.uidvalidity, cursor=row.cursor, above=frozenset(above), keys=keys)

    def advance(self, mailbox: str, folder: str, uidvalidity: int, uid: int) -> None:
        """Every UID up to `uid` is recorded: the next scan begins above it. Never goes back within one UIDVALIDITY."""
        row = self._folder(mailbox, folder, uidvalidity)
        row.cursor = max(row.cursor, uid)

    def _folder(self, mailbox: str, folder: str, uidvalidity: int) -> FolderRow:
        row = self._session.get(FolderRow, (mailbox, folder))
        if row is None:
            row = FolderRow(mailbox=mailbox, folder=folder, uidvalidity=uidvalidity, cursor=0)
            self._session.add(row)
            self._session.flush()
        elif row.uidvalidity != uidvalidity:
            row.uidvalidity, row.cursor = uidvalidity, 0
        return row

    # --- recording ---

    def record(  # noqa: PLR0913 - one sighting and the four things known of it
        self,
        sighting: Sighting,
        verdict: Verdict,
        *,
        notice: str | None = None,
        fits: Collection[str] = (),
        digest: str | None = None,
        content_key: str | None = None,
        proven: bool = False,
        afresh: bool = False,
        number: int | None = None,
    ) -> RecordedMessage:
        """Notes that a mailbox shows a message. Recording the same again changes nothing.

        `notice` is the one it stands under, `fits` all that it may be for. `digest` names the archived original,
        `content_key` the message without its trace headers: the same key in another mailbox is the same message.
        Unrelated mail is recorded without either; what is given is left out.
        `proven` is whether this mailbox's server vouches for the sender: turns of reading go by it.
        A rescan after UIDVALIDITY has changed finds every message again, by its content or its `fingerprint`.
        `afresh` takes the verdict though the message has one: the rules have changed. `number` is the id that a new
        message is to bear, where it had one in a store that was lost and nobody has taken it since.
        """
        if verdict.disposition is Disposition.UNRELATED:
            digest = content_key = None
        elif digest is not None:
            content_key = content_key or digest
        row = self._known(sighting) or self._moved(sighting, digest, content_key)
        message = self._message_of(row, content_key)
        new = message is None
        if message is None:
            message = self._new_message(sighting, verdict, number)
        found = message.in_junk and not sighting.in_junk
        message.in_junk = message.in_junk and sighting.in_junk
        if content_key is not None:
            vouched = message.content_key == content_key and message.sender_proven is True
            message.sender_proven = proven or vouched  # by any mailbox's server, for the same content
        self._take_content(message, sighting, digest, content_key)
        self._take_notice(message, notice, fits)
        row = self._note_sighting(row, message, sighting, digest)
        self._take_verdict(message, sighting, verdict, afresh=afresh or found)
        if message.sha256 is not None:
            dispositions.note(message)
        self._folder(sighting.mailbox, sighting.folder, sighting.uidvalidity)
        self._session.flush()
        return RecordedMessage(
            message_id=message.id, new=new, pending=message.state == "archived", sighting_id=row.id, was=message.was
        )

    def unknown(self, messages: Sequence[NewMessage]) -> frozenset[int]:
        """The UIDs of those, of one look at a folder, of which nothing is recorded: not here, nor their content."""
        return new_messages.unknown(self._session, messages)

    def record_new(self, messages: Sequence[NewMessage]) -> list[RecordedMessage]:
        """Notes messages of one folder that are `unknown`, as `record` does for each, in a few statements for all."""
        first = messages[0].sighting
        self._folder(first.mailbox, first.folder, first.uidvalidity)
        return new_messages.record(self._session, messages)

    def withhold(  # noqa: PLR0913 - what is known of it, each part for itself
        self,
        sighting: Sighting,
        stand_in: StandIn,
        *,
        notice: str | None,
        digest: str | None = None,
        at: datetime,
        again_at: datetime,
    ) -> RecordedMessage | None:
        """Notes that a mailbox lists a message and gives `stand_in` for it: a near miss without content.

        What the server tells of the real mail is described. None where the original is kept already: then nothing is
        missing, whatever the server gives now. `digest` names the original of what was given in its place.
        """
        row = self._known(sighting)
        if row is not None and self._session.get_one(MessageRow, row.message_id).sha256 is not None:
            return None
        told = replace(
            sighting.headers,
            subject=stand_in.subject or sighting.headers.subject,
            sender=stand_in.sender if stand_in.sender != Address() else sighting.headers.sender,
        )
        verdict = Verdict(disposition=Disposition.NEAR_MISS, reason=stand_in.says)
        noted = self.record(replace(sighting, headers=told), verdict, notice=notice, afresh=True)
        Withholding(self._session).keep(noted.sighting_id, stand_in, digest=digest, at=at, again_at=again_at)
        return noted

    def record_erased(self, sighting: Sighting, *, fingerprint: str, on: date) -> int:
        """Notes that a mailbox still shows what was erased: a UID, and that it was. Returns the message's id.

        `fingerprint` stands for that of its headers. Of the headers themselves nothing is kept.
        """
        nothing = replace(sighting, headers=Headers(fields=()), size=0)
        row = self._known(nothing) or self._session.scalar(
            select(SightingRow).where(
                SightingRow.mailbox == sighting.mailbox,
                SightingRow.folder == sighting.folder,
                SightingRow.uidvalidity != sighting.uidvalidity,
                SightingRow.fingerprint == fingerprint,
            )
        )
        message = self._session.get(MessageRow, row.message_id) if row is not None else None
        if message is None or message.content_key is not None:
            verdict = Verdict(disposition=Disposition.UNRELATED, reason="")
            message = self._new_message(nothing, verdict, None)
        message_content.erase(message, on)
        row = self._note_sighting(row, message, nothing, None)
        row.fingerprint = fingerprint
        self._folder(sighting.mailbox, sighting.folder, sighting.uidvalidity)
        self._session.flush()
        return message.id

    def _known(self, sighting: Sighting) -> SightingRow | None:
        return self._session.scalar(_THIS, {**_place(sighting), "uid": sighting.uid})

    def _moved(self, sighting: Sighting, digest: str | None, content_key: str | None) -> SightingRow | None:
        """The row of the same message under an earlier UIDVALIDITY of this folder, that nobody has claimed yet."""
        place = _place(sighting)
        if content_key is not None:
            row = self._session.scalar(_BY_CONTENT, {**place, "content": content_key, "digest": digest})
            if row is not None:
                return row
        query = _BY_HEADERS if content_key is None else _BY_HEADERS_ALONE
        return self._session.scalar(query, {**place, "fingerprint": sighting.headers.fingerprint})

    def _message_of(self, row: SightingRow | None, content_key: str | None) -> MessageRow | None:
        message = None
        if content_key is not None:
            message = self._session.scalar(_OF_CONTENT, {"content": content_key})
        if message is None and row is not None:
            message = self._session.get_one(MessageRow, row.message_id)
        return message

    def _new_message(self, sighting: Sighting, verdict: Verdict, number: int | None) -> MessageRow:
        if number and self._session.get(MessageRow, number) is None:
            taken = taken_id(self._session, "message", number)
        else:
            taken = next_id(self._session, "message")
        message = MessageRow(**new_messages.fresh(taken, sighting, verdict))
        self._session.add(message)
        self._session.flush()
        return message

    def _take_content(
        self, message: MessageRow, sighting: Sighting, digest: str | None, content_key: str | None
    ) -> None:
        if content_key is not None and message.content_key != content_key:
            message.content_key, message.sha256 = content_key, digest
            message.state, message.attempts = "archived", 0
        related = message.ruled_disposition != Disposition.UNRELATED or content_key is not None
        if related and message.state != "parsed":
            message_content.describe(message, sighting.headers)

    def _take_notice(self, message: MessageRow, notice: str | None, fits: Collection[str]) -> None:
        """What was said first stands until the message is judged anew."""
        if notice and message.notice is None and message.content_key is not None:
            assign(self._session, message, notice, fits)
        elif notice and message.ruled_disposition != Disposition.UNRELATED:
            message.notice = message.notice or notice

    def _note_sighting(
        self, row: SightingRow | None, message: MessageRow, sighting: Sighting, digest: str | None
    ) -> SightingRow:
        if row is None:
            row = SightingRow(id=next_id(self._session, "sighting"), received_at=sighting.received_at)
            self._session.add(row)
        left = row.message_id
        row.message_id = message.id
        row.mailbox, row.folder = sighting.mailbox, sighting.folder
        row.uidvalidity, row.uid, row.key = sighting.uidvalidity, sighting.uid, sighting.key
        row.received_at = min(row.received_at, sighting.received_at)
        row.size, row.fingerprint = sighting.size, sighting.headers.fingerprint
        row.sha256 = digest or (row.sha256 if left == message.id else None)
        self._session.flush()
        if left is not None and left != message.id:
            self.drop(left)
        return row

    def drop(self, message_id: int) -> None:
        """Takes away a message without content that no mailbox shows, unless a person has spoken on it."""
        seen = self._session.scalar(select(func.count()).where(SightingRow.message_id == message_id))
        if not seen and not dispositions.spoken_on(self._session, self._session.get_one(MessageRow, message_id)):
            self._session.execute(
                delete(MessageRow).where(MessageRow.id == message_id, MessageRow.content_key.is_(None))
            )

    def untold(self) -> dict[int, str]:
        """Messages that are known by their bytes although their content key has been read since, each with the key."""
        return untold.untold(self._session)

    def tell(self, message_id: int, content_key: str) -> int | None:
        """Gives a message its content key; the copy that is no message of its own any more, where there is one.

        That is to be taken out of its application, by `Applications.refresh`, and then dropped.
        """
        return untold.tell(self._session, message_id, content_key)

    def _take_verdict(self, message: MessageRow, sighting: Sighting, verdict: Verdict, *, afresh: bool) -> None:
        """The earliest arrival judges; a message that had no content is judged again once it has."""
        earlier = sighting.received_at < message.received_at
        message.received_at = min(message.received_at, sighting.received_at)
        without = message.ruled_disposition == Disposition.UNRELATED and message.content_key is not None
        if not (earlier or afresh or without):
            return
        before = message.disposition
        dispositions.rule(self._session, message, verdict)
        if message.disposition == Disposition.UNRELATED:
            message_content.forget(self._session, message)
        elif (earlier or message.disposition != before) and message.state in {"parsed", "failed"}:
            message.state, message.attempts = "archived", 0

    # --- what people ask for ---

    def asked_for(self, mailbox: str, folder: str, uidvalidity: int) -> dict[int, int]:
        """The UIDs of this folder whose original a person asks for, each with its message."""
        return withheld.uids_asked_for(self._session, mailbox, folder, uidvalidity)

    def note_gone(self, message_ids: Collection[int]) -> None:
        """What a person asked for is not in the mailbox any more."""
        withheld.note_gone(self._session, message_ids)

    def assign(self, message_id: int, notice: str | None, fits: Collection[str]) -> None:
        """Says under which notice a message stands, and all that it may be for."""
        assign(self._session, self._row(message_id), notice, fits)

    # --- the queue ---

    def pending(self, limit: int | None = None, *, after: int = 0) -> tuple[QueuedMessage, ...]:
        """Messages that wait to be read, in ledger order, beyond the message `after`."""
        waiting = select(MessageRow).where(MessageRow.state == "archived", MessageRow.id > after)
        rows = self._session.scalars(waiting.order_by(MessageRow.id).limit(limit)).all()
        fits = fitting(self._session, [row.id for row in rows])
        return tuple(_pending(row, fits[row.id]) for row in rows)

    def turns(self) -> tuple[int, ...]:
        """The messages that wait to be read, in the order in which their senders take turns (`in_turns`)."""
        told = (MessageRow.id, MessageRow.sender_email, MessageRow.sender_proven)
        rows = self._session.execute(select(*told).where(MessageRow.state == "archived").order_by(MessageRow.id))
        return in_turns((message_id, ((email or "").lower(), bool(proven))) for message_id, email, proven in rows)

    def still_pending(self, message_ids: Sequence[int]) -> tuple[QueuedMessage, ...]:
        """Those of these messages that wait to be read, in the order given."""
        waiting = select(MessageRow).where(MessageRow.state == "archived", MessageRow.id.in_(message_ids))
        rows = {row.id: row for row in self._session.scalars(waiting)}
        fits = fitting(self._session, list(rows))
        return tuple(_pending(rows[one], fits[one]) for one in message_ids if one in rows)

    def waiting(self) -> int:
        """How many messages wait to be read."""
        return self._session.scalar(select(func.count()).where(MessageRow.state == "archived")) or 0

    def oldest_pending(self) -> datetime | None:
        """When the message that waits longest to be read arrived; None where none waits."""
        return self._session.scalar(select(func.min(MessageRow.received_at)).where(MessageRow.state == "archived"))

    def waits(self, pending: QueuedMessage) -> bool:
        """Whether a message still waits as it did: unread, with the same original, under the same notice."""
        row = self._session.get(MessageRow, pending.message_id)
        if row is None or row.state != "archived":
            return False
        return (row.sha256, row.notice) == (pending.sha256, pending.notice)

    def message(self, message_id: int) -> QueuedMessage:
        """One message with content, whatever its state."""
        row = self._row(message_id)
        if row.sha256 is None:
            raise NotInStore(f"message {message_id} was recorded without its content")
        return _pending(row, fitting(self._session, [row.id])[row.id])

    def begin_attempt(self, message_id: int) -> int:
        """Counts an attempt, to be committed before it starts: a kill counts too. Returns how many there are now."""
        row = self._row(message_id)
        row.attempts += 1
        return row.attempts

    def failed_attempt(self, message_id: int, error: str) -> bool:
        """Keeps why an attempt failed. True when it was the last one: the caller gives the message up."""
        row = self._row(message_id)
        row.error = error
        return row.attempts >= ATTEMPTS

    def requeue(self, message_ids: Collection[int], *, files: bool = False) -> int:
        """Puts messages back into the queue with all their attempts. What was read stays until it is replaced.

        With `files`, these too are read again, although their texts are kept and their readers are the same.
        """
        if files:
            judging_inputs.forget_texts(self._session, message_ids)
        done = self._session.execute(
            update(MessageRow)
            .where(MessageRow.id.in_(message_ids), MessageRow.sha256.is_not(None))
            .values(state="archived", attempts=0, error=None)
            .returning(MessageRow.id)
        )
        self._session.expire_all()
        return len(done.all())

    def readable(
        self, *, state: str | None = None, application_id: int | None = None, notices: Collection[str] | None = None
    ) -> tuple[int, ...]:
        """Ids of the messages with content, in ledger order: all, of a state, of an application, or for notices."""
        query = select(MessageRow.id).where(MessageRow.sha256.is_not(None)).order_by(MessageRow.id)
        if state is not None:
            query = query.where(MessageRow.state == state)
        if application_id is not None:
            query = query.join(Membership, Membership.message_id == MessageRow.id)
            query = query.where(Membership.application_id == application_id)
        if notices is not None:
            theirs = select(MessageNotice.message_id).where(MessageNotice.notice.in_(notices))
            query = query.where(MessageRow.id.in_(theirs))
        return tuple(self._session.scalars(query))

    def _row(self, message_id: int) -> MessageRow:
        return there(self._session.get(MessageRow, message_id), f"message {message_id}")

    # --- judging anew ---

    def heard(self, message_ids: Collection[int] | None = None) -> Iterator[JudgedBy]:
        """Every message with content (or these), in ledger order, as the rules judge it: no original is opened."""
        return judging_inputs.heard(self._session, message_ids)

    def read_otherwise(self, readers: str) -> dict[int, int | None]:
        """Messages that other readers have read (`Readers.everything`), each with its application."""
        return judging_inputs.read_otherwise(self._session, readers)

    def rule(self, message_id: int, verdict: Verdict) -> Disposition:
        """Takes a new verdict on a message; its application is brought up to date by `Applications.refresh`.

        Returns what holds: never `unrelated` where the message was kept once.
        """
        row = self._row(message_id)
        dispositions.rule(self._session, row, verdict)
        self._session.flush()
        return Disposition(row.disposition)

    # --- reconciling ---

    def sightings(self, mailbox: str | None = None, folder: str | None = None) -> Iterator[SeenMessage]:
        """Every sighting, by mailbox, folder, UIDVALIDITY and UID."""
        query = select(SightingRow).order_by(
            SightingRow.mailbox, SightingRow.folder, SightingRow.uidvalidity, SightingRow.uid
        )
        for column, value in ((SightingRow.mailbox, mailbox), (SightingRow.folder, folder)):
            query = query if value is None else query.where(column == value)
        return (value_of(SeenMessage, row) for row in self._session.scalars(query))

    def originals(self, message_id: int) -> tuple[str, ...]:
        """The digests of one message's originals: of every mailbox that shows it."""
        named = select(SightingRow.sha256).where(SightingRow.message_id == message_id, SightingRow.sha256.is_not(None))
        first = select(MessageRow.sha256).where(MessageRow.id == message_id, MessageRow.sha256.is_not(None))
        return tuple(sorted(digest for digest in self._session.scalars(named.union(first)) if digest))

    def showing(self, message_id: int, digest: str) -> frozenset[str]:
        """The mailboxes that show this original of a message."""
        query = select(SightingRow.mailbox).where(SightingRow.message_id == message_id, SightingRow.sha256 == digest)
        return frozenset(self._session.scalars(query))

    def names(self, digest: str) -> bool:
        """Whether any message's original has this digest."""
        seen = exists().where(SightingRow.sha256 == digest)
        first = exists().where(MessageRow.sha256 == digest)
        return bool(self._session.scalar(select(or_(seen, first))))

    def keep(self, message_id: int, was: str) -> None:
        """What a message was kept as in a store that was lost: no rule forgets it."""
        row = self._row(message_id)
        if row.was not in dispositions.APPLYING:
            row.was = was

    def kept(self) -> dict[int, str]:
        """By message, what each was kept as."""
        query = select(MessageRow.id, MessageRow.was).where(MessageRow.was.is_not(None))
        return {number: was for number, was in self._session.execute(query) if was is not None}

    def was(self, message_id: int) -> str | None:
        """What the message was kept as, where no rule forgets it any more."""
        return self._row(message_id).was

    def uid_outcomes(self) -> Iterator[UidOutcome]:
        """What became of every UID that was ever recorded, by mailbox, folder, UIDVALIDITY and UID."""
        yield from uid_outcomes(self._session)

    def digests(self) -> frozenset[str]:
        """Every original the ledger names. What else the archive holds came just before a crash, or was forgotten."""
        named = (select(table.sha256).where(table.sha256.is_not(None)) for table in (MessageRow, WithheldRow))
        seen = select(SightingRow.sha256).where(SightingRow.sha256.is_not(None))
        return frozenset(digest for digest in self._session.scalars(seen.union(*named)) if digest)


def _pending(row: MessageRow, fits: frozenset[str]) -> QueuedMessage:
    return value_of(
        QueuedMessage,
        row,
        message_id=row.id,
        sha256=row.sha256 or "",
        fits=fits,
        verdict=Verdict(disposition=Disposition(row.ruled_disposition), reason=row.ruled_reason),
        sender=Address(name=row.sender_name, email=row.sender_email),
    )


def _place(sighting: Sighting) -> dict[str, str | int]:
    return {"mailbox": sighting.mailbox, "folder": sighting.folder, "uidvalidity": sighting.uidvalidity}

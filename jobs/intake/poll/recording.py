"""What one look at a mailbox takes in: originals into the archive, rows into the ledger, each UID accounted for.

A UID that gives nothing is asked for again at the end of the look; what then gives nothing still, or something else in
the mail's place, is recorded as withheld, shown to a person, and asked for again later.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from ingest.archive import removal
from ingest.archive.provenance import Provenance
from ingest.archive.removal import Cause
from ingest.archive.tombstones import Known
from ingest.backoff import pause_of_withheld
from ingest.failpoint import reach
from jobs.intake.poll.first_sight import FirstSight
from jobs.intake.poll.keeping import ErasedMail, Keeper
from parsers.disposition.answers import clues
from parsers.mail.headers.authentication import authentication_of
from parsers.values.dispositions import Disposition, Verdict
from parsers.values.headers import Headers, Proof
from parsers.values.sightings import NOTHING_GIVEN, Sighting, StandIn
from store.ledger.new_messages import NewMessage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.mailbox import Mailbox
    from jobs.intake.poll.first_sight import Seen
    from jobs.intake.poll.keeping import GivenMail, Keeping
    from jobs.runtime.workplace import Workplace
    from parsers.values.sightings import Recorded
    from store.transaction import Transaction
    from store.values import RecordedMessage

UNDECIDED = Verdict(disposition=Disposition.NEAR_MISS, reason="its headers do not tell; it waits to be read")
"""Of a mail whose words must be read to tell: kept until then, and forgotten when they prove it unrelated."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Taken:
    """A batch that is judged at sight, with what the mailbox gave of it on its way into the archive."""

    batch: Sequence[Sighting]
    seen: Mapping[int, Seen]
    buried: Mapping[int, ErasedMail]
    keeping: Keeping
    in_order: bool


class Intake:
    """One look at one mailbox."""

    def __init__(self, place: Workplace, mailbox: Mailbox, recorded: Recorded) -> None:
        self.counts: Counter[str] = Counter()
        self.silent: dict[int, Sighting | None] = {}
        """UIDs that gave nothing so far, with their headers where those came."""
        self._sighted = 0
        self._place = place
        self._mailbox = mailbox
        self._sight = FirstSight(place.pool)
        self._keeper = Keeper(place.archive, place.pool, place.house)
        self._under_way: deque[_Taken] = deque()
        self._seen: Mapping[int, Seen] = {}
        """What the batch that is recorded is at sight."""
        self._kept: dict[str, Provenance] = {}
        """What the originals of that batch are kept as: noted in the archive before the ledger says so."""
        self._recorded = recorded
        self._asked: Mapping[int, int] = {}
        self._demanded: Mapping[int, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """What is not recorded by now is looked at again by the next look."""
        self._sight.__exit__()
        self._keeper.__exit__()

    def take(self, batch: Sequence[Sighting], *, in_order: bool = True) -> None:
        """Judge a batch and fetch the originals that may matter; they are kept and looked at while more is taken.

        What gave no original is silent. Of a batch `in_order` everything before it is recorded, taken or silent.
        """
        self._place.renew_letters()  # after the look: whatever the batch answers had been sealed before it
        self._sighted += len(batch)
        judging = self._sight.begin(self._place.judge, batch)
        if len(self._under_way) > 1:
            self._record_next()
        self._under_way.append(self._taken(batch, judging.seen(), in_order=in_order))

    @property
    def asked(self) -> int:
        """How many UIDs the mailbox was asked for so far, whatever it gave."""
        return self._sighted + sum(sighting is None for sighting in self.silent.values())

    def finish(self) -> None:
        """Record what was taken and is not recorded yet."""
        while self._under_way:
            self._record_next()

    def _taken(self, batch: Sequence[Sighting], seen: Mapping[int, Seen], *, in_order: bool) -> _Taken:
        buried = self._buried(seen)
        rest = (s for s in batch if s.uid not in buried)
        wanted = {s.uid: s for s in rest if seen[s.uid].wanted or s.uid in self._demanded}
        keeping = self._keeper.keep(self._mailbox.fetch(list(wanted)), wanted)
        self.silent.update((uid, s) for uid, s in wanted.items() if uid not in keeping.uids)
        return _Taken(batch=batch, seen=seen, buried=buried, keeping=keeping, in_order=in_order)

    def _record_next(self) -> None:
        """Once its originals are kept, record a batch as one.

        The same transaction moves the cursor to the highest UID below which everything is recorded.
        """
        taken = self._under_way.popleft()
        batch, given = taken.batch, {**taken.buried, **dict(taken.keeping)}
        self._kept = {}
        self._seen = taken.seen
        at = datetime.now(UTC)
        with self._place.store.begin() as transaction:
            self._record_all(transaction, [s for s in batch if s.uid not in self.silent], given, at)
            self._place.archive.note_all(self._kept)
            if taken.in_order:
                cursor = min([batch[-1].uid, *(uid - 1 for uid in self.silent)])
                transaction.ledger.advance(self._mailbox.name, self._mailbox.folder, batch[-1].uidvalidity, cursor)
            reach("poll.record")
        for known in given.values():
            if isinstance(known, ErasedMail) and known.digest is not None:
                removal.remove(self._place.archive, known.digest, Cause.ERASURE)
        reach("poll.recorded")

    def _buried(self, seen: Mapping[int, Seen]) -> dict[int, ErasedMail]:
        """Those whose headers are those of a mail that was erased."""
        stones = self._place.archive.tombstones
        if not stones:
            return {}
        found = ((uid, stones.of((Known.HEADERS, one.fingerprint))) for uid, one in seen.items())
        return {uid: ErasedMail(on=stone.at.date()) for uid, stone in found if stone is not None}

    def _record_all(
        self,
        transaction: Transaction,
        batch: Sequence[Sighting],
        given: Mapping[int, GivenMail | ErasedMail],
        at: datetime,
    ) -> None:
        """In their order; those of which nothing was known before, in one go.

        Not so the copy of a mail that is known from elsewhere and brings its content with this batch.
        """
        plain = {s.uid: new for s in batch if (new := self._new(s, given.get(s.uid))) is not None}
        unknown = transaction.ledger.unknown(list(plain.values()))
        brought = {_content(one) for uid, one in given.items() if uid not in unknown} - {None}
        unknown = frozenset(uid for uid in unknown if plain[uid].content_key not in brought)
        for together, some in groupby(batch, key=lambda s: s.uid in unknown):
            if together:
                self._record_new(transaction, [plain[sighting.uid] for sighting in some])
            else:
                for sighting in some:
                    self._record(transaction, sighting, given.get(sighting.uid), at)

    def _new(self, sighting: Sighting, given: GivenMail | ErasedMail | None) -> NewMessage | None:
        """What is to be recorded of a mail for the first time; None where something else than the mail was given, and
        of what was asked for again.
        """
        if sighting.uid in self._asked or isinstance(given, ErasedMail) or (given and given.stand_in):
            return None
        seen = self._seen[sighting.uid]
        ruling = seen.ruling
        return NewMessage(
            sighting=sighting,
            fingerprint=seen.fingerprint,
            verdict=_held(ruling.verdict, given),
            notice=ruling.notice,
            fits=frozenset(ruling.fits),
            digest=given.digest if given else None,
            content_key=_content(given) if given else None,
            proven=given is not None and is_proven(self._place, sighting),
        )

    def _record_new(self, transaction: Transaction, messages: Sequence[NewMessage]) -> None:
        for message, noted in zip(messages, transaction.ledger.record_new(messages), strict=True):
            self._counted(message.verdict, message.digest, noted)

    def _counted(self, verdict: Verdict, digest: str | None, noted: RecordedMessage) -> None:
        self.counts[verdict.disposition.value] += 1
        if digest and noted.was:
            self._kept[digest] = Provenance(kept_as=noted.was, message=noted.message_id)

    def hear(self, asked: Mapping[int, int], demanded: Mapping[int, int] = MappingProxyType({})) -> None:
        """Ask for what is withheld (`asked`: UIDs, and how often they were), and once more for what has no headers;
        and for what a person says is an application (`demanded`: UIDs, and their messages).
        """
        self._asked, self._demanded = dict.fromkeys(demanded, 0) | dict(asked), demanded
        again = sorted({*self._asked, *(uid for uid, sighting in self.silent.items() if sighting is None)})
        if not again and not self.silent:
            return
        uidvalidity = self._mailbox.connect().uidvalidity
        seen = self._mailbox.look(again) if again else ()
        there = {each.uid for each in seen}
        self.silent = self.silent | dict.fromkeys(again)
        self.silent = {uid: sighting for uid, sighting in self.silent.items() if uid not in there}
        if seen:
            self.take(seen, in_order=False)
            self.finish()
        self._withhold_silent(uidvalidity)

    def _withhold_silent(self, uidvalidity: int) -> None:
        """What is not listed any more was removed by its owner: no fault of the server's, and nothing to ask for."""
        listed = self._mailbox.search(self._recorded) if self.silent else frozenset()
        at = datetime.now(UTC)
        with self._place.store.begin() as transaction:
            gone = self._demanded.keys() & self.silent.keys() - listed
            transaction.ledger.note_gone([self._demanded[uid] for uid in gone])
            for uid, sighting in self.silent.items():
                if uid in listed:
                    self._withhold(transaction, sighting or self._blank(uid, uidvalidity, at), NOTHING_GIVEN, None, at)
                elif uid in self._asked:
                    again_at = at + pause_of_withheld(self._asked[uid] + 1)
                    transaction.withheld.put_off(self._mailbox.name, self._mailbox.folder, uidvalidity, uid, again_at)
        self.silent = {}

    def _record(
        self, transaction: Transaction, sighting: Sighting, given: GivenMail | ErasedMail | None, at: datetime
    ) -> None:
        if isinstance(given, ErasedMail):
            keyed = self._place.archive.tombstones.keyed(Known.HEADERS, sighting.headers.fingerprint)
            transaction.ledger.record_erased(sighting, fingerprint=keyed, on=given.on)
            self.counts[Disposition.UNRELATED.value] += 1
            return
        stand_in = given.stand_in if given else None
        if stand_in is not None and stand_in.kind != "short":
            self._withhold(transaction, sighting, stand_in, given.digest if given else None, at)
            return
        ruling = self._seen[sighting.uid].ruling
        verdict = _held(ruling.verdict, given)
        noted = transaction.ledger.record(
            sighting,
            verdict,
            notice=ruling.notice,
            fits=ruling.fits,
            digest=given.digest if given else None,
            content_key=given.content_key if given else None,
            proven=given is not None and is_proven(self._place, sighting),
            afresh=sighting.uid in self._asked,
        )
        self._counted(verdict, given.digest if given else None, noted)
        if stand_in is not None and given is not None:
            again_at = at + pause_of_withheld(self._asked.get(sighting.uid, 0) + 1)
            transaction.withheld.keep(noted.sighting_id, stand_in, digest=given.digest, at=at, again_at=again_at)
        elif sighting.uid in self._asked:
            transaction.withheld.came(noted.sighting_id, at)

    def _withhold(
        self, transaction: Transaction, sighting: Sighting, stand_in: StandIn, digest: str | None, at: datetime
    ) -> RecordedMessage | None:
        told = Headers(fields=(), subject=stand_in.subject or sighting.headers.subject, sender=stand_in.sender)
        judge = self._place.judge.knowing(transaction.answers.sent(clues(told)))
        ruling, _ = judge.at_sight(told, sighting.outline, sighting.received_at)
        asked = self._asked.get(sighting.uid, 0)
        self.counts[Disposition.NEAR_MISS.value] += not asked
        return transaction.ledger.withhold(
            sighting,
            stand_in,
            notice=ruling.notice,
            digest=digest,
            at=at,
            again_at=at + pause_of_withheld(asked + 1),
        )

    def _blank(self, uid: int, uidvalidity: int, at: datetime) -> Sighting:
        """A UID of which nothing is known but that it is listed."""
        return Sighting(
            mailbox=self._mailbox.name,
            folder=self._mailbox.folder,
            uidvalidity=uidvalidity,
            uid=uid,
            received_at=at,
            size=0,
            headers=Headers(fields=()),
            in_junk=self._mailbox.is_junk,
        )


def _content(given: GivenMail | ErasedMail) -> str | None:
    return None if isinstance(given, ErasedMail) else given.content_key or given.digest


def _held(verdict: Verdict, given: GivenMail | None) -> Verdict:
    """What a fetched mail that its headers have for unrelated is held for until it is read."""
    return UNDECIDED if given and verdict.disposition is Disposition.UNRELATED else verdict


def is_proven(place: Workplace, sighting: Sighting) -> bool:
    """Whether the server of the mailbox that shows a mail vouches for its sender; never where none is configured."""
    servers = place.authserv_ids_of({sighting.mailbox})
    return authentication_of(sighting.headers, servers).proof is Proof.PROVEN

"""What passes between the store and its callers, beside `parsers.values` and the read models of `store.views`."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from parsers.values.dispositions import Verdict
from parsers.values.evidence import JSON
from parsers.values.headers import Address
from parsers.values.profiles import Profile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from parsers.values.criteria import Criterion
    from parsers.values.dispositions import Disposition
    from parsers.values.documents import Document
    from parsers.values.messages import Message
    from parsers.values.profiles import Source

PROGRAM = "candidatures"
"""The author of what the program does by itself, in the journal, on a letter, of an erasure."""
ATTEMPTS = 3
"""How often a message is tried in all before its state is `failed`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """A published post as the store holds it: how its mail is told, when it closes, what is asked."""

    slug: str
    title: str
    closes_at: datetime
    """The first instant that is too late."""
    timezone: str
    criteria: tuple[Criterion, ...] = ()
    subject: str = ""
    """The phrase that an application has in its subject. Empty: an earlier version kept it, which knew no phrase."""
    opens_at: datetime | None = None
    """The instant from which mail is looked for; None: from the start."""
    grace_hours: float = 48.0
    """How long after the cutoff mail in transit is waited for."""
    internal_domains: tuple[str, ...] = ()
    """The colleagues' domains."""
    closed_at: datetime | None = None
    """When somebody closed it: it takes no new mail in; what it has stays. None while it is in force."""
    closed_by: str | None = None
    """Who closed it; None where it left the configuration, by which it is opened again once it stands there."""

    @property
    def zone(self) -> ZoneInfo:
        """Times are shown in it, and days end in it."""
        return ZoneInfo(self.timezone)

    @property
    def last_instant(self) -> datetime:
        """The last second that is in time (INTERNALDATE has whole seconds)."""
        return self.closes_at - timedelta(seconds=1)

    @property
    def last_day(self) -> date:
        """The last day in time, in the notice's zone; years are counted up to it."""
        return self.last_instant.astimezone(self.zone).date()


@dataclass(frozen=True, kw_only=True, slots=True)
class IdentityClaims:
    """What tells whose message it is. Only messages that share a token are compared; `detail` is the rules' own."""

    message_id: int
    tokens: frozenset[str] = frozenset()
    detail: JSON = field(default=None, repr=False)


class Logic(Protocol):
    """What the store is told and does not know: who belongs together, and what texts say together."""

    @abstractmethod
    def partition(self, claims: Sequence[IdentityClaims]) -> Iterable[Collection[int]]:
        """The message ids of `claims`, one collection for each candidate. Pure, whatever the order."""

    def possible_duplicates(self, claims: Sequence[IdentityClaims]) -> Iterable[tuple[int, int, str]]:  # noqa: ARG002
        """Two messages that may be of one person, and why, where it is not certain enough to group them."""
        return ()

    def waiting(self, claims: Sequence[IdentityClaims], admitted: Collection[int]) -> Mapping[int, str]:  # noqa: ARG002
        """The messages of one candidate that wait for a person's word, by id, and why; not those `admitted`."""
        return {}

    def doubt(
        self,
        mail: IdentityClaims,  # noqa: ARG002
        claims: Sequence[IdentityClaims],  # noqa: ARG002
        admitted: Collection[int],  # noqa: ARG002
        addresses: Collection[str],  # noqa: ARG002
    ) -> str | None:
        """Why a mail that answers a letter is not taken for the candidate's; None where it is, or is `admitted`.

        `claims` are those of the candidate's messages, `addresses` the candidate's besides.
        """
        return None

    def assemble(self, sources: Sequence[Source], notice: Notice) -> Profile:  # noqa: ARG002
        """One application's person, facts and career."""
        return Profile(person={}, facts={})


class ByToken(Logic):
    """The simplest logic: whoever shares a token is one person, and texts say nothing."""

    def partition(self, claims: Sequence[IdentityClaims]) -> Iterable[Collection[int]]:
        """Messages connected by tokens."""
        groups: list[tuple[set[int], set[str]]] = []
        for claim in claims:
            near = [group for group in groups if group[1] & claim.tokens]
            groups = [group for group in groups if not group[1] & claim.tokens]
            ids = {claim.message_id}.union(*(group[0] for group in near))
            groups.append((ids, set(claim.tokens).union(*(group[1] for group in near))))
        return [ids for ids, _ in groups]


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordedMessage:
    """What recording a sighting came to."""

    message_id: int
    new: bool
    """No mailbox had shown this message before."""
    pending: bool
    """It waits to be read (again)."""
    sighting_id: int
    was: str | None = None
    """What it was kept as, where no rule forgets it any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QueuedMessage:
    """A message whose original is archived and that waits to be read."""

    message_id: int
    sha256: str
    attempts: int
    """How often it was begun before: at `ATTEMPTS` it is to be given up."""
    received_at: datetime
    notice: str | None
    fits: frozenset[str]
    """All notices that it may be for."""
    verdict: Verdict
    """What the rules said last."""
    sender: Address
    subject: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Readers:
    """What a reading depended on: by the same word the same bytes read as they did."""

    everything: str
    text: str
    """What the text of each file depends on alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedBy:
    """A kept message as the rules judge it, from stored values alone."""

    message_id: int
    sha256: str
    notice: str | None
    fits: frozenset[str]
    """All notices that it may be for."""
    received_at: datetime
    state: str
    disposition: Disposition
    """What the rules said last."""
    was: str | None
    """The closest that they ever had it for."""
    spoken: bool
    """A person has said something on it."""
    application_id: int | None
    message: Message | None = field(repr=False)
    """What the mail says; None where it was never read, or by an earlier version of the program."""
    documents: tuple[Document, ...] = field(default=(), repr=False)
    """Its files, with the beginning of their texts."""
    in_junk: bool = False
    """No mailbox has shown it but in its junk folder."""
    read_by: str | None = None
    """What its reading depended on; None where nobody has noted it."""
    reason: str = ""
    """Why the rules said it."""
    lapsed: bool = False
    """They no longer match it, and it stays for all that."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenMessage:
    """A sighting as the ledger has it, for reconciling."""

    message_id: int
    mailbox: str
    folder: str
    uidvalidity: int
    uid: int
    received_at: datetime
    sha256: str | None
    key: str | None = None

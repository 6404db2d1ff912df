"""A folder on an IMAP server (RFC 3501), opened with EXAMINE and read with PEEK: nothing in it changes."""

from __future__ import annotations

import imaplib
import time
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol

from ingest.errors import MailboxGarbled, MailboxUnreachable
from ingest.imap.connection import LARGEST_LITERAL
from ingest.imap.faults import UNPARSED
from ingest.imap.fetch import BODY, ITEMS, SIZE, headerless, sighting
from ingest.imap.session import Session
from ingest.junk_folder import JunkFolder
from ingest.uids import LARGEST_NUMBER, Unrecorded, batches, uid_list, unrecorded, windows
from ingest.wakeup import Wakeup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ingest.mailbox_address import MailboxAddress
    from ingest.uids import FolderStatus, UidList
    from parsers.values.sightings import Recorded, Sighting

HEADERS_AT_ONCE = 1600
OCTETS_OF_HEADERS = 4096
"""Bytes that the headers and the structure of a message mostly have at most."""
BODIES_AT_ONCE = 10
OCTETS_AT_ONCE = 8 * 1024 * 1024
MARGIN = 1024 * 1024
"""Bytes by which a message may be larger than announced, beside three times its size: servers estimate sizes."""
MARGIN_ALONE = 64 * 1024 * 1024
"""The same of one that is asked for alone, because it broke its batch: then it is the server's word that is wrong."""
MOST_BREAKING = 3
"""Messages in a row that may break the connection; more are the server's fault, not theirs."""
_Answers = dict[int, dict[bytes, Any]]


class _Ask(Protocol):
    """A FETCH of some UIDs for what its name says."""

    __name__: str

    def __call__(self, uids: list[int], /) -> _Answers:
        """What the server answers, by UID."""


class ImapMailbox:
    """A `Mailbox` over IMAP. `secret` gives the password or access token, at each login."""

    def __init__(self, address: MailboxAddress, secret: Callable[[], str], *, is_junk: bool = False) -> None:
        self.name = address.name
        self._address = address
        self._secret = secret
        self.is_junk = is_junk
        self.folder = address.folder
        self.unanswered: frozenset[int] = frozenset()
        self._session = Session(address, secret)
        self._bell: Wakeup | None = None
        self._last_look = _Look()
        self._sizes: dict[int, int] = {}
        self._suspects: set[tuple[str, int]] = set()
        """What was asked for, and UIDs whose batch broke or was not answered in time: alone from then on."""
        self._breaking = 0
        self._patient = False
        """Whether what is asked for is known to give trouble: then however many break the connection."""

    def connect(self) -> FolderStatus:
        """Log in and EXAMINE, or keep the connection that stands."""
        self._session.keep()
        return self._session.status

    def scan(self, recorded: Recorded, limit: int | None = None) -> Iterator[tuple[Sighting, ...]]:
        """Headers, INTERNALDATE, size and structure of the new UIDs, some hundreds at a time."""
        self.connect()
        self._sizes = {}
        self.unanswered = frozenset()
        self._patient = False
        found = self._session.again(lambda: self._new(recorded))
        self._session.used = True
        for batch in self._batches(found[:limit], self._headers, count=HEADERS_AT_ONCE):
            self._sizes = {}  # of a batch that was taken nothing is fetched any more
            if seen := self._sightings(batch):
                yield seen

    def look(self, uids: Sequence[int]) -> tuple[Sighting, ...]:
        """Headers, INTERNALDATE, size and structure of these UIDs as they are given now; else what originals say."""
        self.connect()
        self.unanswered = frozenset()
        self._patient = True
        batched = self._batches(sorted(uids), self._headers, count=HEADERS_AT_ONCE)
        seen = [each for batch in batched for each in self._sightings(batch, bare=True)]
        uidvalidity = self._session.status.uidvalidity
        for uid, original in self.fetch(sorted(self.unanswered)):
            found = headerless(self.name, self.folder, uidvalidity, uid, original)
            seen.append(replace(found, in_junk=self.is_junk))
        return tuple(seen)

    def fetch(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """The originals, about ten at a time, fewer when they are large; one that no memory holds stays unanswered."""
        self.unanswered = frozenset()
        self._learn_sizes(uids)
        self.unanswered = frozenset(uid for uid in uids if self._sizes.get(uid, 0) > LARGEST_LITERAL)
        wanted = [uid for uid in uids if uid not in self.unanswered]
        for batch in self._batches(wanted, self._bodies, self._sizes, count=BODIES_AT_ONCE):
            answers = self._asked(batch, self._bodies)
            bodies = {uid: body for uid in batch if isinstance(body := answers.get(uid, {}).get(BODY), bytes)}
            self.unanswered |= frozenset(batch) - bodies.keys()
            yield from bodies.items()

    def search(self, recorded: Recorded | None = None) -> frozenset[int]:
        """All UIDs there now, by a fresh look at the folder. `recorded` is of no use here."""
        del recorded
        self.connect()
        return frozenset(self._session.again(self._everything))

    def junk(self) -> JunkFolder | None:
        """The folder with the flag of junk, or the name of one; how it stands by STATUS, which opens nothing."""
        self.connect()
        name = self._session.junk()
        if name is None or name == self.folder:
            return None
        return JunkFolder(name=name, status=self._session.status_of(name))

    def beside(self, folder: str) -> ImapMailbox:
        """A client for the junk folder: what it shows lies in junk."""
        return ImapMailbox(self._address.within(folder), self._secret, is_junk=True)

    def wait(self, seconds: float) -> bool:
        """IDLE, where the server has it, renewed every nine minutes; the next `scan` searches, whatever IDLE said."""
        bell = self._bell = self._bell or Wakeup()
        self.connect()
        until = time.monotonic() + seconds
        while self._session.idles() and not bell.silence() and (left := until - time.monotonic()) > 0:
            if self._session.idle(left, bell.ear):
                return True
        return False

    def interrupt(self) -> None:
        """End a `wait` of another thread, or the next one."""
        bell = self._bell = self._bell or Wakeup()
        bell.ring()

    def close(self) -> None:
        """Log out; a connection that is broken already is no matter."""
        if self._bell is not None:
            self._bell.close()
            self._bell = None
        self._session.close()

    def _new(self, recorded: Recorded) -> UidList:
        """The UIDs that `recorded` does not have."""
        new = unrecorded(recorded, self._session.status.uidvalidity)
        if self._session.used and self._last_look.answers(new) and not self._anything_new():
            return uid_list()
        found = self._listed(new.start)
        if new.start == 1 and not found:
            self._check_empty()
        self._last_look = _Look(start=new.start, found=found)
        return new.among(found)

    def _anything_new(self) -> bool:
        """Whether the server has announced mail since the last search; NOOP makes it look (RFC 3501, 6.1.2).

        A SEARCH on a kept connection need not find what came since: Dovecot does not look into the folder for it.
        """
        if not self._session.news:
            with self._session.operation("asking for news") as client:
                client.noop()
        return self._session.news

    def _everything(self) -> UidList:
        self._session.examine()
        found = self._listed(1)
        if not found:
            self._check_empty()
        return found

    def _listed(self, start: int) -> UidList:
        found = uid_list()
        self._session.news = False
        for low, high in windows(start, self._session.status):
            with self._session.operation("searching") as client:
                listed = client.search(f"UID {low}:{high or '*'}")
            if listed and not 0 < min(listed) <= max(listed) <= LARGEST_NUMBER:
                self._session.drop()
                raise MailboxGarbled(self.name, "UIDs are listed that have more than 32 bits")
            found.extend(listed)
        return found

    def _check_empty(self) -> None:
        """A server that leaves the SEARCH line out must not make us believe that the folder is empty."""
        if not self._session.status.exists:
            return
        self._session.examine()
        announced = self._session.status.exists
        if announced and not self._listed(1):
            self._session.drop()
            raise MailboxGarbled(self.name, f"{announced} messages are announced, but no UID is listed")

    def _sightings(self, uids: list[int], *, bare: bool = False) -> tuple[Sighting, ...]:
        answers = self._asked(uids, self._headers)
        place = (self.name, self.folder, self._session.status.uidvalidity)
        read = (sighting(*place, uid, answers.get(uid, {}), bare=bare) for uid in uids)
        seen = tuple(replace(found, in_junk=True) if self.is_junk else found for found in read if found)
        self.unanswered |= frozenset(uids) - {each.uid for each in seen}
        self._sizes.update((each.uid, each.size) for each in seen)
        return seen

    def _learn_sizes(self, uids: Sequence[int]) -> None:
        unknown = [uid for uid in uids if uid not in self._sizes]
        for batch in batches(unknown, {}, count=HEADERS_AT_ONCE, octets=OCTETS_AT_ONCE):
            with self._session.operation("asking for sizes"):
                answers = self._ask(batch, ["RFC822.SIZE"])
            self._sizes.update((uid, size) for uid, item in answers.items() if isinstance(size := item.get(SIZE), int))

    def _headers(self, uids: list[int]) -> _Answers:
        with self._session.operation("fetching headers", octets=OCTETS_OF_HEADERS * len(uids)):
            return self._ask(uids, ITEMS)

    def _bodies(self, uids: list[int]) -> _Answers:
        sizes = [self._sizes.get(uid, 0) for uid in uids]
        margin = MARGIN if len(uids) > 1 else MARGIN_ALONE
        largest = min(3 * max(sizes) + margin, LARGEST_LITERAL)
        with self._session.operation("fetching messages", octets=sum(sizes), literal=largest):
            return self._ask(uids, ["BODY.PEEK[]"])

    def _batches(
        self, uids: Sequence[int], ask: _Ask, sizes: dict[int, int] | None = None, *, count: int
    ) -> Iterator[list[int]]:
        """The UIDs in groups, suspects each alone; in their order, as the ledger's cursor follows it."""
        for suspect, group in groupby(uids, key=lambda uid: (ask.__name__, uid) in self._suspects):
            yield from batches(group, sizes or {}, count=1 if suspect else count, octets=OCTETS_AT_ONCE)

    def _asked(self, uids: list[int], ask: _Ask) -> _Answers:
        """Ask for these; of a batch that breaks the connection, what does so is found by halves and left unanswered.

        A batch that is not answered in time is not asked for twice: its UIDs are suspects at the next look.
        """
        these = {(ask.__name__, uid) for uid in uids}
        try:
            answers = ask(uids)
        except MailboxUnreachable as exc:
            again = these <= self._suspects
            self._suspects |= these
            if isinstance(exc.__cause__, TimeoutError) and not again:
                raise
            return self._in_halves(uids, ask) if len(uids) > 1 else self._once_more(uids, ask, again=again)
        self._breaking = 0
        self._suspects -= these
        return answers

    def _in_halves(self, uids: list[int], ask: _Ask) -> _Answers:
        self._session.anew()
        half = len(uids) // 2
        return self._asked(uids[:half], ask) | self._asked(uids[half:], ask)

    def _once_more(self, uids: list[int], ask: _Ask, *, again: bool) -> _Answers:
        """One that broke the connection alone: a second time it does not hide the others."""
        self._breaking += again
        if self._breaking >= MOST_BREAKING and not self._patient:
            raise MailboxUnreachable(self.name, f"the connection broke at {self._breaking} messages in a row")
        self._session.anew()
        return {} if again else self._asked(uids, ask)

    def _ask(self, uids: list[int], items: list[str]) -> _Answers:
        """FETCH; what one message spoils for a batch (a NO, a structure that cannot be read) is asked for in halves."""
        try:
            return self._session.client.fetch_by_uid(uids, items)
        except (imaplib.IMAP4.abort, OSError):
            raise
        except (imaplib.IMAP4.error, *UNPARSED):
            if len(uids) > 1:
                half = len(uids) // 2
                return self._ask(uids[:half], items) | self._ask(uids[half:], items)
            plain = [item for item in items if item != "BODYSTRUCTURE"]
            return self._ask(uids, plain) if plain != items else {}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Look:
    """What the last search on this connection asked for and found."""

    start: int = 1
    found: UidList = field(default_factory=uid_list)

    def answers(self, new: Unrecorded) -> bool:
        """Whether it found all that is asked for now, and everything it found is recorded since."""
        return self.start <= new.start and not new.among(self.found)

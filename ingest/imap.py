"""A folder on an IMAP server (RFC 3501), opened with EXAMINE and read with PEEK: nothing in it changes."""

from __future__ import annotations

import imaplib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.bell import Bell
from ingest.errors import MailboxGarbled
from ingest.folder import Unrecorded, batches, unrecorded, windows
from ingest.session import Session
from ingest.sightings import BODY, ITEMS, SIZE, sighting
from ingest.translation import UNPARSED
from ingest.wire import LARGEST_LITERAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ingest.address import MailboxAddress
    from ingest.folder import FolderStatus
    from parsers.values import Recorded, Sighting

HEADERS_AT_ONCE = 100
BODIES_AT_ONCE = 10
OCTETS_AT_ONCE = 8 * 1024 * 1024


class ImapMailbox:
    """A `Mailbox` over IMAP. `secret` gives the password or access token, at each login."""

    def __init__(self, address: MailboxAddress, secret: Callable[[], str]) -> None:
        self.name = address.name
        self.folder = address.folder
        self.unanswered: frozenset[int] = frozenset()
        self._session = Session(address, secret)
        self._bell: Bell | None = None
        self._last_look = _Look()
        self._sizes: dict[int, int] = {}

    def connect(self) -> FolderStatus:
        """Log in and EXAMINE, or keep the connection that stands."""
        self._session.keep()
        return self._session.status

    def scan(self, recorded: Recorded, limit: int | None = None) -> Iterator[tuple[Sighting, ...]]:
        """Headers, INTERNALDATE, size and structure of the new UIDs, a hundred at a time."""
        self.connect()
        self._sizes = {}
        self.unanswered = frozenset()
        found = self._session.again(lambda: self._new(recorded))
        self._session.used = True
        for batch in batches(found[:limit], {}, count=HEADERS_AT_ONCE, octets=OCTETS_AT_ONCE):
            seen = self._sightings(batch)
            self._sizes.update((each.uid, each.size) for each in seen)
            if seen:
                yield seen

    def fetch(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """The originals, about ten at a time, fewer when they are large; one that no memory holds stays unanswered."""
        with self._session.operation("asking for sizes"):
            self._learn_sizes(uids)
        self.unanswered = frozenset(uid for uid in uids if self._sizes.get(uid, 0) > LARGEST_LITERAL)
        wanted = [uid for uid in uids if uid not in self.unanswered]
        for batch in batches(wanted, self._sizes, count=BODIES_AT_ONCE, octets=OCTETS_AT_ONCE):
            with self._session.operation("fetching messages", octets=sum(self._sizes.get(uid, 0) for uid in batch)):
                answers = self._ask(batch, ["BODY.PEEK[]"])
            bodies = {uid: body for uid in batch if isinstance(body := answers.get(uid, {}).get(BODY), bytes)}
            self.unanswered |= frozenset(batch) - bodies.keys()
            yield from bodies.items()

    def search(self, recorded: Recorded | None = None) -> frozenset[int]:
        """All UIDs there now, by a fresh look at the folder. `recorded` is of no use here."""
        del recorded
        self.connect()
        return frozenset(self._session.again(self._everything))

    def wait(self, seconds: float) -> bool:
        """IDLE, where the server has it, renewed every nine minutes; the next `scan` searches, whatever IDLE said."""
        bell = self._bell = self._bell or Bell()
        self.connect()
        until = time.monotonic() + seconds
        while self._session.idles() and not bell.silence() and (left := until - time.monotonic()) > 0:
            if self._session.idle(left, bell.ear):
                return True
        return False

    def interrupt(self) -> None:
        """End a `wait` of another thread, or the next one."""
        bell = self._bell = self._bell or Bell()
        bell.ring()

    def close(self) -> None:
        """Log out; a connection that is broken already is no matter."""
        if self._bell is not None:
            self._bell.close()
            self._bell = None
        self._session.close()

    def _new(self, recorded: Recorded) -> list[int]:
        """The UIDs that `recorded` does not have."""
        new = unrecorded(recorded, self._session.status.uidvalidity)
        if self._session.used and self._last_look.answers(new) and not self._anything_new():
            return []
        found = self._listed(new.start)
        if new.start == 1 and not found:
            self._check_empty()
        self._last_look = _Look(start=new.start, found=frozenset(found))
        return new.among(found)

    def _anything_new(self) -> bool:
        """Whether the server has announced mail since the last search; NOOP makes it look (RFC 3501, 6.1.2).

        A SEARCH on a kept connection need not find what came since: Dovecot does not look into the folder for it.
        """
        if not self._session.news:
            with self._session.operation("asking for news") as client:
                client.noop()
        return self._session.news

    def _everything(self) -> list[int]:
        self._session.examine()
        found = self._listed(1)
        if not found:
            self._check_empty()
        return found

    def _listed(self, start: int) -> list[int]:
        found: list[int] = []
        self._session.news = False
        for low, high in windows(start, self._session.status):
            with self._session.operation("searching") as client:
                found += client.search(f"UID {low}:{high or '*'}")
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

    def _sightings(self, uids: list[int]) -> tuple[Sighting, ...]:
        with self._session.operation("fetching headers"):
            answers = self._ask(uids, ITEMS)
        uidvalidity = self._session.status.uidvalidity
        seen = tuple(
            found for uid in uids if (found := sighting(self.name, self.folder, uidvalidity, uid, answers.get(uid, {})))
        )
        self.unanswered |= frozenset(uids) - {each.uid for each in seen}
        return seen

    def _learn_sizes(self, uids: Sequence[int]) -> None:
        unknown = [uid for uid in uids if uid not in self._sizes]
        for batch in batches(unknown, {}, count=HEADERS_AT_ONCE, octets=OCTETS_AT_ONCE):
            answers = self._ask(batch, ["RFC822.SIZE"])
            self._sizes.update((uid, size) for uid, item in answers.items() if isinstance(size := item.get(SIZE), int))

    def _ask(self, uids: list[int], items: list[str]) -> dict[int, dict[bytes, Any]]:
        """FETCH; what one message spoils for a batch (a NO, a structure that cannot be read) is asked for in halves."""
        try:
            answers: dict[int, dict[bytes, Any]] = self._session.client.fetch(uids, items)
        except (imaplib.IMAP4.abort, OSError):
            raise
        except (imaplib.IMAP4.error, *UNPARSED):
            if len(uids) > 1:
                half = len(uids) // 2
                return self._ask(uids[:half], items) | self._ask(uids[half:], items)
            plain = [item for item in items if item != "BODYSTRUCTURE"]
            return self._ask(uids, plain) if plain != items else {}
        return answers


@dataclass(frozen=True, kw_only=True, slots=True)
class _Look:
    """What the last search on this connection asked for and found."""

    start: int = 1
    found: frozenset[int] = frozenset()

    def answers(self, new: Unrecorded) -> bool:
        """Whether it found all that is asked for now, and everything it found is recorded since."""
        return self.start <= new.start and not new.among(self.found)

"""A folder on an IMAP server (RFC 3501), opened with EXAMINE and read with PEEK: nothing in it changes."""

from __future__ import annotations

import contextlib
import imaplib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from ingest.bell import Bell
from ingest.errors import MailboxError, MailboxGarbled, MailboxUnreachable
from ingest.folder import FolderStatus, Unrecorded, batches, unrecorded, windows
from ingest.login import knows, log_in
from ingest.sightings import BODY, ITEMS, SIZE, sighting
from ingest.translation import UNPARSED, folder_translated, translated
from ingest.wire import LARGEST_LITERAL, Client

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ingest.address import MailboxAddress
    from parsers.values import Recorded, Sighting

_T = TypeVar("_T")

HEADERS_AT_ONCE = 100
BODIES_AT_ONCE = 10
OCTETS_AT_ONCE = 8 * 1024 * 1024
_IDLE_LASTS = 9 * 60.0
"""Seconds after which IDLE is renewed: routers forget quiet connections after ten minutes, servers after thirty."""
_STATUS_LASTS = 15 * 60.0
"""Seconds after which a kept connection looks at the folder's UIDVALIDITY again."""


class ImapMailbox:
    """A `Mailbox` over IMAP. `secret` gives the password or access token, at each login."""

    def __init__(self, address: MailboxAddress, secret: Callable[[], str]) -> None:
        self.name = address.name
        self.folder = address.folder
        self.unanswered: frozenset[int] = frozenset()
        self._address = address
        self._secret = secret
        self._client: Client | None = None
        self._status = FolderStatus(uidvalidity=0, uidnext=None, exists=0)
        self._examined = 0.0
        self._bell: Bell | None = None
        self._refuses_idle = False
        self._used = False
        self._look = True
        self._last_look = _Look()
        self._sizes: dict[int, int] = {}

    def connect(self) -> FolderStatus:
        """Log in and EXAMINE, or keep the connection that stands."""
        if self._client is None:
            self._open()
        elif time.monotonic() - self._examined > _STATUS_LASTS:
            self._again(self._examine)
        return self._status

    def scan(self, recorded: Recorded, limit: int | None = None) -> Iterator[tuple[Sighting, ...]]:
        """Headers, INTERNALDATE, size and structure of the new UIDs, a hundred at a time."""
        self.connect()
        self._sizes = {}
        self.unanswered = frozenset()
        found = self._again(lambda: self._new(recorded))
        self._used = True
        for batch in batches(found[:limit], {}, count=HEADERS_AT_ONCE, octets=OCTETS_AT_ONCE):
            seen = self._sightings(batch)
            self._sizes.update((each.uid, each.size) for each in seen)
            if seen:
                yield seen

    def fetch(self, uids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """The originals, about ten at a time, fewer when they are large; one that no memory holds stays unanswered."""
        with self._operation("asking for sizes"):
            self._learn_sizes(uids)
        self.unanswered = frozenset(uid for uid in uids if self._sizes.get(uid, 0) > LARGEST_LITERAL)
        wanted = [uid for uid in uids if uid not in self.unanswered]
        for batch in batches(wanted, self._sizes, count=BODIES_AT_ONCE, octets=OCTETS_AT_ONCE):
            with self._operation("fetching messages", octets=sum(self._sizes.get(uid, 0) for uid in batch)):
                answers = self._ask(batch, ["BODY.PEEK[]"])
            bodies = {uid: body for uid in batch if isinstance(body := answers.get(uid, {}).get(BODY), bytes)}
            self.unanswered |= frozenset(batch) - bodies.keys()
            yield from bodies.items()

    def search(self, recorded: Recorded | None = None) -> frozenset[int]:
        """All UIDs there now, by a fresh look at the folder. `recorded` is of no use here."""
        del recorded
        self.connect()
        return frozenset(self._again(self._everything))

    def wait(self, seconds: float) -> bool:
        """IDLE, where the server has it, renewed every nine minutes; the next `scan` searches, whatever IDLE said."""
        bell = self._bell = self._bell or Bell()
        self.connect()
        until = time.monotonic() + seconds
        while self._idles() and not bell.silence() and (left := until - time.monotonic()) > 0:
            if self._idle(min(left, _IDLE_LASTS), bell):
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
        client, self._client = self._client, None
        if client is not None:
            with contextlib.suppress(imaplib.IMAP4.error, OSError):
                client.wire.until = time.monotonic() + 2.0
                client.logout()
            _shut(client)

    def _idle(self, seconds: float, bell: Bell) -> bool:
        """One IDLE; whether the server said anything in it, and be it that the connection ends."""
        self._look = True
        with self._operation("beginning IDLE") as client:
            tag = client.wire.begin_idle()
        if tag is None:
            self._refuses_idle = True
            return False
        quiet = client.wire.quiet(seconds, bell.ear)
        with self._operation("ending IDLE"):
            client.wire.end_idle(tag)
        return not quiet

    def _idles(self) -> bool:
        if self._refuses_idle:
            return False
        with self._operation("asking for capabilities") as client:
            return knows(client, "IDLE")

    def _open(self) -> None:
        patience = self._address.timeouts
        self._used = False
        with translated(self._address, "connecting"):
            self._client = Client(self._address, time.monotonic() + patience.connect + patience.read)
        with self._operation("login"):
            log_in(self._client, self._address, self._secret)
        self._examine()

    def _examine(self) -> None:
        with self._operation("opening the folder") as client, folder_translated(self._address):
            self._status = _status(client.select_folder(self.folder, readonly=True))
        self._examined = time.monotonic()
        self._look = True

    def _again(self, ask: Callable[[], _T]) -> _T:
        """Ask; once more on a new connection, when a kept one turns out to have died since its last use."""
        try:
            return ask()
        except MailboxUnreachable:
            if not self._used:
                raise
        self._open()
        return ask()

    def _new(self, recorded: Recorded) -> list[int]:
        """The UIDs that `recorded` does not have."""
        new = unrecorded(recorded, self._status.uidvalidity)
        if self._used and self._last_look.answers(new) and not self._anything_new():
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
        if not self._look:
            with self._operation("asking for news") as client:
                client.noop()
        return self._look

    def _everything(self) -> list[int]:
        self._examine()
        found = self._listed(1)
        if not found:
            self._check_empty()
        return found

    def _listed(self, start: int) -> list[int]:
        found: list[int] = []
        self._look = False
        for low, high in windows(start, self._status):
            with self._operation("searching") as client:
                found += client.search(f"UID {low}:{high or '*'}")
        return found

    def _check_empty(self) -> None:
        """A server that leaves the SEARCH line out must not make us believe that the folder is empty."""
        if not self._status.exists:
            return
        self._examine()
        if self._status.exists and not self._listed(1):
            self._drop()
            raise MailboxGarbled(self.name, f"{self._status.exists} messages are announced, but no UID is listed")

    def _sightings(self, uids: list[int]) -> tuple[Sighting, ...]:
        with self._operation("fetching headers"):
            answers = self._ask(uids, ITEMS)
        seen = tuple(
            found
            for uid in uids
            if (found := sighting(self.name, self.folder, self._status.uidvalidity, uid, answers.get(uid, {})))
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
        client = self._connected()
        try:
            answers: dict[int, dict[bytes, Any]] = client.fetch(uids, items)
        except (imaplib.IMAP4.abort, OSError):
            raise
        except (imaplib.IMAP4.error, *UNPARSED):
            if len(uids) > 1:
                half = len(uids) // 2
                return self._ask(uids[:half], items) | self._ask(uids[half:], items)
            plain = [item for item in items if item != "BODYSTRUCTURE"]
            return self._ask(uids, plain) if plain != items else {}
        return answers

    def _connected(self) -> Client:
        if self._client is None:
            raise MailboxUnreachable(self.name, "not connected")
        return self._client

    @contextlib.contextmanager
    def _operation(self, doing: str, *, octets: int = 0) -> Iterator[Client]:
        """One operation with its deadline: its exceptions become ours, and a connection that broke is given up."""
        client = self._connected()
        client.wire.until = time.monotonic() + self._address.timeouts.for_bytes(octets)
        client.wire.untagged_responses.clear()  # a kept connection would gather every EXISTS of its life
        try:
            with translated(self._address, doing):
                yield client
        except MailboxError:
            self._drop()
            raise
        if "EXISTS" in client.wire.untagged_responses:
            self._look = True

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            _shut(client)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Look:
    """What the last search on this connection asked for and found."""

    start: int = 1
    found: frozenset[int] = frozenset()

    def answers(self, new: Unrecorded) -> bool:
        """Whether it found all that is asked for now, and everything it found is recorded since."""
        return self.start <= new.start and not new.among(self.found)


def _status(answer: dict[bytes, Any]) -> FolderStatus:
    return FolderStatus(
        uidvalidity=int(answer.get(b"UIDVALIDITY", 0)),
        uidnext=int(answer[b"UIDNEXT"]) if answer.get(b"UIDNEXT") else None,
        exists=int(answer.get(b"EXISTS", 0)),
    )


def _shut(client: Client) -> None:
    with contextlib.suppress(OSError):
        client.wire.shutdown()

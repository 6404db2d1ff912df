"""From an original to a Reading: a mail with its words in one worker, each file in one of its own, several mails at a
time.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from jobs.sandbox.answers import Parcel, TaskFailed
from jobs.sandbox.mail_budget import MailAllowance, MailBudget
from jobs.sandbox.tasks import (
    File,
    MemberName,
    OpenedFile,
    ReadingSettings,
    ReadMail,
    attachments_task,
    body_task,
    file_task,
    mail_task,
    message_task,
    unreadable_file,
)
from parsers.disposition.senders_files import with_papers
from parsers.documents.active_content import ACTIVE, PROGRAM
from parsers.documents.container.members import Label, label_of
from parsers.documents.external.tools import Tools
from parsers.documents.limits import Limits
from parsers.documents.sniffing import EML, MSG
from parsers.kinds.by_name import told_by_mail
from parsers.kinds.letters import with_short_letter
from parsers.mail.headers.headers import headers_of
from parsers.values.criteria import Criterion
from parsers.values.evidence import Findings
from parsers.values.headers import Address, Headers
from parsers.values.messages import Message
from parsers.values.problems import Problem, Reason
from parsers.values.readings import ReadDocument, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from jobs.sandbox.contents import Bytes
    from jobs.sandbox.pool import Pool
    from parsers.values.documents import Document

MESSAGE_SECONDS = 60.0
"""Wall time of a mail's own text; a file has the pool's."""
LOCKED = "it is protected by a password"
OTHER_HEADERS = "its worker told other headers than the mail has: something in the mail may have taken it over"
MAILS = frozenset({EML, MSG})
"""Their text comes of the mail's own readers, which depend on words and rules: they are read anew."""
SETTLED = frozenset({"hidden_text", "text_cut", "read_with_doubt", "readers_differ", PROGRAM, ACTIVE})
"""What is said of a file that was read whole. Any other problem may be a want of time or memory, for once."""
_NO_HEADERS = Headers(fields=())
_NOBODY = Address()
Described = TypeVar("Described")
Position = tuple[int, ...]
"""Where a file stands among its siblings, level by level: the order in which documents are listed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingRules:
    """What the notice and the settings say that reading must know."""

    internal_domains: frozenset[str] = frozenset()
    criteria: tuple[Criterion, ...] = ()
    limits: Limits = field(default_factory=Limits)
    allowance: MailAllowance = field(default_factory=MailAllowance)
    tools: Tools = field(default_factory=Tools)
    passwords: Callable[[str], tuple[str, ...]] = lambda _: ()
    """What recruiters entered for a file, by its digest, asked for at each: one may be entered while we run."""


class PendingReading:
    """A reading under way."""

    def __init__(self, future: Future[Reading]) -> None:
        self._future = future
        self._began = time.monotonic()
        self._ended: float | None = None
        future.add_done_callback(self._note_end)

    def _note_end(self, _: object) -> None:
        self._ended = time.monotonic()

    @property
    def seconds(self) -> float:
        """How long the reading took, once it is done; it shares the workers with those that began before it."""
        ended = self._ended  # whoever waits for the result may be woken before it is set
        return (time.monotonic() if ended is None else ended) - self._began

    def result(self, timeout: float | None = None) -> Reading:
        """The reading, waited for.

        Raises TaskFailed: the mail itself could not be read; a file that can't be read is a document with a reason.
        """
        return self._future.result(timeout)


def _silent() -> None:
    """Nobody waits for a sign of life."""


def understand(original: bytes, *, rules: ReadingRules, pool: Pool, beat: Callable[[], None] = _silent) -> Reading:
    """Read a mail with all its files, and wait for it. Raises TaskFailed as `PendingReading.result` does."""
    return start(original, rules=rules, pool=pool, beat=beat).result()


def start(
    original: bytes,
    *,
    rules: ReadingRules,
    pool: Pool,
    beat: Callable[[], None] = _silent,
    known: Collection[Document] = (),
) -> PendingReading:
    """Begin to read a mail; as many may be under way as memory holds their bytes. `beat` is called after each file.

    `known` are its files as the same readers read them before: those that were read whole are not read again.
    """
    case = _MailReading(rules, pool, beat, known)
    case.open(original)
    return PendingReading(case.future)


def inspect_file(data: bytes, filename: str | None, *, rules: ReadingRules, pool: Pool) -> Reading:
    """The documents that one file is or holds, its own first, in a reading whose message is empty."""
    case = _MailReading(rules, pool)
    return case.files_alone([File(content=data, place="", filename=filename)])


class _MailReading:
    """One mail's tasks. Callbacks run in the pool's threads; `_lock` guards what they share."""

    def __init__(
        self, rules: ReadingRules, pool: Pool, beat: Callable[[], None] = _silent, known: Collection[Document] = ()
    ) -> None:
        self._rules = rules
        self._known = {(one.place, one.sha256): one for one in known if _is_settled(one)}
        self._pool = pool
        self._beat = beat
        self._budget = MailBudget(rules.allowance)
        self._lock = threading.Lock()
        self._open = 0
        self._count = 0
        self._bytes = 0
        self._documents: dict[Position, ReadDocument] = {}
        self._told: dict[Position, ReadDocument] = {}
        """Of the mail's own files those that were read with it."""
        self._problems: list[tuple[Position, tuple[Problem, ...]]] = []
        self._seen: set[tuple[str | None, str]] = set()
        self._headers = _NO_HEADERS
        """By which the sender is known: read here, for a worker has seen the mail's files as well."""
        self._message: Message | None = None
        self._body: Findings | None = None
        self._settings = ReadingSettings(criteria=rules.criteria, limits=rules.limits, tools=rules.tools)
        self.future: Future[Reading] = Future()

    def open(self, original: bytes) -> None:
        """Submit the mail with its words and the texts of its files that are kept; each by itself should that fail."""
        self._headers = headers_of(original)
        known, domains = tuple(self._known.values()), self._rules.internal_domains
        task = self._pool.submit(mail_task, original, domains, self._settings, known, seconds=MESSAGE_SECONDS)
        task.add_done_callback(self._guarded(partial(self._mail_came, original)))

    def _mail_came(self, original: bytes, future: Future[Parcel[ReadMail]]) -> None:
        try:
            answer = future.result()
        except TaskFailed:
            self._open_alone(original)
            return
        mail = answer.value
        if len(mail.documents) != len(mail.message.attachments):
            raise TaskFailed(Reason.CRASHED, "a worker read more or fewer files than it described")
        self._body = mail.body
        self._told = {(number,): read for number, read in enumerate(mail.documents) if read is not None}
        self._message_read(Parcel(mail.message, answer.files))

    def _open_alone(self, original: bytes) -> None:
        task = self._pool.submit(message_task, original, self._rules.internal_domains, seconds=MESSAGE_SECONDS)
        task.add_done_callback(self._guarded(partial(self._message_came, original)))

    def files_alone(self, files: list[File]) -> Reading:
        """Read files that came without a mail."""
        self._settings = replace(self._settings, with_bodies=True)
        self._submit_files([((number,), file) for number, file in enumerate(files)])
        return self.future.result()

    def _guarded(self, step: Callable[[Future[Any]], None]) -> Callable[[Future[Any]], None]:
        """A fault in a callback must reach who waits, not a log."""

        def guarded(future: Future[Any]) -> None:
            try:
                self._beat()
                step(future)
            except BaseException as exc:  # noqa: BLE001 - handed on to `result`
                if not self.future.done():
                    self.future.set_exception(exc)

        return guarded

    def _message_came(self, original: bytes, future: Future[Parcel[Message]]) -> None:
        failure = future.exception()
        if not isinstance(failure, TaskFailed):
            self._message_read(future.result())
            return
        rest = self._pool.submit(attachments_task, original, self._rules.internal_domains, seconds=MESSAGE_SECONDS)
        rest.add_done_callback(self._guarded(partial(self._attachments_came, failure)))

    def _attachments_came(self, failure: TaskFailed, future: Future[Parcel[Message]]) -> None:
        """Where the mail's own words can't be read, its headers and files are all the same."""
        try:
            answer = future.result()
        except TaskFailed:
            raise failure from None  # what was the matter in the first place
        self._problems.append(((), (_unread_body(failure),)))
        self._message_read(answer)

    def _message_read(self, answer: Parcel[Message]) -> None:
        """Its body and files are submitted, but for what was read with it.

        Raises TaskFailed: the worker names other headers than the mail has, and with them another sender or proof.
        """
        if answer.value.headers != self._headers:
            raise TaskFailed(Reason.CRASHED, OTHER_HEADERS)
        message = self._message = answer.value
        self._settings = replace(self._settings, passwords=message.passwords)
        given = enumerate(_paired(message.attachments, answer.files))
        files = [
            ((number,), File(content=content, place=item.place, filename=item.filename))
            for number, (item, content) in given
            if not item.decorative
        ]
        with self._lock:
            self._open += 1  # this step itself: the mail is not read before its files are begun
        if self._body is None:
            self._submit_body(message)
        self._submit_files(files)
        self._close_one()

    def _submit_body(self, message: Message) -> None:
        with self._lock:
            self._open += 1
        body = self._pool.submit(body_task, message, self._rules.criteria, seconds=MESSAGE_SECONDS)
        body.add_done_callback(self._guarded(self._body_read))

    def _body_read(self, future: Future[Findings]) -> None:
        try:
            self._body = future.result()
        except TaskFailed as failure:
            self._problems.append(((), (_unread_body(failure),)))
        self._close_one()

    def _submit_files(self, files: Sequence[tuple[Position, File]]) -> None:
        with self._lock:
            new = [(position, file) for position, file in files if self._is_new(file)]
            new = self._within_limits(new)
            told = self._told
            self._documents.update((at, _of_the_file(told[at], file)) for at, file in new if at in told)
            new = [(position, file) for position, file in new if position not in told]
            self._open += len(new) + 1
        for position, file in new:
            own = self._rules.passwords(file.digest)
            settings = replace(self._settings, passwords=(*self._settings.passwords, *own))
            known = replace(file, known=self._known.get((file.place, file.digest)))
            task = self._pool.submit(file_task, known, settings, budget=self._budget)
            task.add_done_callback(self._guarded(partial(self._file_read, position, file)))
        self._close_one()

    def _within_limits(self, files: list[tuple[Position, File]]) -> list[tuple[Position, File]]:
        """A mail has so many files and bytes, containers opened; what is beyond is left out and named."""
        limits, kept = self._rules.limits, []
        for position, file in files:
            self._count += 1
            self._bytes += len(file.content)
            if self._count <= limits.members and self._bytes <= 2 * limits.unpacked_bytes:
                kept.append((position, file))
        if len(kept) < len(files):
            sentence = f"{len(files) - len(kept)} files were left out: the mail holds too many, or they are too large."
            self._problems.append(
                (files[-1][0], (Problem(code="files_left_out", place=files[0][1].place, sentence=sentence),))
            )
        return kept

    def _is_new(self, file: File) -> bool:
        """The same file (name and bytes) twice in a mail is one document."""
        key = (file.filename, file.digest)
        known = key in self._seen
        self._seen.add(key)
        return not known

    def _file_read(self, position: Position, file: File, future: Future[Parcel[OpenedFile]]) -> None:
        try:
            answer = future.result()
            members = _paired(answer.value.members, answer.files)
        except TaskFailed as failure:
            answer = Parcel(OpenedFile(document=unreadable_file(file, failure.reason, str(failure))))
            members = []
        read, problems = answer.value.document, answer.value.problems
        document = _of_the_file(read, file) if read is not None else None
        inner = [((*position, number), _member(file, number, *member)) for number, member in enumerate(members)]
        if inner and file.depth >= self._rules.limits.depth:
            document, inner = unreadable_file(file, Reason.TOO_LARGE, "containers are nested too deeply"), []
        locked = [(position, file) for position, file in inner if file.locked]
        inner = [(position, file) for position, file in inner if not file.locked]
        with self._lock:
            self._documents.update(
                (at, unreadable_file(shut, Reason.ENCRYPTED, LOCKED)) for at, shut in self._within_limits(locked)
            )
            if document is not None:
                self._documents[position] = document
            if problems:
                self._problems.append(
                    (position, tuple(replace(item, place=item.place or file.place) for item in problems))
                )
        self._submit_files(inner)
        self._close_one()

    def _close_one(self) -> None:
        with self._lock:
            self._open -= 1
            finished = self._open == 0
        if finished and not self.future.done():
            self.future.set_result(self._reading())

    def _reading(self) -> Reading:
        message = self._message or Message(headers=_NO_HEADERS, applicant=_NOBODY)
        problems = tuple(problem for _, group in sorted(self._problems, key=lambda item: item[0]) for problem in group)
        documents = tuple(
            replace(read, document=told_by_mail(read.document, message)) for _, read in sorted(self._documents.items())
        )
        files = [read.document for read in documents]
        message = with_short_letter(with_papers(message, files, self._rules.internal_domains), files)
        message = replace(message, problems=(*message.problems, *problems))
        return Reading(message=message, body_findings=self._body or Findings(), documents=documents)


def _is_settled(document: Document) -> bool:
    """Whether a file read again by the same readers can only read the same."""
    told = {problem.code for problem in document.problems}
    return document.readable and document.media_type not in MAILS and told <= SETTLED


def _unread_body(failure: TaskFailed) -> Problem:
    return Problem(code="body_unread", place="body", sentence=f"The mail's own text was not read: {failure}.")


def _paired(described: tuple[Described, ...], contents: tuple[Bytes, ...]) -> list[tuple[Described, Bytes]]:
    """What a worker says of files with their bytes. Raises TaskFailed: it describes more or fewer than it sent."""
    if len(described) != len(contents):
        raise TaskFailed(Reason.CRASHED, f"a worker described {len(described)} files and sent {len(contents)}")
    return list(zip(described, contents, strict=True))


def _of_the_file(read: ReadDocument, file: File) -> ReadDocument:
    """A worker says what it read in a file; which file it was, we know ourselves."""
    known = replace(
        read.document,
        place=file.place,
        filename=file.filename,
        container=file.container,
        sha256=file.digest,
        size=len(file.content),
    )
    return replace(read, document=known)


def _member(file: File, number: int, member: MemberName, content: Bytes) -> File:
    within = Label(place=file.place or file.filename or "file", filename=file.filename)
    label = label_of(member.name, member.container, number, within=within)
    return File(
        content=content,
        place=label.place,
        filename=label.filename,
        container=member.container,
        depth=file.depth + 1,
        locked=member.locked,
    )

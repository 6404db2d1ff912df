"""What workers do, as module-level functions: they take bytes and values and give values."""

from __future__ import annotations

import os
import signal
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from jobs.sandbox.answers import ENDS, Parcel
from jobs.sandbox.contents import Bytes, beginning_of, digest_of
from parsers.documents.container.containers import open_container
from parsers.documents.external.tools import Tools
from parsers.documents.limits import Limits
from parsers.documents.reader import read_document, unreadable
from parsers.documents.sniffing import EML, MSG, media_type_of
from parsers.errors import Unreadable
from parsers.kinds.by_name import named
from parsers.values.criteria import Criterion
from parsers.values.documents import Document
from parsers.values.evidence import Findings
from parsers.values.explanations import Trace
from parsers.values.messages import Message
from parsers.values.problems import Problem, Reason
from parsers.values.readings import ReadDocument

SNIFFED = 32 << 20
"""So many bytes of a file that is not read tell of what kind it is."""
STEP_SECONDS = 20.0
"""Processor time of one step: a file's text, one page's clean-up. The timer kills whatever runs, C code as well, and
on a busy machine a file has no less time. The wall clock is the pool's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A file and where it was found."""

    content: Bytes = field(repr=False)
    """In a worker it is in memory."""
    place: str
    filename: str | None = None
    container: str | None = None
    depth: int = 0
    locked: bool = False
    """A member of an archive that no password opens."""
    known: Document | None = field(default=None, repr=False)
    """Its text as the same readers read it before, in its language: only what it is and says is found anew."""

    @property
    def data(self) -> bytes:
        """All of it, in memory."""
        return bytes(self.content)

    @property
    def digest(self) -> str:
        """SHA-256 of what it holds."""
        return digest_of(self.content)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingSettings:
    """What holds for all files of a mail."""

    passwords: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    limits: Limits = field(default_factory=Limits)
    tools: Tools = field(default_factory=Tools)
    with_bodies: bool = False
    """Attached mails are documents of their own even where they hold files: for looking at such a file alone."""


def unreadable_file(file: File, reason: Reason, sentence: str) -> ReadDocument:
    """A file of which nothing was read, and why; cheap enough for the daemon itself."""
    shell = Document(
        place=file.place,
        filename=file.filename,
        media_type=media_type_of(beginning_of(file.content, SNIFFED)),
        sha256=file.digest,
        size=len(file.content),
        container=file.container,
    )
    return ReadDocument(document=named(unreadable(shell, reason, sentence)))


def step() -> None:
    """A step begins: it has `STEP_SECONDS`."""
    signal.setitimer(signal.ITIMER_PROF, STEP_SECONDS)


def in_worker(tools: Tools) -> Tools:
    """The tools with this worker's own folder, its alarm and its end."""
    until = float(os.environ.get(ENDS, "inf"))
    return replace(tools, folder=Path(tempfile.gettempdir()), alive=step, until=until)


def _classified(document: Document) -> Document:
    """With its language and kind."""
    from parsers.kinds.classify import classify  # noqa: PLC0415 - loaded by the zygote, not by the daemon
    from parsers.text.language import language_of  # noqa: PLC0415 - as above

    if document.readable and document.language is None:
        document = replace(document, language=language_of(document.text))
    return classify(document)


def _findings(document: Document, criteria: tuple[Criterion, ...]) -> Findings:
    from parsers.facts.extractors import find_in_document  # noqa: PLC0415 - as above

    return find_in_document(document, criteria=criteria) if document.readable else Findings()


def message_task(original: bytes, internal_domains: frozenset[str]) -> Parcel[Message]:
    """Read one original mail; its attachments' bytes stand beside it, in their order."""
    from parsers.kinds.letters import with_body_kinds  # noqa: PLC0415 - as above
    from parsers.mail.message import read_message  # noqa: PLC0415 - as above

    step()
    return parcel_of(with_body_kinds(read_message(original, internal_domains=internal_domains)))


def attachments_task(original: bytes, internal_domains: frozenset[str]) -> Parcel[Message]:
    """The headers and files alone of a mail whose own words could not be read."""
    from parsers.mail.message import read_without_words  # noqa: PLC0415 - as above

    step()
    return parcel_of(read_without_words(original, internal_domains=internal_domains))


def parcel_of(message: Message) -> Parcel[Message]:
    """The message without its attachments' bytes, and these."""
    bare = tuple(replace(item, content=b"") for item in message.attachments)
    return Parcel(replace(message, attachments=bare), tuple(item.content for item in message.attachments))


def body_task(message: Message, criteria: tuple[Criterion, ...]) -> Findings:
    """What the applicant's own words in the mail's body say."""
    from parsers.facts.extractors import find_in_body  # noqa: PLC0415 - as above

    step()
    return find_in_body(message, criteria=criteria)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadMail:
    """A mail and its own words, with what its files say whose texts are kept: all found in one worker."""

    message: Message
    body: Findings
    documents: tuple[ReadDocument | None, ...]
    """By the message's files; None where one is to be read in a worker of its own."""


def mail_task(
    original: bytes, internal_domains: frozenset[str], settings: ReadingSettings, known: tuple[Document, ...]
) -> Parcel[ReadMail]:
    """A mail, what its own words say and the kept texts of its files; no file is read."""
    parcel = message_task(original, internal_domains)
    message, kept = parcel.value, {(one.place, one.sha256): one for one in known}
    body = body_task(message, settings.criteria)
    settings = replace(settings, passwords=message.passwords)
    given = zip(message.attachments, parcel.files, strict=True)
    documents = tuple(
        _again(File(content=content, place=item.place, filename=item.filename, known=text), settings)
        if (text := kept.get((item.place, digest_of(content))))
        else None
        for item, content in given
    )
    return Parcel(ReadMail(message=message, body=body, documents=documents), parcel.files)


def _again(file: File, settings: ReadingSettings) -> ReadDocument | None:
    answer = file_task(file, settings).value
    plain = answer.document is not None and answer.document.document.readable
    return answer.document if plain and not answer.members and not answer.problems else None


def trace_document_task(document: Document, criteria: tuple[Criterion, ...]) -> Trace:
    """What a document that was read says, and how it came to be understood so."""
    from parsers.facts.traced import trace_document  # noqa: PLC0415 - as above

    step()
    return trace_document(document, criteria=criteria)


def trace_body_task(message: Message, criteria: tuple[Criterion, ...]) -> Trace:
    """The same of the applicant's own words in a mail's body."""
    from parsers.facts.traced import trace_body  # noqa: PLC0415 - as above

    step()
    return trace_body(message, criteria=criteria)


def misread_task(criterion: Criterion) -> tuple[str, ...]:
    """A sentence for each example of a criterion that is read otherwise than it says."""
    from parsers.facts.asked.examples import misread  # noqa: PLC0415 - as above

    return tuple(misread(criterion))


@dataclass(frozen=True, kw_only=True, slots=True)
class MemberName:
    """A file within a file; its bytes stand beside it."""

    name: str | None
    container: str | None
    locked: bool
    """By a password that nobody gave."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenedFile:
    """A file's own document, the files it holds, and what was left out of it."""

    document: ReadDocument | None = None
    members: tuple[MemberName, ...] = ()
    problems: tuple[Problem, ...] = ()


def file_task(file: File, settings: ReadingSettings) -> Parcel[OpenedFile]:
    """Open a file that holds others, and hand their bytes on; read every other one."""
    step()
    try:
        opened = open_container(
            file.data, media_type=media_type_of(file.data), passwords=settings.passwords, limits=settings.limits
        )
    except Unreadable as refusal:
        return Parcel(OpenedFile(document=unreadable_file(file, refusal.reason, str(refusal))))
    if opened is None:
        return Parcel(OpenedFile(document=_read(file, settings)))
    whole = opened.also_document or (settings.with_bodies and media_type_of(file.data) in {EML, MSG})
    members = tuple(MemberName(name=item.name, container=item.container, locked=item.locked) for item in opened.members)
    if opened.nothing_to_read:
        return Parcel(OpenedFile(problems=opened.problems))
    if not members and not whole:
        empty = unreadable_file(file, Reason.EMPTY, "the container holds no file")
        return Parcel(OpenedFile(document=empty, problems=opened.problems))
    own = _read(file, settings) if whole else None
    contents = tuple(item.content for item in opened.members)
    return Parcel(OpenedFile(document=own, members=members, problems=opened.problems), contents)


def _read(file: File, settings: ReadingSettings) -> ReadDocument:
    step()
    return read_file(file, replace(settings, tools=in_worker(settings.tools)))


def read_file(file: File, settings: ReadingSettings) -> ReadDocument:
    """Read one file, unless its text is known; tell its kind and language, find what it says."""
    from parsers.documents.active_content import warned_of_programs  # noqa: PLC0415 - as above

    document = file.known or read_document(
        file.data,
        place=file.place,
        filename=file.filename,
        container=file.container,
        passwords=settings.passwords,
        limits=settings.limits,
        tools=settings.tools,
    )
    settings.tools.alive()
    document = warned_of_programs(_classified(document), file.data)
    return ReadDocument(document=document, findings=_findings(document, settings.criteria))

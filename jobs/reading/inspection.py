"""What the parsers make of files, as `inspect` shows it: the same readers as for live mail."""

from __future__ import annotations

import hashlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes
from typing import TYPE_CHECKING

from jobs.reading.reading import ReadingRules, inspect_file, understand
from jobs.sandbox.answers import TaskFailed
from parsers.criteria import EO_CRITERIA
from parsers.documents.external.tools import find_tools
from parsers.documents.sniffing import EML, media_type_of
from parsers.values.documents import Kind, Method
from parsers.values.evidence import JSON
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from jobs.sandbox.pool import Pool
    from parsers.values.documents import Document
    from parsers.values.messages import Attachment, Message
    from parsers.values.problems import Problem
    from parsers.values.readings import Reading


def inspection(message: Message) -> dict[str, JSON]:
    """The mail's part of an `inspect` line: all but `file` and `documents`."""
    headers, sender = message.headers, message.forwarded_from
    return {
        "subject": headers.subject,
        "from_email": headers.sender.email,
        "from_name": headers.sender.name,
        "date": headers.date.isoformat() if headers.date else None,
        "body": message.body.text,
        "attachments": [_attachment(attachment) for attachment in message.attachments],
        "forwarded_from": {"email": sender.email, "name": sender.name} if sender else None,
        "problems": [problem.sentence for problem in message.problems],
    }


def _attachment(attachment: Attachment) -> dict[str, JSON]:
    content = _written_out(attachment.content) if attachment.media_type == "message/rfc822" else attachment.content
    return {
        "filename": attachment.filename,
        "media_type": attachment.media_type,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _written_out(message: bytes) -> bytes:
    """An attached message as Python's email package writes it: other tools' digests of it can be compared with ours.

    Headers may be folded anew there; what is kept, read and archived are the bytes as they were sent.
    """
    try:
        return message_from_bytes(message).as_bytes()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):  # each seen on a malformed message
        return message


Record = dict[str, JSON]


def inspect(files: Iterable[Path], pool: Pool, *, as_: str | None = None) -> Iterator[Record]:
    """One record a file, in order; as many are read at a time as there are workers."""
    rules = ReadingRules(criteria=EO_CRITERIA, tools=find_tools())
    with ThreadPoolExecutor(pool.workers) as threads:
        yield from threads.map(lambda file: _inspected(file, rules, pool, as_), files)


def _inspected(file: Path, rules: ReadingRules, pool: Pool, as_: str | None) -> Record:
    try:
        data = file.read_bytes()
        if as_ == "mail" or (as_ is None and media_type_of(data) == EML):
            return {"file": str(file), **mail_record(data, rules, pool)}
        return {"file": str(file), **file_record(inspect_file(data, file.name, rules=rules, pool=pool), data)}
    except OSError as exc:
        return {"file": str(file), "error": f"can't be read: {exc.strerror}"}
    except TaskFailed as exc:
        return {"file": str(file), "error": f"{exc.reason.value}: {exc}"}


def inspection_task(original: bytes) -> Record:
    """A mail's own part of its record, found in a worker."""
    from parsers.mail.message import read_message  # noqa: PLC0415 - as above

    return inspection(read_message(original))


def mail_record(original: bytes, rules: ReadingRules, pool: Pool) -> Record:
    """A mail as `inspect` shows it, with its documents."""
    own = pool.submit(inspection_task, original)
    reading = understand(original, rules=rules, pool=pool)
    documents = [document_record(read.document) for read in reading.documents]
    return {**own.result(), "documents": documents, "problems": _sentences(reading.message.problems)}


def document_record(document: Document) -> Record:
    """A document of a mail as `inspect` shows it; it has no ids, for nothing is stored."""
    return {
        "filename": document.filename,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "size": document.size,
        "kind": document.kind,
        "language": document.language,
        "pages": document.page_count,
        "readable": document.readable,
        "reason": document.reason,
        "method": document.method,
        "container": document.container,
        "agreement": _agreement(document),
        "sure": _sure(document),
        "text": document.text,
    }


def file_record(found: Reading, data: bytes) -> Record:
    """A document as `inspect` shows it; of a container, its members' texts each below its name."""
    documents = [read.document for read in found.documents]
    first = _speaker(documents)
    return {
        "media_type": media_type_of(data),
        "readable": first is not None and first.readable,
        "reason": (first.reason if first else Reason.EMPTY),
        "method": first.method if first else Method.NONE,
        "kind": first.kind if first else Kind.OTHER,
        "language": first.language if first else None,
        "pages": first.page_count if first else None,
        "agreement": _agreement(first) if first else {},
        "sure": _sure(first) if first else None,
        "text": _text(documents),
        "problems": _sentences((*found.message.problems, *(first.problems if first else ()))),
    }


def _sure(document: Document) -> float | None:
    """The share of its words that are sure (0 to 1), that of its least sure page; None where it has no pages."""
    return min((page.sure for page in document.pages), default=None)


def _agreement(document: Document) -> dict[str, int]:
    """How many pages two readers read alike (`agreed`), one alone (`alone`) or two differently (`apart`)."""
    return dict(sorted(Counter(page.agreement.value for page in document.pages).items()))


def _speaker(documents: list[Document]) -> Document | None:
    """Whose kind, language and reason stand for the file: what is locked, its own document, the first readable one."""
    locked = [document for document in documents if document.reason is Reason.ENCRYPTED]
    readable = [document for document in documents if document.readable]
    own = [document for document in readable if document.place == ""]
    return next(iter([*locked, *own, *readable, *documents]), None)


def _text(documents: list[Document]) -> str:
    """One document's text and asides; of several each below its name."""
    if len(documents) == 1 and documents[0].container is None:
        return "\n\n".join(filter(None, (documents[0].text, *documents[0].asides)))
    blocks = ("\n".join(filter(None, (item.filename, item.text, *item.asides))) for item in documents)
    return "\n\n".join(blocks)


def _sentences(problems: Iterable[Problem]) -> list[str]:
    return [f"{p.place}: {p.sentence}" if p.place else p.sentence for p in problems]

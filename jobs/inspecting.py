"""What `inspect` says of a document file: the contract's JSON, through the same workers as a mail's files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jobs.understanding import inspect_file
from parsers.sniffing import media_type_of

if TYPE_CHECKING:
    from jobs.understanding import Rules
    from jobs.workers import Pool
    from parsers.values import Document, Problem


def inspect_document(data: bytes, filename: str | None, *, rules: Rules, pool: Pool) -> dict[str, Any]:
    """The contract's object of a document file (without `file`); a container's text is its members' texts joined."""
    found = inspect_file(data, filename, rules=rules, pool=pool)
    documents = [item.document for item in found.documents]
    own = next((document for document in documents if document.place == "" and document.readable), None)
    first = own or next((document for document in documents if document.readable), None)
    first = first or (documents[0] if documents else None)
    return {
        "media_type": media_type_of(data),
        "readable": first is not None and first.readable,
        "reason": _reason(first),
        "method": first.method.value if first else "none",
        "kind": first.kind.value if first else "other",
        "language": first.language if first else None,
        "pages": first.page_count if first else None,
        "text": _text(documents),
        "problems": [_sentence(problem) for problem in found.message.problems + (first.problems if first else ())],
    }


def _reason(document: Document | None) -> str | None:
    if document is None:
        return "empty"
    return document.reason.value if document.reason else None


def _text(documents: list[Document]) -> str:
    """One document's text; of several each below its name."""
    if len(documents) == 1 and documents[0].container is None:
        return documents[0].text
    return "\n\n".join("\n".join(filter(None, (document.filename, document.text))) for document in documents)


def _sentence(problem: Problem) -> str:
    return f"{problem.code}: {problem.sentence}"

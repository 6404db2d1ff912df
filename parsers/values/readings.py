"""All that is made of one original."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.values.documents import Document
from parsers.values.evidence import Findings
from parsers.values.messages import Message


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadDocument:
    """A document with what it says."""

    document: Document
    findings: Findings = Findings()


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """All that `parsers` make of one original: what step 4 (understand) hands to step 5 (replace)."""

    message: Message
    """Its attachments' bytes are left out (`content` is empty) once the documents are read."""
    body_findings: Findings = Findings()
    documents: tuple[ReadDocument, ...] = ()

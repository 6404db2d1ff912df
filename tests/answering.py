"""What a criterion makes of a CV's lines and a letter's sentences, through the readers that the program has."""

from __future__ import annotations

from datetime import UTC, date, datetime

from parsers.criteria import criterion_of
from parsers.facts.extractors import find_in_document
from parsers.profile import assemble
from parsers.values.documents import Document, Kind
from parsers.values.profiles import Source

CUTOFF = date(2026, 3, 15)


def asked(kind, **parameters):
    return criterion_of({"key": "a", "labels": {"fr": "A"}, "kind": kind, **parameters})


def paper(text, kind):
    about = {"filename": f"{kind}.pdf", "media_type": "application/pdf", "sha256": "", "size": 1}
    return Document(place="1", text=text, kind=Kind(kind), **about)


def answer(criterion, cv="", letter=""):
    sources = [
        Source(
            message_id=1,
            document_id=number,
            received_at=datetime(2026, 3, 1, tzinfo=UTC),
            in_time=True,
            kind=Kind(kind),
            findings=find_in_document(paper(text, kind), criteria=[criterion]),
        )
        for number, (kind, text) in enumerate((("cv", cv), ("letter", letter)), start=1)
        if text
    ]
    return assemble(sources, criteria=[criterion], cutoff=CUTOFF).facts["a"]


def in_cv(heading, *rows):
    return "\n".join(["Curriculum vitae", "Nora Fautré", "", heading, *rows])


def in_letter(*sentences):
    return "\n\n".join(["Madame, Monsieur,", " ".join(sentences), "Nora Fautré"])

"""The examples of a notice's own criterion, read as papers are: whether its words find what they are to find."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.facts.extractors import find_in_document
from parsers.values.documents import Document, Kind
from parsers.values.evidence import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.values.criteria import Criterion

_MARKED = re.compile(r"\[([^\]]*)\]")
_LETTER = "Madame, Monsieur,\n\n{}\n\nCordialement"
_CV = "Curriculum vitae\n\nExpérience professionnelle\n{}\n"


def misread(criterion: Criterion) -> Iterator[str]:
    """A sentence for each example that is read otherwise than it says."""
    for example in criterion.examples:
        shown = _shown(criterion, _MARKED.sub(r"\1", example))
        wanted = _MARKED.findall(example)
        if not all(words in shown for words in wanted):
            yield f"examples: “{example}”: [ ] is not found"
        elif shown and not wanted:
            yield f"examples: “{example}” is found, and has no [ ]"


def _shown(criterion: Criterion, text: str) -> str:
    """The passages by which a text shows the criterion; a sentence stands in a letter, another line in a CV."""
    told = text.endswith((".", "!", "?"))
    paper = Document(
        place="1",
        filename=None,
        media_type="text/plain",
        sha256="",
        size=1,
        kind=Kind.LETTER if told else Kind.CV,
        text=(_LETTER if told else _CV).format(text),
    )
    found = find_in_document(paper, criteria=[criterion]).facts
    mine = (fact for fact in found if fact.key == criterion.finding_key and fact.state is State.FOUND)
    return "\n".join(piece.quote for fact in mine for piece in fact.evidence)

"""Which fields of the rules' rows decide: each is changed in its turn, and the texts are read again.

    python -m tests.rules_swapped [--names] [FOLDER...]

Reads the rows' own examples, and the texts that stand in FOLDER as *.txt. Prints, by fact, how many fields there are
and how many change no reading, with --names which. A field that decides nothing tells who asks why something that may
not be so.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any
from unittest.mock import patch

from parsers.criteria import EO_CRITERIA
from parsers.facts.asked.mentioned import find_passages
from parsers.facts.extractors import find_in_document
from parsers.facts.guidance.echoes import echoed_guidance
from parsers.facts.guidance.orientation import find_orientation
from parsers.facts.person.person import find_person
from parsers.facts.tenure.doubts import doubts
from parsers.facts.tenure.echoes import ECHOES
from parsers.facts.tenure.tenure import statements
from parsers.kinds.by_name import told_by_mail
from parsers.kinds.classify import classify, reading_of
from parsers.layout.sections import Layout, sections
from parsers.rules import registry as registered
from parsers.rules.registry import CERTAIN, Rule, registry, registry_of, rules
from parsers.values.documents import Document, Kind, Page
from parsers.values.headers import Address, Headers
from parsers.values.messages import Body, Message, Stretch, Voice
from parsers.values.problems import Reason
from tests.corpus.evaluate import document_of

DECIDING = frozenset({"tenure", "passages", "kind", "orientation", "name", "email", "phone", "postal_code", "city"})
"""The facts whose rows decide."""
NOT_YET = frozenset(
    {
        *("workload", "experience_years", "current_employer", "qualifications"),
        *("languages", "language_levels"),
        "asked",
    }
)
"""The facts whose rows only tell what code does."""
_LISTS = ("words", "needs", "refuses", "doubts", "surer")
_SURER = 0.01
"""By so much a certainty is changed."""


@dataclass(frozen=True, kw_only=True)
class Swap:
    """Rows with one field changed: one row, or with a group's field all that are like it."""

    field: str
    rows: tuple[Rule, ...]


def swaps_of(fact: str) -> Iterator[Swap]:
    """Each field of a fact's rows and groups, changed."""
    rows = [rule for rule in rules().values() if rule.fact == fact]
    for rule in rows:
        yield from (Swap(field=f"{rule.id}: {field}", rows=(row,)) for field, row in _of_row(rule))
    for name, terms in registry().groups.items():
        stem, _, group = name.partition(".")
        alike = [rule for rule in rows if group in rule.like and rule.id.startswith(f"{stem}.")]
        for term in terms if alike else ():
            yield Swap(field=f"{name}: {term}", rows=tuple(_without(rule, "refuses", term) for rule in alike))


def _of_row(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """A row's own fields, each changed: a term left out, another value, another certainty."""
    alike = {term for name in rule.like for term in registry().groups[f"{rule.id.partition('.')[0]}.{name}"]}
    for name in _LISTS:
        for term in getattr(rule, name):
            if name != "refuses" or term not in alike:
                yield f"{name} {term}", _without(rule, name, term)
    yield "value", replace(rule, gives=_other_value(rule))
    for number, step in enumerate(rule.certainty[: len(rule.surer) + 1]) if rule.certainty != CERTAIN else ():
        steps = [*rule.certainty[:number], step + _SURER, *rule.certainty[number + 1 :]]
        yield f"certainty {step}", replace(rule, certainty=tuple(steps))


def _without(rule: Rule, field: str, term: str) -> Rule:
    return replace(rule, **{field: tuple(one for one in getattr(rule, field) if one != term)})


def _other_value(rule: Rule) -> str:
    """The value before it among those of its fact, in order; some other name where it is the only one."""
    given = sorted({one.gives for one in rules().values() if one.fact == rule.fact})
    return given[given.index(rule.gives) - 1] if len(given) > 1 else "other"


def swapped(swap: Swap) -> Any:
    """The registry with other rows in the place of those of their ids."""
    told = registry()
    terms = {"contexts": told.contexts, "values": told.values, "facts": told.facts}
    changed = registry_of({**told.rules, **{row.id: row for row in swap.rows}}, told.groups, terms)
    return patch.object(registered, "registry", lambda: changed)


# --- reading ----------------------------------------------------------------------------------------------------------


Read = Callable[[], object]


def tenure_of(layout: Layout) -> object:
    """What a text says of tenure, leaves open and says again."""
    echoes = (told for _, told in ECHOES.told(layout))
    return [
        (one.value, one.certainty, one.span, one.focus, one.rule)
        for one in chain(statements(layout), doubts(layout), echoes)
    ]


def findings_of(text: str, kind: str, language: str) -> Read:
    """All that a paper says."""
    paper = document_of({"filename": "paper.pdf", "kind": kind, "language": language, "pages": [text]})
    return lambda: find_in_document(paper, criteria=EO_CRITERIA)


def passages_of(layout: Layout) -> object:
    """The passages of each criterion that has none but them."""
    return [find_passages(layout, one) for one in EO_CRITERIA if one.extractor == "passages"]


def kind_of(layout: Layout) -> object:
    """What a paper is by its text, one without text by its name, and a locked one by the mail."""
    paper = Document(place="1", filename="scan.pdf", media_type="application/pdf", sha256="", size=1)
    page = Page(number=1, start=0, end=len(layout.text))
    locked = replace(paper, readable=False, reason=Reason.ENCRYPTED)
    body = Body(text=layout.text, stretches=(Stretch(voice=Voice.OWN, start=0, end=len(layout.text)),))
    mail = Message(headers=Headers(fields=()), applicant=Address(), body=body, language=None)
    papers = (
        replace(paper, text=layout.text, pages=(page,)),
        replace(paper, filename=layout.text, readable=False),
        locked,
    )
    return [reading_of(told_by_mail(classify(one), mail)) for one in papers]


_READERS: Mapping[str, Callable[[Layout], object]] = {
    "tenure": tenure_of,
    "passages": passages_of,
    "kind": kind_of,
    **dict.fromkeys(("name", "email", "phone", "postal_code", "city"), find_person),
    "orientation": lambda layout: (find_orientation(layout), list(echoed_guidance(layout))),
}
"""By fact whose rows decide: what is read of a text by its rows."""


def laid_out(text: str, kind: str | None = None) -> Layout:
    """A text's layout, as a paper of that kind or as a mail."""
    return replace(sections(text), kind=Kind(kind) if kind else None)


def readers_of(fact: str, texts: Sequence[str] = ()) -> list[Read]:
    """What reads the examples of a fact's rows, and further texts."""
    told = [example for rule in rules().values() if rule.fact == fact for example in rule.examples]
    if fact in DECIDING:
        layouts = (*(laid_out(e.text, e.kind) for e in told), *map(laid_out, texts))
        return [partial(_READERS[fact], layout) for layout in layouts]
    papers = [findings_of(example.text, example.kind or "letter", example.language) for example in told]
    return papers + [findings_of(text, "cv", "fr") for text in texts]


def idle(fact: str, readers: Sequence[Read]) -> Iterator[str]:
    """The fields of a fact's rows whose change alters no reading; only what rows were asked about is read again."""
    before = [(read, *_heard(fact, read)) for read in readers]
    for swap in swaps_of(fact):
        words = {name for row in swap.rows for name in rules()[row.id].words}
        with swapped(swap):
            if all(read() == known for read, known, asked in before if not words or words & asked):
                yield swap.field


class _Asked(dict[tuple[str, str], Any]):
    """Rows by the words that they read, which hears for which words it is asked."""

    def __init__(self, rows: Mapping[tuple[str, str], Any]) -> None:
        super().__init__(rows)
        self.words: set[str] = set()

    def get(self, key: tuple[str, str], default: Any = None) -> Any:
        self.words.add(key[1])
        return super().get(key, default)


def _heard(fact: str, read: Read) -> tuple[object, set[str]]:
    """What is read, and the sets of words whose rows were asked; of a fact whose rows do not decide, none is."""
    asked = _Asked(registry().by_words)
    listening = replace(registry(), by_words=asked)
    with patch.object(registered, "registry", lambda: listening):
        return read(), asked.words if fact in DECIDING else set()


def main(arguments: list[str]) -> int:
    """Print the table."""
    texts = [
        file.read_text("utf-8")
        for folder in arguments
        if not folder.startswith("--")
        for file in sorted(Path(folder).rglob("*.txt"))
    ]
    for fact in dict.fromkeys(rule.fact for rule in rules().values()):
        fields, still = sum(1 for _ in swaps_of(fact)), list(idle(fact, readers_of(fact, texts)))
        print(f"{fact:20} fields {fields:4}  change nothing {len(still):4}")  # noqa: T201
        for field in still if "--names" in arguments else ():
            print(f"    {field}")  # noqa: T201
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""Templates of letters: a subject line and a text with fields, checked before they are used.

A template holds fields and conditions on fields, and nothing else: no call, attribute, filter, loop or import is let
through, on top of Jinja2's sandbox. What a field holds is a value and never read as a template.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from desk.i18n import code_labels
from desk.i18n.typesetting import typeset
from desk.letters.addresses import words
from desk.letters.field_names import FIELDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from desk.i18n.speech import Speech

LONGEST = 20_000
"""Characters of a template."""
SUBJECT = "Subject:"
_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not, nodes.And, nodes.Or)


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """Why a letter is not made or approved."""

    code: str
    """syntax, not_allowed, unknown_field, empty, no_subject, no_sentence, no_appeal, no_template, no_address, too_long,
    address_failed, address_differs, decision_differs, standing_differs, hour_given.
    """
    what: str = ""
    """The field, the line or the file."""

    def __str__(self) -> str:
        return f"{self.code}: {self.what}" if self.what else self.code


def fault_words(faults: Iterable[Fault], say: Speech) -> str:
    """Why a letter is not made or approved."""
    return "; ".join(_fault(fault, say) for fault in faults)


def _fault(fault: Fault, say: Speech) -> str:
    what = f"{say.colon} {say.word(FIELDS, fault.what)}" if fault.what else ""
    return f"{say.word(code_labels.LETTER_FAULTS, fault.code)}{what}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """A template with a candidate's values in it."""

    subject: str = field(repr=False)
    text: str = field(repr=False)
    faults: tuple[Fault, ...]


class _Empty:
    """A field that holds nothing: a condition may ask for it; where it is written out it is a fault."""

    def __init__(self, name: str, missed: list[str]) -> None:
        self._name = name
        self._missed = missed

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        self._missed.append(self._name)
        return f"[{self._name} ?]"


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterTemplate:
    """One kind of letter in one language."""

    subject: str
    text: str

    @classmethod
    def of(cls, source: str) -> LetterTemplate:
        """A template's file: its first line is the subject, after one empty line comes the text."""
        first, _, rest = source.replace("\r\n", "\n").partition("\n")
        named = first.startswith(SUBJECT)
        return cls(subject=first.removeprefix(SUBJECT).strip() if named else "", text=rest if named else source)

    @property
    def source(self) -> str:
        """As a file has it."""
        return f"{SUBJECT} {self.subject}\n{self.text}"

    def faults(self, known: Collection[str], *, appeal: bool) -> tuple[Fault, ...]:
        """What is the matter with it, whoever it is for; with `appeal` the appeal must always stand in it."""
        return tuple(self._faults(known, appeal=appeal))

    def _faults(self, known: Collection[str], *, appeal: bool) -> Iterator[Fault]:
        if not self.subject:
            yield Fault(code="no_subject")
        if len(self.text) + len(self.subject) > LONGEST:
            yield Fault(code="too_long", what=str(LONGEST))
            return
        for part in (self.subject, self.text.strip("\n")):  # lines are counted from the first that has words
            yield from _checked(part, known)
        if appeal and "appeal" not in self.always():
            yield Fault(code="no_appeal")

    def filled(self, values: dict[str, str]) -> Filled:
        """The letter's words; every empty field that is written out is a fault. For a template without faults."""
        missed: list[str] = []
        given = {name: value or _Empty(name, missed) for name, value in values.items()}
        subject, text = (_compiled(part).render(given) for part in (self.subject, self.text))
        faults = tuple(Fault(code="empty", what=name) for name in dict.fromkeys(missed))
        return Filled(subject=words(subject), text=_tidied(text), faults=faults)

    def typeset(self, language: str) -> LetterTemplate:
        """The same with the apostrophe and the spaces that are set in print."""
        return LetterTemplate(subject=typeset(self.subject, language), text=typeset(self.text, language))

    def always(self) -> frozenset[str]:
        """The fields that stand in its text under no condition."""
        tree = _parsed(self.text)
        outputs = [node for node in (tree.body if tree else []) if isinstance(node, nodes.Output)]
        return frozenset(part.name for node in outputs for part in node.nodes if isinstance(part, nodes.Name))

    def used(self) -> frozenset[str]:
        """The fields that it names."""
        trees = [_parsed(part) for part in (self.subject, self.text)]
        return frozenset(node.name for tree in trees if tree for node in tree.find_all(nodes.Name))


def _tidied(text: str) -> str:
    """Without the gaps that conditions leave."""
    kept = "\n".join(part.rstrip() for part in text.strip("\n").split("\n"))
    while "\n\n\n" in kept:
        kept = kept.replace("\n\n\n", "\n\n")
    return kept + "\n"


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(autoescape=False, trim_blocks=True, lstrip_blocks=True, extensions=())


@lru_cache(maxsize=128)
def _compiled(source: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - Jinja2's own
    return _environment().from_string(source)


def _parsed(source: str) -> nodes.Template | None:
    try:
        return _environment().parse(source)
    except (TemplateSyntaxError, RecursionError):
        return None


def _checked(source: str, known: Collection[str]) -> Iterator[Fault]:
    try:
        tree = _environment().parse(source)
    except TemplateSyntaxError as exc:
        yield Fault(code="syntax", what=f"{exc.lineno}: {exc.message}")
        return
    except RecursionError:
        yield Fault(code="syntax", what="too deep")
        return
    for node in (tree, *tree.find_all(nodes.Node)):
        if not isinstance(node, _ALLOWED):
            yield Fault(code="not_allowed", what=f"{node.lineno}: {type(node).__name__}")
    for name in sorted({node.name for node in tree.find_all(nodes.Name)} - set(known)):
        yield Fault(code="unknown_field", what=name)


def load(kind: str, language: str, folder: Path | None, kept: Mapping[tuple[str, str], str]) -> LetterTemplate | None:
    """The template `kept` on the page, else the office's, else the program's; None where the office's can't be read."""
    if (text := kept.get((kind, language))) is not None:
        return LetterTemplate.of(text)
    name = f"{language}/{kind}.txt"
    own = folder / name if folder else None
    try:
        if own is not None and own.is_file():
            return LetterTemplate.of(own.read_text("utf-8"))
        return LetterTemplate.of(files("desk.letters").joinpath("texts", name).read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None

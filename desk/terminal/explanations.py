"""Why facts are what they are, for a terminal of 80 columns, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from desk.escaping import line
from desk.export.json_files import named
from desk.i18n import code_labels, typesetting
from desk.i18n.languages import message
from desk.i18n.speech import speech
from desk.terminal.tables import STYLES
from store.views.values import told_state

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from desk.i18n.speech import Speech
    from parsers.values.evidence import JSON
    from parsers.values.explanations import (
        Explanation,
        Explanations,
        Passage,
        RefusedWords,
        SetAside,
        ToldModifier,
        ToldRule,
    )
    from store.views.values import DocumentView

ANOTHER = message("another post, time, place or sense")
CHANGED = message("The rule has changed since this was read.")


def explanations(told: Explanations, documents: Sequence[DocumentView]) -> RenderableType:
    """Every fact with its passages and their rules, what changed their meaning, and what was set aside.

    `documents` are those of the application, whose names are told.
    """
    shown = _Terminal(speech(told.language), documents)
    parts: list[RenderableType] = []
    for fact in told.facts:
        parts += [*shown.fact(fact), Text("")]
    return Group(*parts, *shown.left_out(told))


class _Terminal:
    """One reader's terminal."""

    def __init__(self, words: Speech, documents: Sequence[DocumentView]) -> None:
        self._words = words
        self._documents = documents
        self._told: set[str] = set()
        """The rules whose sentence was told already: one does for many passages."""

    def fact(self, fact: Explanation) -> Iterator[RenderableType]:
        """A fact: its value and state, then the rest, each a step further to the right."""
        say = self._words
        told = told_state(fact.state, only_shown=fact.only_shown and not fact.corrected)
        state = Text(f"{code_labels.SIGNS[told]} {say.word(code_labels.TOLD_STATES, told)}", STYLES[told])
        value = "" if fact.bare and not fact.corrected else line(say.value(fact.key, fact.value))
        head = Text(line(say.label(fact.key, fact.labels)), style="bold").append(f"{say.colon} ")
        yield head.append(f"{value}  " if value else "").append(state)
        if fact.corrected:
            yield _at(1, Text(say.text("Corrected by a person: the correction applies, whatever the papers say.")))
        if not fact.passages:
            yield _at(1, Text(say.text("No passage in the papers mentions it."), style="dim"))
        for passage in fact.passages:
            yield from self._passage(passage)
        if fact.set_aside:
            yield _at(1, Text(f"{say.text('Set aside')}{say.colon}", style="bold"))
            for aside in fact.set_aside:
                yield from self._aside(fact.key, aside)
        if fact.refused:
            yield _at(1, Text(f"{say.text('Words that do not count')}{say.colon}", style="bold"))
            for refused in fact.refused:
                yield from self._refused(refused)

    def left_out(self, told: Explanations) -> Iterator[RenderableType]:
        """The texts that say nothing here."""
        if told.left_out:
            yield Text(f"{self._words.text('Texts that are not read for this')}{self._words.colon}", style="bold")
        for text in told.left_out:
            why = self._words.word(code_labels.LEFT_OUT, text.reason)
            where = line(self._words.source(self._documents, text.document_id))
            yield _at(1, Text(f"{where}{self._words.colon} {why}"))

    def _passage(self, passage: Passage, depth: int = 1) -> Iterator[RenderableType]:
        yield _at(depth, self._quote(passage))
        if passage.rule:
            yield _at(depth + 1, self._rule(passage.rule))
        for modifier in passage.modifiers:
            yield _at(depth + 1, self._modifier(modifier))

    def _aside(self, key: str, aside: SetAside) -> Iterator[RenderableType]:
        say = self._words
        if aside.certainty is None:
            why = f"{say.text('not counted')}{say.colon} {say.word(code_labels.SECTORS, str(aside.value))}"
        else:
            value = line(say.value(key, aside.value))
            why = say.text("%(value)s, certainty %(certainty)s") % {
                "value": value,
                "certainty": say.number(round(aside.certainty, 2)),
            }
        yield _at(2, Text(why))
        yield from self._passage(aside.passage, 3)

    def _refused(self, refused: RefusedWords) -> Iterator[RenderableType]:
        yield _at(2, Text(f"« {line(refused.words)} »", style="bold"))
        yield from self._passage(refused.passage, 3)
        if not refused.passage.modifiers:
            yield _at(4, Text(f"→ {self._words.text(ANOTHER)}"))

    def _quote(self, passage: Passage) -> Text:
        where = line(self._words.source(self._documents, passage.document_id, passage.page))
        return Text(f"« {typesetting.passage(line(passage.quote))} » ").append(where, style="dim")

    def _rule(self, rule: ToldRule) -> Text:
        told = Text(rule.cited, style="cyan")
        if rule.sentence and rule.cited not in self._told:
            told.append(f"{self._words.colon} {rule.sentence}", style="default")
            self._told.add(rule.cited)
        if rule.changed:
            told.append(f" {self._words.text(CHANGED)}", style="yellow")
        return told

    def _modifier(self, modifier: ToldModifier) -> Text:
        words = f" « {line(modifier.words)} »" if modifier.words else ""
        return Text(f"→ {modifier.meaning}{words}")


def _at(depth: int, shown: RenderableType) -> Padding:
    return Padding(shown, (0, 0, 0, 2 * depth), expand=False)


def explanations_json(told: Explanations) -> dict[str, JSON]:
    """The same for programs."""
    return {
        "id": told.application_id,
        "language": told.language,
        "facts": {fact.key: _fact_json(fact) for fact in told.facts},
        "left_out": [named(text, "message_id", "document_id", "reason") for text in told.left_out],
    }


def _fact_json(fact: Explanation) -> dict[str, JSON]:
    return {
        **named(fact, "value", "state", "corrected"),
        "passages": [_passage_json(passage) for passage in fact.passages],
        "set_aside": [
            named(aside, "reason", "value", "certainty") | {"passage": _passage_json(aside.passage)}
            for aside in fact.set_aside
        ],
        "refused": [{"words": refused.words, "passage": _passage_json(refused.passage)} for refused in fact.refused],
    }


def _passage_json(passage: Passage) -> dict[str, JSON]:
    rule = passage.rule
    return {
        **named(passage, "document_id", "message_id", "page", "start", "end", "quote"),
        "rule": rule.cited if rule else None,
        "rule_version_now": rule.version_now if rule else None,
        "rule_reads": rule.sentence if rule else None,
        "modifiers": [named(modifier, "name", "meaning", "words") for modifier in passage.modifiers],
    }

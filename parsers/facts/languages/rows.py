"""A line of a text with the languages it names, and whether it lists them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from parsers.facts.languages.grids import cells, has_levels, speaking_columns
from parsers.text.text import Folded, Span, folded
from parsers.words.languages.levels import LEVEL, PLACE
from parsers.words.languages.names import LANGUAGE, code_of, is_ancient

if TYPE_CHECKING:
    from parsers.layout.sections import Layout

BLOCK_LIMIT = 1500
"""A list of languages is short; what runs on belongs to something whose heading was missed."""
LINE_LIMIT = 90
WORDS = r"langues?|linguistiques?|talen|talenkennis|sprachen|sprachkenntnisse|languages"
_HEADED = (
    rf"\W*(?:(?:autres? |mes |les |quelques |quelles? |welke |welche |which |what |mijn |meine |my )?"
    rf"(?:(?:connaissances |competences )?(?:{WORDS}))(?:\(s\))?"
    r"(?: (?:maternelles?|parlees|connues|etrangeres)(?:\(s\))?)? ?[:?-]?|"
    r"(?:je |ik |ich |i )?(?:parlee?s?|spreekt?|gesproken|spreche|gesprochen|speaks?|spoken)(?: [\w' ]{2,20})? ?:)"
    r" ?(?=[a-z])"
)
_LABEL = re.compile(rf"^[\W_]*(?:\d{{1,2}}[.)]? )?(?:{_HEADED})?")
_LABELLED = re.compile(_HEADED)
_TABLE = re.compile(r"\b(?:langues?|taal|talen|sprachen?|languages?)\b")
ITEMS = re.compile(r"[,;/|•·]")
_DRAWN = re.compile(r"•(?= ?[•○◦])|(?<=[•○◦])•")
"""A bullet that is a step of a scale."""
ToldLanguage = tuple[str, Span, Span]
"""A code, the passage that tells it, and the name's place."""


@dataclass(frozen=True)
class LanguageLine:
    """A line of a text, folded, with the languages it names."""

    layout: Layout
    span: Span

    @cached_property
    def view(self) -> Folded:
        """The line, folded."""
        flat = folded(self.layout.text, self.span.start, min(self.span.end, self.span.start + BLOCK_LIMIT))
        return replace(flat, text=_DRAWN.sub("●", flat.text))

    @cached_property
    def typed(self) -> str:
        """The line as it stands on its page, white space before it too, in small letters."""
        text = self.layout.text
        return text[text.rfind("\n", 0, self.span.start) + 1 : self.span.end][:BLOCK_LIMIT].lower()

    @cached_property
    def names(self) -> tuple[re.Match[str], ...]:
        """The languages it names."""
        text = self.view.text
        return tuple(
            m for m in LANGUAGE.finditer(text) if not PLACE.search(text[: m.start()]) and not is_ancient(text, m)
        )

    @cached_property
    def is_bare(self) -> bool:
        """Whether the line is a language's name and nothing else."""
        if len(self.names) != 1 or LEVEL.search(self.view.text):
            return False
        return not re.sub(r"[\W_]", "", self.view.text.replace(self.names[0].group(), ""))

    @cached_property
    def is_table_head(self) -> bool:
        """Whether the line heads a table of languages: "Langue  Compris  Parlé  Écrit"."""
        text = self.view.text
        return not self.names and bool(_TABLE.search(text)) and (len(speaking_columns([text])) > 1 or has_levels(text))

    @cached_property
    def is_list(self) -> bool:
        """Whether the line lists languages: it begins with one (or with "Langues"), and tells levels."""
        labelled = bool(_LABELLED.match(self.view.text))
        text = _LABEL.sub("", self.view.text)
        if not LANGUAGE.match(text) and not (self.names and labelled):
            return False
        if labelled:
            return True
        marks = list(LEVEL.finditer(text))
        if not marks:
            return False
        if len(self.names) > 1 and all(LANGUAGE.search(item) for item in ITEMS.split(text) if item.strip()):
            return True
        strong = any(mark["strong"] or not mark["weak"] for mark in marks)
        return strong and (len(self.names) > 1 or len(text) < LINE_LIMIT)

    @property
    def rest(self) -> str:
        """What follows the line's only name."""
        return self.view.text[self.names[0].end() :]

    def cells(self, least: int) -> list[bool]:
        """The cells of a table's row, or of a line that holds nothing but levels."""
        if len(self.names) > 1:
            return []
        return cells(self.rest if self.names else self.view.text, least)

    def told(self, match: re.Match[str]) -> ToldLanguage:
        """The language of a name on this line."""
        return code_of(match.group()), self.span, self.view.span(match.start(), match.end())

"""What a notice asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from parsers.values.evidence import JSON, State
from parsers.values.profiles import from_least

# --- a notice and an application --------------------------------------------------------------------------------------


PASSAGES = "passages"
"""The extractor that looks for words alone."""
ONLY_SHOWN = frozenset({PASSAGES, "place", "availability"})
"""Kinds whose findings prove nothing: they are told in grey, and are no reason of a decision until a person says so."""
OLDER_NAMES = {"mentioned": PASSAGES}
"""By the kind that a notice asks for, the name that the store has for it since it knew no kinds."""
NEWER_NAMES = {older: newer for newer, older in OLDER_NAMES.items()}


TITLES = ("secondary", "bachelor", "master")
"""Levels of titles, from the lowest: the end of secondary school, three years of higher education, five."""
ALIKE = {
    "language": "language_levels",
    "licence": "orientation",
    "years": "experience_years",
    "experience_of": "orientation",
    "qualification": "qualifications",
    "place": "city",
    "availability": "qualifications",
}
"""By kind, the fact whose values its own are like: levels, yes or no, a number of years, a list as worded, a text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    """A row of the notice's table: another notice is another table, not other code."""

    key: str
    labels: dict[str, str]
    """By language: fr, nl, de, en."""
    extractor: str
    """What kind it is of, by the name of a registered extractor; `passages` looks for `terms`."""
    eliminates: bool = False
    """Whether nobody is chosen who does not meet it; else it counts beside others. It decides nothing here."""
    more_than: float | None = None
    """A number is `found` above this, else `contrary`."""
    at_least: float | None = None
    """A number is `found` from this on, else `contrary`."""
    terms: tuple[str, ...] = ()
    """The notice's own words and phrases, folded, `*` ends a stem."""
    sets: tuple[str, ...] = ()
    """Words that ship, by the names of their sets (`named_sets`)."""
    language: str = ""
    """For `language`: which, by ISO 639-1."""
    from_level: str = ""
    """For `language` a level of the CEFR, for `qualification` one of `TITLES`: the least that is asked."""
    headings: dict[str, str] = field(default_factory=dict)
    """Short labels for a table's head, by language; none: the label stands there."""
    examples: tuple[str, ...] = ()
    """Sentences that the notice's words are tried on: what must be found in [ ], nothing where there is none."""

    def state_of(self, value: JSON) -> State | None:
        """The state that a number has by the thresholds, all of them, or a language by its level.

        None where nothing is asked, or the value is of another form.
        """
        if self.extractor == "language" and isinstance(value, list):
            return self._of_level([item.get("level") for item in value])
        if not isinstance(value, int | float) or isinstance(value, bool) or self.more_than is self.at_least is None:
            return None
        enough = (self.more_than is None or value > self.more_than) and (
            self.at_least is None or value >= self.at_least
        )
        return State.FOUND if enough else State.CONTRARY

    def _of_level(self, levels: list[str | None]) -> State | None:
        """By what the best of some levels is; None where one of them cannot be compared."""
        if None in levels:
            return None
        return State.FOUND if set(levels) & set(from_least(self.from_level)) else State.CONTRARY

    @property
    def kind(self) -> str:
        """What kind it is of, by the name that a notice gives."""
        return NEWER_NAMES.get(self.extractor, self.extractor)

    @property
    def has_value(self) -> bool:
        """Whether its value says more than its state, and is none that every export has."""
        return self.extractor in ALIKE

    @property
    def alike(self) -> str:
        """The fact of every notice whose values its own are like: so they are typed, and shown."""
        return ALIKE.get(self.extractor, self.key)

    @property
    def is_passages(self) -> bool:
        """Whether it looks for words only: its value is those words, which say less than the passage that has them."""
        return self.extractor == PASSAGES

    @property
    def is_only_shown(self) -> bool:
        """Whether what is found of it proves nothing."""
        return self.extractor in ONLY_SHOWN

    @property
    def finding_key(self) -> str:
        """Under this key a text's findings are kept: two notices may look for other words under one key."""
        looked_for = (*self.terms, *(f"<{name}>" for name in self.sets), *filter(None, [self.language]))
        if not looked_for:
            return self.key
        words = sha256("\n".join(sorted(looked_for)).encode()).hexdigest()
        return f"{self.key}/{words[:12]}"

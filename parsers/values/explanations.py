"""Why a fact is what it is: the passages with their rules, what changed their meaning, and what was set aside."""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers.values.evidence import JSON, Evidence, Findings

# --- what one text lets be told -----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class TracedModifier:
    """Words that change what a mention means: deny it, put it into the past, give it to somebody else."""

    name: str
    """A term of the rules: denied, hypothetical, wished, past, lost, anothers, reported, quoted, first_person."""
    words: str
    """As they stand."""
    start: int
    """Where they stand in the text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TracedMention:
    """Words that a rule asked about in a sentence, and the modifiers that spoke."""

    key: str
    words: str
    start: int
    end: int
    sentence: Evidence
    """The sentence around them; its rule is empty: no rule may have spoken."""
    modifiers: tuple[TracedModifier, ...]
    """None: if no rule spoke, the post, the place or the sense of the words is another."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WeighedValue:
    """A reading that was weighed against others."""

    key: str
    value: JSON
    certainty: float
    evidence: Evidence
    start: int
    """Where in the text the words stand that say it, to `end`."""
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    """What a text says, with all that was heard and weighed on the way."""

    findings: Findings = Findings()
    weighed: tuple[WeighedValue, ...] = ()
    mentions: tuple[TracedMention, ...] = ()
    kind: Evidence | None = None
    """Of a document the words, or its file's name, that show what kind it is, with the rule; None where none does."""


# --- what a person is told ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldExample:
    """An invented text that a rule is tested by."""

    pieces: tuple[tuple[str, bool], ...]
    """Its text, cut where the words begin and end that must be quoted (true)."""
    value: JSON
    speaks: bool
    """False: the rule must be silent."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldRule:
    """A rule as a reader is told of it."""

    cited: str
    """Id and version, as the evidence carries them."""
    sentence: str
    """What it reads and concludes, in the reader's language; empty of one that is no longer registered."""
    version_now: int | None
    """The version that the program has; None where it has no such rule."""
    examples: tuple[ToldExample, ...] = field(default=(), repr=False)

    @property
    def changed(self) -> bool:
        """Whether the rule was changed since the passage was read."""
        return self.version_now is None or not self.cited.endswith(f"/{self.version_now}")


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldModifier:
    """A modifier as a reader is told of it."""

    name: str
    meaning: str
    """In the reader's language."""
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A passage with the text it stands in (`document_id` None: the mail's own words), its rule and its modifiers."""

    message_id: int
    document_id: int | None
    page: int | None
    start: int
    end: int
    quote: str
    rule: ToldRule | None = None
    """None of a mention by which no rule spoke."""
    modifiers: tuple[ToldModifier, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SetAside:
    """A reading that did not become the value."""

    reason: str
    """less_sure: another was surer, or newer; not_counted: a post of the career outside teaching and CPMS."""
    value: JSON
    """Of what is not counted, the sector."""
    passage: Passage
    certainty: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RefusedWords:
    """Words of a fact that count nothing, for what stands around them."""

    words: str
    passage: Passage


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """One fact of one application, explained."""

    key: str
    value: JSON
    state: str
    corrected: bool
    """A person's word holds, whatever the papers say."""
    passages: tuple[Passage, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    refused: tuple[RefusedWords, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    """The criterion's name by language; empty for other facts."""
    only_shown: bool = False
    """Of a criterion whose findings prove nothing."""
    bare: bool = False
    """Of a criterion that looks for words alone: its passage says more than the words that were looked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """A text that says nothing here, and why: superseded, late, waiting, or failed (it could not be read again)."""

    message_id: int
    document_id: int | None
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanations:
    """An application explained, in one language."""

    application_id: int
    language: str
    facts: tuple[Explanation, ...]
    left_out: tuple[LeftOut, ...] = ()

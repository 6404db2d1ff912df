"""The sentences of the candidate's own papers that hold the words of a criterion, with how each says them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from parsers.facts.asked.named_sets import places
from parsers.facts.context.aims import is_of_aims
from parsers.facts.context.assertion import Assertion, clause, judge
from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence, passage
from parsers.facts.context.holder import others_verb
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import mark_at
from parsers.text.text import PLENTY, Folded, Span
from parsers.values.evidence import Finding, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parsers.layout.sections import Layout
    from parsers.values.criteria import Criterion
    from parsers.values.evidence import JSON


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnMention:
    """Words of a criterion in a sentence of the writer's: where in its folded text, and how they are said."""

    layout: Layout
    criterion: Criterion
    sentence: Span
    view: Folded
    at: Span
    said: Assertion

    @property
    def text(self) -> str:
        """The sentence, folded."""
        return self.view.text

    @property
    def clause(self) -> tuple[int, int]:
        """From where to where its own part of the sentence goes."""
        return clause(self.text, self.at.start, self.at.end)

    @property
    def of_aims(self) -> bool:
        """Whether it stands under a heading of what is wished for: "Poste visé"."""
        return is_of_aims(self.layout, self.view.span(*self.at).start)

    @property
    def ends_statement(self) -> bool:
        """Whether nothing narrows the words behind them: the sentence ends, or "I" begins what it says next."""
        end = mark_at(self.text, ".;", self.at.end)
        rest = self.text[self.at.end : end].strip()
        goes_on = _WRITER.match(self.text) and rest[:1] in {",", ":"} and _WRITER.match(self.text, self.at.end + 2, end)
        return not rest or bool(goes_on)

    def finding(self, rule: str, value: JSON, state: State) -> Finding:
        """What a rule makes of it, with the sentence or the line that says it."""
        place = passage(self.layout, self.sentence)
        piece = evidence(self.layout, place, self.view.span(*self.at), rule)
        certainty = _UNSURE if state is State.TO_VERIFY else _SURE
        return Finding(key=self.criterion.finding_key, value=value, state=state, evidence=(piece,), certainty=certainty)


_SURE, _UNSURE = 0.8, 0.7
_WRITER = vocabulary("people.own")
_ANOTHERS = vocabulary("asked.anothers")


def mentions(
    layout: Layout,
    criterion: Criterion,
    where: Callable[[Criterion, str], Iterator[Span]] = places,
    listed: Callable[[Layout, Criterion, Span, Folded], Iterator[Span]] = lambda *_: iter(()),
    is_line: Callable[[Layout, int], bool] = lambda *_: False,
) -> Iterator[OwnMention]:
    """What the writer says of a criterion's words; what others say, or the notice, is left out.

    `listed` adds the places of a sentence that the lines around it explain. `is_line` tells of a place whether a line
    of a career stands there: without a verb of another's it is the writer's, whomever else it names.
    """
    if not tells_of_candidate(layout):
        return
    for view, sentence in layout.own_sentences("references"):
        for at in islice(chain(where(criterion, view.text), listed(layout, criterion, sentence, view)), PLENTY):
            said = judge(view.text, at.start, at.end)
            theirs = said.reported or said.quoted or _ANOTHERS.before(view.text, at.start) is not None
            unnamed = is_line(layout, view.span(*at).start) and others_verb(view.text, at.start) is None
            if (said.own or said.led or unnamed) and not theirs:
                yield OwnMention(layout=layout, criterion=criterion, sentence=sentence, view=view, at=at, said=said)

"""What stands around words of tenure and says whether the writer has it: rows of the engine of context.

The phrases are those of the lexicon's sets (`tenure.toml`); a row says where a phrase stands, seen from the words.
"""

from __future__ import annotations

from parsers.facts.context.modifiers import Direction, ModifierRule


def _row(name: str, direction: Direction, *, words: int | None = None, within: str = "clause") -> ModifierRule:
    return ModifierRule(category=name.rpartition(".")[2], set=name, direction=direction, words=words, within=within)


_BEFORE, _AFTER, _AROUND, _WITHIN = Direction.BEFORE, Direction.AFTER, Direction.AROUND, Direction.WITHIN

# whose it is
ANOTHERS = _row("people.others_own", _BEFORE, words=0)
HOUSEHOLD = _row("people.household", _BEFORE, within="sentence")
IMPERSONAL = _row("people.impersonal", _BEFORE)
MINE = _row("people.mine", _BEFORE, words=1)
TITLED = _row("people.titled", _BEFORE, words=0, within="sentence")
WRITER = _row("people.writer", _BEFORE)

# when it is
AWAITED = _row("tenure.awaited", _AROUND, within="sentence")
DELAYED = _row("tenure.delayed", _AROUND, within="sentence")
DELAYED_AFTER = _row("tenure.delayed_after", _AFTER, words=0, within="sentence")
EXPECTED = _row("tenure.expected", _AROUND)
INTERIM = _row("tenure.interim", _AFTER)
JUST = _row("tenure.just", _AFTER, words=3)
REALISED = _row("tenure.realised", _AROUND, within="sentence")
RETIRED = _row("tenure.retired", _AROUND, within="sentence")
SINCE = _row("tenure.since", _AFTER, words=6)
WAS = _row("time.was", _BEFORE)

# what is done with it
CONDITION = _row("tenure.condition", _BEFORE)
HELD = _row("tenure.held", _AROUND, within="sentence")
KEEPING = _row("tenure.keeping", _AROUND)
LEAVING = _row("tenure.leaving", _AROUND)
MET = _row("tenure.met", _AROUND, within="sentence")
WANTED = _row("tenure.wanted", _BEFORE, words=1)
WONDERED = _row("tenure.wondered", _BEFORE, words=0)

# what it is
DENIED_WITHIN = (_row("context.denied", _WITHIN), _row("context.denied_clause", _WITHIN))
HONOUR = _row("tenure.honour", _AFTER, words=0)
INDEFINITE = _row("tenure.indefinite", _BEFORE, words=1)
NAMES = _row("tenure.names", _BEFORE, words=0)
NOUN = _row("tenure.noun", _WITHIN)
OFFICE = _row("tenure.office", _AFTER, words=0)
OFFICE_OF = _row("tenure.office_of", _BEFORE, words=7)
PARTLY = _row("tenure.partly", _AFTER, words=6)
POSSESSED = _row("tenure.possessed", _WITHIN)
THING = _row("tenure.thing", _BEFORE, words=0)

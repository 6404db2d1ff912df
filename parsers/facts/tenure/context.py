"""What stands around words of tenure and says whether the writer has it: rows of the engine of context.

The phrases are those of `appointment_context.toml`; a row says where one stands, seen from the words.
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
PEER = _row("people.peers", _BEFORE, words=0, within="sentence")
TITLED = _row("people.titled", _BEFORE, words=0, within="sentence")
WRITER = _row("people.writer", _BEFORE)

# when it is
AWAITED = _row("appointment_context.awaited", _AROUND, within="sentence")
CONDITIONAL = _row("appointment_context.conditional", _BEFORE, words=2)
DELAYED = _row("appointment_context.delayed", _AROUND, within="sentence")
DELAYED_AFTER = _row("appointment_context.delayed_after", _AFTER, words=0, within="sentence")
EXPECTED = _row("appointment_context.expected", _AROUND)
INTERIM = _row("appointment_context.interim", _AFTER)
JUST = _row("appointment_context.just", _AFTER, words=3)
REALISED = _row("appointment_context.realised", _AROUND, within="sentence")
RETIRED = _row("appointment_context.retired", _AROUND, within="sentence")
SINCE = _row("appointment_context.since", _AFTER, words=6)
TEACHES = _row("standing.teaches", _AROUND, within="sentence")
WAS = _row("time.was", _BEFORE)

# what is done with it
CAME = _row("appointment_context.came", _AROUND)
CONDITION = _row("appointment_context.condition", _BEFORE)
HELD = _row("appointment_context.held", _AROUND, within="sentence")
KEEPING = _row("appointment_context.keeping", _AROUND)
LASTED = _row("appointment_context.lasted", _AFTER, words=6)
LEAVING = _row("appointment_context.leaving", _AROUND)
MET = _row("appointment_context.met", _AROUND, within="sentence")
OFFERED = _row("appointment_context.offered", _AROUND, within="sentence")
WANTED = _row("appointment_context.wanted", _BEFORE, words=1)
WONDERED = _row("appointment_context.wondered", _BEFORE, words=0)

# what it is
CONTRASTED = _row("appointment_context.contrasted", _BEFORE, words=0)
DENIED_WITHIN = (_row("context.denied", _WITHIN), _row("context.denied_clause", _WITHIN))
I_AM = _row("temporary_appointment.i_am", _BEFORE, words=2, within="sentence")
HONOUR = _row("appointment_context.honour", _AFTER, words=0)
IN_SERVICE = _row("public_services.in_service", _AFTER, words=0)
INDEFINITE = _row("appointment_context.indefinite", _BEFORE, words=1)
NAMES = _row("appointment_context.names", _BEFORE, words=0)
NOUN = _row("appointment_context.noun", _WITHIN)
OFFICE = _row("appointment_context.office", _AFTER, words=0)
OFFICE_OF = _row("appointment_context.office_of", _BEFORE, words=7)
PARTLY = _row("appointment_context.partly", _AFTER, words=6)
SOMEBODYS = _row("appointment_context.somebodys", _AFTER, words=0)
POSSESSED = _row("appointment_context.possessed", _WITHIN)
THING = _row("appointment_context.thing", _BEFORE, words=0)

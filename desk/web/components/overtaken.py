"""Two people at one letter: who did what to it meanwhile, what is different now, and what was typed, which is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from desk.i18n import code_labels
from desk.i18n.languages import message

if TYPE_CHECKING:
    from desk.i18n.speech import Speech
    from store.letters.values import Letter
    from store.transaction import Transaction

OVERTAKEN = message(
    "The letter has changed in the meantime: %(act)s (%(author)s, %(when)s). Your request was not carried out: "
    "please look at the letter as it is now, and send again if you still want to."
)
CHANGED = message("In the meantime letter %(id)s was changed or approved. None of those you ticked was approved.")


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedLetter:
    """What somebody typed of a letter, and could not be kept as it had changed."""

    subject: str = field(repr=False)
    text: str = field(repr=False)
    to_email: str = field(repr=False)

    def differences(self, letter: Letter) -> tuple[tuple[str, str], ...]:
        """The lines that differ, in their order: `theirs` as the letter stands, `mine` as typed."""
        theirs, mine = (_lines(each.subject, each.to_email, each.text) for each in (letter, self))
        found: list[tuple[str, str]] = []
        for tag, first, last, begin, end in SequenceMatcher(None, theirs, mine, autojunk=False).get_opcodes():
            if tag != "equal":
                found += [("theirs", line) for line in theirs[first:last] if line]
                found += [("mine", line) for line in mine[begin:end] if line]
        return tuple(found)


def _lines(subject: str, to_email: str, text: str) -> list[str]:
    return [subject, to_email, *text.strip().split("\n")]


def overtaken_by(transaction: Transaction, letter: Letter, says: Speech) -> str:
    """What was last done to it, by whom and when, as a sentence."""
    done = transaction.views.history(application_id=letter.application_id) if letter.application_id else ()
    last = next(
        (each for each in done if (each.detail or {}).get("letter") == letter.id and _is_act(each.action)), None
    )
    if last is None:
        return says.text(code_labels.REFUSALS["letter_moved"])
    act = says.word(code_labels.REVIEWS, last.action)
    return says.text(OVERTAKEN) % {"act": act, "author": last.author, "when": says.moment(last.at)}


def _is_act(action: str) -> bool:
    return action.startswith(("letter_", "answer_"))

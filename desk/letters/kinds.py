"""The kinds of letters, and what holds of each."""

from __future__ import annotations

from desk.i18n.code_labels import LETTERS

KINDS = tuple(LETTERS)
ON_INTERVIEWS = ("interview_moved", "interview_cancelled", "interview_reminder")
"""Kinds that tell of one interview, and are made where it is planned alone."""

REASONED = ("selected", "refusal", "reserve", "reasons")
"""Kinds that carry the reason of a decision as a person typed it."""

SELECTION = {"shortlist": "invitation", "reject": "refusal", "select": "selected", "reserve": "reserve"}
"""By a person's decision the letter that tells it; on other decisions nothing is told yet."""

FOR_CANDIDATES = frozenset({
    *SELECTION.values(), "missing_papers", "unreadable_file", "interview_moved", "interview_reminder",
})  # fmt: skip
"""Kinds that nobody is written whose application was withdrawn or is none."""

OUTCOMES = frozenset({"selected", "reserve", "refusal"})
"""Kinds with which a dossier ends; whoever was invited gets one of them after the interview, too."""

ONCE = {
    "acknowledgement": "acknowledgement",
    "invitation": "selection",
    "selected": "selection",
    "reserve": "selection",
    "refusal": "selection",
    "withdrawal_confirmed": "withdrawal",
}
"""Of kinds with the same word here a candidate gets one in all."""

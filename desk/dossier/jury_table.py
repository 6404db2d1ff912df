"""The table for a jury: candidates in columns, criteria in rows, with the passage that says it. No score, no rank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.dossier.pdf import Sheets
from desk.i18n import code_labels
from desk.i18n.typesetting import passage, quotation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desk.i18n.speech import Speech
    from store.views.values import ApplicationDetail, FactView

COLUMNS = {"A4": 3, "A3": 6}
"""Candidates side by side on a sheet of this size."""
LONGEST_QUOTE = 240
ROOM = "\n" * 5
"""For what is written by hand."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JuryTable:
    """What is compared: the candidates in their order, the criteria with their labels by language."""

    about: str
    details: Sequence[ApplicationDetail]
    criteria: Mapping[str, dict[str, str]]
    bare: frozenset[str]
    """Criteria whose value says less than their passage."""


def pdf(table: JuryTable, speech: Speech, paper: str) -> bytes:
    """Landscape sheets; candidates beyond a sheet's columns stand on the next."""
    title = speech.text("Table for the jury")
    sheets = Sheets(
        speech.text("page"), title=f"{title} – {table.about}", language=speech.language, paper=paper, wide=True
    )
    sheets.begin(f"{title} – {table.about}")
    sheets.masthead(title)
    sheets.small(table.about)
    sheets.ln(2)
    for first in range(0, len(table.details), COLUMNS[paper]):
        if first:
            sheets.add_page()
        group = table.details[first : first + COLUMNS[paper]]
        sheets.table(
            (speech.text("Criterion"), *(speech.candidate(detail.row) for detail in group)),
            list(_rows(table, group, speech)),
        )
    return sheets.finished()


def _rows(table: JuryTable, group: Sequence[ApplicationDetail], speech: Speech) -> list[tuple[str, ...]]:
    _t = speech.text
    rows = [
        (_t("Town"), *(" ".join(filter(None, (one.row.postal_code, one.row.city))) or "–" for one in group)),
        (_t("Documents"), *(_papers(one, speech) for one in group)),
    ]
    for key, labels in table.criteria.items():
        said = (_said(key, one.facts.get(key), speech, bare=key in table.bare) for one in group)
        rows.append((speech.label(key, labels), *said))
    rows.append((_t("Decision"), *(_decision(one, speech) for one in group)))
    rows.append((_t("Notes"), *(ROOM for _ in group)))
    return rows


def _papers(detail: ApplicationDetail, speech: Speech) -> str:
    row = detail.row
    late = [] if row.on_time else [speech.text("Arrived late")]
    there = [
        speech.word(code_labels.KINDS, key) for key, has in (("cv", row.has_cv), ("letter", row.has_letter)) if has
    ]
    return "\n".join([*late, *there, *(speech.word(code_labels.MISSING, part) for part in row.absences)])


def _said(key: str, fact: FactView | None, speech: Speech, *, bare: bool) -> str:
    """The state as a sign and a word, the value, and the best passage; nothing where it is not asked."""
    if fact is None:
        return ""
    state = fact.told_state
    lines = [f"{code_labels.SIGNS[state]} {speech.word(code_labels.TOLD_STATES, state)}"]
    if not bare and not isinstance(fact.value, bool):
        lines.append(speech.value(key, fact.value))
    if fact.correction and not fact.checked:
        lines.append(f"({speech.text('Corrected by hand')})")
    for evidence in fact.evidence[:1]:
        quote = passage(evidence.quote)
        lines.append(quotation(quote if len(quote) <= LONGEST_QUOTE else quote[:LONGEST_QUOTE] + "…"))
    return "\n".join(filter(None, lines))


def _decision(detail: ApplicationDetail, speech: Speech) -> str:
    row = detail.row
    if row.decision is None:
        return speech.text("No decision yet")
    return "\n".join(filter(None, (speech.word(code_labels.DECISIONS, row.decision), row.decision_reason)))

"""The reasons of a decision on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.dossier.pdf import Sheets
from desk.i18n import code_labels

if TYPE_CHECKING:
    from desk.i18n.speech import Speech
    from desk.reasons import Reasons
    from store.views import ReviewView


def pdf(reasons: Reasons, speech: Speech) -> bytes:
    """Criterion by criterion what the papers say, then the decision."""
    title = f"{speech.text('Reasons')}{speech.colon} {reasons.candidate}"
    sheets = Sheets(speech.text("page"), title=title, language=speech.language)
    sheets.begin(reasons.candidate)
    sheets.small(reasons.notice)
    sheets.masthead(title)
    sheets.paragraph(reasons.legal_ground)
    sheets.heading(speech.text("What the papers say on each criterion"))
    for one in reasons.considerations:
        said = f"{code_labels.SIGNS[one.state]} {speech.word(code_labels.STATES, one.state)}"
        sheets.statement(one.label, f"{said}{speech.colon} {one.value}" if one.value else said)
        if one.checked_by:
            by = speech.text("Corrected by %(author)s on %(when)s")
            when = speech.moment(one.checked_by.at)
            sheets.small(by % {"author": one.checked_by.author, "when": when}, indent=5)
        for passage in one.passages:
            sheets.quote(passage.quote, passage.source)
    _write_decision(sheets, reasons.decision, speech)
    return sheets.finished()


def _write_decision(sheets: Sheets, decision: ReviewView | None, speech: Speech) -> None:
    sheets.heading(speech.text("Decision"))
    if decision is None:
        sheets.paragraph(speech.text("No decision yet"))
        return
    sheets.paragraph(speech.word(code_labels.DECISIONS, decision.key), bold=True)
    sheets.paragraph(decision.text or "")
    sheets.small(f"{decision.author}, {speech.moment(decision.at)}")

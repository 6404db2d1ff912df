"""The minutes (procès-verbal) of a preselection or a jury: who was there, what was decided of whom, and why.

The same outline as a text document, to be gone over before it is signed, and as a PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import docx

from desk.dossier.pdf import Sheets, printable
from desk.i18n import code_labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desk.i18n.speech import Speech
    from store.values import Notice
    from store.views.values import ApplicationRow

PRESELECTION, JURY = "preselection", "jury"
BODIES = (PRESELECTION, JURY)


@dataclass(frozen=True, kw_only=True, slots=True)
class Meeting:
    """What only people know of a meeting."""

    body: str
    """preselection or jury."""
    held: str
    """Day and hour, as it is to be written."""
    place: str
    present: tuple[str, ...]
    abstained: tuple[str, ...]
    """Who took no part in a decision, and in which."""
    remarks: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Minutes:
    """The minutes as parts, whatever they are printed on."""

    title: str
    about: str
    facts: tuple[tuple[str, str], ...]
    heads: tuple[str, str, str]
    rows: tuple[tuple[str, str, str], ...]
    end: tuple[str, ...]
    signing: tuple[str, ...]
    """Who signs; a line each."""


LINE = "_" * 40


def outline(
    notice: Notice,
    rows: Sequence[ApplicationRow],
    meeting: Meeting,
    speech: Speech,
    summaries: Mapping[int, str] | None = None,
) -> Minutes:
    """The minutes of a meeting over these applications, in their order; `summaries` are the jury's chair's."""
    _t = speech.text
    facts = (
        (_t("Date and time"), meeting.held),
        (_t("Place"), meeting.place),
        (_t("Present"), "\n".join(meeting.present)),
        (_t("Abstentions"), "\n".join(meeting.abstained) or _t("nil")),
    )
    return Minutes(
        title=speech.word(code_labels.MEETINGS, meeting.body),
        about=notice.title,
        facts=facts,
        heads=(_t("Candidate"), _t("Decision"), _t("Reasons")),
        rows=tuple(_row(row, speech, (summaries or {}).get(row.id)) for row in rows),
        end=(*([meeting.remarks] if meeting.remarks else []), _t("Signatures")),
        signing=meeting.present,
    )


def _row(row: ApplicationRow, speech: Speech, summary: str | None) -> tuple[str, str, str]:
    decided = speech.word(code_labels.DECISIONS, row.decision) if row.decision else speech.text("No decision yet")
    withdrawn = f" ({speech.word(code_labels.STANDINGS, row.standing)})" if row.standing == "withdrawn" else ""
    late = "" if row.on_time else f" ({speech.text('Arrived late')})"
    summed_up = f"{speech.text('The chair’s summary')}{speech.colon} {summary}" if summary else ""
    reasons = "\n".join(filter(None, (row.decision_reason, summed_up)))
    return f"{speech.candidate(row)} ({row.id}){late}", f"{decided}{withdrawn}", reasons


def document(minutes: Minutes) -> bytes:
    """As a DOCX."""
    made, out = docx.Document(), BytesIO()
    made.core_properties.author, made.core_properties.title = "", printable(minutes.title)
    made.add_heading(printable(minutes.title), 1)
    made.add_paragraph(printable(minutes.about))
    for label, text in minutes.facts:
        paragraph = made.add_paragraph()
        paragraph.add_run(f"{printable(label)} – ").bold = True
        paragraph.add_run(printable(text))
    table = made.add_table(rows=1, cols=len(minutes.heads), style="Table Grid")
    for cells, texts in [(table.rows[0].cells, minutes.heads), *((table.add_row().cells, row) for row in minutes.rows)]:
        for cell, text in zip(cells, texts, strict=True):
            cell.text = printable(text)
    for text in minutes.end:
        made.add_paragraph()
        made.add_paragraph(printable(text))
    for name in minutes.signing:
        made.add_paragraph()
        made.add_paragraph(f"{printable(name)}  {LINE}")
    made.save(out)
    return out.getvalue()


def pdf(minutes: Minutes, speech: Speech) -> bytes:
    """As a PDF."""
    sheets = Sheets(speech.text("page"), title=minutes.title, language=speech.language)
    sheets.begin(minutes.title)
    sheets.masthead(minutes.title)
    sheets.paragraph(minutes.about)
    for label, text in minutes.facts:
        sheets.pair(label, text)
    sheets.heading(" – ".join(minutes.heads))
    for name, decided, reasons in minutes.rows:
        told = zip(minutes.heads[1:], (decided, reasons), strict=True)
        sheets.pair(name, "\n".join(f"{label}{speech.colon} {text}" for label, text in told if text))
    for text in minutes.end:
        sheets.heading(text) if text == minutes.end[-1] else sheets.paragraph(text)
    for name in minutes.signing:
        sheets.ln(8)
        sheets.pair(name, LINE)
    return sheets.finished()

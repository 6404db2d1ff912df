"""A letter on paper: for the file, for registered mail, or for somebody who has no address that works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.dossier.pdf import Sheets
from desk.i18n.speech import speech
from desk.i18n.typesetting import typeset

if TYPE_CHECKING:
    from datetime import date

    from store.letters.values import Letter

GAP = 3.5
"""Millimetres between two paragraphs."""
HAND = 18.0
"""Millimetres above the last one: room to sign."""


def pdf(letter: Letter, office: str, day: date) -> bytes:
    """The same words as its mail, on A4: who writes, to whom, when, the subject line in bold, the text."""
    says = speech(letter.language)
    sheets = Sheets(says.text("page"), title=letter.subject, language=letter.language)
    sheets.begin(letter.to_name or letter.to_email)
    if office:
        sheets.masthead(typeset(office, letter.language))
    sheets.ln(GAP)
    sheets.paragraph("\n".join(part for part in (letter.to_name, letter.to_email) if part))
    sheets.ln(GAP)
    sheets.paragraph(says.long_day(day))
    subject, *parts = [part for part in letter.text.strip("\n").split("\n\n") if part.strip()] or [letter.subject]
    sheets.ln(GAP)
    sheets.paragraph(subject, bold=True)
    for number, part in enumerate(parts, 1):
        sheets.ln(HAND if number == len(parts) else GAP)
        sheets.paragraph(part)
    return sheets.finished()

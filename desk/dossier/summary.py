"""The printable dossier: a summary with the evidence for each criterion; the candidate's documents come behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.dossier.pdf import Sheets
from desk.i18n import code_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.i18n.speech import Speech
    from store.values import Notice
    from store.views.values import ApplicationDetail, CareerView, DocumentView, EvidenceView, FactView, ReviewView

QUOTES = 3
"""Passages printed of each criterion."""

JOINED = frozenset({"application/pdf", "image/jpeg", "image/png", "image/tiff", "image/webp", "image/heic"})
"""Formats that are put behind the summary as pages; of the others the text is printed."""

ORDER = {"cv": 0, "cv+letter": 0, "letter": 1, "diploma": 2, "other": 3}


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """The printed summaries, one application after another, and how many pages each has."""

    content: bytes
    pages: tuple[int, ...]


def in_order(detail: ApplicationDetail) -> list[DocumentView]:
    """The documents that hold: CV, letter, diplomas, others; what a newer one replaced is left out."""
    current = [document for document in detail.documents if not document.superseded]
    return sorted(current, key=lambda document: (ORDER.get(document.kind, 9), document.id))


def is_joined(document: DocumentView) -> bool:
    """Whether its pages are put behind the summary."""
    return document.media_type in JOINED and document.reason != "encrypted"


def summaries(details: Sequence[ApplicationDetail], notices: dict[str, Notice], speech: Speech) -> Summary:
    """The summaries of these applications (with their documents' texts)."""
    sheets = Sheets(speech.text("page"), title=_title(details, speech), language=speech.language)
    pages = []
    for detail in details:
        before = sheets.page
        sheets.begin(speech.candidate(detail.row))
        _Writer(sheets, detail, notices[detail.row.notice], speech).write()
        pages.append(sheets.page - before)
    return Summary(content=sheets.finished(), pages=tuple(pages))


def _title(details: Sequence[ApplicationDetail], speech: Speech) -> str:
    if len(details) == 1:
        return f"{speech.text('Application')}{speech.colon} {speech.candidate(details[0].row)}"
    return speech.plural("%(num)s application", "%(num)s applications", len(details))


class _Writer:
    """Writes one application."""

    def __init__(self, sheets: Sheets, detail: ApplicationDetail, notice: Notice, speech: Speech) -> None:
        self._sheets = sheets
        self._detail = detail
        self._notice = notice
        self._speech = speech
        self._t = speech.text

    def write(self) -> None:
        """The whole summary."""
        self._head()
        self._decision()
        self._criteria()
        self._career()
        self._documents()
        self._texts()

    def _head(self) -> None:
        row, sheets = self._detail.row, self._sheets
        sheets.small(self._notice.title)
        sheets.masthead(self._speech.candidate(self._detail.row))
        place = " ".join(filter(None, (row.postal_code, row.city)))
        phone = self._speech.value("phone", row.phone)
        sheets.paragraph(" · ".join(filter(None, (row.email, phone, place))))
        timely = self._t("Arrived in time") if row.on_time else self._t("Arrived late")
        sheets.paragraph(
            f"{timely}{self._speech.colon} {self._speech.exact(row.first_received_at)}", bold=not row.on_time
        )
        for part in row.absences:
            sheets.paragraph(f"✗ {self._speech.word(code_labels.MISSING, part)}", bold=True)

    def _decision(self) -> None:
        row = self._detail.row
        notes = [review for review in self._detail.reviews if review.kind == "note" and review.standing]
        if row.decision is None and not notes:
            return
        self._sheets.heading(self._t("Decision"))
        if row.decision:
            self._sheets.paragraph(self._speech.word(code_labels.DECISIONS, row.decision), bold=True)
            self._sheets.paragraph(row.decision_reason or "")
        for note in notes:
            self._sheets.pair(self._t("Note"), note.text or "")
            self._sheets.small(f"{note.author}, {self._speech.moment(note.at)}", indent=44)

    def _criteria(self) -> None:
        self._sheets.heading(self._t("What the papers say on each criterion"))
        for criterion in self._notice.criteria:
            label = self._speech.label(criterion.key, criterion.labels)
            self._fact(criterion.key, label, self._detail.facts.get(criterion.key), bare=criterion.is_passages)
        for key in code_labels.BESIDE_CRITERIA:
            if key in self._detail.facts:
                self._fact(key, self._speech.word(code_labels.SHORT_LABELS, key), self._detail.facts[key])

    def _fact(self, key: str, label: str, fact: FactView | None, *, bare: bool = False) -> None:
        state = fact.told_state if fact else "not_found"
        value = self._speech.value(key, fact.value) if fact and fact.value is not True and not bare else ""
        said = f"{code_labels.SIGNS[state]} {self._speech.word(code_labels.TOLD_STATES, state)}"
        self._sheets.statement(label, f"{said}{self._speech.colon} {value}" if value else said)
        if fact and fact.correction:
            self._sheets.small(self._corrected(fact.correction, is_checked=fact.checked), indent=5)
        for evidence in (fact.evidence if fact else ())[:QUOTES]:
            source = self._speech.source(self._detail.documents, evidence.document_id, evidence.page)
            self._sheets.quote(evidence.quote, source, self._language(evidence))
        self._sheets.ln(1)

    def _corrected(self, correction: ReviewView, *, is_checked: bool) -> str:
        corrected = self._t("Corrected by %(author)s on %(when)s")
        done = self._t("Checked by %(author)s on %(when)s") if is_checked else corrected
        who = done % {"author": correction.author, "when": self._speech.moment(correction.at)}
        return f"{who} – {correction.text}" if correction.text else who

    def _language(self, evidence: EvidenceView) -> str | None:
        spoken = [document.language for document in self._detail.documents if document.id == evidence.document_id]
        return spoken[0] if spoken else None

    def _career(self) -> None:
        if not self._detail.career:
            return
        self._sheets.heading(self._t("Career"))
        for entry in self._detail.career:
            self._sheets.pair(self._speech.period(entry) or self._t("undated"), self._entry(entry))

    def _entry(self, entry: CareerView) -> str:
        said = ", ".join(filter(None, (entry.function, entry.employer)))
        counted = self._t("counted") if entry.counted else self._t("not counted")
        return f"{said} ({self._speech.word(code_labels.SECTORS, entry.sector)}, {counted})"

    def _documents(self) -> None:
        self._sheets.heading(self._t("Documents"))
        for document in self._detail.documents:
            self._sheets.pair(self._speech.word(code_labels.KINDS, document.kind), self._document(document))
        if not self._detail.documents:
            self._sheets.paragraph(self._t("No file came with the mails."))

    def _document(self, document: DocumentView) -> str:
        said = [self._speech.file_name(document)]
        if document.superseded:
            said.append(self._t("Replaced by a newer version"))
        elif not document.readable:
            said.append(self._speech.word(code_labels.REASONS, document.reason))
        elif is_joined(document):
            said.append(self._t("printed behind this summary"))
        elif document.text:
            said.append(self._t("its text is printed below"))
        return " – ".join(said)

    def _texts(self) -> None:
        """What has no pages to be joined: letters in mails, and the texts of other formats."""
        for body in self._detail.bodies:
            if body.is_letter or body.is_cv:
                title = self._t("Letter in the mail") if body.is_letter else self._t("CV in the mail")
                self._text(title, body.text, body.language)
        for document in in_order(self._detail):
            if not is_joined(document) and document.text:
                kind = self._speech.word(code_labels.KINDS, document.kind)
                self._text(f"{kind} – {self._speech.file_name(document)}", document.text, document.language)

    def _text(self, title: str, text: str, language: str | None) -> None:
        self._sheets.add_page()
        self._sheets.heading(title)
        self._sheets.paragraph(text, language=language)

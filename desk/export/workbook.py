"""The applications as a workbook for Excel and LibreOffice: real dates, frozen headings, filters, no formula."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from desk.escaping import MOST_IN_A_CELL
from desk.export.columns import Column, Share, columns, parted, quantity
from desk.export.sheets import Book
from desk.i18n import code_labels
from desk.i18n.languages import message
from store.views.values import told_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import IO

    from desk.export.columns import Asked
    from desk.export.sheets import BookSheet
    from desk.i18n.speech import Speech
    from store.views.values import ApplicationLines, PaperLine

PASSAGES = (
    (message("No."), 6),
    (message("Name"), 26),
    (message("Criterion"), 22),
    (message("State"), 14),
    (message("Value"), 20),
    (message("Passage"), 80),
    (message("Document"), 30),
    (message("Page"), 7),
    (message("Rule"), 22),
)
DOCUMENTS = (
    (message("No."), 6),
    (message("Name"), 26),
    (message("Document"), 36),
    (message("Kind"), 14),
    (message("Language"), 11),
    (message("Pages"), 7),
    (message("Readable"), 9),
    (message("Why unreadable"), 26),
    (message("Replaced"), 10),
    (message("In time"), 12),
    (message("Size in bytes"), 11),
)
TEXT = (message("Text"), 60)
CAREER = (
    (message("No."), 6),
    (message("Name"), 26),
    (message("Beginning"), 12),
    (message("End"), 12),
    (message("Function"), 36),
    (message("Employer"), 36),
    (message("Sector"), 14),
    (message("Workload"), 9),
    (message("Counted"), 9),
    (message("Passage"), 60),
)
JURY = (
    (message("No."), 6),
    (message("Name"), 26),
    (message("Who"), 18),
    (message("When"), 16),
    (message("Criterion"), 30),
    (message("The jury’s opinion"), 80),
    (message("State"), 22),
)
REPLACED, TAKEN_BACK = message("there is a later version"), message("taken back since")
SEALED = message("This text can no longer be read: the encryption key is missing.")
WHOLE, SUMMARY = message("Overall"), message("The chair’s summary")
ONGOING, MAIL = message("ongoing"), message("mail")


def write_xlsx(
    applications: Iterable[ApplicationLines],
    criteria: Mapping[str, Asked],
    speech: Speech,
    to: Path | IO[bytes],
    *,
    with_text: bool = False,
) -> None:
    """Six sheets: the applications as they are read, their further columns, the passages behind each criterion, the
    documents, the careers, and what the chair has opened of the jury's opinions.

    Args:
        applications: what the sheets show, with the documents' texts where these are wanted.
        criteria: by key, as `columns.names` gives them.
        speech: the language of headings and words.
        to: the file.
        with_text: the documents' texts are written as well.
    """
    with Book(to, speech) as book:

        def sheet(name: str, headings: Iterable[tuple[str, int]]) -> BookSheet:
            return book.sheet(speech.text(name), [(speech.text(title), width) for title, width in headings])

        read, others = parted(columns(criteria, speech), criteria)
        list_sheet = book.sheet(speech.text(message("Applications")), _headings(read))
        further = book.sheet(speech.text(message("Further columns")), _headings(others))
        passages = sheet(message("Passages"), PASSAGES)
        papers = sheet(message("Documents"), (*DOCUMENTS, TEXT) if with_text else DOCUMENTS)
        careers = sheet(message("Career"), CAREER)
        jury = sheet(message("Jury"), JURY)
        for each in applications:
            list_sheet.extend([[column.shown(each.row) for column in read]])
            further.extend([[column.shown(each.row) for column in others]])
            passages.extend(_passages(each, criteria, speech))
            papers.extend(_papers(each, speech, with_text=with_text))
            careers.extend(_career(each, speech))
            jury.extend(_jury(each, criteria, speech))


def _headings(shown: Iterable[Column]) -> list[tuple[str, int]]:
    return [(column.heading, column.width) for column in shown]


def _passages(lines: ApplicationLines, criteria: Mapping[str, Asked], speech: Speech) -> Iterable[Iterable[object]]:
    names = {paper.id: paper.filename for paper in lines.papers}
    row, in_mail = lines.row, f"({speech.text(MAIL)})"
    for key, passages in groupby(lines.passages, key=lambda line: line.key):
        fact = row.facts[key]
        only_shown = key in criteria and criteria[key].only_shown
        said = (
            row.id,
            row.name,
            _headed(key, criteria, lines.labels.get(key, {}), speech),
            speech.word(code_labels.TOLD_STATES, told_state(fact.state, only_shown=only_shown and not fact.corrected)),
            quantity(key, fact.value, speech),
        )
        for _, document, page, quote, rule in passages:
            yield (*said, quote, in_mail if document is None else names.get(document), page, rule)


def _headed(key: str, criteria: Mapping[str, Asked], labels: dict[str, str], speech: Speech) -> str:
    return criteria[key].heading if key in criteria else speech.label(key, labels)


def _papers(lines: ApplicationLines, speech: Speech, *, with_text: bool) -> Iterable[Iterable[object]]:
    for paper in lines.papers:
        text = [(paper.text or "")[:MOST_IN_A_CELL]] if with_text else []
        yield [lines.row.id, lines.row.name, *_paper(paper, speech), *text]


def _paper(paper: PaperLine, speech: Speech) -> list[object]:
    return [
        paper.filename,
        speech.word(code_labels.KINDS, paper.kind),
        speech.language_name(paper.language),
        paper.pages,
        paper.readable,
        speech.word(code_labels.REASONS, paper.reason),
        paper.superseded,
        paper.in_time,
        paper.size,
    ]


def _career(lines: ApplicationLines, speech: Speech) -> Iterable[Iterable[object]]:
    for entry in lines.career:
        yield [
            lines.row.id,
            lines.row.name,
            entry.starts,
            speech.text(ONGOING) if entry.ongoing else entry.ends,
            entry.function,
            entry.employer,
            speech.word(code_labels.SECTORS, entry.sector),
            None if entry.load is None else Share(entry.load),
            entry.counted,
            entry.quote,
        ]


def _jury(lines: ApplicationLines, criteria: Mapping[str, Asked], speech: Speech) -> Iterable[Iterable[object]]:
    """A row for each criterion of each version that is open, then the chair's summary."""
    if lines.jury is None:
        return
    person = [lines.row.id, lines.row.name]
    for one in lines.jury.opinions:
        state = TAKEN_BACK if one.is_taken_back else REPLACED if one.is_replaced else ""
        told = [(_headed(key, criteria, {}, speech), words) for key, words in one.words.items()]
        whole = speech.text(SEALED) if one.is_sealed else one.text
        for about, words in [*told, *([(speech.text(WHOLE), whole)] if whole else [])]:
            yield [*person, one.author, one.at, about, words, speech.text(state) if state else None]
    if lines.jury.summary is not None:
        summary = lines.jury.summary
        yield [*person, summary.author, summary.at, speech.text(SUMMARY), summary.text, None]

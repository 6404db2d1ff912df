"""Tables at a terminal, in the language of `say`. Candidates' words are text: no markup, no control characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from desk.escaping import line, lines
from desk.export.columns import dialled
from desk.i18n import code_labels, typesetting
from store.views.values import told_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from desk.i18n.speech import Speech
    from parsers.values.criteria import Criterion
    from store.values import Notice
    from store.views.values import (
        ApplicationDetail,
        ApplicationPage,
        ApplicationRow,
        Attention,
        DocumentView,
        FactView,
        MessageView,
        ReviewView,
        SearchPage,
        ToSort,
    )

STYLES = {"found": "green", "contrary": "red", "to_verify": "yellow", "not_found": "dim", "mentioned": "dim"}
FIRST = 5
"""So many criteria of each notice the list shows, each under a letter, which the legend explains."""


def applications(page: ApplicationPage, notices: Iterable[Notice], say: Speech) -> RenderableType:
    """The list: who, when, what is missing, the criteria of the `notices` that are shown, what awaits a human."""
    asked = _asked(page, notices)
    headings = [line(say.short_label(criterion.key, criterion.labels, criterion.headings)) for criterion in asked]
    letters = _letters(headings)
    rows = [_application(row, asked, say) for row in page.rows]
    table = Table(header_style="bold", box=SIMPLE_HEAD, pad_edge=False)  # fits 80 columns
    table.add_column(say.text("No."), justify="right", no_wrap=True)
    table.add_column(say.text("Name"), overflow="fold")
    table.add_column(say.text("Arrival"), no_wrap=True)
    table.add_column(say.text("Papers"), overflow="fold", max_width=_width(9, (row[3] for row in rows)))
    table.add_column(" ".join(letters), no_wrap=True)
    table.add_column(say.text("To sort"), overflow="fold", max_width=_width(11, (row[5] for row in rows)))
    if any(row.decision for row in page.rows):
        table.add_column(say.text("Decision"), overflow="fold", max_width=_width(15, (row[6] for row in rows)))
    for row in rows:
        table.add_row(*row[: len(table.columns)])
    legend = _legend(asked, say)
    criteria = "   ".join(f"{letter} {heading}" for letter, heading in zip(letters, headings, strict=True))
    return Group(table, Text(f"{_count(page, say)}    {legend}\n{criteria}", style="dim"))


def _width(usual: int, cells: Iterable[Text]) -> int:
    """A column's, in which no word is cut: those of one language are longer than another's."""
    return max([usual, *(len(word) for cell in cells for word in cell.plain.split())])


def _count(page: ApplicationPage, say: Speech) -> str:
    if len(page.rows) == page.total:
        return say.plural("%(num)s application", "%(num)s applications", page.total)
    return f"{_of(len(page.rows), page.total, say)} {say.plural('application', 'applications', page.total)}"


def _of(shown: int, total: int, say: Speech) -> str:
    return say.text("%(position)s of %(total)s") % {"position": say.number(shown), "total": say.number(total)}


def _legend(asked: Iterable[Criterion], say: Speech) -> str:
    states = code_labels.TOLD_STATES if any(criterion.is_only_shown for criterion in asked) else code_labels.STATES
    return "   ".join(f"{code_labels.SIGNS[state]} {say.word(states, state)}" for state in states)


def _asked(page: ApplicationPage, notices: Iterable[Notice]) -> list[Criterion]:
    """What the notices of these applications ask first; of those with one key the first."""
    shown = {row.notice for row in page.rows}
    found: dict[str, Criterion] = {}
    for notice in notices:
        for criterion in notice.criteria[:FIRST] if notice.slug in shown else ():
            found.setdefault(criterion.key, criterion)
    return list(found.values())


def _letters(headings: Iterable[str]) -> list[str]:
    """For each a letter of its own: its first that no other has, or a number."""
    given: list[str] = []
    for number, heading in enumerate(headings, 1):
        own = (letter.upper() for letter in heading if letter.isalpha() and letter.upper() not in given)
        given.append(next(own, str(number)))
    return given


def _application(row: ApplicationRow, criteria: Iterable[Criterion], say: Speech) -> list[Text]:
    late = "" if row.on_time else f"\n{say.text('late')}"
    awaits = (code for code in row.awaits if code not in {"late", "missing"})
    return [
        Text(str(row.id)),
        _person(row),
        Text(f"{row.first_received_at:%d/%m %H:%M}{late}", style="" if row.on_time else "yellow"),
        _pieces(row, say),
        Text(" ").join(_sign(row, criterion) for criterion in criteria),
        Text(_words(code_labels.AWAITS, awaits, say), style="yellow"),
        Text(say.word(code_labels.DECISIONS, row.decision)),
    ]


def _words(table: dict[str, str], codes: Iterable[str], say: Speech) -> str:
    return ", ".join(say.word(table, code) for code in codes)


def _moment(at: datetime) -> str:
    return f"{at:%d/%m/%Y %H:%M}"


def _person(row: ApplicationRow) -> Text:
    name = Text(line(row.name or row.email or "?"), style="bold")
    place = " ".join(filter(None, (row.postal_code, row.city)))
    return name.append(f"\n{line(place)}", style="not bold dim") if place else name


def _pieces(row: ApplicationRow, say: Speech) -> Text:
    if row.missing:
        return Text(_words(code_labels.MISSING, row.missing, say), style="red")
    return Text(say.text("complete"), style="green")


def _sign(row: ApplicationRow, criterion: Criterion) -> Text:
    """What the papers say; nothing where the notice does not ask it."""
    fact = row.facts.get(criterion.key)
    if fact is None:
        return Text(" ")
    state = told_state(fact.state, only_shown=criterion.is_only_shown and not fact.corrected and not fact.checked)
    return Text(code_labels.SIGNS[state], style=STYLES[state])


def application(detail: ApplicationDetail, say: Speech) -> RenderableType:
    """One application: the person, the criteria with their passages, the papers, the mails, what was said of it."""
    mails = _message_table(say.text("Mails"), detail.messages, say)
    parts: list[RenderableType] = [_head(detail, say), _criteria(detail, say), _documents(detail, say), mails]
    more = (_career(detail, say), _reviews(detail, say), _later(detail, say), _duplicates(detail, say))
    parts += [table for table in more if table is not None]
    return Group(*parts)


def _head(detail: ApplicationDetail, say: Speech) -> Panel:
    row = detail.row
    place = " ".join(filter(None, (row.postal_code, row.city)))
    told = [
        ("E-mail", row.email),
        (say.text("Telephone"), dialled(row.phone)),
        (say.text("Address"), place),
        (say.text("Arrival"), _moment(row.first_received_at) + ("" if row.on_time else f"  ({say.text('late')})")),
        (say.text("Missing"), _words(code_labels.KINDS, row.missing, say)),
        (say.text("To sort"), _words(code_labels.AWAITS, row.awaits, say)),
        (say.text("Jury"), say.word(code_labels.JURY_STANDINGS, row.jury)),
        (say.text("Decision"), say.word(code_labels.DECISIONS, row.decision) + _reason(row.decision_reason, say)),
    ]
    grid = Table.grid(padding=(0, 2))
    for name, value in told:
        grid.add_row(Text(name, style="dim"), Text(line(value or "–")))
    return Panel(grid, title=Text(f"{row.id}  {line(row.name or row.email or '?')}"), title_align="left")


def _reason(reason: str | None, say: Speech) -> str:
    return f"{say.colon} {reason}" if reason else ""


def _titled(title: str, headings: Iterable[str]) -> Table:
    """A table of one application, whose cells may be long."""
    table = Table(title=title, title_justify="left", header_style="bold", box=SIMPLE_HEAD)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _criteria(detail: ApplicationDetail, say: Speech) -> Table:
    """Two columns, for a passage beside four others is a column of single words on eighty."""
    table = Table(header_style="bold", box=SIMPLE_HEAD)
    table.add_column(say.text("Criterion"), no_wrap=True)
    table.add_column(say.text("What the papers say"))
    for fact in detail.facts.values():
        table.add_row(*_fact(fact, detail.documents, say))
    return table


def _fact(fact: FactView, documents: Sequence[DocumentView], say: Speech) -> list[Text]:
    state = fact.told_state
    value = say.value(fact.key, fact.value) if state != "mentioned" else ""
    told = Text(say.word(code_labels.TOLD_STATES, state), STYLES[state])
    told.append(f"{say.colon} {line(value)}" if value else "", "bold")
    told.append(f" ({_corrected(fact.correction, say)})" if fact.correction else "", "not bold")
    for best in fact.evidence[:1]:
        told.append(f"\n« {typesetting.passage(line(best.quote))} »", "not bold default")
        told.append(f" – {line(say.source(documents, best.document_id, best.page))}", "not bold dim")
    sign = Text(f"{code_labels.SIGNS[state]} ", STYLES[state])
    return [sign.append(line(say.short_label(fact.key, fact.labels, fact.headings)), "default"), told]


def _corrected(correction: ReviewView, say: Speech) -> str:
    told = {"author": line(correction.author), "when": _moment(correction.at)}
    return say.text("Corrected by %(author)s on %(when)s") % told


def _documents(detail: ApplicationDetail, say: Speech) -> Table:
    headings = ("No.", "Document", "Kind", "Language", "Pages", "Remarks")
    table = _titled(say.text("Documents"), map(say.text, headings))
    for document in detail.documents:
        table.add_row(
            str(document.id),
            Text(line(say.file_name(document))),
            say.word(code_labels.KINDS, document.kind),
            say.language_name(document.language),
            str(document.pages or ""),
            Text(line("; ".join(_remarks(document, say)))),
        )
    return table


def _remarks(document: DocumentView, say: Speech) -> Iterator[str]:
    if not document.readable:
        yield say.word(code_labels.REASONS, document.reason)
    if document.superseded:
        yield say.text("Replaced")
    if not document.in_time:
        yield say.text("late")
    yield from (say.problem(problem) for problem in document.problems if problem.code != document.reason)


def _career(detail: ApplicationDetail, say: Speech) -> Table | None:
    if not detail.career:
        return None
    table = Table(title=say.text("Career"), title_justify="left", header_style="bold", box=SIMPLE_HEAD)
    table.add_column(say.text("Period"), no_wrap=True)
    table.add_column(f"{say.text('Function')} / {say.text('Employer')}")
    table.add_column(say.text("Counted"))
    for entry in detail.career:
        begun = f"{entry.starts:%m/%Y}" if entry.starts else "?"
        ended = say.text("ongoing") if entry.ongoing else f"{entry.ends:%m/%Y}" if entry.ends else "?"
        what = ", ".join(line(told) for told in (entry.function, entry.employer) if told)
        counted = f"{say.value('', entry.counted)}{say.colon} {say.word(code_labels.SECTORS, entry.sector)}"
        table.add_row(f"{begun} – {ended}", Text(what), counted)
    return table


def _reviews(detail: ApplicationDetail, say: Speech) -> Table | None:
    if not detail.reviews:
        return None
    table = _titled(say.text("History"), map(say.text, ("When", "Who", "What", "Text")))
    for review in detail.reviews:
        undone = "" if review.standing else f"({say.text('undone since')})"
        what = " ".join(filter(None, (_what(review, say), undone)))
        table.add_row(_moment(review.at), Text(line(review.author)), what, Text(lines(review.text or "")))
    return table


def _what(review: ReviewView, say: Speech) -> str:
    told = say.word(code_labels.REVIEWS, review.kind)
    if not review.key:
        return told
    if review.kind == "decision":
        return f"{told}{say.colon} {say.word(code_labels.DECISIONS, review.key)}"
    return f"{told}{say.colon} {say.short_label(review.key, {})}"


def _later(detail: ApplicationDetail, say: Speech) -> Text | None:
    """Mails that wait to be accepted."""
    waiting = [mail for mail in detail.messages if mail.waits]
    told = [f"{mail.id} ({mail.sender_email}, {say.clause(mail.waits)})" for mail in waiting]
    return _warning(say.text("Later mails to be accepted"), told, say)


def _duplicates(detail: ApplicationDetail, say: Speech) -> Text | None:
    told = [
        f"{other.application_id} ({other.name or other.email}, {say.clause(other.reason)})"
        for other in detail.duplicates
    ]
    return _warning(say.text("Possible duplicates"), told, say)


def _warning(what: str, told: Sequence[str], say: Speech) -> Text | None:
    return Text(f"{what}{say.colon} {line(', '.join(told))}", style="yellow") if told else None


def messages(found: Sequence[MessageView], say: Speech) -> RenderableType:
    """Every message accounted for."""
    return _message_table(say.text("Mails"), found, say)


def _message_table(title: str, found: Iterable[MessageView], say: Speech) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(say.text("No."), justify="right", no_wrap=True)
    table.add_column(say.text("Arrival"), no_wrap=True)
    table.add_column(f"{say.text('From')} / {say.text('Subject')}", overflow="fold", ratio=2)
    table.add_column(f"{say.text('Kind')} / {say.text('Reason')}", overflow="fold", ratio=3)
    table.add_column(say.text("Application"), justify="right", no_wrap=True)
    for message in found:
        sender = Text(line(message.sender_email or "–")).append(f"\n{line(message.subject or '')}", style="dim")
        arrival = f"{message.received_at:%d/%m %H:%M}"
        table.add_row(str(message.id), arrival, sender, _why(message, say), str(message.application_id or ""))
    return table


def _why(message: MessageView, say: Speech) -> Text:
    kind = say.word(code_labels.DISPOSITIONS, message.disposition)
    state = say.word(code_labels.MESSAGE_STATES, message.state) + _reason(line(say.clause(message.error)), say)
    return Text(f"{kind}, {state}").append(f"\n{line(say.clause(message.reason))}", style="dim")


def search(page: SearchPage, say: Speech) -> RenderableType:
    """The mails and documents that have the words, the hits marked."""
    table = Table(header_style="bold")
    for heading in (say.text("Application"), f"{say.text('Document')} / {say.text('Mail')}", say.text("Passage")):
        table.add_column(heading, overflow="fold")
    for hit in page.hits:
        who = f"{hit.application_id}  {hit.name or ''}" if hit.application_id else "–"
        mail = say.text("Mail: %(subject)s") % {"subject": hit.subject or ""}
        where = say.file_name(hit) if hit.document_id else mail
        passage = Text()
        for stretch, marked in hit.snippet:
            passage.append(lines(stretch).replace("\n", " "), style="bold yellow" if marked else "")
        table.add_row(Text(line(who)), Text(line(where)), passage)
    return Group(table, Text(_hits(page, say), style="dim"))


def _hits(page: SearchPage, say: Speech) -> str:
    counted = say.plural("%(num)s hit", "%(num)s hits", page.total)
    return counted if len(page.hits) == page.total else f"{counted} ({_of(len(page.hits), page.total, say)})"


def to_sort(waiting: ToSort, attention: Attention, say: Speech) -> RenderableType:
    """What awaits a human, in a few lines."""
    counts = {key: getattr(attention, key) for key in code_labels.ATTENTION} | {"late": len(waiting.late)}
    words = code_labels.ATTENTION | {"late": code_labels.AWAITS["late"]}
    told = [f"{say.word(words, key)} ({say.number(number)})" for key, number in counts.items() if number]
    if not told:
        return Text(say.text("Nothing needs your attention."), style="green")
    summary = Text(f"{say.text('To sort')}{say.colon} {', '.join(told)}", style="yellow")
    return (
        Group(summary, _message_table(say.text("Mails to sort"), waiting.near_misses, say))
        if waiting.near_misses
        else summary
    )

"""Tables for people at a terminal. Candidates' words are only ever text: no markup, no control characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from desk import quotes
from desk.escaping import line, lines
from desk.export.columns import dialled
from desk.i18n import code_labels
from desk.i18n.speech import speech
from store.views.values import told_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from parsers.values.criteria import Criterion
    from store.values import Notice
    from store.views import (
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

FRENCH = speech("fr")
"""At a terminal the recruiter's words are French, those of the page."""
STYLES = {"found": "green", "contrary": "red", "to_verify": "yellow", "not_found": "dim", "mentioned": "dim"}
FIRST = 5
"""So many criteria of each notice the list shows, each under a letter, which the legend explains."""


def applications(page: ApplicationPage, notices: Iterable[Notice]) -> RenderableType:
    """The list: who, when, what is missing, the criteria of the `notices` that are shown, what awaits a human."""
    asked = _asked(page, notices)
    headings = [line(FRENCH.short_label(criterion.key, criterion.labels)) for criterion in asked]
    letters = _letters(headings)
    table = Table(header_style="bold", box=SIMPLE_HEAD, pad_edge=False)  # fits 80 columns
    table.add_column("N°", justify="right", no_wrap=True)
    table.add_column("Nom", overflow="fold", min_width=20)
    table.add_column("Arrivée", no_wrap=True)
    table.add_column("Pièces", overflow="fold", max_width=9)
    table.add_column(" ".join(letters), no_wrap=True)
    table.add_column("À trier", overflow="fold", max_width=14)
    if any(row.decision for row in page.rows):
        table.add_column("Décision", overflow="fold", max_width=15)
    for row in page.rows:
        table.add_row(*_application(row, asked)[: len(table.columns)])
    count = f"{len(page.rows)} sur {page.total}" if len(page.rows) < page.total else f"{page.total}"
    states = code_labels.TOLD_STATES if any(criterion.is_passages for criterion in asked) else code_labels.STATES
    legend = "   ".join(f"{code_labels.SIGNS[state]} {FRENCH.word(states, state)}" for state in states)
    criteria = "   ".join(f"{letter} {heading}" for letter, heading in zip(letters, headings, strict=True))
    return Group(table, Text(f"{count} candidature(s)    {legend}\n{criteria}", style="dim"))


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


def _application(row: ApplicationRow, criteria: Iterable[Criterion]) -> list[Text]:
    late = "" if row.on_time else "\nhors délai"
    return [
        Text(str(row.id)),
        _person(row),
        Text(f"{row.first_received_at:%d/%m %H:%M}{late}", style="" if row.on_time else "yellow"),
        _pieces(row),
        Text(" ").join(_sign(row, criterion) for criterion in criteria),
        Text(
            _words(code_labels.AWAITS, (code for code in row.awaits if code not in {"late", "missing"})), style="yellow"
        ),
        Text(FRENCH.word(code_labels.DECISIONS, row.decision)),
    ]


def _words(table: dict[str, str], codes: Iterable[str]) -> str:
    return ", ".join(FRENCH.word(table, code) for code in codes)


def _moment(at: datetime) -> str:
    return f"{at:%d/%m/%Y %H:%M}"


def _person(row: ApplicationRow) -> Text:
    name = Text(line(row.name or row.email or "?"), style="bold")
    place = " ".join(filter(None, (row.postal_code, row.city)))
    return name.append(f"\n{line(place)}", style="not bold dim") if place else name


def _pieces(row: ApplicationRow) -> Text:
    if row.missing:
        return Text(_words(code_labels.MISSING, row.missing), style="red")
    return Text("complet", style="green")


def _sign(row: ApplicationRow, criterion: Criterion) -> Text:
    """What the papers say; nothing where the notice does not ask it."""
    fact = row.facts.get(criterion.key)
    if fact is None:
        return Text(" ")
    state = told_state(fact.state, by_words=criterion.is_passages and not fact.corrected and not fact.checked)
    return Text(code_labels.SIGNS[state], style=STYLES[state])


def application(detail: ApplicationDetail) -> RenderableType:
    """One application: the person, the criteria with their passages, the papers, the mails, what was said of it."""
    parts: list[RenderableType] = [_head(detail), _criteria(detail), _documents(detail), _mails(detail)]
    more = (_career(detail), _reviews(detail), _later(detail), _duplicates(detail))
    parts += [table for table in more if table is not None]
    return Group(*parts)


def _head(detail: ApplicationDetail) -> Panel:
    row = detail.row
    place = " ".join(filter(None, (row.postal_code, row.city)))
    told = [
        ("E-mail", row.email),
        ("Téléphone", dialled(row.phone)),
        ("Adresse", place),
        ("Arrivée", _moment(row.first_received_at) + ("" if row.on_time else "  (hors délai)")),
        ("Manque", _words(code_labels.KINDS, row.missing) or "rien"),
        ("À trier", _words(code_labels.AWAITS, row.awaits) or "rien"),
        ("Jury", FRENCH.word(code_labels.JURY_STANDINGS, row.jury)),
        ("Décision", FRENCH.word(code_labels.DECISIONS, row.decision) + _reason(row.decision_reason)),
    ]
    grid = Table.grid(padding=(0, 2))
    for name, value in told:
        grid.add_row(Text(name, style="dim"), Text(line(value or "–")))
    return Panel(grid, title=Text(f"{row.id}  {line(row.name or row.email or '?')}"), title_align="left")


def _reason(reason: str | None) -> str:
    return f" : {reason}" if reason else ""


def _criteria(detail: ApplicationDetail) -> Table:
    """Two columns, for a passage beside four others is a column of single words on eighty."""
    table = Table(title="Critères", title_justify="left", header_style="bold", box=SIMPLE_HEAD)
    table.add_column("Critère", no_wrap=True)
    table.add_column("Ce que disent les pièces")
    for fact in detail.facts.values():
        table.add_row(*_fact(fact, detail.documents))
    return table


def _fact(fact: FactView, documents: Sequence[DocumentView]) -> list[Text]:
    state = fact.told_state
    value = FRENCH.value(fact.key, fact.value) if state != "mentioned" else ""
    told = Text(FRENCH.word(code_labels.TOLD_STATES, state), STYLES[state])
    told.append(f" : {line(value)}" if value else "", "bold")
    told.append(f" (corrigé par {line(fact.correction.author)})" if fact.correction else "", "not bold")
    for best in fact.evidence[:1]:
        told.append(f"\n« {quotes.passage(line(best.quote))} »", "not bold default")
        told.append(f" – {line(FRENCH.source(documents, best.document_id, best.page))}", "not bold dim")
    sign = Text(f"{code_labels.SIGNS[state]} ", STYLES[state])
    return [sign.append(line(FRENCH.short_label(fact.key, fact.labels)), "default"), told]


def _documents(detail: ApplicationDetail) -> Table:
    table = Table(title="Documents", title_justify="left", header_style="bold", box=SIMPLE_HEAD)
    for heading in ("N°", "Document", "Sorte", "Langue", "Pages", "Remarque"):
        table.add_column(heading, overflow="fold")
    for document in detail.documents:
        remarks = [] if document.readable else [FRENCH.word(code_labels.REASONS, document.reason)]
        remarks += ["remplacé"] if document.superseded else []
        remarks += [] if document.in_time else ["hors délai"]
        remarks += [FRENCH.problem(problem) for problem in document.problems if problem.code != document.reason]
        table.add_row(
            str(document.id),
            Text(line(FRENCH.file_name(document))),
            FRENCH.word(code_labels.KINDS, document.kind),
            document.language or "",
            str(document.pages or ""),
            Text(line("; ".join(remarks))),
        )
    return table


def _mails(detail: ApplicationDetail) -> Table:
    return _message_table("Mails", detail.messages)


def _career(detail: ApplicationDetail) -> Table | None:
    if not detail.career:
        return None
    table = Table(title="Parcours", title_justify="left", header_style="bold", box=SIMPLE_HEAD)
    table.add_column("Période", no_wrap=True)
    table.add_column("Fonction, employeur")
    table.add_column("Compté")
    for entry in detail.career:
        begun = f"{entry.starts:%m/%Y}" if entry.starts else "?"
        ended = "en cours" if entry.ongoing else f"{entry.ends:%m/%Y}" if entry.ends else "?"
        what = ", ".join(line(told) for told in (entry.function, entry.employer) if told)
        sector = FRENCH.word(code_labels.SECTORS, entry.sector)
        table.add_row(f"{begun} – {ended}", Text(what), f"{'oui' if entry.counted else 'non'} : {sector}")
    return table


def _reviews(detail: ApplicationDetail) -> Table | None:
    if not detail.reviews:
        return None
    table = Table(title="Suivi", title_justify="left", header_style="bold", box=SIMPLE_HEAD)
    for heading in ("Quand", "Qui", "Quoi", "Texte"):
        table.add_column(heading, overflow="fold")
    for review in detail.reviews:
        what = " ".join(filter(None, (_what(review), "" if review.standing else "(annulé)")))
        table.add_row(_moment(review.at), Text(line(review.author)), what, Text(lines(review.text or "")))
    return table


def _what(review: ReviewView) -> str:
    told = FRENCH.word(code_labels.REVIEWS, review.kind)
    if review.kind == "decision":
        return f"{told} : {FRENCH.word(code_labels.DECISIONS, review.key)}" if review.key else told
    return f"{told} : {FRENCH.short_label(review.key, {})}" if review.key else told


def _later(detail: ApplicationDetail) -> Text | None:
    """Mails that wait to be accepted."""
    waiting = [mail for mail in detail.messages if mail.waits]
    told = [f"mail {mail.id} ({mail.sender_email}, {FRENCH.clause(mail.waits)})" for mail in waiting]
    return Text(f"Mails ultérieurs à accepter : {line(', '.join(told))}", style="yellow") if told else None


def _duplicates(detail: ApplicationDetail) -> Text | None:
    if not detail.duplicates:
        return None
    told = [
        f"{other.application_id} ({other.name or other.email}, {FRENCH.clause(other.reason)})"
        for other in detail.duplicates
    ]
    return Text(f"Peut-être la même personne : {line(', '.join(told))}", style="yellow")


def messages(found: Sequence[MessageView]) -> RenderableType:
    """Every message accounted for."""
    return _message_table("Mails", found)


def _message_table(title: str, found: Iterable[MessageView]) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("N°", justify="right", no_wrap=True)
    table.add_column("Arrivée", no_wrap=True)
    table.add_column("De, objet", overflow="fold", ratio=2)
    table.add_column("Sorte, raison", overflow="fold", ratio=3)
    table.add_column("Cand.", justify="right", no_wrap=True)
    for message in found:
        sender = Text(line(message.sender_email or "–")).append(f"\n{line(message.subject or '')}", style="dim")
        kind = FRENCH.word(code_labels.DISPOSITIONS, message.disposition)
        state = FRENCH.word(code_labels.MESSAGE_STATES, message.state) + _reason(line(FRENCH.clause(message.error)))
        why = Text(f"{kind}, {state}").append(f"\n{line(FRENCH.clause(message.reason))}", style="dim")
        arrival = f"{message.received_at:%d/%m %H:%M}"
        table.add_row(str(message.id), arrival, sender, why, str(message.application_id or ""))
    return table


def search(page: SearchPage) -> RenderableType:
    """The mails and documents that have the words, the hits marked."""
    table = Table(header_style="bold")
    for heading in ("Candidature", "Où", "Passage"):
        table.add_column(heading, overflow="fold")
    for hit in page.hits:
        who = f"{hit.application_id}  {hit.name or ''}" if hit.application_id else "–"
        where = FRENCH.file_name(hit) if hit.document_id else f"mail : {hit.subject or ''}"
        passage = Text()
        for stretch, marked in hit.snippet:
            passage.append(lines(stretch).replace("\n", " "), style="bold yellow" if marked else "")
        table.add_row(Text(line(who)), Text(line(where)), passage)
    shown = f"{len(page.hits)} sur {page.total}" if len(page.hits) < page.total else f"{page.total}"
    return Group(table, Text(f"{shown} texte(s)", style="dim"))


def to_sort(waiting: ToSort, attention: Attention) -> RenderableType:
    """What awaits a human, in a few lines."""
    counts = [
        ("mail", " à trier", attention.near_misses),
        ("mail illisible", "", attention.failed),
        ("mail ultérieur", " à accepter", attention.later),
        ("document illisible", "", attention.unreadable),
        ("candidature incomplète", "", attention.incomplete),
        ("candidature contradictoire", "", attention.contradictory),
        ("candidature", " hors délai", len(waiting.late)),
        ("candidature", " dont quelqu’un doit dire si elle tient", attention.standing),
        ("doublon possible", "", attention.duplicates),
    ]
    told = [f"{number} {_plural(words, number)}{rest}" for words, rest, number in counts if number]
    summary = Text("À trier : " + (", ".join(told) or "rien"), style="yellow" if told else "green")
    return Group(summary, _message_table("À trier", waiting.near_misses)) if waiting.near_misses else summary


def _plural(words: str, number: int) -> str:
    return words if number == 1 else " ".join(f"{word}s" for word in words.split())

"""The minutes of a preselection or a jury: filled in, then saved as a text document or a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from desk.dossier.minutes import BODIES, JURY, Meeting, document, outline, pdf
from desk.web.access import watched_router
from desk.web.components.downloads import attachment
from desk.web.request import Posted, ReaderVisit, RecruiterVisit
from desk.web.routes.jury.presiding import sitting
from desk.web.routes.letters.letters import asked_notice
from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desk.i18n.speech import Speech
    from store.reviews.opinions import Deliberation
    from store.views.values import ApplicationRow
    from store.views.views import Views

router = watched_router(include_in_schema=False)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/minutes")
def minutes_page(visit: ReaderVisit, notice: str | None = None) -> HTMLResponse:
    """What the minutes will say of each candidate, and what is to be filled in."""
    with visit.desk.store.peek() as transaction:
        notices = transaction.views.notices()
        chosen = asked_notice(notices, notice)
        rows = _rows(transaction.views, chosen.slug)
        told = transaction.jury.of_notice(chosen.slug)
        members = sitting(transaction.accounts.users(), chosen.slug)
    visit.shows(row.id for row in rows)
    return visit.page(
        "minutes.html",
        notices=notices,
        notice=chosen,
        rows=rows,
        bodies=BODIES,
        summaries=_summaries(told),
        present=members,
        abstained=_abstained(visit.speech, rows, told),
    )


@router.post("/minutes")
def save_minutes(visit: RecruiterVisit, form: Posted) -> Response:
    """The minutes as they stand now; nothing of them is kept here but that they were made."""
    meeting = Meeting(
        body=form["body"] if form["body"] in BODIES else BODIES[0],
        held=form["held"],
        place=form["place"],
        present=_lines(form["present"]),
        abstained=_lines(form["abstained"]),
        remarks=form["remarks"],
    )
    with visit.desk.store.begin() as transaction:
        chosen = asked_notice(transaction.views.notices(), form["notice"])
        told = transaction.jury.of_notice(chosen.slug)
        rows = _of_meeting(meeting, _rows(transaction.views, chosen.slug), told)
        made = outline(chosen, rows, meeting, visit.speech, _summaries(told))
        transaction.reviews.note_history(visit.user.name, "minutes", detail={"notice": chosen.slug})
    visit.shows(row.id for row in rows)
    if form["format"] == "pdf":
        return attachment(pdf(made, visit.speech), f"{made.title}.pdf", "application/pdf")
    return attachment(document(made), f"{made.title}.docx", DOCX)


def _of_meeting(
    meeting: Meeting, rows: Sequence[ApplicationRow], told: Mapping[int, Deliberation]
) -> Sequence[ApplicationRow]:
    """Of whom the meeting spoke: a jury of those that were put before it here, of all where none was."""
    before = [row for row in rows if row.id in told and told[row.id].presented]
    return before if meeting.body == JURY and before else rows


def _summaries(told: Mapping[int, Deliberation]) -> dict[int, str]:
    return {number: one.summary.text for number, one in told.items() if one.summary is not None}


def _abstained(speech: Speech, rows: Sequence[ApplicationRow], told: Mapping[int, Deliberation]) -> list[str]:
    """Who took no part, and in which file; a reason is the chair's to tell."""
    called = {row.id: f"{speech.candidate(row)} ({row.id})" for row in rows}
    return [
        f"{abstention.author}{speech.colon} {called[number]}"
        for number, one in told.items()
        if number in called
        for abstention in one.abstentions
    ]


def _rows(views: Views, notice: str) -> tuple[ApplicationRow, ...]:
    """Every application but those that are none, by name."""
    return views.applications(ApplicationFilter(notice=notice, order="name")).rows


def _lines(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("\n") if part.strip())

"""What waits for a human, everything at a glance, what anybody did, and who looked at whose data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

from fastapi import Query
from starlette.responses import HTMLResponse

from desk.i18n import code_labels
from desk.web.access import watched_router
from desk.web.components.charts import arrivals_chart
from desk.web.components.lists.state import LAST_PAGE, typed
from desk.web.ids import MOST
from desk.web.request import ChairVisit, ReaderVisit
from desk.web.routes.lists.lists import columns_of

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from starlette.responses import HTMLResponse

    from store.ledger.mailbox_health import MailboxHealth
    from store.values import Notice
    from store.views.values import Overview

router = watched_router(include_in_schema=False)

ON_A_PAGE = 20
"""Things of each sort that wait for a human, on one page."""
Page = Annotated[int, Query(ge=1, le=LAST_PAGE)]
HISTORY = 300
"""Acts shown of the journal, newest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pulse:
    """How a mailbox is: `fine`, `silent` (nobody looked for too long), `failing` or `never`."""

    health: MailboxHealth
    state: str
    since: timedelta | None


def pulse(health: MailboxHealth, now: datetime, poll_seconds: float) -> Pulse:
    """The state of one mailbox."""
    if health.last_attempt_at is None:
        return Pulse(health=health, state="never", since=None)
    since = now - (health.last_success_at or health.last_attempt_at)
    if health.failures:
        return Pulse(health=health, state="failing", since=since)
    silent = (now - health.last_attempt_at).total_seconds() > 2 * poll_seconds + 60
    return Pulse(health=health, state="silent" if silent else "fine", since=since)


@router.get("/sort")
def sort_page(visit: ReaderVisit, notice: str | None = None, part: str = "", page: Page = 1) -> HTMLResponse:
    """Near misses, failed and unreadable, incomplete, contradictory, possible duplicates: of a notice, or of all.

    Of each the first ones; of one part (`part`) another page.
    """
    pages = dict.fromkeys(code_labels.ATTENTION, 1) | ({part: page} if part in code_labels.ATTENTION else {})
    with visit.desk.store.read() as views:
        notices = views.notices()
        asked = _asked(notices, notice)
        slug = asked.slug if asked else None
        offsets = {code: (number - 1) * ON_A_PAGE for code, number in pages.items()}
        waiting = views.to_sort(slug, limit=ON_A_PAGE + 1, offsets=offsets)  # one more tells that there are more
        more = {code for code in pages if len(getattr(waiting, code)) > ON_A_PAGE}
        waiting = replace(waiting, **{code: getattr(waiting, code)[:ON_A_PAGE] for code in more})
        near = [mail.id for mail in waiting.near_misses]
        documents, bodies = views.documents_of(near), views.bodies(near)
        columns = columns_of(visit, notices)
        attention = views.attention()
        counts = views.attention(slug) if slug else attention
    visit.shows(sorted(waiting.whose))
    return visit.page(
        "sort.html",
        waiting=waiting,
        documents=documents,
        bodies=bodies,
        labels={column.key: column.head for column in columns},
        attention=attention,
        counts=counts,
        notices=notices,
        chosen=asked,
        back=_sort_page(slug),
        pages=pages,
        more=more,
    )


@router.get("/overview")
def overview_page(visit: ReaderVisit, notice: str | None = None) -> HTMLResponse:
    """Arrivals against the cutoff, totals, what waits, how the mailboxes are."""
    with visit.desk.store.read() as views:
        notices = views.notices()
        asked = _asked(notices, notice)
        slug = asked.slug if asked else None
        totals = views.overview(slug)
        attention = views.attention() if slug else totals.attention
        columns = columns_of(visit, notices)
    with visit.desk.store.peek() as transaction:
        letters = transaction.letters.counts(slug)
        reports = len(transaction.answers.waiting())
        calendar_answers = transaction.replies.waiting()
    chosen = asked or next(iter(notices), None)
    now = visit.desk.clock()
    return visit.page(
        "overview.html",
        totals=totals,
        attention=attention,
        notices=notices,
        chosen=chosen,
        chart=arrivals_chart(totals.arrivals, chosen),
        criteria=[column for column in columns if column.key in totals.states],
        pulses=[pulse(health, now, visit.desk.settings.poll_seconds) for health in totals.mailboxes],
        closed=chosen is not None and now >= chosen.closes_at,
        mails=_mails(totals),
        letters=letters,
        reports=reports,
        calendar_answers=calendar_answers,
        slug=slug,
        sort_page=_sort_page(slug),
    )


def _asked(notices: tuple[Notice, ...], slug: str | None) -> Notice | None:
    """The notice that the address names, if there is one of that name."""
    return next((known for known in notices if known.slug == slug), None)


def _sort_page(slug: str | None) -> str:
    """The address of what waits for a human, of a notice or of all."""
    return f"/sort?{urlencode({'notice': slug})}" if slug else "/sort"


def _mails(totals: Overview) -> int:
    return sum(totals.dispositions.values())


@router.get("/journal")
def journal_page(visit: ReaderVisit) -> HTMLResponse:
    """What anybody did, newest first; of somebody, or of one kind."""
    given = {name: typed(visit.request.query_params.get(name, "")) for name in ("author", "action")}
    with visit.desk.store.read() as views:
        history = views.history(limit=HISTORY, author=given["author"], action=given["action"])
    with visit.desk.store.peek() as transaction:
        authors = [user.name for user in transaction.accounts.users()]
    visit.shows(item.application_id or item.message_id for item in history if item.message_id is not None)
    return visit.page("journal.html", history=history, given=given, authors=authors)


SHOWN = 500
"""Looks on the page, newest first."""


@router.get("/access", response_model=None)
def access_page(visit: ChairVisit, application: Annotated[int | None, Query(ge=0, le=MOST)] = None) -> HTMLResponse:
    """The last looks."""
    with visit.desk.store.peek() as transaction:
        mails = None if application is None else transaction.retention.messages(application)
        looks = transaction.access_log.entries(limit=SHOWN, messages=mails)
        zone = next((notice.zone for notice in transaction.notices.all()), UTC)
    return visit.page("access.html", looks=looks, application=application, local=lambda at: at.astimezone(zone))

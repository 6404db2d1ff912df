"""What each field of a template (`field_names`) holds for one candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.escaping import line, lines
from desk.i18n.languages import DEFAULT, LANGUAGES, message
from desk.i18n.speech import speech
from desk.reasons import in_words, reasons_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.letters.office import Office
    from store.values import Notice
    from store.views import ApplicationDetail

MISSING = {"cv": message("a curriculum vitae"), "letter": message("a letter of motivation")}
NAMELESS = message("a file without a name")


def language_of(detail: ApplicationDetail) -> str:
    """The language that the candidate writes in, as far as the page has it: by mails, then papers; else French."""
    told = [body.language for body in detail.bodies if len(body.text) > 40]
    papers = sorted(detail.documents, key=lambda document: document.kind != "letter")
    told += [document.language for document in papers]
    return next((language for language in told if language in LANGUAGES), DEFAULT)


def answered(detail: ApplicationDetail) -> tuple[str | None, str | None]:
    """Message-ID and subject of the candidate's last mail: a letter answers it."""
    own = [mail for mail in detail.messages if mail.waits is None and mail.message_id]
    last = max(own, key=lambda mail: mail.received_at, default=None)
    return (last.message_id, last.subject) if last else (None, None)


def values_of(
    detail: ApplicationDetail, notice: Notice, office: Office, language: str, given: dict[str, str]
) -> dict[str, str]:
    """What every field holds; the empty ones too. `given` goes before the office's own words."""
    own, row, says = office.of_notice(notice.slug), detail.row, speech(language)
    _, subject = answered(detail)
    stated = reasons_of(detail, notice, says, office.legal_ground.get(language, ""))
    unread = [document.filename or says.text(NAMELESS) for document in detail.documents if not document.readable]
    found = {
        "name": row.name or "",
        "subject": subject or "",
        "notice": notice.title,
        "office": office.name,
        "signature": office.signature,
        "received_on": says.long_day(row.first_received_at.date()),
        "missing": _listed(says.text(MISSING[part]) for part in row.missing),
        "unreadable": _listed(unread),
        "answer_by": says.long_day(own.answer_by) if own.answer_by else "",
        "reasons": row.decision_reason or "",
        "criteria": in_words(stated, says),
        "legal_ground": stated.legal_ground,
        "appeal": office.appeal.get(language, ""),
        "information": office.information.get(language, ""),
    }
    several = {
        "signature",
        "missing",
        "unreadable",
        "reasons",
        "criteria",
        "appeal",
        "information",
        *own.values,
        *given,
    }
    found = found | own.values | given
    return {key: lines(value).strip() if key in several else line(value) for key, value in found.items()}


def _listed(items: Iterable[str]) -> str:
    return "\n".join(f"– {line(item)}" for item in items)

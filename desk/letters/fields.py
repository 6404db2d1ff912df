"""What each field of a template (`field_names`) holds for one candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.escaping import line, lines
from desk.i18n.languages import message
from desk.i18n.speech import speech
from desk.i18n.typesetting import typeset
from desk.letters import wording
from desk.letters.addressee import civility_of
from desk.reasons import in_words, reasons_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desk.i18n.speech import Speech
    from desk.letters.office import NoticeLetters, Office
    from store.values import Notice
    from store.views import ApplicationDetail

MISSING = {"cv": message("a curriculum vitae"), "letter": message("a cover letter")}
NAMELESS = message("a file without a name")
_YES = "…"
"""What a field holds that only conditions ask for."""
_SEVERAL_LINES = frozenset({"signature", "missing", "unreadable", "reasons", "criteria", "appeal", "information"})


_OTHERS_WORDS = frozenset({"subject", "unreadable"})
"""What the candidate called something: a mail, a file. It stays as it was written."""


def answered(detail: ApplicationDetail) -> tuple[str | None, str | None]:
    """Message-ID and subject of the candidate's last mail: a letter answers it."""
    own = [mail for mail in detail.messages if mail.waits is None and mail.message_id]
    last = max(own, key=lambda mail: mail.received_at, default=None)
    return (last.message_id, last.subject) if last else (None, None)


def values_of(
    detail: ApplicationDetail, notice: Notice, office: Office, language: str, given: dict[str, str]
) -> dict[str, str]:
    """What every field holds; the empty ones too. `given` goes before the office's own words.

    The detail has its texts (`with_text`): they tell how the candidate is addressed.
    """
    own, says = office.of_notice(notice.slug), speech(language)
    typed = own.in_language(language) | given
    found = (
        _of_candidate(detail, says)
        | _of_post(notice, typed, language)
        | office_words(office, own, says)
        | _of_decision(detail, notice, office, says)
        | typed
    )
    several = _SEVERAL_LINES.union(typed)
    kept = {key: lines(value).strip() if key in several else line(value) for key, value in found.items()}
    return {key: value if key in _OTHERS_WORDS else typeset(value, language) for key, value in kept.items()}


def _of_candidate(detail: ApplicationDetail, says: Speech) -> dict[str, str]:
    row, civility, (_, subject) = detail.row, civility_of(detail), answered(detail)
    unread = [document.filename or says.text(NAMELESS) for document in detail.documents if not document.readable]
    return {
        "name": row.name or "",
        "salutation": wording.salutation(says.language, civility, row.family_name),
        "closing": wording.closing(says.language, civility, row.family_name),
        "subject": subject or "",
        "received_on": says.long_day(row.first_received_at.date()),
        "missing": _listed(says.text(MISSING[part]) for part in row.missing),
        "several_missing": _YES if len(row.missing) > 1 else "",
        "unreadable": _listed(unread),
        "several_unreadable": _YES if len(unread) > 1 else "",
    }


def _of_post(notice: Notice, typed: dict[str, str], language: str) -> dict[str, str]:
    named = typed.get("post") or wording.post(notice.title, language)
    return {"notice": notice.title, "post": named, "of_post": wording.of_post(named, language)}


def office_words(office: Office, own: NoticeLetters, says: Speech) -> dict[str, str]:
    """What the office says in every letter, whoever it is to."""
    return {
        "office": office.name,
        "signature": office.signature_in(says.language),
        "answer_by": says.long_day(own.answer_by) if own.answer_by else "",
        "appeal": office.appeal.get(says.language, ""),
        "information": office.information.get(says.language, ""),
        "interview_days": says.listed(says.weekday(day) for day in own.interview_days),
        "interview_length": wording.length(says, own.interview_minutes),
    }


def _of_decision(detail: ApplicationDetail, notice: Notice, office: Office, says: Speech) -> dict[str, str]:
    stated = reasons_of(detail, notice, says, office.legal_ground.get(says.language, ""))
    return {
        "reasons": wording.sentence(detail.row.decision_reason or ""),
        "criteria": in_words(stated, says),
        "legal_ground": wording.clause(stated.legal_ground),
    }


def _listed(items: Iterable[str]) -> str:
    return "\n".join(f"– {line(item)}" for item in items)

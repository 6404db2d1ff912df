"""A letter for one candidate, written from its template: a draft, or the reasons why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.escaping import line, lines
from desk.i18n.languages import message
from desk.i18n.speech import speech
from desk.i18n.typesetting import typeset
from desk.letters import wording
from desk.letters.addressee import civility_of
from desk.letters.addresses import usable
from desk.letters.field_names import FIELDS, OFFICE_FIELDS
from desk.letters.kinds import FOR_CANDIDATES, ONCE, SELECTION
from desk.letters.templates import Fault
from desk.reasons import in_words, reasons_of
from store.letters.values import LetterDraft
from store.reviews.standing import ACTIVE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from desk.i18n.speech import Speech
    from desk.letters.office import NoticeLetters, Office
    from desk.letters.templates import LetterTemplate
    from store.letters.values import Letter
    from store.values import Notice
    from store.views.values import ApplicationDetail

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A draft; it may be shown whatever the faults, and is kept only without."""

    draft: LetterDraft
    faults: tuple[Fault, ...]


def write(  # noqa: PLR0913 - whose letter, which, and in what words
    detail: ApplicationDetail,
    notice: Notice,
    office: Office,
    kind: str,
    *,
    language: str | None = None,
    given: dict[str, str] | None = None,
) -> Written:
    """The letter of that kind to an application's candidate."""
    chosen = language or office.language_for(detail)
    address = usable(detail.row.email)
    subject, text, faults = _words(detail, notice, office, kind, chosen, given or {})
    if address is None:
        faults = (Fault(code="no_address"), *faults)
    reference, _ = answered(detail)
    draft = LetterDraft(
        notice=notice.slug,
        message_id=detail.row.id,
        kind=kind,
        once=ONCE.get(kind),
        language=chosen,
        sender=office.sender,
        to_name=detail.row.name,
        to_email=address or "",
        subject=subject,
        text=text,
        fixed=typeset(office.appeal.get(chosen, ""), chosen) or None if kind in office.appeal_in else None,
        in_reply_to=reference,
    )
    return Written(draft=draft, faults=faults)


def _words(  # noqa: PLR0913, PLR0917 - as above
    detail: ApplicationDetail, notice: Notice, office: Office, kind: str, language: str, given: dict[str, str]
) -> tuple[str, str, tuple[Fault, ...]]:
    template = office.template(kind, language)
    if template is None:
        return "", "", (Fault(code="no_template", what=f"{language}/{kind}.txt"),)
    values = dict.fromkeys(office.fields, "") | values_of(detail, notice, office, language, given)
    faults = template.faults(values, appeal=kind in office.appeal_in)
    if faults:
        return "", "", faults
    filled = template.typeset(language).filled(values)
    return filled.subject, filled.text, (*filled.faults, *_reason_faults(template, values))


def _reason_faults(template: LetterTemplate, values: dict[str, str]) -> Iterator[Fault]:
    """One word is no reason that a person could understand, or a court review."""
    if "reasons" in template.used() and len(values["reasons"].split()) == 1:
        yield Fault(code="no_sentence", what="reasons")


def template_faults(office: Office, slug: str, kinds: Iterable[str], language: str) -> dict[str, tuple[Fault, ...]]:
    """By kind what is the matter with its template, whoever it is for."""
    found: dict[str, tuple[Fault, ...]] = {}
    known = {*FIELDS, *office.of_notice(slug).values}
    for kind in kinds:
        template = office.template(kind, language)
        if template is None:
            found[kind] = (Fault(code="no_template", what=f"{language}/{kind}.txt"),)
        elif faults := template.faults(known, appeal=kind in office.appeal_in):
            found[kind] = faults
    return found


def holes(office: Office, slug: str, kinds: Iterable[str], language: str) -> dict[str, tuple[str, ...]]:
    """By field the kinds of letters that can't be made in a language, as the office's own words are missing there."""
    own = office.of_notice(slug)
    told = own.in_language(language)
    found: dict[str, tuple[str, ...]] = {}
    for kind in kinds:
        template = office.template(kind, language)
        for name in sorted(template.always() & OFFICE_FIELDS if template else ()):
            if not (told.get(name) or office_words(office, own, speech(language)).get(name)):
                found[name] = (*found.get(name, ()), kind)
    return found


def letter_faults(letter: Letter, office: Office) -> tuple[Fault, ...]:
    """Why a draft, as it was edited, can't be approved: by its own words."""
    faults = []
    if usable(letter.to_email) != letter.to_email:
        faults.append(Fault(code="no_address"))
    if not letter.subject.strip() or not letter.text.strip():
        faults.append(Fault(code="no_subject" if letter.text.strip() else "empty", what=""))
    if letter.kind in office.appeal_in and not has_fixed(letter):
        faults.append(Fault(code="no_appeal"))
    faults += [
        Fault(code="empty", what=name)
        for name in sorted(office.fields)
        if f"[{name} ?]" in letter.text + letter.subject
    ]
    return tuple(faults)


def overtaken_faults(letter: Letter, failed: Collection[str], about: ApplicationDetail | None) -> tuple[Fault, ...]:
    """What is otherwise than when the letter was drafted.

    `failed` are the addresses from which letters came back, `about` is its dossier as it is now.
    """
    came_back = letter.to_email.lower() in failed
    faults = (Fault(code="address_failed", what=letter.to_email),) if came_back else ()
    return (*faults, *(_differences(letter, about) if about else ()))


def _differences(letter: Letter, about: ApplicationDetail) -> Iterator[Fault]:
    row = about.row
    address = usable(row.email)
    if address and address.lower() != letter.to_email.lower() and not _is_typed(letter, about):
        yield Fault(code="address_differs", what=address)
    if letter.kind in SELECTION.values() and SELECTION.get(row.decision or "") != letter.kind:
        yield Fault(code="decision_differs")
    if letter.kind in FOR_CANDIDATES and row.standing != ACTIVE:
        yield Fault(code="standing_differs")


def _is_typed(letter: Letter, about: ApplicationDetail) -> bool:
    """Whether somebody may have typed the address in the letter, and nobody has corrected the dossier's since."""
    email = about.person.get("email")
    corrected = email.correction if email else None
    return letter.revision > 1 and (corrected is None or corrected.at < letter.created_at)


def has_fixed(letter: Letter) -> bool:
    """Whether what must stand in it stands there, white space apart."""
    return bool(letter.fixed) and " ".join((letter.fixed or "").split()) in " ".join(letter.text.split())

"""What programs and spreadsheets take away: applications and messages as JSON."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

from parsers.values.profiles import PERSON
from store.reviews.kinds import RECOMMENDATION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.values.evidence import JSON
    from store.reviews.opinions import Opinion
    from store.views.values import (
        ApplicationDetail,
        DocumentView,
        EvidenceView,
        FactView,
        JuryView,
        MessageView,
        SearchPage,
    )

FACTS = (
    *("tenure", "workload", "experience_years", "qualifications"),
    *("orientation", "languages", "language_levels", "current_employer"),
)
"""The facts that stand in every export, found or not; others follow as the notice lists them."""

NOT_FOUND: dict[str, JSON] = {"value": None, "state": "not_found", "evidence": []}


def named(value: object, *names: str) -> dict[str, JSON]:
    """These fields of a value, by name."""
    return {name: getattr(value, name) for name in names}


def application_json(detail: ApplicationDetail, *, with_text: bool = False) -> dict[str, JSON]:
    """One application, as `export` and the API give it."""
    row = detail.row
    return {
        **named(row, "id", "notice"),
        "candidate": named(row, *PERSON),
        **named(row, "on_time", "has_cv", "has_letter", "letter_in_body"),
        "missing": list(row.missing),
        "first_received_at": row.first_received_at.isoformat(),
        "last_received_at": row.last_received_at.isoformat(),
        "message_ids": [message.id for message in detail.messages],
        "waiting_message_ids": [message.id for message in detail.messages if message.waits],
        "third_party_message_ids": [message.id for message in detail.messages if message.third_party],
        "documents": [document_json(document, with_text=with_text) for document in detail.documents],
        "facts": _facts(detail.facts),
        "no_longer_matches": row.lapsed,
        **named(row, "standing", "standing_kind", "standing_reason", "decision", "decision_reason"),
        "jury": {"standing": row.jury, **jury_json(detail.jury)},
    }


def jury_json(jury: JuryView | None) -> dict[str, JSON]:
    """What the chair has opened of the jury's opinions, every version, and the chair's summary."""
    summary = jury.summary if jury else None
    return {
        "opinions": [opinion_json(one) for one in jury.opinions] if jury else [],
        "summary": summary.text if summary else None,
    }


def opinion_json(opinion: Opinion) -> dict[str, JSON]:
    """One version of a member's opinion."""
    return {
        "author": opinion.author,
        "at": opinion.at.isoformat(),
        "by_criterion": dict(opinion.words),
        "on_the_whole": opinion.text,
        "replaced": opinion.is_replaced,
        "taken_back": opinion.is_taken_back,
        "sealed": opinion.is_sealed,
    }


def document_json(document: DocumentView, *, with_text: bool = False) -> dict[str, JSON]:
    """One document of an application, as `export` gives it."""
    found = {
        **named(document, "id", "message_id", "filename", "media_type", "sha256", "size"),
        "kind": "other" if document.kind == RECOMMENDATION else document.kind,
        "read_kind": document.read_kind,
        "recommendation": document.kind == RECOMMENDATION,
        **named(document, "language", "pages", "readable", "reason", "method", "container", "superseded", "in_time"),
        "problems": [named(problem, "code", "place", "sentence") for problem in document.problems],
    }
    return found | {"text": document.text or ""} if with_text else found


def _facts(facts: dict[str, FactView]) -> dict[str, JSON]:
    keys = dict.fromkeys([*FACTS, *facts])
    return {key: fact_json(facts[key]) if key in facts else NOT_FOUND for key in keys}


def fact_json(fact: FactView) -> dict[str, JSON]:
    """One fact. A person's correction is the value; what was extracted then stands beside it."""
    found: dict[str, JSON] = {**named(fact, "value", "state"), "evidence": _evidence(fact.evidence)}
    if fact.claims:
        found["claims"] = [{"value": claim.value, "evidence": _evidence(claim.evidence)} for claim in fact.claims]
    if fact.correction is not None:
        found["correction"] = {
            "author": fact.correction.author,
            "at": fact.correction.at.isoformat(),
            "reason": fact.correction.text,
            **named(fact, "extracted_value", "extracted_state"),
        }
    return found


def _evidence(passages: Iterable[EvidenceView]) -> list[dict[str, JSON]]:
    return [named(one, "document_id", "message_id", "page", "start", "end", "quote", "rule") for one in passages]


def message_json(message: MessageView) -> dict[str, JSON]:
    """One message, as `messages` gives it."""
    return {
        **named(message, "id", "message_id", "subject"),
        "from": message.sender_email,
        "sha256": message.sha256,
        "mailboxes": [
            named(seen, "mailbox", "folder", "uidvalidity", "uid") | {"received_at": seen.received_at.isoformat()}
            for seen in message.mailboxes
        ],
        "notices": list(message.notices),
        **named(message, "disposition", "reason", "state", "application_id"),
        "no_longer_matches": message.lapsed,
        **named(message, "withheld", "word"),
    }


def search_json(page: SearchPage) -> list[dict[str, JSON]]:
    """What was found, in plain JSON; a snippet's hits stand between « and »."""
    return [
        named(hit, "application_id", "name", "message_id", "document_id", "filename", "kind")
        | {"snippet": "".join(f"«{text}»" if marked else text for text, marked in hit.snippet)}
        for hit in page.hits
    ]


def write_applications(details: Iterable[ApplicationDetail], to: IO[str], *, with_text: bool = False) -> None:
    """`export --format json`: a list, written one application at a time."""
    _write_list((application_json(detail, with_text=with_text) for detail in details), to)


def write_messages(messages: Iterable[MessageView], to: IO[str]) -> None:
    """`messages --format json`."""
    _write_list((message_json(message) for message in messages), to)


def _write_list(items: Iterable[JSON], to: IO[str]) -> None:
    to.write("[")
    between = "\n"
    for item in items:
        to.write(between + json.dumps(item, ensure_ascii=False))
        between = ",\n"
    to.write("\n]\n")

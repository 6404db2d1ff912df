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
    from store.views import ApplicationDetail, DocumentView, EvidenceView, FactView, JuryView, MessageView, SearchPage

FACTS = (
    "tenure",
    "workload",
    "experience_years",
    "qualifications",
    "orientation",
    "languages",
    "language_levels",
    "current_employer",
)
"""The facts that stand in every export, found or not; others follow as the notice lists them."""

NOT_FOUND: dict[str, JSON] = {"value": None, "state": "not_found", "evidence": []}


def application_json(detail: ApplicationDetail, *, with_text: bool = False) -> dict[str, JSON]:
    """One application, as `export` and the API give it."""
    row = detail.row
    return {
        "id": row.id,
        "notice": row.notice,
        "candidate": {key: getattr(row, key) for key in PERSON},
        "on_time": row.on_time,
        "has_cv": row.has_cv,
        "has_letter": row.has_letter,
        "letter_in_body": row.letter_in_body,
        "missing": list(row.missing),
        "first_received_at": row.first_received_at.isoformat(),
        "last_received_at": row.last_received_at.isoformat(),
        "message_ids": [message.id for message in detail.messages],
        "waiting_message_ids": [message.id for message in detail.messages if message.waits],
        "third_party_message_ids": [message.id for message in detail.messages if message.third_party],
        "documents": [document_json(document, with_text=with_text) for document in detail.documents],
        "facts": _facts(detail.facts),
        "no_longer_matches": row.lapsed,
        "standing": row.standing,
        "standing_kind": row.standing_kind,
        "standing_reason": row.standing_reason,
        "decision": row.decision,
        "decision_reason": row.decision_reason,
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
    found: dict[str, JSON] = {
        "id": document.id,
        "message_id": document.message_id,
        "filename": document.filename,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "size": document.size,
        "kind": "other" if document.kind == RECOMMENDATION else document.kind,
        "read_kind": document.read_kind,
        "recommendation": document.kind == RECOMMENDATION,
        "language": document.language,
        "pages": document.pages,
        "readable": document.readable,
        "reason": document.reason,
        "method": document.method,
        "container": document.container,
        "superseded": document.superseded,
        "in_time": document.in_time,
        "problems": [
            {"code": problem.code, "place": problem.place, "sentence": problem.sentence}
            for problem in document.problems
        ],
    }
    if with_text:
        found["text"] = document.text or ""
    return found


def _facts(facts: dict[str, FactView]) -> dict[str, JSON]:
    keys = dict.fromkeys([*FACTS, *facts])
    return {key: fact_json(facts[key]) if key in facts else NOT_FOUND for key in keys}


def fact_json(fact: FactView) -> dict[str, JSON]:
    """One fact. A person's correction is the value; what was extracted then stands beside it."""
    found: dict[str, JSON] = {
        "value": fact.value,
        "state": fact.state,
        "evidence": [evidence_json(evidence) for evidence in fact.evidence],
    }
    if fact.claims:
        found["claims"] = [
            {"value": claim.value, "evidence": [evidence_json(evidence) for evidence in claim.evidence]}
            for claim in fact.claims
        ]
    if fact.correction is not None:
        found["correction"] = {
            "author": fact.correction.author,
            "at": fact.correction.at.isoformat(),
            "reason": fact.correction.text,
            "extracted_value": fact.extracted_value,
            "extracted_state": fact.extracted_state,
        }
    return found


def evidence_json(evidence: EvidenceView) -> dict[str, JSON]:
    """One passage."""
    return {
        "document_id": evidence.document_id,
        "message_id": evidence.message_id,
        "page": evidence.page,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "rule": evidence.rule,
    }


def message_json(message: MessageView) -> dict[str, JSON]:
    """One message, as `messages` gives it."""
    return {
        "id": message.id,
        "message_id": message.message_id,
        "subject": message.subject,
        "from": message.sender_email,
        "sha256": message.sha256,
        "mailboxes": [
            {
                "mailbox": seen.mailbox,
                "folder": seen.folder,
                "uidvalidity": seen.uidvalidity,
                "uid": seen.uid,
                "received_at": seen.received_at.isoformat(),
            }
            for seen in message.mailboxes
        ],
        "notices": list(message.notices),
        "disposition": message.disposition,
        "reason": message.reason,
        "state": message.state,
        "application_id": message.application_id,
        "no_longer_matches": message.lapsed,
        "withheld": message.withheld,
        "word": message.word,
    }


def search_json(page: SearchPage) -> list[dict[str, JSON]]:
    """What was found, in plain JSON; a snippet's hits stand between « and »."""
    return [
        {
            "application_id": hit.application_id,
            "name": hit.name,
            "message_id": hit.message_id,
            "document_id": hit.document_id,
            "filename": hit.filename,
            "kind": hit.kind,
            "snippet": "".join(f"«{text}»" if marked else text for text, marked in hit.snippet),
        }
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

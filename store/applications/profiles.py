"""A profile's rows: facts, their evidence, the career."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from parsers.values.evidence import EVIDENCE_LIMIT, Evidence
from parsers.values.profiles import NATIVE
from store.database.codec import encode, fields_of
from store.database.models import CareerEntry, EvidenceRow, FactRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.orm import Session

    from parsers.values.evidence import JSON
    from parsers.values.profiles import Fact, PlacedEntry, PlacedEvidence, Profile


# Rows of which some leave a column empty would else be as many statements as they change from one to the next.
_PUT = {table: insert(table).execution_options(render_nulls=True) for table in (FactRow, EvidenceRow, CareerEntry)}
MOTHER_TONGUE = "langue maternelle"
"""How the store's tables, which speak French, show a mother tongue."""


def save_profiles(session: Session, profiles: Mapping[int, Profile]) -> None:
    """Puts profiles in place of what the applications had. Corrections are laid over them by `apply_reviews`."""
    for table in _PUT:
        session.execute(delete(table).where(table.application_id.in_(list(profiles))))
    facts = [(one, area, fact) for one, profile in profiles.items() for area, fact in _facts(profile)]
    _insert(session, FactRow, [_fact(*fact) for fact in facts])
    _insert(session, EvidenceRow, [row for one, _, fact in facts for row in _evidence(one, fact)])
    _insert(
        session,
        CareerEntry,
        [_entry(one, n, entry) for one, profile in profiles.items() for n, entry in enumerate(profile.timeline)],
    )


def _facts(profile: Profile) -> Iterator[tuple[str, Fact]]:
    yield from (("person", fact) for fact in profile.person.values())
    yield from (("criterion", fact) for fact in profile.facts.values())


def _insert(session: Session, table: type[FactRow | EvidenceRow | CareerEntry], rows: list[dict[str, JSON]]) -> None:
    if rows:
        session.execute(_PUT[table], rows)


def shown(value: JSON) -> str | None:
    """A value as text, for people who read tables."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list | tuple):
        several = any(isinstance(item, dict) for item in value)
        return ("; " if several else ", ").join(_shown_item(item) for item in value)
    return str(value)


def _shown_item(item: JSON) -> str:
    """One of several: a language with its level, or with the words that tell it."""
    if not isinstance(item, dict):
        return str(item)
    return " ".join(MOTHER_TONGUE if told == NATIVE else str(told) for told in item.values())


def _fact(application_id: int, area: str, fact: Fact) -> dict[str, JSON]:
    value = encode(fact.value)
    return {
        "application_id": application_id,
        "key": fact.key,
        "area": area,
        "value": value,
        "state": fact.state.value,
        "shown": shown(value),
        "extracted_value": value,
        "extracted_state": fact.state.value,
        "claims": encode(fact.claims) or None,
    }


def _evidence(application_id: int, fact: Fact) -> list[dict[str, JSON]]:
    return [
        {"application_id": application_id, "key": fact.key, "rank": rank, **_passage(placed, placed.evidence)}
        for rank, placed in enumerate(fact.evidence[:EVIDENCE_LIMIT], start=1)
    ]


def _passage(placed: PlacedEvidence | PlacedEntry, evidence: Evidence) -> dict[str, JSON]:
    where = {"text_start": evidence.start, "text_end": evidence.end}
    return fields_of(placed, "message_id", "document_id") | fields_of(evidence, "page", "quote", "rule") | where


def _entry(application_id: int, position: int, placed: PlacedEntry) -> dict[str, JSON]:
    entry = placed.entry
    return {
        "application_id": application_id,
        "position": position,
        "starts": entry.start,
        "ends": entry.end,
        **fields_of(entry, "ongoing", "precision", "function", "employer", "sector", "load"),
        "counted": placed.counted,
        **_passage(placed, entry.evidence),
    }

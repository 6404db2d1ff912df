"""The columns of a list of applications: one table for CSV, spreadsheets and whoever else takes the list away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk import french

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from parsers.values import JSON
    from store.views import ApplicationRow

    Cell = str | int | float | bool | datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column: its stable key for programs, its heading for people, and what it takes from an application."""

    key: str
    heading: str
    take: Callable[[ApplicationRow], Cell]
    """For programs: as the contract has it."""
    show: Callable[[ApplicationRow], Cell] | None = None
    """For people, where that differs."""
    width: int = 12

    def shown(self, row: ApplicationRow) -> Cell:
        """What people read."""
        if self.show is not None:
            return self.show(row)
        value = self.take(row)
        return french.yes(value) if isinstance(value, bool) else value


def columns(labels: Mapping[str, str]) -> list[Column]:
    """Every column: the person, the arrival, what is there and what is missing, the criteria, the decision."""
    return [*_person(), *_arrival(), *_papers(), *_criteria(labels), *_handling()]


def _person() -> list[Column]:
    return [
        Column(key="id", heading="N°", take=lambda row: row.id, width=6),
        Column(key="notice", heading="Avis", take=lambda row: row.notice, width=14),
        Column(key="name", heading="Nom", take=lambda row: row.name, width=26),
        Column(key="given_name", heading="Prénom", take=lambda row: row.given_name, width=16),
        Column(key="family_name", heading="Nom de famille", take=lambda row: row.family_name, width=20),
        Column(key="email", heading="E-mail", take=lambda row: row.email, width=30),
        Column(
            key="phone",
            heading="Téléphone",
            take=lambda row: row.phone,
            show=lambda row: french.phone(row.phone),
            width=15,
        ),
        Column(key="postal_code", heading="Code postal", take=lambda row: row.postal_code),
        Column(key="city", heading="Localité", take=lambda row: row.city, width=18),
    ]


def _arrival() -> list[Column]:
    return [
        Column(key="first_received_at", heading="Première arrivée", take=lambda row: row.first_received_at, width=17),
        Column(key="last_received_at", heading="Dernière arrivée", take=lambda row: row.last_received_at, width=17),
        Column(key="on_time", heading="Dans le délai", take=lambda row: row.on_time),
    ]


def _papers() -> list[Column]:
    return [
        Column(key="has_cv", heading="CV", take=lambda row: row.has_cv, width=8),
        Column(key="has_letter", heading="Lettre", take=lambda row: row.has_letter, width=8),
        Column(key="letter_in_body", heading="Lettre dans le mail", take=lambda row: row.letter_in_body),
        Column(
            key="missing",
            heading="Manque",
            take=lambda row: " ".join(row.missing),
            show=lambda row: french.missing(row.missing),
        ),
        Column(key="messages", heading="Mails", take=lambda row: row.message_count, width=8),
        Column(key="documents", heading="Documents", take=lambda row: row.document_count, width=11),
        Column(key="unreadable", heading="Documents illisibles", take=lambda row: row.unreadable_count),
        Column(
            key="awaits",
            heading="À voir",
            take=lambda row: " ".join(row.awaits),
            show=lambda row: french.awaits(row.awaits),
            width=24,
        ),
    ]


def _criteria(labels: Mapping[str, str]) -> list[Column]:
    found = []
    for key, label in labels.items():
        found.append(_state(key, label))
        if key in french.FACTS:
            found.append(_value(key, label))
    return found


def _state(key: str, label: str) -> Column:
    def take(row: ApplicationRow) -> str:
        return row.facts[key].state if key in row.facts else "not_found"

    return Column(key=f"{key}_state", heading=label, take=take, show=lambda row: french.STATES.get(take(row)), width=14)


def _value(key: str, label: str) -> Column:
    def held(row: ApplicationRow) -> JSON:
        return row.facts[key].value if key in row.facts else None

    def take(row: ApplicationRow) -> Cell:
        value = held(row)
        return "; ".join(str(item) for item in value) if isinstance(value, list) else value

    def show(row: ApplicationRow) -> Cell:
        value = held(row)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return value if number else french.value(key, value)

    return Column(key=key, heading=f"{label} : valeur", take=take, show=show, width=20)


def _handling() -> list[Column]:
    return [
        Column(
            key="decision",
            heading="Décision",
            take=lambda row: row.decision,
            show=lambda row: french.DECISIONS.get(row.decision or "", row.decision),
            width=16,
        ),
        Column(key="decision_reason", heading="Motif", take=lambda row: row.decision_reason, width=30),
        Column(key="notes", heading="Notes", take=lambda row: row.note_count, width=8),
    ]

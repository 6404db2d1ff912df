"""Why a fact is what it is, for who asks on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.reading.explanation import explain
from jobs.reading.retracing import case_of

if TYPE_CHECKING:
    from jobs.runtime.workplace import Workplace
    from parsers.values.explanations import Explanations


class ConfinedExplaining:
    """Implements `desk.web.services.Explaining`: the texts are read in workers, as all that candidates sent."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def explain(self, application_id: int, key: str, language: str) -> Explanations:
        """One fact of an application, as the store has it now."""
        with self._place.store.read() as views:
            case = case_of(views, application_id)
        return explain(case, self._place.pool, key=key, language=language)

"""What recruiters made of the letters' templates, within one transaction: every version is kept, the last holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from store.database.codec import value_of
from store.database.ids import next_id
from store.database.journal import write_down
from store.database.models import TemplateRow
from store.database.sessions import DatedPart
from store.errors import TemplateMoved

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateVersion:
    """One kind of letter in one language, as somebody kept it."""

    kind: str
    language: str
    number: int
    """From 1, for each kind and language."""
    text: str | None
    """Subject line and text; None: from here on the shipped one holds again."""
    saved_at: datetime
    saved_by: str


class TemplateVersions(DatedPart):
    """The templates that were changed on the page. What is done to them stands in the journal."""

    def in_force(self) -> dict[tuple[str, str], str]:
        """By kind and language the texts that hold in place of the shipped ones."""
        return {key: version.text for key, version in self.last().items() if version.text is not None}

    def last(self) -> dict[tuple[str, str], TemplateVersion]:
        """By kind and language the last version of each that was ever changed."""
        counted = select(TemplateRow.kind, TemplateRow.language, func.max(TemplateRow.number).label("number"))
        newest = counted.group_by(TemplateRow.kind, TemplateRow.language).subquery()
        same = (newest.c[name] == getattr(TemplateRow, name) for name in ("kind", "language", "number"))
        rows = self._session.scalars(select(TemplateRow).join(newest, and_(*same)))
        return {(row.kind, row.language): value_of(TemplateVersion, row) for row in rows}

    def all(self, kind: str, language: str) -> tuple[TemplateVersion, ...]:
        """Every version of one template, the newest first."""
        query = select(TemplateRow).where(TemplateRow.kind == kind, TemplateRow.language == language)
        return tuple(
            value_of(TemplateVersion, row) for row in self._session.scalars(query.order_by(TemplateRow.number.desc()))
        )

    def save(self, kind: str, language: str, text: str | None, author: str, *, after: int) -> TemplateVersion:
        """Another version, made of version `after` (0: of the shipped text); `text` None goes back to the shipped one.
        Raises TemplateMoved: somebody kept another one meanwhile.
        """
        known = next(iter(self.all(kind, language)), None)
        if (known.number if known else 0) != after:
            raise TemplateMoved(f"the template {language}/{kind} was changed meanwhile")
        row = TemplateRow(
            id=next_id(self._session, "template"),
            kind=kind,
            language=language,
            number=after + 1,
            text=text,
            saved_at=self._clock(),
            saved_by=author,
        )
        self._session.add(row)
        act = "template_save" if text is not None else "template_reset"
        write_down(self._session, row.saved_at, author, act, detail={"key": kind, "value": language})
        return value_of(TemplateVersion, row)

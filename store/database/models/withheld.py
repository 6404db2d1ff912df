"""What a mailbox lists and does not give, or gives something else for."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - read at run time by the mapper

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from store.database.models.base import Base, Id


class WithheldRow(Base):
    """A mail that one mailbox withholds, and how often it was asked for."""

    __tablename__ = "withheld"

    sighting_id: Mapped[int] = mapped_column(Id, ForeignKey("sightings.id"), primary_key=True, autoincrement=False)
    kind: Mapped[str]
    """nothing, notice, short or other (`parsers.values.sightings.StandIn`)."""
    says: Mapped[str]
    sha256: Mapped[str | None]
    """The original of what was given in its place; kept beside the mail when that comes."""
    since: Mapped[datetime]
    asked: Mapped[int] = mapped_column(Id)
    """How often."""
    again_at: Mapped[datetime]
    came_at: Mapped[datetime | None]
    """When the mail itself came."""
    settled_at: Mapped[datetime | None]
    """When a person said that it need not be asked for any more."""
    settled_by: Mapped[str | None]

"""What the store keeps for itself."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from store.database.models.base import Base


class Metadatum(Base):
    """A named value: the next ids, the last report, whatever must outlive a restart. `writer` is the writers' lock."""

    __tablename__ = "metadata"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]

"""A saved view may be shown to colleagues; the tags that there are stand in an index of their own."""

import sqlalchemy as sa

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("saved_views", sa.Column("shared", sa.Boolean(), server_default=sa.false(), nullable=False))
    there = sa.text("tags IS NOT NULL")
    op.create_index("ix_applications_tags", "applications", ["tags"], sqlite_where=there, postgresql_where=there)


def downgrade() -> None:
    op.drop_index("ix_applications_tags", "applications")
    op.drop_column("saved_views", "shared")

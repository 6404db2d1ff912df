"""An index of the documents that could not be read: every page counts them, and they are few among long rows."""

import sqlalchemy as sa

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_documents_unreadable",
        "documents",
        ["message_id"],
        sqlite_where=sa.text("readable = 0 AND copy_of IS NULL"),
        postgresql_where=sa.text("NOT readable AND copy_of IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_documents_unreadable", "documents")

"""What is asked of documents beside their texts stands in indexes: which are copies, which can't be read and hold.

The row says both behind a text of many pages, which a database goes through to come to them.
"""

import sqlalchemy as sa

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    some = sa.text("copy_of IS NOT NULL")
    op.create_index("ix_documents_copies", "documents", ["id"], sqlite_where=some, postgresql_where=some)
    op.drop_index("ix_documents_unreadable", "documents")
    op.create_index(
        "ix_documents_unreadable",
        "documents",
        ["message_id"],
        sqlite_where=sa.text("readable = 0 AND copy_of IS NULL AND superseded = 0"),
        postgresql_where=sa.text("NOT readable AND copy_of IS NULL AND NOT superseded"),
    )


def downgrade() -> None:
    op.drop_index("ix_documents_unreadable", "documents")
    op.create_index(
        "ix_documents_unreadable",
        "documents",
        ["message_id"],
        sqlite_where=sa.text("readable = 0 AND copy_of IS NULL"),
        postgresql_where=sa.text("NOT readable AND copy_of IS NULL"),
    )
    op.drop_index("ix_documents_copies", "documents")

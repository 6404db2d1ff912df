"""What a search compares of an application's mails, subject and sender, stands in an index on SQLite.

It is at the end of a long row, and a search for a word goes through all of them. PostgreSQL keeps long values apart
from their row, and has no index as wide as a subject may be: its index holds no row.
"""

import sqlalchemy as sa

from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_messages_folded",
        "messages",
        ["id", "folded"],
        sqlite_where=sa.text("applies = 1"),
        postgresql_where=sa.text("false"),
    )


def downgrade() -> None:
    op.drop_index("ix_messages_folded", "messages")

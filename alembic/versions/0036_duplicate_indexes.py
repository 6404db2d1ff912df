"""Each mail that is read asks which applications have possible duplicates, and in which pairs it is: two indexes."""

import sqlalchemy as sa

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    some = sa.text("duplicate_count > 0")
    op.create_index("ix_applications_duplicate_count", "applications", ["id"], sqlite_where=some, postgresql_where=some)
    op.create_index("ix_possible_duplicates_second_message_id", "possible_duplicates", ["second_message_id"])


def downgrade() -> None:
    op.drop_index("ix_possible_duplicates_second_message_id", "possible_duplicates")
    op.drop_index("ix_applications_duplicate_count", "applications")

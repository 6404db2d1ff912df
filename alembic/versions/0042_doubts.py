"""An answer to a letter, or of a calendar, keeps why it is not taken for the candidate's."""

import sqlalchemy as sa

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

TABLES = ("letter_answers", "interview_replies")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("doubt", sa.Text(), nullable=True))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "doubt")

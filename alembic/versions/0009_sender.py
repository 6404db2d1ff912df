"""What proves a mail's sender, and which later mails wait for a person's word."""

import sqlalchemy as sa

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bodies", sa.Column("authentication", sa.JSON(), nullable=True))
    op.add_column("memberships", sa.Column("waits", sa.Text(), nullable=True))
    op.add_column("memberships", sa.Column("changes", sa.JSON(), nullable=True))
    op.add_column("applications", sa.Column("waiting_count", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("applications", "waiting_count")
    op.drop_column("memberships", "changes")
    op.drop_column("memberships", "waits")
    op.drop_column("bodies", "authentication")

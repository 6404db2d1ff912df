"""A message keeps whether its sender was proven when it came: turns of reading go by it."""

import sqlalchemy as sa

from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("messages", sa.Column("sender_proven", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("messages", "sender_proven")

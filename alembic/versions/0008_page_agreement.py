"""A page says whether two readers found the same words on it; what was read before was read by one."""

import sqlalchemy as sa

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pages", sa.Column("agreement", sa.Text(), nullable=False, server_default="alone"))


def downgrade() -> None:
    op.drop_column("pages", "agreement")

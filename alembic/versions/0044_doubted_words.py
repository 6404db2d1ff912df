"""A page keeps how many of its words are sure, and where the others stand."""

import sqlalchemy as sa

from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pages", sa.Column("sure", sa.Double(), server_default="0", nullable=False))
    op.add_column("pages", sa.Column("doubts", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("pages", "doubts")
    op.drop_column("pages", "sure")

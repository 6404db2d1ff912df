"""The notices that an account is given; NULL: all."""

import sqlalchemy as sa

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("notices", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("users", "notices")

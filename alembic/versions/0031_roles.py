"""What an account is for single notices, in place of its role; NULL: its role everywhere."""

import sqlalchemy as sa

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("roles", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("users", "roles")

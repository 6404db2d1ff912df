"""Who an account is at the OpenID Connect provider: a name there may pass to another person, a subject never does."""

import sqlalchemy as sa

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("issuer", sa.Text(), nullable=True))
    op.add_column("users", sa.Column("subject", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("users", "subject")
    op.drop_column("users", "issuer")

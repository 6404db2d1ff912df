"""Each mail from outside asks which letters went to its sender's address, in whatever case: an index of them."""

import sqlalchemy as sa

from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_letters_to_email", "letters", [sa.text("lower(to_email)")])


def downgrade() -> None:
    op.drop_index("ix_letters_to_email", "letters")

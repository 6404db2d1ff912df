"""Hours that a letter offers, and the one that an answer to it chooses."""

import sqlalchemy as sa

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("letters", sa.Column("offers", sa.JSON(), nullable=True))
    op.add_column("letter_answers", sa.Column("chosen_slot_id", ID, nullable=True))
    op.add_column("letter_answers", sa.Column("chosen_words", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("letter_answers", "chosen_words")
    op.drop_column("letter_answers", "chosen_slot_id")
    op.drop_column("letters", "offers")

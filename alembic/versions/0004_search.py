"""The full-text index, each database's own."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSVECTOR

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_texts USING fts5("
            "folded, tokenize = 'unicode61 remove_diacritics 0', prefix = '3 5')"
        )
        return
    op.create_table(
        "search_texts",
        sa.Column("text_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("words", TSVECTOR(), nullable=False),
        sa.PrimaryKeyConstraint("text_id", name="pk_search_texts"),
    )
    op.create_index("ix_search_texts_words", "search_texts", ["words"], postgresql_using="gin")


def downgrade() -> None:
    op.drop_table("search_texts")

"""Notices live in the store: what tells their mail, when they open and were closed; which messages may be whose."""

import sqlalchemy as sa

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("notices", sa.Column("subject", sa.Text(), nullable=True))
    op.add_column("notices", sa.Column("opens_at", INSTANT, nullable=True))
    op.add_column("notices", sa.Column("grace_hours", sa.Double(), nullable=False, server_default="48"))
    op.add_column("notices", sa.Column("internal_domains", sa.JSON(), nullable=True))
    op.add_column("notices", sa.Column("closed_at", INSTANT, nullable=True))
    op.create_table(
        "message_notices",
        sa.Column("message_id", ID, nullable=False, autoincrement=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name="fk_message_notices_message_id_messages", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["notice"], ["notices.slug"], name="fk_message_notices_notice_notices"),
        sa.PrimaryKeyConstraint("message_id", "notice", name="pk_message_notices"),
    )
    op.create_index("ix_message_notices_notice", "message_notices", ["notice"])
    op.execute(
        "INSERT INTO message_notices (message_id, notice) "
        "SELECT id, notice FROM messages WHERE notice IS NOT NULL AND sha256 IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_table("message_notices")
    for name in ("closed_at", "internal_domains", "grace_hours", "opens_at", "subject"):
        op.drop_column("notices", name)

"""What comes back on letters, and the Message-IDs under which they went out."""

import sqlalchemy as sa

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    references = op.create_table(
        "letter_references",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("letter_id", ID, nullable=False),
        sa.Column("about_id", ID, nullable=False),
        sa.Column("sealed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_letter_references"),
    )
    op.create_index("ix_letter_references_letter_id", "letter_references", ["letter_id"])
    op.create_index("ix_letter_references_about_id", "letter_references", ["about_id"])
    op.create_table(
        "letter_answers",
        sa.Column("id", ID, nullable=False, autoincrement=False),
        sa.Column("letter_id", ID, nullable=False),
        sa.Column("about_id", ID, nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("tied_by", sa.Text(), nullable=False),
        sa.Column("sent_to", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("permanent", sa.Boolean(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("marked_at", INSTANT, nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_letter_answers"),
        sa.UniqueConstraint("message_id", "letter_id", name="uq_letter_answers_message_id_letter_id"),
    )
    op.create_index("ix_letter_answers_about_id", "letter_answers", ["about_id"])
    op.create_index("ix_letter_answers_letter_id", "letter_answers", ["letter_id", "id"])
    _name_sent(references)


def _name_sent(references: sa.Table) -> None:
    """Letters that went out before are known by the Message-ID they have."""
    letters = sa.table(
        "letters",
        sa.column("id", ID),
        sa.column("message_id", ID),
        sa.column("message_ref", sa.Text()),
        sa.column("dated_at", INSTANT),
    )
    sent = sa.select(letters.c.id, letters.c.message_id, letters.c.message_ref, letters.c.dated_at)
    rows = op.get_bind().execute(sent.where(letters.c.message_ref.is_not(None), letters.c.dated_at.is_not(None))).all()
    told = [
        {"token": ref.strip("<>").partition("@")[0].lower(), "letter_id": number, "about_id": about, "sealed_at": at}
        for number, about, ref, at in rows
    ]
    if told:
        op.bulk_insert(references, told)


def downgrade() -> None:
    op.drop_table("letter_answers")
    op.drop_table("letter_references")

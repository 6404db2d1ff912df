"""Who applied, and what the papers say on each criterion."""

import sqlalchemy as sa

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "applications",
        sa.Column("id", ID, nullable=False, autoincrement=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("given_name", sa.Text(), nullable=True),
        sa.Column("family_name", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("postal_code", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("on_time", sa.Boolean(), nullable=False),
        sa.Column("has_cv", sa.Boolean(), nullable=False),
        sa.Column("has_letter", sa.Boolean(), nullable=False),
        sa.Column("letter_in_body", sa.Boolean(), nullable=False),
        sa.Column("first_received_at", INSTANT, nullable=False),
        sa.Column("last_received_at", INSTANT, nullable=False),
        sa.Column("message_count", sa.Integer(), nullable=False),
        sa.Column("document_count", sa.Integer(), nullable=False),
        sa.Column("unreadable_count", sa.Integer(), nullable=False),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("to_verify_count", sa.Integer(), nullable=False),
        sa.Column("problem_count", sa.Integer(), nullable=False),
        sa.Column("duplicate_count", sa.Integer(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=True),
        sa.Column("note_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["notice"], ["notices.slug"], name="fk_applications_notice_notices"),
        sa.PrimaryKeyConstraint("id", name="pk_applications"),
    )
    op.create_index("ix_applications_email", "applications", ["email"])
    op.create_index("ix_applications_first_received_at", "applications", ["first_received_at", "id"])
    op.create_index("ix_applications_sort_name", "applications", ["sort_name", "id"])
    op.create_table(
        "memberships",
        sa.Column("message_id", ID, nullable=False, autoincrement=False),
        sa.Column("application_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name="fk_memberships_application_id_applications",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name="fk_memberships_message_id_messages", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("message_id", name="pk_memberships"),
    )
    op.create_index("ix_memberships_application_id", "memberships", ["application_id"])
    op.create_table(
        "facts",
        sa.Column("application_id", ID, nullable=False, autoincrement=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=True),
        sa.Column("extracted_value", sa.JSON(), nullable=True),
        sa.Column("extracted_state", sa.Text(), nullable=False),
        sa.Column("claims", sa.JSON(), nullable=True),
        sa.Column("correction", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_facts_application_id_applications", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("application_id", "key", name="pk_facts"),
    )
    op.create_index("ix_facts_state", "facts", ["key", "state", "area", "application_id"])
    op.create_table(
        "evidence",
        sa.Column("application_id", ID, nullable=False, autoincrement=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("document_id", ID, nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("text_start", sa.Integer(), nullable=False),
        sa.Column("text_end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_evidence_application_id_applications", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("application_id", "key", "rank", name="pk_evidence"),
    )
    op.create_table(
        "career",
        sa.Column("application_id", ID, nullable=False, autoincrement=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("ongoing", sa.Boolean(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("function", sa.Text(), nullable=True),
        sa.Column("employer", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("load", sa.Double(), nullable=True),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("document_id", ID, nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("text_start", sa.Integer(), nullable=False),
        sa.Column("text_end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_career_application_id_applications", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("application_id", "position", name="pk_career"),
    )
    op.create_table(
        "possible_duplicates",
        sa.Column("first_message_id", ID, nullable=False, autoincrement=False),
        sa.Column("second_message_id", ID, nullable=False, autoincrement=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_message_id"],
            ["messages.id"],
            name="fk_possible_duplicates_first_message_id_messages",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["second_message_id"],
            ["messages.id"],
            name="fk_possible_duplicates_second_message_id_messages",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("first_message_id", "second_message_id", name="pk_possible_duplicates"),
    )


def downgrade() -> None:
    op.drop_table("possible_duplicates")
    op.drop_table("career")
    op.drop_table("evidence")
    op.drop_table("facts")
    op.drop_table("memberships")
    op.drop_table("applications")

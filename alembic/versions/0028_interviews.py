"""Interviews: slots, who has which, answers of calendars, the jury's calendar addresses; letters that carry one."""

import sqlalchemy as sa

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text


VIEW = """
    SELECT i.id AS numero, p.application_id AS candidature, a.name AS nom, i.starts_at AS debut_utc,
           i.ends_at AS fin_utc, i.place AS lieu, i.room AS salle, i.jury AS jury,
           CASE WHEN i.slot_id IS NULL THEN 'annulé' ELSE 'prévu' END AS etat, i.sequence AS changements,
           CASE i.answer WHEN 'accepted' THEN 'oui' WHEN 'declined' THEN 'non' WHEN 'tentative' THEN 'peut-être'
                         END AS reponse,
           i.answered_at AS repondu_le_utc, i.notice AS avis
    FROM interviews i
    LEFT JOIN memberships p ON p.message_id = i.message_id
    LEFT JOIN applications a ON a.id = p.application_id
"""


def upgrade() -> None:
    op.create_table(
        "interview_slots",
        sa.Column("id", ID, nullable=False, autoincrement=False),
        sa.Column("notice", TEXT(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("place", TEXT(), nullable=False),
        sa.Column("room", TEXT(), nullable=False),
        sa.Column("jury", TEXT(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", TEXT(), nullable=False),
        sa.ForeignKeyConstraint(["notice"], ["notices.slug"], name="fk_interview_slots_notice_notices"),
        sa.PrimaryKeyConstraint("id", name="pk_interview_slots"),
        sa.UniqueConstraint("place", "room", "starts_at", name="uq_interview_slots_place_room_starts_at"),
    )
    op.create_index("ix_interview_slots_notice", "interview_slots", ["notice"])
    op.create_table(
        "interviews",
        sa.Column("id", ID, nullable=False, autoincrement=False),
        sa.Column("notice", TEXT(), nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("slot_id", ID, nullable=True),
        sa.Column("once", TEXT(), nullable=True),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("place", TEXT(), nullable=False),
        sa.Column("room", TEXT(), nullable=False),
        sa.Column("jury", TEXT(), nullable=False),
        sa.Column("uid", TEXT(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answer", TEXT(), nullable=True),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("answered_by", TEXT(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", TEXT(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["notice"], ["notices.slug"], name="fk_interviews_notice_notices"),
        sa.ForeignKeyConstraint(["slot_id"], ["interview_slots.id"], name="fk_interviews_slot_id_interview_slots"),
        sa.PrimaryKeyConstraint("id", name="pk_interviews"),
        sa.UniqueConstraint("slot_id", name="uq_interviews_slot_id"),
        sa.UniqueConstraint("uid", name="uq_interviews_uid"),
        sa.UniqueConstraint("message_id", "once", name="uq_interviews_message_id_once"),
    )
    op.create_index("ix_interviews_message_id", "interviews", ["message_id"])
    op.create_index("ix_interviews_notice", "interviews", ["notice"])
    op.create_table(
        "interview_replies",
        sa.Column("message_id", ID, nullable=False, autoincrement=False),
        sa.Column("notice", TEXT(), nullable=False),
        sa.Column("uid", TEXT(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("answer", TEXT(), nullable=False),
        sa.Column("attendee", TEXT(), nullable=False),
        sa.Column("interview_id", ID, nullable=True),
        sa.Column("verdict", TEXT(), nullable=False),
        sa.Column("read_at", INSTANT, nullable=False),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.Column("settled_by", TEXT(), nullable=True),
        sa.ForeignKeyConstraint(["notice"], ["notices.slug"], name="fk_interview_replies_notice_notices"),
        sa.PrimaryKeyConstraint("message_id", name="pk_interview_replies"),
    )
    op.create_index("ix_interview_replies_interview_id", "interview_replies", ["interview_id"])
    op.create_table(
        "interview_calendars",
        sa.Column("id", ID, nullable=False, autoincrement=False),
        sa.Column("notice", TEXT(), nullable=False),
        sa.Column("jury", TEXT(), nullable=True),
        sa.Column("token_sha256", TEXT(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("created_by", TEXT(), nullable=False),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.Column("read_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["notice"], ["notices.slug"], name="fk_interview_calendars_notice_notices"),
        sa.PrimaryKeyConstraint("id", name="pk_interview_calendars"),
        sa.UniqueConstraint("token_sha256", name="uq_interview_calendars_token_sha256"),
    )
    op.add_column("letters", sa.Column("interview_id", ID, nullable=True))
    op.add_column("letters", sa.Column("sequence", sa.Integer(), nullable=True))
    op.add_column("letters", sa.Column("event", sa.JSON(), nullable=True))
    op.create_index("ix_letters_interview_id", "letters", ["interview_id"])
    op.execute(f"CREATE VIEW entretiens AS {VIEW}")


def downgrade() -> None:
    op.execute("DROP VIEW entretiens")
    op.drop_index("ix_letters_interview_id", "letters")
    for column in ("event", "sequence", "interview_id"):
        op.drop_column("letters", column)
    for table in ("interview_calendars", "interview_replies", "interviews", "interview_slots"):
        op.drop_table(table)

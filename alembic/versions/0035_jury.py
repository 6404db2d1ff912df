"""The jury's opinions, append-only as reviews are, and their drafts."""

import sqlalchemy as sa

from alembic import context, op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAMED = (
    "SELECT 1 FROM erasing e WHERE (e.held = 'message' AND e.row_id = OLD.message_id) "
    "OR (e.held = 'opinions' AND e.row_id = OLD.id)"
)
"""As with reviews and history (0021)."""
ACTS = {
    "jury_present": "soumis au jury",
    "jury_open": "avis du jury ouverts",
    "jury_summary": "synthèse de la présidence du jury",
    "jury_opinion": "avis remis au sein du jury",
    "jury_abstention": "abstention au sein du jury",
    "jury_undo": "avis ou abstention au sein du jury repris",
}
"""Beside those that the view `suivi` knows since 0034."""


def upgrade() -> None:
    op.create_table(
        "opinions",
        sa.Column("id", ID, nullable=False, autoincrement=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("other_id", ID, nullable=True),
        sa.Column("words", sa.JSON(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_opinions"),
    )
    op.create_index("ix_opinions_message_id", "opinions", ["message_id"])
    op.create_table(
        "opinion_drafts",
        sa.Column("id", ID, nullable=False, autoincrement=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("words", sa.JSON(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_opinion_drafts_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_opinion_drafts"),
        sa.UniqueConstraint("user_id", "message_id", name="uq_opinion_drafts_user_id_message_id"),
    )
    op.create_index("ix_opinion_drafts_message_id", "opinion_drafts", ["message_id"])
    _append_only()
    _tell(ACTS)


def _tell(acts: dict[str, str]) -> None:
    """The view of what was done, with these acts in words too."""
    earlier = context.script.get_revision("0034").module
    quoi, sujet = earlier.words("h.action", earlier.ACTS | acts), earlier.words("r.key", earlier.SUBJECTS)
    op.execute("DROP VIEW suivi")
    op.get_bind().exec_driver_sql(f"CREATE VIEW suivi AS {earlier.SUIVI.format(quoi=quoi, sujet=sujet)}")


def _append_only() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER opinions_no_update BEFORE UPDATE ON opinions "
            "BEGIN SELECT RAISE(ABORT, 'opinions is append-only'); END"
        )
        op.execute(
            f"CREATE TRIGGER opinions_no_delete BEFORE DELETE ON opinions WHEN NOT EXISTS ({NAMED}) "
            "BEGIN SELECT RAISE(ABORT, 'opinions is append-only'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION opinions_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' AND EXISTS ({NAMED}) THEN RETURN OLD; END IF; "
        "RAISE EXCEPTION 'opinions is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER opinions_append_only BEFORE UPDATE OR DELETE ON opinions "
        "FOR EACH ROW EXECUTE FUNCTION opinions_append_only()"
    )


def downgrade() -> None:
    _tell({})
    op.drop_table("opinion_drafts")
    op.drop_table("opinions")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION opinions_append_only()")

"""The jury's words are sealed, and laid open beside once the chair opens them.

What was written before is plain until the page starts, which has the key: the one change that the database then lets
through on an opinion is that its words are sealed. A downgrade keeps what was opened; what is sealed is lost to it.
"""

import sqlalchemy as sa

from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("opinions", "opinion_drafts")
STAYS = ("id", "at", "author", "kind", "message_id", "other_id")
NAMED = (
    "SELECT 1 FROM erasing e WHERE (e.held = 'message' AND e.row_id = OLD.message_id) "
    "OR (e.held = 'opinions' AND e.row_id = OLD.id)"
)
"""As in 0035."""


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("sealed", sa.Text(), nullable=True))
    op.create_table(
        "opened_opinions",
        sa.Column("id", ID, nullable=False, autoincrement=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("words", sa.JSON(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_opened_opinions"),
    )
    op.create_index("ix_opened_opinions_message_id", "opened_opinions", ["message_id"])
    _let_change(sealing=True)


def _let_change(*, sealing: bool) -> None:
    """Whether an opinion's words may be sealed where they stand; nothing else of it changes."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    same = " AND ".join(f"NEW.{name} IS {'' if sqlite else 'NOT DISTINCT FROM '}OLD.{name}" for name in STAYS)
    is_sealed = f"OLD.sealed IS NULL AND NEW.sealed IS NOT NULL AND NEW.words IS NULL AND NEW.text IS NULL AND {same}"
    if sqlite:
        when = f"WHEN NOT ({is_sealed})" if sealing else ""
        op.execute("DROP TRIGGER opinions_no_update")
        op.execute(
            f"CREATE TRIGGER opinions_no_update BEFORE UPDATE ON opinions {when} "
            "BEGIN SELECT RAISE(ABORT, 'opinions is append-only'); END"
        )
        return
    seals = f"IF TG_OP = 'UPDATE' AND {is_sealed} THEN RETURN NEW; END IF; " if sealing else ""
    op.execute(
        "CREATE OR REPLACE FUNCTION opinions_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' AND EXISTS ({NAMED}) THEN RETURN OLD; END IF; {seals}"
        "RAISE EXCEPTION 'opinions is append-only'; END $$"
    )


def downgrade() -> None:
    _take_back_opened()
    op.drop_table("opened_opinions")
    for table in TABLES:
        op.drop_column(table, "sealed")


def _take_back_opened() -> None:
    """The words of opened opinions stand in their rows again, with the triggers of 0035."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute("DROP TRIGGER opinions_no_update" if sqlite else "ALTER TABLE opinions DISABLE TRIGGER USER")
    op.execute(
        "UPDATE opinions SET words = (SELECT o.words FROM opened_opinions o WHERE o.id = opinions.id), "
        "text = (SELECT o.text FROM opened_opinions o WHERE o.id = opinions.id) "
        "WHERE sealed IS NOT NULL AND id IN (SELECT id FROM opened_opinions)"
    )
    if sqlite:
        op.execute("CREATE TRIGGER opinions_no_update BEFORE UPDATE ON opinions BEGIN SELECT 1; END")
    else:
        op.execute("ALTER TABLE opinions ENABLE TRIGGER USER")
    _let_change(sealing=False)

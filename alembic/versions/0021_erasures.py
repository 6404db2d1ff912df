"""What was erased; and the one way by which reviews and history of an erased person leave their append-only tables."""

import sqlalchemy as sa

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

APPEND_ONLY = ("reviews", "history")
NAMED = (
    "SELECT 1 FROM erasing e WHERE (e.held = 'message' AND e.row_id = OLD.message_id) "
    "OR (e.held = '{table}' AND e.row_id = OLD.id)"
)
"""Whether a row may go: `erasing` names it, or the message it hangs on."""


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", ID, nullable=False, autoincrement=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=True),
        sa.Column("application_id", ID, nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.CheckConstraint("id > 0", name="ck_erasures_id"),
        sa.PrimaryKeyConstraint("id", name="pk_erasures"),
    )
    op.create_table(
        "erasing",
        sa.Column("id", ID, nullable=False, autoincrement=False),
        sa.Column("erasure_id", ID, nullable=False),
        sa.Column("held", sa.Text(), nullable=False),
        sa.Column("row_id", ID, nullable=False),
        sa.Column("never", ID, server_default="0", nullable=False),
        sa.CheckConstraint("never = 0", name="ck_erasing_never"),
        sa.ForeignKeyConstraint(["erasure_id"], ["erasures.id"], name="fk_erasing_erasure_id_erasures"),
        sa.ForeignKeyConstraint(
            ["never"], ["erasures.id"], name="fk_erasing_never_erasures", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_erasing"),
    )
    op.create_index("ix_erasing_held", "erasing", ["held", "row_id"])
    for table in APPEND_ONLY:
        _let_go(table)
    _forbid_all("erasures")


def _let_go(table: str) -> None:
    """A row may be deleted while it is named; it may never be changed."""
    named = NAMED.format(table=table)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {table}_no_delete")
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN NOT EXISTS ({named}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
        return
    op.execute(
        f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' AND EXISTS ({named}) THEN RETURN OLD; END IF; "
        f"RAISE EXCEPTION '{table} is append-only'; END $$"
    )


def _forbid_all(table: str) -> None:
    """Nobody changes or deletes a row."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()"
    )


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.drop_table("erasing")
    op.drop_table("erasures")
    if not sqlite:
        op.execute("DROP FUNCTION erasures_append_only()")
    for table in APPEND_ONLY:
        if sqlite:
            op.execute(f"DROP TRIGGER {table}_no_delete")
            op.execute(
                f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        else:
            op.execute(
                f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
            )

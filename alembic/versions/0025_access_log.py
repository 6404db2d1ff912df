"""Who looked at whose data."""

import sqlalchemy as sa

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAMED = (
    "SELECT 1 FROM erasing e WHERE (e.held = 'message' AND e.row_id = OLD.message_id) "
    "OR (e.held = 'access_log' AND e.row_id = OLD.id)"
)
"""As with reviews and history (0021)."""


def upgrade() -> None:
    op.create_table(
        "access_log",
        sa.Column("id", ID, nullable=False, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("message_id", ID, nullable=True),
        sa.Column("document_id", ID, nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("shown", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_access_log"),
    )
    op.create_index("ix_access_log_message_id", "access_log", ["message_id"])
    op.create_index("ix_access_log_at", "access_log", ["at"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER access_log_no_update BEFORE UPDATE ON access_log "
            "BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END"
        )
        op.execute(
            f"CREATE TRIGGER access_log_no_delete BEFORE DELETE ON access_log WHEN NOT EXISTS ({NAMED}) "
            "BEGIN SELECT RAISE(ABORT, 'access_log is append-only'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION access_log_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' AND EXISTS ({NAMED}) THEN RETURN OLD; END IF; "
        "RAISE EXCEPTION 'access_log is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER access_log_append_only BEFORE UPDATE OR DELETE ON access_log "
        "FOR EACH ROW EXECUTE FUNCTION access_log_append_only()"
    )


def downgrade() -> None:
    op.drop_table("access_log")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION access_log_append_only()")

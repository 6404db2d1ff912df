"""What a message once was, so that no changed rule forgets it; and by what it is judged anew without its original."""

import sqlalchemy as sa

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MESSAGES = sa.table(
    "messages",
    sa.column("id"),
    sa.column("sha256"),
    sa.column("disposition"),
    sa.column("ruled_disposition"),
    sa.column("state"),
    sa.column("was"),
    sa.column("applies"),
)
BODIES = sa.table("bodies", sa.column("message_id"))
MEMBERSHIPS = sa.table("memberships", sa.column("message_id"))
APPLYING = ("application", "late")


def upgrade() -> None:
    op.add_column("messages", sa.Column("was", sa.Text(), nullable=True))
    op.add_column("messages", sa.Column("lapsed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("messages", sa.Column("applies", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("messages", sa.Column("sorting", sa.JSON(), nullable=True))
    op.add_column("applications", sa.Column("lapsed", sa.Boolean(), nullable=False, server_default=sa.false()))
    kept, applying = MESSAGES.c.sha256.is_not(None), MESSAGES.c.disposition.in_(APPLYING)
    read = MESSAGES.c.state.in_(("parsed", "failed")) | MESSAGES.c.id.in_(sa.select(BODIES.c.message_id))
    op.execute(sa.update(MESSAGES).where(kept, read).values(was=MESSAGES.c.ruled_disposition))
    unread = MESSAGES.c.was.is_(None) & MESSAGES.c.ruled_disposition.in_(APPLYING)
    op.execute(sa.update(MESSAGES).where(kept, unread).values(was="near_miss"))
    members = MESSAGES.c.id.in_(sa.select(MEMBERSHIPS.c.message_id))
    op.execute(sa.update(MESSAGES).where(kept, applying | members).values(applies=sa.true()))


def downgrade() -> None:
    op.drop_column("applications", "lapsed")
    for column in ("sorting", "applies", "lapsed", "was"):
        op.drop_column("messages", column)

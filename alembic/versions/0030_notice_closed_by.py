"""Who closed a notice: what a person closed stays closed whatever the configuration says of it."""

import json

import sqlalchemy as sa

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notices", sa.Column("closed_by", sa.Text(), nullable=True))
    connection = op.get_bind()
    said = sa.text("SELECT author, detail FROM history WHERE action = 'notice_close' ORDER BY id")
    closing = sa.text("UPDATE notices SET closed_by = :author WHERE slug = :slug AND closed_at IS NOT NULL")
    for author, detail in connection.execute(said).all():
        told = json.loads(detail) if isinstance(detail, str) else detail
        connection.execute(closing, {"author": author, "slug": (told or {}).get("notice")})


def downgrade() -> None:
    op.drop_column("notices", "closed_by")

"""What a mailbox lists and does not give is recorded, asked for again and shown."""

import sqlalchemy as sa

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "withheld",
        sa.Column("sighting_id", ID, nullable=False, autoincrement=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("asked", ID, nullable=False),
        sa.Column("again_at", INSTANT, nullable=False),
        sa.Column("came_at", INSTANT, nullable=True),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["sighting_id"], ["sightings.id"], name="fk_withheld_sighting_id_sightings"),
        sa.PrimaryKeyConstraint("sighting_id", name="pk_withheld"),
    )


def downgrade() -> None:
    op.drop_table("withheld")

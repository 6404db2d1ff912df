"""Every page counts the applications several times: what it counts by stands in an index, and no row is read for it."""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

COLUMNS = (
    "waiting_count",
    "standing",
    "decision",
    "has_cv",
    "has_letter",
    "on_time",
    "to_verify_count",
    "unreadable_count",
    "standing_asks",
)


def upgrade() -> None:
    op.create_index("ix_applications_counted", "applications", list(COLUMNS))


def downgrade() -> None:
    op.drop_index("ix_applications_counted", "applications")

"""The view `suivi` says that an approved letter came back to the drafts, in the words of the page."""

from alembic import context

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

ACTS = {"letter_hold": "lettre remise dans les brouillons\xa0: le dossier a changé depuis son approbation"}


def upgrade() -> None:
    page = context.script.get_revision("0046").module
    page.tell(page.FRAGMENTS, page.ACTS | ACTS, page.SUBJECTS, page.LETTERS)


def downgrade() -> None:
    context.script.get_revision("0046").module.upgrade()

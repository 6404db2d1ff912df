"""What a person says that a document, or a mail's own text, is; the view of documents shows it."""

import sqlalchemy as sa

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


VIEW = """
    CREATE VIEW pieces AS
    SELECT d.id AS numero, m.application_id AS candidature, a.name AS nom, d.filename AS document,
           CASE {kind} WHEN 'cv' THEN 'CV' WHEN 'letter' THEN 'lettre' WHEN 'cv+letter' THEN 'CV et lettre'
                       WHEN 'diploma' THEN 'diplôme' ELSE 'autre' END AS sorte,
           d.language AS langue, d.page_count AS nombre_de_pages, d.size AS octets,
           CASE WHEN d.readable THEN 'oui' ELSE 'non' END AS lisible, d.reason AS raison,
           CASE WHEN d.superseded THEN 'oui' ELSE 'non' END AS remplace,
           CASE WHEN d.in_time THEN 'oui' ELSE 'non' END AS dans_le_delai, d.text AS texte
    FROM documents d
    JOIN memberships m ON m.message_id = d.message_id
    JOIN applications a ON a.id = m.application_id
    WHERE d.copy_of IS NULL
    """


def upgrade() -> None:
    for table in ("documents", "bodies"):
        op.add_column(table, sa.Column("said_kind", sa.Text(), nullable=True))
    op.execute("DROP VIEW pieces")
    op.execute(VIEW.replace("{kind}", "COALESCE(d.said_kind, d.kind)"))


def downgrade() -> None:
    op.execute("DROP VIEW pieces")
    for table in ("bodies", "documents"):
        op.drop_column(table, "said_kind")
    op.execute(VIEW.replace("{kind}", "d.kind"))

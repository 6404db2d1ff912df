"""Which mails of an application somebody else wrote about its candidate; the view of documents names theirs."""

import sqlalchemy as sa

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


VIEW = """
    CREATE VIEW pieces AS
    SELECT d.id AS numero, m.application_id AS candidature, a.name AS nom, d.filename AS document,
           CASE COALESCE(d.said_kind, d.kind)
                WHEN 'cv' THEN 'CV' WHEN 'letter' THEN 'lettre' WHEN 'cv+letter' THEN 'CV et lettre'
                WHEN 'diploma' THEN 'diplôme'{more} ELSE 'autre' END AS sorte,
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
    op.add_column("memberships", sa.Column("third_party", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute("DROP VIEW pieces")
    op.execute(VIEW.replace("{more}", " WHEN 'recommendation' THEN 'recommandation'"))


def downgrade() -> None:
    op.execute("DROP VIEW pieces")
    op.drop_column("memberships", "third_party")
    op.execute(VIEW.replace("{more}", ""))

"""Tags, who looks after an application, and when each account last opened it; documents say in words why they fail."""

import sqlalchemy as sa

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

REASONS = """CASE d.reason WHEN 'encrypted' THEN 'protégé par un mot de passe' WHEN 'corrupt' THEN 'fichier endommagé'
                WHEN 'empty' THEN 'fichier vide' WHEN 'unsupported' THEN 'format non pris en charge'
                WHEN 'too_large' THEN 'fichier trop volumineux' WHEN 'timeout' THEN 'lecture trop longue'
                WHEN 'crashed' THEN 'lecture échouée' WHEN 'read_with_doubt' THEN 'lu avec un doute'
                WHEN 'ocr_unavailable' THEN 'reconnaissance de caractères non installée'
                WHEN 'converter_unavailable' THEN 'convertisseur non installé' ELSE d.reason END"""
VIEW = """
    CREATE VIEW pieces AS
    SELECT d.id AS numero, m.application_id AS candidature, a.name AS nom, d.filename AS document,
           CASE COALESCE(d.said_kind, d.kind)
                WHEN 'cv' THEN 'CV' WHEN 'letter' THEN 'lettre' WHEN 'cv+letter' THEN 'CV et lettre'
                WHEN 'diploma' THEN 'diplôme' WHEN 'recommendation' THEN 'recommandation' ELSE 'autre' END AS sorte,
           d.language AS langue, d.page_count AS nombre_de_pages, d.size AS octets,
           CASE WHEN d.readable THEN 'oui' ELSE 'non' END AS lisible, {reason} AS raison,
           CASE WHEN d.superseded THEN 'oui' ELSE 'non' END AS remplace,
           CASE WHEN d.in_time THEN 'oui' ELSE 'non' END AS dans_le_delai, d.text AS texte
    FROM documents d
    JOIN memberships m ON m.message_id = d.message_id
    JOIN applications a ON a.id = m.application_id
    WHERE d.copy_of IS NULL
    """


def upgrade() -> None:
    for name in ("tags", "assignee"):
        op.add_column("applications", sa.Column(name, sa.Text(), nullable=True))
    op.create_table(
        "openings",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("message_id", ID, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "message_id", name="pk_openings"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_openings_user_id_users", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name="fk_openings_message_id_messages", ondelete="CASCADE"
        ),
    )
    op.execute("DROP VIEW pieces")
    op.execute(VIEW.replace("{reason}", REASONS))


def downgrade() -> None:
    op.execute("DROP VIEW pieces")
    op.execute(VIEW.replace("{reason}", "d.reason"))
    op.drop_table("openings")
    for name in ("assignee", "tags"):
        op.drop_column("applications", name)

"""Whether an application still is one: withdrawn, or none at all, by a person's word; the view tells it in words."""

import sqlalchemy as sa

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

COLUMNS = """
    SELECT id AS numero, name AS nom, given_name AS prenom, family_name AS nom_de_famille, email,
           phone AS telephone, postal_code AS code_postal, city AS localite, first_received_at AS recue_le_utc,
           last_received_at AS derniere_le_utc,
           CASE WHEN on_time THEN 'oui' ELSE 'non' END AS dans_le_delai,
           CASE WHEN has_cv THEN 'oui' ELSE 'non' END AS cv,
           CASE WHEN has_letter THEN 'oui' ELSE 'non' END AS lettre,
           message_count AS mails, document_count AS documents, unreadable_count AS illisibles,
           to_verify_count AS contradictions, duplicate_count AS doublons_possibles,
           CASE decision WHEN 'shortlist' THEN 'présélectionner' WHEN 'reject' THEN 'ne pas retenir'
                         WHEN 'discuss' THEN 'à discuter' END AS decision,
           decision_reason AS motif, note_count AS notes, notice AS avis
"""
STATUS = """,
           CASE standing WHEN 'withdrawn' THEN 'retirée' ELSE 'en cours' END AS statut,
           standing_reason AS motif_du_statut
    FROM applications WHERE standing <> 'excluded'
"""
ASIDE = """
    SELECT id AS numero, name AS nom, email, first_received_at AS recue_le_utc,
           CASE standing_kind WHEN 'spam' THEN 'indésirable' WHEN 'newsletter' THEN 'lettre d''information'
                              WHEN 'recommendation' THEN 'recommandation' WHEN 'test' THEN 'essai'
                              WHEN 'duplicate' THEN 'doublon' WHEN 'no_person' THEN 'pas une personne'
                              ELSE 'autre' END AS sorte,
           standing_reason AS motif, notice AS avis
    FROM applications WHERE standing = 'excluded'
"""


def upgrade() -> None:
    op.add_column("applications", sa.Column("standing", sa.Text(), server_default="active", nullable=False))
    for name in ("standing_kind", "standing_reason", "standing_asks"):
        op.add_column("applications", sa.Column(name, sa.Text(), nullable=True))
    op.execute("DROP VIEW candidatures")
    op.execute(f"CREATE VIEW candidatures AS {COLUMNS}{STATUS}")
    op.execute(f"CREATE VIEW non_candidatures AS {ASIDE}")


def downgrade() -> None:
    op.execute("DROP VIEW non_candidatures")
    op.execute("DROP VIEW candidatures")
    for name in ("standing_asks", "standing_reason", "standing_kind", "standing"):
        op.drop_column("applications", name)
    op.execute(f"CREATE VIEW candidatures AS {COLUMNS} FROM applications")

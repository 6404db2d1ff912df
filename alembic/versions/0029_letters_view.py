"""Letters and what came back on them, for whoever asks in SQL."""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

VIEW = """
    SELECT l.id AS lettre, p.application_id AS candidature, l.to_name AS nom, l.to_email AS adresse, l.kind AS sorte,
           CASE l.state WHEN 'draft' THEN 'brouillon' WHEN 'approved' THEN 'approuvée' WHEN 'sending' THEN 'en cours'
                        WHEN 'sent' THEN 'partie' WHEN 'failed' THEN 'non remise' WHEN 'doubtful' THEN 'douteuse'
                        ELSE 'retirée' END AS etat,
           l.ended_at AS finie_le_utc,
           CASE r.kind WHEN 'reply' THEN 'réponse' WHEN 'stranger' THEN 'réponse d''une autre adresse'
                       WHEN 'maybe' THEN 'mail de cette adresse' WHEN 'auto_reply' THEN 'réponse automatique'
                       WHEN 'failed' THEN 'avis de non-remise' WHEN 'delayed' THEN 'avis de retard'
                       WHEN 'delivered' THEN 'avis de remise' END AS retour,
           r.received_at AS retour_le_utc, r.message_id AS mail, r.status AS code, r.said AS motif,
           CASE WHEN r.permanent IS NULL THEN NULL WHEN r.permanent THEN 'oui' ELSE 'non' END AS definitif,
           CASE WHEN r.tied_by IS NULL THEN NULL WHEN r.tied_by = 'reference' THEN 'oui' ELSE 'non' END AS prouve
    FROM letters l
    LEFT JOIN memberships p ON p.message_id = l.message_id
    LEFT JOIN letter_answers r ON r.letter_id = l.id
"""


def upgrade() -> None:
    op.execute(f"CREATE VIEW courrier AS {VIEW}")


def downgrade() -> None:
    op.execute("DROP VIEW courrier")

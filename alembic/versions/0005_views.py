"""Views for recruiters who read the store with an SQL browser: French names, words in place of codes.

A later migration that rebuilds a table below (SQLite's batch mode) drops these views first and makes them again.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

VIEWS = {
    "candidatures": """
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
        FROM applications
    """,
    "criteres": """
        SELECT f.application_id AS candidature, a.name AS nom, f.key AS critere,
               CASE f.state WHEN 'found' THEN 'trouvé' WHEN 'contrary' THEN 'contraire'
                            WHEN 'to_verify' THEN 'à vérifier' ELSE 'non trouvé' END AS etat,
               f.shown AS valeur,
               CASE WHEN f.correction IS NULL THEN 'non' ELSE 'oui' END AS corrige,
               e.quote AS passage, d.filename AS document, e.page AS page
        FROM facts f
        JOIN applications a ON a.id = f.application_id
        LEFT JOIN evidence e ON e.application_id = f.application_id AND e.key = f.key AND e.rank = 1
        LEFT JOIN documents d ON d.id = e.document_id
        WHERE f.area = 'criterion'
    """,
    "passages": """
        SELECT e.application_id AS candidature, a.name AS nom, e.key AS critere, e.rank AS rang, e.quote AS passage,
               d.filename AS document, e.page AS page, e.rule AS regle
        FROM evidence e
        JOIN applications a ON a.id = e.application_id
        LEFT JOIN documents d ON d.id = e.document_id
    """,
    "pieces": """
        SELECT d.id AS numero, m.application_id AS candidature, a.name AS nom, d.filename AS document,
               CASE d.kind WHEN 'cv' THEN 'CV' WHEN 'letter' THEN 'lettre' WHEN 'cv+letter' THEN 'CV et lettre'
                           WHEN 'diploma' THEN 'diplôme' ELSE 'autre' END AS sorte,
               d.language AS langue, d.page_count AS nombre_de_pages, d.size AS octets,
               CASE WHEN d.readable THEN 'oui' ELSE 'non' END AS lisible, d.reason AS raison,
               CASE WHEN d.superseded THEN 'oui' ELSE 'non' END AS remplace,
               CASE WHEN d.in_time THEN 'oui' ELSE 'non' END AS dans_le_delai, d.text AS texte
        FROM documents d
        JOIN memberships m ON m.message_id = d.message_id
        JOIN applications a ON a.id = m.application_id
        WHERE d.copy_of IS NULL
    """,
    "parcours": """
        SELECT c.application_id AS candidature, a.name AS nom, c.starts AS du, c.ends AS au,
               CASE WHEN c.ongoing THEN 'oui' ELSE 'non' END AS en_cours, c.function AS fonction,
               c.employer AS employeur,
               CASE c.sector WHEN 'education' THEN 'enseignement' WHEN 'cpms' THEN 'CPMS' WHEN 'other' THEN 'autre'
                             ELSE '?' END AS secteur,
               c.load AS charge, CASE WHEN c.counted THEN 'oui' ELSE 'non' END AS compte, c.quote AS passage
        FROM career c
        JOIN applications a ON a.id = c.application_id
    """,
    "mails": """
        SELECT m.id AS numero, m.received_at AS recu_le_utc, m.sender_name AS expediteur, m.sender_email AS adresse,
               m.subject AS objet,
               CASE m.disposition WHEN 'application' THEN 'candidature' WHEN 'late' THEN 'hors délai'
                    WHEN 'near_miss' THEN 'à trier' WHEN 'auto_reply' THEN 'réponse automatique'
                    WHEN 'bounce' THEN 'non remis' WHEN 'internal' THEN 'interne' ELSE 'sans rapport' END AS sorte,
               m.reason AS raison,
               CASE m.state WHEN 'archived' THEN 'en attente' WHEN 'parsed' THEN 'lu' WHEN 'failed' THEN 'échec'
                            ELSE 'sans contenu' END AS etat,
               p.application_id AS candidature, b.text AS texte
        FROM messages m
        LEFT JOIN memberships p ON p.message_id = m.id
        LEFT JOIN bodies b ON b.message_id = m.id
    """,
    "suivi": """
        SELECT h.id AS numero, h.at AS le_utc, h.author AS qui, h.action AS quoi, p.application_id AS candidature,
               r.key AS sujet, r.text AS texte
        FROM history h
        LEFT JOIN memberships p ON p.message_id = h.message_id
        LEFT JOIN reviews r ON r.id = h.review_id
    """,
}


def upgrade() -> None:
    for name, query in VIEWS.items():
        op.execute(f"CREATE VIEW {name} AS {query}")


def downgrade() -> None:
    for name in VIEWS:
        op.execute(f"DROP VIEW {name}")

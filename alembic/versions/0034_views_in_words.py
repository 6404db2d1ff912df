"""Views speak French throughout; reasons, acts, letters and a tenure stood there in the program's own words.

The words are those of the page on the day of this migration; a clause or a code that is not known stands as it is.
"""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

FRAGMENTS = (
    (
        ", but it arrived after the closing date; by its trace headers it was sent before (",
        ", mais le mail est arrivé après la clôture ; d’après ses en-têtes de transport, il a été envoyé avant (",
    ),
    (
        "somebody forwards an application with the notice's phrase in its subject",
        "quelqu’un transfère une candidature dont l’objet porte les mots demandés",
    ),
    (
        "a colleague sends a CV or a letter that is not in their own name (",
        "un collègue envoie un CV ou une lettre qui n’est pas à son nom (",
    ),
    (
        "a mail server's report on a message that is none of our letters",
        "avis d’un serveur de messagerie sur un message qui n’est aucune de nos lettres",
    ),
    (
        "the mail server could not convert this mail, and says of it: “",
        "le serveur de courrier n'a pas pu convertir ce message, et en dit : « ",
    ),
    ("a mail server's report on a message that was not delivered", "avis d’un serveur sur un message non remis"),
    (
        "the mail server lists this mail, but gives nothing of it",
        "le serveur de courrier annonce ce message, mais n'en donne rien",
    ),
    (
        "the mail server gives another mail in place of this one",
        "le serveur de courrier donne un autre message à la place de celui-ci",
    ),
    (
        "the mail server says that its sender is forged (DMARC)",
        "le serveur de réception dit que l’expéditeur est falsifié (DMARC)",
    ),
    ("), but the subject does not carry the notice's phrase", "), mais l’objet ne porte pas les mots demandés"),
    ("a colleague applies, with papers in their own name (", "un collègue postule, avec des documents à son nom ("),
    (
        "a colleague forwards a mail that is no application",
        "un collègue transfère un mail qui n’est pas une candidature",
    ),
    ("it is about the post and brings a CV or letter", "il parle du poste et un CV ou une lettre y est joint"),
    (", from an address that is not the candidate's", ", depuis une adresse qui n’est pas celle du candidat"),
    ("it may be an automatic answer, by its words (", "ce peut être une réponse automatique, d’après ses mots ("),
    ("its headers do not tell; it waits to be read", "son en-tête ne suffit pas à le dire ; il attend d’être lu"),
    ("somebody else sent it in this person's name", "quelqu’un d’autre l’a envoyé au nom de cette personne"),
    ("it comes from the address to which letter ", "il vient de l’adresse à laquelle la lettre "),
    ("it is about somebody else's application (", "il parle de la candidature de quelqu’un d’autre ("),
    ("its subject is nearly the notice's phrase", "l’objet est presque celui demandé"),
    ("its original is missing from the archive", "l’original manque dans l’archive"),
    (", but it arrived after the closing date", ", mais le mail est arrivé après la clôture"),
    ("the subject carries the notice's phrase", "l’objet porte les mots de l’avis"),
    ("its original in the archive is damaged", "l’original est abîmé dans l’archive"),
    ("its subject speaks of an application", "l’objet parle d’une candidature"),
    ("an automatic answer, by its headers", "réponse automatique, d’après ses en-têtes"),
    ("an automatic answer, by its words (", "une réponse automatique, d’après ses mots ("),
    ("its writer withdraws an application", "son auteur retire une candidature"),
    ("it brings a program and no paper (", "il apporte un programme et aucun document ("),
    ("nothing in it points to the notice", "rien n’y renvoie à l’avis"),
    ("its writer says that they apply", "son auteur dit poser sa candidature"),
    ("a CV and a letter come with it", "un CV et une lettre y sont joints"),
    ("the same name at two addresses", "le même nom à deux adresses"),
    ("a colleague may be applying (", "un collègue postule peut-être ("),
    ("it comes from another address", "il vient d’une autre adresse"),
    ("one gives the other's address", "l’un donne l’adresse de l’autre"),
    ("its text carries the phrase", "le texte porte les mots de l’avis"),
    ("looks like an application (", "ressemble à une candidature ("),
    ("no mailbox has it any more", "plus aucune boîte mail ne l’a"),
    ("one address, but two names", "une seule adresse, mais deux noms"),
    ("the mail server gave only ", "le serveur de courrier n'a donné que "),
    ("nothing proves its sender", "rien n’atteste son expéditeur"),
    ("the same telephone number", "le même numéro de téléphone"),
    (", and it arrived in time", ", et le mail est arrivé dans le délai"),
    ("a letter comes with it", "une lettre y est jointe"),
    ("the letter in the mail", "la lettre dans le mail"),
    ("written by a colleague", "écrit par un collègue"),
    (" bytes of this mail", " octets de ce message"),
    ("no longer matches: ", "ne correspond plus : "),
    ("a CV comes with it", "un CV y est joint"),
    ("it answers letter ", "il répond à la lettre "),
    ("): do not open it", ") : ne l’ouvrez pas"),
    ("mail sent to many", "envoi en nombre"),
    ("mail of business", "courrier commercial"),
    ("a read receipt", "un accusé de lecture"),
    ("asked for by ", "demandé par "),
    ("dismissed by ", "écarté par "),
    ("accepted by ", "accepté par "),
    ("larger than ", "plus de "),
    ("erased on ", "effacé le "),
    (" MiB", " Mio"),
    ("”, ", " », "),
)
SMALL_WORDS = (
    ("the mail server gave only ", " of ", " des "),
    ("it comes from the address to which letter ", " went", " est partie"),
)
"""What is replaced in clauses that begin so alone: elsewhere a quote may have it."""
ACTS = {
    "note": "note",
    "decision": "décision",
    "correction": "correction",
    "standing": "statut",
    "kind": "nature",
    "tag": "étiquette",
    "assign": "confié à",
    "merge": "candidatures fusionnées",
    "move": "mail déplacé ici depuis un autre dossier",
    "separate": "mail détaché",
    "keep_apart": "laissées séparées",
    "accept": "mail accepté comme candidature",
    "admit": "mail ultérieur accepté",
    "dismiss": "mail écarté",
    "unlock": "mot de passe saisi pour un document",
    "undo": "annulation",
    "login": "connexion",
    "login_failed": "connexion refusée",
    "provider_login": "connexion par le service d’authentification",
    "sign_in_refused": "authentification refusée",
    "account_made": "compte créé à la première connexion",
    "account_released": "compte détaché du service d’authentification",
    "logout": "déconnexion",
    "download": "téléchargement",
    "export": "exportation",
    "erase": "données effacées",
    "hold": "conservation imposée",
    "consent": "accord pour être conservé",
    "dossier": "dossier imprimé",
    "reasons": "motifs imprimés",
    "read_again": "relecture demandée",
    "password": "mot de passe changé",
    "enrolment_link": "lien pour la première clé d’accès créé",
    "passkey_added": "clé d’accès enregistrée",
    "passkey_used": "clé d’accès utilisée",
    "passkey_removed": "clé d’accès retirée",
    "passkey_failed": "clé d’accès refusée",
    "minutes": "procès-verbal établi",
    "letter_draft": "lettre rédigée",
    "letter_edit": "lettre modifiée",
    "letter_approve": "lettre approuvée",
    "letter_recall": "lettre remise parmi les brouillons",
    "letter_withdraw": "lettre annulée",
    "letter_record_sent": "lettre envoyée",
    "letter_record_refused": "lettre refusée par le serveur",
    "letter_put_off": "lettre différée par le serveur",
    "letter_doubt": "lettre douteuse : elle est peut-être partie",
    "letter_restore": "lettre douteuse : une sauvegarde a été restaurée",
    "letter_confirm": "lettre douteuse constatée partie",
    "letter_repeat": "lettre à renvoyer",
    "letter_bounce": "lettre non remise, d’après l’avis d’un serveur",
    "answer_accepted": "avis sur une lettre accepté",
    "answer_set_aside": "avis sur une lettre écarté",
    "letter_sent_by_hand": "lettre envoyée à la main",
    "template_save": "modèle de lettre modifié",
    "template_reset": "modèle de lettre remis au texte d’origine",
    "notice_close": "avis clôturé",
    "notice_reopen": "avis rouvert",
    "interview_plan": "horaires d'entretien planifiés",
    "interview_unplan": "horaire d'entretien retiré",
    "interview_assign": "entretien attribué",
    "interview_move": "entretien déplacé",
    "interview_cancel": "entretien annulé",
    "interview_answer": "réponse à l'invitation notée",
    "interview_feed": "adresse d'agenda créée",
    "interview_unfeed": "adresse d'agenda révoquée",
}
LETTERS = {
    "acknowledgement": "accusé de réception",
    "missing_papers": "pièces manquantes",
    "unreadable_file": "fichier illisible",
    "question_answered": "réponse à une question",
    "invitation": "invitation à l'entretien",
    "reserve": "liste de réserve",
    "refusal": "refus",
    "reasons": "motifs détaillés",
    "postponement": "report",
    "withdrawal_confirmed": "retrait confirmé",
    "interview_moved": "entretien déplacé",
    "interview_cancelled": "entretien annulé",
    "interview_reminder": "rappel de l'entretien",
}
TENURES = {
    "permanent": "définitif",
    "temporary": "temporaire",
}
SUBJECTS = {
    "shortlist": "présélectionner",
    "discuss": "à discuter",
    "reject": "ne pas retenir",
    "active": "en cours",
    "withdrawn": "retirée",
    "excluded": "pas une candidature",
    "spam": "un indésirable",
    "newsletter": "une lettre d’information ou une publicité",
    "recommendation": "recommandation d’un tiers",
    "test": "un essai",
    "duplicate": "le doublon d’une autre",
    "no_person": "pas d’une personne",
    "other": "ni CV ni lettre dans ce mail",
    "cv": "le CV est dans ce mail",
    "letter": "la lettre est dans ce mail",
    "cv+letter": "CV et lettre sont dans ce mail",
    "diploma": "diplôme ou attestation",
}


def quoted(text: str) -> str:
    """A text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"


def words(column: str, table: dict[str, str]) -> str:
    """A code in words."""
    cases = " ".join(f"WHEN {quoted(code)} THEN {quoted(word)}" for code, word in table.items())
    return f"CASE {column} {cases} ELSE {column} END"


def clause(column: str, fragments: tuple[tuple[str, str], ...] = FRAGMENTS) -> str:
    """A clause in French: its fixed parts replaced, the longest first; what was quoted in it stays."""
    spoken = column
    for english, french in fragments:
        spoken = f"REPLACE({spoken}, {quoted(english)}, {quoted(french)})"
    small = " ".join(
        f"WHEN SUBSTR({column}, 1, {len(beginning)}) = {quoted(beginning)}"
        f" THEN REPLACE({spoken}, {quoted(english)}, {quoted(french)})"
        for beginning, english, french in SMALL_WORDS
    )
    return f"CASE {small} ELSE {spoken} END"


MAILS = """
    SELECT m.id AS numero, m.received_at AS recu_le_utc, m.sender_name AS expediteur, m.sender_email AS adresse,
           m.subject AS objet,
           CASE m.disposition WHEN 'application' THEN 'candidature' WHEN 'late' THEN 'hors délai'
                WHEN 'near_miss' THEN 'à trier' WHEN 'auto_reply' THEN 'réponse automatique'
                WHEN 'bounce' THEN 'non remis' WHEN 'internal' THEN 'interne' ELSE 'sans rapport' END AS sorte,
           {raison} AS raison,
           CASE m.state WHEN 'archived' THEN 'en attente' WHEN 'parsed' THEN 'lu' WHEN 'failed' THEN 'échec'
                        ELSE 'sans contenu' END AS etat,
           p.application_id AS candidature, b.text AS texte
    FROM messages m
    LEFT JOIN memberships p ON p.message_id = m.id
    LEFT JOIN bodies b ON b.message_id = m.id
"""
SUIVI = """
    SELECT h.id AS numero, h.at AS le_utc, h.author AS qui, {quoi} AS quoi, p.application_id AS candidature,
           {sujet} AS sujet, r.text AS texte
    FROM history h
    LEFT JOIN memberships p ON p.message_id = h.message_id
    LEFT JOIN reviews r ON r.id = h.review_id
"""
CRITERES = """
    SELECT f.application_id AS candidature, a.name AS nom, f.key AS critere,
           CASE f.state WHEN 'found' THEN 'trouvé' WHEN 'contrary' THEN 'contraire'
                        WHEN 'to_verify' THEN 'à vérifier' ELSE 'non trouvé' END AS etat,
           {valeur} AS valeur,
           CASE WHEN f.correction IS NULL THEN 'non' ELSE 'oui' END AS corrige,
           e.quote AS passage, d.filename AS document, e.page AS page
    FROM facts f
    JOIN applications a ON a.id = f.application_id
    LEFT JOIN evidence e ON e.application_id = f.application_id AND e.key = f.key AND e.rank = 1
    LEFT JOIN documents d ON d.id = e.document_id
    WHERE f.area = 'criterion'
"""
COURRIER = """
    SELECT l.id AS lettre, p.application_id AS candidature, l.to_name AS nom, l.to_email AS adresse, {sorte} AS sorte,
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
    tenure = f"CASE f.key WHEN 'tenure' THEN {words('f.shown', TENURES)} ELSE f.shown END"
    _replace("mails", MAILS.format(raison=clause("m.reason")))
    _replace("suivi", SUIVI.format(quoi=words("h.action", ACTS), sujet=words("r.key", SUBJECTS)))
    _replace("criteres", CRITERES.format(valeur=tenure))
    _replace("courrier", COURRIER.format(sorte=words("l.kind", LETTERS)))


def downgrade() -> None:
    _replace("mails", MAILS.format(raison="m.reason"))
    _replace("suivi", SUIVI.format(quoi="h.action", sujet="r.key"))
    _replace("criteres", CRITERES.format(valeur="f.shown"))
    _replace("courrier", COURRIER.format(sorte="l.kind"))


def _replace(name: str, query: str) -> None:
    op.execute(f"DROP VIEW {name}")
    op.get_bind().exec_driver_sql(f"CREATE VIEW {name} AS {query}")

"""Views speak the French of the page where its words were mended: reasons of mails, acts, a kind of letter.

What is not named here keeps the words of 0034, 0035 and 0041.
"""

from alembic import context, op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

FRAGMENTS = {
    "somebody forwards an application with the notice's phrase in its subject": (
        "candidature transférée par une autre personne, dont l’objet contient les mots demandés"
    ),
    "a mail server's report on a message that is none of our letters": (
        "rapport d’un serveur de messagerie sur un mail qui n’est pas une de nos lettres"
    ),
    "a mail server's report on a message that was not delivered": (
        "rapport d’un serveur de messagerie sur un mail non remis"
    ),
    "an automatic answer, by its headers, but it answers a letter in words that are none of a machine's": (
        "réponse automatique, d’après ses en-têtes, mais dont le texte, en réponse à une lettre, semble écrit par une"
        " personne"
    ),
    "an automatic answer, by its headers, but it may bring papers": (
        "réponse automatique, d’après ses en-têtes, mais des documents y sont peut-être joints"
    ),
    "a machine sent it, by its headers, and nobody applies in it": (
        "envoyé automatiquement, d’après ses en-têtes, et ne contenant aucune candidature"
    ),
    "it answers a letter, and seems an automatic answer, by its words (": (
        "répond à une lettre et semble être une réponse automatique, d’après son texte ("
    ),
    "it may be an automatic answer, by its words (": "peut-être une réponse automatique, d’après son texte (",
    "an automatic answer, by its words (": "réponse automatique, d’après son texte (",
    "the mail server could not convert this mail, and says of it: “": (
        "le serveur de messagerie n’a pas pu convertir ce mail\xa0; message reçu\xa0: «\xa0"
    ),
    "the mail server lists this mail, but gives nothing of it": (
        "le serveur de messagerie annonce ce mail, mais n’en fournit pas le contenu"
    ),
    "the mail server gives another mail in place of this one": (
        "le serveur de messagerie fournit un autre mail à la place de celui-ci"
    ),
    "the mail server gave only ": "le serveur de messagerie n’a fourni que ",
    " bytes of this mail": " octets de ce mail",
    "the mail server says that its sender is forged (DMARC)": (
        "l’expéditeur est falsifié, d’après le serveur de réception (DMARC)"
    ),
    "), but the subject does not carry the notice's phrase": "), mais l’objet ne contient pas les mots demandés",
    "it is about the post and brings a CV or letter": (
        "concerne la fonction, avec un CV ou une lettre en pièce jointe"
    ),
    "it is about somebody else's application (": "concerne la candidature d’une autre personne (",
    "its headers do not tell; it waits to be read": (
        "les en-têtes ne permettent pas de conclure\xa0; le mail n’a pas encore été lu"
    ),
    "somebody else sent it in this person's name": "envoyé par une autre personne au nom de celle-ci",
    ", from an address that is not the candidate's": (
        ", depuis une adresse qui n’est pas celle de la personne candidate"
    ),
    "it comes from the address to which letter ": "provient de l’adresse à laquelle la lettre ",
    "it comes from another address": "provient d’une autre adresse",
    "it answers letter ": "répond à la lettre ",
    "it brings a program and no paper (": "contient un programme et aucun document (",
    "the subject carries the notice's phrase": "l’objet contient les mots demandés par l’avis",
    "its text carries the phrase": "le texte contient les mots demandés par l’avis",
    "its subject speaks of an application": "l’objet évoque une candidature",
    "its writer withdraws an application": "l’expéditeur retire une candidature",
    "its writer says that they apply": "l’expéditeur annonce sa candidature",
    "its original in the archive is damaged": "l’original est endommagé dans l’archive",
    "nothing in it points to the notice": "aucun lien avec l’avis",
    "the same name at two addresses": "même nom, deux adresses",
    "the same telephone number": "même numéro de téléphone",
    "one gives the other's address": "l’une mentionne l’adresse de l’autre",
    "no mailbox has it any more": "ne se trouve plus dans aucune boîte mail",
}
WENT = (" went", " est partie"), (" went", " a été envoyée")
"""The end of the clause on a letter's address, in 0034 and now."""
ACTS = {
    "login_failed": "échec de la connexion",
    "provider_login": "connexion via le service d’authentification",
    "hold": "conservation obligatoire",
    "consent": "consentement à la conservation",
    "letter_recall": "lettre remise dans les brouillons",
    "letter_confirm": "lettre douteuse\xa0: envoi confirmé",
    "letter_bounce": "lettre non remise, d’après un serveur de messagerie",
    "answer_accepted": "rapport sur une lettre accepté",
    "answer_set_aside": "rapport sur une lettre écarté",
    "jury_undo": "avis ou abstention au sein du jury retirés",
}
SUBJECTS = {"spam": "courrier indésirable", "no_person": "n’émane pas d’une personne"}
LETTERS = {"reserve": "réserve de recrutement"}


def upgrade() -> None:
    tell(FRAGMENTS, ACTS, SUBJECTS, LETTERS)


def downgrade() -> None:
    tell({}, {}, {}, {})


def tell(fragments: dict[str, str], acts: dict[str, str], subjects: dict[str, str], letters: dict[str, str]) -> None:
    """The views with the words of the earlier migrations and these in their place; the longest are replaced first."""
    words, jury, answers = (context.script.get_revision(number).module for number in ("0034", "0035", "0041"))
    known = dict((*words.FRAGMENTS, *answers.FRAGMENTS)) | fragments
    reason = words.clause("m.reason", tuple(sorted(known.items(), key=lambda pair: -len(pair[0]))))
    if fragments:
        reason = reason.replace(*(f"{words.quoted(end[0])}, {words.quoted(end[1])}" for end in WENT))
    done = words.words("h.action", words.ACTS | jury.ACTS | acts)
    about = words.words("r.key", words.SUBJECTS | subjects)
    _replace("mails", words.MAILS.format(raison=reason))
    _replace("suivi", words.SUIVI.format(quoi=done, sujet=about))
    _replace("courrier", words.COURRIER.format(sorte=words.words("l.kind", words.LETTERS | letters)))


def _replace(name: str, query: str) -> None:
    op.execute(f"DROP VIEW {name}")
    op.get_bind().exec_driver_sql(f"CREATE VIEW {name} AS {query}")

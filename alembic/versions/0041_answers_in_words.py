"""The view of mails tells in French why an automatic answer is set aside, or waits for a person."""

from alembic import context, op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

FRAGMENTS = (
    (
        "an automatic answer, by its headers, but it answers a letter in words that are none of a machine's",
        (
            "réponse automatique, d’après ses en-têtes, mais elle répond à un courrier avec des mots qui ne"
            " sont pas ceux d’une machine"
        ),
    ),
    (
        "it answers a letter, and seems an automatic answer, by its words (",
        "il répond à un courrier et semble être une réponse automatique, d’après ses mots (",
    ),
    (
        "an automatic answer, by its headers, but it may bring papers",
        "réponse automatique, d’après ses en-têtes, mais elle apporte peut-être des documents",
    ),
    (
        "an automatic answer, by its headers, but it brings a file (",
        "réponse automatique, d’après ses en-têtes, mais un fichier y est joint (",
    ),
    (
        "a machine sent it, by its headers, and nobody applies in it",
        "envoyé par une machine, d’après ses en-têtes, et personne n’y pose sa candidature",
    ),
)
"""Beside those that the view knows since 0034."""


def upgrade() -> None:
    _tell(FRAGMENTS)


def downgrade() -> None:
    _tell(())


def _tell(more: tuple[tuple[str, str], ...]) -> None:
    """The view of mails, with these clauses in words too; the longest are replaced first."""
    earlier = context.script.get_revision("0034").module
    known = tuple(sorted((*more, *earlier.FRAGMENTS), key=lambda pair: -len(pair[0])))
    op.execute("DROP VIEW mails")
    query = earlier.MAILS.format(raison=earlier.clause("m.reason", known))
    op.get_bind().exec_driver_sql(f"CREATE VIEW mails AS {query}")

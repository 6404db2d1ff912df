"""Every mail in one list: subject and sender as a search compares them, and the order of arrival."""

import re
import unicodedata

import sqlalchemy as sa

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

AT_A_TIME = 1000
LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d"}
)
MARKS = "\u0300-\u036f\u00ad\u200b-\u200d"
WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}[^\W\d_]?(?![^\W_])|(?:[^\W_][{MARKS}]*)+")
MESSAGES = sa.table("messages", *map(sa.column, ("id", "subject", "sender_name", "sender_email", "folded")))


def upgrade() -> None:
    op.add_column("messages", sa.Column("folded", sa.Text(), nullable=True))
    op.create_index("ix_messages_received_at", "messages", ["received_at", "id"])
    connection, last = op.get_bind(), -1
    while rows := connection.execute(_told_after(last)).all():
        connection.execute(
            sa.update(MESSAGES).where(MESSAGES.c.id == sa.bindparam("number")).values(folded=sa.bindparam("words")),
            [{"number": row.id, "words": _folded(row.subject, row.sender_name, row.sender_email)} for row in rows],
        )
        last = rows[-1].id


def downgrade() -> None:
    op.drop_index("ix_messages_received_at", "messages")
    op.drop_column("messages", "folded")


def _told_after(last: int) -> sa.Select:
    """The next messages whose headers are kept."""
    told = sa.or_(MESSAGES.c.subject.is_not(None), MESSAGES.c.sender_email.is_not(None))
    return sa.select(MESSAGES).where(told, MESSAGES.c.id > last).order_by(MESSAGES.c.id).limit(AT_A_TIME)


def _folded(*said: str | None) -> str:
    """As the search index had it when this was written: folded words, a space before and behind each."""
    words = (_word(match.group()) for text in said if text for match in WORD.finditer(text))
    return f" {' '.join(filter(None, words))} "


def _word(word: str) -> str:
    spread = unicodedata.normalize("NFKD", word.translate(LIGATURES))
    return "".join(c for c in spread.casefold() if c.isalnum())[:64]

"""The views for SQL speak French: what the page says of a clause or a code, they say too."""

from __future__ import annotations

from sqlalchemy import text

from desk.i18n import clauses, code_labels
from desk.i18n.speech import speech
from tests.unit.store.posting import paper

FRENCH = speech("fr")
NUMBERED = ("letter {0}", "letter {0}, from an address that is not the candidate's", "{0} went", "{0} MiB", "on {0}")
CLAUSES = (
    *clauses.WHOLE,
    *(told.format("« Anne »", "12", "13") for _, told in clauses.PATTERNS[:-2] if not told.endswith(NUMBERED)),
    *(told.format("17") for _, told in clauses.PATTERNS[:-2] if told.endswith(NUMBERED) and "erased" not in told),
    "erased on 2026-03-20",
    "looks like an application (a CV and a letter come with it), but the subject does not carry the notice's phrase",
    "the subject carries the notice's phrase, and it arrived in time",
    "no longer matches: nothing in it points to the notice",
)


def plain(words):
    """Without the page's typography: no-break spaces, capitals, the apostrophe of print."""
    return words.replace("\u00a0:", ":").replace("’", "'").casefold()


def test_a_mail_s_reason_is_in_the_words_of_the_page(store, post, subtests):
    post.take_in()
    with store.engine.begin() as connection:
        for clause in CLAUSES:
            connection.execute(text("UPDATE messages SET reason = :clause"), {"clause": clause})
            shown = connection.execute(text("SELECT raison FROM mails")).scalar_one()
            with subtests.test(clause):
                assert plain(shown) == plain(FRENCH.clause(clause))


def test_what_was_done_is_in_words(store, post, subtests):
    mail = post.take_in(paper())
    with store.begin() as tx:
        tx.reviews.decide(mail, "mireille", "shortlist", "Complet.")
        for action in code_labels.REVIEWS:
            tx.reviews.note_history("mireille", action, message_id=mail, detail={"is": action})
    with store.engine.begin() as connection:
        told = text("SELECT s.quoi, h.action FROM suivi s JOIN history h ON h.id = s.numero")
        acts = [tuple(row) for row in connection.execute(told)]
        decision = connection.execute(text("SELECT sujet FROM suivi WHERE sujet IS NOT NULL")).scalar_one()
    assert decision == "présélectionner"
    for said, action in acts:
        with subtests.test(action):
            assert plain(said) == plain(FRENCH.word(code_labels.REVIEWS, action))

from __future__ import annotations

import pytest

from parsers.values.dispositions import Disposition, Verdict
from store.ledger.new_messages import NewMessage
from store.views.values import MailFilter
from tests.unit.store.posting import NEAR, UNRELATED, paper, scene

INTERNAL = Verdict(disposition=Disposition.INTERNAL, reason="written by a colleague")


@scene
def mails(store, post):
    """An application, a near miss, a colleague's mail of which only headers are known, an unrelated one."""
    applied = post.take_in(paper(text="Je suis nommée."), name="Anne Lambert", reading={"body": "Bonjour à tous"})
    miss = post.take_in(verdict=NEAR, sender="zoe@mail.example", name="Zoé Œil", subject="Offre", mailbox="b")
    bare = [
        (post.sighting(subject="Réunion d’été", sender="rose@cdm.example", name="Rose Kéfer"), INTERNAL),
        (post.sighting(subject="Facture", sender="shop@mail.example"), UNRELATED),
    ]
    with store.begin() as tx:
        tx.ledger.record_new([NewMessage(sighting=one, verdict=verdict) for one, verdict in bare])
    return {"applied": applied, "miss": miss, "internal": miss + 1, "unrelated": miss + 2}


def found(store, mails, **wanted):
    names = {number: name for name, number in mails.items()}
    with store.read() as views:
        page = views.mails(MailFilter(**wanted))
    return [names[mail.id] for mail in page.rows]


def test_every_mail_is_listed_newest_first(store, mails):
    assert found(store, mails) == ["unrelated", "internal", "miss", "applied"]


def test_what_the_program_set_aside_is_one_list_until_a_person_speaks(store, mails):
    assert found(store, mails, set_aside=True) == ["internal"]
    with store.read() as views:
        assert views.mails(MailFilter(limit=1)).set_aside == 1
        assert [one.id for one in views.messages() if one.is_set_aside] == [mails["internal"]]
        assert views.set_aside_from(["rose@cdm.example"]) == 1
        assert views.set_aside_from(["zoe@mail.example"]) == views.set_aside_from([]) == 0
    with store.begin() as tx:
        tx.reviews.accept(mails["internal"], "mireille", "elle postule")
    assert found(store, mails, set_aside=True) == []


def test_a_page_tells_how_many_there_are(store, mails):
    with store.read() as views:
        page = views.mails(MailFilter(limit=1, offset=1, disposition="internal"))
        assert (page.rows, page.total) == ((), 1)
        assert page.dispositions == {"application": 1, "internal": 1, "near_miss": 1, "unrelated": 1}
        assert page.mailboxes == ("a", "b")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("reunion ete", ["internal"]),
        ("kefer", ["internal"]),
        ("cdm", ["internal"]),
        ("kef*", ["internal"]),
        ("kef", []),
        ("oeil", ["miss"]),
        ('"zoe oeil"', ["miss"]),
        ("nommee", ["applied"]),
        ("nommee lambert", ["applied"]),
        ("bonjour", ["miss", "applied"]),
        ("bonjour -nommee", ["miss"]),
        ("facture", []),
        ("shop", []),
        ("-x", []),
        ("%", []),
        ("", ["unrelated", "internal", "miss", "applied"]),
    ],
)
def test_words_are_found_in_headers_and_texts_and_nothing_of_unrelated_mail(store, mails, text, names):
    assert found(store, mails, text=text) == names


def test_filters_limit_together(store, mails):
    assert found(store, mails, disposition="near_miss") == ["miss"]
    assert found(store, mails, mailbox="b") == ["miss"]
    assert found(store, mails, mailbox="b", disposition="internal") == []


def test_what_people_said_is_a_filter(store, mails):
    with store.begin() as tx:
        tx.reviews.accept(mails["internal"], "mireille", "x")
        tx.reviews.dismiss(mails["miss"], "mireille", "x")
    assert found(store, mails, word="asked_for") == ["internal"]
    assert found(store, mails, word="dismissed") == ["miss"]
    assert found(store, mails, word="accepted") == []
    assert found(store, mails, word="any") == ["internal", "miss"]


def test_what_was_forgotten_is_found_by_no_word(store, post):
    sighting = post.sighting(subject="Soldes")
    noted = post.record(sighting, NEAR)
    with store.read() as views:
        assert views.mails(MailFilter(text="soldes")).total == 1
    post.read(noted.message_id, sighting, verdict=UNRELATED)
    with store.read() as views:
        assert views.mails(MailFilter(text="soldes")).total == 0


def test_the_words_on_a_mail_tell_which_still_stand(store, post):
    miss = post.take_in(verdict=NEAR)
    with store.begin() as tx:
        first = tx.reviews.dismiss(miss, "colette", "x")
        tx.reviews.undo(first, "colette")
        tx.reviews.accept(miss, "mireille", "y")
        assert [(word.kind, word.standing) for word in tx.views.words(miss)] == [
            ("dismiss", False),
            ("undo", True),
            ("accept", True),
        ]
        assert tx.views.application(miss).row.notice == "eo"

"""What the jury says stays its writer's until the chair opens it, through merges, undoing and abstentions."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import SQLAlchemyError

from store.errors import NotInStore, ReviewRefused, StoreError
from tests.unit.store.posting import paper, scene

ANNE, PAUL, SOLANGE = (1, "anne"), (2, "paul"), "solange"


@scene
def people(store):
    with store.begin() as tx:
        for name, role in (("anne", "jury"), ("paul", "jury"), (SOLANGE, "chair")):
            tx.accounts.add_user(name, role, None)
            tx.accounts.give(name, ["eo"])


@scene
def luc(post, people, store):
    """A dossier that is before the jury."""
    number = post.take_in(paper(), sender="luc@mail.example", name="Luc")
    with store.begin() as tx:
        tx.jury.present(number, SOLANGE)
    return number


@scene
def zoe(post, people, store):
    number = post.take_in(paper(filename="zoe.pdf"), sender="zoe@mail.example", name="Zoé")
    with store.begin() as tx:
        tx.jury.present(number, SOLANGE)
    return number


def give(store, who, number, text):
    with store.begin() as tx:
        return tx.jury.give(*who, number, {"tenure": f"{text} pour la nomination"}, text)


def do(store, act, *words):
    with store.begin() as tx:
        return getattr(tx.jury, act)(*words)


def told(store, number):
    with store.peek() as tx:
        return tx.jury.of(number)


def own(store, number, author):
    with store.peek() as tx:
        return tx.jury.unsealed(tx.jury.of(number).of(author))


def shown(store, number):
    return [(one.author, one.text) for one in told(store, number).opened]


def test_nothing_is_shown_until_the_chair_opens_it(store, luc):
    give(store, ANNE, luc, "oui")
    assert (shown(store, luc), told(store, luc).waiting) == ([], {"anne"})
    do(store, "open", luc, SOLANGE)
    assert (shown(store, luc), told(store, luc).waiting) == ([("anne", "oui")], set())


def test_of_what_was_changed_before_only_the_last_version_is_opened_and_all_that_come_after(store, luc):
    give(store, ANNE, luc, "premier jet")
    give(store, ANNE, luc, "oui")
    taken_back = give(store, PAUL, luc, "non")
    do(store, "undo", taken_back, "paul")
    do(store, "open", luc, SOLANGE)
    assert shown(store, luc) == [("anne", "oui")]
    give(store, ANNE, luc, "plutôt non")
    give(store, PAUL, luc, "oui aussi")
    assert shown(store, luc) == [("anne", "oui"), ("anne", "plutôt non"), ("paul", "oui aussi")]
    assert [one.is_replaced for one in told(store, luc).opened] == [True, False, False]
    assert told(store, luc).of("anne").text == "plutôt non"


def test_an_opinion_that_is_taken_back_once_open_stays_readable_as_taken_back(store, luc):
    number = give(store, ANNE, luc, "oui")
    do(store, "open", luc, SOLANGE)
    do(store, "undo", number, "anne")
    (one,) = told(store, luc).opened
    assert (one.text, one.is_taken_back, told(store, luc).of("anne")) == ("oui", True, None)
    with pytest.raises(ReviewRefused, match="already"):
        do(store, "undo", number, "anne")


def test_what_was_opened_can_be_closed_again(store, luc):
    give(store, ANNE, luc, "oui")
    do(store, "open", luc, SOLANGE)
    do(store, "take_back", luc, SOLANGE, "jury_open")
    assert (shown(store, luc), told(store, luc).opening) == ([], None)


def test_who_abstains_has_no_say_and_what_they_gave_is_not_shown(store, luc):
    give(store, ANNE, luc, "oui")
    number = do(store, "abstain", *ANNE, luc, "c'est ma cousine")
    do(store, "open", luc, SOLANGE)
    assert (shown(store, luc), told(store, luc).abstention_of("anne").reason) == ([], "c'est ma cousine")
    with store.peek() as tx:
        assert (tx.jury.before("anne"), tx.jury.before("paul")) == ({}, {luc: "eo"})
    with pytest.raises(ReviewRefused, match="abstains"):
        give(store, ANNE, luc, "non")
    with pytest.raises(NotInStore):  # the opinions are open: not by oneself any more
        do(store, "undo", number, "anne")
    with store.begin() as tx:
        tx.jury.undo(number, SOLANGE, presides=True)
    assert shown(store, luc) == [("anne", "oui")]


def test_before_the_opening_one_takes_an_abstention_back_oneself_and_nobody_else_does(store, luc):
    number = do(store, "abstain", *ANNE, luc)
    for name in ("paul", SOLANGE):
        with pytest.raises(NotInStore):
            do(store, "undo", number, name)
    do(store, "undo", number, "anne")
    assert told(store, luc).abstentions == ()


def test_nobody_takes_back_another_ones_opinion(store, luc):
    number = give(store, ANNE, luc, "oui")
    with pytest.raises(NotInStore):
        do(store, "undo", number, "paul")
    with pytest.raises(NotInStore), store.begin() as tx:
        tx.jury.undo(number, SOLANGE, presides=True)


def test_a_draft_is_its_writers_alone_and_goes_when_the_opinion_is_given(store, luc):
    with store.begin() as tx:
        tx.jury.draft(*ANNE, luc, {"tenure": "à voir"}, "")
        tx.jury.draft(*ANNE, luc, {"tenure": "bien"}, "hm")
    with store.peek() as tx:
        assert tx.jury.draft_of(ANNE[0], luc) == ({"tenure": "bien"}, "hm")
        assert (tx.jury.draft_of(PAUL[0], luc), tx.jury.drafted_by(ANNE[0])) == (None, {luc})
        assert tx.jury.of(luc).opinions == ()
    give(store, ANNE, luc, "oui")
    with store.peek() as tx:
        assert (tx.jury.draft_of(ANNE[0], luc), tx.jury.drafts_on([luc])) == (None, 0)


def test_what_is_not_before_the_jury_is_not_judged(store, post, people):
    number = post.take_in(paper(), sender="x@mail.example", name="X")
    for act, words in (
        ("give", (*ANNE, number, {}, "oui")),
        ("abstain", (*ANNE, number)),
        ("draft", (*ANNE, number, {}, "oui")),
        ("open", (number, SOLANGE)),
    ):
        with pytest.raises(ReviewRefused, match="not before the jury"):
            do(store, act, *words)
    with pytest.raises(NotInStore):
        do(store, "give", *ANNE, 999, {}, "oui")


def test_an_opinion_and_a_summary_have_words_and_a_dossier_comes_before_the_jury_once(store, luc):
    for act, words in (
        ("give", (*ANNE, luc, {"tenure": " "}, "")),
        ("sum_up", (luc, SOLANGE, " ")),
        ("present", (luc, SOLANGE)),
    ):
        with pytest.raises(ReviewRefused):
            do(store, act, *words)


def test_what_leaves_the_jury_is_gone_from_its_list_and_comes_back_with_all_that_was_said(store, luc):
    give(store, ANNE, luc, "oui")
    do(store, "take_back", luc, SOLANGE, "jury_present")
    with store.peek() as tx:
        assert tx.jury.before("anne") == {}
    do(store, "present", luc, SOLANGE)
    assert own(store, luc, "anne").text == "oui"


def test_what_is_no_application_is_before_no_jury(store, luc):
    with store.begin() as tx:
        tx.reviews.set_aside(luc, SOLANGE, "excluded", "essai", kind="test")
    with store.peek() as tx:
        assert tx.jury.before("anne") == {}


def test_merging_an_opened_file_with_another_opens_nothing_of_the_other(store, luc, zoe):
    give(store, ANNE, luc, "oui à Luc")
    give(store, PAUL, zoe, "oui à Zoé")
    do(store, "open", luc, SOLANGE)
    with store.begin() as tx:
        merge = tx.reviews.merge(luc, zoe, SOLANGE, "la même personne")
    assert (shown(store, luc), told(store, zoe).waiting) == ([("anne", "oui à Luc")], {"paul"})
    do(store, "open", luc, SOLANGE)
    assert shown(store, luc) == [("anne", "oui à Luc"), ("paul", "oui à Zoé")]
    with store.begin() as tx:
        tx.reviews.undo(merge, SOLANGE)
    assert (shown(store, luc), shown(store, zoe)) == ([("anne", "oui à Luc")], [])


def test_who_abstains_on_one_of_two_merged_files_abstains_on_both(store, luc, zoe):
    do(store, "abstain", *PAUL, zoe)
    with store.begin() as tx:
        tx.reviews.merge(luc, zoe, SOLANGE, "la même personne")
    with store.peek() as tx:
        assert (tx.jury.before("paul"), tx.jury.before("anne")) == ({}, {luc: "eo"})


def test_the_chairs_words_are_taken_back_by_the_chair_alone(store, luc):
    word = do(store, "open", luc, SOLANGE)
    with store.begin() as tx, pytest.raises(ReviewRefused, match="chair"):
        tx.reviews.undo(word, "mireille")
    do(store, "take_back", luc, SOLANGE, "jury_open")
    with store.peek() as tx:
        undo = tx.views.last_review()
    with store.begin() as tx, pytest.raises(ReviewRefused, match="chair"):
        tx.reviews.undo(undo, "mireille")
    with pytest.raises(ReviewRefused, match="no jury_open"):
        do(store, "take_back", luc, SOLANGE, "jury_open")


def test_a_later_summary_stands_in_place_of_the_first_which_comes_back_when_it_is_taken_back(store, luc):
    for text in ("Classée", "Retenue par le jury"):
        do(store, "sum_up", luc, SOLANGE, text)
    assert told(store, luc).summary.text == "Retenue par le jury"
    do(store, "take_back", luc, SOLANGE, "jury_summary")
    assert told(store, luc).summary.text == "Classée"


def test_the_journal_tells_that_something_was_said_and_never_what(store, luc):
    give(store, ANNE, luc, "éblouissante")
    do(store, "abstain", *PAUL, luc, "mon neveu")
    with store.peek() as tx:
        history = tx.views.history(application_id=luc)
    assert {item.action for item in history} == {"jury_present", "jury_opinion", "jury_abstention"}
    assert "éblouissante" not in str(history)
    assert "neveu" not in str(history)


@pytest.mark.parametrize("statement", ["UPDATE opinions SET text = 'non'", "DELETE FROM opinions"])
def test_the_database_itself_keeps_every_opinion(store, luc, statement):
    give(store, ANNE, luc, "oui")
    with pytest.raises((SQLAlchemyError, StoreError), match="append-only"), store.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def test_an_erasure_takes_opinions_and_drafts_and_strikes_the_name_out_of_others(store, luc, zoe):
    give(store, ANNE, luc, "oui")
    with store.begin() as tx:
        tx.jury.draft(*PAUL, luc, {}, "hésite")
    kept = give(store, ANNE, zoe, "mieux que luc@mail.example")
    with store.begin() as tx:
        tx.erasing.erase(tx.erasing.person(luc), author=SOLANGE, cause="asked", keyed=lambda text: text)
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT id FROM opinions").all()
        drafts = connection.exec_driver_sql("SELECT COUNT(*) FROM opinion_drafts").scalar()
    assert (rows, drafts) == ([(kept,)], 0)
    assert own(store, zoe, "anne").text == "mieux que █"


def test_a_renamed_notice_keeps_its_chair_and_its_jury(store, people):
    with store.begin() as tx:
        tx.accounts.add_user("mireille", "recruiter", None)
        tx.accounts.give_role("mireille", "jury", ["eo"])
        tx.notices.rename("eo", "eo-2027")
        assert tx.accounts.user("mireille").roles == {"eo-2027": "jury"}
        assert (tx.accounts.user("paul").notices, "eo-2027" in tx.accounts.chaired()) == (frozenset({"eo-2027"}), True)

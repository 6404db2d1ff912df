"""One search over everything."""

from __future__ import annotations

import pytest

from parsers.values.dispositions import Disposition, Verdict
from store.errors import NotInStore
from store.ledger.new_messages import NewMessage
from store.views import finding
from tests.unit.store.posting import NEAR, UNRELATED, paper, scene

INTERNAL = Verdict(disposition=Disposition.INTERNAL, reason="written by a colleague")


@scene
def everything(store, post):
    """Anne and what was noted of her, a mail to sort with her telephone, two mails that are none of candidates."""
    anne = post.take_in(
        paper(text="Tél. 0470/12.34.56\nJe suis nommée à titre définitif."),
        name="Anne Lambert",
        reading={"body": "Voici mon parapluie."},
    )
    miss = post.take_in(
        paper(text="GSM +32 470 123 456, parapluie"),
        verdict=NEAR,
        sender="zoe@mail.example",
        name="Zoé Œil",
        subject="OE",
    )
    bare = [
        (post.sighting(subject="Un parapluie", sender="rose@cdm.example", name="Rose"), INTERNAL),
        (post.sighting(subject="parapluie", sender="shop@mail.example"), UNRELATED),
    ]
    with store.begin() as tx:
        tx.ledger.record_new([NewMessage(sighting=one, verdict=verdict) for one, verdict in bare])
        note = tx.reviews.note(anne, "colette", "Elle a oublié son parapluie.")
        gone = tx.reviews.note(anne, "colette", "Un autre parapluie.")
        tx.reviews.undo(gone, "colette")
    return {"anne": anne, "miss": miss, "note": note}


def found(store, text):
    with store.read() as views:
        return {part.part: part for part in views.find(text) if part.total}


def test_every_part_that_has_a_word_tells_it(store, everything):
    parts = found(store, "parapluie")
    assert {name: part.total for name, part in parts.items()} == {
        "to_sort": 1, "notes": 1, "documents": 1, "mails": 1, "other_mails": 1,
    }  # fmt: skip
    [note] = parts["notes"].hits
    assert (note.review_id, note.sender, note.application_id) == (everything["note"], "colette", everything["anne"])
    assert [mail.subject for mail in parts["other_mails"].hits] == ["Un parapluie"]


def test_a_hit_tells_where_its_word_stands(store, everything):
    parts = found(store, "parapluie")
    [mail], [document] = parts["mails"].hits, parts["documents"].hits
    with store.read() as views:
        body, text = views.body(mail.message_id).text, views.document(document.document_id).text
    assert body[slice(*mail.place)] == text[slice(*document.place)] == "parapluie"


def test_a_mail_to_sort_leads_to_the_document_that_has_the_word(store, everything):
    [hit] = found(store, "parapluie")["to_sort"].hits
    assert (hit.message_id, hit.document_id) == (everything["miss"], everything["miss"] * 10_000 + 1)


@pytest.mark.parametrize("number", ["0470 12 34 56", "+32470123456", "0032 470/12.34.56", "0470123456"])
def test_a_telephone_number_in_any_spelling(store, everything, number):
    parts = found(store, number)
    assert parts["documents"].total == 2
    assert parts["to_sort"].total == 1
    for hit in parts["documents"].hits:
        with store.read() as views:
            said = views.document(hit.document_id).text[slice(*hit.place)]
        assert "".join(filter(str.isdigit, said)).endswith("470123456")
        assert any(marked for _, marked in hit.snippet)


@pytest.mark.parametrize("text", ["lambert", "LAMB*", "anne lambert", "anne@mail.example"])
def test_a_person_is_found_by_name_or_address(store, everything, text):
    with store.read() as views:
        hits = views.find_in(text, "applications", limit=5).hits
    assert [hit.application_id for hit in hits] == [everything["anne"]]


def test_who_was_set_aside_is_found_and_told_so(store, everything):
    with store.begin() as tx:
        tx.reviews.set_aside(everything["anne"], "colette", "excluded", "un essai", kind="test")
    with store.read() as views:
        [hit] = views.find_in("lambert", "applications", limit=5).hits
        assert hit.standing == "excluded"
        assert views.find_in("essai", "notes", limit=5).hits[0].kind == "standing"


def test_a_part_is_paged(store, everything):
    with store.read() as views:
        one = views.find_in("0470123456", "documents", limit=1)
        other = views.find_in("0470123456", "documents", limit=1, offset=1)
        assert (one.total, other.total) == (2, 2)
        assert one.hits != other.hits
        with pytest.raises(NotInStore):
            views.find_in("x", "secrets", limit=1)


@scene
def crowd(store, post):
    """Two files of each of four people, of whom two have one name, a copy, and a mail of nobody."""
    for at, name in enumerate(("Zoé Ferry", "Rose Mercier", "Anne Lambert", "Rose Mercier")):
        papers = [paper(text=f"Un parapluie {at}.", filename=f"{told}.pdf") for told in ("cv", "lettre")]
        post.take_in(*papers, sender=f"person{at}@mail.example", name=name)
    post.take_in(paper(text="Un parapluie 0.", filename="cv.pdf"), sender="person0@mail.example", name="Zoé Ferry")
    post.take_in(paper(text="parapluie"), verdict=NEAR, sender="paul@mail.example", name="Alice Abel")


@pytest.mark.parametrize("offset", range(10))
@pytest.mark.parametrize("limit", [1, 2, 3, 20])
def test_of_many_documents_the_first_by_name_are_what_they_are_of_few(store, crowd, monkeypatch, limit, offset):
    with store.read() as views:
        of_few = views.find_in("parapluie", "documents", limit=limit, offset=offset)
        monkeypatch.setattr(finding, "FEW_DOCUMENTS", 0)
        assert views.find_in("parapluie", "documents", limit=limit, offset=offset) == of_few
    assert (of_few.total, len(of_few.hits)) == (9, min(limit, 9 - min(offset, 9)))


@pytest.mark.parametrize(("part", "words", "total"), [("applications", "person*", 4), ("mails", "mail", 5)])
@pytest.mark.parametrize(("limit", "offset"), [(1, 0), (2, 1), (3, 3), (20, 0), (2, 9)])
def test_of_many_files_and_mails_a_page_is_what_it_is_of_few(
    store, crowd, monkeypatch, part, words, total, limit, offset
):
    with store.read() as views:
        of_few = views.find_in(words, part, limit=limit, offset=offset)
        monkeypatch.setattr(finding, "FEW", 0)
        assert views.find_in(words, part, limit=limit, offset=offset) == of_few
    assert (of_few.total, len(of_few.hits)) == (total, max(0, min(limit, total - offset)))


def test_whoever_waits_elsewhere_is_counted(store, everything):
    with store.read() as views:
        assert views.elsewhere("oeil") == {"to_sort": 1, "other_mails": 0}
        assert views.elsewhere("rose") == {"to_sort": 0, "other_mails": 1}
        assert views.elsewhere("shop") == views.elsewhere("") == {"to_sort": 0, "other_mails": 0}


@pytest.mark.parametrize("text", ["", " ", "-x", '"', "%", "*", "'", "\x00", "0" * 40, "+" * 20])
def test_any_string_is_a_query(store, everything, text):
    found(store, text)

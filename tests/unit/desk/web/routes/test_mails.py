"""All mails, one mail, and what is said of it there."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from parsers.values.dispositions import Disposition, Verdict
from store.ledger.new_messages import NewMessage
from tests.unit.store.posting import UNRELATED, paper

INTERNAL = Verdict(disposition=Disposition.INTERNAL, reason="written by a colleague")


def headers_only(store, post, verdict, **fields):
    with store.begin() as tx:
        tx.ledger.record_new([NewMessage(sighting=post.sighting(**fields), verdict=verdict)])
        return max(message.id for message in tx.views.messages())


@pytest.fixture
def internal(store, post):
    return headers_only(store, post, INTERNAL, subject="Ma candidature", sender="rose@cdm.example", name="Rose Kéfer")


@pytest.fixture
def unrelated(store, post):
    return headers_only(store, post, UNRELATED, subject="Facture secrète", sender="shop@mail.example")


def test_every_mail_is_there_with_what_it_is(recruiter, anne, near_miss, internal, unrelated):
    page = recruiter.get("/mails").text
    for number in (anne, near_miss, internal, unrelated):
        assert f'href="/mails/{number}?list=' in page
    assert "écrit par un collègue" in page
    assert "Rose Kéfer" in page


def test_of_unrelated_mail_only_arrival_is_shown(recruiter, unrelated):
    for page in (recruiter.get("/mails").text, recruiter.get(f"/mails/{unrelated}").text):
        assert "dont rien n’est conservé" in page
        assert "Facture" not in page
        assert "shop@mail.example" not in page


def test_what_the_program_set_aside_is_listed_with_its_reason(recruiter, anne, near_miss, internal, unrelated):
    assert 'href="/mails?kind=set_aside"' in recruiter.get("/mails").text
    page = recruiter.get("/mails?kind=set_aside").text
    assert f'href="/mails/{internal}?list=kind%3Dset_aside"' in page
    assert "écrit par un collègue" in page
    assert all(f"/mails/{other}?" not in page for other in (anne, near_miss, unrelated))


def test_a_dossier_tells_what_was_set_aside_of_its_sender(recruiter, store, post, anne):
    assert "set_aside" not in recruiter.get(f"/applications/{anne}").text
    with store.read() as views:
        sender = views.application(anne).row.email
    automatic = Verdict(disposition=Disposition.AUTO_REPLY, reason="an automatic answer, by its headers")
    number = headers_only(store, post, automatic, subject="Absence", sender=sender)
    link = re.search(r'href="(/mails\?kind=set_aside[^"]*)"', recruiter.get(f"/applications/{anne}").text)
    assert f"/mails/{number}?" in recruiter.get(link[1].replace("&amp;", "&")).text


def test_filters_stand_in_the_address_and_come_back(recruiter, anne, internal):
    page = recruiter.get("/mails?kind=internal&q=kefer&mailbox=a&word=&page=1").text
    assert re.search(r'<option value="internal" selected>', page)
    assert f'href="/mails/{internal}?list=q%3Dkefer%26kind%3Dinternal%26mailbox%3Da"' in page
    assert f"/mails/{anne}?" not in page


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=99999999999", "kind=x&word=y", "q=%00", "q=%22", "page=7"])
def test_no_address_is_an_error(recruiter, anne, query):
    assert recruiter.get(f"/mails?{query}").status_code == 200


def test_pages_have_fifty_mails(recruiter, store, post, anne):
    with store.begin() as tx:
        tx.ledger.record_new([NewMessage(sighting=post.sighting(), verdict=UNRELATED) for _ in range(60)])
    first, second = recruiter.get("/mails").text, recruiter.get("/mails?page=2").text
    assert first.count("<tr id=") == 50
    assert second.count("<tr id=") == 11
    assert f'id="mail-{anne}"' in second


def test_a_colleague_s_mail_is_asked_for_and_one_goes_back_to_the_list(recruiter, store, internal):
    page = recruiter.get(f"/mails/{internal}?list=kind%3Dinternal").text
    assert "l’original sera repris dans la boîte mail à la prochaine relève" in page
    answer = recruiter.send(f"/mails/{internal}/accept", reason="elle postule", back="/mails?kind=internal")
    assert answer.headers["location"] == f"/mails?kind=internal&told=asked_for#mail-{internal}"
    page = recruiter.get(f"/mails/{internal}").text
    assert "demandé par mireille" in page
    assert 'name="reason"' not in page
    word = re.search(r"/reviews/(\d+)/undo", page).group(1)
    recruiter.send(f"/reviews/{word}/undo", back=f"/mails/{internal}")
    with store.read() as views:
        assert views.message(internal).word is None


def test_what_is_not_in_the_mailbox_any_more_is_told(recruiter, store, internal):
    recruiter.send(f"/mails/{internal}/accept", reason="elle postule")
    with store.begin() as tx:
        tx.ledger.note_gone([internal])
    for path in ("/mails", f"/mails/{internal}"):
        assert "ne se trouve plus dans aucune boîte mail" in recruiter.get(path).text
    assert "L’original sera repris" not in recruiter.get(f"/mails/{internal}").text


def test_a_mail_of_several_is_taken_out(recruiter, store, anne, post):
    other = post.take_in(paper(filename="pub.pdf"), name="Anne", reading={"tokens": {"email:anne@mail.example"}})
    assert f"/mails/{other}/dismiss" in recruiter.get(f"/mails/{other}").text
    recruiter.send(f"/mails/{other}/dismiss", reason="publicité")
    with store.read() as views:
        assert [mail.id for mail in views.application(anne).messages] == [anne]


def test_the_only_mail_of_a_file_leads_to_the_file(recruiter, anne):
    page = recruiter.get(f"/mails/{anne}").text
    assert f"/mails/{anne}/dismiss" not in page
    assert f'href="/applications/{anne}#standing"' in page


def test_the_notice_is_chosen_where_there_are_several(recruiter, store, internal):
    with store.begin() as tx:
        first = tx.notices.get("eo")
        tx.notices.put(replace(first, slug="autre", title="Un autre avis"))
    assert "Un autre avis" in recruiter.get(f"/mails/{internal}").text
    recruiter.send(f"/mails/{internal}/accept", reason="x", notice="autre")
    with store.read() as views:
        assert views.message(internal).notices == ("autre",)


def test_a_reader_sees_all_mails_and_no_form(reader, internal):
    assert "C’est une candidature…" not in reader.get("/mails").text
    assert f"/mails/{internal}/accept" not in reader.get(f"/mails/{internal}").text
    assert reader.send(f"/mails/{internal}/accept", reason="x").status_code == 403

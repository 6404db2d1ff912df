from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from parsers.values.documents import Kind
from parsers.values.evidence import Finding, State
from parsers.values.headers import Address
from parsers.values.messages import Message
from parsers.values.problems import Problem, Reason
from parsers.values.profiles import Fact, Profile
from parsers.values.readings import Reading
from store.errors import NotInStore
from store.values import IdentityClaims
from store.views.values import ApplicationFilter
from tests.unit.store.posting import (
    APPLIES,
    CLOSES,
    LATE,
    NEAR,
    NOTICE,
    UNRELATED,
    Plain,
    Saying,
    evidence,
    headers_of,
    paper,
)


def application(store, number, **options):
    with store.read() as views:
        return views.application(number, **options)


def ids(store):
    with store.read() as views:
        return [row.id for row in views.applications().rows]


def tenure(text, quote):
    return Finding(key="tenure", value="permanent", state=State.FOUND, evidence=(evidence(text, quote),))


def test_mails_of_one_candidate_are_one_application(store, post):
    first = post.take_in(paper())
    second = post.take_in(paper(Kind.LETTER, "lettre.pdf", "Madame, Monsieur"))
    found = application(store, first)
    assert [message.id for message in found.messages] == [first, second]
    assert (found.row.missing, found.row.message_count, found.row.document_count) == ((), 2, 2)


def test_an_application_bears_the_id_of_its_first_message_in_whatever_order_they_are_read(store, post):
    seen = [post.sighting(), post.sighting()]
    numbers = [post.record(sighting, content=str(sighting.uid)).message_id for sighting in seen]
    post.read(numbers[1], seen[1])
    assert ids(store) == [numbers[1]]
    post.read(numbers[0], seen[0])
    assert ids(store) == [numbers[0]]


def test_an_old_application_id_leads_to_what_it_became(store, post):
    first, second = post.take_in(), post.take_in()
    assert application(store, second).row.id == first


def test_strangers_stay_apart(store, post):
    one, other = post.take_in(sender="a@mail.example"), post.take_in(sender="b@mail.example")
    assert ids(store) == [one, other]


def test_two_groups_are_joined_by_a_message_that_knows_both(store, post):
    one = post.take_in(sender="a@mail.example")
    post.take_in(sender="b@mail.example")
    post.take_in(reading={"tokens": {"email:a@mail.example", "email:b@mail.example"}})
    assert ids(store) == [one]


def test_a_group_comes_apart_when_what_joined_it_is_read_otherwise(store, post):
    one, other = post.take_in(sender="a@mail.example"), post.take_in(sender="b@mail.example")
    bridge = post.take_in(reading={"tokens": {"email:a@mail.example", "email:b@mail.example"}})
    assert ids(store) == [one]
    post.read(bridge, post.sighting(), tokens={"email:c@mail.example"})
    assert ids(store) == [one, other, bridge]


def test_near_misses_and_unrelated_mail_make_no_application(store, post):
    post.take_in(paper(), verdict=NEAR)
    post.record(post.sighting(), UNRELATED)
    assert ids(store) == []


def test_a_mail_that_is_no_application_any_more_by_the_rules_stays_in_it_and_says_so(store, post):
    message = post.take_in(paper())
    post.read(message, post.sighting(), paper(), verdict=NEAR)
    assert ids(store) == [message]
    assert application(store, message).row.awaits == ("no_longer_matches", "missing")


def test_a_person_takes_it_out_and_back(store, post):
    message = post.take_in(paper())
    post.read(message, post.sighting(), paper(), verdict=NEAR)
    with store.begin() as tx:
        word = tx.reviews.dismiss(message, "anne", "about another post")
    assert ids(store) == []
    with pytest.raises(NotInStore):
        application(store, message)
    with store.begin() as tx:
        tx.reviews.undo(word, "anne")
    assert ids(store) == [message]


def test_documents_keep_their_ids_when_read_again(store, post):
    message = post.take_in(paper(), paper(Kind.LETTER, "lettre.pdf", "x"))
    post.read(message, post.sighting(), paper(Kind.LETTER, "lettre.pdf", "x"), paper(), paper(filename="neu.pdf"))
    found = {document.filename: document.id for document in application(store, message).documents}
    assert found == {"lettre.pdf": 10_002, "cv.pdf": 10_001, "neu.pdf": 10_003}


def test_a_document_that_is_gone_leaves_nothing(store, post):
    message = post.take_in(paper(text="parapluie"))
    post.read(message, post.sighting())
    with store.read() as views:
        assert views.search("parapluie").total == 0
        assert views.documents(message) == ()


def test_a_document_listed_twice_at_one_place_is_one(store, post):
    message = post.take_in(paper(), paper())
    assert len(application(store, message).documents) == 1


def test_the_same_file_in_two_mails_is_one_document_and_its_evidence_points_at_it(store, post):
    text = "Je suis nommée à titre définitif."
    cv = paper(text=text, findings=[tenure(text, text)])
    first = post.take_in(cv)
    post.take_in(cv)
    found = application(store, first)
    assert [document.id for document in found.documents] == [10_001]
    assert [passage.document_id for passage in found.facts["tenure"].evidence] == [10_001]


def test_a_superseded_document_says_nothing(store, post):
    text = "Je suis nommée."
    first = post.take_in(paper(text=text, findings=[tenure(text, "nommée")]))
    post.take_in(paper(filename="cv2.pdf", text="temporaire"))
    assert application(store, first).facts == {}


def test_a_late_mail_adds_to_an_application_in_time(store, post):
    first = post.take_in(paper())
    post.take_in(paper(Kind.LETTER, "l.pdf", "x"), verdict=LATE, received_at=CLOSES)
    found = application(store, first).row
    assert (found.on_time, found.missing) == (True, ("letter",))
    assert found.last_received_at == CLOSES


def test_the_last_instant_is_in_time_and_the_next_is_late(store, post):
    in_time = post.take_in(received_at=CLOSES - timedelta(microseconds=1), sender="a@mail.example")
    late = post.take_in(received_at=CLOSES, sender="b@mail.example", verdict=LATE)
    assert application(store, in_time).row.on_time
    assert not application(store, late).row.on_time


def test_arrivals_are_shown_in_the_zone_of_the_notice(store, post):
    message = post.take_in()
    assert application(store, message).row.first_received_at.isoformat() == "2026-02-10T10:00:00+01:00"


def test_a_message_that_cannot_be_read_is_an_application_all_the_same(store, post):
    noted = post.record(post.sighting(sender="anne@mail.example", name="Anne"))
    with store.begin() as tx:
        tx.papers.give_up(noted.message_id, "killed", IdentityClaims(message_id=noted.message_id))
        tx.applications.refresh(noted.message_id)
    found = application(store, noted.message_id).row
    assert (found.email, found.failed_count, found.awaits) == ("anne@mail.example", 1, ("failed", "missing"))
    with store.read() as views:
        assert [message.error for message in views.to_sort().failed] == ["killed"]


def test_unreadable_documents_await_a_human(store, post):
    message = post.take_in(paper(readable=False, reason=Reason.ENCRYPTED, text=""))
    assert "unreadable" in application(store, message).row.awaits
    with store.read() as views:
        [waiting] = views.to_sort().unreadable
    assert (waiting.application_id, waiting.document.reason) == (message, "encrypted")


def test_a_broken_file_that_was_replaced_awaits_nobody(store, post):
    told = (Problem(code="corrupt", place="2", sentence="damaged"),)
    broken = paper(readable=False, reason=Reason.CORRUPT, text="", filename="cv 1.pdf", problems=told)
    message = post.take_in(broken)
    assert {"unreadable", "problem"} <= set(application(store, message).row.awaits)
    post.take_in(paper(filename="cv 2.pdf"))
    row = application(store, message).row
    assert (row.unreadable_count, row.problem_count) == (0, 0)


def test_the_sender_stands_for_a_person_nothing_is_known_of(store, post):
    store._logic = Saying(Profile(person={}, facts={}))
    message = post.take_in(sender="anne@mail.example")
    assert application(store, message).row.email == "anne@mail.example"


def test_a_moved_closing_makes_late_mail_in_time_again(store, post):
    message = post.take_in(verdict=LATE, received_at=CLOSES)
    with store.begin() as tx:
        assert tx.notices.put(replace(NOTICE, closes_at=CLOSES + timedelta(days=1)))
        tx.applications.recompute(message)
    assert application(store, message).row.on_time


def test_an_application_is_for_the_notice_of_its_mails(store, post):
    message = post.take_in()
    with store.begin() as tx:
        tx.notices.put(replace(NOTICE, slug="secretariat-2026", subject="Secrétariat"))
        tx.ledger.assign(message, "secretariat-2026", ["secretariat-2026"])
        tx.applications.refresh(message)
    assert application(store, message).row.notice == "secretariat-2026"


class Doubtful(Plain):
    def possible_duplicates(self, claims):
        numbers = [claim.message_id for claim in claims]
        return [(one, other, "same name") for one in numbers for other in numbers if one < other]

    def partition(self, claims):
        return [{claim.message_id} for claim in claims]


@pytest.fixture
def doubtful(store, post):
    store._logic = Doubtful()
    return post.take_in(name="Anne"), post.take_in(name="Anne")


def test_possible_duplicates_are_shown_on_both_sides(store, doubtful):
    one, other = doubtful
    assert [(d.application_id, d.reason) for d in application(store, one).duplicates] == [(other, "same name")]
    assert [d.application_id for d in application(store, other).duplicates] == [one]
    with store.read() as views:
        assert views.applications(ApplicationFilter(awaits="duplicate")).total == 2
        assert [(a.id, b.id) for a, b, _ in views.to_sort().duplicates] == [doubtful]


def test_a_merge_joins_and_its_undo_parts_again(store, doubtful):
    one, other = doubtful
    with store.begin() as tx:
        merge = tx.reviews.merge(one, other, "colette", "same person")
    assert ids(store) == [one]
    assert application(store, one).duplicates == ()
    with store.begin() as tx:
        tx.reviews.undo(merge, "colette")
    assert ids(store) == [one, other]
    assert len(application(store, one).duplicates) == 1


def test_a_merge_outlives_reading_again(store, post, doubtful):
    one, other = doubtful
    with store.begin() as tx:
        tx.reviews.merge(one, other, "colette")
    for message in doubtful:
        post.read(message, post.sighting(), paper())
    assert ids(store) == [one]


def test_applications_kept_apart_are_shown_as_duplicates_no_more(store, post, doubtful):
    one, other = doubtful
    with store.begin() as tx:
        word = tx.reviews.keep_apart(one, other, "colette", "sisters")
    assert application(store, one).row.duplicate_count == 0
    post.read(one, post.sighting(), paper())
    assert application(store, one).duplicates == ()
    with store.begin() as tx:
        tx.reviews.undo(word, "colette")
    assert application(store, one).row.duplicate_count == 1


def test_a_message_taken_out_of_an_application_stands_alone_until_that_is_undone(store, post):
    first, second = post.take_in(), post.take_in()
    with store.begin() as tx:
        word = tx.reviews.separate(second, "colette", "her husband's")
    assert ids(store) == [first, second]
    with store.begin() as tx:
        tx.reviews.undo(word, "colette")
    assert ids(store) == [first]


def test_a_person_of_whom_sources_disagree_awaits_a_human(store, post):
    phone = Fact(key="phone", value="+32470000000", state=State.TO_VERIFY)
    store._logic = Saying(Profile(person={"phone": phone}, facts={}))
    message = post.take_in()
    assert application(store, message).row.to_verify_count == 1


def test_the_applicant_of_a_forward_is_who_counts(store, post):
    noted = post.record(post.sighting(sender="staff@cdm.example"))
    headers = headers_of("TR: Recrutement EO", "staff@cdm.example", None, "1")
    origin = Address(name="Anne", email="anne@mail.example")
    reading = Reading(message=Message(headers=headers, applicant=origin, forwarded_from=origin))
    with store.begin() as tx:
        tx.papers.replace(noted.message_id, reading, APPLIES, IdentityClaims(message_id=noted.message_id))
        tx.applications.refresh(noted.message_id)
    found = application(store, noted.message_id)
    assert (found.row.name, found.row.email) == ("Anne", "anne@mail.example")
    assert found.bodies[0].forwarded_email == "anne@mail.example"


def test_recomputing_many_takes_as_many_statements_as_recomputing_few(store, post):
    ids = [post.take_in(uid=uid, sender=f"candidate{uid}@mail.example") for uid in range(1, 21)]
    counted = []
    event.listen(store.engine, "before_cursor_execute", lambda *_: counted.append(1))
    costs = []
    for many in (2, 20):
        with store.begin() as tx:
            counted.clear()
            tx.applications.recompute(*ids[:many])
            costs.append(len(counted))
    assert costs[0] == costs[1]

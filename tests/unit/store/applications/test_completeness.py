from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.values.documents import Kind
from store.applications.completeness import WeighedDocument, WeighedMail, weigh

START = datetime(2026, 3, 1, tzinfo=UTC)


def mail(number, *, in_time=True, **fields):
    return WeighedMail(id=number, received_at=START + timedelta(days=number), in_time=in_time, **fields)


def paper(message, kind=Kind.CV, number=1, **fields):
    given_ = {"filename": f"{message}-{number}.pdf", "sha256": f"{message}-{number}", "language": "fr"}
    return WeighedDocument(id=message * 10_000 + number, message_id=message, kind=kind, **(given_ | fields))


def superseded(mails, papers):
    return [id_ for id_, standing in weigh(mails, papers).papers.items() if standing.superseded]


def test_a_cv_and_a_letter_are_complete():
    found = weigh([mail(1)], [paper(1), paper(1, Kind.LETTER, 2)])
    assert (found.has_cv, found.has_letter, found.missing, found.on_time) == (True, True, (), True)


def test_one_file_can_be_both():
    assert weigh([mail(1)], [paper(1, Kind.CV_AND_LETTER)]).missing == ()


@pytest.mark.parametrize("kind", [Kind.DIPLOMA, Kind.OTHER])
def test_other_papers_are_neither(kind):
    assert weigh([mail(1)], [paper(1, kind)]).missing == ("cv", "letter")


def test_a_letter_in_the_body_is_a_letter():
    found = weigh([mail(1, parts=frozenset({"letter"}))], [paper(1)])
    assert (found.has_letter, found.letter_in_body, found.missing) == (True, True, ())


def test_a_cv_that_cannot_be_opened_was_sent_all_the_same():
    assert weigh([mail(1)], [paper(1, readable=False)]).has_cv


def test_what_came_late_does_not_count_beside_what_came_in_time():
    found = weigh([mail(1), mail(9, in_time=False, parts=frozenset({"letter"}))], [paper(9)])
    assert (found.on_time, found.missing, found.letter_in_body) == (True, ("cv", "letter"), False)


def test_everything_counts_when_nothing_came_in_time():
    found = weigh([mail(9, in_time=False)], [paper(9), paper(9, Kind.LETTER, 2)])
    assert (found.on_time, found.missing) == (False, ())


def test_a_newer_document_of_a_kind_supersedes_the_older():
    assert superseded([mail(1), mail(2)], [paper(1), paper(2)]) == [10_001]


def test_two_of_a_kind_in_one_mail_stand_side_by_side():
    assert superseded([mail(1)], [paper(1), paper(1, number=2)]) == []


def test_arrival_tells_which_is_newer_not_the_ledger():
    late_in_ledger = WeighedMail(id=5, received_at=START, in_time=True)
    assert superseded([mail(1), late_in_ledger], [paper(1), paper(5)]) == [50_001]


def test_a_late_document_supersedes_nothing_that_came_in_time():
    assert superseded([mail(1), mail(9, in_time=False)], [paper(1), paper(9)]) == []


def test_late_documents_supersede_each_other_when_nothing_came_in_time():
    assert superseded([mail(8, in_time=False), mail(9, in_time=False)], [paper(8), paper(9)]) == [80_001]


def test_what_cannot_be_read_supersedes_nothing_that_can():
    assert superseded([mail(1), mail(2)], [paper(1), paper(2, readable=False)]) == []


def test_what_can_be_read_supersedes_what_cannot():
    assert superseded([mail(1), mail(2)], [paper(1, readable=False), paper(2)]) == [10_001]


def test_a_version_in_another_language_is_no_correction():
    assert superseded([mail(1), mail(2)], [paper(1), paper(2, language="nl")]) == []


@pytest.mark.parametrize("kind", [Kind.DIPLOMA, Kind.OTHER])
def test_diplomas_do_not_supersede_each_other(kind):
    assert superseded([mail(1), mail(2)], [paper(1, kind), paper(2, kind)]) == []


def test_a_file_that_is_both_is_superseded_only_as_a_whole():
    both = paper(1, Kind.CV_AND_LETTER)
    assert superseded([mail(1), mail(2)], [both, paper(2)]) == []
    assert superseded([mail(1), mail(2)], [both, paper(2), paper(2, Kind.LETTER, 2)]) == [10_001]


def test_a_file_that_is_both_supersedes_each():
    papers = [paper(1), paper(1, Kind.LETTER, 2), paper(2, Kind.CV_AND_LETTER)]
    assert superseded([mail(1), mail(2)], papers) == [10_001, 10_002]


def test_a_newer_letter_supersedes_a_letter_in_the_body_which_stays_a_letter():
    found = weigh([mail(1, parts=frozenset({"letter"}), language="fr"), mail(2)], [paper(2, Kind.LETTER)])
    assert found.superseded_bodies == {1}
    assert found.letter_in_body


def test_the_same_file_sent_again_is_one_document():
    again = {"filename": "cv.pdf", "sha256": "same"}
    found = weigh([mail(1), mail(2)], [paper(1, **again), paper(2, **again)])
    assert found.papers[20_001].copy_of == 10_001
    assert found.papers[10_001].copy_of is None
    assert not any(standing.superseded for standing in found.papers.values())


def test_the_same_bytes_under_another_name_are_another_document():
    found = weigh([mail(1), mail(2)], [paper(1, sha256="same"), paper(2, sha256="same")])
    assert found.papers[20_001].copy_of is None


def test_a_file_sent_again_is_as_new_as_its_last_arrival():
    old = {"filename": "cv.pdf", "sha256": "v1"}
    papers = [paper(1, **old), paper(2), paper(3, **old)]
    assert superseded([mail(1), mail(2), mail(3)], papers) == [20_001]


def test_a_file_sent_late_and_in_time_is_in_time():
    again = {"filename": "cv.pdf", "sha256": "same"}
    late_first = weigh([mail(1, in_time=False), mail(2)], [paper(1, **again), paper(2, **again)])
    assert late_first.papers[10_001].in_time
    assert late_first.has_cv


KINDS = st.sampled_from(list(Kind))
MAILS = st.lists(st.booleans(), min_size=1, max_size=5)


@example([True], [])
@example([False], [(0, Kind.CV, True, "a")])
@example([True, True], [(0, Kind.CV, True, "a"), (1, Kind.CV, False, "b")])
@example([True, False], [(0, Kind.LETTER, True, "a"), (1, Kind.LETTER, True, "a")])
@example([True] * 5, [(n, Kind.CV_AND_LETTER, n != 4, "abcab"[n]) for n in range(5)])
@example([False, True], [(0, Kind.CV_AND_LETTER, True, "a"), (1, Kind.CV, True, "b"), (1, Kind.LETTER, False, "c")])
@example([True, True, True], [(2, Kind.CV, True, "c"), (0, Kind.CV, True, "a"), (1, Kind.LETTER, True, "a")])
@given(MAILS, st.lists(st.tuples(st.integers(0, 4), KINDS, st.booleans(), st.sampled_from("abc")), max_size=8))
def test_whatever_was_sent_a_newest_readable_version_of_each_kind_stands(in_time, given_papers):
    mails = [mail(n, in_time=timely) for n, timely in enumerate(in_time, start=1)]
    papers = [
        paper(1 + index % len(mails), kind, n, readable=readable, sha256=name, filename=name)
        for n, (index, kind, readable, name) in enumerate(given_papers, start=1)
    ]
    found = weigh(mails, papers)
    standing = [p for p in papers if found.papers[p.id].copy_of is None and not found.papers[p.id].superseded]
    for kinds, there in (({Kind.CV}, found.has_cv), ({Kind.LETTER}, found.has_letter)):
        assert not there or any(p.kind in kinds | {Kind.CV_AND_LETTER} for p in standing)


def test_a_cv_in_the_body_is_a_cv_until_a_newer_one_comes():
    found = weigh([mail(1, parts=frozenset({"cv"}), language="fr")], [paper(1, Kind.LETTER)])
    assert (found.missing, found.letter_in_body, found.superseded_bodies) == ((), False, frozenset())
    found = weigh([mail(1, parts=frozenset({"cv"}), language="fr"), mail(2)], [paper(2)])
    assert found.superseded_bodies == {1}


def test_what_waits_for_a_person_is_there_and_supersedes_nothing():
    papers = [paper(1), paper(2), paper(2, Kind.LETTER, 2)]
    found = weigh([mail(1), mail(2, admitted=False)], papers)
    assert found.missing == ()
    assert superseded([mail(1), mail(2, admitted=False)], papers) == []
    assert superseded([mail(1), mail(2)], papers) == [10_001]


def test_an_old_paper_that_a_stranger_sends_again_does_not_come_back():
    again = paper(3, filename="1-1.pdf", sha256="1-1")
    mails = [mail(1), mail(2), mail(3, admitted=False)]
    assert superseded(mails, [paper(1), paper(2), again]) == [10_001, 30_001]
    assert superseded([*mails[:2], mail(3)], [paper(1), paper(2), again]) == [20_001]

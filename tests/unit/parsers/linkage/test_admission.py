import pytest

from parsers.linkage.admission import doubt, waiting
from parsers.linkage.grouping import MessageClaims
from parsers.values.acts import BY_ANOTHER, ELSEWHERE, FORGED, UNPROVEN
from parsers.values.headers import Proof

HERS, OTHER = "jeanne@mail.example", "jeanne@stranger.example"


def claim(number, email=HERS, sender=None, proof=Proof.PROVEN, **more):
    return MessageClaims(message_id=number, email=email, sender=sender or email, proof=proof, **more)


@pytest.mark.parametrize(
    ("later", "why"),
    [
        (claim(2), None),
        (claim(2, proof=Proof.UNCHECKED), UNPROVEN),
        (claim(2, proof=Proof.UNPROVEN), UNPROVEN),
        (claim(2, proof=Proof.FAILED), FORGED),
        (claim(2, OTHER), ELSEWHERE),
        (claim(2, sender=OTHER), BY_ANOTHER),
        (claim(2, sender="colleague@office.example", by_colleague=True), None),
        (claim(2, sender="colleague@office.example", by_colleague=True, proof=Proof.FAILED), FORGED),
    ],
)
def test_what_a_later_mail_must_prove(later, why):
    assert waiting([claim(1), later]) == ({2: why} if why else {})


def test_the_first_mail_opens_the_dossier_whatever_proves_it():
    assert waiting([claim(1, proof=Proof.FAILED)]) == {}


def test_who_came_first_is_told_by_arrival_and_not_by_number():
    assert waiting([claim(2), claim(1, OTHER)]) == {1: ELSEWHERE}


@pytest.mark.parametrize("proof", [Proof.FAILED, Proof.UNPROVEN])
def test_a_first_mail_that_proves_nothing_makes_way_for_a_proven_one_of_its_address(proof):
    forged = claim(1, proof=proof)
    assert waiting([forged, claim(2), claim(3)]) == {1: FORGED if proof is Proof.FAILED else UNPROVEN}
    assert waiting([forged, claim(2, OTHER)]) == {2: ELSEWHERE}


def test_a_machine_s_mail_that_names_her_makes_way_for_her_own():
    assert waiting([claim(1, sender="no-reply@stranger.example"), claim(2)]) == {1: BY_ANOTHER}


def test_a_mail_that_a_person_accepts_makes_its_address_the_candidates():
    mails = [claim(1), claim(2, OTHER), claim(3, OTHER)]
    assert waiting(mails) == {2: ELSEWHERE, 3: ELSEWHERE}
    assert waiting(mails, {2}) == {}


def test_a_mail_without_an_address_is_no_ones_and_proves_nothing():
    assert waiting([claim(1, None, sender=None), claim(2), claim(3)]) == {1: UNPROVEN}
    forward = claim(1, None, sender="colleague@office.example", by_colleague=True)
    assert waiting([forward, claim(2)]) == {1: UNPROVEN}
    assert waiting([claim(1, None, sender=None)]) == {}


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (claim(9), None),
        (claim(9, proof=Proof.UNCHECKED), UNPROVEN),
        (claim(9, proof=Proof.UNPROVEN), UNPROVEN),
        (claim(9, proof=Proof.FAILED), FORGED),
        (claim(9, OTHER), ELSEWHERE),
        (claim(9, sender=OTHER), BY_ANOTHER),
        (claim(9, None, sender=None), UNPROVEN),
    ],
)
def test_what_an_answer_to_a_letter_must_prove(answer, why):
    assert doubt(answer, [claim(1), claim(2, OTHER)]) == why
    assert doubt(answer, [claim(1), answer], admitted={9}) is None


def test_having_opened_the_dossier_proves_no_answer():
    opener = claim(1, proof=Proof.FAILED)
    assert waiting([opener]) == {}
    assert doubt(opener, [opener]) == FORGED


def test_where_a_person_had_a_letter_sent_is_the_candidate_s_address():
    assert doubt(claim(9, OTHER), [claim(1)], addresses={OTHER}) is None
    assert doubt(claim(9, OTHER, proof=Proof.UNPROVEN), [claim(1)], addresses={OTHER}) == UNPROVEN


def test_of_no_dossier_nobody_answers():
    assert doubt(claim(9), []) == ELSEWHERE

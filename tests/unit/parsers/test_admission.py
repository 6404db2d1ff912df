import pytest

from parsers.sorting.admission import BY_ANOTHER, ELSEWHERE, FORGED, UNPROVEN, waiting
from parsers.sorting.grouping import MessageClaims
from parsers.values import Proof

HERS, OTHER = "jeanne@mail.example", "jeanne@stranger.example"


def claim(number, email=HERS, sender=None, proof=Proof.PROVEN, **more):
    return MessageClaims(message_id=number, email=email, sender=sender or email, proof=proof, **more)


@pytest.mark.parametrize(
    ("later", "why"),
    [
        (claim(2), None),
        (claim(2, proof=Proof.UNCHECKED), None),
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


def test_the_order_in_which_mails_are_given_is_of_no_matter():
    assert waiting([claim(2, OTHER), claim(1)]) == {2: ELSEWHERE}


def test_a_mail_that_a_person_accepts_makes_its_address_the_candidates():
    mails = [claim(1), claim(2, OTHER), claim(3, OTHER)]
    assert waiting(mails) == {2: ELSEWHERE, 3: ELSEWHERE}
    assert waiting(mails, {2}) == {}


def test_a_mail_that_could_not_be_read_is_no_ones_address():
    assert waiting([claim(1, None, sender=None), claim(2), claim(3)]) == {}

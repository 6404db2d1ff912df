import pytest

from parsers.kinds.notice import is_notice, quotations

COPY = (
    "APPEL À CANDIDATURES\nChargé(e) de mission\nConditions de recevabilité\n"
    "- être nommé(e) ou engagé(e) à titre définitif ;\n- être porteur d'un titre de capacité ;\n"
    "- justifier de cinq ans au moins ;\nDispositif multipartenarial d'orientation\n"
)


def test_a_copy_of_the_notice_is_known():
    assert is_notice(COPY)
    assert not is_notice("Je suis nommée à titre définitif et porteuse d'un titre de capacité.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Votre annonce demande d'être nommé ou engagé à titre définitif.",
        "Votre appel exige cinq ans d'ancienneté.",
        "Uw vacature vraagt vijf jaar ervaring.",
        "Ihre Ausschreibung verlangt eine definitive Ernennung.",
        "Your notice asks for five years in teaching.",
    ],
)
def test_a_sentence_that_tells_what_is_asked_is_no_evidence(sentence):
    assert len(list(quotations(sentence))) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Votre annonce demande une nomination : je suis nommée depuis 2010.",
        "Je suis nommée ou presque.",
        "J'ai lu votre annonce.",
    ],
)
def test_what_the_applicant_says_of_herself_is(sentence):
    assert list(quotations(sentence)) == []

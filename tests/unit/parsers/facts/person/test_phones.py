import pytest

from parsers.facts.person.phones import phones


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("GSM : 0470/12.34.56", "+32470123456"),
        ("0470 12 34 56", "+32470123456"),
        ("+32 470 12 34 56", "+32470123456"),
        ("+32 (0)470 / 12.34.56", "+32470123456"),
        ("0032(0)470/12.34.56", "+32470123456"),
        ("(+352) 691 123 456", "+352691123456"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("06 12 34 56 78", "+33612345678"),
        ("063/22.33.44", "+3263223344"),
        ("087 / 55 12 34", "+3287551234"),
        ("tel 0470-12-34-56", "+32470123456"),
        ("0470.12.34.5l", "+32470123451"),
    ],
)
def test_spellings(text, number):
    assert [phone.number for phone in phones(text)] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "12/09/1980", "09/2010 – 06/2014", "BE68 5390 0754 7034", "N° national 80.09.12-123.45", "2011-2014",
        "6700 Arlon", "22/22", "1/25 000",
    ],
)  # fmt: skip
def test_what_is_no_number(text):
    assert list(phones(text)) == []


def test_two_numbers_on_a_line():
    assert [phone.number for phone in phones("061 41 22 33 - 0470 12 34 56")] == ["+3261412233", "+32470123456"]
    assert [phone.mobile for phone in phones("061 41 22 33 ou 0470 12 34 56")] == [False, True]


def test_a_number_without_prefix_is_of_the_addresss_country():
    assert [phone.number for phone in phones("691 123 456", region="LU")] == []
    assert [phone.number for phone in phones("0171 2345678", region="DE")] == ["+491712345678"]


def test_a_fax_or_a_schools_number_is_not_the_writers():
    assert all(phone.foreign for phone in phones("Fax : 063/22.33.44\nSecrétariat de l'école : 063/22.33.55"))


def test_whose_a_number_is_stands_beside_it():
    school, own = phones("École : 063 22 33 44, GSM privé : 0479 63 02 18")
    assert school.foreign
    assert not own.foreign
    own, school = phones("0479 63 02 18 / 063 22 33 44 (école)")
    assert school.foreign
    assert not own.foreign
    (another,) = phones("Mme Rita Lambin, inspectrice, 0486 11 22 33")
    assert another.named

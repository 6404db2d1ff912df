import pytest

from parsers.facts.person.countries import regions
from parsers.facts.person.phones import phones
from tests.each import each


@each(
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
        ("� 0470 12 34 56", "+32470123456"),
        ("Tél.0470123456", "+32470123456"),
        ("0470\u202f12\u202f34\u202f56", "+32470123456"),
        ("0470\u201112\u201134\u201156", "+32470123456"),
        ("0470·12·34·56", "+32470123456"),
        ("�32470123456", "+32470123456"),
        ("+49 (0) 176-12345678", "+4917612345678"),
    ],
)
def test_spellings(text, number):
    assert [phone.number for phone in phones(text)] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "12/09/1980", "09/2010 – 06/2014", "BE68 5390 0754 7034", "N° national 80.09.12-123.45", "2011-2014",
        "6700 Arlon", "01/02/23 - 31/03/23", "22/22", "1/25 000",
    ],
)  # fmt: skip
def test_what_is_no_number(text):
    assert list(phones(text)) == []


def test_two_numbers_on_a_line():
    assert [phone.number for phone in phones("061 41 22 33 - 0470 12 34 56")] == ["+3261412233", "+32470123456"]
    assert [phone.mobile for phone in phones("061 41 22 33 ou 0470 12 34 56")] == [False, True]


def test_a_number_without_prefix_is_of_the_addresss_country():
    assert [phone.number for phone in phones("691 123 456", regions={"LU": 3.0})] == []
    assert [phone.number for phone in phones("0171 2345678", regions={"DE": 3.0})] == ["+491712345678"]
    assert [phone.number for phone in phones("078 123 45 67", regions={"CH": 3.0})] == ["+41781234567"]
    assert [phone.number for phone in phones("(438) 234-5678", regions={"CA": 3.0})] == ["+14382345678"]


@pytest.mark.parametrize(
    ("lines", "language", "number", "written"),
    [
        (["Lindenweg 4, 50667 Köln"], "de", "+4915112345678", "0151 12345678"),
        (["Lindenweg 4, 3000 Bern, Schweiz"], "de", "+41781234567", "078 123 45 67"),
        (["jan@bedrijf.nl"], "nl", "+31612345678", "06 12345678"),
        (["Nantes, France"], "fr", "+33612345678", "06 12 34 56 78"),
        (["Rue du Puits 4, 6700 Arlon", "Née à Longwy (France)"], "fr", "+32498123456", "0498 12 34 56"),
    ],
)
def test_the_persons_own_lines_tell_the_country(lines, language, number, written):
    told = regions(lines, [], language)
    assert [phone.number for phone in phones(written, regions=told)] == [number]


def test_a_number_that_two_countries_may_have_is_told_with_both():
    """06 and eight digits is a mobile in France and in the Netherlands."""
    (phone,) = phones("06 12345678", regions={"BE": 0.4})
    assert {phone.number, *phone.rivals} == {"+33612345678", "+31612345678"}


def test_a_number_may_be_parted_by_tabs():
    assert [phone.number for phone in phones("GSM :\t0470\t12\t34\t56")] == ["+32470123456"]
    assert [phone.number for phone in phones("061 41 22 33\t0470 12 34 56")] == ["+3261412233", "+32470123456"]


def test_numbers_in_pairs_of_digits_stand_side_by_side():
    told = [phone.number for phone in phones("06 12 34 56 78 / 01 23 45 67 89", regions={"FR": 3.0})]
    assert told == ["+33612345678", "+33123456789"]


def test_a_second_number_may_leave_out_the_prefix():
    assert [phone.number for phone in phones("Mobile : +32.470123456 /471123456")][:1] == ["+32470123456"]


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


def test_a_dot_between_blanks_parts_two_numbers():
    told = phones("3080 Tervuren · 02 767 44 90 · 0473 85 13 26")
    assert [phone.number for phone in told] == ["+3227674490", "+32473851326"]
    assert [phone.number for phone in phones("0473·85·13·26")] == ["+32473851326"]

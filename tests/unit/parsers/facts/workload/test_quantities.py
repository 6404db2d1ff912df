"""The numbers of a sentence with their units, the fractions they make, and what a full load is said to be."""

import pytest

from parsers.facts.workload.leaves import is_relieved, is_taken_away
from parsers.facts.workload.levels import full_load_of, is_the_measure
from parsers.facts.workload.quantities import counts, fractions_of, quantities
from parsers.text.text import fold


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("16h/20", [(16, "hour")]),
        ("14 p./22 et quatre périodes", [(14, "lesson"), (4, "lesson")]),
        ("28 h 48 par semaine", [(28.8, "hour")]),
        ("28 heures 48 par semaine", [(28.8, "hour")]),
        ("28u48 per week", [(28.8, "hour")]),
        ("22 h 18/22", [(22, "hour"), (18, "")]),
        ("24 heures, 36 h", [(24, "hour"), (36, "hour")]),
        ("24 heures 36 h", [(24, "hour"), (36, "hour")]),
        ("18,5 lestijden", [(18.5, "lesson")]),
        ("fünfundzwanzigeinhalb Wochenstunden", [(25.5, "lesson")]),
        ("le 12.09.2020 en 2021", []),
        ("en 5e et 6e P", [(5, ""), (6, "")]),
        ("0477/08 63 45", [(63, ""), (45, "")]),
    ],
)
def test_numbers_have_their_units(text, told):
    assert [(found.value, found.unit) for found in quantities(fold(text))] == told


def test_a_number_ends_with_its_unit_and_its_week():
    (count,) = quantities(fold("J'ai 36 h/semaine."))
    assert (count.start, count.end, count.weekly, count.yearly) == (5, 17, True, False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("18/22", [(18, 22, "/")]),
        ("18e/24e", [(18, 24, "/")]),
        ("16 uur op 20", [(16, 20, "op")]),
        ("27 uur op een voltijdse week van 36 uur", [(27, 36, "op een voltijdse week van")]),
        ("32 heures au lieu de 36", [(32, 36, "au lieu de")]),
        ("20/12", []),
        ("12/05/2020", []),
    ],
)
def test_two_numbers_make_a_fraction(text, told):
    assert [(found.part.value, found.whole.value, found.sign) for found in fractions_of(fold(text))] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("22 périodes", [22]),
        ("12 périodes sur 22", []),
        ("12 heures de formation", []),
        ("2 leçons de décharge", []),
    ],
)
def test_what_is_counted_without_a_whole(text, told):
    assert [count.value for count in counts(fold(text))] == told


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("36 h = temps plein", 36),
        ("Eine volle Stelle hat 20 Stunden.", 20),
        ("institutrice maternelle", 26),
        ("professeur au degré supérieur, temps plein : 22", 22),
        ("Langue maternelle : français", None),
        ("vendeuse", None),
    ],
)
def test_a_full_load_is_stated_or_known_by_its_level(text, whole):
    assert full_load_of(fold(text)) == whole


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("les vingt que compte un [horaire complet]", True),
        ("28 h par semaine ([temps plein] : 36 h)", True),
        ("24 périodes = un [temps plein]", True),
        ("Une [charge complète] de logopède compte 30 périodes.", True),
        ("un [horaire complet] de 36 heures", False),
        ("[temps plein] (24 périodes)", False),
    ],
)
def test_a_full_load_may_only_be_the_measure(text, measure):
    start = fold(text).index("[")
    assert is_the_measure(fold(text.replace("[", "").replace("]", "")), start) is measure


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("congé parental à [1/5]", True),
        ("[1/5] de congé parental", True),
        ("mijn opdracht verminderd met [een vijfde]", True),
        ("[20 %] de moins", True),
        ("un congé parental en 2019, puis [1/5]", False),
        ("un congé pour mission à [1/5]", False),
    ],
)
def test_a_leave_takes_a_part_away(text, taken):
    flat = fold(text)
    start, end = flat.index("["), flat.index("]") - 1
    assert is_taken_away(flat.replace("[", "").replace("]", ""), start, end) is taken


def test_a_part_is_given_to_another_task():
    assert is_relieved("dechargee de 6 periodes sur 30", 13, 30)
    assert not is_relieved("dechargee, j'ai 6 periodes sur 30", 16, 33)

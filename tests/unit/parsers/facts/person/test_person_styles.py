"""Names, addresses and tenure as people write them in unlike places, with what misleads."""

from dataclasses import replace

import pytest

from parsers.facts.person.addresses import addresses
from parsers.facts.person.contacts import places
from parsers.facts.person.names.personal_names import PersonName, read_name
from parsers.facts.person.names.similarity import in_address
from parsers.facts.tenure.tenure import find_tenure
from parsers.layout.sections import sections
from parsers.values.documents import Kind


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("~  Anne-Lise HERMAN, dite Lison  ~", "Anne-Lise Herman"),
        ("MATHIEU Paul-Henri, Gaston", "Paul-Henri Mathieu"),
        ("De Vos, Katrien Maria", "Katrien Maria De Vos"),
        ("*** Jutta KLEIN, genannt Jule ***", "Jutta Klein"),
    ],
)
def test_a_name_is_read(line, name):
    assert read_name(line).text == name


@pytest.mark.parametrize("line", ["Où J'ai Travaillé", "Ce Qu'On Dit", "C'est Moi"])
def test_a_phrase_is_no_name(line):
    assert read_name(line) is None


def test_half_of_a_double_name_in_an_address_is_enough():
    assert in_address(PersonName(given="Ada", family="Ngoma-Petit"), "ada.ngoma@post.example") == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("text", "code", "city"),
    [
        ("Dorpsstraat 12\n1234 AB Maastricht", "1234 AB", "Maastricht"),
        ("Rue du Bac, l2\nB-682O FLORENVlLLE", "6820", "FLORENVILLE"),
        ("Nassogne, rue du Four 29, 6950", "6950", "Nassogne"),
        ("Woonplaats: Aarlen (B-6700)", "6700", "Aarlen"),
        ("rue du Pont 4\nArlon 6700", "6700", "Arlon"),
    ],
)
def test_an_address_is_read(text, code, city):
    assert [(found.code, found.city) for found in addresses(text)][:1] == [(code, city)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Marié, 2 enfants. Épouse : institutrice nommée à Bouillon (24/24).", None),
        ("Ehemann : Lehrer, definitiv ernannt.", None),
        ("Echtgenote: vast benoemd leerkracht", None),
        ("Suis-je nommée ? La question se pose.", None),
        ("Auf die definitive Ernennung warte ich seit drei Jahren.", "temporary"),
        ("« personnel nommé ou engagé à titre définitif » : ce n'est pas moi.", "temporary"),
        ("Ich bin seit 2009 definitiv ernannt.", "permanent"),
    ],
)
def test_tenure_of_others_questions_and_waiting(text, value):
    assert next((finding.value for finding in find_tenure(sections(text))), None) == value


RIGHT = " " * 60


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (f"{RIGHT}Liesbet Maes\n{RIGHT}Hoogstraat 27\n{RIGHT}1861 Wolvertem", "1861"),
        (f"{RIGHT}Liesbet Maes\n{RIGHT}1861 Wolvertem\n\n{RIGHT}Ziekenhuis\n{RIGHT}1000 Brussel", "1861"),
        (f"Liesbet Maes\n1861 Wolvertem\n{RIGHT}Ziekenhuis\n{RIGHT}1000 Brussel", "1861"),
        (f"Liesbet Maes\n\n{RIGHT}Ziekenhuis Les Tilleuls\n{RIGHT}1000 Brussel", None),
    ],
)
def test_the_block_that_begins_a_letter_is_its_writer_s_to_the_right_too(head, found):
    text = f"{head}\n\nGeachte heer,\n\nIk solliciteer.\n\nMet vriendelijke groet,\n\nLiesbet Maes\n"
    layout = replace(sections(text), kind=Kind.LETTER)
    senders = "\n".join(block.span.of(text) for block in places(layout) if block.source == "sender")
    assert [one.code for one in addresses(senders)] == ([found] if found else [])

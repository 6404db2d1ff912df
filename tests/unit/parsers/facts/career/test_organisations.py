from pathlib import Path

from parsers.facts.career.organisations import may_employ
from parsers.facts.career.places import place_in
from tests.each import each

NAMES, NO_NAMES = (
    part.strip().split("\n")[1:]
    for part in (Path(__file__).parent / "organisations.txt").read_text("utf-8").split("### ")[1:]
)


@each("name", NAMES)
def test_a_name_may_employ(name):
    assert may_employ(name)


@each("words", NO_NAMES)
def test_other_words_may_not(words):
    assert not may_employ(words)


WRAPPED = [
    ("Je travaille à l'Athénée royal de\nBourgvert-Grandmarais depuis 2008.", "Athénée royal de Bourgvert-Grandmarais"),
    ("Je travaille à l'Institut\nSaint-Orban depuis 2008.", "Institut Saint-Orban"),
    ("Professeur à l'Athénée royal Bourgvert-\nGrandmarais", "Athénée royal Bourgvert- Grandmarais"),
    ("Lehrerin, Gemeindeschule\nAltfurt", "Gemeindeschule Altfurt"),
    ("Ik werk in het Koninklijk Atheneum van\nLindeveld.", "Koninklijk Atheneum van Lindeveld"),
]


@each(("text", "name"), WRAPPED)
def test_a_name_goes_on_below_where_a_margin_has_cut_it(text, name):
    assert place_in(text) == name


def test_a_name_ends_with_its_line():
    assert place_in("Institut Saint-Orban\nProfesseur de français") == "Institut Saint-Orban"
    assert place_in("Collège Saint-Orban\nBourgvert") == "Collège Saint-Orban"

from store.reviews.overlay import following, parts_of
from tests.each import each


@each(
    ("stated", "family", "parts"),
    [
        ("Marie Dupont", "Marie", ("Marie", "Dupont")),
        ("Marie Claire Dupont", "dupont", ("Marie Claire", "Dupont")),
        ("Anne van der Meulen", "", ("Anne", "van der Meulen")),
        ("DUPONT Marie", "Dupont", ("Marie", "DUPONT")),
        ("Van den Broeck, Els", "", ("Els", "Van den Broeck")),
        ("MARIE DUPONT", "Marie", ("MARIE", "DUPONT")),
        ("Annie", "Annie", ("Annie", None)),
        ("", "Dupont", (None, None)),
    ],
)
def test_the_parts_of_a_stated_name(stated, family, parts):
    assert parts_of(stated, family) == parts


@each(
    ("corrected", "held", "found"),
    [
        ({"name"}, {"name": "Marie Dupont", "family_name": "Marie"}, {"given_name": "Marie", "family_name": "Dupont"}),
        ({"name", "given_name"}, {"name": "Marie Dupont", "given_name": "M."}, {"family_name": "Dupont"}),
        ({"family_name"}, {"given_name": "Marie", "family_name": "Thiry", "name": "Marie D"}, {"name": "Marie Thiry"}),
        ({"family_name"}, {"given_name": "Marie", "family_name": None}, {"name": "Marie"}),
        ({"name", "given_name", "family_name"}, {"name": "Marie Dupont"}, {}),
        ({"phone"}, {"name": "Marie Dupont"}, {}),
    ],
)
def test_what_follows_from_a_correction(corrected, held, found):
    assert following(corrected, held) == found

"""What a text may say that would speak for its writer, understood or not."""

from dataclasses import replace

from parsers.facts.telling.opposites import opposites
from parsers.layout.sections import sections
from parsers.values.documents import Kind
from tests.each import each


def keys_in(text, kind=Kind.CV):
    return [one.value for one in opposites(replace(sections(text), kind=kind))]


@each(
    ("text", "keys"),
    [
        ("Institutrice, école de Vance\nNomination : voir annexe", ["tenure"]),
        ("Professeur à Marbois\nCharge : 20/20\nTâche : coordination, 8 périodes", ["workload"]),
        ("Je ne suis pas nommée.", []),
        ("Mon mari est nommé.", []),
        ("J'espère être nommée en 2027.", []),
        ("Suis-je nommée ?", []),
        ("Nommé conseiller référent par la direction régionale, pour une équipe de huit personnes.", []),
        ("Note provisoire : 16/20", []),
        (
            "EXPÉRIENCE\nInstitutrice, école de Vance\n\nLANGUES\nFrançais\n\n2009 – 2017\n\n2005 – 2009",
            ["experience_years"],
        ),
        ("ÉTUDES\n2017 – 2021\nBachelier instituteur, haute école de Virton", []),
        ("Je souhaite travailler à temps plein.", []),
        ("Depuis 2020 : 10/20\nEn 2003 : 20/20", []),
    ],
)
def test_what_would_speak_for_its_writer_is_kept_unless_it_is_explained(text, keys):
    assert keys_in(text) == keys


def test_a_letter_may_speak_of_appointments_at_large():
    text = "Madame, Monsieur,\n\nLa question de la nomination reste ouverte.\n\nCordialement\n\nAlix Lunet\n"
    assert keys_in(text, Kind.LETTER) == []

import pytest

from parsers.layout.headings import subject_of
from parsers.layout.sections import sections
from tests.each import each


@each(
    ("title", "subject"),
    [
        ("EXPÉRIENCE PROFESSIONNELLE", "experience"),
        ("Parcours dans l’enseignement", "experience"),
        ("Loopbaan in het onderwijs", "experience"),
        ("B e r u f l i c h e r   We r d e g a n g", "experience"),
        ("Employment history", "experience"),
        ("Expérience en Belgique", "experience"),
        ("Expérience professionnelle à l’étranger", "experience"),
        ("Ervaring in België", "experience"),
        ("Berufserfahrung in der Schweiz", "experience"),
        ("Work experience in the United Kingdom", "experience"),
        ("Études aux Pays-Bas", "education"),
        ("Athénée royal en Belgique", None),
        ("D I P L Ô M E S", "education"),
        ("Études et formations", "education"),
        ("Educatie", "education"),
        ("Mon engagement", None),
        ("Außercurriculäre Aktivitäten", "interests"),
        ("Projets perso", "projects"),
        ("Bourses et prix", "publications"),
        ("Stipendien und Auszeichnungen", "publications"),
        ("Beurzen en prijzen", "publications"),
        ("Opleiding", "education"),
        ("A u s b i l d u n g", "education"),
        ("S p ra c h ke n n t n i s s e", "languages"),
        ("Talenkennis", "languages"),
        ("Centres d’intérêt", "interests"),
        ("Vrije tijd", "interests"),
        ("RÉFÉRENCES", "references"),
        ("une phrase quelconque", None),
        ("Athénée royal", None),
    ],
)
def test_a_heading_is_known_by_its_words(title, subject):
    assert subject_of(title) == subject


def test_numbered_framed_and_labelled_headings():
    text = "I. Études\n1993 : instituteur\n--- PARCOURS -----\n2001\n❧ Langues\nfrançais\nInformatique : Word"
    found = sections(text).sections
    assert [part.subject for part in found] == [None, "education", "experience", "languages", "computing"]
    assert text[found[-1].start : found[-1].end].strip() == "Word"


def test_the_name_in_capitals_is_no_heading():
    assert [part.title for part in sections("JEANNE DUPONT\nEXPÉRIENCE\n2009").sections] == ["", "EXPÉRIENCE"]


@pytest.mark.parametrize(
    "text",
    [
        "EXPÉRIENCE\nsept. 2009 – juin 2015 : professeur, Collège\nDétail\nJuillet 2004 : caissière\n",
        "EXPÉRIENCE\nsept. 2009 – juin 2015\nprofesseur, Collège\n\nJuillet 2004\ncaissière\n",
        "EXPÉRIENCE\nprofesseur, Collège\nsept. 2009 – juin 2015\n\ncaissière\nJuillet 2004\n",
        "EXPÉRIENCE\nprofesseur, Collège (sept. 2009 – juin 2015)\nDétail\ncaissière, gare (juillet 2004)\n",
    ],
)
def test_an_entry_is_found_whatever_side_its_date_stands(text):
    first, second = sections(text).entries
    assert "professeur" in text[first.head.start : first.head.end]
    assert "caissière" in text[second.head.start : second.head.end]
    assert first.subject == "experience"


def test_a_letter_has_its_parts():
    text = "Jeanne Dupont\n6700 Arlon\n\nMesdames,\n\nJ'enseigne.\n\nCordialement,\n\nJeanne Dupont\n"
    letter = sections(text).letter
    assert letter is not None
    assert letter.salutation.of(text) == "Mesdames,"
    assert letter.body.of(text).strip() == "J'enseigne."
    assert letter.signature.of(text).strip() == "Jeanne Dupont"
    assert sections("EXPÉRIENCE\n2009").letter is None


def test_a_schools_name_cut_by_its_column_announces_no_leisure():
    text = "Mes deux postes\n\nÉcole libre de\nBure\n\ninstitutrice\n\n09/2012\n– à ce jour\n\nLoisirs\n\nla marche\n"
    found = sections(text)
    assert {entry.subject for entry in found.entries} == {"experience"}
    assert found.section_at(text.index("marche")).subject == "interests"


def test_a_label_in_a_list_of_labels_holds_its_line_alone():
    text = "Langues : français\nAutres activités : judo\nProgrammation : Python\n\nTHÈSE\n2025-...  Un sujet\n"
    layout = sections(text)
    assert layout.section_at(text.index("judo")).subject == "experience"
    assert layout.section_at(text.index("2025")).subject != "experience"


def test_stretches_beside_their_titles_and_below_longer_ones_are_of_one_career():
    text = (
        "LOOPBAAN\n\nKabinet van de minister  10/2020 – 02/2025\nadviseur Onderwijs\n\n"
        "Kabinet van de schepen van Onderwijs en\nJeugd\n05/2018 – 10/2020\nadviseur Jeugd\n\n"
        "Studiedienst Linde  11/2012 – 05/2018\nmedewerker\n"
    )
    heads = [text[entry.head.start : entry.head.end] for entry in sections(text).entries]
    assert [head.split()[0] for head in heads] == ["Kabinet", "Kabinet", "Studiedienst"]
    assert heads[1].startswith("Kabinet van de schepen")


def test_a_line_that_is_part_of_a_date_heads_nothing():
    text = (
        "Marie Lambert\n6700 Arlon\n\nExpériences professionnelles\n\nDepuis\n09/2010\n\nÉcole du Parc, Arlon\n"
        "Institutrice.\n\nLangues\nanglais, B2\n\nLogiciels\nWord, Excel\n"
    )
    layout = sections(text)
    assert [part.title for part in layout.sections] == ["", "Expériences professionnelles", "Langues", "Logiciels"]


def test_the_sentences_around_one_end_with_the_text():
    layout = sections("First one. Second one. Third one. Fourth one.")
    first, second, third, fourth = layout.sentences
    assert layout.sentences_around(second, before=1) == (first, second)
    assert layout.sentences_around(second, before=2, behind=1) == (first, second, third)
    assert layout.sentences_around(fourth, behind=1) == (fourth,)

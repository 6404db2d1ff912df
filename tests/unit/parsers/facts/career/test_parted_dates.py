from parsers.facts.career.parted_dates import reunited
from parsers.layout.sections import sections

COLUMNS = (
    "WERKERVARING\n\nseptember 2014 – heden\n\nseptember 2011 – augustus 2014\n\nOPLEIDING\n\n2011\n\n2009\n\nTALEN\n\n"
    "Leraar Nederlands, Athenaeum Brussel\n\nvoltijdse opdracht\n\nLeraar Engels, Sint-Jozefscollege\n\ntijdelijk\n"
)


def test_ranges_without_words_get_the_posts_when_there_are_as_many():
    layout = sections(COLUMNS)
    heads = [entry.head.of(COLUMNS) for entry in reunited(layout) if not entry.when.point]
    assert heads == ["Leraar Nederlands, Athenaeum Brussel", "Leraar Engels, Sint-Jozefscollege"]


def test_where_the_counts_differ_nothing_is_guessed():
    text = COLUMNS.replace("Leraar Engels, Sint-Jozefscollege", "Zwemmen")
    layout = sections(text)
    assert reunited(layout) == layout.entries


BELOW = (
    "À CÔTÉ\n\nPotière,\ntrésorière du club\n\n09/2014 – aujourd'hui\n\n09/2009 – 08/2013\n\n09/2013 – 08/2014\n\n"
    "Mes classes\n\nInstitut Sainte-Ode, Grandmarais\nMathématiques, 20 périodes\n\nCollège Saint-Orban, Bourgvert\n"
    "Sciences\n\nInterruption de carrière\nAuprès de ma mère\n\nDiplômes\n\nAESI, 2009\n"
)
ABOVE = (
    "PARCOURS\n\nsept. 2019 →\n\nLogopède, CPMS provincial de Bourgvert\n\nTrois écoles.\n\n"
    "Psychologue, CPMS libre de Grandmarais\n\nTemps plein.\n\nsept. 2014 –\naoût 2019\n\nmars 2010 –\naoût 2014\n\n"
    "Éducateur, AMO « Le Phare », Bourgvert\n\nTravail de rue.\n"
)


def heads(text):
    return [entry.head.of(text).split("\n")[0] for entry in reunited(sections(text)) if not entry.when.point]


def test_a_run_of_ranges_has_the_schools_and_leaves_below_it_though_no_function_is_named():
    assert heads(BELOW) == [
        "Institut Sainte-Ode, Grandmarais",
        "Collège Saint-Orban, Bourgvert",
        "Interruption de carrière",
    ]


def test_of_a_run_below_undated_posts_the_last_has_what_follows_it():
    assert heads(ABOVE)[1:] == ["Psychologue, CPMS libre de Grandmarais", "Éducateur, AMO « Le Phare », Bourgvert"]

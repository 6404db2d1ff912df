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

from dataclasses import replace

from parsers.facts.guidance.orientation import find_orientation
from parsers.layout.sections import sections
from parsers.values.documents import Kind
from tests.each import each, rows_beside

ROWS = rows_beside(__file__, "guidances.txt")


@each(("said", "text"), ROWS)
def test_guidance_in_the_words_of_many(said, text):
    value, kind = said.split()
    layout = replace(sections(text.replace("\\n", "\n")), kind=Kind(kind))
    found = next((finding.value for finding in find_orientation(layout)), None)
    assert found is {"true": True, "false": False, "-": None}[value]

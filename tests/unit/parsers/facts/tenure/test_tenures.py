from dataclasses import replace

from parsers.facts.tenure.tenure import find_tenure
from parsers.layout.sections import sections
from parsers.values.documents import Kind
from tests.each import each, rows_beside

ROWS = rows_beside(__file__, "tenures.txt", "statuses.txt")


@each(("said", "text"), ROWS)
def test_tenure_in_the_words_of_many(said, text):
    layout = sections(text.replace("\\n", "\n"))
    if said.endswith("cv"):
        layout = replace(layout, kind=Kind.CV)
    found = next((finding.value for finding in find_tenure(layout)), "-")
    assert found == said.removesuffix(" cv")

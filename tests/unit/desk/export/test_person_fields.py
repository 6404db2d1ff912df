from dataclasses import fields

import pytest

from desk.export.columns import WIDTHS
from desk.i18n import code_labels
from parsers.facts.person.candidate import decide
from parsers.values.profiles import PERSON
from store.database.models import Application
from store.views.values import ApplicationRow


@pytest.mark.parametrize(
    "known",
    [
        decide(()),
        code_labels.PERSON,
        [field.name for field in fields(ApplicationRow)],
        [column.name for column in Application.__table__.columns],
        WIDTHS,
    ],
    ids=["parsers", "headings", "rows", "table", "widths"],
)
def test_every_room_knows_the_fields_of_the_person_in_their_order(known):
    assert [key for key in known if key in PERSON] == list(PERSON)


def test_only_they_are_told_of_the_person():
    assert tuple(decide(())) == tuple(code_labels.PERSON) == PERSON

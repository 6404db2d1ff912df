"""How many questions a page asks of the store does not grow with what it shows."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from tests.unit.store.posting import paper


@contextmanager
def counted(engine):
    """The statements that are carried out meanwhile."""
    said = []

    def note(_connection, _cursor, statement, *_):
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


def asked(browser, store, path):
    browser.get(path)  # what is noted but once is noted now
    with counted(store.engine) as said:
        assert browser.get(path).status_code == 200
    return len(said)


@pytest.mark.parametrize(
    "path", ["/", "/?order=-experience_years&years=1", "/?seen=new&tag=x", "/mails", "/overview", "/journal",
             "/interviews", "/interviews/reception",
             "/compare?id=1&id=2&id=3"]
)  # fmt: skip
def test_a_page_asks_a_fixed_number_of_questions(reader, store, post, path):
    for number in range(3):
        post.take_in(paper(filename=f"{number}.pdf"), name=f"N {number}", sender=f"n{number}@mail.example")
    before = asked(reader, store, path)
    for number in range(3, 12):
        post.take_in(paper(filename=f"{number}.pdf"), name=f"N {number}", sender=f"n{number}@mail.example")
    assert asked(reader, store, path) == before <= 50

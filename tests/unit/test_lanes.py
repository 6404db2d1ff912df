"""What `make test` leaves to `make soak` is told in CONTRIBUTING.md, with the reason."""

from __future__ import annotations

from tests.lanes import IN_PAGE, left_out, table

MARKED = """
CEPH = pytest.mark.soak("needs Ceph")
pytestmark = pytest.mark.long

@pytest.fixture(params=["memory", pytest.param("ceph", marks=CEPH)])
def server(request): ...

@pytest.mark.soak("kills at random")
@pytest.mark.timeout(900)
def test_a(): ...

def test_b(): ...
"""


def test_the_table_is_that_of_the_tests():
    assert IN_PAGE.written() == table(), "python -m tests.lanes --write"


def test_marks_are_found_wherever_they_stand():
    assert list(left_out(MARKED)) == [("`server`", "needs Ceph"), ("`test_a`", "kills at random")]
    assert list(left_out('pytestmark = [pytest.mark.soak("all of it")]\ndef test_a(): ...')) == [
        ("all of it", "all of it")
    ]

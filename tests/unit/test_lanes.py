"""What `make test` leaves to `make soak` is found with its reason."""

from __future__ import annotations

from tests.lanes import left_out, table

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


def test_the_table_has_every_test_that_is_left_out():
    assert "| `integration/jobs/test_kill.py` | `test_killed_at_random_moments" in table()


def test_marks_are_found_wherever_they_stand():
    assert list(left_out(MARKED)) == [("`server`", "needs Ceph"), ("`test_a`", "kills at random")]
    assert list(left_out('pytestmark = [pytest.mark.soak("all of it")]\ndef test_a(): ...')) == [
        ("all of it", "all of it")
    ]

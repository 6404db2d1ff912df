"""The dossiers as a gate: no figure of either half falls below its floor, no rule is surer than its row tells."""

from __future__ import annotations

import pytest

from tests import floors
from tests.corpus import evaluate


@pytest.mark.parametrize("half", ["open", "held"])
def test_no_figure_falls_below_its_floor(half, record_property):
    tally, seconds = evaluate.measure(evaluate.HERE / "candidates" / half)
    shares = evaluate.shares(tally)
    record_property("figures", f"{floors.table(half, shares, tally.total)}\n  {seconds:.1f} s of processor time")
    assert floors.fallen(half, shares) == []
    assert tally.beyond == {}

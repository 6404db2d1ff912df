"""The dossiers as a gate: no figure of any folder falls below its floor, no rule is surer than its row tells."""

from __future__ import annotations

import pytest

from tests import floors
from tests.corpus import evaluate


@pytest.mark.parametrize("folder", ["open", "others", "held"])
def test_no_figure_falls_below_its_floor(folder, record_property):
    tally, seconds = evaluate.measure(evaluate.HERE / "candidates" / folder)
    shares = evaluate.shares(tally)
    record_property("figures", f"{floors.table(folder, shares, tally.total)}\n  {seconds:.1f} s of processor time")
    assert floors.fallen(folder, shares) == []
    assert tally.beyond == {}

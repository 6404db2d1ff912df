from __future__ import annotations

from jobs.runtime import memory


def test_the_kernel_s_count_of_those_killed_for_memory_is_read(tmp_path):
    statistics = tmp_path / "vmstat"
    statistics.write_text("pgfault 12\noom_kill 3\noom_kill_other 9\n")
    assert memory.kernel_kills(statistics) == 3


def test_where_nobody_counts_there_are_none(tmp_path):
    assert memory.kernel_kills(tmp_path / "none") == 0

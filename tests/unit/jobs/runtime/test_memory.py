from __future__ import annotations

from jobs.runtime import memory


def test_the_kernel_s_count_of_those_killed_for_memory_is_read(tmp_path):
    statistics = tmp_path / "vmstat"
    statistics.write_text("pgfault 12\noom_kill 3\noom_kill_other 9\n")
    assert memory.kernel_kills(statistics) == 3


def test_where_nobody_counts_there_are_none(tmp_path):
    assert memory.kernel_kills(tmp_path / "none") == 0


def test_the_lowest_ceiling_is_the_machine_s_or_that_of_a_group(tmp_path):
    proc, groups = tmp_path / "proc", tmp_path / "cgroup"
    (proc / "self").mkdir(parents=True)
    (proc / "meminfo").write_text("MemTotal:  8192 kB\nMemFree:  1 kB\n")
    (proc / "self" / "cgroup").write_text("0::/user.slice/session\n")
    unit = groups / "system.slice" / "candidatures.service"
    session = groups / "user.slice" / "session"
    for folder, most in ((unit, "max"), (session, "max")):
        folder.mkdir(parents=True)
        (folder / "memory.max").write_text(f"{most}\n")
    assert memory.lowest_ceiling(proc, groups) == memory.Ceiling(bytes=8 << 20, of="this machine")
    (unit / "memory.max").write_text("4096\n")
    assert memory.lowest_ceiling(proc, groups) == memory.Ceiling(bytes=4096, of="candidatures.service")
    (groups / "memory.max").write_text("2048\n")
    assert memory.lowest_ceiling(proc, groups) == memory.Ceiling(bytes=2048, of="this container")
    assert memory.lowest_ceiling(tmp_path / "none", tmp_path / "none") is None

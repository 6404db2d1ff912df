"""What `check` says of the memory that workers may take together, and that the units hold it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jobs.care.check import workers
from jobs.config.settings import LimitSettings
from jobs.runtime.memory import Ceiling
from jobs.sandbox import namespaces

DEPLOY = Path(__file__).parents[5] / "deploy"
GIB = 1 << 30
SMALL = Ceiling(bytes=3 * GIB, of="candidatures.service")


def test_all_at_their_limits_fit_or_check_says_how_many_do():
    assert workers.memory(LimitSettings(), 2, Ceiling(bytes=5 * GIB, of="this machine")).level == "ok"
    told = workers.memory(LimitSettings(), 2, SMALL)
    assert told.level == "note"
    assert "2 workers take 4.9 GiB at most, candidatures.service has 3.0 GiB" in told.sentence
    assert "limits.workers = 1" in told.sentence


def test_what_a_worker_may_have_counts_with_its_programs_and_files():
    more = workers.at_most(LimitSettings(memory_mib=2048), 3) - workers.at_most(LimitSettings(), 3)
    assert more == 3 * GIB
    one = workers.at_most(LimitSettings(), 3) - workers.at_most(LimitSettings(), 2)
    assert one == LimitSettings().of_a_worker.most + (100 << 20)


@pytest.mark.parametrize("name", ["candidatures.service", "candidatures-desk.service"])
def test_a_unit_holds_two_workers_at_their_limits(name):
    text = (DEPLOY / name).read_text("utf-8")
    most = int(re.search(r"^MemoryMax=(\d+)G$", text, re.MULTILINE)[1]) * GIB
    assert workers.at_most(LimitSettings(), 2) <= most
    assert "Environment=TMPDIR=/var/tmp" in text


def test_a_container_holds_them_and_what_passes_through_its_memory():
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    limits = re.findall(r"mem_limit: (\d+)g", text)
    passing = re.findall(r"tmpfs: \[\"/tmp:mode=1777,size=(\d+)g\"\]", text)
    assert [int(most) * GIB >= workers.at_most(LimitSettings(), 2) + int(tmp) * GIB
            for most, tmp in zip(limits, passing, strict=True)] == [True, True]  # fmt: skip


@pytest.mark.parametrize(("root", "told"), [(True, ["sandbox user"]), (False, [])])
def test_workers_that_are_root_are_told(monkeypatch, root, told):
    monkeypatch.setattr(namespaces, "is_root", lambda _: root)
    assert [one.subject for one in workers.run(LimitSettings()) if one.subject == "sandbox user"] == told

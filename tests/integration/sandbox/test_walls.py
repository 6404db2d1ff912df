"""A worker that was taken over reaches nothing: probes that run inside a real one, with all its walls."""

from __future__ import annotations

import json
import os
import platform
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import worker_deeds

from jobs.sandbox import namespaces
from jobs.sandbox.answers import TaskFailed
from jobs.sandbox.confinement import Confinement, missing_walls
from jobs.sandbox.pool import Pool
from parsers.values.problems import Reason
from tests.processes import below

DEEDS = ("worker_deeds",)
NUMBERS = {"x86_64": 0, "aarch64": 1}
CALLS = {
    "unshare": (272, 97, 0x10000000),
    "a process in namespaces of its own": (56, 220, 0x20000000 | signal.SIGCHLD),
    "join a namespace": (308, 268, 0, 0),
    "mount": (165, 40, 0, 0, 0, 0, 0),
    "a new root": (155, 41, 0, 0),
    "shared memory of System V": (29, 194, 0, 4096, 0o1600),
    "semaphores of System V": (64, 190, 0, 1, 0o1600),
    "a queue of System V": (68, 186, 0, 0o1600),
    "a queue of POSIX": (240, 180, 0, 0, 0, 0),
    "memory without a name": (319, 279, 0, 0),
    "trace": (101, 117, 16, 1, 0, 0),
    "read another's memory": (310, 270, 1, 0, 0, 0, 0, 0),
    "limits of another": (302, 261, 1, 7, 0, 0),
    "keys": (250, 219, 0, -3, 0),
    "programs for the kernel": (321, 280, 0, 0, 0),
    "faults handled by oneself": (323, 282, 0),
    "counters of the processor": (298, 241, 0, 0, -1, -1, 0),
    "another user": (105, 146, 0),
    "another personality": (135, 92, 0x0040000),
    "the clock": (227, 112, 0, 0),
    "a socket of the network": (41, 198, 2, 1, 0),
    "a UNIX socket": (41, 198, 1, 1, 0),
    "a socket of the kernel": (41, 198, 16, 3, 0),
    "a pair of sockets": (53, 199, 1, 1, 0, 0),
    "handles of others": (438, 438, 0, 0, 0),
    "rings": (425, 425, 1, 0),
    "its own death with the zygote": (157, 167, 1, 0, 0, 0, 0),
    "a terminal's input": (16, 29, 0, 0x5412, 0),
}


@pytest.fixture(scope="module")
def pool():
    with Pool(2, seconds=30, preload=DEEDS, confinement=Confinement(weak=bool(missing_walls()))) as pool:
        yield pool


needs_walls = pytest.mark.skipif(bool(missing_walls()), reason=f"the kernel has no {', '.join(missing_walls())}")
needs_namespaces = pytest.mark.skipif(not namespaces.is_privileged(), reason="namespaces are not sure to be given")


def failure(future) -> TaskFailed:
    with pytest.raises(TaskFailed) as caught:
        future.result()
    return caught.value


@needs_walls
@pytest.mark.parametrize("name", CALLS)
def test_what_no_reader_needs_the_kernel_refuses(pool, name):
    *numbers, arguments = (*CALLS[name][:2], CALLS[name][2:])
    number = numbers[NUMBERS[platform.machine()]]
    assert pool.submit(worker_deeds.refused, number, *arguments).result() in {"EPERM", "ENOSYS"}


@needs_walls
def test_nothing_outside_its_folder_changes(pool, tmp_path):
    outside = tmp_path / "outside"
    outside.write_text("as it was")
    outside.chmod(0o600)
    before = outside.stat()
    assert set(pool.submit(worker_deeds.change, str(outside)).result()) <= {"PermissionError", "OSError"}
    after = outside.stat()
    assert (after.st_mode, after.st_uid, after.st_mtime_ns, after.st_ctime_ns) == (
        before.st_mode,
        before.st_uid,
        before.st_mtime_ns,
        before.st_ctime_ns,
    )
    assert outside.read_text() == "as it was"


@needs_walls
def test_no_door_of_another_program_opens(pool, tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "door"))
        server.listen()
        assert pool.submit(worker_deeds.connect_to, str(tmp_path / "door")).result() == "PermissionError"


@needs_walls
@pytest.mark.parametrize("path", ["/dev/shm/left", "/tmp/left", "/run/left", "/var/tmp/left"])
def test_nothing_is_left_where_all_may_write(pool, path):
    assert pool.submit(worker_deeds.write_to, path).result() == "PermissionError"
    assert not Path(path).exists()


@needs_walls
def test_the_surroundings_of_the_daemon_are_not_read(pool):
    seen = pool.submit(worker_deeds.read_from, f"/proc/{os.getpid()}/environ").result()
    assert seen in {"PermissionError", "FileNotFoundError"}


def test_a_fork_bomb_ends_at_its_limit_and_with_its_worker(pool):
    before = below(pool.zygote_pid)
    told = pool.submit(worker_deeds.fork_bomb)
    try:
        assert told.result() < Confinement().processes
    except TaskFailed as failed:  # where the kernel does not count, the zygote does
        assert failed.reason is Reason.TOO_LARGE  # noqa: PT017 - either answer is one
    assert below(pool.zygote_pid) <= before
    assert pool.submit(worker_deeds.double, 4).result() == 8


@needs_namespaces
def test_threads_count_as_processes(pool):
    if pool.submit(worker_deeds.identity).result()[0] == 0:
        pytest.skip("the project stands where no other user may read: a worker is root without rights, uncounted")
    assert pool.submit(worker_deeds.thread_bomb).result() < Confinement().processes


def test_the_disk_is_bounded():
    limits = Confinement(weak=bool(missing_walls()), disk=16 << 20)
    with Pool(1, seconds=30, preload=DEEDS, confinement=limits) as small:
        told = small.submit(worker_deeds.fill_the_disk)
        try:
            assert told.result() <= limits.disk
        except TaskFailed as failed:
            assert failed.reason is Reason.TOO_LARGE  # noqa: PT017 - either answer is one


@needs_namespaces
def test_the_number_of_files_is_bounded(pool):
    assert pool.submit(worker_deeds.make_files).result() <= namespaces.FILES


def test_memory_is_bounded_over_all_processes_of_a_task():
    limits = Confinement(weak=bool(missing_walls()), external_memory=1 << 30)
    with Pool(1, seconds=60, preload=DEEDS, confinement=limits) as small:
        task = small.submit(worker_deeds.eat_memory_in_children, 500 << 20, 5)
        assert failure(task).reason is Reason.TOO_LARGE
        assert small.submit(worker_deeds.double, 4).result() == 8


def test_whatever_a_worker_leaves_behind_ends_with_it(pool):
    before = below(pool.zygote_pid)
    pool.submit(worker_deeds.leave_many).result()
    assert below(pool.zygote_pid) <= before


def test_a_child_that_computes_ends_at_the_deadline(pool):
    before = below(pool.zygote_pid)
    assert failure(pool.submit(worker_deeds.burn_in_child, seconds=0.5)).reason is Reason.TIMEOUT
    assert below(pool.zygote_pid) <= before


@needs_namespaces
def test_it_sees_no_process_but_its_own_and_is_nobody(pool):
    assert pool.submit(worker_deeds.processes).result() == [1]
    user, group, capabilities = pool.submit(worker_deeds.identity).result()
    assert user == group
    assert user in range(65000, 65520) or Path(sys.prefix).is_relative_to(Path.home()) or _is_closed(sys.base_prefix)
    assert capabilities == 0


def _is_closed(path: str) -> bool:
    """Whether some folder on the way is its owner's alone."""
    return any(not folder.stat().st_mode & 0o001 for folder in Path(path).parents)


@needs_walls
def test_nobody_else_is_killed(pool):
    assert pool.submit(worker_deeds.kill, os.getpid()).result() in {"ProcessLookupError", "PermissionError"}
    assert pool.submit(worker_deeds.everybody_killed).result() == "PermissionError"


def test_the_end_of_the_zygote_is_the_end_of_its_workers(tmp_path):
    with Pool(1, preload=DEEDS, confinement=Confinement(weak=bool(missing_walls()))) as single:
        single.submit(worker_deeds.double, 1).result()
        family = below(single.zygote_pid) - {single.zygote_pid}  # which is ours to bury
        assert family or not namespaces.is_privileged()
        os.kill(single.zygote_pid, signal.SIGKILL)
        while any(Path(f"/proc/{pid}").exists() for pid in family):  # the test's time-out ends what never ends
            time.sleep(0.01)


def without(walls: str, how: str, folder: Path, what: str = "held") -> dict[str, object]:
    """What workers can do on a kernel that lacks these walls."""
    probes = Path(__file__).with_name("wall_probes.py")
    words = [sys.executable, "-m", "tests.walls", walls, str(probes), how, str(folder), what]
    done = subprocess.run(words, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


REFUSALS = {"EPERM", "ENOSYS", "ESRCH", "EINVAL", "PermissionError", "ProcessLookupError", "FileNotFoundError"}
"""Not allowed, or not there to be seen."""
KERNELS = ["landlock=1", "landlock=2", "landlock=5", ""]
"""Without a second version (5.13), without cutting (Debian 12), without signals (Ubuntu 24.04), and as it is here."""


@needs_walls
@pytest.mark.parametrize("world", ["", "namespaces"])
@pytest.mark.parametrize("kernel", KERNELS)
def test_whatever_the_kernel_gives_nobody_else_is_reached(kernel, world, tmp_path):
    told = without(",".join(filter(None, (kernel, world))), "full", tmp_path, "reached")
    assert (told["missing"], told["double"]) == ([], 8)
    assert told["itself"] == ["done", "done", "done"]
    assert told["root"] == (told["who"] == 0)  # as `check` tells it
    for name in ("daemon", "zygote", "emptied"):
        assert {way: answer for way, answer in told[name].items() if answer not in REFUSALS} == {}
    one_way = ("everybody", "surroundings", "memory", "a sibling", "read", "written", "connected")
    assert {way: told[way] for way in one_way if told[way] not in REFUSALS} == {}
    assert set(told["changed"]) <= {"PermissionError", "OSError"}
    assert told["left"] == "as it was"


@needs_walls
@pytest.mark.parametrize("walls", ["landlock", "seccomp", "landlock,seccomp"])
@pytest.mark.parametrize("world", ["", ",namespaces"])
def test_where_a_wall_is_missing_nothing_is_read(walls, world, tmp_path):
    told = without(walls + world, "full", tmp_path)
    assert told["missing"] == walls.split(",")
    assert "cannot confine the process" in told["double"]
    assert "no mail is read" in told["sentence"]
    assert all(wall in told["sentence"] for wall in told["missing"])
    assert not (tmp_path / "outside").exists()


@needs_walls
def test_weak_confinement_by_hand_reads_behind_the_walls_that_are_left(tmp_path):
    told = without("landlock", "weak", tmp_path)
    assert told["double"] == 8
    assert told["socket"] == "PermissionError"
    assert not told["still there"]
    assert "as was configured" in told["sentence"]
    told = without("seccomp", "weak", tmp_path)
    assert told["double"] == 8
    assert told["write"] == "PermissionError"
    assert not told["still there"]


@needs_walls
def test_weak_confinement_without_landlock_and_namespaces_signals_nobody(tmp_path):
    told = without("landlock,namespaces", "weak", tmp_path, "reached")
    assert told["double"] == 8
    assert {way: answer for way, answer in told["daemon"].items() if answer not in REFUSALS} == {}


@needs_walls
@pytest.mark.parametrize("kernel", ["landlock=5", ""])
def test_without_namespaces_the_zygote_itself_holds_the_sums(kernel, tmp_path):
    told = without(",".join(filter(None, (kernel, "namespaces"))), "full", tmp_path)
    assert told["double"] == 8
    assert (told["write"], told["socket"]) == ("PermissionError", "PermissionError")
    assert told["forks"] == "reading needed more memory or space than a file may have"
    assert told["patience"] == ["timeout", "begun"]  # where nobody may be killed, a child ends by its own clock
    assert not told["still there"]

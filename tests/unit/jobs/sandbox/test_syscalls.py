"""The list of system calls: its numbers are the kernel's, and what must never stand in it does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jobs.sandbox import syscalls

HEADERS = {0: "/usr/include/x86_64-linux-gnu/asm/unistd_64.h", 1: "/usr/include/asm-generic/unistd.h"}
BESIDE = {"clone": syscalls.CLONE, "clone3": syscalls.CLONE3, "prctl": syscalls.PRCTL, "prlimit64": syscalls.PRLIMIT,
          "ioctl": syscalls.IOCTL, "fcntl": syscalls.FCNTL, "kill": syscalls.KILL, "tgkill": syscalls.TGKILL,
          "open": syscalls.OPEN, "openat": syscalls.OPENAT}  # fmt: skip
GENERIC = {"fstatat": "newfstatat"}
"""Names that the header of all machines has in another form."""
NEVER = re.compile(
    r"socket|connect|bind|listen|accept|chmod|chown|utime|mount|unshare|setns|ptrace|process_vm|shm|sem|msgget|mq_|key|bpf|perf"
    r"|userfaultfd|io_uring|memfd|set(res)?[ug]id|setgroups|capset|mknod|x?attr|personality|seccomp|pivot|chroot|reboot|swap|module"
    r"|link(at)?$(?<!unlink)(?<!readlink)(?<!unlinkat)(?<!readlinkat)|execveat|clone|sendmsg|recvmsg|pidfd_getfd|acct|quota|nice"
    r"|kill|sigqueue|pidfd_send|ioprio|setaffinity|setscheduler|setparam|setattr|setpriority|prlimit|_pages|kcmp"
    r"|^truncate|^open(at2?)?$|^fcntl"
)


def told_by_the_kernel(column: int) -> dict[str, int]:
    path = Path(HEADERS[column])
    if not path.exists():
        pytest.skip(f"{path} is not installed (linux-libc-dev)")
    found = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", path.read_text("ascii"))
    return {GENERIC.get(name, name) if column else name: int(number) for name, number in found}


@pytest.mark.parametrize("column", [0, 1])
def test_the_numbers_are_the_kernel_s(column):
    known = told_by_the_kernel(column)
    listed = syscalls.numbers(column) | {name: found[column] for name, found in BESIDE.items() if found[column]}
    assert {name: known.get(name) for name in listed} == listed


@pytest.mark.parametrize("column", [0, 1])
def test_what_reaches_out_stands_in_no_list(column):
    assert [name for name in syscalls.numbers(column) if NEVER.search(name)] == []


def test_a_filter_for_one_process_alone_is_another_for_each():
    assert len({syscalls.program("x86_64", alone=pid) for pid in (None, 7, 8)}) == 3


def test_each_machine_has_its_program_and_another_none():
    assert syscalls.program("x86_64") != syscalls.program("aarch64")
    assert len(syscalls.program("x86_64")) // 8 < 4096
    assert syscalls.program("riscv64") is None

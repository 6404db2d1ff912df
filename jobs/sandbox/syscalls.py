"""The system calls that a worker and its programs may make; the kernel refuses every other one (seccomp(2)).

Measured on the readers, Tesseract, catdoc, pypdfium2, numpy and Pillow, and widened by what the C library may choose in
their place. No socket is made, no right, owner, limit of others or namespace changed, nothing shared or traced.
"""

from __future__ import annotations

import platform
import struct
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
"""AUDIT_ARCH of linux/audit.h, and the column of `ALLOWED`."""
ALLOWED = """
# reading and writing what is open
read:0:63 write:1:64 readv:19:65 writev:20:66 pread64:17:67 pwrite64:18:68 preadv:295:69 pwritev:296:70
preadv2:327:286 pwritev2:328:287 lseek:8:62 close:3:57 close_range:436:436 dup:32:23 dup2:33:- dup3:292:24
pipe:22:- pipe2:293:59 flock:73:32 ftruncate:77:46 fallocate:285:47 fsync:74:82 fdatasync:75:83
fadvise64:221:223 readahead:187:213 copy_file_range:326:285 sendfile:40:71
# files by name, as far as Landlock lets them
creat:85:- access:21:- faccessat:269:48 faccessat2:439:439 stat:4:-
lstat:6:- fstat:5:80 newfstatat:262:79 statx:332:291 statfs:137:43 fstatfs:138:44 readlink:89:-
readlinkat:267:78 getdents:78:- getdents64:217:61 getcwd:79:17 chdir:80:49 fchdir:81:50 mkdir:83:-
mkdirat:258:34 rmdir:84:- unlink:87:- unlinkat:263:35 rename:82:- renameat:264:38 renameat2:316:276
umask:95:166
# memory of its own
mmap:9:222 munmap:11:215 mremap:25:216 mprotect:10:226 madvise:28:233 msync:26:227 mincore:27:232 brk:12:214
mlock:149:228 munlock:150:229 membarrier:324:283
# waiting
poll:7:- ppoll:271:73 select:23:- pselect6:270:72 epoll_create:213:- epoll_create1:291:20 epoll_ctl:233:21
epoll_wait:232:- epoll_pwait:281:22 epoll_pwait2:441:441 eventfd:284:- eventfd2:290:19
# the answer's socket, which is open already
recvfrom:45:207 sendto:44:206 shutdown:48:210
# programs, threads and their ends
fork:57:- vfork:58:- execve:59:221 exit:60:93 exit_group:231:94 wait4:61:260 waitid:247:95 pidfd_open:434:434
# who it is
getpid:39:172 getppid:110:173 gettid:186:178 getpgid:121:155 getpgrp:111:- getsid:124:156 setsid:112:157
setpgid:109:154 getuid:102:174 geteuid:107:175 getgid:104:176 getegid:108:177 getgroups:115:158
getresuid:118:148 getresgid:120:150 capget:125:90
# signals
rt_sigaction:13:134 rt_sigprocmask:14:135 rt_sigreturn:15:139 rt_sigpending:127:136 rt_sigsuspend:130:133
rt_sigtimedwait:128:137 sigaltstack:131:132 restart_syscall:219:128 pause:34:-
# time
alarm:37:- getitimer:36:102 setitimer:38:103 nanosleep:35:101 clock_nanosleep:230:115 clock_gettime:228:113
clock_getres:229:114 gettimeofday:96:169 time:201:- times:100:153 timer_create:222:107 timer_settime:223:110
timer_delete:226:111 timer_gettime:224:108 timer_getoverrun:225:109
# threads
futex:202:98 set_robust_list:273:99 get_robust_list:274:100 set_tid_address:218:96 rseq:334:293
arch_prctl:158:-
# limits and processors
getrlimit:97:163 setrlimit:160:164 getrusage:98:165 getpriority:140:141 sched_yield:24:124
sched_getaffinity:204:123 sched_getparam:143:121 sched_getscheduler:145:120 sched_get_priority_max:146:125
sched_get_priority_min:147:126 getcpu:309:168
# the machine
uname:63:160 sysinfo:99:179 getrandom:318:278
"""
"""Name, number on x86_64, number on aarch64 (`-` where it has none)."""
CLONE, CLONE3, PRCTL, PRLIMIT, IOCTL, FCNTL = (56, 220), (435, 435), (157, 167), (302, 261), (16, 29), (72, 25)
KILL, TGKILL, OPEN, OPENAT = (62, 129), (234, 131), (2, None), (257, 56)
NOT_OF_ITS_OWN = 0x7E028080
"""CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, NEWTIME: namespaces. And CLONE_PARENT: a
process that would be the zygote's child, so that nobody counts it as the worker's."""
TRUNCATE, WRITES = 0x200, (1, 2)
"""O_TRUNC, and the two ways of opening with which Landlock asks for the right to write: before its third version it
knows of no cutting, and what is opened to be read, or for nothing at all, would be emptied."""
ACCESS = 3
PRCTL_OPTIONS = (3, 15, 16, 23, 38, 0x53564D41)
"""Whether it can be dumped, its thread's name, its bounding set, no new privileges, names of its memory."""
IOCTL_REQUESTS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
"""Is it a terminal and how large, how much can be read, does it block, is it closed on exec."""
FCNTL_COMMANDS = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1031, 1032)
"""Copies, flags, locks, the size of a pipe: no owner and no signal, for a file that is ready signals its owner."""
FIRST_NEW = 424
"""From this number on calls are the same everywhere, and a C library has another way where they are not known."""
EPERM, ENOSYS = 1, 38
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _MASK, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
"""Offsets in `struct seccomp_data`; of an argument the low half is looked at, which both machines have first."""


def numbers(column: int) -> dict[str, int]:
    """The numbers of the calls allowed whatever their arguments."""
    words = (word.split(":") for line in ALLOWED.splitlines() if not line.startswith("#") for word in line.split())
    return {name: int(found[column]) for name, *found in words if found[column] != "-"}


@cache
def program(machine: str | None = None, *, alone: int | None = None) -> bytes | None:
    """The filter in classic BPF for this machine; None where its calls are not known here.

    With `alone`, a process's number, that one may be signalled and no other: where nothing else keeps others from it.
    Its children have the filter too, and can signal neither themselves nor each other.
    """
    known = ARCHITECTURES.get(machine or platform.machine())
    if known is None:
        return None
    return b"".join(_steps(*known, alone))


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("HBBI", code, yes, no, value)


def _answer(errno: int = 0) -> bytes:
    return _step(_ANSWER, _ERRNO | errno if errno else _ALLOW)


def _steps(architecture: int, column: int, alone: int | None) -> Iterator[bytes]:
    yield _step(_LOAD, _ARCHITECTURE)
    yield _step(_EQUAL, architecture, 1, 0)
    yield _answer(EPERM)
    yield _step(_LOAD, _NUMBER)
    for number in numbers(column).values():
        yield from _only(number, [_answer()])
    yield from _only(CLONE3[column], [_answer(ENOSYS)])  # its flags stand in memory: the C library then takes clone
    yield from _only(CLONE[column], [_argument(0), _step(_ANY_BIT, NOT_OF_ITS_OWN, 0, 1), _answer(EPERM), _answer()])
    yield from _signals(column, alone)
    yield from _openings(column)
    yield from _only(FCNTL[column], [_argument(1), *_one_of(FCNTL_COMMANDS)])
    yield from _only(PRLIMIT[column], [_argument(0), *_one_of([0])])
    yield from _only(PRCTL[column], [_argument(0), *_one_of(PRCTL_OPTIONS)])
    yield from _only(IOCTL[column], [_argument(1), *_one_of(IOCTL_REQUESTS)])
    yield _step(_AT_LEAST, FIRST_NEW, 0, 1)
    yield _answer(ENOSYS)
    yield _answer(EPERM)


def _signals(column: int, alone: int | None) -> Iterator[bytes]:
    """To all that it sees but never to everybody; or to itself and its own group (0)."""
    everybody = [_step(_EQUAL, 0xFFFFFFFF, 0, 1), _answer(EPERM), _answer()]
    yield from _only(KILL[column], [_argument(0), *(everybody if alone is None else _one_of([0, alone]))])
    yield from _only(TGKILL[column], [*([] if alone is None else [_argument(0), *_one_of([alone])]), _answer()])


def _openings(column: int) -> Iterator[bytes]:
    """Any, but who cuts a file must open it to write."""
    for number, flags in ((OPEN[column], 1), (OPENAT[column], 2)):
        if number is not None:
            cuts = [_argument(flags), _step(_ANY_BIT, TRUNCATE, 1, 0), _answer(), _step(_MASK, ACCESS)]
            yield from _only(number, [*cuts, *_one_of(WRITES)])


def _argument(index: int) -> bytes:
    return _step(_LOAD, _ARGUMENTS + 8 * index)


def _only(number: int, then: list[bytes]) -> list[bytes]:
    """For this call, steps that end in an answer."""
    return [_step(_EQUAL, number, 0, len(then)), *then]


def _one_of(values: Iterable[int]) -> Iterator[bytes]:
    for value in values:
        yield from _only(value, [_answer()])
    yield _answer(EPERM)

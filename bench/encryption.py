"""What encryption at rest costs: an encrypted archive beside a plain one, in turns, in one run, in processor time.

    python -m bench.encryption [ORIGINALS] [KIB]

Then the memory that one original of 100 MB takes at most, in a process of its own for each kind.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.archive import encrypting
from ingest.archive.originals import Archive
from ingest.archive.sealing import Seal, new_key

if TYPE_CHECKING:
    from collections.abc import Callable

BATCH = 32
ROUNDS = 3
LARGE = 100 << 20


def processor(work: Callable[[], object]) -> float:
    """Seconds of processor that it takes, the kernel's for us too."""
    began = time.process_time()
    work()
    return time.process_time() - began


def kept(archive: Archive, originals: list[bytes]) -> None:
    """As new mail is kept: in batches."""
    for start in range(0, len(originals), BATCH):
        archive.put_all([(each, None) for each in originals[start : start + BATCH]])


def steps(archive: Archive, backup: Archive, originals: list[bytes]) -> dict[str, float]:
    """What the program does with originals, and what each takes."""
    found = {"keep": processor(lambda: kept(archive, originals))}
    digests = list(archive.digests())
    found["read"] = processor(lambda: [archive.get(each) for each in digests])
    found["verify (audit)"] = processor(lambda: [archive.verify(each) for each in digests])
    found["back up"] = processor(lambda: backup.bring(archive, digests, lambda _: None))
    found["back up again"] = processor(lambda: backup.bring(archive, digests, lambda _: None))
    return found


def ratios(count: int, size: int, seal: Seal) -> None:
    """Prints each step's cost, the least of a few rounds."""
    best: dict[tuple[str, bool], float] = {}
    for number in range(ROUNDS):
        originals = [os.urandom(size) for _ in range(count)]
        for key in (None, seal):
            with tempfile.TemporaryDirectory() as name:
                archive, backup = (Archive(Path(name) / each, seal=key) for each in ("archive", "backup"))
                for step, seconds in steps(archive, backup, originals).items():
                    at = step, key is not None
                    best[at] = min(best.get(at, seconds), seconds)
                if key is None and number == 0:
                    seconds = _encrypting(archive.folder, seal)
                    print(f"encrypt what is there: {1000 * seconds / count:.2f} ms each")
    print(f"{count} originals of {size >> 10} KiB: processor time of each, encrypted and plain")
    for step in dict.fromkeys(step for step, _ in best):
        sealed, plain = best[step, True], best[step, False]
        print(f"{step:16} {1000 * sealed / count:6.2f} ms {1000 * plain / count:6.2f} ms  {sealed / plain:5.2f}")


def _encrypting(folder: Path, seal: Seal) -> float:
    archive = Archive(folder, seal=seal)
    return processor(lambda: encrypting.encrypt(archive))


def memory(keys: list[str]) -> None:
    """Prints the most that a process took for one large original: kept, read, verified."""
    seal = Seal(keys, source="bench") if keys else None
    with tempfile.TemporaryDirectory() as name:
        archive = Archive(Path(name), seal=seal)
        original = b"x" * LARGE
        kept = _peak(lambda: archive.put(original))
        digest = next(archive.digests())
        told = [kept, _peak(lambda: archive.get(digest)), _peak(lambda: archive.verify(digest))]
        print(f"{'encrypted' if keys else 'plain':10} MiB above the mail itself: keep, read, verify {told}")


def _peak(work: Callable[[], object]) -> int:
    """MiB that it takes at most, above what is there before (proc(5): clear_refs, VmHWM)."""
    Path("/proc/self/clear_refs").write_text("5")
    before = _kib("VmRSS")
    work()
    return (_kib("VmHWM") - before) >> 10


def _kib(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def main(count: int = 500, kib: int = 200) -> None:
    """Measures both."""
    secret, _ = new_key()
    ratios(count, kib << 10, Seal([secret], source="bench"))
    for keys in ([], [secret]):
        subprocess.run([sys.executable, "-m", "bench.encryption", "memory", *keys], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["memory"]:
        memory(sys.argv[2:])
    else:
        main(*map(int, sys.argv[1:]))

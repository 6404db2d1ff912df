"""A clamd as its manual describes it (clamd(8)): VERSION and INSTREAM, of which it finds EICAR; and a real one."""

from __future__ import annotations

import os
import pty
import shutil
import socketserver
import struct
import subprocess
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.missing import missing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        if command == b"zVERSION\0":
            self.wfile.write(b"ClamAV 1.4.3/27000\0")
            return
        content = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        self.wfile.write(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0")


@contextmanager
def clamd(folder: Path) -> Iterator[str]:
    """One that listens as long as the block lasts; the path of its socket."""
    path = str(folder / "clamd.ctl")
    with socketserver.ThreadingUnixStreamServer(path, _Talk) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield path
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def real_clamd(folder: Path) -> Iterator[str]:
    """Debian's own, with one signature: EICAR's test file, wherever it stands in what is scanned, unpacked or not."""
    program = shutil.which("clamd", path="/usr/sbin:/usr/bin")
    if program is None:
        missing("clamd is missing: apt install clamav-daemon")
    (folder / "signatures").mkdir()
    (folder / "signatures" / "test.ndb").write_text(f"Eicar-Test:0:*:{EICAR.hex()}\n")
    (folder / "clamd.conf").write_text(
        f"Foreground yes\nLocalSocket {folder}/clamd.ctl\nDatabaseDirectory {folder}/signatures\n"
    )
    ours, theirs = pty.openpty()  # to a terminal it writes line by line
    with subprocess.Popen([program, f"--config-file={folder}/clamd.conf"], stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        try:
            said = b""
            while b"Self checking" not in said:  # it listens by then
                said += os.read(ours, 4096)
            yield str(folder / "clamd.ctl")
        finally:
            running.terminate()
            os.close(ours)

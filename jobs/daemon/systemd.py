"""What systemd is told, in its own few words (sd_notify(3)): a datagram to the socket that it names.

Fifteen lines, where the one maintained package for this is asynchronous and the other is no longer maintained.
"""

from __future__ import annotations

import os
import socket


def notify(*words: str) -> bool:
    """Tell systemd `READY=1`, `WATCHDOG=1`, `STOPPING=1`, `STATUS=…`; False where nobody listens."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return False
    if address.startswith("@"):  # Linux's abstract namespace
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as sender:
            sender.settimeout(1)
            sender.sendto("\n".join(words).encode(), address)
    except OSError:  # a supervisor that is gone is no reason to fail
        return False
    return True

"""How a message without content is known again after UIDVALIDITY has changed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.values.headers import Headers

TELLING = ("message-id", "date", "from", "to", "subject", "received")
"""Fields that no server rewrites while it holds a message; trace fields make each delivery its own."""


def fingerprint(headers: Headers) -> str:
    """A hash that gives nothing of the message away and is the same wherever and whenever the folder is read."""
    telling = [(name, value) for name, value in headers.fields if name in TELLING]
    return hashlib.sha256(json.dumps(telling, ensure_ascii=True).encode()).hexdigest()

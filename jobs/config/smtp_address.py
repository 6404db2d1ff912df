"""Where mail goes out, as a URL of the configuration says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote, urlsplit

from ingest.mailbox_address import is_loopback

_PORTS = {"smtps": 465, "smtp+starttls": 587, "smtp": 25}


@dataclass(frozen=True, kw_only=True, slots=True)
class SmtpAddress:
    """Where mail goes out."""

    scheme: str
    host: str
    port: int
    user: str | None

    @classmethod
    def of(cls, url: str) -> Self:
        """The address in `url`. Raises ValueError that says what is the matter."""
        parts = urlsplit(url)
        if parts.scheme not in _PORTS:
            raise ValueError(f"unknown scheme {parts.scheme!r}: smtps, smtp+starttls or smtp")
        if parts.password is not None:
            raise ValueError("a password has no place in the URL: use password_file or password_env")
        host = parts.hostname or ""
        if not host:
            raise ValueError("the host is missing")
        if parts.scheme == "smtp" and not is_loopback(host):
            raise ValueError("smtp:// would go in clear text: use smtps:// or smtp+starttls://")
        user = unquote(parts.username) if parts.username else None
        return cls(scheme=parts.scheme, host=host, port=parts.port or _PORTS[parts.scheme], user=user)

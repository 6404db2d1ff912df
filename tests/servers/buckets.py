"""Buckets in this process's memory, by the library's own store: what a server says of conditions, without a server.

Other processes see none of them: what is killed, or goes over a wire, needs `tests.servers.ceph`.
"""

from __future__ import annotations

from itertools import count

from obstore.store import MemoryStore


class Buckets:
    """What `Ceph` is to a configuration; `store` stands in the place of the library's `S3Store`."""

    def __init__(self) -> None:
        self._stores: dict[str, MemoryStore] = {}
        self._numbers = count(1)

    def bucket(self) -> str:
        """A new bucket's name."""
        name = f"b-{next(self._numbers)}"
        self._stores[name] = MemoryStore()
        return name

    def store(self, bucket: str, **_: object) -> MemoryStore:
        """The bucket itself, whatever the prefix: a test has one archive in it."""
        return self._stores[bucket]

    def kept(self, bucket: str) -> list[str]:
        """The names of all objects in it."""
        return [one["path"] for some in self._stores[bucket].list() for one in some]

    def section(self, bucket: str, *, secret_env: str, tls: bool = False) -> str:
        """The lines of a configuration; no certificate is asked for."""
        del tls
        return f'\n[objects]\nurl = "s3://{bucket}/originals"\naccess_key = "x"\nsecret_key_env = "{secret_env}"\n'

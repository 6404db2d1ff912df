"""Remembers: messages, applications, people's words, search, what the page and the commands read.

`Store.open(url)` is the way in.
"""

from store.store import Store

__all__ = ["Store"]

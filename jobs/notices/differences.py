"""The notices of the configuration against those of the store: what differs, and applying it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from jobs.errors import UsageError
from store.values import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from jobs.config.settings import Settings
    from store import Store
    from store.transaction import Transaction

TAKEN_IN = "taken in: the store had no notices"
SHOWN = tuple(field.name for field in fields(Notice) if field.name not in {"slug", "closed_at", "closed_by"})
"""What the file says of a notice."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One notice that is not in the store as the file has it."""

    slug: str
    kind: str
    """added, changed, gone (from the file) or reopened (gone from the file once, and in it again)."""
    notice: Notice
    """As the file has it; of one that is gone, as the store has it."""
    changed: tuple[str, ...] = ()
    """The fields that differ."""
    sentence: str = ""


def of_file(settings: Settings) -> tuple[Notice, ...]:
    """The notices as the configuration has them, in its order."""
    return tuple(notice.notice for notice in settings.notices)


def in_force(kept: Iterable[Notice]) -> tuple[Notice, ...]:
    """Those that take mail in, the one that closes first first."""
    return tuple(sorted((n for n in kept if n.closed_at is None), key=lambda n: (n.closes_at, n.slug)))


def differences(file: Iterable[Notice], kept: Iterable[Notice]) -> tuple[Difference, ...]:
    """What applying the file would change, a notice each, in the file's order. Pure."""
    there = {notice.slug: notice for notice in kept}
    listed = tuple(file)
    found = [difference for notice in listed if (difference := _difference(notice, there.get(notice.slug)))]
    slugs = {notice.slug for notice in listed}
    return (*found, *(_gone(notice) for notice in there.values() if notice.slug not in slugs and not notice.closed_at))


def _difference(notice: Notice, kept: Notice | None) -> Difference | None:
    if kept is None:
        return Difference(slug=notice.slug, kind="added", notice=notice, sentence="is in the file only")
    if kept.closed_by is not None:  # a person's word: the file does not take it back
        return None
    changed = tuple(name for name in SHOWN if getattr(notice, name) != getattr(kept, name))
    if not changed and kept.closed_at is None:
        return None
    kind = "changed" if kept.closed_at is None else "reopened"
    words = [_change(name, kept, notice) for name in changed]
    words += ["it was closed, and the file has it"] if kind == "reopened" else []
    return Difference(slug=notice.slug, kind=kind, notice=notice, changed=changed, sentence="; ".join(words))


def _gone(notice: Notice) -> Difference:
    return Difference(slug=notice.slug, kind="gone", notice=notice, sentence="is no longer in the file")


def _change(name: str, before: Notice, after: Notice) -> str:
    if name == "criteria":
        return f"criteria: {_criteria(before, after)}"
    if name == "closes_at":
        return f"closes_at: {_moment(before)} -> {_moment(after)}"
    return f"{name}: {_shown(getattr(before, name))} -> {_shown(getattr(after, name))}"


def _criteria(before: Notice, after: Notice) -> str:
    old, new = ({c.key: c for c in notice.criteria} for notice in (before, after))
    words = [f"+{key}" for key in new if key not in old] + [f"-{key}" for key in old if key not in new]
    words += [key for key in new if key in old and new[key] != old[key]]
    return ", ".join(words) or "in another order"


def _moment(notice: Notice) -> str:
    """The last instant in time, as people say it."""
    return f"{notice.last_instant.astimezone(notice.zone):%Y-%m-%d %H:%M:%S %Z}"


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) or "none" if isinstance(value, tuple) else str(value)


def adopt(store: Store, settings: Settings, at: datetime) -> tuple[str, ...]:
    """Fills a store that has no notices yet from the file, and completes rows that an earlier version wrote.

    That version kept neither phrase nor domains: they are taken from the file where the slug stands there; what is
    not there is closed. Anything else waits for `candidatures notices apply`. Returns the slugs that were taken in.

    Raises UsageError: the file's notices have a fault.
    """
    with store.peek() as transaction:
        kept = transaction.notices.all()
    if kept and all(notice.subject or notice.closed_at for notice in kept):
        return ()
    from jobs.notices.notice_faults import refuse_faulty  # noqa: PLC0415 - knows every extractor; needed once in a store

    file = {notice.slug: notice for notice in of_file(settings)}
    refuse_faulty(tuple(file.values()), at)
    bare = [notice for notice in kept if not notice.subject and not notice.closed_at]
    with store.begin() as transaction:
        for notice in file.values() if not kept else ():
            transaction.notices.put(notice)
        for notice in bare:
            _complete(transaction, notice, file.get(notice.slug), at)
    return tuple(slug for slug in file if not kept or slug in {notice.slug for notice in bare})


def _complete(transaction: Transaction, kept: Notice, told: Notice | None, at: datetime) -> None:
    if told is None:
        transaction.notices.close(kept.slug, at)
        return
    known = {name: getattr(told, name) for name in ("subject", "opens_at", "grace_hours", "internal_domains")}
    transaction.notices.put(replace(kept, **known))


def merged(kept: Iterable[Notice], found: Iterable[Difference]) -> tuple[Notice, ...]:
    """All notices as they will be once `found` is written."""
    after = {notice.slug: notice for notice in kept}
    for one in found:
        closed = replace(one.notice, closed_at=one.notice.closes_at) if one.kind == "gone" else one.notice
        after[one.slug] = closed
    return tuple(after.values())


def put_all(transaction: Transaction, found: Iterable[Difference], at: datetime) -> None:
    """Writes what differs into the store: nothing of a notice that has mail is ever lost by it."""
    for difference in found:
        if difference.kind == "gone":
            transaction.notices.retire(difference.slug, at)
        else:
            transaction.notices.put(difference.notice)


def refuse_a_renamed(found: Iterable[Difference]) -> None:
    """A slug that goes and one that comes with the same phrase are one notice under a new name, most likely.

    Raises UsageError: it says how to rename, and what to do if they are two.
    """
    listed = tuple(found)
    for old, new in _renamed(listed):
        raise UsageError(
            f"notice {old} is gone from the file, and {new} has its subject. The same notice under a new name: "
            f"candidatures notices rename {old} {new}. Another one: candidatures close {old}, then apply"
        )


def _renamed(found: tuple[Difference, ...]) -> Iterator[tuple[str, str]]:
    for old in found:
        for new in found:
            if old.kind == "gone" and new.kind == "added" and old.notice.subject == new.notice.subject:
                yield old.slug, new.slug

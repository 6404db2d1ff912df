"""Mail to put into a store."""

from __future__ import annotations

import hashlib
import inspect
import sqlite3
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import wraps
from itertools import count
from typing import TYPE_CHECKING

import pytest

from parsers.values.dispositions import Disposition, Verdict
from parsers.values.documents import Document, Kind, Page
from parsers.values.evidence import Evidence, Findings, State
from parsers.values.headers import Address, Headers
from parsers.values.messages import Body, Message
from parsers.values.profiles import Fact, PlacedEvidence, Profile
from parsers.values.readings import ReadDocument, Reading
from parsers.values.sightings import Sighting
from store.values import ByToken, IdentityClaims, Notice

if TYPE_CHECKING:
    from store import Store

CLOSES = datetime(2026, 3, 15, 23, 0, tzinfo=UTC)
NOTICE = Notice(slug="eo", title="Chargé de mission", closes_at=CLOSES, timezone="Europe/Brussels")
START = datetime(2026, 2, 10, 8, 0, tzinfo=UTC)
APPLIES = Verdict(disposition=Disposition.APPLICATION, reason="the subject carries the notice's words")
LATE = Verdict(disposition=Disposition.LATE, reason="arrived after the closing")
NEAR = Verdict(disposition=Disposition.NEAR_MISS, reason="a CV, but not the subject")
UNRELATED = Verdict(disposition=Disposition.UNRELATED, reason="nothing of the notice in it")


class Plain(ByToken):
    """Takes the applicant as the person, and each finding as its fact."""

    def assemble(self, sources, notice):
        del notice
        person = {}
        facts = {}
        for source in sources:
            for key, value in (("name", source.applicant.name), ("email", source.applicant.email)):
                if value:
                    person.setdefault(key, Fact(key=key, value=value, state=State.FOUND))
            for finding in source.findings.facts:
                if source.superseded:
                    continue
                placed = tuple(
                    PlacedEvidence(message_id=source.message_id, document_id=source.document_id, evidence=evidence)
                    for evidence in finding.evidence
                )
                facts[finding.key] = Fact(key=finding.key, value=finding.value, state=finding.state, evidence=placed)
        return Profile(person=person, facts=facts)


class Saying(ByToken):
    """Gives every application the same profile."""

    def __init__(self, profile):
        self._profile = profile

    def assemble(self, sources, notice):
        del sources, notice
        return self._profile


def sha(text):
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


@dataclass
class Post:
    """Writes sightings, and readings of what was seen."""

    store: Store
    uids: count

    def sighting(self, subject="Recrutement EO", sender="anne@mail.example", **fields):
        uid = fields.pop("uid", None) or next(self.uids)
        headers = headers_of(subject, sender, fields.pop("name", None), fields.pop("marker", str(uid)))
        given = {
            "mailbox": "a",
            "folder": "INBOX",
            "uidvalidity": 1,
            "uid": uid,
            "received_at": START + timedelta(hours=uid),
            "size": 1000,
            "headers": headers,
        }
        return Sighting(**(given | fields))

    def record(self, sighting, verdict=APPLIES, content="mail", **options):
        told = {"notice": "eo", "digest": sha(content + sighting.mailbox), "content_key": sha(content)}
        with self.store.begin() as tx:
            return tx.ledger.record(sighting, verdict, **(told | options))

    def take_in(self, *documents, verdict=APPLIES, reading=None, **fields):
        """Records and reads one mail; returns its message id."""
        sighting = self.sighting(**fields)
        content = f"{sighting.mailbox}{sighting.uid}"
        noted = self.record(sighting, verdict, content)
        self.read(noted.message_id, sighting, *documents, verdict=verdict, **(reading or {}))
        return noted.message_id

    def read(self, message_id, sighting, *documents, verdict=APPLIES, body="Bonjour", tokens=None, **given):
        """With `notices`, the store is written as a worker does, beside whoever writes for others."""
        notices, readers = given.pop("notices", None), given.pop("readers", None)
        sender = sighting.headers.sender
        message = Message(headers=sighting.headers, applicant=sender, body=Body(text=body), **given)
        reading = Reading(message=message, documents=tuple(documents))
        tokens = frozenset(tokens or {f"email:{sender.email}"})
        with self.store.begin(of=None if notices is None else [*notices, f"message {message_id}"]) as tx:
            claims = IdentityClaims(message_id=message_id, tokens=tokens)
            tx.papers.replace(message_id, reading, verdict, claims, readers=readers)
            tx.applications.refresh(message_id, notices=notices)


@dataclass(frozen=True)
class Scene:
    """A SQLite store in memory as it was left, the next mail's UID, and what who filled it gave."""

    store: sqlite3.Connection
    uid: int
    value: object


class Scenes:
    """Stores as they were left, by what they held before, what read them and what was done to them."""

    def __init__(self):
        self._kept = {}

    def once(self, post, name, make):
        """What `make` gives, and does to the store of `post`; to the same store it is done once and copied."""
        logic, uid = post.store._logic, next(post.uids)
        post.uids = count(uid)
        with driver(post.store) as connection:
            held = contents(connection)
            key = (held, uid, type(logic), repr(vars(logic)), post.store._clock, name)
            if key in self._kept:
                self._kept[key].store.backup(connection)
        if key not in self._kept:
            value = make()
            kept = Scene(sqlite3.connect(":memory:", check_same_thread=False), next(post.uids), copy(value))
            with driver(post.store) as connection:
                connection.backup(kept.store)
            self._kept[key] = kept
        post.uids = count(self._kept[key].uid)
        return copy(self._kept[key].value)

    def close(self):
        for scene in self._kept.values():
            scene.store.close()


def scene(fill):
    """A fixture that fills a store, which is done once and copied, and gives ids or the store.

    It changes nothing but the store. Of the fixtures that it asks for, only ids and other plain values may differ
    where the store is the same.
    """
    asked = inspect.signature(fill).parameters

    def filled(**given):
        scenes, post = given["scenes"], given["post"]
        wanted = {name: given[name] for name in asked}
        plain = [value for value in wanted.values() if isinstance(value, int | str | tuple | list | dict)]

        def make():
            value = fill(**wanted)
            return None if value is post.store else value

        value = scenes.once(post, (fill.__module__, fill.__qualname__, repr(plain)), make)
        return post.store if value is None else value

    filled.__signature__ = inspect.Signature(
        [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in dict.fromkeys((*asked, "post", "scenes"))]
    )
    return pytest.fixture(wraps(fill)(filled))


def contents(connection):
    """The digest of what a SQLite store holds, without its file's counters: each copying counts one change of it more
    (https://www.sqlite.org/fileformat.html, 1.3).
    """
    data = memoryview(connection.serialize())
    digest = hashlib.sha256()
    for start, end in ((0, 24), (28, 40), (44, 92), (96, len(data))):
        digest.update(data[start:end])
    return digest.digest()


@contextmanager
def driver(store):
    """The library's own connection to a SQLite store."""
    connection = store.engine.raw_connection()
    try:
        yield connection.driver_connection
    finally:
        connection.close()


@dataclass
class Remembering(Post):
    """Takes each mail in once in all tests."""

    scenes: Scenes

    def take_in(self, *documents, **fields):
        return self.scenes.once(self, repr((documents, fields)), lambda: Post.take_in(self, *documents, **fields))


def headers_of(subject, sender, name, marker):
    address = Address(name=name, email=sender)
    fields = (("message-id", f"<{marker}@mail.example>"), ("from", sender), ("subject", subject))
    return Headers(fields=fields, subject=subject, sender=address, message_id=f"<{marker}@mail.example>")


def paper(kind=Kind.CV, filename="cv.pdf", text="Je suis nommée à titre définitif.", findings=(), **fields):
    document = Document(
        place=fields.pop("place", filename or "2"),
        filename=filename,
        media_type="application/pdf",
        sha256=fields.pop("sha256", sha(f"{filename}{text}")),
        size=len(text),
        kind=kind,
        language=fields.pop("language", "fr"),
        text=text,
        pages=(Page(number=1, start=0, end=len(text)),),
        page_count=1,
    )
    return ReadDocument(document=replace(document, **fields), findings=Findings(facts=tuple(findings)))


def evidence(text, quote, rule="test/1"):
    start = text.index(quote)
    return Evidence(start=start, end=start + len(quote), quote=quote, rule=rule, page=1)

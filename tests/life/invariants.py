"""What must hold after every step of a life, whatever was done. Few, and about the whole."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from parsers.values.dispositions import Disposition
from store.ledger.uid_outcomes import WITHOUT_CONTENT
from tests.life.acts import Broken

if TYPE_CHECKING:
    from tests.life.world import World

ADDED_TO = {
    "reviews": "id, author, kind, message_id, other_id, key, text",
    "opinions": "id, author, message_id, text, sealed",
    "history": "id, author, action, message_id, review_id",
    "letters": "id, kind, to_email, message_id",
    "letter_answers": "letter_id, message_id, marked_at, decided_by",
    "erasures": "id, cause",
}
"""Tables whose rows go by an erasure alone; what of them stays as it was written."""
ONLY = {"letter_answers": "WHERE marked_at IS NOT NULL OR decided_by IS NOT NULL"}
"""What mails are to letters is read anew, of a letter that never left too; what was done by it stays."""
SEEN = frozenset({"application", "late", "near_miss"})
"""Dispositions that a person is shown."""


@dataclass
class Memory:
    """What the store held when it was looked at last."""

    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    contents: dict[int, str] = field(default_factory=dict)
    """By message that has content its Message-ID."""
    gone: set[str] = field(default_factory=set)
    """Words of mails of which nothing may be left."""


def ask(world: World, memory: Memory) -> None:
    """Ask all of them. Raises Broken."""
    messages = {row["id"]: row for row in world.rows(MESSAGES)}
    _accounted(world, messages)
    erased = _added_to(world, memory, messages)
    _forgotten(world, memory, messages, erased=erased)
    _placed(world, messages)
    _sent_once(world)


MESSAGES = (
    "SELECT m.id, m.message_id, m.sha256, m.disposition, m.reason, m.state, m.applies, m.was, m.notice, "
    "s.application_id, a.notice AS of "
    "FROM messages m LEFT JOIN memberships s ON s.message_id = m.id LEFT JOIN applications a ON a.id = s.application_id"
)


def _accounted(world: World, messages: dict[int, Any]) -> None:
    """The theorem: what a server ever listed is an original, a row with a reason, or an open alarm."""
    query = (
        "SELECT s.mailbox, s.folder, s.uid, s.sha256, s.message_id, w.came_at, w.sighting_id AS held "
        "FROM sightings s LEFT JOIN withheld w ON w.sighting_id = s.id"
    )
    there = {path.name.partition(".")[0] for path in world.archive.rglob("*") if path.is_file()}
    for row in world.rows(query):
        message = messages.get(row["message_id"])
        where = f"mailbox {row['mailbox']}, UID {row['uid']}, message {row['message_id']}"
        if message is None:
            raise Broken(f"{where}: has no message")
        if row["held"] is not None and row["came_at"] is None:
            continue
        digest = row["sha256"] or message["sha256"]
        if digest is None:
            if message["disposition"] not in WITHOUT_CONTENT or not message["reason"].strip():
                raise Broken(f"{where}: neither original, nor reason, nor alarm ({message})")
        elif digest not in there and message["state"] != "skipped":
            raise Broken(f"{where}: its original {digest} is not in the archive ({message})")


def _added_to(world: World, memory: Memory, messages: dict[int, Any]) -> frozenset[int]:
    """No word of a person, no letter and no erasure is lost or changed; an erasure alone takes what is of its mails."""
    emptied = frozenset(one for one in memory.contents if one not in messages or messages[one]["sha256"] is None)
    for table, columns in ADDED_TO.items():
        now = {}
        for row in world.rows(f"SELECT {columns} FROM {table} {ONLY.get(table, '')}"):
            now[json.dumps([str(row[each.strip()]) for each in columns.split(",")], ensure_ascii=False)] = row
        if not world.rewound and not emptied:
            lost = [row for key, row in memory.rows.get(table, {}).items() if key not in now]
            if lost:
                raise Broken(f"{table}: {len(lost)} rows are lost or changed, the first: {dict(lost[0])}")
        memory.rows[table] = now
    world.rewound = False
    return emptied


def _forgotten(world: World, memory: Memory, messages: dict[int, Any], *, erased: frozenset[int]) -> None:
    """Of a mail that was erased, and of mail that has nothing to do with the notice, no word is left."""
    tokens = {f"<{mail.token}@": mail.token for mail in world.mails.values()}
    for one in erased:
        named = next((token for beginning, token in tokens.items() if memory.contents[one].startswith(beginning)), None)
        if named is not None:
            memory.gone.add(named)
    held = {row["message_id"] for row in messages.values() if row["sha256"]}
    memory.contents = {row["id"]: row["message_id"] or "" for row in messages.values() if row["sha256"]}
    memory.gone -= {
        token for beginning, token in tokens.items() if any((one or "").startswith(beginning) for one in held)
    }
    file = world.database
    waits = any(row["state"] == "archived" for row in messages.values())
    if world.cluster or waits or not (memory.gone or erased):
        return
    world.look_away()
    data = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    for token in memory.gone:
        if token.encode() in data:
            where = [table for table in _tables(world) if any(token in str(row) for row in world.rows(table))]
            raise Broken(f"{token}: of a mail that was erased something is left in the store's file ({where})")


def _tables(world: World) -> list[str]:
    named = world.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [f'SELECT * FROM "{row["name"]}"' for row in named]


def _placed(world: World, messages: dict[int, Any]) -> None:
    """A person's mail is in a dossier, or in a list that a person sees; a machine's is in none."""
    by_name = {mail.token: mail for mail in world.mails.values()}
    accepted = {row["message_id"] for row in world.rows("SELECT message_id FROM reviews")}
    for row in messages.values():
        mail = by_name.get((row["message_id"] or "").strip("<>").partition("@")[0])
        if mail is None or row["state"] == "archived":
            continue
        if mail.automatic and row["application_id"] is not None and row["id"] not in accepted:
            raise Broken(f"message {row['id']}: a machine's mail is in dossier {row['application_id']} ({row})")
        shown = row["application_id"] is not None or row["disposition"] in SEEN or row["was"] in SEEN
        if mail.applies and not shown:
            raise Broken(f"message {row['id']}: a person's mail is in no dossier and before nobody ({row})")
        if row["of"] is not None and row["of"] != row["notice"]:
            raise Broken(f"message {row['id']}: its dossier is for another notice ({row})")


def _sent_once(world: World) -> None:
    """No letter left twice; what is told to have left by mail submission or Graph was taken there."""
    out = Counter(str(one["Message-ID"]) for one in world.out())
    twice = [name for name, count in out.items() if count > 1]
    if twice:
        raise Broken(f"letters went out twice: {twice}")
    sent = world.rows("SELECT id, message_ref FROM letters WHERE state = 'sent' AND way IN ('smtp', 'graph')")
    missing = [row["id"] for row in sent if row["message_ref"] and row["message_ref"] not in out]
    if missing:
        raise Broken(f"letters {missing} are told as sent, and no server took them")


def reckon(world: World) -> None:
    """The dear ones: what the program's own audit says, and that reading everything anew changes nothing."""
    if world.away or world.full or world.withheld:
        return
    world.look_away()
    world.run("poll", may=(0, 1))
    audited = world.run("audit", may=(0, 1))
    if audited.code:
        told = [line for line in audited.said.splitlines() if line.startswith("DIFFERENCE")]
        raise Broken(f"audit: {told[:3] or audited.said}")
    said = world.run("reingest", "--all", "--dry-run", may=(0, 1)).said
    if not re.search(r" 0 applications would change", said):
        lines = said.splitlines()
        told = [line for line in lines if line.startswith(("@ app", '+ "id"', '+  "email"', ' "id"'))] + lines[:40]
        raise Broken(f"reading everything again would change something: {told} {lines[-1]}")


def notice(world: World) -> None:
    """Which tables hold something, which dispositions and letters there are."""
    from store.database.models import Base  # noqa: PLC0415 - after the commands

    for table in Base.metadata.tables:
        world.met.tables[table] += bool(world.rows(f"SELECT 1 AS one FROM {table} LIMIT 1"))
    for row in world.rows("SELECT disposition, count(*) AS many FROM messages GROUP BY disposition"):
        world.met.dispositions[Disposition(row["disposition"]).value] += row["many"]
    for row in world.rows("SELECT kind, count(*) AS many FROM letters GROUP BY kind"):
        world.met.letters[row["kind"]] += row["many"]

"""Who may do what with which table: what SQL shows, and the roles of a store on PostgreSQL.

What is not named here nobody is shown who only reads, and no role may touch it; a test asks that each table and column
is named. The owner migrates and has every right. The daemon polls, reads, sends and takes care; a worker polls and
reads; the desk serves the page; a reader asks in SQL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from store.database.engines import writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Engine

SHOWN: Mapping[str, str] = {
    "access_log": "id at author act message_id document_id words shown",
    "applications": (
        "id notice name given_name family_name email phone postal_code city sort_name on_time has_cv "
        "has_letter letter_in_body first_received_at last_received_at message_count document_count "
        "unreadable_count failed_count to_verify_count problem_count duplicate_count waiting_count decision "
        "decision_reason note_count lapsed standing standing_kind standing_reason tags assignee standing_asks"
    ),
    "bodies": (
        "message_id text stretches language is_letter is_cv said_kind applicant_name applicant_email "
        "forwarded_name forwarded_email to links attachments problems findings authentication"
    ),
    "career": (
        "application_id position starts ends ongoing precision function employer sector load counted "
        "message_id document_id page text_start text_end quote rule"
    ),
    "claim_tokens": "message_id token",
    "claims": "message_id detail",
    "documents": (
        "id message_id position place sha256 filename media_type size container kind said_kind language "
        "page_count readable reason method problems text findings in_time superseded copy_of"
    ),
    "erasures": "id at author cause notice application_id counts",
    "evidence": "application_id key rank message_id document_id page text_start text_end quote rule",
    "facts": "application_id key area value state shown extracted_value extracted_state claims correction",
    "folders": "mailbox folder uidvalidity cursor",
    "history": "id at author action message_id review_id detail",
    "interview_calendars": "id notice jury created_at created_by revoked_at read_at",
    "interview_replies": (
        "message_id notice sequence answer attendee interview_id verdict doubt read_at settled_at settled_by"
    ),
    "interview_slots": "id notice starts_at ends_at place room jury created_at created_by",
    "interviews": (
        "id notice message_id slot_id once starts_at ends_at place room jury sequence revision answer "
        "answered_at answered_by created_at created_by changed_at"
    ),
    "letter_answers": (
        "id letter_id about_id message_id kind tied_by sent_to address status permanent said chosen_slot_id "
        "chosen_words doubt received_at marked_at decision decided_at decided_by"
    ),
    "letter_references": "letter_id about_id sealed_at",
    "letter_templates": "id kind language number text saved_at saved_by",
    "letters": (
        "id notice message_id kind once language state revision sender to_name to_email subject text fixed "
        "in_reply_to created_at created_by approved_at approved_by dated_at way attempts attempted_at "
        "retry_at answer interview_id sequence ended_at"
    ),
    "mailboxes": "name last_attempt_at last_success_at failures failing_since last_error alerted_at",
    "memberships": "message_id application_id waits changes third_party",
    "message_notices": "message_id notice",
    "messages": (
        "id notice content_key sha256 message_id subject sender_name sender_email sender_proven sent_at folded "
        "received_at disposition reason ruled_disposition ruled_reason was lapsed in_junk applies state attempts error "
        "sorting"
    ),
    "metadata": "key value",
    "notices": (
        "slug title subject opens_at closes_at grace_hours timezone internal_domains criteria closed_at closed_by"
    ),
    "opened_opinions": "id message_id words text",
    "openings": "user_id message_id at",
    "opinion_drafts": "id user_id message_id at",
    "opinions": "id at author kind message_id other_id",
    "pages": "document_id number text_start text_end method kind agreement boxes sure doubts",
    "passkeys": "id user_id name created_at last_used_at",
    "possible_duplicates": "first_message_id second_message_id reason",
    "reviews": "id at author kind message_id other_id key value text",
    "saved_views": "id user_id name query shared",
    "sightings": "id message_id mailbox folder uidvalidity uid received_at size sha256 fingerprint key",
    "statistics": "notice month outcome count",
    "users": "id name role language disabled created_at last_login_at notices roles",
    "withheld": "sighting_id kind says sha256 since asked again_at came_at settled_at settled_by",
}
"""The columns that are shown: no hash of a password or token, nothing that proves an answer to a letter or an
invitation, that the jury writes before it is opened, or that the program keeps for itself."""
VIEWS = frozenset({
    *("candidatures", "courrier", "criteres", "entretiens", "mails", "non_candidatures"),
    *("parcours", "passages", "pieces", "suivi"),
})  # fmt: skip
"""Made for reading (docs/querying.md): of shown columns alone."""
SEARCH = "search_texts"
"""The search index, each database's own: the texts of papers and mails."""

DAEMON, WORKER, DESK = PROGRAMS = ("daemon", "worker", "desk")
READER = "reader"
ACTS = {
    "w": "SELECT, INSERT, UPDATE, DELETE",
    "a": "SELECT, INSERT",
    "r": "SELECT",
    "n": "SELECT (id, message_id)",
}
"""What a letter of `RIGHTS` stands for: to write, add, read, see that something is there. A dash is nothing."""

RIGHTS: Mapping[str, str] = {
    "access_log": "w - w",
    "alembic_version": "r r r",
    "applications": "w w w",
    "bodies": "w w w",
    "career": "w w w",
    "claim_tokens": "w w w",
    "claims": "w w w",
    "documents": "w w w",
    "erasing": "w - w",
    "erasures": "a r a",
    "evidence": "w w w",
    "facts": "w w w",
    "folders": "w w r",
    "history": "w a w",
    "interview_calendars": "r - w",
    "interview_replies": "w w w",
    "interview_slots": "r r w",
    "interviews": "w w w",
    "letter_answers": "w w w",
    "letter_references": "w r w",
    "letter_templates": "w r w",
    "letters": "w w w",
    "mailboxes": "w w r",
    "memberships": "w w w",
    "message_notices": "w w w",
    "messages": "w w w",
    "metadata": "w w w",
    "notices": "w r r",
    "opened_opinions": "w - w",
    "openings": "w - w",
    "opinion_drafts": "w n w",
    "opinions": "w n w",
    "pages": "w w w",
    "passkeys": "- - w",
    "possible_duplicates": "w w w",
    "reviews": "w r w",
    "saved_views": "w - w",
    SEARCH: "w w w",
    "sessions": "- - w",
    "sightings": "w w w",
    "statistics": "w - w",
    "users": "- - w",
    "withheld": "w w w",
}
"""By table what the daemon, a worker and the desk may do. A worker sees reviews: they weigh on what it assembles."""
OWNED = """
SELECT bool_and(pg_has_role(relowner, 'USAGE')) FROM pg_class
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
"""
"""Whether whoever is connected owns every table, or is of the role that does."""
SEES_ALL = "SELECT has_column_privilege('users', 'password_hash', 'SELECT')"
"""Whether whoever is connected is shown more than a reader."""


def is_shown(table: str, column: str) -> bool:
    """Whether SQL may read a column of a table; with an empty column, whether it may count its rows."""
    if column == "":
        return table in SHOWN or table in VIEWS
    return table in VIEWS or column in SHOWN.get(table, "").split()


def role_name(database: str, role: str) -> str:
    """Roles belong to the whole server: each bears its database's name."""
    return f"{database}_{role}"


def statements(database: str) -> Iterator[str]:
    """The SQL that makes the roles of a database, or puts their rights right: it may be run again at any time.

    It is run in that database by who may make roles and owns the tables, or by a superuser. No role gets a password.
    """
    for role in PROGRAMS:
        yield from _made(database, role)
        yield from grants(database, role)
    yield from of_reader(database)


def of_reader(database: str) -> Iterator[str]:
    """The same of the one that reads. It fills no disk with tables of its own, nor does anybody else."""
    yield from _made(database, READER)
    yield from grants(database, READER)
    yield f"REVOKE TEMPORARY ON DATABASE {_quoted(database)} FROM PUBLIC"
    name = _quoted(role_name(database, READER))
    yield f"ALTER ROLE {name} SET default_transaction_read_only = on"
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
    yield f"DO $$ BEGIN EXECUTE format('GRANT {name} TO %I', ({owner})); END $$"


def grants(database: str, role: str) -> Iterator[str]:
    """The SQL that gives a role which is there its rights to the tables; whoever owns these may run it."""
    name = _quoted(role_name(database, role))
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {name}"
    yield from _reading(name) if role == READER else _working(name, PROGRAMS.index(role))


def regrant(engine: Engine) -> None:
    """Give the roles that are there the rights of this version: after tables were made or put in others' place.

    Nothing on SQLite, without roles, and where the tables are somebody else's.
    """
    if engine.dialect.name != "postgresql":
        return
    with writing(engine) as connection:
        if not connection.scalar(text(OWNED)):
            return
        database = str(connection.scalar(select(func.current_database())))
        there = set(connection.scalars(text("SELECT rolname FROM pg_roles")))
        for role in (*PROGRAMS, READER):
            for statement in grants(database, role) if role_name(database, role) in there else ():
                connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


def _made(database: str, role: str) -> Iterator[str]:
    """A role that may log in to this database and do nothing there yet."""
    whole = role_name(database, role)
    name, known = _quoted(whole), f"SELECT FROM pg_roles WHERE rolname = {_literal(whole)}"
    yield f"DO $$ BEGIN IF NOT EXISTS ({known}) THEN CREATE ROLE {name} LOGIN; END IF; END $$"
    yield f"GRANT CONNECT ON DATABASE {_quoted(database)} TO {name}"
    yield f"GRANT USAGE ON SCHEMA public TO {name}"


def _working(name: str, place: int) -> Iterator[str]:
    for table, rights in RIGHTS.items():
        if (letter := rights.split()[place]) != "-":
            yield f"GRANT {ACTS[letter]} ON {table} TO {name}"
    yield _each("r", "procrastinate\\_%", f"GRANT {ACTS['w']} ON %I TO {name}")
    yield _each("S", "procrastinate\\_%", f"GRANT USAGE, SELECT ON SEQUENCE %I TO {name}")


def _reading(name: str) -> Iterator[str]:
    for table, columns in SHOWN.items():
        yield f"GRANT SELECT ({', '.join(map(_quoted, columns.split()))}) ON {table} TO {name}"
    for table in (*sorted(VIEWS), SEARCH, "alembic_version"):
        yield f"GRANT SELECT ON {table} TO {name}"


def _each(kind: str, like: str, statement: str) -> str:
    """The statement for every relation of a kind with such a name: of the queue, where workers have made it."""
    named = f"relkind = {_literal(kind)} AND relname LIKE {_literal(like)} AND relnamespace = 'public'::regnamespace"
    here = f"SELECT relname FROM pg_class WHERE {named}"  # noqa: S608 - ours
    loop = f"FOR name IN {here} LOOP EXECUTE format({_literal(statement)}, name); END LOOP"
    return f"DO $$ DECLARE name text; BEGIN {loop}; END $$"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"

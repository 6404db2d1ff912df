"""What must be the same on SQLite and PostgreSQL."""

from __future__ import annotations

import hashlib
import io
import threading
from dataclasses import replace
from itertools import count

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, MetaData, Table, inspect, select, text
from sqlalchemy.exc import DBAPIError

from desk.export.json_files import write_applications, write_messages
from parsers.values.documents import Kind
from parsers.values.evidence import Finding, State
from store import Store
from store.database import engines, migrations
from store.database.engines import reading, writing
from store.database.models import Base
from store.database.models.base import StorableJSON
from store.errors import StoreLocked, StoreMissing, StoreNewer, StoreOutdated, StoreUnreachable
from store.values import Readers
from store.views.values import ApplicationFilter, MailFilter
from tests.unit.store.posting import APPLIES, CLOSES, LATE, NEAR, NOTICE, UNRELATED, Plain, Post, evidence, paper, sha

pytestmark = pytest.mark.long

SEARCHED = {
    "definitif": 1,
    "DÉFINITIF": 1,
    "oeuvre": 1,
    "CPMS": 1,
    "c.p.m.s.": 1,
    "nommé*": 1,
    "nomme": 0,
    '"son œuvre"': 1,
    '"œuvre son"': 0,
    "definitif -nommee": 0,
    "oeuvre arlon": 1,
    "definitivement": 1,
}

HOSTILE = ["", " ", "-", '"', '""', "*", "a* OR", "NEAR(", "(", "a AND", "' & | ! <->", ":*", "\\", "a:b", "{", "-a"]
HOSTILE += ["é" * 5000, "\x00", "\ud800"]


def exported(store, *, with_text=True):
    out = io.StringIO()
    with store.read() as views:
        write_applications(views.details(with_text=with_text), out, with_text=with_text)
        write_messages(views.messages(), out)
    return out.getvalue()


def fill(post):
    text_ = "Je suis nommée à titre définitif."
    found = Finding(key="tenure", value="permanent", state=State.FOUND, evidence=(evidence(text_, text_),))
    post.take_in(
        paper(text=text_, findings=[found]),
        paper(Kind.LETTER, "lettre œ.pdf", "Le C.P.M.S. d'Arlon et son œuvre, définiti-\nvement"),
        name="Anne Dé",
    )
    post.take_in(paper(filename="cv2.pdf", text="nouvelle version"), name="Anne Dé")
    post.take_in(paper(text="autre", filename=None), sender="paul@mail.example", verdict=LATE, received_at=CLOSES)
    post.record(post.sighting(subject="Facture"), UNRELATED)


@pytest.mark.filterwarnings("ignore:.*expression-based index")  # tests/migration compares them
def test_the_migrated_schema_is_the_models(store):
    def ours(name, kind, *_):
        return not (kind == "table" and str(name).startswith("search_texts"))

    with reading(store.engine) as connection:
        options = {
            "compare_type": True,
            "compare_server_default": True,
            "include_name": lambda n, k, _: ours(n or "", k),
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_walk_down_and_up_again(url):
    store = Store.open(url, upgrade=True)
    for revision in ("0004", "0003", "0002", "0001", "base"):
        migrations.downgrade(store.engine, revision)
    with reading(store.engine) as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    store.upgrade()
    store.check()
    store.close()


def test_notices_of_an_earlier_version_keep_their_mail_and_wait_for_what_they_lack(url):
    store = Store.open(url, upgrade=True)
    migrations.downgrade(store.engine, "0009")
    with writing(store.engine) as connection:
        connection.execute(
            text(
                "INSERT INTO notices (slug, title, closes_at, timezone, criteria) "
                "VALUES ('eo', 'Chargé de mission', '2026-03-15 23:00:00', 'Europe/Brussels', '[]')"
            )
        )
        for number, notice, digest in ((1, "'eo'", "'d1'"), (2, "NULL", "NULL")):
            connection.execute(
                text(
                    "INSERT INTO messages (id, notice, sha256, content_key, received_at, disposition, reason, "
                    "ruled_disposition, ruled_reason, state, attempts) "
                    f"VALUES ({number}, {notice}, {digest}, {digest}, '2026-03-01 10:00:00', 'application', '', "
                    "'application', '', 'parsed', 0)"
                )
            )
    store.upgrade()
    with store.peek() as tx:
        (notice,) = tx.notices.all()
        assert (notice.subject, notice.grace_hours, notice.internal_domains, notice.closed_at) == ("", 48.0, (), None)
        assert tx.ledger.message(1).fits == frozenset({"eo"})
        assert tx.notices.counts() == {"eo": (1, 0)}
    store.close()


def test_mails_of_an_earlier_version_are_found_by_their_headers(url):
    store = Store.open(url, upgrade=True)
    migrations.downgrade(store.engine, "0015")
    with writing(store.engine) as connection:
        said = "'2026-02-01', '{0}', '', '{0}', '', 'skipped', 0"
        columns = "received_at, disposition, reason, ruled_disposition, ruled_reason, state, attempts"
        told = f"id, subject, sender_name, sender_email, {columns}"
        internal = said.format("internal")
        connection.execute(
            text(f"INSERT INTO messages ({told}) VALUES (1, 'L’Œuvre', 'Zoé Été', 'z@cdm.example', {internal})")
        )
        connection.execute(text(f"INSERT INTO messages (id, {columns}) VALUES (2, {said.format('unrelated')})"))
    store.upgrade()
    with store.read() as views:
        for words, number in (("oeuvre", 1), ('"zoe ete"', 1), ("cdm*", 1), ("facture", 0)):
            assert views.mails(MailFilter(text=words)).total == number, words
        assert views.mails(MailFilter()).total == 2
    store.close()


def test_an_empty_database_is_no_store(url):
    with pytest.raises(StoreMissing):
        Store.open(url)


def test_an_older_and_a_newer_schema_are_told(url):
    store = Store.open(url, upgrade=True)
    migrations.downgrade(store.engine, "0001")
    with pytest.raises(StoreOutdated):
        Store.open(url)
    with writing(store.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreNewer):
        Store.open(url)
    with pytest.raises(StoreNewer):
        store.upgrade()
    store.close()


def test_two_processes_may_upgrade_at_once(url):
    faults = []

    def upgrade():
        try:
            Store.open(url, upgrade=True).close()
        except Exception as exc:  # noqa: BLE001 - whatever it is, the test shows it
            faults.append(exc)

    threads = [threading.Thread(target=upgrade) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_search_finds_words_whatever_their_spelling(store, post):
    fill(post)
    with store.read() as views:
        found = {query: views.applications(ApplicationFilter(text=query)).total for query in SEARCHED}
    assert found == SEARCHED


def test_one_search_finds_a_number_a_word_and_a_note_alike(store, post):
    fill(post)
    number = post.take_in(paper(text="Gsm 0470/12.34.56", filename="z.pdf"), sender="z@mail.example", name="Zoé")
    with store.begin() as tx:
        tx.reviews.note(number, "colette", "Rappeler au +32 470 12 34 56")
    with store.read() as views:
        for query in ("+32 470 123 456", "0470123456"):
            told = {part.part: part.total for part in views.find(query) if part.total}
            assert told == {"documents": 1, "notes": 1}, query
            assert views.applications(ApplicationFilter(text=query)).total == 1
        assert {part.part: part.total for part in views.find("oeuvre -arlon") if part.total} == {}
        assert {part.part: part.total for part in views.find("zoe") if part.total} == {"applications": 1, "mails": 1}


def test_every_search_has_its_hits_marked(store, post):
    fill(post)
    with store.read() as views:
        hits = [hit for query in ("definitif", "CPMS", "nommé*") for hit in views.search(query).hits]
    assert [[stretch for stretch, marked in hit.snippet if marked] for hit in hits] == [
        ["définitif"],
        ["C.P.M.S."],
        ["nommée"],
    ]


def test_no_query_string_is_an_error(store, post):
    fill(post)
    with store.read() as views:
        for query in HOSTILE:
            views.search(query)
            views.applications(ApplicationFilter(text=query, name=query))
            views.mails(MailFilter(text=query, mailbox=query, limit=50))
            views.find(query)


def test_what_no_database_holds_is_replaced_one_for_one(store, post):
    bad = "a\x00b\ud800c nommée"
    found = Finding(key="tenure", value="x\x00", state=State.FOUND, evidence=(evidence(bad, "nommée"),))
    message_id = post.take_in(paper(text=bad, filename="\x00.pdf", findings=[found]), subject="s\x00\udfff")
    with store.read() as views:
        [document] = views.documents(message_id, with_text=True)
        assert (document.text, document.filename) == ("a\ufffdb\ufffdc nommée", "\ufffd.pdf")
        assert views.application(message_id).facts["tenure"].value == "x\ufffd"


def test_a_mail_whose_headers_no_index_has_room_for_is_there_like_any_other(store, post):
    long = "".join(hashlib.sha256(str(number).encode()).hexdigest() for number in range(100))
    sighting = post.sighting()
    number = post.record(sighting).message_id
    post.read(number, sighting, paper(), tokens=frozenset({long}))
    post.take_in(paper(), name=f"Anne {long}", sender="other@mail.example")
    with store.read() as views:
        assert len(views.applications(ApplicationFilter()).rows) == 2


def test_both_databases_export_the_same(cluster, tmp_path):
    exports = []
    for url in (f"sqlite:///{tmp_path / 'store.db'}", cluster.database()):
        store = Store.open(url, logic=Plain(), upgrade=True)
        with store.begin() as tx:
            tx.notices.put(NOTICE)
        fill(Post(store, count(1)))
        exports.append(exported(store))
        store.close()
    assert exports[0] == exports[1]


def test_reading_everything_again_changes_nothing(store, post):
    fill(post)
    before = exported(store)
    again = Post(store, count(1))
    fill(again)
    assert exported(store) == before


def test_the_order_of_reading_does_not_matter(store, post):
    papers = [paper(text=f"version {n}", filename=f"cv{n}.pdf") for n in range(3)]
    seen = [post.sighting() for _ in papers]
    ids = [post.record(sighting, content=str(n)).message_id for n, sighting in enumerate(seen)]
    for n in (2, 0, 1):
        post.read(ids[n], seen[n], papers[n])
    late = exported(store)
    for n in (0, 1, 2):
        post.read(ids[n], seen[n], papers[n])
    assert exported(store) == late


def test_two_polls_at_once_record_each_message_once(store, post):
    seen = [post.sighting(uid=uid) for uid in range(1, 21)]
    barrier = threading.Barrier(2)

    def poll():
        barrier.wait()
        for sighting in seen:
            post.record(sighting, content=str(sighting.uid))

    threads = [threading.Thread(target=poll) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as views:
        found = views.messages()
    assert [message.id for message in found] == list(range(1, 21))
    assert all(len(message.mailboxes) == 1 for message in found)


def test_nobody_can_change_what_people_said(store, post):
    application = post.take_in()
    with store.begin() as tx:
        tx.reviews.note(application, "colette", "à rappeler")
    for act in ("UPDATE reviews SET text = 'x'", "DELETE FROM reviews", "UPDATE history SET author = 'x'"):
        with pytest.raises(DBAPIError, match="append-only"), store.engine.begin() as connection:
            connection.execute(text(act))


def test_a_writer_waits_for_another_and_gives_up_in_the_end(store, monkeypatch):
    monkeypatch.setattr(engines, "BUSY_MILLISECONDS", 5)
    monkeypatch.setattr(engines, "LOCK_MILLISECONDS", 5)
    impatient = Store(engines.connect(store.engine.url.render_as_string(hide_password=False)))
    with store.begin(), pytest.raises(StoreLocked), impatient.begin():
        pass
    impatient.close()


def test_a_connection_that_the_server_cut_is_told_and_the_next_one_works(cluster):
    store = Store.open(cluster.database(), upgrade=True)

    def lose_the_connection():
        with store.begin() as tx:
            cluster.cut_connections()
            tx.health.put("x", "1")

    with pytest.raises(StoreUnreachable):
        lose_the_connection()
    with store.begin() as tx:
        assert tx.health.get("x") is None
    store.close()


def test_a_reader_sees_one_moment(store, post):
    post.take_in()
    with store.read() as views:
        before = views.messages()
        post.take_in()
        assert views.messages() == before


def test_a_rehearsal_shows_what_would_be_and_keeps_nothing(store, post):
    message_id = post.take_in()
    with store.rehearse() as tx:
        tx.reviews.decide(message_id, "colette", "shortlist", "x")
        assert tx.views.application(message_id).row.decision == "shortlist"
    with store.read() as views:
        assert views.application(message_id).row.decision is None


def test_messages_that_other_readers_read_are_known_with_their_applications(store, post):
    today, before = (Readers(everything=name, text=name) for name in ("today", "before"))
    post.take_in(paper(), reading={"readers": today})
    older = post.take_in(paper(), sender="a@mail.example", reading={"readers": before})
    unnoted = post.take_in(paper(), sender="b@mail.example")
    post.record(post.sighting())
    near = post.take_in(paper(), verdict=NEAR)
    with store.peek() as tx:
        assert tx.ledger.read_otherwise("today") == {older: older, unnoted: unnoted, near: None}


def test_a_message_known_by_its_bytes_takes_its_key_once_that_is_read(store, post):
    """Its copy that came under the key is joined to it."""
    numbers = []
    for mailbox, key in (("a", None), ("b", "the key")):
        seen = post.sighting(mailbox=mailbox)
        with store.begin() as tx:
            numbers.append(
                tx.ledger.record(seen, APPLIES, notice="eo", digest=sha(mailbox), content_key=key).message_id
            )
        post.read(numbers[-1], seen, paper(), content_key="the key")
    first, second = numbers
    with store.begin() as tx:
        assert tx.ledger.untold() == {first: "the key"}
        assert tx.ledger.tell(first, "the key") == second
        tx.applications.refresh(second)
        tx.ledger.drop(second)
    with store.peek() as tx:
        assert tx.ledger.untold() == {}
        (left,) = tx.views.messages()
        assert (left.id, left.state, len(left.mailboxes)) == (first, "archived", 2)
        assert tx.applications.ids() == (first,)


def test_a_change_of_uidvalidity_leaves_the_export_as_it_is(store, post):
    seen = post.sighting()
    noted = post.record(seen)
    post.read(noted.message_id, seen, paper())
    before = exported(store).replace('"uidvalidity": 1', '"uidvalidity": 2')
    post.record(replace(seen, uidvalidity=2))
    assert exported(store) == before


def test_lists_are_limited_and_ordered_by_what_papers_and_people_say(store, post):
    found = [
        Finding(key=key, value=value, state=State.FOUND)
        for key, value in (("experience_years", 9.5), ("workload", 0.5), ("languages", ["fr", "nl"]), ("months", 9.5))
    ]
    anne = post.take_in(paper(findings=found), name="Anne", sender="anne@mail.example")
    found = [
        Finding(key=key, value=value, state=State.FOUND) for key, value in (("experience_years", 22), ("months", 10))
    ]
    bruno = post.take_in(paper(findings=found, filename="b.pdf"), name="Bruno", sender="bruno@mail.example")
    with store.begin() as tx:
        user = tx.accounts.add_user("colette", "recruiter", None)
        tx.reviews.tag(anne, "colette", "50 % %")
        tx.reviews.assign(bruno, "colette", "colette")
        tx.openings.note(user.id, anne)

    def listed(**wanted):
        with store.read() as views:
            return list(views.listed(ApplicationFilter(**wanted))[0])

    assert listed(order="-experience_years") == [bruno, anne]
    assert listed(order="workload") == [anne, bruno]
    assert (listed(order="months"), listed(order="-months")) == ([anne, bruno], [bruno, anne])
    assert listed(order="languages") == [anne, bruno]
    for wanted, ids in (
        ({"at_least": (("experience_years", 10),)}, [bruno]),
        ({"language": "nl"}, [anne]),
        ({"tag": "50 % %"}, [anne]),
        ({"tag": "50"}, []),
        ({"assignee": "colette"}, [bruno]),
        ({"assignee": "-"}, [anne]),
        ({"new_to": ("colette", True)}, [bruno]),
        ({"town": "67"}, []),
        ({"town": "arl"}, []),
    ):
        assert listed(**wanted) == ids, wanted
    with store.begin() as tx:
        merge = tx.reviews.merge(anne, bruno, "colette", whose="third")
        assert [row.id for row in tx.views.applications().rows] == [anne]
        tx.reviews.undo(merge, "colette")
        assert tx.views.tags() == ("50 % %",)


def test_a_lone_number_reads_alike(store):
    lone = Table("lone", MetaData(), Column("value", StorableJSON))
    given = [1.0, 0.5, 24, True, None, {"share": 1.0}]
    with store.engine.begin() as connection:
        lone.create(connection)
        for value in given:
            connection.execute(lone.insert().values(value=value))
        read = list(connection.scalars(select(lone.c.value)))
    assert repr(read) == repr([1, 0.5, 24, True, None, {"share": 1.0}])

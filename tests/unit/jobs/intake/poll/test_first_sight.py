"""A batch is at sight what each of its mails is, whoever looks at them: a worker, we, or both."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from structlog.testing import capture_logs

from ingest.imap.fetch import sighting
from jobs.intake.poll import first_sight
from jobs.intake.poll.first_sight import FirstSight
from jobs.notices.judging import Judge
from jobs.sandbox.answers import TaskFailed
from parsers.values.dispositions import Disposition
from parsers.values.problems import Reason
from store.values import Notice

ARRIVED = datetime(2026, 3, 2, 10, tzinfo=UTC)
NOTICES = [
    Notice(slug=slug, title=title, subject=phrase, closes_at=datetime(2026, month, 15, tzinfo=UTC), timezone="UTC")
    for slug, title, phrase, month in (
        ("eo", "Charge de mission", "Recrutement EO", 3),
        ("p", "Psychologue au centre de Virton", "Poste P", 4),
    )
]
PLAIN = (b"text", b"plain", (b"charset", b"utf-8"), None, None, b"8bit", 120, 4, None, None, None, None)
CV = (b"application", b"pdf", (b"name", b"cv.pdf"), None, None, b"base64", 9000, None, None, None, None)
BLOCKS = (
    b"From: anne@mail.example\r\nSubject: Recrutement EO\r\n\r\n",
    b"From: anne@mail.example\r\nSubject: Recrutemnet EO, candidature\r\n\r\n",
    b"From: news@letters.example\r\nList-Id: <n>\r\nSubject: Les nouvelles\r\n\r\n",
    b"From: MAILER-DAEMON@mail.example\r\nReturn-Path: <>\r\nSubject: Undelivered\r\n\r\n",
    b"From: anne@mail.example\r\nAuto-Submitted: auto-replied\r\nSubject: Absence\r\n\r\n",
    b"From: anne@mail.example\r\nSubject: =?utf-8?q?R=C3=A9union?= \xff\r\n\r\n",
    b"From: anne@mail.example\r\nSubject: Candidature\r\n\r\n",
    b"From: anne@mail.example\r\nSubject: Candidature au poste de psychologue, centre de Virton\r\n\r\n",
    b"no header\r\nSubject: visite\r\n\r\n",
    b"\r\n",
    b"",
)


class Pool:
    """Workers in this process: of some the answer is late, and some are lost."""

    def __init__(self, *, lost=False, forged=None):
        self.lost = lost
        self.forged = forged
        self.opened, self.closed = 0, 0
        self.has_answered = True
        self.given = []

    def session(self, *, seconds):
        assert seconds
        self.opened += 1
        return self

    def lasts(self, seconds):
        return seconds and self.opened > self.closed

    def ask(self, function, *arguments):
        if self.lost == "at its start":
            self.close()
            raise TaskFailed(Reason.CRASHED, "lost")
        return function(*arguments)

    def give(self, function, *arguments):
        if self.lost == "at once":
            self.close()
            raise TaskFailed(Reason.CRASHED, "lost")
        self.given.append((function, arguments))

    def answer(self):
        if self.lost:
            self.close()
            raise TaskFailed(Reason.CRASHED, "lost")
        function, arguments = self.given[-1]
        told = function(*arguments)
        return self.forged(told) if self.forged else told

    def close(self):
        self.closed = self.opened

    @property
    def parts(self):
        """How many mails each task was about."""
        return [len(heads) for _, (_, heads) in self.given]


@pytest.fixture(autouse=True)
def _few(monkeypatch):
    monkeypatch.setattr(first_sight, "MANY", 20)


def batch(count=54):
    answers = [
        {b"INTERNALDATE": ARRIVED, b"BODY[HEADER]": block, b"BODYSTRUCTURE": parts, b"RFC822.SIZE": 900}
        for block in BLOCKS
        for parts in (PLAIN, (PLAIN, CV, b"mixed"), None)
    ]
    return [sighting("a", "INBOX", 1, uid, answers[uid % len(answers)]) for uid in range(1, count + 1)]


def alone(judge, mails):
    """What the judge says of each, and its fingerprint."""
    return [(*judge.at_sight(one.headers, one.outline, one.received_at), one.headers.fingerprint) for one in mails]


def told(seen, mails):
    found = [seen[one.uid] for one in mails]
    return [(one.ruling, one.wanted, one.fingerprint) for one in found]


def ready(sight, judge):
    """The first batch only begins a worker; nobody waits for it."""
    sight.begin(judge, batch()).seen()
    sight._opening.result()


MANY_NOTICES = [
    *NOTICES,
    *(replace(NOTICES[0], slug=f"q{at}", subject=f"Poste Q{at}", title=f"Poste {at}") for at in range(40)),
]


@pytest.mark.parametrize("notices", [NOTICES[:1], NOTICES, [], MANY_NOTICES])
def test_what_a_worker_says_is_what_we_would_say(notices):
    judge, pool = Judge(notices), Pool()
    with FirstSight(pool) as sight:
        ready(sight, judge)
        assert told(sight.begin(judge, batch()).seen(), batch()) == alone(judge, batch())
        assert pool.parts == [27]
    assert (pool.opened, pool.closed) == (1, 1)


@pytest.mark.parametrize(("has_answered", "parts"), [(True, [27, 30, 32, 35]), (False, [27, 24, 22, 19])])
def test_a_worker_gets_so_much_that_it_and_we_end_together(has_answered, parts):
    judge, pool = Judge(NOTICES), Pool()
    pool.has_answered = has_answered
    with FirstSight(pool) as sight:
        ready(sight, judge)
        for _ in range(40):
            assert told(sight.begin(judge, batch()).seen(), batch()) == alone(judge, batch())
    assert pool.parts[:4] == parts
    assert pool.parts[-1] == (49 if has_answered else 5)


@pytest.mark.parametrize("lost", ["at once", "later"])
def test_a_lost_worker_costs_nothing_and_another_one_is_begun(lost):
    judge, pool = Judge(NOTICES), Pool(lost=lost)
    with FirstSight(pool) as sight:
        ready(sight, judge)
        with capture_logs() as logged:
            assert told(sight.begin(judge, batch()).seen(), batch()) == alone(judge, batch())
        assert [one["event"] for one in logged] == ["mail is judged without a worker beside"]
        pool.lost = False
        ready(sight, judge)
        assert told(sight.begin(judge, batch()).seen(), batch()) == alone(judge, batch())
    assert pool.opened == 2


def test_a_worker_that_is_lost_at_its_start_is_told_of_and_another_one_is_begun():
    judge, pool = Judge(NOTICES), Pool(lost="at its start")
    with FirstSight(pool) as sight:
        with capture_logs() as logged:
            ready(sight, judge)
            pool.lost = False
            ready(sight, judge)
        assert [one["event"] for one in logged] == ["mail is judged without a worker beside"]
        assert told(sight.begin(judge, batch()).seen(), batch()) == alone(judge, batch())
    assert (pool.opened, pool.parts) == (2, [27])


FORGED = {
    "a fingerprint too few": lambda told: replace(told, prints=told.prints[1:]),
    "a kind too many": lambda told: replace(told, kinds=(*told.kinds, 0)),
    "one mail fewer": lambda told: replace(told, prints=told.prints[1:], kinds=told.kinds[1:]),
    "a kind that is not there": lambda told: replace(told, kinds=(len(told.under), *told.kinds[1:])),
    "a kind from the end": lambda told: replace(told, kinds=(-1, *told.kinds[1:])),
    "a kind beyond any index": lambda told: replace(told, kinds=(1 << 80, *told.kinds[1:])),
    "nothing": lambda told: replace(told, prints=(), kinds=(), under=(), sights=()),
    "a notice too few": lambda told: replace(told, under=tuple(one[1:] for one in told.under)),
    "a notice too many": lambda told: replace(told, under=tuple((*one, one[0]) for one in told.under)),
    "a verdict that is not there": lambda told: replace(told, sights=told.sights[1:]),
    "a verdict from the end": lambda told: replace(told, under=tuple((-1, *one[1:]) for one in told.under)),
    "more kinds than mails": lambda told: replace(told, under=told.under * 40),
}
"""Answers of a worker taken over, each of the type that is promised."""


@pytest.mark.parametrize("name", FORGED)
def test_an_answer_about_other_mails_costs_its_worker_and_nothing_else(name):
    judge, pool = Judge(NOTICES), Pool(forged=FORGED[name])
    with FirstSight(pool) as sight:
        ready(sight, judge)
        with capture_logs() as logged:
            assert told(sight.begin(judge, batch()).seen(), batch()) == alone(judge, batch())
        assert [one["event"] for one in logged] == ["mail is judged without a worker beside"]
        assert (pool.opened, pool.closed) == (1, 1)
        pool.forged = None
        ready(sight, judge)
    assert pool.opened == 2


def test_for_a_few_no_worker_is_begun():
    judge, pool = Judge(NOTICES), Pool()
    with FirstSight(pool) as sight:
        assert told(sight.begin(judge, batch(19)).seen(), batch(19)) == alone(judge, batch(19))
    assert pool.opened == 0


def test_in_junk_nothing_is_an_application():
    judge, mails = Judge(NOTICES), [sighting("a", "Junk", 1, 1, {b"BODY[HEADER]": BLOCKS[0], b"INTERNALDATE": ARRIVED})]
    junk = [replace(one, in_junk=True) for one in mails]
    with FirstSight(Pool()) as sight:
        assert sight.begin(judge, mails).seen()[1].ruling.verdict.disposition is Disposition.APPLICATION
        assert sight.begin(judge, junk).seen()[1].ruling.verdict.disposition is Disposition.NEAR_MISS

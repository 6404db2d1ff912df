"""A desk over a small store: Anne with all her papers, Ève full of traps, a namesake, a near miss, a locked file."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher

from desk.errors import PageNotDrawn, PaperMissing, PasswordWrong
from desk.web.access import Looked
from desk.web.app import create_app
from desk.web.login import passwords
from desk.web.login.login import Welcome
from desk.web.login.pending_steps import PendingSteps
from desk.web.login.throttle import Gate, Throttle
from desk.web.openid.pending_sign_ins import PendingSignIns
from desk.web.services import Desk
from parsers.criteria import EO_CRITERIA
from parsers.values.documents import Box, Kind, Page
from parsers.values.evidence import Entry, Finding, State
from parsers.values.explanations import (
    Explanation,
    Explanations,
    LeftOut,
    Passage,
    RefusedWords,
    SetAside,
    ToldExample,
    ToldModifier,
    ToldRule,
)
from parsers.values.problems import Reason
from parsers.values.profiles import PlacedEntry
from store import Store
from store.database.engines import connect
from tests.authenticators import Authenticator
from tests.unit.desk.web.in_place import browsing
from tests.unit.store.posting import CLOSES, LATE, NEAR, NOTICE, Plain, evidence, paper, scene

TEXT = "Anne Lambert\nJe suis nommée à titre définitif.\nJ'enseigne depuis 2010."
QUOTE = "Je suis nommée à titre définitif."
SCRIPT = "<script>alert(1)</script>"
PASSWORD = "quatre mots bien choisis"
NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)


def then():
    return NOW


CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
HASH = CHEAP.hash(PASSWORD)


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch):
    """What hashing costs is for attackers, not for tests."""
    monkeypatch.setattr(passwords, "_hasher", CHEAP)
    monkeypatch.setattr(passwords, "_NOBODY", CHEAP.hash(""))


class Acquainted(Plain):
    """One person only by their address; whoever shares a telephone may be one. A career comes along."""

    def partition(self, claims):
        mails = [replace(claim, tokens=frozenset(t for t in claim.tokens if t.startswith("email"))) for claim in claims]
        return super().partition(mails)

    def possible_duplicates(self, claims):
        ids = sorted(claim.message_id for claim in claims if any(t.startswith("phone") for t in claim.tokens))
        return [(ids[0], ids[1], "the same telephone number")] if len(ids) > 1 else []

    def assemble(self, sources, notice):
        profile = super().assemble(sources, notice)
        timeline = tuple(
            PlacedEntry(message_id=source.message_id, document_id=source.document_id, entry=entry, counted=True)
            for source in sources
            for entry in source.findings.entries
        )
        return replace(profile, timeline=timeline)


def lined(text):
    """A page whose lines stand one under the other."""
    boxes, at = [], 0
    for number, line in enumerate(text.split("\n")):
        boxes.append(
            Box(start=at, end=at + len(line), left=0.1, top=0.1 * number, right=0.9, bottom=0.1 * number + 0.05)
        )
        at += len(line) + 1
    return (Page(number=1, start=0, end=len(text), boxes=tuple(boxes)),)


@pytest.fixture(scope="session")
def empty_store(empty_store, tmp_path_factory):
    """With the notice's eleven criteria and three accounts, each logged in (`enter`)."""
    return with_accounts(empty_store, tmp_path_factory.mktemp("desk") / "empty.db")


def with_accounts(empty_store, path):
    path.write_bytes(empty_store.read_bytes())
    store = Store(connect(f"sqlite:///{path}"), clock=then)
    with store.begin() as tx:
        tx.notices.put(replace(NOTICE, criteria=EO_CRITERIA))
        for name, role in (("mireille", "recruiter"), ("colette", "recruiter"), ("jury", "reader")):
            tx.accounts.add_user(name, role, HASH, "fr")
            log_in(tx, name)
    store.close()
    return path


@pytest.fixture
def store(store):
    """Possible duplicates are messages that share a token."""
    store._logic, store._clock = Acquainted(), then
    return store


@scene
def anne(post):
    """A complete application; the CV says the tenure and has the place of each line."""
    found = [
        Finding(key="tenure", value="permanent", state=State.FOUND, evidence=(evidence(TEXT, QUOTE),)),
        Finding(key="experience_years", value=16.0, state=State.FOUND, evidence=(evidence(TEXT, "depuis 2010"),)),
    ]
    cv = paper(text=TEXT, filename="CV Anne.pdf", findings=found, pages=lined(TEXT))
    entry = Entry(start=datetime(2010, 9, 1, tzinfo=UTC).date(), end=None, ongoing=True, function="Institutrice",
                  sector="education", evidence=evidence(TEXT, "depuis 2010"))  # fmt: skip
    cv = replace(cv, findings=replace(cv.findings, entries=(entry,)))
    letter = paper(Kind.LETTER, "Lettre.pdf", "Madame, je pose ma candidature.")
    return post.take_in(cv, letter, name="Anne Lambert", reading={"tokens": {"email:anne@mail.example", "phone:1"}})


@scene
def namesake(anne, post):
    """Another address with Anne's telephone."""
    return post.take_in(
        paper(filename="cv2.pdf", text="Autre CV"),
        sender="a.lambert@work.example",
        name="A. Lambert",
        reading={"tokens": {"email:a.lambert@work.example", "phone:1"}},
    )


@scene
def eve(post):
    """An application every text of which is a trap; it arrived late."""
    text = f"{SCRIPT} =cmd|' /C calc'!A0 {{{{7*7}}}} \u202efdp.exe"
    found = Finding(key="tenure", value=SCRIPT, state=State.TO_VERIFY, evidence=(evidence(text, SCRIPT),))
    return post.take_in(
        paper(text=text, filename=f'"><img src=x onerror=alert(1)>{SCRIPT}.pdf', findings=[found]),
        sender="eve@mail.example",
        name=f"=HYPERLINK({SCRIPT})",
        subject=f"Recrutement EO {SCRIPT}",
        reading={"body": f"{SCRIPT} javascript:alert(1)"},
        verdict=LATE,
        received_at=CLOSES,
    )


@scene
def locked(post):
    """An application whose CV has a password."""
    mail = paper(readable=False, reason=Reason.ENCRYPTED, text="", pages=())
    return post.take_in(mail, sender="luc@mail.example", name="Luc Verrou")


@scene
def near_miss(post):
    """A mail without the words asked for."""
    cv = paper(filename="cv v.pdf")
    return post.take_in(cv, sender="vinciane@mail.example", name="Vinciane Dubru", subject="OE", verdict=NEAR)


class Folder:
    """Originals without an archive: a picture of every first page, the digest as the file's bytes."""

    def mail(self, digest):
        if not digest:
            raise PaperMissing("no digest")
        return b"From: x\n\n" + digest.encode()

    def file(self, paper):
        return b"<script>alert(1)</script>" + paper.sha256.encode()

    def picture(self, paper, page, *, size="page", turn=0):
        del paper
        if page > 1:
            raise PageNotDrawn("one page only")
        return f"picture, {size}, {turn}".encode()

    def typeset(self, lines, *, size="page", turn=0):
        return f"{size}, {turn}: {lines}".encode()

    def joined(self, summary, pages, bundles):
        assert len(pages) == len(bundles)
        return summary


class Hand:
    """Rereading that only notes what was asked for; the password is « sésame »."""

    def __init__(self):
        self.asked = []

    def again(self, message_id):
        self.asked.append(message_id)

    def unlock(self, paper, message_id, password):
        del paper
        if password != "sésame":
            raise PasswordWrong("no")
        self.asked.append(message_id)
        return "archive/passwords.json#0"


class Told:
    """Explaining that tells one passage, one reading set aside and words that do not count, each full of traps."""

    def explain(self, application_id, key, language):
        modifier = ToldModifier(name="anothers", meaning=f"quelqu'un d'autre ({language})", words=f"mari{SCRIPT}")
        example = ToldExample(pieces=(("Je suis ", False), (f"nommée{SCRIPT}", True)), value="permanent", speaks=True)
        rule = ToldRule(cited=f"{key}.plain/1", sentence=f"Une règle {SCRIPT}", version_now=2, examples=(example,))
        passage = Passage(
            message_id=1, document_id=None, page=None, start=0, end=9, quote=QUOTE, rule=rule, modifiers=(modifier,)
        )
        aside = SetAside(reason="less_sure", value="temporary", certainty=0.55, passage=passage)
        fact = Explanation(
            key=key,
            value="permanent",
            state="found",
            corrected=False,
            passages=(passage,),
            set_aside=(aside,),
            refused=(RefusedWords(words=f"mi-temps{SCRIPT}", passage=replace(passage, rule=None)),),
        )
        left = LeftOut(message_id=1, document_id=None, reason="waiting")
        return Explanations(application_id=application_id, language=language, facts=(fact,), left_out=(left,))


@pytest.fixture
def hand():
    return Hand()


@pytest.fixture(scope="session")
def routes():
    """The application, put together once; each test gives it a desk of its own."""
    return create_app(Desk(store=None, originals=Folder(), rereading=Hand()))


@pytest.fixture
def site(routes, store, hand):
    routes.state.desk = Desk(store=store, originals=Folder(), rereading=hand, explaining=Told(), clock=lambda: NOW)
    routes.state.throttle = Throttle(lambda: NOW)
    routes.state.welcome = Welcome(lambda: NOW)
    routes.state.gate = Gate()
    routes.state.second_throttle = Throttle(lambda: NOW)
    routes.state.provider_throttle = Throttle(lambda: NOW)
    routes.state.steps = PendingSteps(lambda: NOW)
    routes.state.pending_sign_ins = PendingSignIns(lambda: NOW)
    routes.state.looked = Looked(lambda: NOW)
    return routes


def log_in(tx, name):
    tx.accounts.open_session(name, f"token of {name}", f"csrf of {name}", datetime(2999, 1, 1, tzinfo=UTC))


def enter(site, name):
    """The browser in which somebody is logged in from the beginning; `csrf` is what its forms carry."""
    browser = browsing(site)
    browser.cookies.set("desk", f"token of {name}")
    return Browser(browser, f"csrf of {name}")


def seated(site, store, name, role, notice=NOTICE.slug):
    """Somebody new, logged in, who is that for one notice and nothing elsewhere."""
    with store.begin() as tx:
        tx.accounts.add_user(name, role, HASH, "fr")
        tx.accounts.give(name, [notice])
        log_in(tx, name)
    return enter(site, name)


class Browser:
    """Reads pages and sends forms as a browser does."""

    def __init__(self, client, csrf):
        self.client = client
        self.csrf = csrf

    def get(self, path, **options):
        return self.client.get(path, **options)

    def send(self, path, **fields):
        return self.client.post(path, data={"csrf": self.csrf, **fields}, follow_redirects=False)


@pytest.fixture
def stranger(site):
    return browsing(site)


@pytest.fixture
def recruiter(site):
    return enter(site, "mireille")


@pytest.fixture
def colleague(site):
    return enter(site, "colette")


@pytest.fixture
def reader(site):
    return enter(site, "jury")


def token_in(page):
    """The form token that a page carries."""
    return re.search(r'name="csrf" value="([^"]+)"', page.text).group(1)


def at_localhost(site):
    browser = browsing(site)
    browser.base_url = "http://localhost"
    return browser


def asked(page):
    """The options that a page hands to the browser."""
    return json.loads(html.unescape(re.search(r'data-options="([^"]+)"', page.text).group(1)))


@pytest.fixture
def owner(site):
    """Mireille, logged in where passkeys work."""
    entered = enter(site, "mireille")
    entered.client.base_url = "http://localhost"
    return entered


def register(owner, authenticator, label="clé bleue"):
    owner.send("/account/passkeys", present=PASSWORD)
    options = asked(owner.get("/account/passkeys/new"))
    return owner.send("/account/passkeys/new", label=label, answer=authenticator.register(options))


@pytest.fixture
def key(owner, post, scenes):
    """Mireille's passkey."""

    def made():
        authenticator = Authenticator()
        assert register(owner, authenticator).headers["location"] == "/account?told=passkey"
        return authenticator

    return scenes.once(post, "key", made)

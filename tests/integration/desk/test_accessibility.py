"""WCAG 2.2 AA as far as axe-core can tell: no finding in any state of any page.

The addresses are those that the program declares (`desk.web.access`): one that no state visits fails. Each state is
visited in one of four costumes (language, colours, width, with scripts or without), by turns; with the environment's
CANDIDATURES_AXE=all in each of them, which takes four times as long.
"""

from __future__ import annotations

import os
import re
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe

from desk.web.access import DECLARED
from desk.web.login.enrolment import make_key
from desk.web.login.passwords import hash_password
from jobs.config import configuration
from jobs.runtime.workplace import open_store
from tests import desk_scene, desks
from tests.maildirs import Maildirs

pytestmark = pytest.mark.long

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def findings(page):
    return [
        f"{finding['id']}: {node['target']} {node['failureSummary']}"
        for finding in Axe().run(page, options=RULES).response["violations"]
        for node in finding["nodes"]
    ]


@dataclass(frozen=True)
class Costume:
    """How somebody comes."""

    language: str
    colours: str
    width: int
    scripts: bool


COSTUMES = [
    Costume("fr", "light", 1400, scripts=True),
    Costume("nl", "dark", 1280, scripts=False),
    Costume("de", "light", 390, scripts=False),
    Costume("en", "dark", 390, scripts=True),
]
EVERY = os.environ.get("CANDIDATURES_AXE") == "all"
CHAIR, MEMBER, RECRUITER, NOBODY = "solange", "paul", "mireille", None


@dataclass(frozen=True)
class State:
    """A page as somebody may find it: by its address, or by what was sent to it."""

    path: str
    who: str | None = CHAIR
    sent: dict[str, str] = field(default_factory=dict)
    status: int = 200
    leads_to: str = ""
    """Where what was sent leads to, if it leads elsewhere."""

    @property
    def address(self):
        """As it is declared, or empty."""
        method = "POST" if self.sent and not self.leads_to else "GET"
        path = (self.leads_to or self.path).partition("?")[0]
        fits = [
            one
            for one in DECLARED
            if re.fullmatch(re.sub(r"\{\w+\}", r"[^/]+", one.replace(".", r"\.")), f"{method} {path}")
        ]
        return min(fits, key=lambda one: one.count("{"), default="")


ANNE, LOCKED, EVE, SEVERAL = 2, 36, 37, 14  # with a jury's opinions; a file nobody opens; traps; several mails
LATER, SCANNED, SECOND = 21, 20, 16
NEAR_MISS_OR_MORE = 3

SEEN = [
    # --- the list: all, filtered, without a hit, just after a decision for many ---
    *("/", "/?q=definitif&c.tenure=found&col=tenure", "/?name=nobody", "/?standing=excluded", "/?size=25&page=9"),
    "/?told=decided_many&count=2&first=1&last=2",
    *(f"/compare?id={ANNE}&id=4", "/bulk?id=2&id=4", "/bulk?every=1&list="),
    *("/search", "/search?q=arlon", "/search?q=nichtsdergleichen", "/mails", "/mails?q=nichtsdergleichen"),
    *("/sort", "/overview", "/journal", "/access", f"/access?application={ANNE}", "/account", "/accessibility"),
    # --- one person: shortlisted, refused, locked, hostile, with several mails, late; told what was done ---
    *(f"/applications/{number}" for number in (ANNE, LOCKED, EVE, SEVERAL, LATER, SCANNED, 26)),
    *(f"/applications/{ANNE}?list=&at=0", f"/applications/{ANNE}?told=decided", f"/applications/{ANNE}/why/tenure"),
    *(f"/applications/11/{page}" for page in ("reasons", "merge", "merge?other=4", "erase")),
    *(f"/mails/{SEVERAL}", f"/mails/{NEAR_MISS_OR_MORE}", f"/mails/{SECOND}/move", f"/mails/{SECOND}/move?other=4"),
    # --- documents: a passage, a page enlarged and turned, typeset, unreadable, dangerous ---
    *("/documents/20002?page=1&start=210&end=300", "/documents/20002?page=1&zoom=200&turn=90", "/documents/20001"),
    *(f"/documents/{LOCKED}0001", f"/documents/{EVE}0001", f"/documents/{EVE}0001/original"),
    # --- letters: drafts, one sent, failed, withdrawn; the run, the templates, the minutes ---
    *("/letters", "/letters?state=draft", "/letters?state=doubtful", "/letters/selection", "/minutes"),
    *(f"/letters/{number}" for number in (1, 3, 6, 11, 12)),
    *(f"/letters/new?application={ANNE}", f"/letters/new?application={EVE}&kind=refusal&language=fr"),
    *("/letters/templates", "/letters/templates/fr/refusal"),
    *("/interviews", "/interviews/propose", "/interviews/reception"),
    # --- a notice that is made: from nothing, from an example, from another one ---
    *("/notices", "/notices/new", "/notices/new?like=hospital", "/notices/new?notice=eo-arlon-2026"),
    # --- the jury's chair ---
    *("/jury", "/jury/chair", f"/jury/applications/{ANNE}"),
]
NURSE = {
    "title": "Infirmiers",
    "subject": "Infirmiers Relais",
    "closes_at": "2099-12-31",
    "languages": "fr",
    "c0.kind": "years",
    "c0.labels.fr": "Deux ans d'hôpital",
    "c0.at_least": "2",
    "c0.sets": "hospital",
    "c1.kind": "experience_of",
    "c1.labels.fr": "Nuit",
    "c1.terms": "nuit",
    "c1.examples": "[Nuit] à l'hôpital",
}
ASIDE = {"text": "x", "reason": "", "as": ""}
STATES = [
    *(State(path) for path in SEEN),
    # --- a member: nothing written, a draft, given; not before the jury ---
    State("/jury", MEMBER),
    State("/jury/applications/14", MEMBER),
    State(f"/jury/applications/{ANNE}", MEMBER),
    State("/jury/applications/29", MEMBER),
    State("/jury/applications/29/opinion", MEMBER, {"then": "give"}, 422),
    State("/overview", MEMBER, status=403),
    # --- at the door ---
    State("/login", NOBODY),
    State("/login", NOBODY, {"name": "mireille", "password": "faux"}, 401),
    State("/login", NOBODY, {"name": "gabrielle", "password": desks.PASSWORD}, leads_to="/login/second"),
    State("/enrol/{enrol}", NOBODY),
    State("/login/openid", NOBODY, status=404),
    State("/login/openid/callback", NOBODY, status=404),
    State("/nothing", status=404),
    # --- what was sent is not right, or somebody was quicker ---
    State(f"/applications/{ANNE}/decision", CHAIR, {"decision": "reject", "reason": ""}, 422),
    State(f"/applications/{ANNE}/decision", CHAIR, {"decision": "reject", "reason": "Trop tard", "seen": "0"}, 409),
    State(f"/applications/{ANNE}/notes", CHAIR, {"text": ""}, 422),
    State(f"/applications/{ANNE}/tags", CHAIR, {"tag": ""}, 422),
    State(f"/applications/{ANNE}/standing", CHAIR, {"as": "withdrawn", "reason": ""}, 422),
    State(f"/applications/{ANNE}/corrections", CHAIR, {"key": "workload", "value": "130 %"}, 422),
    State(f"/applications/{ANNE}/erase", CHAIR, {"number": "1"}, 422),
    State("/applications/11/merge", CHAIR, {"other": "11", "whose": "own"}, 409),
    State(f"/documents/{LOCKED}0001/unlock", CHAIR, {"password": "faux"}, 422),
    State("/bulk", CHAIR, {"ids": "2,4", "decision": "reject", "reason": ""}, 422),
    State("/bulk/follow", CHAIR, {"ids": "2,4"}, 422),
    State("/dossier.pdf", status=422),
    State("/views", CHAIR, {"name": "À moi", "query": "order=name"}, 409),
    State("/account/password", CHAIR, {"present": "faux", "password": "x", "again": "y"}, 422),
    State("/account/passkeys/new", CHAIR, status=422),
    State("/account/passkeys", CHAIR, {"present": desks.PASSWORD}, leads_to="/account/passkeys/new"),
    State("/letters/templates/fr/refusal", CHAIR, {"act": "keep", "subject": "", "text": "{inconnu}"}, 422),
    State("/interviews/slots", CHAIR, {"days": "demain", "begins": "9", "ends": "", "minutes": "x", "rooms": ""}, 422),
    State("/interviews/offer", CHAIR, {"application": "2"}, 422),
    State("/notices/new", CHAIR, {"act": "check", "title": "", **NURSE, "c0.at_least": "deux"}, 422),
    State("/notices/new", CHAIR, {"act": "check", **NURSE}),
    State("/notices/open", CHAIR, {"file": ""}, 422),
    State("/interviews/slots/1/remove", CHAIR, {"csrf": ""}, 409),
]
FRESH = [
    *("/", "/sort", "/mails", "/search?q=x", "/overview", "/journal", "/letters", "/letters/selection"),
    *("/letters/templates", "/interviews", "/minutes", "/accessibility", "/notices", "/notices/new"),
]
"""The pages of an office to which nobody has written yet."""
FILES = {
    one
    for one in DECLARED
    if re.search(
        r"^POST|/api/|\.(pdf|xlsx|ics|webp|\{kind\})$|/letters/\{letter_id\}/(mail|pdf)|/mails/\{message_id\}/original",
        one,
    )
}
"""What answers with something else than a page."""


def test_every_page_has_a_state():
    visited = {state.address for state in STATES} | {"GET /welcome/{key}"}
    assert DECLARED.keys() - FILES - visited == set()


@pytest.fixture(scope="module")
def folder(office, tmp_path_factory):
    made = desks.copied(office, tmp_path_factory.mktemp("axe") / "copy")
    desk_scene.review(made)
    desk_scene.correspond(made)
    desk_scene.deliberate(made)
    return made


@pytest.fixture(scope="module")
def people():
    return {CHAIR: "Candidatures", MEMBER: "Soumis au jury"}


@pytest.fixture(scope="module")
def places(folder):
    """Addresses that are good for once, and what only the store can be told."""
    with closing(open_store(configuration.load(folder / "candidatures.toml"))) as store, store.begin() as transaction:
        transaction.accounts.add_user("gabrielle", "reader", hash_password(desks.PASSWORD), "fr")
        transaction.passkeys.add("gabrielle", name="Clé", credential_id="Y2xl", public_key="Y2xl", sign_count=0)
        transaction.accounts.save_view(CHAIR, "À moi", "order=-arrival", shared=True)
        return {"enrol": make_key(transaction, "colette", datetime.now(UTC))}


SEND = """([path, fields]) => {
    const form = document.createElement('form');
    [form.method, form.action] = ['post', path];
    for (const [name, value] of Object.entries({csrf: document.querySelector('[name=csrf]').value, ...fields})) {
        const field = document.createElement('input');
        [field.type, field.name, field.value] = ['hidden', name, value];
        form.append(field);
    }
    document.body.append(form);
    form.submit();
}"""


@contextmanager
def dressed(browser, url, costume, storage):
    """A window in that costume."""
    with browser.new_context(
        base_url=url, locale=costume.language, storage_state=storage, color_scheme=costume.colours,
        viewport={"width": costume.width, "height": 800},
    ) as context:  # fmt: skip
        context.set_default_timeout(240_000)
        if not costume.scripts:  # axe itself needs scripts: the page's own are held back
            context.route("**/*.js", lambda route: route.abort())
        yield context.new_page()


def visited(page, state, places):
    """The answer to what the state needs."""
    path = state.path.format(**places) if "{" in state.path else state.path
    if not state.sent:
        return page.goto(path)
    page.goto("/login" if state.who is NOBODY else "/account")
    with page.expect_navigation() as answered:
        page.evaluate(SEND, [path, {name: value for name, value in state.sent.items() if name != "csrf"}])
    return answered.value


def faults_of(page, costume):
    """What axe finds, and what WCAG 1.4.10 asks of narrow screens: no scrolling in two directions."""
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    found = findings(page)
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > costume.width:
        found.append(f"{wide} pixels wide")
    if (language := page.get_attribute("html", "lang")) != costume.language:
        found.append(f"speaks {language}")
    return found


@pytest.mark.parametrize("costume", COSTUMES, ids=lambda costume: costume.language)
def test_axe_finds_nothing_in_any_state(browser, url, sessions, places, costume):
    found = []
    with ExitStack() as windows:
        pages = {}
        for who in (CHAIR, MEMBER, NOBODY):
            pages[who] = windows.enter_context(dressed(browser, url, costume, sessions.get(who)))
            pages[who].goto("/login" if who is NOBODY else "/account")
            pages[who].locator(f'button[name="language"][value="{costume.language}"]').click()
        for state in STATES if EVERY else STATES[COSTUMES.index(costume) :: len(COSTUMES)]:
            page = pages[state.who]
            answer = visited(page, state, places)
            faults = faults_of(page, costume)
            if answer.status != state.status:
                faults.append(f"answered {answer.status}")
            found += [f"{state.path} {state.sent or ''}: {fault}" for fault in faults]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_before_anybody_has_written(browser, tmp_path):
    costume, found = COSTUMES[0], {}
    Maildirs.make(tmp_path).configure()
    with desks.served(tmp_path) as server, dressed(browser, server.url, costume, None) as page:
        page.goto(server.first_link())
        found["/welcome"] = faults_of(page, costume)
        page.get_by_label("Identifiant").fill("nadine")
        page.get_by_label("Mot de passe", exact=True).fill(desks.PASSWORD)
        page.get_by_label("Confirmez le mot de passe").fill(desks.PASSWORD)
        page.get_by_role("button", name="Créer le compte").click()
        for path in FRESH:
            page.goto(path)
            found[path] = faults_of(page, costume)
    assert {path: faults for path, faults in found.items() if faults} == {}

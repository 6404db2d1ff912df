"""What recruiters, the chair, the jury and a reader do at the page: they follow its links and fill in its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.life.acts import NotNow, act
from tests.life.world import USERS

if TYPE_CHECKING:
    from random import Random

    from tests.life.browser import Browser
    from tests.life.world import World

FACTS = ("tenure", "workload", "experience_years", "qualifications", "phone", "city", "name", "languages")
PLACES = {
    "recruiter": (
        *(
            "/",
            "/sort",
            "/mails",
            "/letters",
            "/letters/selection",
            "/letters/templates",
            "/letters/new",
            "/interviews",
        ),
        *("/interviews/reception", "/minutes", "/overview", "/journal", "/search?q=arlon", "/bulk"),
        *("/notices", "/notices/new", "/notices/new?like=hospital"),
    ),
    "chair": ("/", "/sort", "/jury", "/jury/chair", "/letters", "/interviews", "/minutes", "/access", "/journal"),
    "jury": ("/jury",),
    "reader": ("/", "/sort", "/mails", "/letters", "/interviews", "/overview", "/journal", "/search?q=école"),
}


def _somewhere(world: World, browser: Browser, dice: Random):
    role = USERS[browser.name]
    page = browser.ask("GET", dice.choice(PLACES[role]), offered=False)
    for _ in range(dice.randrange(3)):
        page = browser.follow(page, dice)
        if "text/html" not in page.headers.get("content-type", ""):
            raise NotNow
    return page


@act(14)
def look(world: World, dice: Random) -> str:
    """Somebody reads, from link to link."""
    browser = world.browser(dice)
    page = _somewhere(world, browser, dice)
    return f"{browser.name} reads {page.url.path}"


@act(22)
def fill_in(world: World, dice: Random) -> str:
    """Somebody fills in a form, whichever it is."""
    browser = world.browser(dice)
    page = _somewhere(world, browser, dice)
    told, _ = browser.submit(page, dice)
    return f"{browser.name}: {told}"


@act(14)
def work_on_a_dossier(world: World, dice: Random) -> str:
    """A recruiter has a dossier open: decides, corrects, notes, accepts, moves, merges."""
    browser = world.browser(dice, "mireille", "colette")
    wanted = dice.choice(("", "decision", "corrections", "notes", "accept", "standing", "admit", "kind", "tags"))
    opened = f"?fact={dice.choice(FACTS)}" if wanted == "corrections" else ""
    page = browser.ask("GET", f"/applications/{world.applications(dice)}{opened}", offered=False)
    try:
        told, _ = browser.submit(page, dice, wanted)
    except NotNow:
        told, _ = browser.submit(page, dice)
    return f"{browser.name}: {told}"


def _fill_in_at(world: World, dice: Random, *places: str) -> str:
    """A recruiter fills in a form of one of these pages."""
    browser = world.browser(dice, "mireille", "colette")
    told, _ = browser.submit(browser.ask("GET", dice.choice(places)), dice)
    return f"{browser.name}: {told}"


@act(6)
def sort(world: World, dice: Random) -> str:
    """A recruiter decides what a mail is."""
    return _fill_in_at(world, dice, "/sort")


@act(6)
def write_letters(world: World, dice: Random) -> str:
    """A recruiter drafts and approves letters."""
    return _fill_in_at(world, dice, "/letters", "/letters", "/letters/selection")


@act(5)
def plan_interviews(world: World, dice: Random) -> str:
    """A recruiter gives hours, moves and cancels them."""
    return _fill_in_at(world, dice, "/interviews")


@act(5)
def deliberate(world: World, dice: Random) -> str:
    """The chair puts dossiers before the jury and opens opinions; members write theirs."""
    browser = world.browser(dice, "solange", "paul", "nadine")
    page = browser.ask("GET", dice.choice(("/jury", "/jury/chair")) if browser.name == "solange" else "/jury")
    if browser.name != "solange" or dice.random() < 0.5:
        page = browser.follow(page, dice)
    told, _ = browser.submit(page, dice)
    return f"{browser.name}: {told}"

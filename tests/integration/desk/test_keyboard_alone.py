"""A recruiter's pass by keyboard alone: log in, find, compare, decide ten, print, log out; with scripts and without.

Nothing but keys is sent after the address is typed. At every stop of Tab the focus is somewhere, is to be seen and is
not covered (WCAG 2.1.1, 2.4.7, 2.4.11).
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import desks

DECIDED = 10
STOPS = [3, *[1] * (DECIDED - 1)]
"""Of Tab to the first choice: past two links from a page's beginning; after "on to the next" one stands before it."""
TO_THE_FILTERS = 32
"""The most Tab stops from the top of the list to the filter of decisions."""
FOCUS = """() => {
    const held = document.activeElement, style = getComputedStyle(held), box = held.getBoundingClientRect();
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const [x, y] = [box.left + Math.min(box.width / 2, 20), (top + bottom) / 2];
    const above = document.elementFromPoint(x, y);
    return {
        name: (held.getAttribute('aria-label') || held.labels?.[0]?.innerText || held.innerText || '').trim(),
        tag: held.tagName.toLowerCase(), key: held.name || held.getAttribute('href') || held.id,
        outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        seen: bottom - top > 0 && (bottom - top >= box.height - 1 || box.height > innerHeight / 2),
        covered: !(above && (held.contains(above) || above.contains(held) || [...held.labels ?? []].some(
            (label) => label.contains(above)))),
    };
}"""


class Keyboard:
    """Somebody who has no mouse."""

    def __init__(self, page):
        self.page = page

    def focus(self):
        return self.page.evaluate(FOCUS)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.type(text)

    def tab(self, *, back=False):
        """One stop further: what has the focus then, which can be seen."""
        self.press("Shift+Tab" if back else "Tab")
        if (held := self.focus())["tag"] == "body":  # past the page's end is the browser, and then its beginning
            return self.tab(back=back)
        assert (held["outlined"], held["seen"], held["covered"]) == (True, True, False), held
        return held

    def go_to(self, wanted, *, back=False, most=120):
        """Tabs until something has that name (a text, or what tells it); how many stops it took."""
        fits = wanted if callable(wanted) else lambda held: held["name"] == wanted
        for stops in range(1, most + 1):
            if fits(self.tab(back=back)):
                return stops
        raise AssertionError(f"no stop is {wanted}")

    def enter(self):
        """What leads to another page."""
        with self.page.expect_navigation():
            self.press("Enter")


def rows(page):
    return page.locator("table.list tbody th a").all_inner_texts()


def log_in(keyboard, url):
    keyboard.page.goto(f"{url}/login")
    assert keyboard.focus()["key"] == "name"
    keyboard.type("colette")
    assert keyboard.tab()["key"] == "password"
    keyboard.type(desks.PASSWORD)
    keyboard.enter()
    expect(keyboard.page.get_by_role("heading", name="Candidatures", level=1)).to_be_visible()


def find(keyboard):
    """Those without a decision, by name: by the form, then by the column's head."""
    keyboard.go_to("Décision", most=TO_THE_FILTERS)
    keyboard.press("ArrowDown")
    assert "decision" not in keyboard.page.url  # an arrow key changes no page
    keyboard.go_to("Filtrer")
    keyboard.enter()
    assert "decision=none" in keyboard.page.url
    keyboard.go_to(lambda held: held["name"].startswith("Nom") and held["tag"] == "a")
    keyboard.enter()
    assert "order=name" in keyboard.page.url
    return rows(keyboard.page)


def compare(keyboard, names):
    for name in names:
        keyboard.go_to(f"Cocher {name}")
        keyboard.press("Space")
    keyboard.go_to("Comparer", back=True)
    keyboard.enter()
    assert keyboard.page.locator("thead th").all_inner_texts() == names
    keyboard.go_to("Retour à la liste")
    keyboard.enter()


def decide(keyboard):
    """The stops to the first choice are returned; then the choice, its reason, and on to the next."""
    stops, held = 0, {"key": ""}
    while held["key"] != "decision":
        held = keyboard.tab()
        stops += 1
        if held["name"] == "Aller à la décision":
            keyboard.press("Enter")
    keyboard.press("Space", "ArrowDown")
    assert keyboard.tab()["key"] == "reason"
    keyboard.type("Au clavier.")
    keyboard.tab()
    assert keyboard.tab()["name"] == "Enregistrer et passer au suivant"
    keyboard.enter()
    return stops


def keep(keyboard):
    """The decision on the file that is shown, and no further."""
    keyboard.go_to("Aller à la décision", most=3)
    keyboard.press("Enter")
    keyboard.go_to(lambda held: held["key"] == "decision")
    keyboard.press("Space")
    assert keyboard.tab()["key"] == "reason"
    keyboard.type("Au clavier.")
    assert keyboard.tab()["name"] == "Enregistrer la décision"
    keyboard.enter()
    expect(keyboard.page.get_by_role("status")).to_be_visible()


def print_two(keyboard, names):
    for name in names:
        keyboard.go_to(f"Cocher {name}")
        keyboard.press("Space")
    keyboard.go_to("Imprimer (PDF)", back=True)
    with keyboard.page.expect_download() as saved:
        keyboard.press("Enter")
    return saved.value.suggested_filename


@pytest.fixture
def url(office, tmp_path):
    """A store of each test's own: both decide the same ten."""
    with desks.served(desks.copied(office, tmp_path / "copy")) as server:
        yield server.url


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_whole_pass_by_keyboard(browser, url, scripts):
    with browser.new_context(
        base_url=url, locale="fr-BE", java_script_enabled=scripts, reduced_motion="reduce",
        viewport={"width": 1280, "height": 800}, accept_downloads=True,
    ) as context:  # fmt: skip
        context.set_default_timeout(240_000)
        page = context.new_page()
        keyboard = Keyboard(page)
        log_in(keyboard, url)
        names = find(keyboard)
        compare(keyboard, names[:2])
        assert rows(page) == names  # filter and order are as they were
        keyboard.go_to(names[0])
        keyboard.enter()
        stops = []
        for name in names[:DECIDED]:
            expect(page.get_by_role("heading", level=1)).to_have_text(name)
            stops.append(decide(keyboard))
            expect(page.get_by_role("status")).to_contain_text(name)
        assert stops == STOPS
        expect(page.get_by_role("heading", level=1)).to_have_text(names[DECIDED])
        keyboard.go_to("Retour à la liste")
        keyboard.enter()
        assert rows(page) == names[DECIDED:]
        assert print_two(keyboard, names[DECIDED : DECIDED + 2]).endswith(".pdf")
        page.keyboard.press("Control+Home")
        keyboard.go_to("Se déconnecter", back=True)
        keyboard.enter()
        expect(page.get_by_role("heading", name="Se connecter", level=1)).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_after_a_decision_the_next_step_is_a_few_stops_away(browser, url, scripts):
    with browser.new_context(
        base_url=url, locale="fr-BE", java_script_enabled=scripts, reduced_motion="reduce",
        viewport={"width": 1280, "height": 800},
    ) as context:  # fmt: skip
        context.set_default_timeout(240_000)
        page = context.new_page()
        keyboard = Keyboard(page)
        log_in(keyboard, url)
        assert [keyboard.tab()["name"] for _ in range(2)] == ["Aller au contenu", "Aller aux candidatures"]
        keyboard.press("Enter")
        assert keyboard.tab()["name"] == f"Cocher {rows(page)[0]}"
        page.goto("/?decision=none&order=name")
        names = rows(page)

        page.get_by_role("link", name=names[0], exact=True).focus()
        keyboard.enter()  # keys that reach a page before its scripts did are another matter than these stops
        keep(keyboard)
        assert [keyboard.tab()["name"] for _ in range(2)] == ["Dossier suivant", "Revenir à la liste"]
        keyboard.enter()
        assert rows(page) == names[1:]
        assert keyboard.tab()["name"] == f"Cocher {names[1]}"  # who closed up to the place in the list
        assert keyboard.tab()["name"] == names[1]

        keyboard.enter()
        keep(keyboard)
        assert keyboard.tab()["name"] == "Dossier suivant"
        keyboard.enter()
        expect(page.get_by_role("heading", level=1)).to_have_text(names[2])

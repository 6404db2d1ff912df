"""Who is followed, by which values and views: tags, colleagues, what is new, values, checked facts, in a browser."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.integration.desk.test_accessibility import findings

ANNE = 2


def rows(page):
    return page.locator("table.list tbody th a")


def test_a_tag_a_colleague_and_what_is_new_are_filters(visit):
    page = visit("mireille")
    page.goto(f"/applications/{ANNE}")
    name = page.get_by_role("heading", level=1).inner_text()
    followed = page.locator("#followed")
    followed.get_by_label("Étiquette").fill("à rappeler")
    followed.get_by_role("button", name="Ajouter").click()
    page.locator("#followed").get_by_label("Confié à").select_option("colette")
    page.locator("#followed").get_by_role("button", name="Enregistrer").click()
    for query in ("tag=à rappeler", "assignee=colette", "seen=opened"):
        page.goto(f"/?{query}")
        expect(rows(page).filter(has_text=name)).to_have_count(1)
    page.goto("/?seen=new")
    expect(rows(page).filter(has_text=name)).to_have_count(0)
    colleague = visit("colette")
    colleague.goto("/?seen=new")
    expect(rows(colleague).filter(has_text=name)).to_have_count(1)  # what is new is so for each


def test_values_limit_and_order_the_list(page):
    page.goto("/")
    page.locator("details.more > summary").click()
    page.get_by_label("Années d’expérience, au moins").fill("10")
    page.get_by_label("Charge en %, au moins").fill("50")
    page.locator("details.more").get_by_role("button", name="Filtrer").click()
    expect(page.get_by_role("status")).to_contain_text("avec ces filtres")
    assert "years=10" in page.url
    assert "load=50" in page.url
    page.goto("/?order=-experience_years&c.experience_years=found&col=experience_years")
    told = page.locator('td[data-label="Expérience"]').all_inner_texts()
    years = [
        float(found.group(1).replace(",", ".")) for text in told if (found := re.search(r"(\d+(?:,\d)?)\sans", text))
    ]
    assert len(years) > 1
    assert years == sorted(years, reverse=True)
    expect(page.get_by_role("columnheader", name="Expérience")).to_have_attribute("aria-sort", "descending")
    page.goto("/")
    expect(page.get_by_role("columnheader", name="Expérience")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Nomination")).to_have_count(0)  # columns that were chosen stay


def test_the_panel_of_criteria_closes_once_it_is_used_and_says_what_it_holds(page):
    page.goto("/")
    panel = page.locator("details.more")
    panel.locator("summary").click()
    panel.get_by_label("Années d’expérience, au moins").fill("10")
    panel.get_by_role("button", name="Filtrer").click()
    expect(page.get_by_role("status")).to_contain_text("avec ces filtres")
    expect(panel).not_to_have_attribute("open", "")
    expect(panel.locator("summary .count")).to_have_text("1")
    expect(panel.get_by_label("Années d’expérience, au moins")).to_be_hidden()


def test_a_shared_view_is_seen_by_a_colleague_and_never_replaced_without_a_question(visit):
    page = visit("mireille")
    page.goto("/?missing=letter")
    page.get_by_label("Enregistrer cette vue sous").fill("Sans lettre")
    page.get_by_label("mes collègues la voient aussi").check()
    page.locator(".views form.inline").get_by_role("button", name="Enregistrer").click()
    page.goto("/?missing=cv")
    page.get_by_label("Enregistrer cette vue sous").fill("Sans lettre")
    page.locator(".views form.inline").get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("alert")).to_contain_text("Sans lettre")
    assert findings(page) == []
    colleague = visit("colette")
    colleague.goto("/")
    colleague.get_by_role("link", name="Sans lettre").click()
    assert "missing=letter" in colleague.url


def test_a_checked_value_leaves_what_is_to_be_verified(page):
    page.goto("/?awaits=to_verify")
    page.get_by_role("link", name="Georges Fontignies").click()
    page.locator("#fact-current_employer").get_by_role("button", name=re.compile("C’est exact")).click()
    expect(page.locator("#fact-current_employer")).to_contain_text("Vérifié par mireille")
    expect(page.locator("#fact-current_employer form.confirm")).to_have_count(0)
    page.goto("/?awaits=to_verify")
    expect(rows(page).filter(has_text="Fontignies")).to_have_count(0)


def test_a_load_without_a_unit_is_refused_beside_its_field(page):
    page.goto(f"/applications/{ANNE}")
    load = page.locator("#fact-workload")
    load.locator("a.fold").click()
    load.get_by_label("Valeur exacte").fill("1,5")
    load.get_by_role("button", name="Enregistrer la correction").click()
    field = page.locator("#fact-workload").get_by_label("Valeur exacte")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("1,5")
    expect(page).to_have_title(re.compile("^Non enregistré"))


def test_the_statement_of_accessibility_is_at_every_foot(visit):
    page = visit("jury", java_script_enabled=False)
    page.goto("/mails")
    page.locator('footer a[href="/accessibility"]').click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith("/accessibility")

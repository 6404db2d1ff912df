"""« Pourquoi ? » in a real browser without scripts, over texts that real workers read again; and the command."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from parsers.rules.registry import cite
from tests import desks
from tests.integration.desk.test_accessibility import findings
from tests.integration.desk.test_recruiters import open_application

WHO = "Hélène Goffinet-Marchal"
RULE = cite("tenure.permanent")


@pytest.fixture
def page(visit):
    return visit("mireille", java_script_enabled=False)


def ask_why(page, fact):
    page.locator(f"#fact-{fact} a.fold").click()
    page.locator(f"#fact-{fact}").get_by_role("link", name="Pourquoi").click()


def test_a_fact_leads_to_its_passages_rules_and_back(page):
    open_application(page, WHO)
    ask_why(page, "tenure")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Nomination ou engagement à titre définitif")
    said = page.get_by_role("region", name="Passages et règles appliquées").get_by_role("listitem")
    expect(said.first).to_contain_text("Nommée à titre définitif depuis le 1er avril 2009")
    expect(said.first).to_contain_text(RULE)
    expect(said.first).to_contain_text("la personne est nommée")
    said.first.get_by_text("Exemples").click()
    expect(said.first).to_contain_text(
        "Mon mari est nommé à titre définitif depuis vingt ans. → la règle ne s’applique pas"
    )
    said.first.get_by_role("link").click()
    expect(page.locator("mark.chosen").first).to_contain_text("Nommée à titre définitif")
    page.go_back()
    page.get_by_role("link", name=WHO).click()
    expect(page).to_have_url(re.compile(r"/applications/\d+(\?way=[\d.]*)?#fact-tenure$"))


def test_a_reader_of_german_reads_the_rule_in_german(page):
    page.goto("/")
    page.get_by_role("button", name="Deutsch").click()
    page.get_by_role("link", name=WHO, exact=True).click()
    page.locator("#fact-workload a.fold").click()
    page.locator("#fact-workload").get_by_role("link", name="Warum").click()

    expect(page.get_by_text("der Auftrag ist dieser Quotient").first).to_be_visible()
    page.get_by_role("button", name="Français").click()


def test_the_explanation_is_accessible(visit):
    page = visit("jury")
    open_application(page, WHO)
    ask_why(page, "experience_years")
    expect(page.get_by_role("heading", name="Écarté")).to_be_visible()
    assert findings(page) == []


def test_the_command_tells_the_same(folder):
    listed = json.loads(desks.command(folder, "list", "--format", "json").stdout)
    number = next(row["id"] for row in listed if row["candidate"]["name"] == WHO)
    done = desks.command(folder, "explain", str(number), "tenure", "--format", "json", "--language", "nl")

    fact = json.loads(done.stdout)["facts"]["tenure"]
    assert fact["value"] == "permanent"
    assert fact["passages"][0]["rule"] == RULE
    assert "de persoon is vast benoemd" in fact["passages"][0]["rule_reads"]


@pytest.mark.parametrize(
    ("words", "said"), [(("4711",), "there is no application 4711"), (("2", "salary"), "it has tenure")]
)
def test_what_can_t_be_explained_is_one_line_and_exit_2(folder, words, said):
    done = desks.command(folder, "explain", *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1

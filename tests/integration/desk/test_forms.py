"""Forms in a real browser: sent once where they change something, again and again where they save a file."""

from __future__ import annotations

from playwright.sync_api import expect

DOCX, PDF = "Enregistrer comme document de texte (DOCX)", "Enregistrer en PDF"


def saved(page, button):
    """The name of the file that a button saves."""
    with page.expect_download() as told:
        page.get_by_role("button", name=button).click()
    return told.value.suggested_filename


def test_the_minutes_are_saved_in_one_format_after_the_other_and_what_was_typed_stays(page):
    page.goto("/minutes")
    page.get_by_label("Lieu").fill("Salle du Semois")
    page.get_by_label("Remarques").fill("La séance est levée à midi.")
    assert [saved(page, button).rpartition(".")[2] for button in (DOCX, PDF, PDF, DOCX)] == [
        "docx",
        "pdf",
        "pdf",
        "docx",
    ]
    expect(page.get_by_label("Lieu")).to_have_value("Salle du Semois")
    expect(page.get_by_label("Remarques")).to_have_value("La séance est levée à midi.")


TWICE = """(button) => {
  const stopped = [];
  addEventListener("submit", (event) => stopped.push(event.defaultPrevented));
  button.click();
  button.click();
  return stopped;
}"""


def test_a_second_click_before_the_page_is_left_sends_nothing(page):
    page.goto("/")
    page.locator("table.list tbody th a").first.click()
    page.get_by_label("Nouvelle note").fill("Cliquée deux fois, écrite une fois.")
    assert page.get_by_role("button", name="Ajouter la note").evaluate(TWICE) == [False, True]
    expect(page.locator(".notelist").get_by_text("Cliquée deux fois, écrite une fois.")).to_have_count(1)

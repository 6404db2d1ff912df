"""Every mail is in reach: listed, found, called an application and fetched, taken out and put back."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from playwright.sync_api import expect

from tests import desks
from tests.integration.desk.test_accessibility import findings
from tests.maildirs import Maildirs
from tests.unit.parsers.documents.compound import compound, outlook

ROSE = (
    "From: Rose Kéfer <rose.kefer@cdm.example>\r\nTo: mireille.gathoye@cdm.example\r\nSubject: Une question\r\n"
    "Message-ID: <rose@cdm.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "Madame,\r\n\r\nJe pose ma candidature au poste de chargée de mission.\r\n\r\nRose Kéfer\r\n"
).encode()


def recommended():
    """An application with mails attached: two bring a file, one of them as Outlook keeps it, one is but its text."""
    message = EmailMessage()
    message["From"], message["To"] = "Zoé Ferry <zoe.ferry@mail.example>", "mireille.gathoye@cdm.example"
    message["Subject"], message["Message-ID"] = "Recrutement EO", "<zoe@mail.example>"
    message.set_content("Madame,\n\nVoici ma candidature, et ce que l’on vous écrit de moi.\n\nZoé Ferry\n")
    for who, text, paper in (
        ("Odile Lambert", "Zoé Ferry connaît la mystagogie comme personne.", "lettre.txt"),
        ("Paul Remy", "J’ai travaillé dix ans avec Zoé Ferry.", None),
    ):
        inner = EmailMessage()
        inner["From"] = f"{who} <{who.split()[0].lower()}@school.example>"
        inner["Subject"] = "Recommandation"
        inner.set_content(text)
        if paper:
            inner.add_attachment("Je la recommande.", filename=paper)
        message.add_attachment(inner)
    jean = outlook(
        "Son arpentage est un modèle.",
        subject="Recommandation",
        sender=("Jean Wauters", "jean@school.example"),
        files={"lettre.txt": b"Je la recommande aussi."},
    )
    message.add_attachment(
        compound(jean), maintype="application", subtype="vnd.ms-outlook", filename="recommandation.msg"
    )
    return message.as_bytes()


@pytest.fixture(scope="module")
def folder(office, tmp_path_factory):
    """The office's store, with a mail of a colleague's and an application more in mailboxes of its own."""
    home = tmp_path_factory.mktemp("mails")
    copy = desks.copied(office, home / "copy")
    maildirs = Maildirs.make(home)
    maildirs.deliver_sample(desks.SAMPLE)
    at = datetime(2026, 3, 11, 9, tzinfo=UTC)
    for number, original in enumerate((ROSE, recommended())):
        maildirs.deliver("a", original, at, f"{at.timestamp():.0f}.77777{number}.test")
    configuration = copy / "candidatures.toml"
    configuration.write_text(configuration.read_text("utf-8").replace(str(office), str(home)), "utf-8")
    assert desks.command(copy, "poll").returncode == 0
    return copy


def row(page, text):
    return page.locator("tbody tr").filter(has_text=text)


def test_a_colleague_s_own_application_is_found_and_fetched(page, folder):
    page.goto("/")
    page.get_by_role("link", name="Tous les mails", exact=True).click()
    page.get_by_label("Mots de l’objet").fill("kefer")
    page.get_by_label("Mots de l’objet").press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 mail avec ces filtres")
    expect(row(page, "Une question")).to_contain_text("Mail interne")
    page.get_by_role("link", name=re.compile("C’est une candidature")).click()
    expect(page.get_by_text("L’original n’est pas conservé")).to_be_visible()
    assert findings(page) == []
    page.get_by_label("Motif pour accepter").fill("Elle postule elle-même.")
    page.get_by_role("button", name="Accepter comme candidature").click()

    expect(page.get_by_text("L’original sera repris dans la boîte mail à la prochaine relève")).to_be_visible()
    expect(row(page, "Une question")).to_contain_text("demandé par mireille")
    assert findings(page) == []
    assert desks.command(folder, "poll").returncode == 0
    page.reload()
    expect(row(page, "Une question")).to_contain_text("accepté par mireille")
    row(page, "Une question").locator("a[href^='/applications/']").click()
    expect(page.get_by_role("heading", name="Rose Kéfer", level=1)).to_be_visible()


def test_an_attached_mail_is_found_by_its_words_and_shown_with_who_wrote_it(page):
    page.goto("/")
    box = page.get_by_role("searchbox", name="Chercher partout")
    box.fill("mystagogie")
    box.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Recrutement EO").click()
    expect(page.locator("mark.chosen")).to_have_text("mystagogie")
    expect(page.locator(".voice.forward_header").first).to_contain_text("Odile Lambert <odile@school.example>")
    attached = page.get_by_role("region", name="Mail joint")
    expect(attached).to_contain_text("Paul Remy <paul@school.example>")
    expect(attached).to_contain_text("J’ai travaillé dix ans")
    assert findings(page) == []


def test_an_attached_outlook_message_with_a_file_is_found_and_one_without_a_name_is_called_a_mail(page):
    page.goto("/search?q=arpentage")
    page.get_by_role("main").get_by_role("link", name="Recrutement EO").click()
    expect(page.locator("mark.chosen")).to_have_text("arpentage")
    expect(page.locator(".voice.forward_header").last).to_contain_text("Jean Wauters <jean@school.example>")
    page.goto('/search?q="dix ans avec Zoé"')
    page.get_by_role("main").get_by_role("link", name="mail joint").click()
    expect(page.locator("mark.chosen")).to_have_text("dix ans avec Zoé")


def test_filters_apply_at_once_and_come_back_from_a_mail(page):
    page.goto("/mails")
    page.get_by_label("Nature").select_option("Mail interne")
    expect(page).to_have_url(re.compile(r"/mails\?kind=internal$"))
    page.locator("tbody th a").first.click()
    page.get_by_role("link", name="Retour aux mails").click()
    expect(page).to_have_url(re.compile(r"/mails\?kind=internal#mail-\d+$"))


def test_a_mail_that_was_set_aside_comes_back(page):
    page.goto("/mails?kind=near_miss")
    page.locator("tbody th a").first.click()
    page.get_by_label("Motif pour écarter").fill("Une publicité.")
    page.get_by_role("button", name="Ce n’est pas une candidature").click()
    page.goto("/mails?word=dismissed")
    page.locator("tbody th a").first.click()
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("status")).to_have_text("Annulé.")
    page.goto("/mails?word=dismissed")
    expect(page.get_by_text("Aucun mail ne correspond")).to_be_visible()


def test_all_mails_work_without_a_script(visit):
    page = visit("mireille", java_script_enabled=False)
    page.goto("/mails")
    page.get_by_label("Nature").select_option("Mail sans rapport")
    page.get_by_role("button", name="Filtrer").click()
    expect(page.locator("tbody tr").first).to_contain_text("dont rien n’est conservé")


@pytest.mark.parametrize(
    "path", ["/mails", "/mails?q=nobody", "/mails?kind=unrelated", "/mails?kind=near_miss&word=any"]
)
def test_axe_finds_nothing(page, path):
    page.goto(path)
    assert findings(page) == []
    page.set_viewport_size({"width": 380, "height": 800})
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 380


@pytest.mark.parametrize(("language", "title"), [("nl", "Alle mails"), ("de", "Alle Mails"), ("en", "All mails")])
def test_all_mails_speak_the_reader_s_language(visit, language, title):
    page = visit("jury")
    page.goto("/mails")
    page.locator(f"button[name=language][value={language}]").click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    assert findings(page) == []

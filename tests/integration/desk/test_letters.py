"""From decisions to letters sent: real browser, real mail server, two recruiters; then everything is read anew."""

from __future__ import annotations

import queue
import re
from contextlib import closing
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import expect

from jobs.config import configuration
from jobs.runtime.workplace import open_store
from store.views.values import ApplicationFilter
from tests import desks
from tests.delivery_reports import DAEMON, multipart, part
from tests.integration.desk.test_accessibility import findings
from tests.maildirs import Maildirs, vouched
from tests.servers.dovecot import free_ports

LETTERS = """
[letters]
sender = "Carrefour des Métiers d'Arlon <emplois@cdm.example>"
office = "Carrefour des Métiers d'Arlon"
signature = "Mireille Gathoye\\nCarrefour des Métiers d'Arlon"
send = "smtp"
per_minute = 1000

[letters.appeal]
fr = "Cette décision peut faire l'objet d'un recours au Conseil d'État dans les soixante jours."
nl = "Tegen deze beslissing kan binnen zestig dagen beroep worden ingesteld bij de Raad van State."
de = "Gegen diese Entscheidung kann binnen sechzig Tagen Klage beim Staatsrat erhoben werden."
en = "An appeal against this decision may be lodged with the Council of State within sixty days."

[letters.smtp]
url = "smtp://127.0.0.1:{port}"

[letters.notices.eo-arlon-2026]
answer_by = 2026-03-27

[letters.notices.eo-arlon-2026.values]
interview_days = "les 9 et 10 avril 2026"
interview_place = "Carrefour des Métiers, Arlon"
interview_address = "rue de l'Exemple 1, 6700 Arlon"
interview_access = "à cinq minutes à pied de la gare d'Arlon"
interview_contact = "Mireille Gathoye, 063 00 00 00"
"""
MANY = 16


class Postbox:
    """Takes every mail."""

    def __init__(self):
        self.mails = queue.Queue()

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the library's name
        self.mails.put(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture(scope="module")
def postbox():
    (port,) = free_ports(1)
    box = Postbox()
    box.port = port
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box
    controller.stop()


@pytest.fixture(scope="module")
def folder(office, tmp_path_factory, postbox):
    """A copy of the store in which people have decided about some."""
    copied = desks.copied(office, tmp_path_factory.mktemp("letters") / "copy")
    file = copied / "candidatures.toml"
    file.write_text(file.read_text("utf-8") + LETTERS.format(port=postbox.port), "utf-8")
    store = open_store(configuration.load(file))
    with closing(store), store.begin() as tx:
        rows = [
            row for row in tx.views.applications(ApplicationFilter(standing="active", order="id")).rows if row.email
        ]
        for number, row in enumerate(rows[:MANY]):
            decision, reason = (
                ("shortlist", "Toutes les conditions") if number % 4 == 0 else ("reject", "§ 4 de l’avis")
            )
            tx.reviews.decide(row.id, "mireille", decision, reason)
    return copied


def comes_back(folder, refused, answered):
    """One letter's report and another one's answer, in a mailbox of this folder's own."""
    maildirs = Maildirs.make(folder / "back")
    file = folder / "candidatures.toml"
    file.write_text(re.sub(r"maildir://.*(?=/[ab])", f"maildir://{maildirs.folder}", file.read_text("utf-8")), "utf-8")
    returned = refused.as_bytes().partition(b"\n\n")[0].decode("ascii")
    words = part(f"<{refused['To'].addresses[0].addr_spec}>: 550 5.1.1 unknown user\n", "text/plain")
    report = multipart("Undelivered Mail Returned to Sender", DAEMON, words, part(returned, "text/rfc822-headers"))
    reply = EmailMessage()
    reply["From"], reply["To"] = str(answered["To"]), "emplois@cdm.example"
    reply["Subject"], reply["In-Reply-To"] = "RE: bien reçu", answered["Message-ID"]
    reply.set_content("Merci de votre réponse.")
    for number, original in enumerate((report, vouched(reply.as_bytes()))):
        maildirs.deliver("a", original, datetime.now(UTC), f"1900000000.{number}.test")


def told_on_the_page(page):
    """Sent, not delivered, answered: at the letters, in the run, on the overview, in the dossier."""
    page.goto("/letters/selection")
    expect(page.get_by_role("row").filter(has_text="Envoyée")).to_have_count(MANY - 1)
    page.goto("/letters?state=sent")
    expect(page.locator("tbody tr")).to_have_count(MANY - 1)
    expect(page.locator("tbody tr").filter(has_text="La personne candidate a répondu")).to_have_count(1)
    page.goto("/letters?state=failed")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator("tbody th a").click()
    expect(page.locator("#back")).to_contain_text("550 5.1.1 unknown user")
    expect(page.get_by_role("alert")).to_contain_text("n’a pas été remise")
    assert findings(page) == []
    page.locator(".heading a[href^='/applications/']").click()
    expect(page.locator(".person")).to_contain_text("Non remise (définitif)")
    page.get_by_role("link", name="Motifs").click()
    expect(page.get_by_role("main")).to_contain_text("Vu la loi du 29 juillet 1991")
    assert findings(page) == []
    page.goto("/overview")
    expect(page.get_by_role("main")).to_contain_text("Lettres non remises")


@pytest.mark.timeout(1800)
def test_from_the_decisions_to_the_letters_sent(visit, folder, postbox):
    page = visit("mireille")
    page.goto("/letters/selection")
    expect(page.get_by_role("alert")).to_contain_text("vendredi 27 mars 2026")
    assert findings(page) == []
    page.get_by_role("button", name=f"Rédiger {MANY} lettres").click()
    expect(page.get_by_role("status")).to_contain_text("qu’une fois approuvée")

    page.goto("/letters")
    assert findings(page) == []
    page.locator("#letter-2 a").first.click()
    expect(page.locator(".letter")).to_contain_text("Conseil d’État")
    assert findings(page) == []

    colleague = visit("colette")
    colleague.goto("/letters/2")
    page.get_by_text("Modifier la lettre").click()
    page.get_by_label("Objet").fill("Votre candidature au Carrefour")
    page.get_by_role("button", name="Enregistrer la modification").click()
    expect(page.get_by_role("status")).to_contain_text("modifiée")
    colleague.get_by_role("button", name="Approuver cette lettre").click()  # of the text that is no more
    expect(colleague.get_by_role("main")).to_contain_text("Lettre modifiée (mireille")
    assert findings(colleague) == []

    page.goto("/letters")
    page.get_by_label("Cocher toute la page").check()
    page.get_by_role("button", name="Approuver les lettres cochées").click()
    expect(page.get_by_role("status")).to_contain_text("approuvées")

    done = desks.command(folder, "letters", "send")
    assert (done.returncode, done.stdout) == (0, f"{MANY} sent\n"), done.stderr
    mails = [postbox.mails.get(timeout=60) for _ in range(MANY)]
    assert postbox.mails.empty()
    assert len({mail["To"] for mail in mails}) == MANY
    assert all(mail["In-Reply-To"] and mail["Message-ID"] and mail["Date"] for mail in mails)
    assert "Votre candidature au Carrefour" in {mail["Subject"] for mail in mails}

    comes_back(folder, mails[0], mails[1])
    assert desks.command(folder, "poll").returncode == 0
    told_on_the_page(page)
    assert desks.command(folder, "reingest", "--all", "--yes").returncode in {0, 1}
    told_on_the_page(page)
    assert desks.command(folder, "letters", "send").stdout == "nothing to send\n"


def test_what_is_typed_into_a_template_is_seen_at_once(page, folder):
    page.goto("/letters/templates/fr/refusal")
    assert findings(page) == []
    page.get_by_label("Texte", exact=True).fill("{{ nmae }}")
    expect(page.locator("#live")).to_contain_text("nmae")
    page.get_by_label("Texte", exact=True).fill("Bonjour <b>{{ name }}</b>,\n\n{{ reasons }}\n\n{{ appeal }}")
    whose = page.get_by_label("Personne candidate").locator("option:checked").inner_text()
    expect(page.locator("#live .letter")).to_contain_text(f"Bonjour <b>{whose.rpartition(' (')[0]}</b>,")
    page.get_by_role("button", name="Enregistrer cette version").click()
    expect(page.get_by_role("status").first).to_contain_text("Le modèle est enregistré")
    page.goto("/letters/templates")
    expect(page.get_by_role("row", name="Refus")).to_contain_text("mireille")
    assert findings(page) == []
    page.goto("/letters/templates/fr/refusal")
    page.get_by_role("button", name="Rétablir le texte d’origine").click()
    expect(page.get_by_label("Texte", exact=True)).to_contain_text("motivée comme suit")


def test_a_fault_of_a_template_leads_to_its_field_which_names_it(visit):
    page = visit("mireille", java_script_enabled=False)
    page.goto("/letters/templates/fr/refusal")
    page.get_by_label("Objet", exact=True).fill("")
    page.get_by_label("Texte", exact=True).fill("Bonjour {{ nmae }},")
    page.get_by_role("button", name="Enregistrer cette version").click()
    text = page.get_by_label("Texte", exact=True)
    expect(text).to_have_attribute("aria-invalid", "true")
    expect(text).to_have_accessible_description(re.compile("contient un champ qui n’existe pas.*nmae"))
    expect(text).to_have_value("Bonjour {{ nmae }},")
    page.locator("#faults").get_by_role("link", name=re.compile("nmae")).click()
    expect(text).to_be_focused()


@pytest.mark.parametrize(
    "path",
    [
        *("/letters", "/letters/1", "/letters/selection", "/letters/new?application=2&kind=invitation"),
        *("/letters/templates", "/letters/templates/fr/refusal"),
    ],
)
def test_axe_finds_nothing_on_a_narrow_screen(page, path):
    page.set_viewport_size({"width": 380, "height": 800})
    page.goto(path)
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 380

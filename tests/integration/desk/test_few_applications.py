"""A desk with seven applications, in a browser: mails attached and moved, papers, several at once, the journal."""

from __future__ import annotations

import csv
import io
import re
from contextlib import closing
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import formataddr

import openpyxl
import pytest
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import expect

from desk.i18n import code_labels
from desk.i18n.speech import speech
from desk.web.login.passwords import hash_password
from jobs.care.sql_console import ask
from jobs.config import configuration
from jobs.runtime.workplace import open_store
from tests import desks
from tests.integration.desk.test_accessibility import findings
from tests.maildirs import Maildirs, vouched
from tests.unit.parsers.documents.specimens import odt, zipped

LETTER = "Madame, Monsieur,\n\nJe pose ma candidature au poste de chargé de mission.\n\nRespectueusement,\n{name}\n"
CV = """Curriculum vitae

{name}
Rue Haute 3
{town}
Tél. {phone}

Expérience professionnelle
2010 – 2026 : institutrice, école communale, {town}

Je suis nommée à titre définitif, à temps plein.
"""
QUOTING = """Madame,

Vous trouverez ma candidature ci-jointe.

Anne Lambert

--{space}
Anne Lambert
Institutrice primaire

Le 2 mars 2026 à 10:12, Mireille Gathoye <mireille.gathoye@cdm.example> a écrit :
> Merci d'envoyer votre dossier complet avant le 15 mars.
"""


def mail(sender, name, text, *, files=(), more=None):
    """A mail for the notice with these files, each a name and its text; `more` is a mail attached to it."""
    made = EmailMessage()
    made["From"], made["To"] = formataddr((name, sender)), "mireille.gathoye@cdm.example"
    made["Subject"], made["Message-ID"] = "Recrutement EO", f"<{len(text)}.{len(files)}.{sender}>"
    made.set_content(text)
    for filename, content in files:
        if isinstance(content, bytes):
            made.add_attachment(content, maintype="application", subtype="pdf", filename=filename)
        else:
            made.add_attachment(content, filename=filename)
    if more:
        made.add_attachment(more)
    return made.as_bytes()


def dossier(sender, name, town, phone, *, text="Bonjour,\n\nMon dossier est joint.\n", more=None):
    """A complete application."""
    files = (
        (f"CV {name}.txt", CV.format(name=name, town=town, phone=phone)),
        (f"Lettre {name}.txt", LETTER.format(name=name)),
    )
    return mail(sender, name, text, files=files, more=more)


def broken(sender, name):
    """An application whose CV nobody can read."""
    files = (f"CV {name}.pdf", b"%PDF-1.7\nrien de lisible"), (f"Lettre {name}.txt", LETTER.format(name=name))
    return mail(sender, name, "Bonjour,\n\nMon dossier est joint.\n", files=files)


def scan(*said):
    """A page of A4 that lay across the scanner, as a picture."""
    page = Image.new("L", (1240, 1754), 255)
    drawing, font = ImageDraw.Draw(page), ImageFont.load_default(34)
    for number, line in enumerate(said):
        drawing.text((120, 150 + 70 * number), line, fill=0, font=font)
    out = io.BytesIO()
    page.rotate(90, expand=True, fillcolor=255).save(out, "PNG")
    return out.getvalue()


def of_every_kind():
    """Papers of formats that a browser does not show, and a scan; then the candidate thinks better of it."""
    said = "Curriculum vitae de Fanny Noël, nommée à titre définitif"
    certificate = [f"Attestation du {day} juin 2012 pour Fanny Noël, institutrice primaire" for day in range(1, 13)]
    preview = FPDF()
    preview.add_page()
    preview.set_font("Helvetica", size=14)
    preview.cell(0, 10, "Recommandation de Fanny Noel")
    made = EmailMessage()
    made["From"], made["To"] = "Fanny Noël <fanny@mail.example>", "mireille.gathoye@cdm.example"
    made["Subject"], made["Message-ID"] = "Recrutement EO", "<fanny@mail.example>"
    made.set_content("Bonjour,\n\nMon dossier est joint.\n\nFanny Noël\n")
    for filename, content in (
        ("CV.odt", odt(f"<text:p>{said}</text:p>")),
        ("CV.rtf", rb"{\rtf1\ansi Curriculum vitae de Fanny, " + b"institutrice}"),
        ("Lettre.html", f"<p>{LETTER.format(name='Fanny Noël')}</p>".encode()),
        ("Recommandation.pages", zipped({"Index/Document.iwa": "x", "QuickLook/Preview.pdf": bytes(preview.output())})),
        ("Attestation.png", scan(*certificate)),
    ):
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=filename)
    return made.as_bytes()


def attached():
    """A director's mail to Anne, which she sends along."""
    made = EmailMessage()
    made["From"], made["To"] = "Paule Jacquemin <direction@ecole.example>", "anne@mail.example"
    made["Subject"] = "Votre demande"
    made.set_content("Chère Anne,\n\nLe projet « Ornithorynque » de votre classe nous a tous convaincus.\n")
    return made


def mails():
    again = "Bonjour,\n\nVoici encore une attestation, qui m'est parvenue hier.\n"
    certificate = (("Attestation.txt", "Attestation de réussite de Berthe Dumont\n"),)
    whole = (("CV Denis Arend.txt", CV.format(name="Denis Arend", town="6717 Attert", phone="0470/11.22.44")),)
    recommendation = "Madame,\n\nJe recommande vivement Berthe Dumont.\n\nPaul Recteur\n"
    return (
        dossier("anne@mail.example", "Anne Lambert", "6700 Arlon", "0470/11.22.31", text=QUOTING.format(space=" "),
                more=attached()),
        dossier("berthe@mail.example", "Berthe Dumont", "6740 Étalle", "0470/11.22.32"),
        dossier("claire@mail.example", "Claire Petit", "6600 Bastogne", "0470/11.22.33"),
        mail("claire@mail.example", "Claire Petit", again, files=certificate),
        broken("denis@mail.example", "Denis Arend"),
        broken("emile@mail.example", "Émile Gillet"),
        mail("denis@mail.example", "Denis Arend", "Bonjour,\n\nMon CV était illisible : le voici.\n", files=whole),
        of_every_kind(),
        mail("fanny@mail.example", "Fanny Noël", "Madame,\n\nJe retire ma candidature.\n\nFanny Noël\n"),
        mail("paul@ecole.example", "Paul Recteur", recommendation, files=(("Recommandation.txt", recommendation),)),
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Ten mails, read; nobody has done anything yet."""
    home = tmp_path_factory.mktemp("few")
    maildirs = Maildirs.make(home)
    for number, original in enumerate(mails()):
        arrived = datetime(2026, 3, 9, 10, number, tzinfo=UTC)
        maildirs.deliver("a", vouched(original), arrived, f"{arrived.timestamp():.0f}.{number:06}.test")
    maildirs.configure()
    done = desks.command(home, "poll")
    assert done.returncode == 0, done.stderr
    with closing(open_store(configuration.load(home / "candidatures.toml"))) as store, store.begin() as transaction:
        for name in ("mireille", "colette"):
            transaction.accounts.add_user(name, "recruiter", hash_password(desks.PASSWORD), "fr")
    return home


@pytest.fixture(scope="module")
def people():
    return dict.fromkeys(("mireille", "colette"), "Candidatures")


def opened(page, name):
    page.goto("/")
    row(page, name).locator("th a").click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def row(page, name):
    return page.locator("table.list tbody tr").filter(has_text=name)


def names(page):
    return page.locator("table.list tbody th a").all_inner_texts()


def tick(page, *wanted):
    for name in wanted:
        page.get_by_label(f"Cocher {name}", exact=True).check()


def acts(page):
    """The journal's lines, each its cells under the words at their heads."""
    heads = page.get_by_role("columnheader").all_inner_texts()
    return [
        dict(zip(heads, line.locator("td").all_inner_texts(), strict=True)) for line in page.locator("tbody tr").all()
    ]


def test_a_mail_attached_as_a_file_is_shown_and_found(page):
    page.goto("/")
    page.get_by_role("searchbox", name="Chercher partout").fill("ornithorynque")
    page.get_by_role("searchbox", name="Chercher partout").press("Enter")
    hits = page.get_by_role("region", name="Documents")
    expect(hits.locator(".found mark")).to_have_text("Ornithorynque")
    expect(hits).to_contain_text("Anne Lambert")
    hits.get_by_role("listitem").get_by_role("link").first.click()
    expect(page.locator(".papertext mark").first).to_have_text("Ornithorynque")
    expect(page.locator(".papertext")).to_contain_text("Votre demande")


@pytest.mark.parametrize("filename", ["CV.odt", "CV.rtf", "Lettre.html", "Recommandation.pages", "Attestation.png"])
def test_a_paper_of_any_format_is_shown_as_an_upright_page_beside_its_text(page, filename):
    opened(page, "Fanny Noël")
    page.locator(".documents").get_by_role("link", name=filename, exact=True).click()
    expect(page.locator(".papertext")).to_contain_text("Fanny")
    wide, high = page.evaluate(PICTURE)
    assert high > wide > 500
    assert findings(page) == []


def test_a_withdrawal_that_a_mail_tells_is_proposed_with_its_words_and_taken(page):
    page.goto("/")
    expect(row(page, "Fanny Noël")).to_contain_text("désist")
    opened(page, "Fanny Noël")
    asked = page.locator("section.duplicate").filter(has_text="Je retire ma candidature")
    asked.get_by_label("Motif").fill("Son mail.")
    asked.get_by_role("button", name="Elle est retirée").click()
    expect(page.get_by_role("status")).to_be_in_viewport()
    page.goto("/")
    expect(row(page, "Fanny Noël")).to_contain_text("Retirée")
    expect(page.locator("p[role=status]")).to_contain_text("et 1 retirée")


def test_a_mail_shows_whose_each_of_its_words_is_and_what_is_attached(page):
    opened(page, "Anne Lambert")
    page.locator(".mails a strong").first.click()
    expect(page.locator(".voice.own").first).to_contain_text("Vous trouverez ma candidature ci-jointe.")
    expect(page.locator(".voice.signature")).to_contain_text("Institutrice primaire")
    expect(page.locator(".voice.signature .label")).to_have_text("Signature")
    expect(page.locator(".voice.quoted").last).to_contain_text("Merci d'envoyer votre dossier complet")
    expect(page.locator(".voice.quoted .label").first).to_have_text("Texte cité")
    added = page.get_by_role("region", name=re.compile("^Mail joint"))
    expect(added).to_contain_text("Votre demande")
    expect(added).to_contain_text("Le projet « Ornithorynque » de votre classe")
    assert findings(page) == []


def test_candidates_side_by_side_are_taken_away_as_a_workbook(page, tmp_path):
    page.goto("/")
    tick(page, "Anne Lambert", "Claire Petit")
    page.get_by_role("button", name="Comparer").click()
    shown = page.get_by_role("row", name="Localité").get_by_role("cell").all_inner_texts()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Excel").click()
    saved.value.save_as(tmp_path / "comparaison.xlsx")

    book = openpyxl.load_workbook(tmp_path / "comparaison.xlsx")
    rows = zip(book["Candidatures"].values, book["Autres colonnes"].values, strict=True)
    head, *lines = [[*read, *further] for read, further in rows]
    found = [dict(zip(head, line, strict=True)) for line in lines]
    assert [one["Nom"] for one in found] == ["Anne Lambert", "Claire Petit"]
    assert [f"{one['Code postal']} {one['Localité']}" for one in found] == shown


def test_what_somebody_else_wrote_is_filed_as_a_recommendation(page):
    opened(page, "Berthe Dumont")
    papers = page.locator(".parts").first.inner_text()
    page.get_by_text("Fusionner avec une autre candidature").click()
    page.get_by_label("Nom ou numéro de l’autre candidature").fill("Recteur")
    page.get_by_role("button", name="Voir ce que change la fusion").click()
    page.get_by_role("region", name="Portant ce nom").get_by_role("link").click()
    page.get_by_role("link", name="Un tiers les a écrits à propos de la personne candidate").click()
    expect(page.get_by_role("region", name="Classé comme recommandation")).to_contain_text("Recommandation.txt")
    assert findings(page) == []
    page.get_by_role("button", name="Les classer dans le dossier de la personne").click()

    expect(page.get_by_role("status")).to_contain_text("n’en forment plus qu’une")
    expect(page.get_by_role("heading", name="Berthe Dumont", level=1)).to_be_visible()
    paper = page.locator(".documents > li").filter(has_text="Recommandation.txt")
    expect(paper).to_contain_text("Recommandation d’un tiers")
    expect(page.locator(".documents > li.old")).to_have_count(0)
    expect(page.locator(".mails > li").filter(has_text="Paul Recteur")).to_contain_text("Écrit par un tiers")
    assert page.locator(".parts").first.inner_text() == papers
    expect(page.locator("main .contact")).to_contain_text("berthe@mail.example")
    page.goto("/")
    expect(row(page, "Paul Recteur")).to_have_count(0)


def test_one_mail_is_moved_to_another_dossier(page):
    opened(page, "Claire Petit")
    page.locator(".mails > li").last.get_by_role("link", name="Déplacer ce mail").click()
    page.get_by_label("Nom ou numéro de l’autre candidature").fill("dumont")
    page.get_by_role("button", name="Chercher").last.click()
    page.get_by_role("region", name="Portant ce nom").get_by_role("link").click()
    expect(page.get_by_role("heading", name="Déplacer un mail", level=1)).to_be_visible()
    assert findings(page) == []
    page.get_by_role("button", name="Déplacer le mail").click()

    expect(page.get_by_role("heading", name="Berthe Dumont", level=1)).to_be_visible()
    expect(page.locator(".documents > li").filter(has_text="Attestation.txt")).to_have_count(1)
    opened(page, "Claire Petit")
    expect(page.locator(".mails > li")).to_have_count(1)
    expect(page.locator(".documents > li").filter(has_text="Attestation.txt")).to_have_count(0)


def test_a_tag_and_a_colleague_for_several_at_once(page):
    page.goto("/?order=name")
    tick(page, "Berthe Dumont", "Claire Petit")
    page.get_by_role("button", name="Décider…").click()
    page.get_by_label("Étiquette").fill("à entendre")
    page.get_by_label("Confié à").select_option("colette")
    page.get_by_role("button", name="Noter pour chacune").click()
    expect(page.get_by_role("status").first).to_contain_text("noté")
    assert "order=name" in page.url
    for name in ("Berthe Dumont", "Claire Petit"):
        expect(row(page, name)).to_contain_text("à entendre")
        expect(row(page, name)).to_contain_text("colette")
    expect(row(page, "Anne Lambert")).not_to_contain_text("colette")
    page.goto("/?tag=à entendre&assignee=colette&order=name")
    assert names(page) == ["Berthe Dumont", "Claire Petit"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("6700-6749", ["Denis Arend", "Berthe Dumont", "Anne Lambert"]), ("bastogne", ["Claire Petit"]),
     ("etalle", ["Berthe Dumont"]), ("6600", ["Claire Petit"])],
)  # fmt: skip
def test_a_town_or_a_range_of_postcodes_is_a_filter(page, typed, found):
    page.goto("/?order=name")
    page.get_by_text("Critères et colonnes").click()
    page.get_by_label("Localité ou code postal").fill(typed)
    page.get_by_label("Localité ou code postal").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("avec ces filtres")
    assert names(page) == found


def test_an_unreadable_file_flags_a_dossier_until_it_is_replaced(page):
    page.goto("/")
    expect(row(page, "Émile Gillet")).to_contain_text("Document illisible")
    expect(row(page, "Denis Arend")).not_to_contain_text("illisible")
    page.goto("/?awaits=unreadable")
    assert names(page) == ["Émile Gillet"]
    opened(page, "Émile Gillet")
    expect(page.locator(".alerts")).to_contain_text("Document illisible")
    opened(page, "Denis Arend")
    broken = page.locator(".documents > li.old").filter(has_text="CV Denis Arend.pdf")
    expect(broken).to_contain_text("Fichier endommagé")
    expect(broken).to_contain_text("Remplacé par une version plus récente")
    expect(page.locator(".alerts")).to_have_count(0)


def test_the_journal_tells_whom_it_was_about_and_what_held_before(visit):
    for who, town in (("mireille", "Virton"), ("colette", "Messancy")):
        page = visit(who)
        opened(page, "Anne Lambert")
        field = page.locator("#fact-city")
        field.locator("a.fold").click()
        field.get_by_label("Valeur exacte").fill(town)
        field.get_by_role("button", name="Enregistrer la correction").click()
        expect(page.get_by_role("status")).to_contain_text("La correction est enregistrée")
    page.goto("/journal")
    newest = acts(page)[0]
    assert (newest["Qui"], newest["Concerne"]) == ("colette", "Anne Lambert")
    assert re.fullmatch(r"Correction\s: Localité → Messancy\s+avant\s: Virton", newest["Opération"])
    assert findings(page) == []

    page.get_by_label("Qui").select_option("mireille")
    page.get_by_label("Opération").select_option("Correction")
    page.get_by_role("button", name="Filtrer").click()
    expect(page).to_have_url(re.compile("author=mireille&action=correction"))
    assert {line["Qui"] for line in acts(page)} == {"mireille"}
    assert all(line["Opération"].startswith("Correction") for line in acts(page))
    expect(page.locator("tbody")).to_contain_text("Virton")
    expect(page.locator("tbody")).not_to_contain_text("Messancy")
    page.get_by_role("link", name="Tout réafficher").click()
    expect(page.locator("tbody")).to_contain_text("Messancy")
    page.get_by_role("link", name="Anne Lambert").first.click()
    expect(page.get_by_role("heading", name="Anne Lambert", level=1)).to_be_visible()


def test_several_dossiers_printed_at_once_are_one_line_of_the_journal(page, tmp_path):
    page.goto("/")
    tick(page, "Anne Lambert", "Claire Petit")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Imprimer (PDF)").click()
    saved.value.save_as(tmp_path / "dossiers.pdf")
    page.goto("/journal?action=dossier")
    (line,) = acts(page)
    assert (line["Qui"], line["Opération"]) == ("mireille", "Dossier imprimé")
    assert line["Concerne"].startswith("2 candidatures")
    expect(page.locator("tbody a")).to_have_count(2)


def test_a_load_of_more_than_full_time_is_refused_at_its_field(page):
    opened(page, "Claire Petit")
    load = page.locator("#fact-workload")
    load.locator("a.fold").click()
    load.get_by_label("Valeur exacte").fill("130 %")
    load.get_by_role("button", name="Enregistrer la correction").click()
    field = page.locator("#fact-workload").get_by_label("Valeur exacte")
    expect(field).to_have_value("130 %")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(r"\w+ \w+ \w+.*\."))
    expect(page.locator("#fact-workload").get_by_role("alert")).to_be_visible()
    assert findings(page) == []
    opened(page, "Claire Petit")
    expect(page.locator("#fact-workload")).not_to_contain_text("130")


def test_arrow_keys_on_a_choice_go_nowhere(page):
    page.goto("/")
    gone = []
    page.on("request", lambda request: gone.append(request.url) if request.is_navigation_request() else None)
    for label in ("Décision", "Documents", "Arrivée"):
        choice = page.get_by_role("search", name="Filtrer les candidatures").get_by_label(label, exact=True)
        choice.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(choice).not_to_have_value("")
        expect(choice).to_be_focused()
    assert gone == []
    page.get_by_role("search", name="Filtrer les candidatures").get_by_role("button", name="Filtrer").first.click()
    expect(page).to_have_url(re.compile("decision=.*missing=.*time="))  # then all of them at once
    assert len(gone) == 1


def test_fields_that_must_be_filled_in_are_marked_and_asked_for(page):
    opened(page, "Claire Petit")
    decision = page.locator("#decision")
    expect(decision).to_contain_text("* champ obligatoire")
    mark = "(label) => getComputedStyle(label, '::after').content"
    assert "*" in decision.locator("label[for=reason]").evaluate(mark)
    assert "*" in decision.locator("legend").evaluate(mark)
    address = page.url
    decision.get_by_role("button", name="Enregistrer la décision", exact=True).click()
    assert decision.locator("textarea").evaluate("(field) => field.validity.valueMissing")
    assert page.url == address


PICTURE = """async () => {
    const image = document.querySelector('.sheet img');
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
}"""
FRENCH = speech("fr")
CODES = {
    code
    for words in (
        *(code_labels.STATES, code_labels.DECISIONS, code_labels.DISPOSITIONS, code_labels.KINDS, code_labels.REASONS),
        *(code_labels.REVIEWS, code_labels.AWAITS, code_labels.SECTORS),
    )
    for code in words
    if code != FRENCH.word(words, code).casefold()
}
VIEWS = ("candidatures", "non_candidatures", "criteres", "passages", "pieces", "parcours", "mails", "suivi")


def test_what_is_taken_away_and_asked_in_sql_is_in_the_words_of_the_page(page, folder, tmp_path):
    opened(page, "Anne Lambert")
    page.get_by_label("Présélectionner").check()
    page.get_by_label("Motif de la décision").fill("Nommée.")
    page.get_by_role("button", name="Enregistrer la décision", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("La décision est enregistrée")
    page.goto("/?name=Lambert")
    said = row(page, "Anne Lambert").locator("[data-label=Décision] .decision").inner_text().split()[-1]
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    saved.value.save_as(tmp_path / "liste.csv")
    (taken,) = csv.DictReader(io.StringIO((tmp_path / "liste.csv").read_text("utf-8-sig")), delimiter=";")
    assert taken["Décision"] == said
    assert set(taken.values()) & CODES == set()

    with closing(open_store(configuration.load(folder / "candidatures.toml"))) as store:
        told = {view: ask(store, f"SELECT * FROM {view}") for view in VIEWS}
    decided = told["candidatures"].columns.index("decision")
    assert said.casefold() in [line[decided] for line in told["candidatures"].rows]
    spoken = {
        (view, column, value)
        for view, answer in told.items()
        for line in answer.rows
        for column, value in zip(answer.columns, line, strict=True)
        if value in CODES and column != "critere"  # the notice's own keys
    }
    assert spoken == set()

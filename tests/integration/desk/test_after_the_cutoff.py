"""After the cutoff, the whole of it once: real mailbox, browser and mail servers, two recruiters; then all read anew.

The sample mailbox lies in Dovecot, letters leave over SMTP, and what comes back comes into the same mailbox.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from playwright.sync_api import expect

from tests import desks
from tests.delivery_reports import DAEMON, multipart, part
from tests.integration.desk.test_accessibility import findings
from tests.integration.desk.test_interviews import answer_to, draft, entry_of, taken
from tests.integration.desk.test_letters import LETTERS, MANY, postbox  # noqa: F401 - a fixture
from tests.maildirs import vouched
from tests.servers.dovecot import PASSWORD

INTERVIEWS = """
[letters.notices.eo-arlon-2026.interviews]
days = [2026-04-09, 2026-04-10]
rooms = [{ name = "salle 1", jury = "A" }, { name = "salle 2", jury = "B" }]
ends = 12:00:00
"""
HEARD = 4
PAGES = ("/letters", "/letters/selection", "/interviews", "/letters?state=failed", "/minutes")


@pytest.fixture(scope="module")
def server(sample_read):
    with sample_read.server() as started:
        for original in (desks.locked_application(), desks.hostile_application()):
            started.deliver("a", original, datetime(2026, 3, 12, 10, tzinfo=UTC))
        yield started


@pytest.fixture(scope="module")
def folder(server, sample_read, tmp_path_factory, postbox):  # noqa: F811 - fixtures
    """The sample mailbox as polls brought it in over IMAP, with the recruiters' accounts."""
    made = tmp_path_factory.mktemp("after") / "office"
    file = sample_read.copied(server, made)
    (made / "secret").write_text(PASSWORD, "utf-8")
    (made / "secret").chmod(0o600)
    text = file.read_text("utf-8").replace('password_env = "CANDIDATURES_TEST"', 'password_file = "secret"')
    file.write_text(text + LETTERS.format(port=postbox.port) + INTERVIEWS, "utf-8")
    run(made, "poll")
    for name, role in desks.USERS.items():
        desks.command(made, "users", "add", name, "--role", role, "--password-stdin", given=desks.PASSWORD)
    return made


def run(folder, *words):
    done = desks.command(folder, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def decide(page):
    """The first sixteen by two decisions for several, each with its reason."""
    rows = page.request.get("/api/applications?order=id&standing=active").json()["applications"]
    ids = [row["id"] for row in rows if row["email"]][:MANY]
    for chosen, said, reason in (
        (ids[:HEARD], "shortlist", "Toutes les conditions"),
        (ids[HEARD:], "reject", "§ 4 de l’avis"),
    ):
        page.goto("/bulk?" + "&".join(f"id={each}" for each in chosen))
        page.locator(f"input[name=decision][value={said}]").check()
        page.get_by_label("Motif de la décision, valable pour chaque candidature").fill(reason)
        page.get_by_role("button", name=f"Statuer sur {len(chosen)} candidatures").click()
        expect(page.get_by_text(f"{len(chosen)} décisions sont enregistrées.")).to_be_visible()


def select(page, colleague):
    """The run, a letter looked at and changed, a colleague who approves what is no more, all approved."""
    page.goto("/letters/selection")
    page.get_by_role("button", name=f"Rédiger {MANY} lettres").click()
    expect(page.get_by_role("status")).to_contain_text("qu’une fois approuvée")
    page.goto("/letters/2")
    colleague.goto("/letters/2")
    expect(page.locator(".letter")).to_be_visible()
    page.get_by_text("Modifier la lettre").click()
    page.get_by_label("Objet").fill("Votre candidature au Carrefour")
    page.get_by_role("button", name="Enregistrer la modification").click()
    expect(page.get_by_role("status")).to_contain_text("modifiée")
    colleague.get_by_role("button", name="Approuver cette lettre").click()
    expect(colleague.get_by_role("main")).to_contain_text("Lettre modifiée (mireille")


def approve_and_send(page, folder, postbox, many):  # noqa: F811 - a fixture
    """By address the mails that left."""
    page.goto("/letters?state=draft")
    page.get_by_label("Cocher toute la page").check()
    page.get_by_role("button", name="Approuver les lettres cochées").click()
    expect(page.get_by_role("status")).to_contain_text("approuvées")
    assert run(folder, "letters", "send") == f"{many} sent\n"
    return taken(postbox, many)


def reply(mail, words, **fields):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = str(mail["To"]), "emplois@cdm.example", f"RE: {mail['Subject']}"
    made["In-Reply-To"] = str(mail["Message-ID"])
    made.set_content(words + "\n\n> " + "\n> ".join(mail.get_body(("plain",)).get_content().splitlines()))
    return vouched(made.as_bytes())


def report(mail):
    returned = mail.as_bytes().partition(b"\n\n")[0].decode("ascii")
    words = part(f"<{mail['To'].addresses[0].addr_spec}>: 550 5.1.1 unknown user\n", "text/plain")
    return multipart("Undelivered Mail Returned to Sender", DAEMON, words, part(returned, "text/rfc822-headers"))


def offer_one_and_assign_the_others(page):
    """Hours planned; the last who waits may choose, the others have the next free ones."""
    page.goto("/interviews")
    page.get_by_role("button", name="Planifier ces créneaux").click()
    expect(page.get_by_role("status")).to_contain_text("planifiés")
    waiting = page.locator("section:has(#waiting) tbody tr")
    expect(waiting).to_have_count(HEARD)
    chooser = waiting.nth(HEARD - 1)
    chooser.get_by_text("Proposer des créneaux au choix").click()
    for which, index in enumerate((5, 7, 0)):  # the last is left out
        chooser.locator("details select").nth(which).select_option(index=index)
    chooser.get_by_role("button", name="Rédiger l’invitation").click()
    expect(page.locator(".letter")).to_contain_text("2. ")
    page.goto("/interviews/propose")
    page.locator("input[name=pair]").nth(HEARD - 1).uncheck()
    page.get_by_role("button", name="Attribuer à la sélection").click()
    expect(page.get_by_role("status")).to_contain_text("attribués")


def move_one_and_cancel_one(page, colleague):
    """A colleague who looked before is told; the second interview moves, the third is cancelled."""
    page.goto("/interviews")
    colleague.goto("/interviews")
    cells = page.locator("table.board td").filter(has=page.locator("strong a"))
    expect(cells).to_have_count(HEARD)
    moved, gone = cells.nth(1).get_attribute("id"), cells.nth(2).get_attribute("id")
    page.locator(f"#{moved}").get_by_text("Modifier").click()
    page.locator(f"#{moved}").get_by_label("Autre créneau").select_option(index=4)
    page.locator(f"#{moved}").get_by_role("button", name="Déplacer").click()
    expect(page.get_by_role("status")).to_contain_text("déplacé")
    colleague.locator(f"#{moved}").get_by_text("Modifier").click()
    colleague.locator(f"#{moved}").get_by_role("button", name="Annuler l").click()
    expect(colleague.get_by_role("alert")).to_contain_text("entre-temps")
    page.locator(f"#{gone}").get_by_text("Modifier").click()
    page.locator(f"#{gone}").get_by_label("Motif de l’annulation").fill("un membre du jury est empêché")
    page.locator(f"#{gone}").get_by_role("button", name="Annuler l").click()
    expect(page.get_by_role("status")).to_contain_text("annulé")


def shown(page):
    """The words of every page that tells of it."""
    found = {}
    for path in PAGES:
        page.goto(path)
        found[path] = page.locator("main").inner_text()
    return found


@pytest.mark.soak("walks through all of it at once; `make test` has its parts (test_letters.py, test_interviews.py)")
@pytest.mark.long
@pytest.mark.timeout(3000)
def test_all_of_it_and_all_of_it_stays(visit, folder, server, postbox):  # noqa: F811 - a fixture
    page, colleague = visit("mireille"), visit("colette")
    decide(page)
    select(page, colleague)
    first = approve_and_send(page, folder, postbox, MANY)
    assert len(first) == MANY
    refused = [mail for mail in first.values() if "calendar" not in str(mail) and "décision" in str(mail["Subject"])]
    server.deliver("a", report(refused[0]))
    server.deliver("a", reply(refused[1], "Merci de votre réponse."))
    run(folder, "poll")
    page.goto("/letters?state=failed")
    expect(page.locator("tbody tr")).to_have_count(1)

    offer_one_and_assign_the_others(page)
    draft(page, HEARD - 1)
    second = approve_and_send(page, folder, postbox, HEARD)
    offering = next(mail for mail in second.values() if not mail.get_content_type().startswith("multipart/mixed"))
    invited = [mail for mail in second.values() if mail is not offering]
    server.deliver("a", reply(offering, "Bonjour, la deuxième heure me convient."))
    accepted = answer_to(invited[0], "ACCEPTED").replace(b"In-Reply-To", b"X-Nothing")  # known by its UID alone
    server.deliver("a", accepted)
    run(folder, "poll")
    page.goto("/interviews")
    expect(page.locator(".answer.accepted")).to_have_count(1)
    expect(page.locator("#choices + p + ul")).to_contain_text("la deuxième heure me convient")
    assert findings(page) == []
    page.get_by_role("button", name="Attribuer ce créneau").click()
    expect(page.get_by_role("status")).to_contain_text("attribués")

    move_one_and_cancel_one(page, colleague)
    draft(page, 2)  # the cancellation was drafted with its reason
    third = [entry_of(mail) for mail in approve_and_send(page, folder, postbox, 3).values()]
    assert sorted((method, int(entry["SEQUENCE"])) for method, entry in third) == [
        *(("CANCEL", 1), ("REQUEST", 0), ("REQUEST", 1)),
    ]

    before = shown(page)
    page.goto("/sort")
    assert "Accepted" not in page.locator("main").inner_text()
    assert desks.command(folder, "reingest", "--all", "--yes").returncode in {0, 1}
    assert shown(page) == before
    assert run(folder, "letters", "send") == "nothing to send\n"

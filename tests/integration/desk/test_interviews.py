"""Hours planned, candidates invited, moved, cancelled, and what their calendars answer: browser, server, mailbox."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from jobs.config import configuration
from jobs.runtime.workplace import open_store
from store.views.values import ApplicationFilter
from tests import desks
from tests.integration.desk.test_accessibility import findings
from tests.integration.desk.test_letters import LETTERS, postbox  # noqa: F401 - a fixture
from tests.maildirs import SERVER, Maildirs, vouched

INTERVIEWS = """
[letters.notices.eo-arlon-2026.interviews]
days = [2026-04-09, 2026-04-10]
rooms = [{{ name = "salle 1", jury = "A" }}, {{ name = "salle 2", jury = "B" }}]
ends = 12:00:00

[[mailboxes]]
name = "answers"
url = "maildir://{folder}/a"
authserv_id = "{server}"
"""
MANY = 3


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """A mailbox for what comes back."""
    return Maildirs.make(tmp_path_factory.mktemp("answers"))


@pytest.fixture(scope="module")
def folder(office, tmp_path_factory, postbox, answers):  # noqa: F811 - fixtures
    """A copy of the store in which three are to be heard."""
    copied = desks.copied(office, tmp_path_factory.mktemp("interviews") / "copy")
    file = copied / "candidatures.toml"
    more = LETTERS.format(port=postbox.port) + INTERVIEWS.format(folder=answers.folder, server=SERVER)
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    with closing(open_store(configuration.load(file))) as store, store.begin() as tx:
        rows = tx.views.applications(ApplicationFilter(standing="active", order="id")).rows
        for row in [row for row in rows if row.email][:MANY]:
            tx.reviews.decide(row.id, "mireille", "shortlist", "Toutes les conditions")
            tx.reviews.note(row.id, "mireille", "Vient en train : pas avant 10 h")
    return copied


def entry_of(mail):
    """The calendar of a mail that was sent, and its one entry."""
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    assert part.get_param("method") == calendar["METHOD"]
    (entry,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), entry


def answer_to(mail, partstat):
    """What the candidate's calendar sends back."""
    _, entry = entry_of(mail)
    entry["ATTENDEE"].params["PARTSTAT"] = partstat
    made, calendar = EmailMessage(), Calendar()
    calendar.add("prodid", "-//somebody's//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "REPLY")
    calendar.add_component(entry)
    made["From"], made["To"], made["Subject"] = mail["To"], mail["From"], f"Accepted: {mail['Subject']}"
    made["In-Reply-To"] = str(mail["Message-ID"])
    made.set_content("Réponse")
    made.add_alternative(calendar.to_ical(), maintype="text", subtype="calendar", params={"method": "REPLY"})
    return vouched(made.as_bytes())


def approve_and_send(page, folder, many):
    """The drafts, approved by a person, and the mails that left."""
    page.goto("/letters?state=draft")
    page.get_by_label("Cocher toute la page").check()
    page.get_by_role("button", name="Approuver les lettres cochées").click()
    done = desks.command(folder, "letters", "send")
    assert (done.returncode, done.stdout) == (0, f"{many} sent\n"), done.stderr


def draft(page, many):
    page.goto("/interviews")
    page.get_by_role("button", name=f"Rédiger {many} lettre").click()
    expect(page.get_by_role("status")).to_contain_text("qu’une fois approuvée")


def plan_and_assign(page):
    page.goto("/interviews")
    page.get_by_role("button", name="Planifier ces créneaux").click()
    expect(page.get_by_role("status")).to_contain_text("planifiés")
    assert findings(page) == []
    page.get_by_role("link", name="Proposer des créneaux").click()
    expect(page.get_by_role("main")).to_contain_text("pas avant 10 h")
    assert findings(page) == []
    page.get_by_role("button", name="Attribuer à la sélection").click()
    expect(page.get_by_role("status")).to_contain_text("attribués")


def move_one_and_cancel_one(page):
    """The second moves to the day's last hour, the third is cancelled."""
    page.goto("/interviews")
    cells = page.locator("table.board td").filter(has=page.locator("strong a"))
    expect(cells).to_have_count(MANY)
    moved, gone = cells.nth(1), cells.nth(2).get_attribute("id")
    moved.get_by_text("Modifier").click()
    moved.get_by_label("Autre créneau").select_option(index=4)
    moved.get_by_role("button", name="Déplacer").click()
    expect(page.get_by_role("status")).to_contain_text("déplacé")
    cancelled = page.locator(f"#{gone}")
    cancelled.get_by_text("Modifier").click()
    cancelled.get_by_label("Motif de l’annulation").fill("un membre du jury est empêché")
    cancelled.get_by_role("button", name="Annuler l").click()
    expect(page.get_by_role("status")).to_contain_text("annulé")


def taken(postbox, many):  # noqa: F811 - a fixture
    return {str(mail["To"]): mail for mail in (postbox.mails.get(timeout=60) for _ in range(many))}


@pytest.mark.timeout(1800)
def test_from_the_hours_to_the_answers(visit, folder, postbox, answers):  # noqa: F811
    page = visit("mireille")
    plan_and_assign(page)
    draft(page, MANY)
    approve_and_send(page, folder, MANY)
    first = taken(postbox, MANY)
    told = [entry_of(mail) for mail in first.values()]
    assert {method for method, _ in told} == {"REQUEST"}
    assert sorted(f"{entry['DTSTART'].dt:%d %H:%M}" for _, entry in told) == ["09 09:00", "09 09:00", "09 10:00"]

    move_one_and_cancel_one(page)
    draft(page, 1)  # the other one was drafted with its reason, when the interview was cancelled
    approve_and_send(page, folder, 2)
    second = {to: entry_of(mail) for to, mail in taken(postbox, 2).items()}
    assert sorted(method for method, _ in second.values()) == ["CANCEL", "REQUEST"]
    for to, (_, entry) in second.items():
        assert (entry["UID"], int(entry["SEQUENCE"])) == (entry_of(first[to])[1]["UID"], 1)

    kept = next(mail for to, mail in first.items() if to not in second)
    moved = next(first[to] for to, (method, _) in second.items() if method == "REQUEST")
    now = datetime.now(UTC)
    for number, (mail, answer) in enumerate(((kept, "ACCEPTED"), (moved, "DECLINED"))):  # the second to what was
        answers.deliver("a", answer_to(mail, answer), now, f"{now.timestamp():.0f}.{number}.test")
    assert desks.command(folder, "poll").returncode == 0
    page.goto("/interviews")
    expect(page.locator(".answer.accepted")).to_have_count(1)
    expect(page.locator(".answer.declined")).to_have_count(0)
    expect(page.locator("#replies + ul")).to_contain_text("cette réponse concerne un jour")
    assert findings(page) == []

    shown = page.locator("main").inner_text()
    assert desks.command(folder, "reingest", "--all", "--yes").returncode in {0, 1}
    page.goto("/interviews")
    assert page.locator("main").inner_text() == shown


def test_the_reception_s_list_and_the_jury_s_address(visit, folder):
    page = visit("mireille")
    page.goto("/interviews/reception")
    assert findings(page) == []
    page.goto("/interviews")
    page.get_by_text("Agenda du jury").click()
    page.get_by_role("button", name="Créer une adresse").click()
    address = page.get_by_label("Adresse").input_value()
    assert findings(page) == []
    answer = page.request.get(address)
    assert Calendar.from_ical(answer.body()).walk("VEVENT")
    assert "METHOD" not in answer.text()


def test_a_reader_and_another_language(visit, folder):
    page = visit("jury")
    page.goto("/interviews")
    expect(page.get_by_role("button", name="Planifier ces créneaux")).to_have_count(0)
    assert findings(page) == []


def test_a_fault_of_a_plan_leads_to_its_field_and_keeps_what_was_typed(visit):
    page = visit("mireille")
    page.goto("/interviews")
    plan = page.locator("details").filter(has_text="Planifier des créneaux")
    plan.evaluate("(details) => (details.open = true)")  # it is, where nothing is planned yet
    page.get_by_label("Jours, un par ligne").fill("2026-04-30")
    page.get_by_label("Salles, une par ligne").fill(" ")
    page.get_by_role("button", name="Planifier ces créneaux").click()
    rooms = page.get_by_label("Salles, une par ligne")
    expect(rooms).to_have_attribute("aria-invalid", "true")
    expect(rooms).to_have_accessible_description("Rien n’a été planifié : il manque une salle.")
    page.get_by_role("alert").get_by_role("link").click()
    expect(rooms).to_be_focused()
    expect(page.get_by_label("Jours, un par ligne")).to_have_value("2026-04-30")
    assert findings(page) == []

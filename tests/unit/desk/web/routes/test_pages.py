"""What the pages show, and that what candidates wrote does nothing in them."""

from __future__ import annotations

import re

import pytest

from tests.unit.desk.web.conftest import PASSWORD, QUOTE, SCRIPT

PATHS = ["/", "/?q=definitif", "/sort", "/overview", "/journal", "/account"]


def test_list_shows_who_when_what_is_missing_and_the_criteria_in_words(recruiter, anne, eve):
    page = recruiter.get("/").text

    assert "Anne Lambert" in page
    assert "définitif" in page
    assert "Lettre manquante" in page
    assert "hors délai" in page
    assert "2 candidatures" in page


def test_search_knows_no_accents_and_marks_the_hit(recruiter, anne, eve):
    page = recruiter.get("/?q=DEFINITIF").text

    assert "<mark>définitif</mark>" in page
    assert "1 candidature<" in page


def test_filters_stand_in_the_address(recruiter, anne, eve):
    assert "Anne Lambert" not in recruiter.get("/?time=no").text
    assert "Anne Lambert" in recruiter.get("/?c.tenure=found").text
    assert "Anne Lambert" not in recruiter.get("/?c.tenure=contrary").text
    assert "Aucune candidature ne correspond" in recruiter.get("/?name=zzz").text


def test_a_view_is_saved_under_a_name_and_taken_away(recruiter, anne):
    recruiter.send("/views", name="En ordre", query="time=yes&evil=1&c.tenure=found")
    page = recruiter.get("/").text
    assert '<a href="/?time=yes&amp;c.tenure=found">En ordre</a>' in page

    number = re.search(r'name="view" value="(\d+)"', page).group(1)
    recruiter.send("/views/drop", view=number)
    assert "En ordre" not in recruiter.get("/").text


def test_application_shows_quotes_that_lead_to_their_place(recruiter, anne):
    page = recruiter.get(f"/applications/{anne}").text
    link = re.search(rf'<a lang="fr" href="([^"]+)">«\s*{re.escape(QUOTE)}', page).group(1).replace("&amp;", "&")

    shown = recruiter.get(link).text
    assert f'<mark class="chosen" id="passage" tabindex="-1">{QUOTE}</mark>' in shown
    assert '<rect class="chosen" x="96.0" y="96.0" width="808.0" height="58.0"/>' in shown


def test_a_mail_s_number_leads_to_its_application(recruiter, anne, post):
    again = post.take_in(name="Anne Lambert", reading={"tokens": {"email:anne@mail.example"}})

    assert "Anne Lambert" in recruiter.get(f"/applications/{again}").text


def test_neighbours_are_those_of_the_list_one_came_from(recruiter, anne, eve, locked):
    page = recruiter.get(f"/applications/{eve}?list=&at=2").text

    assert "3 sur 3" in page
    assert f'rel="prev" href="/applications/{locked}?' in page or f'rel="prev" href="/applications/{anne}?' in page


def test_near_misses_and_locked_files_wait_under_to_sort(recruiter, near_miss, locked):
    page = recruiter.get("/sort").text

    assert "Vinciane Dubru" in page
    assert "Protégé par un mot de passe" in page


def test_overview_draws_the_arrivals_and_the_closing(recruiter, anne, eve):
    page = recruiter.get("/overview").text

    assert page.count('<rect class="column"') == 1
    assert page.count('<rect class="column late"') == 1
    assert "clôturé le dimanche 15 mars 2026" in page


def test_originals_are_saved_and_never_shown(recruiter, eve):
    page = recruiter.get(f"/applications/{eve}").text
    document = re.search(r"/documents/(\d+)/original", page).group(1)

    for path in (f"/documents/{document}/original", f"/mails/{eve}/original"):
        answer = recruiter.get(path)
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith("attachment;")
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "<" not in answer.headers["content-disposition"]


def test_a_page_that_can_t_be_drawn_is_not_there(recruiter, anne):
    assert recruiter.get(f"/documents/{anne}0001/pages/1.webp").status_code == 200
    assert recruiter.get(f"/documents/{anne}0001/pages/2.webp").status_code == 404


@pytest.mark.parametrize("path", ["/applications/999", "/documents/1", "/mails/99", "/nothing", "/applications/x",
                                  "/applications/99999999999999999999", "/export.exe"])  # fmt: skip
def test_what_is_not_there_is_said_in_words(recruiter, path):
    answer = recruiter.get(path)

    assert answer.status_code == 404
    assert "Cette page n’existe pas." in answer.text


def test_export_is_the_current_view(recruiter, anne, eve):
    content = recruiter.get("/export.csv?time=yes").content.decode("utf-8-sig")
    assert "Anne Lambert" in content
    assert "HYPERLINK" not in content

    trapped = recruiter.get("/export.csv?time=no").content.decode("utf-8-sig")
    assert ";'=HYPERLINK" in trapped or "\n'=HYPERLINK" in trapped or "\"'=HYPERLINK" in trapped
    assert recruiter.get("/export.xlsx").content[:2] == b"PK"


def test_nobody_reads_without_logging_in(stranger, anne):
    for path in [*PATHS, f"/applications/{anne}", "/export.csv", f"/dossier.pdf?id={anne}", f"/mails/{anne}/original"]:
        answer = stranger.get(path, follow_redirects=False)
        assert answer.status_code == 303, path
        assert answer.headers["location"].startswith("/login?next=")


def test_password_stays_out_of_the_pages(recruiter, anne):
    assert PASSWORD not in recruiter.get("/account").text
    assert SCRIPT not in recruiter.get("/account").text


def test_the_numbers_above_the_list_are_those_of_the_overview(store, anne, eve, locked, near_miss):
    with store.begin() as tx:
        tx.reviews.decide(anne, "mireille", "discuss", "à voir")
    with store.read() as views:
        tallies, overview = views.tallies(), views.overview()

    assert tallies.applications == overview.applications == 3
    assert tallies.undecided == overview.decisions["none"] == 2
    assert tallies.incomplete == overview.applications - overview.complete
    assert (tallies.late, tallies.to_verify) == (overview.late, overview.to_verify)


def test_the_attributes_of_the_list_are_in_quotes(reader, anne):
    assert not re.search(r'=\\["\']', reader.get("/").text)

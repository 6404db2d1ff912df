"""A notice is made on the page: step by step, without a script, and into nothing but a file."""

from __future__ import annotations

import html
import re
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk.web.services import NOTICE_BYTES
from jobs.config import notice_text
from jobs.config.settings import NoticeSettings
from jobs.notices import making, opening
from parsers.criteria import EO_CRITERIA
from tests.unit.desk.web.conftest import NOW, SCRIPT, seated
from tests.unit.store.posting import NOTICE

ROOT = Path(__file__).parents[5]
POST = {"title": "Infirmiers", "subject": "Infirmiers Relais", "closes_at": "2026-12-31", "languages": "fr"}
DUTCH = {"c0.kind": "language", "c0.labels.fr": "Néerlandais B2", "c0.language": "néerlandais", "c0.from_level": "B2"}
ADVISER = {
    "c1.kind": "experience_of",
    "c1.labels.fr": "Groupes",
    "c1.terms": "séance* collective*\r\n\r\natelier*",
    "c1.examples": "J'ai animé des [séances collectives].",
}


class AtOnce:
    """Makes notices as the page does, without a worker."""

    kinds = making.forms()
    examples = notice_text.examples()

    def faults(self, told, beside, languages):
        return making.faults(told, beside, NOW, languages=languages)

    def write(self, told):
        return notice_text.write(told)

    def opened(self, data):
        return opening.opened(data)


@pytest.fixture(autouse=True)
def _made_here(site):
    site.state.desk = replace(site.state.desk, making=AtOnce())


def fields(page):
    """What the page's form would send: inputs and texts by name, those that are ticked and chosen."""
    found = {}
    for tag in re.findall(r"<input [^>]*>", page.text):
        told = {name: html.unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        if "name" in told and (told.get("type") != "checkbox" or tag.endswith(" checked>")):
            found.setdefault(told["name"], []).append(told.get("value", ""))
    for name, text in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', page.text):
        found[name] = [html.unescape(text)]
    for name, body in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', page.text, re.DOTALL):
        found[name] = re.findall(r'value="([^"]*)" selected', body)
    return {name: values for name, values in found.items() if name not in {"q", "csrf", "next"}}


def made(browser, **told):
    """The notice of the file that is downloaded."""
    answer = browser.send("/notices/new", act="download", **told)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment;")
    (notice,) = tomllib.loads(answer.text)["notices"]
    return notice


def test_what_is_typed_becomes_the_file(recruiter):
    notice = made(recruiter, **POST, **DUTCH, **ADVISER, **{"c1.eliminates": "yes", "internal_domains": "a.be, b.be"})
    assert notice == {
        "slug": "infirmiers-2026",
        "title": "Infirmiers",
        "subject": "Infirmiers Relais",
        "closes_at": datetime(2026, 12, 31, tzinfo=UTC).date(),
        "internal_domains": ["a.be", "b.be"],
        "criteria": [
            {
                "key": "neerlandais_b2",
                "kind": "language",
                "labels": {"fr": "Néerlandais B2"},
                "language": "nl",
                "from_level": "B2",
            },
            {
                "key": "groupes",
                "kind": "experience_of",
                "labels": {"fr": "Groupes"},
                "terms": ["séance* collective*", "atelier*"],
                "examples": ["J'ai animé des [séances collectives]."],
                "eliminates": True,
            },
        ],
    }


ANOTHER = {"title": "Autre titre", "subject": "Autre objet", "closes_at": "2026-12-31"}


def unordered(criteria):
    """Rows whose sets are in no order, as boxes have none."""
    return [{**row, "sets": sorted(row["sets"])} if "sets" in row else row for row in criteria]


@pytest.mark.parametrize("name", AtOnce.examples)
def test_the_form_of_an_example_sends_its_criteria(recruiter, name):
    page = recruiter.get(f"/notices/new?like={name}")
    notice = made(recruiter, **fields(page) | ANOTHER)
    assert unordered(notice["criteria"]) == unordered(AtOnce.examples[name]["criteria"])


def test_the_form_of_a_notice_that_is_there_sends_another_like_it(recruiter):
    page = recruiter.get(f"/notices/new?notice={NOTICE.slug}")
    assert fields(page)["subject"] == [NOTICE.subject]
    assert fields(page)["slug"] == fields(page)["closes_at"] == [""]
    notice = made(recruiter, **fields(page) | ANOTHER)
    assert len(notice["criteria"]) == len(EO_CRITERIA)
    assert NoticeSettings.model_validate(notice).notice.criteria == EO_CRITERIA


def test_another_language_keeps_what_was_typed(recruiter):
    page = recruiter.get("/notices/new")
    assert page.text.count('name="language"') == page.text.count('form="notice"') == 4
    told = {**POST, **DUTCH, "languages": ["fr", "de"], "closes_at": "demain", "c0.labels.de": "Niederländisch"}
    page = recruiter.send("/notices/new", language="de", **told)
    assert '<html lang="de">' in page.text
    sent = fields(page)
    assert {name: sent[name] for name in told if name != "c0.language"} == {
        name: value if isinstance(value, list) else [value] for name, value in told.items() if name != "c0.language"
    }
    assert sent["c0.language"] == ["Niederländisch"]
    assert '<html lang="de">' in recruiter.get("/notices").text


def test_a_language_that_there_is_not_changes_nothing(recruiter):
    page = recruiter.send("/notices/new", language="lb", **POST)
    assert '<html lang="fr">' in page.text
    assert fields(page)["title"] == ["Infirmiers"]


def opened(browser, text):
    """The page that a file leads to."""
    data = text if isinstance(text, bytes) else text.encode()
    files = {"file": ("avis.toml", data, "application/toml")}
    return browser.client.post("/notices/open", data={"csrf": browser.csrf}, files=files)


@pytest.mark.parametrize("name", AtOnce.examples)
def test_a_file_that_was_made_is_opened_as_it_was(recruiter, name):
    page = recruiter.get(f"/notices/new?like={name}")
    file = recruiter.send("/notices/new", act="download", **fields(page) | ANOTHER).text
    page = opened(recruiter, file)
    assert page.status_code == 200
    assert recruiter.send("/notices/new", act="download", **fields(page)).text == file


def test_an_older_kind_is_opened_by_its_name_of_today(recruiter):
    row = '[[notices.criteria]]\nkey = "k"\nlabels = {fr = "x"}\nextractor = "passages"\nterms = ["Écoute"]\n'
    page = opened(recruiter, FILE + row)
    assert fields(page)["c0.kind"] == ["mentioned"]
    assert fields(page)["c0.terms"] == ["Écoute"]


def test_what_the_form_has_no_field_for_is_told_by_its_key(recruiter):
    hour = FILE.replace("2026-12-31", "2026-12-31T12:00:00+01:00")
    page = opened(recruiter, f"{hour}opens_at = 2026-06-01\ngrace_hours = 12\n")
    assert fields(page)["closes_at"] == ["2026-12-31"]
    assert "opens_at : Le formulaire n’a pas de champ" in warnings(page)
    assert "grace_hours : Le formulaire n’a pas de champ" in warnings(page)
    assert "Dernier jour : Le formulaire n’a que le jour" in warnings(page)


def test_what_check_finds_in_a_file_stands_at_its_criterion(recruiter):
    row = '[[notices.criteria]]\nkey = "k"\nlabels = {fr = "x"}\nkind = "mentioned"\nterms = ["x"]\neliminates = true\n'
    page = opened(recruiter, f'{FILE}{row}language = "nl"\n')
    assert page.status_code == 422
    assert page.text.count('<a href="#c0">') == 2
    assert 'id="wrong-c0"' in page.text


FILE = '[[notices]]\nslug = "a"\ntitle = "A"\nsubject = "Sujet A"\ncloses_at = 2026-12-31\n'
ROW = '[[notices.criteria]]\nkey = "k"\nlabels = {fr = "x"}\n'
REFUSED = {
    "nothing": ("", "Choisissez d’abord un fichier."),
    "too much": (FILE + "#" * NOTICE_BYTES, "Le fichier est trop volumineux"),
    "no text": (b"\xff\xfe\x00", "Ce n’est pas le fichier d’un avis."),
    "no TOML": ("slug: a\n", "illisible à partir de la ligne 1, colonne 5"),
    "a number of many digits": ("a = " + "1" * 9999, "Ce n’est pas le fichier d’un avis."),
    "brackets in brackets": ("a = " + "[" * 9999, "Ce n’est pas le fichier d’un avis."),
    "keys in keys": (".".join("a" * 9999) + " = 1", "a</code>\xa0: Cette clé n’existe pas."),
    "a whole configuration": (f'[store]\nurl = "x"\n{FILE}', "store</code>\xa0: Cette clé n’existe pas."),
    "two notices": (FILE + FILE, "notices</code>\xa0: Le fichier doit contenir un seul avis."),
    "no notice": ("notices = []", "notices</code>\xa0: Le fichier doit contenir un seul avis."),
    "no title": (FILE.replace("title", "titel"), "notices[a].title</code>\xa0: Ce champ est obligatoire."),
    "another key": (FILE + "x = 1\n", "notices[a].x</code>\xa0: Cette clé n’existe pas."),
    "an hour without zone": (
        FILE.replace("2026-12-31", "2026-12-31T12:00:00"),
        "notices[a].closes_at</code>\xa0: L’heure doit être suivie de son fuseau",
    ),
    "a list as title": (FILE.replace('"A"', '["A"]'), "notices[a].title</code>\xa0: La valeur n’a pas la bonne forme."),
    "no kind": (FILE + ROW, "notices[a].criteria[0]</code>\xa0: Le critère doit avoir un seul type."),
    "a kind that there is not": (
        f'{FILE}{ROW}kind = "<b>"\n',
        "criteria[0].kind</code>\xa0: «\xa0&lt;b&gt;\xa0» ne figure pas",
    ),
    "labels of another language": (f'{FILE}{ROW.replace("fr", "it")}kind = "place"', "criteria[0].labels.it"),
    "more criteria than fit": (FILE + f'{ROW}kind = "place"\n' * 21, "Le formulaire peut contenir 20 critères."),
}


@pytest.mark.parametrize(("text", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_the_configuration_refuses_is_not_opened_and_its_faults_are_named_by_key(recruiter, text, sentence):
    page = opened(recruiter, text)
    assert page.status_code == 422
    assert '<form method="post" action="/notices/open"' in page.text
    assert sentence in page.text
    assert not re.search("input should|must be|not valid|answers|none of", page.text, re.IGNORECASE)


def test_a_form_without_a_file_opens_none(recruiter):
    page = recruiter.send("/notices/open", file="avis.toml")
    assert page.status_code == 422
    assert "Choisissez d’abord un fichier." in page.text


def test_criteria_are_added_moved_and_removed_and_what_was_typed_stays(recruiter):
    page = recruiter.send("/notices/new", act="add", kind="place", **POST, **DUTCH)
    assert fields(page)["c1.kind"] == ["place"]
    page = recruiter.send("/notices/new", act="up.1", **fields(page))
    assert [fields(page)[f"c{n}.kind"] for n in (0, 1)] == [["place"], ["language"]]
    assert fields(page)["c1.language"] == ["néerlandais"]
    page = recruiter.send("/notices/new", act="remove.0", **fields(page))
    assert fields(page)["c0.labels.fr"] == ["Néerlandais B2"]
    assert "c1.kind" not in fields(page)
    assert fields(page)["title"] == ["Infirmiers"]


@pytest.mark.parametrize("act", ["remove.7", "remove.-1", "up.0", "remove.", "nothing", "add"])
def test_what_no_button_asks_for_takes_nothing_away(recruiter, act):
    page = recruiter.send("/notices/new", act=act, kind="hostile", **POST, **DUTCH)
    assert fields(page)["c0.kind"] == ["language"]


@pytest.mark.parametrize("kind", AtOnce.kinds)
def test_what_is_only_shown_is_not_offered_as_eliminating(recruiter, kind):
    page = recruiter.send("/notices/new", act="add", kind=kind, **POST)
    assert ('name="c0.eliminates"' in page.text) == (kind not in {"place", "availability", "mentioned"})


def test_no_more_are_added_than_one_form_carries(recruiter):
    rows = {f"c{number}.kind": "place" for number in range(20)}
    page = recruiter.send("/notices/new", act="add", kind="place", **POST, **rows)
    assert "c19.kind" in fields(page)
    assert "c20.kind" not in fields(page)


def warnings(page):
    """The text of the box above the form; empty where there is none."""
    box = re.search(r'id="warnings">(.*?)</div>', page.text, re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", box[1])).split()) if box else ""


@pytest.mark.parametrize(
    ("day", "warning"),
    [
        ("2026-03-19", "Le dernier jour est passé (19 mars 2026, 23:59)"),
        ("2025-03-15", "Le dernier jour est largement dépassé (15 mars 2025, 23:59)"),
    ],
)
def test_a_day_that_is_past_is_a_warning_that_names_it(recruiter, day, warning):
    page = recruiter.send("/notices/new", act="check", **POST | {"closes_at": day})
    assert page.status_code == 200
    assert warning in warnings(page)
    assert '<a href="#closes_at">' in page.text
    assert warnings(recruiter.send("/notices/new", act="check", **POST)) == ""


def test_a_label_that_is_missing_in_a_language_of_the_office_is_told_at_its_field(recruiter):
    told = {**POST, "languages": ["fr", "nl"], **DUTCH, **ADVISER, "c1.labels.nl": "Groepen"}
    page = recruiter.send("/notices/new", act="check", **told)
    assert page.status_code == 200
    assert "Critère 1 : Libellé (Nederlands) : Le libellé manque dans cette langue" in warnings(page)
    assert "Critère 2" not in warnings(page)
    assert 'id="wrong-c0-labels-nl"' in page.text
    assert warnings(recruiter.send("/notices/new", act="check", **told | {"languages": "fr"})) == ""


def test_suggestions_are_explained(recruiter):
    page = recruiter.send("/notices/new", act="add", kind="licence", **POST)
    assert '<fieldset id="c0-sets" class="wide" aria-describedby="c0-sets-help">' in page.text
    assert "Chaque case cochée ajoute les mots" in page.text


def test_page_file_and_documentation_name_the_check_that_tries_the_examples(recruiter):
    page = recruiter.send("/notices/new", act="check", **POST)
    assert "<code>candidatures check</code>" in page.text
    documented = (ROOT / "docs" / "notices.md").read_text("utf-8")
    chapter = documented.partition("## Make one on the page")[2].partition("\n## ")[0]
    examples = [file.read_text("utf-8") for file in (ROOT / "deploy" / "notices").glob("*.toml")]
    for text in (page.text, chapter, notice_text.HEAD, *examples):
        assert "--configuration" not in text


def test_faults_stand_at_their_fields_and_nothing_is_downloaded(recruiter):
    told = {**POST, "title": "", **ADVISER, "c1.examples": "J'aime les [fleurs]."}
    page = recruiter.send("/notices/new", act="download", **told)
    assert page.status_code == 422
    assert 'id="title" name="title" type="text" value="" maxlength="300" required aria-invalid="true"' in page.text
    assert '<a href="#c0-examples">' in page.text
    assert 'id="wrong-c0-examples"' in page.text
    assert "ne sont pas lus comme une expérience" in page.text
    assert "content-disposition" not in page.headers


def test_a_name_that_is_taken_is_not_proposed(recruiter, store):
    with store.begin() as tx:
        tx.notices.put(replace(NOTICE, slug="infirmiers-2026"))
    assert made(recruiter, **POST)["slug"] == "infirmiers-2026-2"
    assert recruiter.send("/notices/new", act="check", **POST, slug="infirmiers-2026").status_code == 422


def test_everything_typed_is_escaped(recruiter):
    trap = f'"><{SCRIPT}\n[[mailboxes]]'
    told = dict.fromkeys(("title", "subject", "slug", "closes_at", "timezone", "internal_domains"), trap)
    told |= {f"c0.{name}": trap for name in ("key", "labels.fr", "headings.fr", "language", "from_level")}
    for act in ("check", "add"):
        page = recruiter.send("/notices/new", act=act, languages="fr", **told, **{"c0.kind": "language"}, **ADVISER)
        assert SCRIPT not in page.text
        assert html.escape(SCRIPT) in page.text


def test_a_title_is_text_in_the_file(recruiter):
    title = 'Infirmiers"\n[[mailboxes]]\nname = "evil"\n'
    answer = recruiter.send("/notices/new", act="download", **POST | {"title": title, "slug": "a"})
    assert tomllib.loads(answer.text).keys() == {"notices"}
    assert tomllib.loads(answer.text)["notices"][0]["title"] == 'Infirmiers" [[mailboxes]] name = "evil"'


def test_the_list_names_each_notice_and_each_example(recruiter):
    page = recruiter.get("/notices").text
    assert f"/notices/new?notice={NOTICE.slug}" in page
    assert all(f"/notices/new?like={name}" in page for name in AtOnce.examples)
    assert 'href="/notices"' in recruiter.get("/overview").text


def test_who_is_given_one_notice_sees_no_other(site, store):
    other = replace(NOTICE, slug="secret-2026", title="Direction", subject="Direction secrète")
    with store.begin() as tx:
        tx.notices.put(other)
    limited = seated(site, store, "nadine", "recruiter")
    assert "secret-2026" not in limited.get("/notices").text
    assert "Direction" not in limited.get("/notices/new?notice=secret-2026").text
    page = limited.send("/notices/new", act="check", **POST | {"subject": other.subject})
    assert "secret-2026" not in page.text


def test_readers_make_no_notices(reader):
    assert reader.get("/notices").status_code == 403
    assert reader.send("/notices/new", act="download", **POST).status_code == 403
    assert opened(reader, FILE).status_code == 403
    assert 'href="/notices"' not in reader.get("/overview").text


def test_there_is_no_page_where_none_can_be_made(site, recruiter):
    site.state.desk = replace(site.state.desk, making=None)
    assert recruiter.get("/notices").status_code == 404
    assert opened(recruiter, FILE).status_code == 404
    assert 'href="/notices"' not in recruiter.get("/overview").text

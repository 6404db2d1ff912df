"""At a terminal recruiters read the language of --language, else of the locale; programs read what they always did."""

from __future__ import annotations

from shutil import copyfile

import pytest
from typer.testing import CliRunner

from desk.i18n.languages import LANGUAGES, LOCALE_VARIABLES, of_terminal
from jobs.cli import every
from jobs.cli.options import Format, Language
from jobs.cli.queries.explain import _said_in
from tests.maildirs import Maildirs
from tests.unit.jobs.cli.test_letters import LETTERS, decided  # noqa: F401 - a fixture

app = every()

LOCALES = {"fr": "fr_BE.UTF-8", "nl": "nl_BE.UTF-8", "de": "de_BE@euro", "en": "en_GB"}
LIST = {
    "fr": [
        " N°   Nom    Arrivée       Pièces         À trier   Décision        ",
        "  1   Anne   10/02 10:00   CV                       Présélectionner ",
        "3 candidatures    ✓ trouvé   ✗ non rempli selon les pièces   ? à vérifier   – ",
    ],
    "nl": [
        " Nr.   Naam   Ontvangst     Stukken         Te sorteren   Beslissing      ",
        "   1   Anne   10/02 10:00   Cv                            Preselecteren   ",
        "3 kandidaturen    ✓ gevonden   ✗ niet vervuld volgens de stukken   ? na te ",
    ],
    "de": [
        " Nr.   Name   Eingang       Unterlagen             Zu sichten   Entscheidung    ",
        "   1   Anne   10/02 10:00   Lebenslauf fehlt,                   In die          ",
        "3 Bewerbungen    ✓ gefunden   ✗ laut Unterlagen nicht erfüllt   ? zu prüfen   – ",
    ],
    "en": [
        " No.   Name   Arrival       Papers         To sort   Decision      ",
        "   1   Anne   10/02 10:00   CV                       Shortlist     ",
        "3 applications    ✓ found   ✗ contrary   ? to be checked   – not found",
    ],
}
SHOW = {
    "fr": [
        "│ À trier    CV ou lettre manquants                                            │",
        "│ Décision   Présélectionner : oui                                             │",
        " N°   Arrivée       De / Objet          Type / Motif                Candidature ",
    ],
    "nl": [
        "│ Te sorteren  Cv of brief ontbreekt                                           │",
        "│ Beslissing   Preselecteren: oui                                              │",
        " Nr.   Ontvangst     Van / Onderwerp     Soort / Reden              Kandidatuur ",
    ],
    "de": [
        "│ Zu sichten    Lebenslauf oder Motivationsschreiben fehlt                     │",
        "│ Entscheidung  In die Vorauswahl: oui                                         │",
        " Nr.   Eingang       Von / Betreff       Art / Grund                  Bewerbung ",
    ],
    "en": [
        "│ To sort    CV or letter missing                                              │",
        "│ Decision   Shortlist: oui                                                    │",
        " No.   Arrival       From / Subject      Kind / Reason              Application ",
    ],
}


@pytest.fixture
def config(tmp_path, decided):  # noqa: F811 - a fixture
    copyfile(decided, tmp_path / "candidatures.db")
    return Maildirs.make(tmp_path).configure(more=LETTERS)


@pytest.fixture
def command(config, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words, code=0, **environment):
        for name in LOCALE_VARIABLES:
            monkeypatch.setenv(name, environment.get(name, ""))
        done = CliRunner().invoke(app, [*map(str, words), "--config", str(config)])
        assert done.exit_code == code, done.output
        return done.output

    return run


def tells(printed, lines):
    return set(lines) <= set(printed.splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_and_show_are_told_in_the_language_of_the_locale_or_of_the_option(command, language):
    other = next(one for one in LANGUAGES if one != language)
    for words, environment in (((), {"LANG": LOCALES[language]}), (("--language", language), {"LANG": LOCALES[other]})):
        assert tells(command(*words, "list", **environment), LIST[language])
        assert tells(command(*words, "show", 1, **environment), SHOW[language])


NOTICES = {
    "fr": (
        "clôture\N{NO-BREAK SPACE}: dimanche 15 mars 2026, 23:59:59",
        "autre: figure seulement dans la configuration (",
    ),
    "nl": ("afsluiting: zondag 15 maart 2026, 23:59:59", "autre: staat alleen in de configuratie ("),
    "de": ("Sonntag, 15. März 2026, 23:59:59", "autre: steht nur in der Konfiguration ("),
    "en": ("closing: Sunday 15 March 2026, 23:59:59", "autre: is in the configuration only ("),
}
ANOTHER = '[[notices]]\nslug = "autre"\ntitle = "Autre"\nsubject = "Autre"\ncloses_at = 2026-03-15\n'


@pytest.mark.parametrize("language", LANGUAGES)
def test_notices_and_what_the_configuration_says_otherwise_are_told_in_one_language(command, config, language):
    config.write_text(config.read_text("utf-8") + ANOTHER, "utf-8")
    other = next(one for one in LANGUAGES if one != language)
    by_locale = command("notices", "list", LANG=LOCALES[language])
    assert command("--language", language, "notices", "list", LANG=LOCALES[other]) == by_locale
    assert all(words in by_locale for words in NOTICES[language])


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "pl_PL.UTF-8"}, "fr"),
        ({"LANG": "fr_BE.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LC_MESSAGES": "en_US.UTF-8", "LC_ALL": "nl_BE.UTF-8"}, "nl"),
        ({"LC_ALL": "nl_BE.UTF-8", "LANGUAGE": "lb:de_BE:fr"}, "de"),
        ({"LANG": "en_GB", "LC_ALL": "POSIX"}, "fr"),
        ({"LANGUAGE": "C:en"}, "fr"),
    ],
)
def test_the_variables_of_a_locale_decide_in_the_order_of_gettext(environment, language):
    assert of_terminal(environment) == language


def test_what_is_for_programs_is_the_same_in_every_language(command):
    for words in (
        ("list", "--format", "csv"),
        ("list", "--format", "json"),
        ("show", 1, "--format", "json"),
        ("messages", "--format", "csv"),
        ("export", "--format", "csv"),
        ("notices", "list", "--format", "json"),
        ("letters", "list", "--format", "json"),
        ("interviews", "list", "--format", "json"),
    ):
        assert len({command(*words, LANG=locale) for locale in LOCALES.values()}) == 1, words


def test_explanations_are_told_in_the_terminal_s_language_and_to_programs_in_french(monkeypatch):
    monkeypatch.setenv("LANG", "nl_BE.UTF-8")
    assert _said_in(None, Format.TEXT) == "nl"
    assert _said_in(None, Format.JSON) == "fr"
    assert _said_in(Language.DE, Format.JSON) == "de"


def test_a_language_that_there_is_not_is_an_error_of_the_option(command):
    told = " ".join(command("--language", "lb", "list", code=2).replace("│", "").split())
    assert "Invalid value for '--language'" in told
    assert "'lb' is not one of 'fr', 'nl', 'de', 'en'" in told


def test_no_code_stands_bare_in_the_selection_run(command):
    told = command("letters", "status", LANG="de_BE.UTF-8", code=1)
    assert "Einladung zum Gespräch" in told
    assert "Noch keine Entscheidung: 1; Zu entwerfen: 2" in told.splitlines()
    assert "_" not in told

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobs.config import configuration, settings
from jobs.config.template import TEMPLATE
from jobs.errors import ConfigurationError
from parsers import criteria

NOTICE = """
[[notices]]
slug = "eo"
title = "EO"
subject = "Recrutement EO"
closes_at = 2026-03-15
"""
MAILBOX = """
[[mailboxes]]
name = "a"
url = "imaps://user@mail.example:993/INBOX"
password_env = "PASSWORD_A"
"""


@pytest.fixture
def load(tmp_path, monkeypatch):
    monkeypatch.setenv("PASSWORD_A", "secret")

    def load(text):
        file = tmp_path / "candidatures.toml"
        file.write_text(text, "utf-8")
        return configuration.load(file)

    return load


@pytest.fixture
def faults(load):
    def faults(text):
        with pytest.raises(ConfigurationError) as caught:
            load(text)
        return [fault.split("candidatures.toml: ", 1)[1] for fault in caught.value.faults]

    return faults


def test_template_is_valid_but_for_its_missing_secrets(faults):
    assert [f.split(":")[0] for f in faults(TEMPLATE)] == ["mailboxes[a].password_file", "mailboxes[b].password_file"]


OPENID = """
[desk.openid]
issuer = "https://login.example"
client_id = "candidatures"
client_secret_env = "PASSWORD_A"
"""


def test_the_office_s_provider(load):
    own = load(MAILBOX + NOTICE + OPENID).desk.openid
    assert (own.claim, own.users, own.create, own.second_factor) == ("preferred_username", None, None, ("mfa",))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("[desk.openid]", "[desk]\npassword_login = false\n[other]", "desk: password_login: without passwords"),
        ("https://", "http://", "desk.openid.issuer: must begin with https://"),
        ("client_id", "scopes = []\nclient_id", "desk.openid.scopes: openid must be among them"),
        ('client_secret_env = "PASSWORD_A"', "", "desk.openid: needs exactly one of client_secret_file"),
        ("client_secret_env", 'client_secret_file = "x"\nclient_secret_env', "desk.openid: needs exactly one of"),
        ('"PASSWORD_A"', '"NOWHERE"', "desk.openid.client_secret_env: the environment variable NOWHERE is not set"),
        ("client_secret_env", "client_secret", "desk.openid.client_secret: unknown key"),
        ("client_id", 'create = "admin"\nclient_id', "desk.openid.create: "),
    ],
)
def test_a_provider_that_could_not_be_used_is_a_fault(faults, before, after, told):
    assert any(fault.startswith(told) for fault in faults(MAILBOX + NOTICE + OPENID.replace(before, after)))


OAUTH = """
[mailboxes.oauth]
provider = "microsoft"
client_id = "app"
flow = "client_credentials"
token_file = "tokens"
"""


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("", "mailboxes[a].oauth: client_secret_file: needed for client_credentials"),
        ('client_secret_file = "x"', "mailboxes[a].oauth: tenant: needed for client_credentials, the office's own"),
        ('client_secret_file = "x"\ntenant = "cdm.example"', "mailboxes[a].oauth.client_secret_file: "),
    ],
)
def test_a_program_that_signs_in_as_itself_has_a_secret_and_a_tenant(faults, more, told):
    (fault,) = faults(MAILBOX.replace('password_env = "PASSWORD_A"\n', "") + OAUTH + more + NOTICE)
    assert fault.startswith(told)


def test_every_fault_is_told_at_once_with_its_key(faults):
    text = (MAILBOX + 'pasword = "x"\n' + NOTICE + 'timezon = "Europe/Brussels"\n').replace("2026-03-15", '"soon"')
    told = faults(text + "[daemon]\ninterval = -1\n")
    keys = [f.split(":")[0] for f in told]
    assert keys == ["mailboxes[a].pasword", "notices[eo].closes_at", "notices[eo].timezon", "daemon.interval"]
    assert "notices[eo].timezon: unknown key" in told


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("imap://user@mail.example/INBOX", "clear text"),
        ("pop3://user@mail.example", "unknown scheme"),
        ("imaps://user:secret@mail.example", "no place in the URL"),
        ("imaps://mail.example", "the user is missing"),
    ],
)
def test_mailbox_url(faults, url, complaint):
    told = faults(MAILBOX.replace("imaps://user@mail.example:993/INBOX", url) + NOTICE)
    assert len(told) == 1
    assert told[0].startswith("mailboxes[a].url: ")
    assert complaint in told[0]
    assert "secret" not in told[0]


def test_clear_text_to_loopback_is_allowed(load):
    assert load(MAILBOX.replace("imaps://user@mail.example:993", "imap://user@127.0.0.1:1143") + NOTICE)


def test_two_secrets_are_a_fault(faults):
    assert faults(MAILBOX + 'password_file = "x"\n' + NOTICE)[0].startswith("mailboxes[a]: needs exactly one of")


def test_missing_environment_variable_is_named(faults, monkeypatch):
    monkeypatch.delenv("PASSWORD_A")
    assert faults(MAILBOX + NOTICE) == ["mailboxes[a].password_env: the environment variable PASSWORD_A is not set"]


def test_two_mailboxes_of_one_name_are_a_fault(faults):
    assert faults(MAILBOX + MAILBOX + NOTICE) == ["mailboxes: a is there twice"]


def test_day_is_included_to_its_last_instant_in_the_notices_zone(load):
    notice = load(MAILBOX + NOTICE).notices[0]
    assert notice.cutoff == datetime(2026, 3, 15, 23, tzinfo=UTC)


def test_day_of_the_change_to_summer_time_ends_at_its_own_midnight(load):
    notice = load(MAILBOX + NOTICE.replace("2026-03-15", "2026-03-29")).notices[0]
    assert notice.cutoff == datetime(2026, 3, 29, 22, tzinfo=UTC)


def test_instant_is_exact_to_its_second(load):
    notice = load(MAILBOX + NOTICE.replace("2026-03-15", "2026-03-15T12:00:00+01:00")).notices[0]
    assert notice.cutoff == datetime(2026, 3, 15, 11, 0, 1, tzinfo=UTC)


def test_instant_without_offset_is_a_fault(faults):
    told = faults(MAILBOX + NOTICE.replace("2026-03-15", "2026-03-15T12:00:00"))
    assert told[0].startswith("notices[eo].closes_at: an instant needs its offset")


def test_relative_paths_start_at_the_file(load, tmp_path):
    settings = load(MAILBOX + NOTICE)
    assert settings.archive == tmp_path / "archive"
    assert settings.database_url == f"sqlite:///{tmp_path / 'candidatures.db'}"


def test_broken_toml_names_the_line(faults):
    assert "line 2" in faults("[store]\nurl = \n")[0]


def test_no_mailbox_is_a_fault(faults):
    assert faults("mailboxes = []\n" + NOTICE) == ["mailboxes: at least one is needed"]


def test_missing_file_says_what_writes_one(tmp_path):
    with pytest.raises(ConfigurationError, match="candidatures init"):
        configuration.load(tmp_path / "none.toml")


def test_the_list_of_time_zones_is_looked_up_once_however_many_notices_there_are(load, monkeypatch):
    looked, available = [], settings.available_timezones
    monkeypatch.setattr(settings, "available_timezones", lambda: looked.append(1) or available())
    settings._zones.cache_clear()
    zoned = NOTICE + 'timezone = "Europe/Brussels"\n'
    load(MAILBOX + "".join(zoned.replace('"eo"', f'"eo-{number}"') for number in range(20)))
    assert len(looked) == 1


def criterion(row):
    return f'{NOTICE}criteria = [{{ key = "a", labels = {{ fr = "A" }}, {row} }}]\n{MAILBOX}'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (criterion("eliminates = true"), "notices[eo].criteria[0]: kind: missing"),
        (
            criterion('kind = "tenure", extractor = "tenure"'),
            "notices[eo].criteria[0]: kind and extractor are the same: one of them",
        ),
        (criterion('kind = "tenure", treshold = 1'), "notices[eo].criteria[0].treshold: unknown key"),
        (
            criterion('kind = "tenure"').replace("fr =", "it ="),
            "notices[eo].criteria[0].labels.it.[key]: input should be 'fr', 'nl', 'de' or 'en', not 'it'",
        ),
    ],
)
def test_a_criterion_that_cannot_be_is_told_with_what_is_allowed(faults, text, told):
    assert faults(text) == [told]


def test_what_ships_is_a_row_of_the_configuration():
    rows = tomllib.loads(Path(criteria.__file__).with_suffix(".toml").read_text("utf-8"))["criteria"]
    told = tuple(settings.CriterionSettings.model_validate(row).criterion() for row in rows)
    assert told == criteria.EO_CRITERIA

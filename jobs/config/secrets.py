"""Where secrets come from: a file, an environment variable or a command; never the configuration or the store.

Each is read anew whenever it is asked for, so that a changed one is taken up. Whatever gives one raises
ConfigurationError where it can't be had.
"""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sqlalchemy import make_url

from ingest.archive.sealing import Seal
from ingest.archive.tombstones import SHORTEST
from jobs.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobs.config.settings import (
        LetterSmtpSettings,
        MailboxSettings,
        OAuthSettings,
        ObjectSettings,
        OpenIDSettings,
        Settings,
        SettingsSection,
    )

COMMAND_SECONDS = 30
MADE_BY_US = "oauth.token_file"
"""The first sign-in writes it."""


def missing(settings: Settings) -> Iterator[tuple[str, str]]:
    """Every secret that can't be had, by its key, and why.

    Commands are not run here: a fault of theirs shows when the secret is needed.
    """
    for key, name in _named(settings, "env"):
        if name not in os.environ:
            yield key, f"the environment variable {name} is not set"
    for key, path in files(settings):
        if not key.endswith(MADE_BY_US) and not os.access(path, os.R_OK):
            yield key, f"{path} is missing or can't be read"


def files(settings: Settings) -> Iterator[tuple[str, Path]]:
    """Every file of secrets that the configuration names, by its key."""
    return ((key, settings.path(path)) for key, path in _named(settings, "file"))


def _named(settings: Settings, kind: Literal["file", "env"]) -> Iterator[tuple[str, str]]:
    for table, section, secret in _places(settings):
        if name := getattr(section, f"{secret}_{kind}", None):
            yield f"{table}.{secret}_{kind}", name


def _places(settings: Settings) -> Iterator[tuple[str, SettingsSection, str]]:
    """Every table that may name a secret, and what its keys begin with: `…_file`, `…_env`, `…_command`."""
    yield from ((f"mailboxes[{mailbox.name}]", mailbox, "password") for mailbox in settings.mailboxes)
    for table, oauth in _sign_ins(settings):
        yield from ((table, oauth, "client_secret"), (table, oauth, "token"))
    if settings.smtp:
        yield "smtp", settings.smtp, "password"
    if settings.letters and settings.letters.smtp:
        yield "letters.smtp", settings.letters.smtp, "password"
    if settings.desk.openid:
        yield "desk.openid", settings.desk.openid, "client_secret"
    yield "store", settings.store, "password"
    if settings.objects:
        yield "objects", settings.objects, "secret_key"
    yield "privacy", settings.privacy, "key"
    yield "encryption", settings.encryption, "key"


def _sign_ins(settings: Settings) -> Iterator[tuple[str, OAuthSettings]]:
    """Every table `oauth`, by its key."""
    for mailbox in settings.mailboxes:
        if mailbox.oauth:
            yield f"mailboxes[{mailbox.name}].oauth", mailbox.oauth
    if settings.letters and settings.letters.graph and settings.letters.graph.oauth:
        yield "letters.graph.oauth", settings.letters.graph.oauth


def password(settings: Settings, mailbox: MailboxSettings) -> str:
    """The mailbox's password."""
    return _secret(settings, f"mailboxes[{mailbox.name}]", mailbox, "password") or ""


def client_secret(settings: Settings, own: OpenIDSettings) -> str:
    """The secret by which the provider knows this program."""
    return _secret(settings, "desk.openid", own, "client_secret") or ""


def objects_secret(settings: Settings, own: ObjectSettings) -> str:
    """The secret key of the object storage."""
    return _secret(settings, "objects", own, "secret_key") or ""


def smtp_password(settings: Settings) -> str | None:
    """The password for outgoing mail; None where the server wants none."""
    return _secret(settings, "smtp", settings.smtp, "password") if settings.smtp else None


def letters_password(settings: Settings, own: LetterSmtpSettings) -> str | None:
    """The password of the server that letters go out by; None where it wants none."""
    return _secret(settings, "letters.smtp", own, "password")


def store_url(settings: Settings) -> str:
    """The store's URL, with the password that `store.password_file` gives."""
    password = _secret(settings, "store", settings.store, "password")
    if password is None:
        return settings.database_url
    return make_url(settings.database_url).set(password=password).render_as_string(hide_password=False)


def _secret(settings: Settings, table: str, section: SettingsSection, secret: str) -> str | None:
    """The first line of what the configuration names; None where it names nothing."""
    told = _told(settings, table, section, secret)
    return None if told is None else _first_line(told[1], told[0])


def _told(settings: Settings, table: str, section: SettingsSection, secret: str) -> tuple[str, str] | None:
    """The key that names where the secret is, and all that is there; None where none does."""
    file, env, command = (getattr(section, f"{secret}_{kind}", None) for kind in ("file", "env", "command"))
    if file:
        key = f"{table}.{secret}_file"
        return key, _read(settings, file, key)
    if env:
        return f"{table}.{secret}_env", os.environ.get(env, "")
    key = f"{table}.{secret}_command"
    return (key, _run(command, key)) if command else None


def privacy_keys(settings: Settings) -> tuple[str, ...]:
    """The keys by which erased mail is known, the one to write with first; none where none is configured.

    One that is too short to be a secret is a fault too.
    """
    told = _told(settings, "privacy", settings.privacy, "key")
    if told is None:
        return ()
    keys = tuple(line.strip() for line in told[1].splitlines() if line.strip())
    if not keys or min(map(len, keys)) < SHORTEST:
        raise ConfigurationError(f"{told[0]}: gives no key of {SHORTEST} characters or more: openssl rand -base64 32")
    return keys


def archive_seal(settings: Settings) -> Seal | None:
    """The keys by which originals and backups are encrypted; None where none is configured.

    Raises ConfigurationError: they can't be had, or others may read their file; KeyUnfit: what is there is no key.
    """
    own = settings.encryption
    if own.key_file:
        key, place = "encryption.key_file", str(settings.path(own.key_file))
        text = _read_own(Path(place), key)
    elif own.key_credential:
        key = "encryption.key_credential"
        place = str(_credential(own.key_credential, key))
        text = _read(settings, place, key)
    elif own.key_command:
        key, place = "encryption.key_command", own.key_command[0]
        text = _run(own.key_command, key)
    else:
        return None
    lines = [line.strip() for line in text.splitlines()]
    identities = [line for line in lines if line and not line.startswith("#")]
    return Seal(identities, also=own.recipients, source=f"{key} ({place})")


def _credential(name: str, key: str) -> Path:
    """Where systemd lays a service's credential (systemd.exec(5))."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    if not folder:
        raise ConfigurationError(f"{key}: there is no credential {name}: systemd gives one with LoadCredential=")
    return Path(folder) / name


def _read_own(path: Path, key: str) -> str:
    """A file that nobody else may read or write: its mode is looked at where it is open."""
    try:
        with path.open(encoding="utf-8") as file:
            mode = os.fstat(file.fileno()).st_mode
            if mode & (stat.S_IRWXO | stat.S_IWGRP):
                raise ConfigurationError(
                    f"{key}: {path} is open to others (mode {stat.S_IMODE(mode):04o}): chmod 0600 {path}"
                )
            return file.read()
    except (OSError, UnicodeDecodeError) as exc:
        raise ConfigurationError(f"{key}: {path} can't be read: {exc}") from exc


def first_line_of(settings: Settings, path: str, key: str) -> str:
    """The first line of a file of secrets; `key` is its key in the configuration."""
    return _first_line(_read(settings, path, key), key)


def _first_line(text: str, key: str) -> str:
    line = text.split("\n", 1)[0].rstrip("\r")
    if not line:
        raise ConfigurationError(f"{key}: gives an empty password")
    return line


def _read(settings: Settings, path: str, key: str) -> str:
    try:
        return settings.path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise ConfigurationError(f"{key}: {settings.path(path)} can't be read: {exc}") from exc


def _run(command: tuple[str, ...], key: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the operator's own command, as a list, no shell
            command, check=True, capture_output=True, text=True, timeout=COMMAND_SECONDS, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError) as exc:
        # The exception's own text may hold what the command printed: only its kind is told.
        raise ConfigurationError(f"{key}: {command[0]} failed ({type(exc).__name__})") from exc
    return done.stdout

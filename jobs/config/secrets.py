"""Where secrets come from: a file, an environment variable or a command; never the configuration or the store."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

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
        SmtpSettings,
    )

COMMAND_SECONDS = 30
MADE_BY_US = "oauth.token_file"
"""The first sign-in writes it."""


def secret_faults(settings: Settings) -> list[str]:
    """What is missing, a line each."""
    return [f"{key}: {sentence}" for key, sentence in missing(settings)]


def missing(settings: Settings) -> Iterator[tuple[str, str]]:
    """Every secret that can't be had, by its key, and why.

    Commands are not run here: a fault of theirs shows when the secret is needed.
    """
    for key, name in _variables(settings):
        if name not in os.environ:
            yield key, f"the environment variable {name} is not set"
    for key, path in files(settings):
        if not key.endswith(MADE_BY_US) and not os.access(path, os.R_OK):
            yield key, f"{path} is missing or can't be read"


def _variables(settings: Settings) -> Iterator[tuple[str, str]]:
    for mailbox in settings.mailboxes:
        if mailbox.password_env:
            yield f"mailboxes[{mailbox.name}].password_env", mailbox.password_env
    if settings.smtp and settings.smtp.password_env:
        yield "smtp.password_env", settings.smtp.password_env
    if settings.letters and settings.letters.smtp and settings.letters.smtp.password_env:
        yield "letters.smtp.password_env", settings.letters.smtp.password_env
    if settings.desk.openid and settings.desk.openid.client_secret_env:
        yield "desk.openid.client_secret_env", settings.desk.openid.client_secret_env
    if settings.objects and settings.objects.secret_key_env:
        yield "objects.secret_key_env", settings.objects.secret_key_env
    if settings.privacy.key_env:
        yield "privacy.key_env", settings.privacy.key_env


def files(settings: Settings) -> Iterator[tuple[str, Path]]:
    """Every file of secrets that the configuration names, by its key."""
    for mailbox in settings.mailboxes:
        if mailbox.password_file:
            yield f"mailboxes[{mailbox.name}].password_file", settings.path(mailbox.password_file)
    yield from _of_sign_ins(settings)
    if settings.smtp and settings.smtp.password_file:
        yield "smtp.password_file", settings.path(settings.smtp.password_file)
    if settings.letters and settings.letters.smtp and settings.letters.smtp.password_file:
        yield "letters.smtp.password_file", settings.path(settings.letters.smtp.password_file)
    if settings.desk.openid and settings.desk.openid.client_secret_file:
        yield "desk.openid.client_secret_file", settings.path(settings.desk.openid.client_secret_file)
    if settings.store.password_file:
        yield "store.password_file", settings.path(settings.store.password_file)
    if settings.objects and settings.objects.secret_key_file:
        yield "objects.secret_key_file", settings.path(settings.objects.secret_key_file)
    if settings.privacy.key_file:
        yield "privacy.key_file", settings.path(settings.privacy.key_file)
    if settings.encryption.key_file:
        yield "encryption.key_file", settings.path(settings.encryption.key_file)


def _of_sign_ins(settings: Settings) -> Iterator[tuple[str, Path]]:
    for key, oauth in _sign_ins(settings):
        named = {"client_secret_file": oauth.client_secret_file, "token_file": oauth.token_file}
        yield from ((f"{key}.{name}", settings.path(path)) for name, path in named.items() if path)


def _sign_ins(settings: Settings) -> Iterator[tuple[str, OAuthSettings]]:
    """Every table `oauth`, by its key."""
    for mailbox in settings.mailboxes:
        if mailbox.oauth:
            yield f"mailboxes[{mailbox.name}].oauth", mailbox.oauth
    if settings.letters and settings.letters.graph and settings.letters.graph.oauth:
        yield "letters.graph.oauth", settings.letters.graph.oauth


def openid_fault(settings: Settings) -> str | None:
    """What is the matter with the provider's client secret, as far as that shows without asking for it."""
    return next((f"{key}: {why}" for key, why in missing(settings) if key.startswith("desk.openid.")), None)


def password(settings: Settings, mailbox: MailboxSettings) -> str:
    """The mailbox's password, read anew each time so that a changed one is taken up.

    Raises:
        ConfigurationError: it can't be had.
    """
    return _secret(
        settings,
        f"mailboxes[{mailbox.name}].password",
        file=mailbox.password_file,
        env=mailbox.password_env,
        command=mailbox.password_command,
    )


def client_secret(settings: Settings, own: OpenIDSettings) -> str:
    """The secret by which the provider knows this program, read anew each time.

    Raises:
        ConfigurationError: it can't be had.
    """
    return _secret(
        settings,
        "desk.openid.client_secret",
        file=own.client_secret_file,
        env=own.client_secret_env,
        command=own.client_secret_command,
    )


def objects_secret(settings: Settings, own: ObjectSettings) -> str:
    """The secret key of the object storage, read anew each time.

    Raises:
        ConfigurationError: it can't be had.
    """
    return _secret(
        settings,
        "objects.secret_key",
        file=own.secret_key_file,
        env=own.secret_key_env,
        command=own.secret_key_command,
    )


def _secret(settings: Settings, key: str, *, file: str | None, env: str | None, command: tuple[str, ...] | None) -> str:
    """From the place that the configuration names, by `key` with `_file`, `_env` or `_command`."""
    if file:
        return first_line_of(settings, file, f"{key}_file")
    if env:
        return _first_line(os.environ.get(env, ""), f"{key}_env")
    return _first_line(_run(command or (), f"{key}_command"), f"{key}_command")


def store_url(settings: Settings) -> str:
    """The store's URL, with the password that `store.password_file` gives.

    Raises:
        ConfigurationError: it can't be had.
    """
    if settings.store.password_file is None:
        return settings.database_url
    password = first_line_of(settings, settings.store.password_file, "store.password_file")
    return make_url(settings.database_url).set(password=password).render_as_string(hide_password=False)


def smtp_password(settings: Settings) -> str | None:
    """The password for outgoing mail; None where the server wants none.

    Raises:
        ConfigurationError: it can't be had.
    """
    return _of_smtp(settings, settings.smtp, "smtp") if settings.smtp else None


def letters_password(settings: Settings, own: LetterSmtpSettings) -> str | None:
    """The password of the server that letters go out by; None where it wants none.

    Raises:
        ConfigurationError: it can't be had.
    """
    return _of_smtp(settings, own, "letters.smtp")


def _of_smtp(settings: Settings, smtp: SmtpSettings, key: str) -> str | None:
    if smtp.password_file:
        return first_line_of(settings, smtp.password_file, f"{key}.password_file")
    if smtp.password_env:
        return _first_line(os.environ.get(smtp.password_env, ""), f"{key}.password_env")
    return None


def privacy_keys(settings: Settings) -> tuple[str, ...]:
    """The keys by which erased mail is known, the one to write with first; none where none is configured.

    Raises:
        ConfigurationError: they can't be had, or one is too short to be a secret.
    """
    own = settings.privacy
    if own.key_file:
        key, text = "privacy.key_file", _read(settings, own.key_file, "privacy.key_file")
    elif own.key_env:
        key, text = "privacy.key_env", os.environ.get(own.key_env, "")
    elif own.key_command:
        key, text = "privacy.key_command", _run(own.key_command, "privacy.key_command")
    else:
        return ()
    keys = tuple(line.strip() for line in text.splitlines() if line.strip())
    if not keys or min(map(len, keys)) < SHORTEST:
        raise ConfigurationError(f"{key}: gives no key of {SHORTEST} characters or more: openssl rand -base64 32")
    return keys


def archive_seal(settings: Settings) -> Seal | None:
    """The keys by which originals and backups are encrypted; None where none is configured.

    Raises:
        ConfigurationError: they can't be had, or others may read their file.
        KeyUnfit: what is there is no key.
    """
    own = settings.encryption
    if own.key_file:
        key, text = "encryption.key_file", _read_own(settings.path(own.key_file), "encryption.key_file")
        source = f"{key} ({settings.path(own.key_file)})"
    elif own.key_credential:
        key = "encryption.key_credential"
        file = _credential(own.key_credential, key)
        source, text = f"{key} ({file})", _read(settings, str(file), key)
    elif own.key_command:
        key = "encryption.key_command"
        source, text = f"{key} ({own.key_command[0]})", _run(own.key_command, key)
    else:
        return None
    lines = (line.strip() for line in text.splitlines())
    return Seal([line for line in lines if line and not line.startswith("#")], also=own.recipients, source=source)


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

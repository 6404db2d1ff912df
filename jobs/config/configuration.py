"""Finding and loading `candidatures.toml`: every fault at once, each with its key's path."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from jobs.config import secrets
from jobs.config.settings import Settings
from jobs.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

DEFAULT_FILE = "candidatures.toml"
INSTALLED_FILE = Path("/etc/candidatures/candidatures.toml")
"""Where the configuration of a service stands: root and the service's user need not name it."""
VARIABLE = "CANDIDATURES_CONFIG"


def find(given: Path | None) -> Path:
    """The file to use: the one given, else `$CANDIDATURES_CONFIG`, else `./candidatures.toml`, else the service's."""
    if given or os.environ.get(VARIABLE):
        return given or Path(os.environ[VARIABLE])
    here = Path(DEFAULT_FILE)
    return INSTALLED_FILE if not here.exists() and INSTALLED_FILE.exists() else here


def load(given: Path | None = None, *, with_secrets: bool = True) -> Settings:
    """Read and validate the configuration; without a file as `find` finds it.

    What reads the store alone works without secrets: a recruiter's account need not read the mailboxes' passwords.

    Raises ConfigurationError: it can't be used; one fault for each thing to mend.
    """
    file = find(given)
    settings = _validated(file, _read(file))
    faults = list(secrets.missing(settings)) if with_secrets else []
    if faults:
        raise ConfigurationError(*(f"{file}: {key}: {sentence}" for key, sentence in faults))
    return settings


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError as exc:
        raise ConfigurationError(f"{file}: no such file; `candidatures init` writes one") from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise ConfigurationError(f"{file}: can't be read: {exc}") from exc
    except tomllib.TOMLDecodeError as exc:
        raise ConfigurationError(f"{file}: not valid TOML: {exc}") from exc


def _validated(file: Path, document: dict[str, Any]) -> Settings:
    if "folder" in document:
        raise ConfigurationError(f"{file}: folder: unknown key")
    try:
        return Settings.model_validate({**document, "folder": file.absolute().parent})
    except ValidationError as exc:
        raise ConfigurationError(*(f"{file}: {line}" for line in _lines(exc.errors(), document))) from exc


def _lines(errors: Iterable[ErrorDetails], document: dict[str, Any]) -> Iterable[str]:
    for error in errors:
        place = path_of(error["loc"], document)
        yield f"{place}: {sentence_of(error)}" if place else sentence_of(error)


def path_of(location: tuple[int | str, ...], document: Any) -> str:  # noqa: ANN401 - whatever TOML held
    """`mailboxes[0].password_file`; an entry that has a name is called by it: `mailboxes[a].password_file`."""
    path, here = "", document
    for step in location:
        here = _inside(here, step)
        if isinstance(step, int):
            name = here.get("name") or here.get("slug") if isinstance(here, dict) else None
            path += f"[{name or step}]"
        elif here is not None or step == location[-1]:
            path += f".{step}" if path else str(step)
    return path


def _inside(here: Any, step: int | str) -> Any:  # noqa: ANN401 - whatever TOML held
    try:
        return here[step]
    except (KeyError, IndexError, TypeError):
        return None


def sentence_of(error: ErrorDetails) -> str:
    """What is wrong, without the place; it is what `check` prints behind the key's path."""
    given = error.get("input")
    match error["type"]:
        case "extra_forbidden":
            return "unknown key"
        case "missing":
            return "missing"
        case "value_error":
            return str(error["ctx"]["error"])
        case _:
            shown = repr(given) if isinstance(given, str | int | float | bool) else type(given).__name__
            return f"{error['msg'][:1].lower()}{error['msg'][1:]}, not {shown}"

"""Brings the catalogues up to date: `python -m desk.locale.update`, after a text of the page was added or changed.

New texts come untranslated into the .po files (English ones translate themselves); translate them and run it again.
"""

from __future__ import annotations

import ast
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from desk.i18n.languages import DOMAIN, LANGUAGES
from desk.i18n.typesetting import typeset

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import IO, TypeVar

    Text = TypeVar("Text", str, tuple[str, ...])

ROOM = Path(__file__).parents[1]
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "message": None,
    "text": None,
    "_t": None,
    "gettext": None,
    "plural": (1, 2),
    "ngettext": (1, 2),
}
"""What marks a text, and which of its arguments are texts (None: the first). A library's own list may grow."""


def marked(
    file: IO[bytes], keywords: Collection[str], _tags: Collection[str], options: object = None
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """The texts that a module's calls mark, as Babel's methods give them: line, keyword, arguments, comments.

    By the syntax tree: a variable, a subscript or a docstring of a keyword's name is no call, whatever a library's
    reading of tokens makes of it.
    """
    del options  # Babel hands every method some
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and (name := _called(node.func)) in keywords and node.args:
            arguments = tuple(_literal(argument) for argument in node.args)
            if arguments[0] is not None:
                yield node.lineno, name, arguments, []


def _called(function: ast.expr) -> str:
    return getattr(function, "id", "") or getattr(function, "attr", "")


def _literal(argument: ast.expr) -> str | None:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


METHODS = [("**/locale/**", "ignore"), ("**.py", marked), ("web/templates/**.html", "jinja2.ext:babel_extract")]
OPTIONS: dict[str, Mapping[str, str]] = {"web/templates/**.html": {"trimmed": "true", "silent": "false"}}


def template() -> Catalog:
    """Every text of the page, by where it stands."""
    found = Catalog(project="candidatures", charset="utf-8", header_comment="# Texts of the recruiter's page.")
    for file, _, text, _, context in extract_from_dir(ROOM, METHODS, OPTIONS, keywords=KEYWORDS):  # type: ignore[arg-type]  # its own mappings
        if text and text != ("",):
            found.add(text, locations=[(file, 0)], context=context)
    return found


def path(language: str, ending: str) -> Path:
    """Where a language's catalogue is."""
    return ROOM / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def load(language: str) -> Catalog:
    """A language's catalogue as it is kept."""
    with path(language, "po").open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def compiled(catalogue: Catalog) -> bytes:
    """The .mo file of a catalogue."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def update(language: str, texts: Catalog) -> list[str]:
    """Brings one language up to date. Returns the texts that wait for a translation."""
    file = path(language, "po")
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = load(language) if file.exists() else Catalog(locale=language, domain=DOMAIN, charset="utf-8")
    kept.update(texts, no_fuzzy_matching=True)
    kept.obsolete.clear()
    for entry in kept:
        entry.string = _typeset(entry.id if language == "en" else entry.string or "", language)  # type: ignore[type-var]  # as it comes
    with file.open("wb") as out:
        write_po(out, kept, width=120, sort_output=True, no_location=True, omit_header=False)
    path(language, "mo").write_bytes(compiled(load(language)))
    return [str(entry.id) for entry in kept if entry.id and not _is_translated(entry.string)]


def _typeset(text: Text, language: str) -> Text:
    if isinstance(text, tuple):
        return tuple(_typeset(each, language) for each in text)
    return typeset(text, language)


def _is_translated(text: object) -> bool:
    return all(text) if isinstance(text, tuple) else bool(text)


if __name__ == "__main__":
    every = template()
    for code in LANGUAGES:
        for text in update(code, every):
            print(f"{code}: {text}")  # noqa: T201 - what is left to do

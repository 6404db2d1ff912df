"""Templates: everything is escaped, a name that is missing is a fault, and each language has its environment."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined

from desk.escaping import plain
from desk.i18n import code_labels
from desk.i18n.languages import LANGUAGES, catalogue
from desk.i18n.speech import speech
from desk.letters.field_names import FIELDS
from desk.web.components import assets
from desk.web.components.downloads import DANGERS, is_dangerous
from desk.web.components.passages import found_at, link

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

    from parsers.values.evidence import JSON


class Compiled(BytecodeCache):
    """Templates as they were compiled once for all languages, whose texts are looked up when a page is drawn."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives what is kept; the library compares the template's digest."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


@lru_cache(maxsize=len(LANGUAGES))
def environment(language: str) -> Environment:
    """The templates as they speak one language."""
    found = Environment(
        loader=PackageLoader("desk.web", "templates"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=COMPILED,
    )
    found.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]  # by the extension
    found.globals.update(
        s=speech(language),
        w=code_labels,
        languages=LANGUAGES,
        asset=assets.url,
        query=_query,
        plural=speech(language).plural,
        link=link,
        found_at=found_at,
        dangers=DANGERS,
        letter_fields=FIELDS,
        is_dangerous=is_dangerous,
    )
    return found


def render(language: str, template: str, values: dict[str, JSON]) -> str:
    """A page's HTML."""
    return environment(language).get_template(template).render(values)


def _shown(value: object) -> object:
    """Strangers' texts without what turns the direction of the words around them; the templates' own are markup."""
    return plain(value) if type(value) is str else value


def _query(**parameters: JSON) -> str:
    """A query string of what is not None."""
    return urlencode({key: value for key, value in parameters.items() if value is not None}, doseq=True)

"""Templates: everything is escaped, a name that is missing is a fault, and each language has its environment."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from desk.escaping import plain
from desk.i18n import code_labels
from desk.i18n.languages import LANGUAGES, catalogue
from desk.i18n.speech import ATTACHED_MAILS, speech
from desk.letters.field_names import FIELDS
from desk.web.components import assets
from desk.web.components.downloads import DANGERS, is_dangerous
from desk.web.components.passages import found_at, link
from store.views.values import told_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import nodes
    from jinja2.bccache import Bucket
    from jinja2.compiler import Frame

    from parsers.values.evidence import JSON
    from store.views.values import FactCell


T = TypeVar("T")


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
_SPECIAL = re.compile("[&<>'\"]")
"""What is written otherwise in HTML. A search for it is quicker than the library's escaping of what has none."""


class Generator(CodeGenerator):
    """Compiles templates so that a value is shown by one call: a page shows thousands, and the library makes three.

    It overrides what the library's own `NativeCodeGenerator` does, which is no API that it promises. Should that move,
    values are escaped still, but may turn the direction of the words around them: test_rendering.py fails then.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        del node, frame, finalize
        self.write("environment.shown(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        del node, frame, finalize
        self.write(")")


class Templates(Environment):
    """All is escaped, whatever a template says."""

    code_generator_class = Generator

    @staticmethod
    def shown(value: object) -> str:
        """A value as HTML, a stranger's text kept to its own writing direction; the templates' own are markup."""
        if type(value) is Markup:
            return value
        if type(value) is not str:
            return escape(value)
        text = plain(value)
        return escape(text) if _SPECIAL.search(text) else text


@lru_cache(maxsize=len(LANGUAGES))
def environment(language: str) -> Environment:
    """The templates as they speak one language."""
    found = Templates(
        loader=PackageLoader("desk.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=COMPILED,
    )
    found.globals.update(
        _=_texts(language),
        ngettext=_plurals(language),
        s=speech(language),
        w=code_labels,
        languages=LANGUAGES,
        asset=assets.url,
        query=_query,
        once=_once,
        once_for=_once_for,
        plural=speech(language).plural,
        link=link,
        told_state=told_state,
        found_at=found_at,
        dangers=DANGERS,
        letter_fields=FIELDS,
        is_dangerous=is_dangerous,
        attached_mails=ATTACHED_MAILS,
    )
    return found


def render(language: str, template: str, values: dict[str, JSON]) -> str:
    """A page's HTML."""
    return environment(language).get_template(template).render(values)


def _texts(language: str) -> Callable[..., Markup]:
    """What templates call `_`: a text as markup, its variables filled in. A list has the same few in all its rows."""
    translated = catalogue(language).gettext

    @lru_cache(maxsize=4096)
    def bare(text: str) -> Markup:
        return _filled(translated(text), {})

    def text(text: str, /, **variables: object) -> Markup:
        return _filled(translated(text), variables) if variables else bare(text)

    return text


def _plurals(language: str) -> Callable[[str, str, int], Markup]:
    """The same for that many, which is its variable `num`."""
    translated = catalogue(language).ngettext

    def text(one: str, many: str, number: int) -> Markup:
        return _filled(translated(one, many, number), {"num": number})

    return text


def _filled(ours: str, variables: dict[str, object]) -> Markup:
    """A text of the catalogue, which may hold markup, with variables, which are shown as anything else."""
    return Markup(ours % {name: Templates.shown(value) for name, value in variables.items()})  # noqa: S704 - ours


def _once(draw: Callable[..., str]) -> Callable[..., str]:
    """A macro that draws what is the same but once on a page: a list's cells are of a few kinds."""
    drawn: dict[tuple[object, ...], str] = {}

    def known(key: str, fact: FactCell | None, *how: bool) -> str:
        alike = (key, how, fact and (fact.state, fact.corrected, fact.checked, repr(fact.value)))
        if alike not in drawn:
            drawn[alike] = draw(key, fact, *how)
        return drawn[alike]

    return known


def _once_for(draw: Callable[[T], str], *names: str) -> Callable[[T], str]:
    """The same of a macro of one thing, of which it shows these attributes alone; without any, the thing itself."""
    drawn: dict[object, str] = {}
    alike = attrgetter(*names) if names else _itself

    def known(shown: T) -> str:
        key = alike(shown)
        if key not in drawn:
            drawn[key] = draw(shown)
        return drawn[key]

    return known


def _itself(shown: T) -> T:
    return shown


def _query(**parameters: JSON) -> str:
    """A query string of what is not None."""
    return urlencode({key: value for key, value in parameters.items() if value is not None}, doseq=True)

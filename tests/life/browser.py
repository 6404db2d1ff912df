"""A person at the page: reads it, follows its links, fills in its forms. Nobody says which.

What a page offers must be there: a link or a button that is answered with a refusal or a fault is a defect.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import httpx2
from selectolax.lexbor import LexborHTMLParser

from tests.life.acts import Broken, NotNow
from tests.unit.desk.web.in_place import InPlace

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from selectolax.lexbor import LexborNode

HERE = "http://127.0.0.1"
WORDS = ("Vu au dossier.", "À entendre sur l'orientation.", "Pièces complètes", "« Oui », dit-elle ; à 50 %", "x" * 300,
         "Élément manquant : l'arrêté de nomination.", "=1+1", "<b>gras</b>", "8")  # fmt: skip
SHUT = re.compile(r"^/(logout|login|account|enrol|welcome|static|language|accessibility)|/unlock$")
"""Where a walk would end, or change how somebody gets in, or the language (as do buttons of that name)."""
REFUSED = frozenset({401, 403, 404, 405, 500, 502, 503})


@dataclass(frozen=True)
class Form:
    """A form with its fields: by name what may be sent."""

    method: str
    action: str
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    buttons: tuple[tuple[str, str], ...] = ()
    kinds: dict[str, str] = field(default_factory=dict)


class Browser:
    """One account's browser."""

    def __init__(self, name: str, password: str, noted: Callable[[str], None], troubled: Callable[[], bool]) -> None:
        self.name = name
        self._password = password
        self._troubled = troubled
        self._noted = noted
        self._site: Any = None
        self._client = httpx2.Client(transport=InPlace(self._served), base_url=HERE)

    def at(self, site: Any) -> None:
        """The page is served by this application from now on; who was logged in still is."""
        self._site = site

    async def _served(self, scope, receive, send):
        await self._site(scope, receive, send)
        route = scope.get("route")
        if route is not None:
            self._noted(f"{scope['method']} {route.path}")

    def _log_in(self) -> None:
        """By the form."""
        page = self._client.get("/login")
        (form,) = [each for each in forms(page.text) if each.action == "/login"]
        given = dict(_filled(form, {"name": self.name, "password": self._password}))
        if self._client.post("/login", data=given, follow_redirects=True).url.path.startswith("/login"):
            if self._troubled():
                raise NotNow
            raise Broken(f"{self.name} can't log in")

    def ask(self, method: str, path: str, given: Any = None, *, offered: bool = True) -> httpx2.Response:
        """One request, led on where it leads; a refusal of what a page offered is a defect."""
        answer = self._client.request(method, path, data=given, follow_redirects=True)
        if answer.url.path.startswith("/login"):  # never logged in, or too long ago
            self._log_in()
            if method != "GET":
                raise NotNow
            answer = self._client.get(path, follow_redirects=True)
        if answer.status_code == 503 and self._troubled():
            raise NotNow
        if answer.status_code >= 500 or (offered and answer.status_code in REFUSED):
            told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))[:300] if answer.text else ""
            raise Broken(f"{self.name}: {method} {path} -> {answer.status_code}: {given} {told}")
        return answer

    def follow(self, page: httpx2.Response, dice: Random) -> httpx2.Response:
        """A link of the page."""
        found = links(page.text)
        if not found:
            raise NotNow
        return self.ask("GET", urljoin(str(page.url.path), dice.choice(found)))

    def submit(self, page: httpx2.Response, dice: Random, wanted: str = "") -> tuple[str, httpx2.Response]:
        """A form of the page (whose action has `wanted`), filled in as people do."""
        possible = [each for each in forms(page.text) if wanted in each.action and not SHUT.search(each.action)]
        if not possible:
            raise NotNow
        deeds = [each for each in possible if each.method == "POST"]
        if dice.random() < 0.9:
            possible = deeds
        if not possible:
            raise NotNow
        form = dice.choice(possible)
        given = _filled(form, {}, dice)
        action = urljoin(str(page.url.path), form.action)
        told = f"{form.method} {action}"
        if form.method == "GET":
            return told, self.ask("GET", str(httpx2.URL(action, params=given)))
        lists: dict[str, list[str]] = {}
        for name, value in given:
            lists.setdefault(name, []).append(value)
        return told, self.ask("POST", action, lists)


def links(text: str) -> list[str]:
    """Where the page leads within itself, each once, in its order."""
    found = {}
    for node in LexborHTMLParser(text).css("a[href]"):
        href = node.attributes["href"] or ""
        path = urlsplit(href)
        if not path.scheme and path.path.startswith("/") and not SHUT.search(path.path):
            found[href.partition("#")[0]] = None
    return [each for each in found if each]


def forms(text: str) -> list[Form]:
    """The forms of a page, in its order."""
    tree = LexborHTMLParser(text)
    found = []
    for node in tree.css("form"):
        owned = list(node.css("input, select, textarea, button"))
        key = node.attributes.get("id")
        if key:
            owned += [each for each in tree.css(f'[form="{key}"]:not([name="language"])') if each not in owned]
        found += _variants(node, owned)
    return found


def _variants(node: LexborNode, owned: list[LexborNode]) -> list[Form]:
    """The form, once for each address that a button of its own gives it."""
    own = (node.attributes.get("method") or "get").upper(), node.attributes.get("action") or ""
    buttons = [each for each in owned if each.tag == "button" and (each.attributes.get("type") or "submit") == "submit"]
    ways: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for each in buttons:
        method = (each.attributes.get("formmethod") or own[0]).upper()
        way = method, each.attributes.get("formaction") or own[1]
        ways.setdefault(way, []).append((each.attributes.get("name") or "", each.attributes.get("value") or ""))
    fields, kinds = _fields(each for each in owned if each.tag != "button")
    return [
        Form(method=method, action=action, fields=fields, buttons=tuple(named), kinds=kinds)
        for (method, action), named in ways.items()
    ]


def _fields(nodes: Any) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], dict[str, str]]:
    values: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    for node in nodes:
        name = node.attributes.get("name")
        if not name or "disabled" in node.attributes:
            continue
        kind = (node.attributes.get("type") or "text") if node.tag == "input" else node.tag
        kinds.setdefault(name, kind)
        if node.tag == "select":
            values.setdefault(name, []).extend(map(_said, node.css("option")))
        elif node.tag == "textarea":
            values.setdefault(name, []).append(node.text())
        else:
            values.setdefault(name, []).append(node.attributes.get("value") or "")
    return tuple((name, tuple(options)) for name, options in values.items()), kinds


def _said(option: LexborNode) -> str:
    """What an option sends; an empty value is one."""
    return (option.attributes["value"] or "") if "value" in option.attributes else option.text()


def _filled(form: Form, said: dict[str, str], dice: Random | None = None) -> list[tuple[str, str]]:
    """What is sent: what was said, what stands there, and where there is a choice one of it."""
    given: list[tuple[str, str]] = []
    for name, options in form.fields:
        if name in said:
            given.append((name, said[name]))
        elif form.kinds[name] == "checkbox":
            given += [(name, each) for each in options if dice and dice.random() < 0.4]
        elif form.kinds[name] in {"select", "radio"}:
            given.append((name, dice.choice(options) if dice and options else next(iter(options), "")))
        elif dice and form.kinds[name] in {"text", "textarea", "search"}:
            given.append((name, _typed(options[0], dice)))
        else:
            given.append((name, options[0]))
    button = dice.choice(form.buttons) if dice and form.buttons else next(iter(form.buttons), ("", ""))
    return [*given, button] if button[0] else given


def _typed(there: str, dice: Random) -> str:
    """What somebody leaves in a field, or types into it."""
    return there if there and dice.random() < 0.6 else dice.choice(WORDS)

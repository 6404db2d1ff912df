"""Forms of the page's templates: one that is answered with a file says so, for its page stays and is sent again."""

from __future__ import annotations

import re
from pathlib import Path
from types import CodeType, FunctionType

import desk.web
from desk.web.app import PARTS
from desk.web.components import downloads

TEMPLATES = Path(desk.web.__file__).parent / "templates"
FORM = re.compile(r"<form\b(?:[^>{]|\{\{.*?\}\}|\{%.*?%\})*>.*?</form>", re.DOTALL)
GIVEN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")

WHOLLY_GIVEN = {"{{ action }}", "{{ path }}", "{{ undo_at }}"}
"""What forms of several pages go to: signing in, merging, an undo. None is answered with a file."""


def forms():
    """Each form that is sent by POST: its template, its head, the addresses that its buttons go to."""
    for template in sorted(TEMPLATES.glob("*.html")):
        for form in FORM.findall(template.read_text("utf-8")):
            head = form[: re.search(r"(?<![%}])>", form).end()]
            if 'method="post"' in head:
                yield template.name, head, re.findall(r'(?:form)?action="(.*?)"', form)


def names_in(code):
    """All names that a function's code calls things by, those of what is within it too."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from names_in(constant)


def called(function, known):
    """The page's own functions that a function comes to."""
    if function in known or not function.__module__.startswith("desk."):
        return
    known.add(function)
    for name in names_in(function.__code__):
        found = function.__globals__.get(name)
        if isinstance(found, FunctionType):
            called(found, known)


def saves(endpoint):
    known = set()
    called(endpoint, known)
    return downloads.attachment in known


def segments(address):
    return ["*" if GIVEN.search(part) or part.startswith("{") else part for part in address.split("/")]


def may_be(path, address):
    """Whether a form's address, with gaps, may be that of a route; one whose beginning is a gap is known by its end."""
    asked, served = segments(address), segments(path)
    if address.startswith("{{"):
        asked, served = asked[1:], served[-len(asked[1:]) :]
    return len(asked) == len(served) and all(
        "*" in pair or len(set(pair)) == 1 for pair in zip(asked, served, strict=False)
    )


ROUTES = [route for part in PARTS for route in part.router.routes]
POSTED = [route for route in ROUTES if "POST" in route.methods]
FILES = [route.path for route in POSTED if saves(route.endpoint)]


def test_a_form_that_is_answered_with_a_file_says_so_and_no_other_does():
    found = list(forms())
    told = {(name, head) for name, head, _ in found if "data-saves" in head}
    wanted = {
        (name, head)
        for name, head, addresses in found
        if any(may_be(path, address) for path in FILES for address in addresses if address not in WHOLLY_GIVEN)
    }
    assert told == wanted
    assert {name for name, _ in told} == {"minutes.html", "notice_new.html"}


def test_every_form_goes_to_an_address_that_is_served():
    """Else the test above would look past it."""
    found = list(forms())
    assert len(found) == sum(page.read_text("utf-8").count('<form method="post"') for page in TEMPLATES.glob("*.html"))
    for name, _, (address, *_) in found:
        assert address in WHOLLY_GIVEN or any(may_be(route.path, address) for route in POSTED), (name, address)


def test_what_is_saved_is_found_among_the_addresses():
    assert FILES == ["/minutes", "/notices/new"]
    assert "/export.{kind}" in [route.path for route in ROUTES if saves(route.endpoint)]

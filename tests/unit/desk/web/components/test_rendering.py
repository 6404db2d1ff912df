"""Whatever a template does with a stranger's text, a page holds it as text that turns no direction."""

from __future__ import annotations

import re

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from desk.web.components.rendering import environment

STRANGE = "<b onclick=\"x\" title='y'>&\u202eb\x1b"
SHOWN = "&lt;b onclick=&#34;x&#34; title=&#39;y&#39;&gt;&amp;b"


class Worded:
    """What is told by its text."""

    def __str__(self):
        return STRANGE


def shown(template, **values):
    return environment("en").from_string(template).render(values)


@pytest.mark.parametrize(
    "template",
    ["{{ x }}", "{{ x | trim }}", "{{ x ~ '' }}", "{{ [x] | join }}", "{{ {'x': x}.x }}", "{{ none or x }}",
     "{% set y %}{{ x }}{% endset %}{{ y }}", "{% macro m(y) %}{{ y }}{% endmacro %}{{ m(x) }}",
     "{% for y in [x] %}{{ y }}{% endfor %}", "{% autoescape false %}{{ x }}{% endautoescape %}",
     "{{ _('%(name)s', name=x) }}", "{{ plural('%(num)s' ~ x, '', 1) | replace('1', '') }}"],
)  # fmt: skip
def test_a_stranger_s_text_is_text_and_turns_no_direction(template):
    assert shown(template, x=STRANGE) == SHOWN


@pytest.mark.parametrize("template", ['<a title="{{ x }}">', "<a title=\"{{ _('Select %(name)s', name=x) }}\">"])
def test_it_does_not_end_an_attribute(template):
    assert re.fullmatch(r'<a title="[^"<>]*">', shown(template, x=STRANGE))


def test_our_own_markup_stays_and_a_stranger_s_words_beside_it_are_text():
    assert shown("{{ x }}", x=Markup("<b>")) == "<b>"
    assert shown("{{ x ~ y }}", x=Markup("<b>"), y="<i>") == "<b>&lt;i&gt;"
    assert shown("{{ _('%(one)s, %(other)s', one=x, other=y) }}", x=Markup("<b>"), y="<i>") == "<b>, &lt;i&gt;"


def test_other_values_are_told_by_their_text_and_a_missing_one_is_a_fault():
    assert shown("{{ 3 }}{{ x }}", x=None) == "3None"
    assert "<" not in shown("{{ x }}", x=Worded())
    with pytest.raises(UndefinedError):
        shown("{{ y }}", x=1)
    with pytest.raises(UndefinedError):
        shown("{{ _('%(name)s', name=y) }}", x=1)

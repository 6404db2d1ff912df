"""The registered rules for those who do not read code: docs/rules.md, and its sisters in Dutch, German and English.

    python -m docs.rules            # writes the pages, which are not committed

The rules and their examples stand in `parsers/rules/`, the words around them in `docs/rules.toml`.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parsers.rules.registry import READERS, registry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.rules.registry import Example, Rule

FOLDER = Path(__file__).parent
Words = dict[str, Any]


def page_of(language: str) -> Path:
    """Where the page in a language stands; the French one is the first."""
    return FOLDER / ("rules.md" if language == READERS[0] else f"rules.{language}.md")


def page(language: str) -> str:
    """All rules, as a reader of `language` reads them, in Markdown."""
    words = tomllib.loads((FOLDER / "rules.toml").read_text("utf-8"))[language]
    told = registry()
    facts = [(told.facts[key][language], [r for r in told.rules.values() if r.fact == key]) for key in told.facts]
    return "\n".join(
        [
            *_head(language, words, [title for title, _ in facts]),
            *(line for title, rows in facts for line in _fact(title, rows, language, words)),
            "",
        ]
    )


def _head(language: str, words: Words, titles: list[str]) -> Iterator[str]:
    yield "<!-- made by `python -m docs.rules` from parsers/rules: do not change it by hand -->"
    yield f"# {words['title']}"
    yield ""
    yield " · ".join(f"[{other}]({page_of(other).name})" for other in READERS if other != language)
    yield ""
    yield words["intro"].strip()
    yield ""
    for title in (words["choosing"], *titles):
        yield f"- [{title}](#{_anchor(title)})"
    yield ""
    yield f"## {words['choosing']}"
    yield ""
    yield words["choices"].strip()


def _anchor(heading: str) -> str:
    """What GitHub calls a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def _fact(title: str, rows: list[Rule], language: str, words: Words) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    for rule in rows:
        yield from _rule(rule, language, words)


def _rule(rule: Rule, language: str, words: Words) -> Iterator[str]:
    contexts = registry().contexts
    yield ""
    yield f"### {rule.id}"
    yield ""
    yield rule.reads[language]
    yield ""
    least, most = (_number(rule.certainty[end], words) for end in (0, -1))
    sure = least if least == most else f"{least} – {most}"
    yield f"- {words['gives']}{words['colon']} {rule.value[language]} · {words['version']} {rule.version}"
    yield f"- {words['certainty']}{words['colon']} {sure}"
    for key in ("needs", "refuses", "doubts", "surer"):
        names = getattr(rule, key)
        if names:
            yield f"- {words[key]}{words['colon']} {'; '.join(contexts[name][language] for name in names)}"
    yield ""
    yield f"{words['examples']}{words['colon']}"
    yield ""
    for example in rule.examples:
        yield from _example(example, language, words)


def _example(example: Example, language: str, words: Words) -> Iterator[str]:
    """An example in a list: a sentence in quotation marks, a document as it is set."""
    told = _value(example.value, language, words) if example.speaks else f"*{words['silent']}*"
    paper = words["papers"][example.kind or "mail"]
    if "\n" not in example.annotated.strip():
        said = re.sub(r"\[([^\[\]]*)\]", r"**\1**", example.annotated.strip())
        yield f"- {example.language}, {paper}{words['colon']} {words['open']}{said}{words['close']} → {told}"
        return
    yield f"- {example.language}, {paper} → {told}"
    yield ""
    yield from (f"      {line}".rstrip() for line in example.annotated.strip("\n").split("\n"))
    yield ""


def _value(value: Any, language: str, words: Words) -> str:  # noqa: ANN401 - as JSON holds it
    if isinstance(value, bool):
        return words["yes" if value else "no"]
    if isinstance(value, int | float):
        return _number(value, words)
    if isinstance(value, list):
        return ", ".join(" ".join(item.values()) if isinstance(item, dict) else str(item) for item in value)
    known = registry().values.get(str(value))
    return known[language] if known else str(value)


def _number(value: float, words: Words) -> str:
    return f"{value:g}".replace(".", words["decimal"])


def main() -> None:
    """Write the pages."""
    for language in READERS:
        page_of(language).write_text(page(language), "utf-8")


if __name__ == "__main__":
    main()

"""The pages of rules are what the rules say, in every language."""

import pytest

from docs.rules import main, page, page_of
from parsers.rules.registry import READERS, registry, rules


@pytest.mark.parametrize("language", READERS)
def test_a_page_of_rules_is_current(language):
    assert page_of(language).read_text("utf-8") == page(language), "make rules"


@pytest.mark.parametrize("language", READERS)
def test_every_rule_stands_on_the_page_with_its_sentence(language):
    told = page(language)
    assert all(f"### {rule.id}\n\n{rule.reads[language]}\n" in told for rule in rules().values())
    assert all(f"## {title[language]}\n" in told for title in registry().facts.values())


def test_pages_that_are_out_of_date_are_told_and_written(tmp_path, monkeypatch):
    monkeypatch.setattr("docs.rules.page_of", lambda language: tmp_path / f"{language}.md")
    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 0
    assert (tmp_path / "de.md").read_text("utf-8").splitlines()[1] == "# Die Regeln"

"""The pages of rules say what the rules say, in every language."""

import pytest

from docs.rules import main, page
from parsers.rules.registry import READERS, registry, rules


@pytest.mark.parametrize("language", READERS)
def test_every_rule_stands_on_the_page_with_its_sentence(language):
    told = page(language)
    assert all(f"### {rule.id}\n\n{rule.reads[language]}\n" in told for rule in rules().values())
    assert all(f"## {title[language]}\n" in told for title in registry().facts.values())


def test_a_page_is_written_for_each_language(tmp_path, monkeypatch):
    monkeypatch.setattr("docs.rules.page_of", lambda language: tmp_path / f"{language}.md")
    main()
    assert (tmp_path / "de.md").read_text("utf-8").splitlines()[1] == "# Die Regeln"
    assert len(list(tmp_path.iterdir())) == len(READERS)

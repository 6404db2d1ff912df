"""The registry reads its data strictly, and every rule that the readers of facts name is registered."""

import re
from pathlib import Path

import pytest

from parsers.errors import RuleFault
from parsers.rules.registry import FOLDER, READERS, cite, load, registry, rule_of, rules

FACTS = Path(__file__).resolve().parents[4] / "parsers" / "facts"
WORDS = 'fr = "a"\nnl = "b"\nde = "c"\nen = "d"\n'
TERMS = f"[contexts.own]\n{WORDS}[values.permanent]\n{WORDS}[facts.tenure]\n{WORDS}"
ROW = f"""
[[rule]]
id = "tenure.plain"
version = 1
fact = "tenure"
needs = ["own"]
value = "permanent"
certainty = [0.5, 0.9]
[rule.reads]
{WORDS}
[[rule.examples]]
language = "fr"
text = "Je suis [nommée]."
value = "permanent"
[[rule.examples]]
language = "nl"
text = "Ik ben [benoemd]."
value = "permanent"
[[rule.examples]]
language = "fr"
text = "Il est nommé."
value = "none"
"""


def loaded(folder, row, *, terms=TERMS):
    (folder / "terms.toml").write_text(terms, "utf-8")
    (folder / "tenure.toml").write_text(row, "utf-8")
    return load(folder)


def test_a_row_is_read_with_its_marks(tmp_path):
    rule = loaded(tmp_path, ROW).rules["tenure.plain"]
    assert rule.cited == "tenure.plain/1"
    assert (rule.examples[0].text, rule.examples[0].marked) == ("Je suis nommée.", ("nommée",))
    assert [example.speaks for example in rule.examples] == [True, True, False]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("version = 1\n", "version = 1\nversoin = 2\n", "unknown key 'versoin'"),
        ("version = 1\n", "", "'version' is missing"),
        ("version = 1\n", 'version = "1"\n', "version: int is asked for"),
        ("version = 1\n", "version = 0\n", "versions count from 1"),
        ("tenure.plain", "workload.plain", "begins with its file's name"),
        ('needs = ["own"]', 'needs = ["mine"]', "no term 'mine'"),
        ('fact = "tenure"', 'fact = "tenures"', "no term 'tenures'"),
        ('value = "permanent"\ncertainty', 'value = "forever"\ncertainty', "no term 'forever'"),
        ("[0.5, 0.9]", "[0.9, 0.5]", "certainty goes from the least to the most"),
        ('de = "c"\n', "", "'de' is missing"),
        ('nl = "b"\n', 'nl = ""\n', "nl is empty"),
        ("Je suis [nommée].", "Je suis nommée.", "example 1: words in [ ]"),
        ("Il est nommé.", "Il est [nommé].", "example 3: words in [ ]"),
        ('language = "nl"', 'language = "it"', "'it' is none of the languages"),
        ('language = "nl"', 'language = "fr"', "in more than one language"),
        ("Ik ben [benoemd].", "Je suis [nommée].", "an example stands twice"),
        ('language = "nl"\n', 'language = "nl"\nkind = "poem"\n', "'poem' is no kind"),
    ],
)
def test_a_wrong_row_is_told_with_file_and_row(tmp_path, old, new, told):
    assert old in ROW
    with pytest.raises(RuleFault, match=r"^tenure\.toml: rule 1 \((tenure|workload)\.plain\)") as fault:
        loaded(tmp_path, ROW.replace(old, new, 1))
    assert told in str(fault.value)


def test_a_rule_without_a_counter_example_is_refused(tmp_path):
    with pytest.raises(RuleFault, match="one in which it does not"):
        loaded(tmp_path, ROW.rpartition("[[rule.examples]]")[0])


def test_an_id_stands_once(tmp_path):
    with pytest.raises(RuleFault, match=r"tenure\.toml: tenure\.plain: the id stands twice"):
        loaded(tmp_path, ROW + ROW)


def test_a_term_needs_every_language(tmp_path):
    with pytest.raises(RuleFault, match=r"terms\.toml: contexts\.own: 'nl' is missing"):
        loaded(tmp_path, ROW, terms=TERMS.replace('nl = "b"\n', "", 1))


def test_broken_toml_names_its_file(tmp_path):
    with pytest.raises(RuleFault, match=r"^tenure\.toml: "):
        loaded(tmp_path, "[[rule]\n")


def test_a_rule_is_cited_with_its_version_and_an_unknown_one_is_refused():
    assert cite("experience.stated") == f"experience.stated/{rules()['experience.stated'].version}"
    assert rule_of(cite("tenure.appointed")).id == "tenure.appointed"
    assert rule_of("tenure.forgotten/3") is None
    with pytest.raises(RuleFault, match=r"tenure\.forgotten"):
        cite("tenure.forgotten")


def test_no_reader_of_facts_writes_a_version_itself():
    spelled = re.compile(r"""["'][a-z_]+(?:\.[a-z_{}.]+)?/\d["']""")
    assert [str(file) for file in FACTS.rglob("*.py") if spelled.search(file.read_text("utf-8"))] == []


def test_terms_that_no_rule_speaks_of_are_gone():
    told = registry()
    spoken = {name for rule in told.rules.values() for name in (*rule.needs, *rule.refuses, *rule.doubts, *rule.surer)}
    assert set(told.contexts) == spoken - {""}
    values = [rule.value for rule in told.rules.values()]
    assert all(words in values for words in told.values.values())
    assert set(told.facts) == {rule.fact for rule in told.rules.values()}


def told_in(language):
    told = registry()
    terms = (*told.contexts.values(), *told.values.values(), *told.facts.values())
    return [words[language] for words in (*terms, *(rule.reads for rule in told.rules.values()))]


@pytest.mark.parametrize(
    ("language", "wrong"),
    [
        ("fr", r"[^\s\u00a0\u202f][!?;]|«[^\u00a0]|[^\u00a0]»| [!?;:»]"),
        ("nl", r"[«»„]| [!?;:]"),
        ("de", r"[«»”]| [!?;:]"),
        ("en", r"[«»„]| [!?;:]"),
    ],
)
def test_each_language_is_set_as_its_readers_set_it(language, wrong):
    assert [words for words in told_in(language) if re.search(wrong, words)] == []


def test_every_rule_has_examples_in_languages_that_are_read():
    assert FOLDER.name == "rules"
    assert {example.language for rule in rules().values() for example in rule.examples} == set(READERS)

"""An application explained out of the store: passages with their rules, what was set aside, what does not count."""

import json
from concurrent.futures import Future
from dataclasses import replace

import pytest
from rich.console import Console

from desk.terminal.explanations import explanations, explanations_json
from jobs.errors import UsageError
from jobs.reading.explanation import explain
from jobs.reading.parsers_logic import ParsersLogic
from jobs.reading.retracing import case_of
from jobs.sandbox.answers import TaskFailed
from parsers.criteria import EO_CRITERIA
from parsers.facts.extractors import find_in_document
from parsers.rules.registry import READERS, cite, rules
from parsers.values.documents import Kind
from parsers.values.problems import Reason
from store.errors import NotInStore
from tests.unit.store.conftest import empty_store, post, store  # noqa: F401 - fixtures
from tests.unit.store.posting import LATE, NOTICE, paper, scene

CV = """Odile Marbrun

EXPÉRIENCE
2012 – présent : professeure de français, Athénée royal de Bourgvert
2008 – 2012 : vendeuse, Librairie du Marché

Nommée à titre définitif depuis 2014.
"""
LETTER = """Madame, Monsieur,

Mon mari travaille à mi-temps. J'enseigne actuellement 18/24.
J'ai quarante ans.
Contrat temporaire dans une autre école.

Veuillez agréer mes salutations.
Odile Marbrun
"""


class Here:
    """A pool of no workers: tasks are done at once, or fail."""

    def __init__(self, *, failing=False):
        self.failing = failing

    def submit(self, task, *arguments, seconds):
        done = Future()
        if self.failing:
            done.set_exception(TaskFailed(Reason.TIMEOUT, f"not done in {seconds} s"))
        else:
            done.set_result(task(*arguments))
        return done


def read(kind, filename, text):
    bare = paper(kind, filename, text)
    return replace(bare, findings=find_in_document(bare.document, criteria=EO_CRITERIA))


@pytest.fixture
def thinking(store):  # noqa: F811 - a fixture
    store._logic = ParsersLogic()
    return store


@scene
def case(thinking, store, post):  # noqa: F811 - fixtures
    del thinking
    with store.begin() as tx:
        tx.notices.put(replace(NOTICE, criteria=EO_CRITERIA))
    number = post.take_in(read(Kind.CV, "cv.pdf", CV), read(Kind.LETTER, "lettre.pdf", LETTER))
    with store.read() as views:
        return case_of(views, number)


def told(case, key, language="fr"):
    return explain(case, Here(), key=key, language=language).facts[0]


def test_a_passage_has_its_rule_with_the_sentence_in_the_readers_language(case):
    for language in READERS:
        first = told(case, "tenure", language).passages[0]
        assert first.rule.cited == cite("tenure.permanent")
        assert first.rule.sentence == rules()["tenure.permanent"].reads[language]
        assert not first.rule.changed
        assert first.rule.examples[0].pieces[1] == ("nommée à titre définitif", True)
        assert "Nommée à titre définitif" in first.quote


def test_a_reading_that_lost_is_set_aside_with_passage_and_certainty(case):
    fact = told(case, "tenure")
    assert fact.value == "permanent"
    aside = next(aside for aside in fact.set_aside if aside.value == "temporary")
    assert 0 < aside.certainty < 1
    assert "temporaire" in aside.passage.quote
    assert aside.passage.rule.cited == cite("tenure.temporary")


def test_a_mention_of_somebody_else_does_not_count_and_says_why(case):
    fact = told(case, "workload", "de")
    assert fact.value == 0.75
    refused = next(refused for refused in fact.refused if refused.words == "mi-temps")
    assert [modifier.name for modifier in refused.passage.modifiers] == ["anothers"]
    assert "first_person" not in {m.name for one in fact.refused for m in one.passage.modifiers}
    assert "jemand anderes" in refused.passage.modifiers[0].meaning
    assert refused.passage.modifiers[0].words == "Mon mari"
    assert refused.passage.rule is None


def test_a_documents_kind_is_explained_by_the_words_that_show_it(case):
    letter = next(document for document in case.detail.documents if document.kind == "letter")
    kind = told(case, f"kind_{letter.id}")
    assert (kind.value, kind.corrected, kind.labels) == ("letter", False, {"fr": "lettre.pdf"})
    (passage,) = kind.passages
    assert (passage.quote, passage.document_id) == ("Madame, Monsieur,", letter.id)
    assert passage.rule.cited == cite("kind.letter")


def test_words_of_another_sense_do_not_count(case):
    fact = told(case, "experience_years")
    assert [(one.words, one.passage.modifiers) for one in fact.refused] == [("quarante ans", ())]


def test_work_outside_schools_is_set_aside_from_the_years(case):
    asides = told(case, "experience_years").set_aside
    assert any(aside.reason == "not_counted" and "vendeuse" in aside.passage.quote for aside in asides)


def test_a_correction_holds_and_what_was_read_is_not_set_aside_by_it(case):
    fact = case.detail.facts["tenure"]
    corrected = replace(case, detail=replace(case.detail, facts={"tenure": replace(fact, value="temporary")}))
    assert "permanent" not in {aside.value for aside in told(corrected, "tenure").set_aside}


def test_a_rule_that_was_changed_since_is_told(case):
    fact = case.detail.facts["tenure"]
    old = replace(fact, evidence=(replace(fact.evidence[0], rule="tenure.permanent/0"),))
    gone = replace(fact, evidence=(replace(fact.evidence[0], rule="tenure.forgotten/1"),))
    for known, sentence in ((old, True), (gone, False)):
        rule = told(replace(case, detail=replace(case.detail, facts={"tenure": known})), "tenure").passages[0].rule
        assert rule.changed
        assert bool(rule.sentence) is sentence


def test_every_text_that_counts_is_read_again(case):
    assert case.left_out == ()
    assert {text.document_id for text in case.texts} == {None, *(document.id for document in case.detail.documents)}


def test_a_superseded_paper_and_a_late_one_are_left_out_with_their_reasons(store, post):  # noqa: F811 - fixtures
    first = post.take_in(read(Kind.CV, "cv.pdf", CV))
    post.take_in(read(Kind.CV, "cv.pdf", f"{CV}\nMise à jour.\n"))
    post.take_in(read(Kind.LETTER, "lettre.pdf", LETTER), verdict=LATE, received_at=NOTICE.closes_at)
    with store.read() as views:
        case = case_of(views, first)
    names = {document.id: document.filename for document in case.detail.documents}
    told = [(names.get(text.document_id), text.reason) for text in case.left_out]
    assert sorted(told, key=str) == [("cv.pdf", "superseded"), ("lettre.pdf", "late"), (None, "late")]


def test_a_paper_that_came_late_does_not_count_beside_a_mail_that_came_in_time(store, post):  # noqa: F811 - fixtures
    first = post.take_in()
    post.take_in(read(Kind.CV, "cv.pdf", CV), verdict=LATE, received_at=NOTICE.closes_at)
    with store.read() as views:
        case = case_of(views, first)
    assert [text.reason for text in case.left_out] == ["late", "late"]
    assert [text.message_id for text in case.texts] == [first]


def test_texts_that_cannot_be_read_again_are_told_and_the_passages_stay(case):
    answer = explain(case, Here(failing=True), key="tenure", language="fr")
    assert {text.reason for text in answer.left_out} == {"failed"}
    assert answer.facts[0].passages


def test_a_fact_that_is_not_there_is_a_usage_error_that_names_those_that_are(case):
    with pytest.raises(UsageError, match=r"no fact 'salary'; it has tenure, workload"):
        explain(case, Here(), key="salary", language="fr")


def test_an_application_that_is_not_there(store):  # noqa: F811 - a fixture
    with store.read() as views, pytest.raises(NotInStore):
        case_of(views, 4711)


def test_all_facts_fit_a_terminal_of_eighty_columns_in_every_language(case):
    for language in READERS:
        console = Console(width=80, record=True, file=None, force_terminal=False)
        with console.capture() as shown:
            console.print(explanations(explain(case, Here(), key=None, language=language), case.detail.documents))
        lines = shown.get().splitlines()
        assert max(map(len, lines)) <= 80
        assert rules()["tenure.permanent"].reads[language].split()[0] in shown.get()
        assert sum(cite("tenure.permanent") in row for row in lines) == 1


def test_a_passage_is_quoted_without_the_mark_of_its_list(case):
    told = explain(case, Here(), key="workload", language="fr")
    (fact,) = told.facts
    listed = replace(fact, passages=tuple(replace(one, quote=f"• {one.quote}") for one in fact.passages))
    console = Console(width=200, file=None, force_terminal=False)
    with console.capture() as shown:
        console.print(explanations(replace(told, facts=(listed,)), case.detail.documents))
    assert "•" not in shown.get()
    assert "J'enseigne actuellement 18/24." in shown.get()


def test_programs_get_the_same_as_json(case):
    answer = json.loads(json.dumps(explanations_json(explain(case, Here(), key="workload", language="en"))))
    fact = answer["facts"]["workload"]
    assert fact["value"] == 0.75
    assert fact["passages"][0]["rule"] == cite("workload.fraction")
    assert "J'enseigne actuellement 18/24." in fact["passages"][0]["quote"]
    assert [modifier["name"] for modifier in fact["passages"][0]["modifiers"]] == ["first_person"]
    assert [(refused["words"], refused["passage"]["rule"]) for refused in fact["refused"]] == [("mi-temps", None)]
    assert fact["refused"][0]["passage"]["modifiers"][0]["name"] == "anothers"

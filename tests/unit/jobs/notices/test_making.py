"""A notice that is being made is checked as `check` does, and each fault stands at its key."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from desk.i18n import code_labels
from desk.i18n.languages import LANGUAGES
from desk.i18n.speech import speech
from jobs.config import configuration, notice_text
from jobs.config.settings import NoticeSettings
from jobs.errors import ConfigurationError, JobsError
from jobs.notices import making
from jobs.notices.notice_faults import refuse_faulty
from parsers.values.criteria import TITLES
from tests.unit.jobs.config.test_notice_text import CONFIGURATION, whole

NOW = datetime(2026, 1, 1, tzinfo=UTC)
OTHER = NoticeSettings.model_validate(whole(slug="b", subject="Autre")).notice


def row(kind, **told):
    return {"key": "k", "kind": kind, "labels": {"fr": "x"}, **told}


FAULTY = {
    "no title": (whole(title=None), ("title",)),
    "a subject of one letter": (whole(subject="x"), ("subject",)),
    "no day": (whole(closes_at="demain"), ("closes_at",)),
    "a day without a next one": (whole(closes_at=date.max), ("closes_at",)),
    "a day that is past": (whole(closes_at=date(2025, 12, 31)), ("closes_at",)),
    "a day that is long past": (whole(closes_at=date(2025, 1, 1)), ("closes_at",)),
    "no zone": (whole(timezone="Mars"), ("timezone",)),
    "a slug with an accent": (whole(slug="été"), ("slug",)),
    "a slug that is taken": (whole(slug="b"), ("slug",)),
    "another's subject": (whole(subject="autre"), ("subject",)),
    "a label that another has": (
        whole(criteria=[row("place", labels={"fr": "x", "nl": "x"}), row("availability", key="l")]),
        ("criteria", 1, "labels", "nl"),
    ),
    "no label": (whole(criteria=[row("place", labels={})]), ("criteria", 0, "labels")),
    "no level": (whole(criteria=[row("language", language="nl")]), ("criteria", 0, "from_level")),
    "no language": (whole(criteria=[row("language", language="xx", from_level="B2")]), ("criteria", 0, "language")),
    "another level": (whole(criteria=[row("language", language="nl", from_level="D")]), ("criteria", 0, "from_level")),
    "no number": (whole(criteria=[row("years", sets=["nursing"], at_least="trois")]), ("criteria", 0, "at_least")),
    "nought": (whole(criteria=[row("years", sets=["nursing"], at_least=0)]), ("criteria", 0, "at_least")),
    "no words": (whole(criteria=[row("licence")]), ("criteria", 0, "terms")),
    "no words to mention": (whole(criteria=[row("mentioned")]), ("criteria", 0, "terms")),
    "a star before": (whole(criteria=[row("licence", terms=["a", "*b"])]), ("criteria", 0, "terms", 1)),
    "a reserved name": (whole(criteria=[row("place", key="tenure")]), ("criteria", 0, "key")),
    "a name twice": (whole(criteria=[row("place"), row("availability")]), ("criteria",)),
    "what excludes nobody": (whole(criteria=[row("place", eliminates=True)]), ("criteria", 0, "eliminates")),
    "words that exclude nobody": (
        whole(criteria=[row("mentioned", terms=["Word"], eliminates=True)]),
        ("criteria", 0, "eliminates"),
    ),
    "an example that is not found": (
        whole(criteria=[row("experience_of", terms=["soins"], examples=["J'aime les [fleurs]."])]),
        ("criteria", 0, "examples"),
    ),
    "an example that is found": (
        whole(criteria=[row("experience_of", terms=["soins"], examples=["J'ai travaillé dans les soins."])]),
        ("criteria", 0, "examples"),
    ),
}


def faults(told, **options):
    return making.faults({key: value for key, value in told.items() if value is not None}, [OTHER], NOW, **options)


@pytest.mark.parametrize(("told", "place"), FAULTY.values(), ids=FAULTY)
def test_a_fault_stands_at_its_key_and_in_the_readers_language(told, place):
    (fault,) = faults(told)
    assert fault.place == place
    said = {language: speech(language).notice_fault(fault.sentence) for language in LANGUAGES}
    assert len(set(said.values())) == len(LANGUAGES)
    assert fault.sentence not in said.values()


@pytest.mark.parametrize(("told", "place"), FAULTY.values(), ids=FAULTY)
def test_the_configuration_refuses_it_with_the_same_sentence(told, place, tmp_path):
    del place
    told = {key: value for key, value in told.items() if value is not None}
    (fault,) = faults(told)
    if not fault.must:
        return
    mine = CONFIGURATION.replace('"eo"', '"b"').replace("Recrutement EO", "Autre") + notice_text.write(told)
    file = tmp_path / "candidatures.toml"
    file.write_text(mine, "utf-8")
    with pytest.raises(JobsError) as refused:
        refuse_faulty([notice.notice for notice in configuration.load(file).notices], NOW)
    assert fault.sentence in str(refused.value)


def test_what_is_sound_is_judged_though_the_rest_is_missing():
    rows = [row("place", labels={}), row("experience_of", key="l", terms=["soins"], examples=["Les [soins]."])]
    assert [fault.place for fault in faults({"criteria": rows})] == [
        ("slug",),
        ("title",),
        ("subject",),
        ("closes_at",),
        ("criteria", 0, "labels"),
        ("criteria", 1, "examples"),
    ]


def test_a_label_is_wanted_in_each_language_that_the_notice_or_the_page_names():
    rows = [
        row("place", labels={"fr": "x", "nl": "y"}),
        row("availability", key="l"),
        row("licence", key="m", labels={}),
    ]
    found = faults(whole(criteria=rows))
    assert [(fault.place, fault.must) for fault in found if fault.place[2] == "labels"] == [
        (("criteria", 2, "labels"), True),
        (("criteria", 1, "labels", "nl"), False),
    ]
    found = faults(whole(criteria=rows[1:2]), languages=["fr", "de"])
    assert [fault.place for fault in found] == [("criteria", 0, "labels", "de")]


def test_examples_are_not_tried_without_their_words():
    wrong = row("experience_of", terms=["*"], sets=["nursing"], examples=["J'ai [chanté]."])
    assert [fault.place for fault in faults(whole(criteria=[wrong]))] == [("criteria", 0, "terms", 0)]


def test_examples_are_tried_where_the_page_wants_it():
    rows = [row("experience_of", terms=["soins"], examples=["x"])]
    (fault,) = faults(whole(criteria=rows), trial=lambda _: ["examples: they can't be tried: fewer or shorter ones"])
    assert speech("en").notice_fault(fault.sentence) == "The sentences could not be tried: give fewer or shorter ones."


def test_every_kind_of_a_criterion_has_a_form():
    sound = {
        "language": {"language": "nl", "from_level": "B2"},
        "licence": {"sets": ["driving_b"]},
        "years": {"sets": ["nursing"], "at_least": 2},
        "experience_of": {"terms": ["soins"]},
        "qualification": {"from_level": "master"},
        "mentioned": {"terms": ["Word"]},
        "workload": {"more_than": 0.5},
        "experience": {"at_least": 5},
    }
    for kind, form in making.forms().items():
        told = sound.get(kind, {})
        assert told.keys() <= set(form.parameters)
        assert faults(whole(criteria=[row(kind, key=form.key or "k", **told)])) == ()


def test_the_page_has_words_for_all_that_a_criterion_may_be():
    forms = making.forms()
    sets = {name for form in forms.values() for name in form.allowed.get("sets", ())}
    assert code_labels.CRITERION_KINDS.keys() == code_labels.CRITERION_HELP.keys() == forms.keys()
    assert code_labels.CRITERION_PARAMETERS.keys() == {key for form in forms.values() for key in form.parameters}
    assert code_labels.WORD_SETS.keys() == sets
    assert code_labels.TITLE_LEVELS.keys() == set(TITLES)
    assert code_labels.NOTICE_EXAMPLES.keys() == notice_text.examples().keys()


def test_the_configuration_has_no_day_whose_end_it_cannot_count(tmp_path):
    file = tmp_path / "candidatures.toml"
    file.write_text(CONFIGURATION.replace("2026-12-15", "9999-12-31"), "utf-8")
    with pytest.raises(ConfigurationError, match="closes_at: must be a day of our time"):
        configuration.load(file)

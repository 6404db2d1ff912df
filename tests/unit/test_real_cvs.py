"""The scoring of CVs that real people wrote: what counts as right, and what the repository keeps of them."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from parsers.values.evidence import Entry, Evidence
from tests.corpus.measures import Tally
from tests.real_cvs import LISTED, Answer, main, report, score, sources_of, years_of

TRUTH = {
    "name": "Zoé Exemple",
    "phones": ["+32470000001", "+32470000002"],
    "city": "Liège",
    "languages": ["fr", "nl"],
    "employer": "École des Exemples",
    "ranges": [
        ["2010-09", "2012-06", "experience"],
        ["2015", "present", "experience"],
        ["2006", "2010", "education"],
        ["2013", "2014", "other"],
    ],
}
RIGHT = Answer(
    name="EXEMPLE Zoé",
    phone="+32470000002",
    city="LIEGE",
    languages=frozenset({"fr", "nl"}),
    employer="Ecole des exemples",
    ranges=(("2010", "2012"), ("2015", "present")),
)


def shares(answer, **truth):
    """The figures of one file, as shares."""
    tally = Tally()
    score(tally, {"id": "1", "truth": TRUTH | truth}, answer)
    return {figure: tally.right[figure] / total for figure, total in tally.total.items()}


def test_a_right_answer_is_right_in_every_figure():
    figures = ("name", "phone", "city", "languages", "employer", "ranges_recall", "ranges_precision")
    assert shares(RIGHT) == dict.fromkeys(figures, 1.0)


def test_silence_is_wrong_where_the_file_speaks():
    silent = shares(Answer())
    assert silent == dict.fromkeys(("name", "phone", "city", "languages", "employer", "ranges_recall"), 0.0)


def test_silence_is_right_where_the_file_is_silent():
    nothing = {"name": None, "phones": [], "city": None, "languages": [], "employer": None, "ranges": []}
    assert shares(Answer(), **nothing) == {"phone": 1.0, "city": 1.0, "employer_invented": 0.0}
    told = shares(RIGHT, **nothing)
    assert told == {"phone": 0.0, "city": 0.0, "languages": 0.0, "employer_invented": 1.0, "ranges_precision": 0.0}


def test_what_the_reader_of_the_truth_also_accepts_is_right():
    accept = {"city": ["Seraing"], "languages": [["fr"]], "employer": ["Maison des Essais"]}
    other = Answer(city="Seraing", languages=frozenset({"fr"}), employer="Maison des Essais")
    got = shares(other, accept=accept)
    assert (got["city"], got["languages"], got["employer"]) == (1.0, 1.0, 1.0)
    assert shares(other, accept=accept, employer=None)["employer_invented"] == 0.0


def test_languages_are_scored_by_what_both_have_of_what_either_has():
    assert shares(Answer(languages=frozenset({"fr", "en"})))["languages"] == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("ranges", "recall", "precision"),
    [
        ([("2010", "2012")], 1 / 2, 1.0),
        ([("2010", "2013"), ("2015", "present")], 1 / 2, 1 / 2),
        ([("2010", "2012"), ("2015", "present"), ("2006", "2010")], 1.0, 2 / 3),
        ([("2010", "2012"), ("2010", "2012")], 1 / 2, 1 / 2),
        ([("2010", "2012"), ("2013", "2014")], 1 / 2, 1.0),
    ],
    ids=["one unread", "another end", "studies are no post", "told twice", "what may be a post or not"],
)
def test_posts_are_compared_to_the_year(ranges, recall, precision):
    got = shares(Answer(ranges=tuple(ranges)))
    assert (got["ranges_recall"], got["ranges_precision"]) == (recall, precision)


def test_two_posts_of_the_same_years_are_two():
    twice = [["2010", "2012", "experience"], ["2010-01", "2012-12", "experience"]]
    assert shares(Answer(ranges=(("2010", "2012"),)), ranges=twice)["ranges_recall"] == 1 / 2


def test_an_entry_says_its_years_and_whether_it_goes_on():
    passage = Evidence(start=0, end=4, quote="2015", rule="test/1")
    began = date(2015, 1, 1)
    assert years_of(Entry(start=began, end=date(2016, 12, 31), evidence=passage)) == ("2015", "2016")
    assert years_of(Entry(start=began, end=None, ongoing=True, evidence=passage)) == ("2015", "present")
    assert years_of(Entry(start=began, end=None, evidence=passage)) == ("2015", "?")


def record_of(repository, path, name, half="read"):
    source = f"{repository}, {'0' * 40}, {path}"
    truth = TRUTH | {"name": name}
    return {"id": "1", "file": "1.pdf", "source": source, "sha256": "0" * 64, "half": half, "truth": truth}


def test_the_list_of_sources_has_no_name():
    records = [
        record_of("zoexem/papers", "cv.pdf", "Zoé Exemple"),
        record_of("office/papers", "CV Exemple.pdf", "Zoé Exemple"),
    ]
    listed = sources_of(records)
    assert [source["path"].startswith("sha256:") for source in listed] == [False, True]
    assert [source["repository"].startswith("sha256:") for source in listed] == [True, False]
    assert "xem" not in json.dumps(listed).casefold()


def test_a_name_in_one_file_is_one_for_its_neighbours():
    records = [record_of("office/papers", "Exemple.pdf", None), record_of("office/papers", "cv.pdf", "Zoé Exemple")]
    assert sources_of(records)[0]["path"].startswith("sha256:")


@pytest.mark.parametrize("listed", LISTED, ids=lambda path: path.stem)
def test_the_list_that_is_kept_has_digests_and_no_texts(listed):
    for source in json.loads(listed.read_text("utf-8")):
        assert set(source) == {"repository", "commit", "path", "sha256", "truth", "half"}
        assert re.fullmatch("[0-9a-f]{64}", source["sha256"])
        assert re.fullmatch("[0-9a-f]{64}", source["truth"])
        assert source["half"] in {"read", "unread"}


def test_misses_are_told_of_the_read_half_alone(capsys):
    tally = Tally()
    score(tally, {"id": "1", "truth": TRUTH}, Answer())
    report("read", tally, 1, misses=True)
    assert "Zoé Exemple" in capsys.readouterr().out
    report("unread", tally, 1, misses=True)
    assert "Zoé Exemple" not in capsys.readouterr().out


def test_another_folder_than_the_one_listed_is_refused(tmp_path, capsys):
    (tmp_path / "truth.json").write_text(json.dumps([record_of("office/papers", "cv.pdf", "Zoé Exemple")]), "utf-8")
    with pytest.raises(SystemExit) as stop:
        main([str(tmp_path)])
    assert stop.value.code == 2
    assert "real-cvs.json" in capsys.readouterr().err

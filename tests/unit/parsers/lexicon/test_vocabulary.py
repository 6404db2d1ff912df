"""What a text says of the sets of a lexicon."""

from __future__ import annotations

from functools import cache

import pytest

from parsers.lexicon import vocabulary as module
from parsers.lexicon.data import LexiconError
from parsers.lexicon.tokens import tokens
from parsers.lexicon.vocabulary import Lexicon, Vocabulary, expect, lexicon, vocabulary
from parsers.text.text import fold

FILES = {
    "fr/post.toml": """
        [school]
        phrases = ["école(s)", "~lycée", "centre p.m.s."]
        except = ["école de conduite", "l'école de la vie"]
        [denied]
        phrases = ["ne … pas", "n'ai pas"]
        [worked]
        phrases = ["<number> ans … {post.school}", "depuis"]
        [lone]
        phrases = ["^ oui $"]
        [taught]
        phrases = ["…2 enseigné", "* élèves"]
        [led]
        phrases = ["^ …2 {post.school} … depuis"]
        [long]
        phrases = ["{post.taught} longtemps"]
    """,
    "nl/post.toml": """
        [school]
        phrases = ["~school"]
    """,
}


@pytest.fixture
def asked(tmp_path, monkeypatch):
    """Ask a set of the files above."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    known = Lexicon(tmp_path)
    monkeypatch.setattr(module, "lexicon", lambda: known)
    monkeypatch.setattr(module, "_READ", module._Read())

    def ask(name, text, within=""):
        module._READ.clear()
        expect(fold(within))
        return [mention.group() for mention in Vocabulary((f"post.{name}",)).finditer(fold(text))]

    return ask


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("school", "Une école et deux ÉCOLES", ["ecole", "ecoles"]),
        ("school", "het basisschool-team", ["basisschool"]),
        ("school", "école de conduite, puis école", ["ecole"]),
        ("school", "au Centre P.M.S. de Mons", ["centre p.m.s."]),
        ("denied", "je ne suis toujours pas nommée", ["ne suis toujours pas"]),
        ("denied", "je ne sais, pas nommée", []),
        ("denied", "ne plus jamais du tout pas", []),
        ("worked", "vingt-deux ans dans une école", ["vingt-deux ans dans une ecole"]),
        ("worked", "12 ans à l'école", ["12 ans a l'ecole"]),
        ("worked", "12 ans, école", []),
        ("lone", "Oui", ["oui"]),
        ("lone", "oui oui", []),
        ("taught", "mes élèves", ["mes eleves"]),
        ("taught", "élèves", []),
        ("taught", "là, j'ai bien enseigné", ["ai bien enseigne"]),
        ("taught", "(bien enseigné", ["bien enseigne"]),
        ("led", "à l'école depuis 2008", ["a l'ecole depuis"]),
        ("long", "j'ai enseigné longtemps", ["j'ai enseigne longtemps"]),
    ],
)
def test_phrases_are_found(asked, name, text, expected):
    assert asked(name, text) == expected


@pytest.mark.parametrize(
    ("name", "part", "text"),
    [
        ("school", "une école", "dans une école de conduite"),
        ("school", "école de conduite", "une école de conduite, une école"),
        ("school", "centre p.m.s", "au centre p.m.s. de mons"),
        ("school", "lycée", "le sously lycée, un lycées et le lycée"),
        ("school", "cole", "une école"),
        ("lone", "Oui", "mais oui, certes"),
        ("lone", "oui", "oui, certes"),
        ("lone", "oui", "mais oui"),
        ("worked", "22 ans dans une école", "22 ans dans une école"),
        ("worked", "vingt ans, école", "voilà vingt ans, école"),
        ("worked", "ans dans une école", "22 ans dans une école"),
        ("worked", "quatre ans en école", "vingt quatre ans en école"),
        ("worked", "pendant vingt", "pendant vingt quatre ans en école"),
        ("taught", "bien enseigné", "là, j'ai bien enseigné, enfin"),
        ("led", "à l'école depuis", "aussi à l'école depuis 2008"),
        ("led", "à l'école depuis", "aussi à l'école"),
        ("long", "enseigné longtemps", "j'ai enseigné longtemps"),
        ("long", "", "j'ai enseigné longtemps"),
        ("denied", "l'", "je n'ai pas l'école"),
    ],
)
def test_a_part_of_a_text_that_is_read_says_what_it_says_by_itself(asked, name, part, text):
    assert asked(name, part, within=text) == asked(name, part)


def test_a_set_that_others_name_has_no_phrase_at_a_texts_edge(tmp_path):
    path = tmp_path / "fr" / "a.toml"
    path.parent.mkdir()
    path.write_text("[a]\nphrases = ['{a.b} c']\n[b]\nphrases = ['oui $']", "utf-8")
    with pytest.raises(LexiconError, match=r"a\.b"):
        Lexicon(tmp_path)


def test_a_part_of_a_sentence_is_asked_by_its_offsets(asked):
    text, school = fold("une école, une école"), Vocabulary(("post.school",))
    assert school.search(text, 5).span() == (15, 20)
    assert school.search(text, 0, 8) is None
    assert school.last(text).span() == (15, 20)
    assert school.last(text, 0, 12).span() == (4, 9)
    assert school.match(text, 4).group() == "ecole"
    assert school.match(text, 5) is None
    assert school.before(text, 9).span() == (4, 9)
    assert school.before(text, 11) is None
    assert school.before(text, 11, reach=1).span() == (4, 9)
    assert school.fullmatch("ecole")
    assert not school.fullmatch(text)


def test_several_sets_are_asked_as_one(asked):
    text = fold("depuis l'école")
    both = Vocabulary(("post.school", "post.worked"))
    assert [mention.group() for mention in both.finditer(text)] == ["depuis", "ecole"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a]\nphrases = ['b']\nwords = ['c']", "words"),
        ("[a]\nphrases = 'b'", "list of lines"),
        ("[a]\nphrases = ['b(']", "does not close"),
        ("[a]\nphrases = ['{post.none}']", r"post\.none"),
        ("[a", r"a\.toml"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_what_is_wrong(tmp_path, text, told):
    path = tmp_path / "fr" / "a.toml"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=told):
        Lexicon(tmp_path)


def test_a_set_that_no_file_has_is_told():
    lexicon()
    with pytest.raises(LexiconError, match="no_such"):
        vocabulary("appointment_context.no_such")


def test_a_set_named_before_the_lexicon_is_loaded_is_told_each_time_it_is_asked(tmp_path, monkeypatch):
    known = Lexicon(tmp_path)
    monkeypatch.setattr(module, "Lexicon", lambda: known)
    monkeypatch.setattr(module, "_loaded", cache(module._loaded.__wrapped__))
    monkeypatch.setattr(module, "_ASKED", set())
    vocabulary("tenure.no_such")
    for _ in range(2):
        with pytest.raises(LexiconError, match=r"no data file has \['tenure\.no_such'\]"):
            lexicon()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l'école du C.P.M.S.", ["l'", "ecole", "du", "cpms"]),
        ("nommé(e) à mi-temps", ["nomme", "a", "mi", "temps"]),
        ("professeur·e·s, Lehrer:in", ["professeur", ",", "lehrer"]),
        ("18/22 - fin.", ["18", "/", "22", "-", "fin", "."]),
        ("fin.", ["fin", "."]),
        ("the school's, d's", ["the", "school", "'", "s", ",", "d", "'", "s"]),
        ("16h/20 en 2e", ["16", "h", "/", "20", "en", "2", "e"]),
    ],
)
def test_tokens(text, words):
    assert list(tokens(fold(text)).words) == words

import re
from itertools import pairwise
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

import parsers.text.text
from parsers.text.text import Span, fold, folded, lines, paragraphs, sentences, squeeze_quote
from parsers.values.evidence import QUOTE_LIMIT
from tests.each import each


def quoted(text):
    return [span.of(text) for span in sentences(text)]


def test_fold_undoes_case_accents_and_ligatures():
    assert fold("Œuvre À Forêt Straße Ærø") == "oeuvre a foret strasse aero"


def test_fold_has_one_apostrophe_dash_and_space():
    assert fold("l’école\u00a0–  l'été\n\t—  ‘a’") == "l'ecole - l'ete - 'a'"


def test_fold_undoes_compatibility_ligatures():
    assert fold("oﬃciel ﬂamand") == "officiel flamand"


def test_a_word_cut_at_a_lines_end_is_whole():
    assert fold("un enseigne-\nment utile") == "un enseignement utile"


def test_a_compound_name_keeps_its_hyphen_at_a_lines_end():
    assert fold("Saint-\nJoseph") == "saint- joseph"


def test_a_folded_span_points_to_the_original():
    text = "Déjà «\u00a0nommée\u00a0» à l’œuvre"
    view = folded(text)
    start = view.text.index("nommee")
    assert view.span(start, start + 6).of(text) == "nommée"


FOLDED = st.text(st.sampled_from(" \n\t-lLI,nmaAé\u00ad\u0345œ…½ˡ¯0_’\xa0") | st.characters(), max_size=40)


@example("", 0)
@example("Lma l’École-\nle\xa0½", 3)
@example("é" * 40, 40)
@example("\u0345\u00adˡ…_0\U0001f600ﬁß", 2)
@given(FOLDED, st.integers(0, 40))
@example("EXPÉRlENCE LN ln communaIe ¯ -\t\n b  \n c\u00ad-\nd", 0)
def test_a_stretch_is_folded_as_its_characters_one_by_one(text, start):
    start = min(start, len(text))
    stretches = parsers.text.text._fold(text, start, len(text))
    with patch.object(parsers.text.text, "_PLAIN", re.compile(r"(?!)")):
        one_by_one = parsers.text.text._fold(text, start, len(text))
    assert (stretches.text, list(stretches.offsets)) == (one_by_one.text, list(one_by_one.offsets))


@example("", 0, 0)
@example("c\u00ad-\nd ln LE  x", 1, 9)
@example("EXPÉRlENCE LN ln communaIe ¯ -\t\n b  \n c\u00ad-\nd", 6, 40)
@example("œ…½ˡ\u0345 -\n-\n", 1, 8)
@example("a  \n  b", 2, 5)
@example("l" * 40, 20, 39)
@given(FOLDED, st.integers(0, 40), st.integers(0, 40))
def test_a_part_of_a_text_folded_once_is_that_part_folded(text, one, other):
    start, stop = sorted((min(one, len(text)), min(other, len(text))))
    part, alone = folded(text, start, stop), parsers.text.text._fold(text, start, stop)
    assert (part.text, list(part.offsets)) == (alone.text, list(alone.offsets))


@example("")
@example("ß½œ…ﬁŉ")
@example("e\u0301\u0345\u00ad\n")
@example(" \t\n-\n")
@example("\ud800\x00\U0001f600")
@example("İıſK")
@given(st.text(max_size=200))
def test_every_folded_character_comes_from_an_original_one(text):
    view = folded(text)
    assert len(view.offsets) == len(view.text) + 1
    assert list(view.offsets) == sorted(view.offsets)
    assert view.offsets[-1] == len(text)


@example("ß½œ…ﬁŉ")
@example("e\u0301\u0345\u00ad\n")
@example("İıſK")
@example("co-\n-\nop")
@example("ln LN lIl")
@example("`″‴⁗⁻₋︱︲｀")
@example("１²ª™℡")
@given(st.text(max_size=200))
@example("Lma")
@example("ⅬMA")
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_lines_leave_out_what_is_empty():
    text = "  un \n\n\t\n deux  "
    assert [span.of(text) for span in lines(text)] == ["un", "deux"]


def test_sentences_of_running_text_cross_lines():
    first = "J'enseigne le français depuis onze ans à l'école communale de\nVirton et je m'y plais."
    text = f"{first} Je cherche autre chose."
    assert quoted(text) == [first, "Je cherche autre chose."]


def test_an_entrys_lines_stand_alone():
    text = "Athénée royal\n2011 - 2015 Professeur de sciences\nNommé en 2013"
    assert len(quoted(text)) == 3


def test_abbreviations_do_not_end_a_sentence():
    assert len(quoted("M. Dupont, de l'école St. Jean, m'a nommée le 1er sept. 2010 avec Mme. Durand.")) == 1


def test_a_german_ordinal_does_not_end_a_sentence():
    assert len(quoted("Ich bin seit dem 1. September 2013 definitiv ernannt. Ich unterrichte gern.")) == 2
    assert len(quoted("Ich bin seit dem 1. Jänner 2013 definitiv ernannt. Ich unterrichte gern.")) == 2


def test_an_answer_begins_a_sentence_below_what_was_asked():
    asked = "Éligibilité : personnel nommé ou engagé à titre définitif"
    text = f"{asked}\nOUI – engagé à titre définitif le 1er avril 2016."
    assert [span.of(text) for span in sentences(text)] == text.split("\n")


def test_bullets_begin_a_sentence():
    assert len(quoted("• nommée en 2009 et titulaire\n• référente orientation")) == 2


@example("")
@example("a. b. A1.\n\n- a\n• b")
@example("...")
@example("A. A. A.\n1. a\n1.\n-")
@example("ab ab\nab.\n\n\n.A")
@example("- a.b\n-A. 1.1 •")
@given(st.text(alphabet="ab .\n-•A1", max_size=80))
def test_sentences_lie_in_order_within_the_text(text):
    spans = sentences(text)
    assert all(0 <= a.start < a.end <= len(text) for a in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_short_sentence_is_its_own_quote():
    assert squeeze_quote("abc def", Span(0, 7), Span(0, 3)) == Span(0, 7)


@example(0, 1)
@example(0, 60)
@example(400, 30)
@example(800, 60)
@example(799, 1)
@given(st.integers(0, 800), st.integers(1, 60))
def test_a_long_sentence_is_quoted_around_its_focus(at, width):
    text = "mot " * 250
    focus = Span(at, at + width)
    quote = squeeze_quote(text, Span(0, len(text)), focus)
    assert quote.start <= focus.start
    assert quote.end >= focus.end
    assert quote.end - quote.start <= QUOTE_LIMIT


def test_paragraphs_part_at_an_empty_line():
    text = "Virton, le 9 février\n\nMesdames, messieurs"
    assert len(paragraphs(text)) == 2


def test_a_capital_i_between_small_letters_is_an_l():
    assert fold("écoIe communaIe d'Ixelles, Igor") == "ecole communale d'ixelles, igor"


@example("")
@example("".join(chr(code) for code in range(33, 73) if chr(code) not in "lLI-"))
@example("".join(chr(code) for code in range(77, 127) if chr(code) != "l"))
@given(st.text(alphabet=[chr(code) for code in range(33, 127) if chr(code) not in "lLI-"], max_size=40))
def test_a_run_of_plain_characters_folds_as_each_of_them_does(text):
    whole = folded(text)
    assert whole.text == "".join(folded(character).text for character in text)
    assert list(whole.offsets) == list(range(len(text) + 1))


@each(
    ("text", "cut"),
    [
        ("Fin... Puis", ["Fin...", "Puis"]),
        ("Ah?!.. Bon", ["Ah?!..", "Bon"]),
        ("a......b c", ["a......b c"]),
        ('Dit."   Et', ['Dit."', "Et"]),
    ],
)
def test_a_run_of_dots_ends_a_sentence_where_space_follows(text, cut):
    assert [Span(*span).of(text) for span in sentences(text)] == cut

"""Every reader of text is linear: what is long costs by its length, whatever it holds (`tests.adversarial`)."""

from itertools import islice, product

import pytest

from parsers.layout.dates.dates import dates
from parsers.lexicon import vocabulary
from parsers.lexicon.vocabulary import lexicon
from parsers.mail.message import read_message
from parsers.mail.quoting.voices import voices
from parsers.text.text import sentences
from store.search.words import index_text
from tests import adversarial
from tests.adversarial import TOKENS, cost, read_document, read_mail, steps

STRINGS = 21_000
PER_CHARACTER = 0.000_5
"""Seconds of processor time: many times what reading costs, many times less than a rule that looks twice."""
SMALL, TIMES = 1500, 4
QUADRATIC = TIMES * 2.2
"""Linear is four, quadratic is sixteen."""
NOTHING = 0.15
"""Seconds that matter to nobody, whatever they are a multiple of."""

PER_MENTION = 200
"""Functions that reading calls for a character at the most, however much in a sentence may change what is said."""

SLOW = ["dot", "ellipsis", "dash", "year", "day", "month", "since a year"]
"""Each of these was read in a time that grew as the square of the text."""

STEEP = [
    "1/2/2003-",
    "Intérim, 11 périodes.\n",
    "depuis 2014, professeur à l'Athénée royal d'Arlon\n",
    "2012-2014\tProfesseur de français, Athénée royal d'Arlon\n",
    "Depuis 2014 : nommée à titre définitif\n2009-2010 : intérimaire\n",
    "J'ai enseigné douze ans à l'école.\nLe reste est dit.\n",
]
"""Rows that took up to the third power of their number."""
STEPS = TIMES * 1.1


def read_lightly(text):
    """What every other reader stands on."""
    return dates(text), sentences(text), voices(text)


def short_texts():
    """Every two things by turns, in several lengths, each text once."""
    pairs = product((24, 37, 50), product(TOKENS.values(), repeat=2))
    return dict.fromkeys(((first + second) * size)[:size] for size, (first, second) in pairs)


@pytest.mark.soak("a long search; `make test` has a text of each token, and hostile texts (test_hostile_texts.py)")
def test_twenty_one_thousand_short_texts_cost_by_their_length():
    texts = list(islice(short_texts(), STRINGS))
    assert len(texts) == STRINGS
    lexicon()  # its words are loaded once, for the first text of all
    costs = [cost(read_lightly, text) for text in texts]
    assert sum(costs) < PER_CHARACTER * sum(map(len, texts))
    assert max(costs) < NOTHING


@pytest.mark.soak("measures processor time; `make test` counts the steps of readers over repeated rows")
@pytest.mark.parametrize("name", SLOW)
def test_four_times_the_text_costs_four_times_as_much(name):
    small, large = (TOKENS[name] * (size // len(TOKENS[name])) for size in (SMALL, SMALL * TIMES))
    read_document(small[:200])
    assert cost(read_document, large) < max(QUADRATIC * cost(read_document, small), NOTHING)


@pytest.mark.parametrize("row", STEEP)
def test_a_row_repeated_four_times_as_often_takes_four_times_the_steps(monkeypatch, row):
    monkeypatch.setattr(vocabulary, "_WHOLE", 1000)  # what is longer than a text of people is read part by part
    read_document(row)
    small, large = (steps(read_document, row * (size // len(row))) for size in (3_000, 12_000))
    assert large < STEPS * small


@pytest.mark.parametrize("piece", ['<td width="100%" colspan="2"> ', "Nommée pour 14/20 depuis 2017 "])
def test_an_endless_line_takes_so_many_steps_a_character(piece):
    text = piece * (20_000 // len(piece))
    assert steps(read_document, text) < PER_MENTION * len(text)


def test_four_times_as_many_sentences_that_are_unlike_take_four_times_the_steps():
    read_document("L'école.")
    small, large = (
        "".join(f"L'école {number} m'a vue enseigner. Je {number} cherche.\n" for number in range(rows, 2 * rows))
        for rows in (200, 200 * TIMES)
    )
    assert steps(read_document, large) < STEPS * steps(read_document, small)


def test_a_run_that_could_become_an_arrow_costs_by_its_length():
    dates("=" * 200)
    assert cost(dates, "=" * 100_000) < PER_CHARACTER / 50 * 100_000


def test_a_mail_of_dots_is_read():
    assert cost(read_mail, "." * 16_000) < PER_CHARACTER * 16_000
    assert len({name for name, _ in adversarial.runs(10)}) > 2 * len(TOKENS)


@pytest.mark.parametrize(
    "name", ["a@", "a.", "<a@b.example>\n", "Subject: x\n", "550 5.1.1 x\n", "letter1.0", "x" * 200]
)
def test_a_report_costs_by_its_length(name):
    head = b"Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: failure notice\n\n"
    small, large = (head + name.encode() * (size // len(name)) for size in (40_000, 40_000 * TIMES))
    least = min(cost(read_message, small) for _ in range(3))
    assert min(cost(read_message, large) for _ in range(3)) < max(QUADRATIC * least, NOTHING)


@pytest.mark.parametrize("run", ["a", "é", "e\u0301", "\u00ad", "a\u200b", "a-", "a-\n", "-\n ", "C.", "1"])
def test_what_is_indexed_costs_by_its_length(run):
    text = run * (20_000 // len(run))
    assert cost(index_text, text) < PER_CHARACTER / 10 * len(text)

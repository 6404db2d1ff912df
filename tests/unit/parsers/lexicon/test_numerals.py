from parsers.lexicon.numerals import free_numbers, number_end, number_ends, numbers, value_of
from tests.each import each


@each(
    ("words", "value"),
    [
        ("22", 22), ("0,8", 0.8), ("vingt-deux", 22), ("vingt et un", 21), ("vingt-et-une", 21), ("dix-sept",
        17), ("septante-cinq", 75), ("quatre-vingts", 80), ("quatre-vingt-un", 81), ("soixante-quinze", 75),
        ("quatre-vingt-dix", 90), ("trente et un", 31), ("tweeentwintig", 22), ("achttien", 18), ("negentig",
        90), ("achtzehn", 18), ("zweiundzwanzig", 22), ("funfzehn", 15), ("einundzwanzig", 21), ("twenty-two",
        22), ("twenty two", 22), ("vingtdeux", 22), ("dixsept", 17), ("seventeen", 17), ("quinzaine", 15),
        ("cent", 100), ("tweeenhalf", 2.5), ("zweieinhalb", 2.5), ("anderhalf", 1.5),
        ("quatrevingtdix", 90), ("ten and a half", 10.5),
    ],
)  # fmt: skip
def test_numbers_in_digits_and_words(words, value):
    assert value_of(words) == value


def test_no_number_is_none():
    assert value_of("beaucoup") is None


def test_the_longest_number_is_read():
    assert [value for _, _, value in numbers("dix-huit ans et vingt et une annees, 22 heures")] == [18, 21, 22]


def test_a_number_within_a_word_is_none():
    assert list(numbers("onzes, sixieme, 2009a")) == []


@each(
    ("text", "told"),
    [
        ("12,5 periodes sur vingt-quatre", ["12,5", "vingt-quatre"]),
        ("vingt et un et demi", ["vingt et un et demi"]),
        ("quatre vingtdix sept ans", ["quatre vingtdix sept"]),
        ("drie en een half uur, dreieinhalb", ["drie en een half", "dreieinhalb"]),
        ("1000 heures, 1234, 01.02.2003, 24/24", ["1000", "24"]),
        ("onzes, sixieme, vi ngt, vingt.5", []),
        ("16h", ["16"]),
        ("cinq cent", ["cinq cent"]),
        ("dix deux", ["dix", "deux"]),
    ],
)
def test_numbers_that_stand_free_are_as_long_as_they_are_written(text, told):
    assert [text[start:end] for start, end in free_numbers(text)] == told


def test_a_number_ends_where_its_last_whole_word_does():
    assert number_end("a vingt-deux heures", 2) == len("a vingt-deux")
    assert number_end("a vingt-deuxieme", 2) == len("a vingt")
    assert not number_end("a beaucoup", 2)


def test_a_number_may_end_within_a_word():
    assert [text[:end] for text in ["dreiviertelzeit"] for end in number_ends(text, 0)] == ["drei"]
    assert [text[:end] for text in ["quatre vingt-dix"] for end in number_ends(text, 0)] == [
        *("quatre vingt-dix", "quatre vingt", "quatre"),
    ]

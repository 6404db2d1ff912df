from datetime import date

import pytest

from parsers.layout.dates.dates import DateRange, dates
from tests.each import each


def one(text: str) -> DateRange:
    (found,) = dates(text)
    return found


RANGES = [
    ("du 06/10 au 19/12/2022", (2022, 10), (2022, 12)),
    ("van 15/11 t.e.m. 10/01/2020", (2019, 11), (2020, 1)),
    ("vom 01.09. bis 31.12.2020", (2020, 9), (2020, 12)),
    ("06/10-19/12/2022", (2022, 10), (2022, 12)),
    ("sept. 2009 ▸ juin 2015", (2009, 9), (2015, 6)),
    ("2009 ⇒ 2015", (2009, 1), (2015, 12)),
    ("2009 … 2015", (2009, 1), (2015, 12)),
    ("2019/02 ……… 2020/06 Éducateur", (2019, 2), (2020, 6)),
    ("2009 ........ 2015", (2009, 1), (2015, 12)),
    ("2009 (sept.) – 2015 (juin)", (2009, 9), (2015, 6)),
    ("sept. 2009 – juin 2015", (2009, 9), (2015, 6)),
    ("Sept. 2001 – juin\n2003", (2001, 9), (2003, 6)),
    ("09/1999 - 06/2005", (1999, 9), (2005, 6)),
    ("09.1999–06.2005", (1999, 9), (2005, 6)),
    ("du 1er septembre 2009 au 30 juin 2015", (2009, 9), (2015, 6)),
    ("Du   01.09.1996   au   31.08.2010 : instituteur", (1996, 9), (2010, 8)),
    ("1er septembre 1998 – \n31 août 2006", (1998, 9), (2006, 8)),
    ("de septembre 2009 à juin 2015", (2009, 9), (2015, 6)),
    ("entre septembre 2009 et juin 2015", (2009, 9), (2015, 6)),
    ("sept '09 – juin '15", (2009, 9), (2015, 6)),
    ("sept. 09 - juin 15", (2009, 9), (2015, 6)),
    ("09/15 - 06/17", (2015, 9), (2017, 6)),
    ("18 périodes sur 24\nseptembre 2012 – juin 2019", (2012, 9), (2019, 6)),
    ("16 h/20\n\nseptembre 2012 – juin 2019", (2012, 9), (2019, 6)),
    ("09/98 - 06/2004   Lycée", (1998, 9), (2004, 6)),
    ("de 09/05 à 06/2008", (2005, 9), (2008, 6)),
    ("2011 (rentrée) à juin 2014", (2011, 9), (2014, 6)),
    ("selon l'année\n\nnov. 2009 → juin 2012", (2009, 11), (2012, 6)),
    ("de IX/2001 à VI/2008", (2001, 9), (2008, 6)),
    ("087 30 77 19                 2014 > 2016", (2014, 1), (2016, 12)),
    ("Janvier – juin 2006", (2006, 1), (2006, 6)),
    ("septembre – juin 2010", (2009, 9), (2010, 6)),
    ("du 1er au 30 juin 2005", (2005, 6), (2005, 6)),
    ("du 1er septembre au 31 décembre 2005", (2005, 9), (2005, 12)),
    ("2009-09-01 – 2015-06-30", (2009, 9), (2015, 6)),
    ("september 2011 – augustus 2014", (2011, 9), (2014, 8)),
    ("van september 2011 tot en met juni 2014", (2011, 9), (2014, 6)),
    ("tussen mei 2011 en maart 2014", (2011, 5), (2014, 3)),
    ("1. September 2009 bis 30. Juni 2015", (2009, 9), (2015, 6)),
    ("von März 2006 bis Dezember 2010", (2006, 3), (2010, 12)),
    ("from September 2009 until June 2015", (2009, 9), (2015, 6)),
    ("September 1st, 2009 to June 30, 2015", (2009, 9), (2015, 6)),
    ("De 2008-2009 à 2011-2012", (2008, 9), (2012, 8)),
    ("2013-2014", (2013, 9), (2014, 8)),
    ("année scolaire 2013-14", (2013, 9), (2014, 8)),
    ("Schuljahr 2015/2016", (2015, 9), (2016, 8)),
    ("3 ans (2012 à 2015)", (2012, 1), (2015, 12)),
    ("2003-09", (2003, 1), (2009, 12)),
    ("rentrée 2015 – juin 2018", (2015, 9), (2018, 6)),
]


@each(("text", "first", "last"), RANGES)
def test_a_range_has_its_first_and_last_month(text, first, last):
    found = one(text)
    assert found.first is not None
    assert found.last is not None
    assert ((found.first.year, found.first.month), (found.last.year, found.last.month)) == (first, last)
    assert not found.ongoing


OPEN = [
    ("depuis 2011", (2011, 1)),
    ("Depuis le 28 août 2023", (2023, 8)),
    ("depuis la rentrée 2015", (2015, 9)),
    ("depuis l'année scolaire 2015-2016", (2015, 9)),
    ("depuis l'année 2015", (2015, 1)),
    ("sept. 2015 à ce jour", (2015, 9)),
    ("Septembre 2012 à aujourd'hui : école", (2012, 9)),
    ("09/2010 – aujourd’hui", (2010, 9)),
    ("02/2017 → présent", (2017, 2)),
    ("2021-2022 à aujourd'hui\n   Retour", (2021, 9)),
    ("2009 – ...", (2009, 1)),
    ("2016-2017 – … 22h Collège", (2016, 9)),
    ("2019/09 ……… présent", (2019, 9)),
    ("2009-", (2009, 1)),
    ("2009 – en cours", (2009, 1)),
    ("sept. 2006 – heden", (2006, 9)),
    ("sinds september 2011", (2011, 9)),
    ("2014 tot nu", (2014, 1)),
    ("sept. 20 - heden: leraar", (2020, 9)),
    ("09/2010 – heute", (2010, 9)),
    ("seit dem 1. September 2013", (2013, 9)),
    ("since 2011", (2011, 1)),
    ("September 2009 to date", (2009, 9)),
    ("August 2008 – present", (2008, 8)),
]


@each(("text", "first"), OPEN)
def test_an_open_range_goes_on(text, first):
    found = one(text)
    assert found.ongoing
    assert found.last is None
    assert found.first is not None
    assert (found.first.year, found.first.month) == first


@each(
    "text",
    [
        "0496/18.33.70",
        "0472/18 36 49",
        "063/24 51 88",
        "+32 (0)498 60 17 43",
        "BE68 5390 0754 2007",
        "85.05.03-123.45",
        "né le 24 décembre 1976 à Orval",
        "Geboren op 3 mei 1981",
        "Geburtsdatum: 14.02.1985",
        "Rue de la Station 14, 2018 Antwerpen",
        "18/22",
        "10/20",
        "page 1/2",
        "de 10/12 à 12/12",
        "le 9 ou 10 avril",
        "24 août prochain",
        "1 900 livres",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert dates(text) == ()


def test_a_load_beside_a_stretch_of_time_is_no_day_of_it():
    assert [(when.first, when.last) for when in dates("10/12 du 1/09/2022 au 30/06/2023")] == [
        (date(2022, 9, 1), date(2023, 6, 30))
    ]


def test_a_date_that_opens_its_own_range_ends_no_other():
    found = dates("Gent, 21.10.1982        1 september 2010 – 31 augustus 2014")
    assert [(d.first, d.last) for d in found if not d.point] == [(date(2010, 9, 1), date(2014, 8, 31))]


def test_the_beginning_of_a_school_year_may_have_a_preposition():
    found = one("depuis la rentrée de 2015")
    assert (found.first, found.ongoing) == (date(2015, 9, 1), True)


@pytest.mark.parametrize("text", ["10-14 rue Haute", "04-74\tfax", "12-15"])
def test_two_numbers_of_two_digits_alone_are_no_years(text):
    assert dates(text) == ()


def test_an_end_without_a_beginning():
    found = one("jusqu'en 2015")
    assert (found.first, found.last) == (None, date(2015, 12, 31))


def test_precision_is_that_of_the_coarser_end():
    assert one("1999 – août 2004").precision == "year"
    assert one("1er sept. 2009 – 30 juin 2015").precision == "day"
    assert one("2013-2014").precision == "school_year"
    assert one("étés 2005 à 2009").precision == "season"


def test_offsets_point_at_the_words():
    text = "Professeur, Arlon (sept. 2009 – juin 2015)"
    found = one(text)
    assert text[found.start : found.end] == "sept. 2009 – juin 2015"


def test_several_dates_in_a_line_stay_apart():
    found = dates("2012, 2013 et 2015")
    assert [d.first.year for d in found if d.first] == [2012, 2013, 2015]
    assert len(dates("1999 à 2004 et 2006 à 2010")) == 2


@pytest.mark.parametrize(
    "text",
    ["art. 6 du décret du 24 juin 1996", "votre annonce du 12 février 2026", "het besluit van 3 mei 2019"],
)
def test_the_day_of_a_law_or_a_message_is_no_date_of_a_career(text):
    assert dates(text) == ()


@pytest.mark.parametrize(
    "text",
    ["Prise de fonction : 1er septembre 2010", "engagement : septembre 2010", "depuis la rentrée de septembre 2010"],
)
def test_a_beginning_told_by_a_label_goes_on(text):
    found = one(text)
    assert (found.first, found.ongoing) == (date(2010, 9, 1), True)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Unité de recherche (UR 1456)   2019 - présent", date(2019, 1, 1), None),
        ("11/2012 \ufffd 05/2020", date(2012, 11, 1), date(2020, 5, 31)),
    ],
)
def test_ranges_as_real_papers_write_them(text, first, last):
    (found,) = dates(text)
    assert (found.first, found.last, found.point) == (first, last, False)


def test_the_year_of_a_program_s_version_is_no_date():
    assert dates("Administration Windows Server 2003") == ()


@each(
    "text",
    [
        "12/13 périodes en P1\n12/24 en P2",
        "13/14 ans\n14/15 ans",
        "22-23 mai : salon\n23-24 mai : salon",
        "score 15/16",
    ],
)
def test_loads_ages_and_days_of_two_digits_are_no_school_years(text):
    assert all(when.precision != "school_year" for when in dates(text))


@pytest.mark.parametrize(
    ("column", "first", "last"),
    [
        (("sept. 2009 -", "juin 2015"), (2009, 9), (2015, 6)),
        (("de septembre 2009", "à juin 2015"), (2009, 9), (2015, 6)),
        (("van september 2009", "tot juni 2015"), (2009, 9), (2015, 6)),
        (("sept. 2009 –", "à ce jour"), (2009, 9), None),
    ],
)
def test_a_period_on_two_rows_of_a_column_is_one(column, first, last):
    (found,) = dates(f"  {column[0]:24}Athénée d'Arlon\n  {column[1]:24}Professeure de français\n")
    ends = found.last and (found.last.year, found.last.month)
    assert ((found.first.year, found.first.month), ends, found.ongoing) == (first, last, last is None)


@pytest.mark.parametrize(
    "rows",
    [
        "  2009 -    Athénée d'Arlon\n  2015 -    Institut Saint-Joseph\n",
        "  2009 -    Athénée d'Arlon\n\n  2015      Bachelier\n",
        "  2009      Athénée d'Arlon\n  2015      Institut Saint-Joseph\n",
        "Depuis 2009    Athénée d'Arlon\n2005           Bachelier\n",
        "  2009 -    Athénée d'Arlon\n       2015      Institut Saint-Joseph\n",
        "  2009 -    Athénée d'Arlon\n  2015 j'ai enseigné le français\n",
    ],
)
def test_two_rows_that_tell_two_dates_stay_two(rows):
    assert len(dates(rows)) == 2


def test_blanks_behind_a_range_are_passed_once():
    """They were tried in every way to part them: a thousand took seconds, twenty thousand hours."""
    assert len(dates("2009 – 2015" + " " * 20_000)) == 1

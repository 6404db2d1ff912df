"""One career told in many designs is one career: the same posts, with the same dates and employers, in order."""

from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.facts.career.career import career_of
from parsers.layout.sections import sections

SCHOOLS = (
    "Athénée royal de Thuin",
    "Institut Sainte-Anne, Gosselies",
    "École communale de Profondeville",
    "Collège Saint-Roch, Ferrières",
    "Lycée Mater Dei, Woluwe-Saint-Pierre",
    "CPMS libre de Neufchâteau",
)
FUNCTIONS = ("Professeure de français", "Éducateur", "Institutrice primaire", "Logopède", "Directrice")
MONTHS = ("janvier", "avril", "septembre", "octobre")
NUMBERS = {"janvier": 1, "avril": 4, "septembre": 9, "octobre": 10}


@dataclass(frozen=True)
class Told:
    function: str
    school: str
    begin: tuple[str, int]
    end: tuple[str, int] | None

    def dates(self, dash=" – "):
        return f"{' '.join(map(str, self.begin))}{dash}{' '.join(map(str, self.end or ('ce', 'jour')))}"


SHORT = [
    Told("Éducateur", SCHOOLS[1], ("septembre", 2014), None),
    Told("Logopède", SCHOOLS[5], ("avril", 2010), ("juin", 2014)),
]
LONG = [
    Told("Directrice", SCHOOLS[4], ("octobre", 2024), None),
    Told("Professeure de français", SCHOOLS[0], ("janvier", 2005), ("juin", 2024)),
    Told("Institutrice primaire", SCHOOLS[2], ("septembre", 2004), ("juin", 2005)),
    Told("Institutrice primaire", SCHOOLS[3], ("avril", 1995), ("juin", 2004)),
]
ENDED = [
    Told("Professeure de français", SCHOOLS[3], ("janvier", 2020), ("juin", 2024)),
    Told("Directrice", SCHOOLS[5], ("octobre", 2008), ("juin", 2020)),
    Told("Éducateur", SCHOOLS[4], ("avril", 2007), ("juin", 2008)),
]


@st.composite
def careers(draw):
    """Two to four posts, one after the other, the last one mostly going on; the newest first."""
    count = draw(st.integers(2, 4))
    years = sorted(draw(st.sets(st.integers(1995, 2024), min_size=count + 1, max_size=count + 1)))
    schools = draw(st.permutations(SCHOOLS))
    goes_on = draw(st.booleans())
    posts = [
        Told(
            function=draw(st.sampled_from(FUNCTIONS)),
            school=schools[number],
            begin=(draw(st.sampled_from(MONTHS)), years[number]),
            end=None if goes_on and number == count - 1 else ("juin", years[number + 1]),
        )
        for number in range(count)
    ]
    return posts[::-1]


DESIGNS = {
    "dates lead": lambda post: f"{post.dates()} : {post.function}, {post.school}\n",
    "dates end the line": lambda post: f"{post.function}, {post.school} ({post.dates()})\n",
    "dates above": lambda post: f"{post.dates()}\n{post.function}\n{post.school}\n\n",
    "dates below": lambda post: f"{post.function}\n{post.school}\n{post.dates()}\n\n",
    "dates between": lambda post: f"{post.function}\n{post.dates()}\n{post.school}\n\n",
    "school first": lambda post: f"{post.school}\n{post.function}\n{post.dates()}\n\n",
    "a dash and a mark": lambda post: f"{post.school} — {post.function}\n{post.dates('-')} | Belgique\n\n",
    "stacked dates": lambda post: post.dates("\n") + f"\n{post.function}\n{post.school}\n\n",
    "a table": lambda post: f"{post.dates()} | {post.function} | {post.school}\n",
    "columns": lambda post: f"{post.dates():36}{post.function}\n{'':36}{post.school}\n",
    "dates on the right": lambda post: f"{post.function + ', ' + post.school:70}{post.dates()}\n",
    "a form": lambda post: f"Période : {post.dates()}\nEmployeur : {post.school}\nFonction : {post.function}\n\n",
    "with a task": lambda post: (
        f"{post.dates()}\n{post.function} – {post.school}\n- Suivi des élèves et des familles\n\n"
    ),
    "dates with a status, last": lambda post: f"{post.school}\n{post.function}\n{post.dates()}, charge complète\n\n",
    "under the school": lambda post: f"{post.school}\n{post.dates()} : {post.function}\n\n",
    "a load before the next date": lambda post: (
        f"{post.dates()} : {post.function}, {post.school}, 12 périodes sur 24\n"
    ),
    "Europass": lambda post: f"[ {post.dates()} ] {post.function}\n{post.school}\nPays : Belgique\n\n",
}


@pytest.mark.parametrize("design", DESIGNS)
@example(posts=SHORT)
@example(posts=LONG)
@example(posts=ENDED)
@given(posts=careers())
def test_a_design_changes_no_career(design, posts):
    text = "EXPÉRIENCE PROFESSIONNELLE\n\n" + "".join(map(DESIGNS[design], posts))
    told = [post for post in career_of(sections(text)).posts if post.held]
    assert [(post.when.first.year, post.when.first.month) for post in told] == [
        (post.begin[1], NUMBERS[post.begin[0]]) for post in posts
    ]
    assert [post.when.last and post.when.last.year for post in told] == [post.end and post.end[1] for post in posts]
    assert [post.employer for post in told] == [post.school for post in posts]
    assert {post.sector for post in told} <= {"education", "cpms"}


@pytest.mark.parametrize("design", DESIGNS)
@example(posts=SHORT)
@example(posts=LONG)
@given(posts=careers())
def test_what_stands_beside_a_school_belongs_to_its_post(design, posts):
    text = "EXPÉRIENCE PROFESSIONNELLE\n\n" + "".join(map(DESIGNS[design], posts))
    career = career_of(sections(text))
    assert [career.at(text.index(post.school)).when.first.year for post in posts] == [post.begin[1] for post in posts]


@example(posts=SHORT)
@example(posts=LONG)
@example(posts=ENDED)
@given(posts=careers())
def test_posts_stand_in_order_and_none_tells_of_anothers_place(posts):
    text = (
        "".join(map(DESIGNS["dates lead"], posts)) + "\nMadame,\n\nDepuis septembre 2001, j'enseigne.\n\nCordialement\n"
    )
    career = career_of(sections(text))
    starts = [post.dated.start for post in career.posts]
    assert starts == sorted(starts)
    assert all(career.at(post.dated.start).when == post.when for post in career.posts)
    assert career.at(text.index("j'enseigne")) is None


def test_a_stage_has_the_sector_and_the_employer_of_its_post():
    text = "EXPÉRIENCE\n2011 - …\nInstitut Sainte-Ursule, Namur, institutrice\n- depuis 2016 : charge complète\n"
    post, stage = career_of(sections(text)).posts
    assert (stage.line, stage.sector, stage.employer) == (post.line, "education", "Institut Sainte-Ursule, Namur")


def test_what_began_before_a_post_is_no_stage_of_it():
    text = "Loopbaan\n1997 - heden\nBasisschool De Vlieger, onderwijzeres\n\n1995 - 1997\nOpdrachten in Halle\n"
    first, second = career_of(sections(text)).posts
    assert first.line != second.line


def test_what_a_table_of_labels_tells_stands_under_its_labels():
    text = (
        "Nom\tAnne Exemple\n\nÉtudes\t1985-1989 : diplôme d'institutrice, Institut de Grandmarais\n\n"
        "Carrière\tSeptembre 1989 à août 1992 : intérims dans les écoles communales\n"
        "Septembre 1992 à aujourd'hui : École communale de Bourgvert, 3e maternelle\n\nLangues\tLe français\n"
    )
    told = [(post.when.first.year, post.employer) for post in career_of(sections(text)).posts if post.held]
    assert told == [(1989, None), (1992, "École communale de Bourgvert")]


def test_a_heading_within_the_career_may_name_who_employs():
    text = "EXPÉRIENCE\n\nITELA BOURGVERT\n2015 – 2019 : professeure\n\nORLANOVA\n2010 – 2015 : vendeuse\n"
    assert [post.employer for post in career_of(sections(text)).posts] == ["ITELA BOURGVERT", "ORLANOVA"]


def test_a_post_in_capitals_below_its_date_is_no_heading():
    text = "EXPÉRIENCE\n10/2017 – 06/2021   Arlon, Belgique\nINFIRMIER – CLINIQUES DE BOURGVERT\nSoins intensifs\n"
    (post,) = career_of(sections(text)).posts
    assert (post.dated.subject, post.employer) == ("experience", "CLINIQUES DE BOURGVERT")


def test_staff_serve_in_a_school_whose_sort_is_not_told():
    text = (
        "EXPÉRIENCE\n2015 – 2019 : éducateur, Sainte-Marie, Bourgvert\n2010 – 2015 : directrice, ITELA\n"
        "2005 – 2010 : infirmière, Saint-Luc, Bourgvert\n"
    )
    assert [post.sector for post in career_of(sections(text)).posts] == ["education", "education", "unknown"]


def test_an_educators_school_stands_on_the_next_row():
    text = (
        "BERUFSERFAHRUNG\n\n2015 – 2019\nErzieher\nGemeindeschule Altfurt\n\n2010 – 2015\nErzieher\nVilla Kunterbunt\n"
    )
    assert [post.sector for post in career_of(sections(text)).posts] == ["education", "other"]


def test_work_stands_under_a_heading_of_studies_and_career():
    text = "Bildung und berufliche Laufbahn\n\n2008-2016: Gymnasium\n\nseit Mai 2025: Systemingenieur, Orlanova GmbH\n"
    assert [post.employer for post in career_of(sections(text)).posts if post.held] == ["Orlanova GmbH"]


def test_a_school_by_its_acronym_begins_a_post_of_its_own():
    text = (
        "EXPÉRIENCE\n\nInstitut Saint-Roch            depuis 2015\nProfesseure                     12/24\n\n"
        "ITELA                          depuis 2019\nProfesseure de pratique         6/24\n"
    )
    first, second = career_of(sections(text)).posts
    assert (first.employer, second.employer, second.line > first.line) == ("Institut Saint-Roch", "ITELA", True)

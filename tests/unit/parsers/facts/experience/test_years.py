"""Years of service in the words of many: what a letter tells, weighed as a whole dossier is."""

from datetime import UTC, date, datetime

from parsers.criteria import EO_CRITERIA
from parsers.facts.extractors import find_in_document
from parsers.profile import assemble
from parsers.values.documents import Document, Kind, Page
from parsers.values.evidence import State
from parsers.values.headers import Address
from parsers.values.profiles import Source
from tests.each import each, rows_beside
from tests.serving import serving

ROWS = rows_beside(__file__, "years.txt")


def paper(text):
    return Document(
        place="lettre.pdf",
        filename="lettre.pdf",
        media_type="application/pdf",
        sha256="0" * 64,
        size=len(text),
        kind=Kind.LETTER,
        language=None,
        text=text,
        pages=(Page(number=1, start=0, end=len(text)),),
        page_count=1,
    )


def years(sentence):
    fact = told_of(sentence)
    return fact.value if fact else None


def told_of(sentence):
    letter = paper(f"Madame, Monsieur,\n\n{sentence}\n\nCordialement")
    source = Source(
        message_id=1,
        document_id=1,
        received_at=datetime(2026, 3, 1, tzinfo=UTC),
        in_time=True,
        applicant=Address(name="A. Lambert", email="a.lambert@mail.example"),
        kind=Kind.LETTER,
        filename="lettre.pdf",
        findings=serving(find_in_document(letter, criteria=EO_CRITERIA)),
    )
    return assemble([source], criteria=EO_CRITERIA, cutoff=date(2026, 3, 15)).facts.get("experience_years")


@each(("told", "sentence"), ROWS)
def test_years_in_the_words_of_many(told, sentence):
    found = years(sentence)
    assert (found is None) is (told == "-")
    assert found is None or abs(found - int(told)) <= 1


IN_ONE_MAIL = """Madame, Monsieur,

Je cherche une école plus grande que la mienne, et mes élèves le savent.
Tout est dans ce message.

Odile Maréchal

ODILE MARÉCHAL
Rue du Lavoir 4, 6700 Grandmarais

MES POSTES
2014 à présent   Collège Saint-Orban, Grandmarais
2012 (rentrée) à 2014   intérims au Lycée de Bourgvert

ÉTUDES
2012   bachelier AESI, haute école de Bourgvert
"""


def test_a_cv_that_runs_on_behind_a_letter_dates_its_posts():
    entries = find_in_document(paper(IN_ONE_MAIL), criteria=EO_CRITERIA).entries
    assert [(entry.start.year, entry.sector) for entry in entries] == [(2014, "education"), (2012, "education")]


PARTS = [
    "En poste depuis trois ans à l'athénée de Bourgvert, j'ai enseigné auparavant dans bien d'autres écoles.",
    "Professeure de français au Lycée de Grandmarais depuis six ans, après plusieurs écoles et beaucoup d'intérims.",
    "Je suis à l'institut Saint-Gal depuis huit ans. J'y suis arrivé après un passage par trois autres écoles.",
    "Depuis dix ans, je suis directrice de l'école communale de Grandmarais.",
    "Sinds zes jaar geef ik les in het atheneum; daarvoor stond ik zelf jaren voor een andere klas.",
    "Seit sechs Jahren unterrichte ich am Athenäum, zuvor war ich lange Lehrerin an anderen Schulen.",
    "I have worked at Hillside Academy for five years; before that I taught for a long time elsewhere.",
]
WHOLES = [
    "Institutrice depuis neuf ans, je travaillais auparavant dans une banque.",
    "Je suis professeur depuis douze ans à l'institut Saint-Gal, après un passage par l'industrie.",
    "Depuis huit ans, je suis éducatrice à l'internat de Bourgvert, après mes études d'assistante sociale.",
    "Cela fait sept ans que j'enseigne. Avant moi, ma mère avait longtemps enseigné dans cette école.",
    "Al negen jaar ben ik leerkracht; daarvoor werkte ik in een bank.",
    "Seit sechs Jahren unterrichte ich, vorher habe ich in einer Spedition Lehrlinge eingestellt.",
]


@each("sentence", PARTS)
def test_the_length_of_one_post_is_to_verify_where_more_is_told_of_before(sentence):
    assert told_of(sentence).state is State.TO_VERIFY


@each("sentence", WHOLES)
def test_other_work_or_studies_before_leave_a_length_sure(sentence):
    assert told_of(sentence).state is not State.TO_VERIFY

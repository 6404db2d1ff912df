"""Years of service in the words of many: what a letter tells, weighed as a whole dossier is."""

from datetime import UTC, date, datetime

from parsers.criteria import EO_CRITERIA
from parsers.facts.extractors import find_in_document
from parsers.profile import assemble
from parsers.values.documents import Document, Kind, Page
from parsers.values.headers import Address
from parsers.values.profiles import Source
from tests.each import each, rows_beside

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
    letter = paper(f"Madame, Monsieur,\n\n{sentence}\n\nCordialement")
    source = Source(
        message_id=1,
        document_id=1,
        received_at=datetime(2026, 3, 1, tzinfo=UTC),
        in_time=True,
        applicant=Address(name="A. Lambert", email="a.lambert@mail.example"),
        kind=Kind.LETTER,
        filename="lettre.pdf",
        findings=find_in_document(letter, criteria=EO_CRITERIA),
    )
    fact = assemble([source], criteria=EO_CRITERIA, cutoff=date(2026, 3, 15)).facts.get("experience_years")
    return fact.value if fact else None


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

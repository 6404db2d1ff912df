from dataclasses import replace

import pytest

from parsers.criteria import EO_CRITERIA
from parsers.facts.asked.mentioned import find_passages, pattern_of
from parsers.layout.sections import sections
from parsers.values.documents import Kind

BY_KEY = {criterion.key: criterion for criterion in EO_CRITERIA}


def quotes(text, key, kind=None):
    layout = replace(sections(text), kind=kind)
    return [finding.evidence[0].quote for finding in find_passages(layout, BY_KEY[key])]


def test_a_sentence_that_holds_a_term():
    text = "J'aime mon métier. Je lis les circulaires avant d'en parler. J'utilise Word et Excel."
    assert quotes(text, "legislation") == ["Je lis les circulaires avant d'en parler."]
    assert quotes(text, "office_tools") == ["J'utilise Word et Excel."]


def test_a_denial_or_a_colleague_is_none():
    assert quotes("Je ne connais pas les circulaires. Ma collègue maîtrise Excel.", "legislation") == []
    assert quotes("Ma collègue maîtrise Excel.", "office_tools") == []


def test_a_star_ends_a_stem_and_words_stand_whole():
    pattern = pattern_of(("decret*", "word"))
    assert [match.group() for match in pattern.finditer("decrets et wordpress, word")] == ["decrets", "word"]


def test_a_word_of_a_term_may_be_written_for_both_genders():
    pattern = pattern_of(("assistant social",))
    written = "assistant social, assistant·e social·e, assistant(e) social, assistants sociaux"
    assert len(pattern.findall(written)) == 3


def test_a_copy_of_the_notice_is_no_evidence():
    layout = replace(sections("Maîtrise de Word et d'Excel"), kind=Kind.OTHER)
    assert find_passages(layout, BY_KEY["office_tools"]) == ()


def test_at_most_six_passages():
    text = "\n".join(f"- J'ai lu le décret {n} et la circulaire {n}." for n in range(20))
    assert 1 <= len(quotes(text, "legislation")) <= 6


LETTER = """Carrefour des Métiers
Rue de la Gare 1
6700 Arlon

Objet : candidature au Carrefour des Métiers

Madame, Monsieur,

{body}

Veuillez agréer mes salutations distinguées.
Anne Dupont
"""


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("lifelong_guidance", "Je sollicite le poste de chargée de mission au Carrefour des Métiers d'Arlon."),
        ("lifelong_guidance", "Votre Carrefour des Métiers est bien connu dans la région."),
        ("lifelong_guidance", "Je connais mal les bilans de compétences."),
        ("lifelong_guidance", "J'aimerais apprendre l'approche orientante."),
        ("office_tools", "Écrivez-moi à anne@outlook.example ou sur https://office.example/word."),
        ("skills", "Mon école fondamentale autonome est petite et je l'aime."),
        ("operators", "Le Forem propose des formations."),
    ],
)
def test_what_the_writer_does_not_claim_proves_nothing(key, sentence):
    assert quotes(LETTER.format(body=sentence), key) == []


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("lifelong_guidance", "J'ai accompagné mes élèves dans une Cité des Métiers pendant six ans."),
        ("skills", "Je rédige vite et j'ai organisé quatre forums."),
        ("operators", "Je travaille depuis 2019 avec le Forem et l'IFAPME."),
    ],
)
def test_what_the_writer_claims_is_a_passage(key, sentence):
    assert quotes(LETTER.format(body=sentence), key) == [sentence]


def test_a_cv_claims_by_listing_but_a_course_says_no_skill_by_one_word():
    text = "FORMATION\n2012 Master en organisation du travail\n\nCOMPÉTENCES\nSens de l'organisation\nExcel : bon"
    assert quotes(text, "skills", Kind.CV) == ["Sens de l'organisation"]
    assert quotes(text, "office_tools", Kind.CV) == ["Excel : bon"]

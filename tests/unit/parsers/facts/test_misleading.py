"""Sentences and CVs of which a rule may believe what a careful reader does not: nothing wrong is told as sure.

A row of misleading.txt: language and kind of the paper, what is true of tenure, workload, years and guidance
(`t w y o`), its text. A fact that is not named is not told at all; one with a capital must be told as sure. `|` parts
several truths, `-` is none of them, `*` is any.
"""

from parsers.criteria import EO_CRITERIA
from parsers.facts.extractors import find_in_document
from parsers.profile import assemble
from parsers.values.documents import Kind
from parsers.values.evidence import State
from parsers.values.headers import Address
from parsers.values.profiles import Source
from tests.corpus.evaluate import CUTOFF, RECEIVED, document_of
from tests.each import each, rows_beside
from tests.serving import serving

KEYS = {"t": "tenure", "w": "workload", "y": "experience_years", "o": "orientation"}
ASKED = tuple(criterion for criterion in EO_CRITERIA if criterion.key in KEYS.values())
WORDS = {"P": "permanent", "T": "temporary", "True": True, "False": False}
FRAME = {
    "fr": ("Madame, Monsieur,", "Cordialement"),
    "nl": ("Geachte mevrouw, geachte heer,", "Met vriendelijke groet"),
    "de": ("Sehr geehrte Damen und Herren,", "Mit freundlichen Grüßen"),
    "en": ("Dear Sir or Madam,", "Yours faithfully"),
}
NEAR = {"w": 0.02, "y": 0.5}


def facts_of(kind, language, text):
    greeting, closing = FRAME[language]
    text = f"{greeting}\n\n{text}\n\n{closing}\n\nAlix Lunet\n" if kind == "letter" else f"Alix Lunet\n\n{text}\n"
    paper = document_of({"filename": "paper.pdf", "kind": kind, "language": language, "pages": [text]})
    source = Source(
        message_id=1,
        document_id=1,
        kind=Kind(kind),
        filename="paper.pdf",
        received_at=RECEIVED,
        in_time=True,
        applicant=Address(),
        findings=serving(find_in_document(paper, criteria=ASKED)),
    )
    return assemble([source], criteria=ASKED, cutoff=CUTOFF).facts


def is_true(key, said, value):
    """Whether what is told of a fact is one of its truths."""
    return any(
        one == "*"
        or (one in WORDS and WORDS[one] == value)
        or (key in NEAR and one not in {"-", *WORDS} and value is not None and abs(float(one) - value) <= NEAR[key])
        for one in said.split("|")
    )


@each(("told", "text"), rows_beside(__file__, "misleading.txt"))
def test_nothing_wrong_is_told_as_sure(told, text):
    language, kind, *truths = told.split()
    said = dict(truth.split("=") for truth in truths)
    facts = facts_of(kind, language, text.replace("\\n", "\n").replace("\\t", "\t"))
    for key, name in KEYS.items():
        fact = facts[name]
        if fact.state in {State.FOUND, State.CONTRARY}:
            assert is_true(key, said.get(key, said.get(key.upper(), "-")), fact.value), (name, fact.value)
        else:
            assert key.upper() not in said, (name, fact.state)

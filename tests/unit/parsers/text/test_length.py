"""A text is understood as far as a person writes one, and told to be longer."""

from parsers.criteria import EO_CRITERIA
from parsers.facts.extractors import find_in_document
from parsers.kinds.classify import classify
from parsers.mail.message import read_message
from parsers.text.length import LONGEST, MOST_LINES, as_far_as_understood
from parsers.values.documents import Document

TOLD = "Je suis nommée à titre définitif à l'Athénée royal d'Arlon.\n"


def document(text):
    return Document(place="1", filename=None, media_type="text/plain", sha256="", size=len(text), text=text)


def told(text):
    found = find_in_document(classify(document(text)), criteria=EO_CRITERIA)
    return {fact.key for fact in found.facts}


def test_what_a_person_writes_is_understood_whole():
    text = "Une ligne.\n\n" * MOST_LINES
    assert as_far_as_understood(text) == text
    assert as_far_as_understood("") == ""


def test_characters_and_lines_bound_a_text():
    assert as_far_as_understood("x" * (LONGEST + 1)) == "x" * LONGEST
    assert as_far_as_understood("a\n" * (MOST_LINES + 1)).count("a") == MOST_LINES


def test_facts_are_sought_up_to_there():
    assert "tenure" in told(f"{TOLD}\n" + "a\n" * MOST_LINES)
    assert "tenure" not in told("a\n" * MOST_LINES + f"\n{TOLD}")


def test_a_mail_of_too_many_lines_is_told():
    message = read_message(b"From: a@example.org\n\n" + b"a\n" * (MOST_LINES + 1))
    assert message.body.text.count("a") == MOST_LINES
    assert [problem.code for problem in message.problems] == ["body_cut"]

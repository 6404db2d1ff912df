"""The program's own clauses in the reader's language: none that the rules can write is left in English."""

from __future__ import annotations

import ast
import inspect
import textwrap

import pytest

from desk.i18n import clauses, code_labels
from desk.i18n.languages import LANGUAGES
from desk.i18n.speech import speech
from ingest.archive import originals
from ingest.errors import OriginalDamaged, OriginalMissing
from jobs.intake.poll import recording
from parsers.disposition import disposition, resemblance
from parsers.linkage import grouping
from parsers.mail import stand_in
from parsers.values import problems, sightings
from tests.each import each

KNOWN = "a CV comes with it"
"""Stands for a clause within a clause."""
MAKERS = [disposition, resemblance._why, resemblance.MailLook._pointing, grouping._suspicions, recording]
MAKERS += [stand_in._clause, stand_in._another, stand_in._short]
LATE = f"{KNOWN}, but it arrived after the closing date"
SENT_BEFORE = f"; by its trace headers it was sent before ({KNOWN})"
WHOLES = {
    "sent to many": "mail sent to many",
    "of business": "mail of business",
    f"mail {KNOWN}": "mail of business",
    "after the closing date": LATE,
    f"after the closing date{SENT_BEFORE}": f"{LATE}{SENT_BEFORE}",
    f"{KNOWN}, but it arrived {KNOWN}": LATE,
}
"""Parts that a rule puts together, and what they make."""


def sentences(maker):
    """Every text that the code of a module or a function gives; what is filled in is replaced by KNOWN."""
    nodes = list(ast.walk(ast.parse(textwrap.dedent(inspect.getsource(maker)))))
    told = {node.value for node in nodes if isinstance(node, ast.Expr)}  # docstrings
    told |= {node.args[0] for node in nodes if isinstance(node, ast.Call) and node.args and _is_log(node)}
    told |= {node.format_spec for node in nodes if isinstance(node, ast.FormattedValue)}
    told |= {part for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes:
        if isinstance(node, ast.JoinedStr) and node not in told:
            yield "".join(part.value if isinstance(part, ast.Constant) else KNOWN for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in told:
            yield node.value


def _is_log(call):
    return (
        isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) and call.func.value.id == "log"
    )


def clauses_of(maker):
    return {WHOLES.get(text, text) for text in sentences(maker) if len(text.split()) > 1 and "%Y" not in text}


EVERY = sorted({clause for maker in MAKERS for clause in clauses_of(maker)} | {sightings.NOTHING_GIVEN.says})


def test_the_rules_clauses_are_found():
    assert {"written by a colleague", "mail sent to many", "mail of business"} <= set(EVERY)
    assert "the same name at two addresses" in EVERY
    assert f"looks like an application ({KNOWN}), but the subject does not carry the notice's phrase" in EVERY
    assert len(EVERY) > 20


@each("clause", EVERY)
def test_every_clause_of_the_rules_is_known(clause):
    assert clauses.translated(clause, lambda _: "…") != clause


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_clause_stays_english(language):
    for clause in (*clauses.WHOLE, *(text for _, text in clauses.PATTERNS)):
        assert speech(language).text(clause) != clause


def test_an_original_that_is_gone_is_told_without_its_folder():
    folder, digest = originals.Archive.__name__, "ab" * 32
    for fault in (
        OriginalMissing(folder, f"holds no original {digest}"),
        OriginalDamaged(folder, f"the original {digest} is damaged"),
    ):
        assert digest not in speech("fr").clause(str(fault))


def test_late_though_sent_in_time_is_told_in_words():
    told = (
        "the subject carries the notice's phrase, but it arrived after the closing date; "
        "by its trace headers it was sent before (2026-03-15 23:58:00 +0100)"
    )
    assert "avant (15 mars 2026, 23:58)" in speech("fr").clause(told)
    assert "trace headers" not in speech("fr").clause(told)
    assert "15 Mar 2026, 23:58" in speech("en").clause(told)


def test_figures_that_are_no_instant_stay_as_they_are():
    told = "an automatic answer, by its words (2026-13-45 99:99:99 +9999)"
    assert "2026-13-45 99:99:99 +9999" in speech("fr").clause(told)


def test_what_a_person_wrote_is_no_clause():
    assert speech("nl").clause("accepted by Anne: {0} %s") == "aanvaard door Anne: {0} %s"
    assert clauses.translated("something new", lambda text: text) == "something new"


@pytest.mark.parametrize("reason", list(problems.Reason))
def test_every_reason_of_an_unreadable_document_has_its_words(reason):
    assert reason.value in code_labels.REASONS

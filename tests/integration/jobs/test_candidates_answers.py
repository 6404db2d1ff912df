"""Sixty answers of candidates to the office's letters and sixty automatic ones, over a real server."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from desk.letters import mail
from jobs.outgoing.letters.sending import Sender
from jobs.outgoing.letters.submission import Submission
from store import Store
from store.letters.values import LetterDraft
from store.views.values import ApplicationFilter
from tests.candidates_answers import OFFICE, automatic_answers, letters, replies
from tests.integration.jobs.test_letters import Taking, serving
from tests.mailboxes import configure
from tests.running import command
from tests.servers.dovecot import PASSWORD, Dovecot

APPLIED = datetime(2026, 3, 1, 9, tzinfo=UTC)


def applied(letter):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"Claude Dupont <{letter.candidate}>", OFFICE, "Recrutement EO"
    made["Message-ID"] = f"<applied.{letter.candidate}>"
    made.set_content("Madame,\n\nJe pose ma candidature.\n\nClaude Dupont\n")
    return made.as_bytes()


def poll(config):
    done = command(config, "poll")
    assert done.returncode == 0, done.stderr


def sent(store):
    """The letters as the office's mail server took them."""
    handler, unsent = Taking(), {letter.candidate: letter for letter in letters()}
    with serving(handler) as port:
        with store.begin() as tx:
            for row in tx.views.applications(ApplicationFilter()).rows:
                letter = unsent[row.email]
                draft = LetterDraft(
                    notice=row.notice, message_id=row.id, kind="acknowledgement", language=letter.language, once="x",
                    sender=OFFICE, to_name=row.name, to_email=row.email, subject=letter.subject, text=letter.text,
                )  # fmt: skip
                made = tx.letters.draft(draft, "mireille")
                tx.letters.approve(made.id, "mireille", revision=made.revision)
        way = Submission(url=f"smtp://127.0.0.1:{port}")
        Sender(store, way, lambda letter: mail.seal(letter, now=datetime.now(UTC)), per_minute=100).round()
    taken = [handler.mails.get_nowait() for _ in unsent]
    return letters({to[0]: message_id(held) for *_, to, held in taken})


def message_id(original):
    return str(message_from_bytes(original, policy=policy.default)["Message-ID"])


@pytest.fixture(scope="module")
def came_to(has_dovecot, tmp_path_factory):
    """What each answer came to: its mail, and whose dossier it is in."""
    with pytest.MonkeyPatch.context() as patch, Dovecot(("a", "b")) as server:
        patch.setenv("CANDIDATURES_TEST", PASSWORD)
        config = configure(server, tmp_path_factory.mktemp("answers"))
        config.write_text(f'{config.read_text("utf-8")}\n[letters]\nsender = "{OFFICE}"\n', "utf-8")
        for letter in letters():
            server.deliver("a", applied(letter), APPLIED)
        poll(config)
        with closing(Store.open(f"sqlite:///{config.parent}/candidatures.db")) as store:
            out = sent(store)
        later = datetime.now(UTC) + timedelta(seconds=5)
        answers = {"replies": replies(out), "automatic": automatic_answers(out)}
        for answer in (*answers["replies"], *answers["automatic"]):
            server.deliver("a", answer.original, later)
        poll(config)
        yield answers, kept(config), set_aside(config)


def kept(config):
    """By Message-ID each mail, and the dossiers by number."""
    url = f"sqlite:///{config.parent}/candidatures.db"
    with closing(Store.open(url, read_only=True)) as store, store.peek() as tx:
        mails = {one.message_id: one for one in tx.views.messages()}
        dossiers = {row.id: row.email for row in tx.views.applications(ApplicationFilter(standing="any")).rows}
    return mails, dossiers


def set_aside(config):
    """By Message-ID what the program set aside, as the command lists it."""
    done = command(config, "messages", "--set-aside", "--format", "json")
    return {one["message_id"]: one["reason"] for one in json.loads(done.stdout)}


def told(answers, mails):
    for answer in answers:
        yield answer, mails.get(message_id(answer.original))


def test_no_answer_of_a_candidate_is_lost(came_to):
    answers, (mails, dossiers), _ = came_to
    lost = [
        f"{answer.label}: {found.disposition} ({found.reason})" if found else f"{answer.label}: nothing"
        for answer, found in told(answers["replies"], mails)
        if found is None
        or not (found.disposition == "near_miss" or dossiers.get(found.application_id) == answer.letter.candidate)
    ]
    assert len(answers["replies"]) == 60
    assert lost == []


def test_a_paper_that_answers_a_letter_is_in_the_candidate_s_dossier(came_to):
    answers, (mails, dossiers), _ = came_to
    asked = [(answer, found) for answer, found in told(answers["replies"], mails) if "no paper" not in answer.label]
    assert len(asked) > 25
    assert [
        answer.label for answer, found in asked if dossiers.get(found.application_id) != answer.letter.candidate
    ] == []


def test_no_automatic_answer_is_in_a_dossier(came_to):
    answers, (mails, _), _ = came_to
    filed = [
        f"{answer.label}: {found.disposition} ({found.reason})"
        for answer, found in told(answers["automatic"], mails)
        if found is not None and found.application_id is not None
    ]
    assert len(answers["automatic"]) == 60
    assert filed == []


def test_what_was_set_aside_stands_in_one_list_with_its_reason(came_to):
    answers, (mails, _), aside = came_to
    silent = {found.message_id for _, found in told(answers["automatic"], mails) if found.disposition == "auto_reply"}
    assert len(silent) >= 20
    assert set(aside) == silent
    assert all(aside.values())

"""How candidates name themselves: by a title before their whole name, or a field of their CV, and never by a guess."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.letters.addressee import Civility, civility_of
from desk.letters.writing import write
from parsers.values.documents import Kind
from parsers.values.messages import Voice
from store import Store
from store.database.engines import connect
from tests.letters import CV, NAMED, Naming
from tests.unit.desk.letters.test_selection import NOTICE, OFFICE
from tests.unit.store.conftest import empty_store, post  # noqa: F401 - fixtures
from tests.unit.store.posting import paper

NAME = "Sophie Lambert"


@pytest.fixture
def store(empty_store, tmp_path):  # noqa: F811 - fixtures
    path = tmp_path / "named.db"
    path.write_bytes(empty_store.read_bytes())
    opened = Store(connect(f"sqlite:///{path}"), Naming())
    yield opened
    opened.close()


def detail_of(store, post, *documents, body="Bonjour", **fields):  # noqa: F811 - fixtures
    post.take_in(*documents, sender="s@mail.example", name=fields.pop("name", NAME), reading={"body": body}, **fields)
    with store.peek() as tx:
        return tx.views.application(1, with_text=True)


@pytest.mark.parametrize(
    ("text", "civility"),
    [
        ("Madame Sophie Lambert", Civility.MS),
        ("Mme LAMBERT Sophie", Civility.MS),
        ("délivré à\nM. Sophie Lambert", Civility.MR),
        ("mevr. Lambert, Sophie", Civility.MS),
        ("De heer Sophie Lambert", Civility.MR),
        ("Frau Sophie Lambert", Civility.MS),
        ("Civilité : Madame\nSophie Lambert", Civility.MS),
        ("Geslacht: V\nSophie Lambert", Civility.MS),
        ("Geschlecht: männlich", Civility.MR),
        ("Sophie Lambert", None),
        ("Madame Lambert, sa mère", None),
        ("Monsieur Paul Lambert, directeur", None),
        ("Madame Sophie Lamberts", None),
        ("Madame Sophie Lambert et Monsieur Sophie Lambert", None),
        ("Sexe : X", None),
        ("programm Sophie Lambert", None),
    ],
)
def test_a_title_is_proven_by_the_whole_name_or_a_field_of_the_cv(store, post, text, civility):  # noqa: F811
    assert civility_of(detail_of(store, post, paper(text=text))) == civility


def test_a_field_of_another_paper_than_the_cv_proves_nothing(store, post):  # noqa: F811
    letter = paper(kind=Kind.LETTER, text="Civilité : Monsieur")
    assert civility_of(detail_of(store, post, letter)) is None


def test_the_mail_s_own_words_prove_it_and_those_it_quotes_do_not(store, post):  # noqa: F811
    own, quoted = "Bien à vous,\nMme Sophie Lambert\n", "> Bonjour Monsieur Sophie Lambert\n"
    stretches = ((Voice.OWN, 0, len(own)), (Voice.QUOTED, len(own), len(own + quoted)))
    detail = detail_of(store, post)
    body = replace(detail.bodies[0], text=own + quoted, stretches=stretches)
    assert civility_of(replace(detail, bodies=(body,))) is Civility.MS


@pytest.mark.parametrize(
    ("language", "greeting", "leave"),
    [
        (
            "fr",
            "Madame Lambert,",
            "Nous vous prions d’agréer, Madame, nos salutations distinguées.",
        ),
        ("nl", "Geachte mevrouw Lambert,", "Met vriendelijke groeten,"),
        ("de", "Sehr geehrte Frau Lambert,", "Mit freundlichen Grüßen"),
        ("en", "Dear Ms Lambert,", "Yours sincerely,"),
    ],
)
def test_a_letter_greets_by_name_and_takes_leave_alike(store, post, language, greeting, leave):  # noqa: F811
    detail = detail_of(store, post, paper(text=CV[NAMED]))
    text = write(detail, NOTICE, OFFICE, "withdrawal_confirmed", language=language).draft.text
    assert f"\n\n{greeting}\n\n" in text
    assert f"\n\n{leave}" in text

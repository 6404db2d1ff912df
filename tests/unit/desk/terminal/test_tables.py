from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace

import pytest
from rich.console import Console

from desk.i18n.languages import LANGUAGES
from desk.i18n.speech import speech
from desk.terminal import tables
from parsers.values.criteria import Criterion
from parsers.values.dispositions import Disposition, Verdict

FRENCH = speech("fr")


def printed(renderable, width=200):
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=True, color_system=None).print(renderable)
    return out.getvalue()


def test_the_list_tells_what_is_missing_and_what_awaits_a_human(shown):
    with shown.read() as views:
        text = printed(tables.applications(views.applications(), views.notices(), FRENCH))
    assert "Lettre" in text
    assert "manquante" in text
    assert "complet" in text
    assert "hors délai" in text
    assert "illisible" in text
    assert "2 candidatures" in text


def characters(text):
    return Counter(text) - Counter({character: text.count(character) for character in " \n─"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_fits_eighty_columns_without_losing_a_word(shown, language):
    with shown.begin() as tx:
        tx.reviews.decide(2, "colette", "shortlist", "oui")
    with shown.read() as views:
        table = tables.applications(views.applications(), views.notices(), speech(language))
    narrow, wide = printed(table, width=80), printed(table, width=300)
    assert all(len(told) <= 80 for told in narrow.splitlines())
    assert characters(narrow) == characters(wide)
    if language == "fr":
        for word in ("illisible,", "vérifier", "manquante", "complet", "délai"):
            assert word in narrow


def test_the_list_shows_what_each_notice_asks_and_is_blank_where_it_does_not(shown):
    with shown.read() as views:
        page, (notice,) = views.applications(), views.notices()
    asked = {"fr": "Titre d'infirmier"}, {"fr": "Travail de nuit"}, {"nl": "Tweetalig"}
    criteria = tuple(Criterion(key=labels[min(labels)], labels=labels, extractor="passages") for labels in asked)
    nurse = replace(page.rows[1], notice="nurse", facts={key.key: page.rows[0].facts["tenure"] for key in criteria})
    page = replace(page, rows=(page.rows[0], nurse))
    text = printed(tables.applications(page, [notice, replace(notice, slug="nurse", criteria=criteria)], FRENCH))
    first, second = (line for line in text.splitlines() if re.match(r" +[12] ", line))
    assert " N T R W " in text
    assert "T Titre d'infirmier" in text
    assert "R Travail de nuit" in text
    assert "W Tweetalig" in text
    assert (first.count("✓"), second.count("✓")) == (1, 0)
    assert second.count("·") == 3  # words that were found are mentioned
    assert "–" not in second
    assert "· mentionné" in text


def test_one_application_shows_its_passages_papers_and_career(shown):
    with shown.begin() as tx:
        tx.reviews.note(1, "colette", "à rappeler")
    with shown.read() as views:
        text = printed(tables.application(views.application(1), FRENCH))
    for words in (
        "« Je suis nommée à titre définitif »",
        "14",
        "50 %",
        "09/2011",
        "en cours",
        "à rappeler",
        "0470123456",
    ):
        assert words in text


def test_one_application_fits_eighty_columns_and_keeps_a_passage_in_one_piece(shown):
    with shown.read() as views:
        text = printed(tables.application(views.application(1), FRENCH), width=80)
    assert all(len(told) <= 80 for told in text.splitlines())
    assert "« Je suis nommée à titre définitif »" in text


def test_a_passage_is_quoted_without_the_mark_of_its_list(shown):
    with shown.read() as views:
        detail = views.application(1)
    fact = detail.facts["tenure"]
    listed = replace(fact, evidence=(replace(fact.evidence[0], quote=f"• {fact.evidence[0].quote}"),))
    text = printed(tables.application(replace(detail, facts=detail.facts | {"tenure": listed}), FRENCH))
    assert "« Je suis nommée à titre définitif »" in text


def test_candidates_words_are_never_markup_or_escapes(shown):
    with shown.read() as views:
        text = printed(tables.application(views.application(1), FRENCH))
        text += printed(tables.messages(views.messages(), FRENCH))
        text += printed(tables.search(views.search("charge"), FRENCH))
    assert "[red]x[/red]" in text
    assert "[bold]" in text
    assert "\x1b" not in text
    assert "\x07" not in text


def test_search_tells_where_and_how_many(shown):
    with shown.read() as views:
        text = printed(tables.search(views.search("definitif"), FRENCH))
    assert "définitif" in text
    assert "1 résultat" in text


def test_what_awaits_a_human_is_counted(shown):
    with shown.read() as views:
        text = printed(tables.to_sort(views.to_sort(), views.attention(), FRENCH))
    assert "Mails à trier (1)" in text
    assert "Documents illisibles (1)" in text


def test_nothing_to_see_is_said(store):
    with store.read() as views:
        assert "Rien n’attend votre intervention." in printed(
            tables.to_sort(views.to_sort(), views.attention(), FRENCH)
        )
        assert "0 candidature" in printed(tables.applications(views.applications(), views.notices(), FRENCH))


def test_reasons_are_told_in_french(shown, post):
    reason = "looks like an application (a CV comes with it), but the subject does not carry the notice's phrase"
    post.take_in(sender="y@mail.example", verdict=Verdict(disposition=Disposition.NEAR_MISS, reason=reason))
    with shown.read() as views:
        text = printed(tables.messages(views.messages(), FRENCH))
    assert "un CV y est joint" in text
    assert "comes with it" not in text

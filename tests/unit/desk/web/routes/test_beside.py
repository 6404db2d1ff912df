"""A paper stands beside the decision; a row is folded until its details are asked for."""

from __future__ import annotations

import re

from parsers.values.documents import Kind
from tests.unit.desk.web.conftest import QUOTE
from tests.unit.store.posting import paper


def beside(page):
    """The part of a file's page that shows a paper."""
    return page[page.index('id="papers"') : page.index('id="work"')]


def test_the_cv_stands_beside_the_decision_with_its_passages_marked(reader, anne):
    shown = beside(reader.get(f"/applications/{anne}").text)
    assert f'src="/documents/{anne}0001/pages/1.webp"' in shown
    assert '<rect class="other"' in shown
    assert f'<mark class="other">{QUOTE}</mark>' in shown
    assert f'<a href="/documents/{anne}0001" aria-current="true">' in shown


def test_of_several_papers_the_cv_is_read_first_and_each_has_its_tab(reader, post):
    number = post.take_in(paper(Kind.LETTER, "Lettre.pdf", "Madame"), paper(), sender="paul@mail.example")
    shown = beside(reader.get(f"/applications/{number}").text)
    assert f'src="/documents/{number}0002/pages/1.webp"' in shown
    assert f'href="/documents/{number}0001"' in shown


def test_what_has_no_paper_that_can_be_read_has_no_place_for_one(reader, locked):
    page = reader.get(f"/applications/{locked}").text
    assert 'id="papers"' not in page
    assert 'class="dossier alone"' in page


def test_the_name_is_part_of_what_stays_in_sight(recruiter, anne):
    page = recruiter.get(f"/applications/{anne}?told=decided&of={anne}").text
    block = page[page.index('id="decision"') :]
    block = block[: block.index("</section>")]
    assert '<h1 id="whose">Anne Lambert</h1>' in block
    assert "La décision est enregistrée" in block
    assert page.count('role="status"') == 1


def test_a_row_is_corrected_among_its_details(recruiter, reader, anne):
    form = f'action="/applications/{anne}/corrections"'
    assert form not in recruiter.get(f"/applications/{anne}").text
    page = recruiter.get(f"/applications/{anne}?fact=tenure").text
    assert page.count(form) == 1
    assert f'href="/applications/{anne}#fact-tenure"' in page  # folds it again
    assert form not in reader.get(f"/applications/{anne}?fact=tenure").text


def test_the_parts_of_a_name_are_corrected_with_the_name(recruiter, anne):
    assert 'id="fact-family_name"' not in recruiter.get(f"/applications/{anne}").text
    page = recruiter.get(f"/applications/{anne}?fact=name").text
    assert set(re.findall(r'name="key" value="(\w+)"', page)) == {"name", "given_name", "family_name"}
    done = recruiter.send(f"/applications/{anne}/corrections", key="family_name", value="Lambert-Roy")
    assert done.headers["location"] == f"/applications/{anne}?told=corrected#fact-family_name"
    assert 'id="fact-family_name"' in recruiter.get(f"/applications/{anne}").text


def test_nobody_is_given_a_file_to_look_after_who_may_not_decide_on_it(recruiter, store, anne):
    with store.begin() as transaction:
        transaction.accounts.add_user("nadine", "jury", "x")
    page = recruiter.get(f"/applications/{anne}").text
    offered = page[page.index('id="assignee"') :]
    offered = offered[: offered.index("</select>")]
    assert "mireille" in offered
    assert "nadine" not in offered

from dataclasses import replace

from parsers.criteria import EO_CRITERIA
from parsers.facts.knowledge import find_passages, pattern_of
from parsers.layout.sections import sections
from parsers.values.documents import Kind

BY_KEY = {criterion.key: criterion for criterion in EO_CRITERIA}


def quotes(text, key):
    return [finding.evidence[0].quote for finding in find_passages(sections(text), BY_KEY[key])]


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


def test_a_copy_of_the_notice_is_no_evidence():
    layout = replace(sections("Maîtrise de Word et d'Excel"), kind=Kind.OTHER)
    assert find_passages(layout, BY_KEY["office_tools"]) == ()


def test_at_most_six_passages():
    text = "\n".join(f"- J'ai lu le décret {n} et la circulaire {n}." for n in range(20))
    assert 1 <= len(quotes(text, "legislation")) <= 6

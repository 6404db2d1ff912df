"""A small store to show: one complete application full of traps, one late, a near miss, unrelated mail."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.values.criteria import Criterion
from parsers.values.documents import Kind
from parsers.values.evidence import Entry, Evidence, Finding, State
from parsers.values.problems import Reason
from parsers.values.profiles import Fact, PlacedEntry, PlacedEvidence, Profile
from store.values import ByToken, Notice
from tests.unit.store.conftest import empty_store, post, store  # noqa: F401 - fixtures
from tests.unit.store.posting import CLOSES, LATE, NEAR, NOTICE, UNRELATED, paper, scene

TEXT = "Je suis nommée à titre définitif, [bold]charge[/bold] complète."
TRAP = '=HYPERLINK("http://evil.example")'


class Telling(ByToken):
    """A profile with all that an export can hold."""

    def assemble(self, sources, notice):
        del notice
        source = sources[0]
        document = next((s.document_id for s in sources if s.document_id), None)
        passage = PlacedEvidence(
            message_id=source.message_id,
            document_id=document,
            evidence=Evidence(start=0, end=32, quote=TEXT[:32], rule="tenure.appointed/1", page=1),
        )
        entry = Entry(
            start=date(2011, 9, 1),
            end=None,
            ongoing=True,
            function="=enseignante",
            sector="education",
            evidence=passage.evidence,
        )
        facts = [
            Fact(key="tenure", value="permanent", state=State.FOUND, evidence=(passage,)),
            Fact(key="workload", value=0.5, state=State.CONTRARY),
            Fact(key="qualifications", value=["AESS", "CAPAES"], state=State.FOUND),
            Fact(key="experience_years", value=14, state=State.TO_VERIFY),
        ]
        name = source.applicant.name
        person = [Fact(key="name", value=name, state=State.FOUND), Fact(key="phone", value="+32470123456")]
        return Profile(
            person={fact.key: fact for fact in person},
            facts={fact.key: fact for fact in facts},
            timeline=(PlacedEntry(message_id=source.message_id, document_id=document, entry=entry, counted=True),),
        )


@pytest.fixture
def telling(store):  # noqa: F811 - a fixture
    store._logic = Telling()
    return store


@scene
def shown(telling, store, post):  # noqa: F811 - fixtures
    """The store; its first application is full of what must stay inert."""
    del telling
    criterion = Criterion(
        key="tenure",
        labels={"fr": "Nommé à titre définitif", "nl": "Vast benoemd"},
        headings={"fr": "Nomination", "nl": "Benoeming", "de": "Ernennung", "en": "Tenure"},
        extractor="t",
    )
    with store.begin() as tx:
        tx.notices.put(
            Notice(
                **{name: getattr(NOTICE, name) for name in ("slug", "title", "closes_at", "timezone")},
                criteria=(criterion,),
            )
        )
    finding = Finding(key="tenure", value="permanent", state=State.FOUND)
    post.take_in(
        paper(text=TEXT, filename=TRAP, findings=[finding]),
        paper(Kind.LETTER, "lettre\x1b[31m.pdf", "x"),
        name=TRAP,
        subject="Recrutement EO \x1b]0;owned\x07 [red]x[/red]",
    )
    post.take_in(
        paper(readable=False, reason=Reason.ENCRYPTED, text=""),
        sender="paul@mail.example",
        name="Paul",
        verdict=LATE,
        received_at=CLOSES,
    )
    post.take_in(sender="x@mail.example", verdict=NEAR)
    post.record(post.sighting(subject="Facture"), UNRELATED)
    return store

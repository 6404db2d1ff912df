"""Every letter in every language, as mail and on paper, to be read by somebody whose language it is.

    python -m tests.letters FOLDER    # FOLDER/fr/refusal.eml, refusal.pdf, refusal.txt and so on

The office, its candidates and what is decided of them are invented.
"""

from __future__ import annotations

import sys
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from desk.dossier import letter as on_paper
from desk.i18n.languages import LANGUAGES
from desk.i18n.speech import speech
from desk.letters import mail, wording
from desk.letters.kinds import KINDS
from desk.letters.office import NoticeLetters, Office
from desk.letters.writing import write
from parsers.values.evidence import State
from parsers.values.profiles import Fact
from store import Store
from store.letters.values import Letter
from store.values import Notice
from tests.unit.store.posting import Plain, Post, paper

NOW = datetime(2026, 3, 24, 9, tzinfo=UTC)
NOTICE = Notice(
    slug="eo",
    title="Chargé(e) de mission, Carrefour des Métiers d'Arlon",
    closes_at=datetime(2026, 3, 15, 23, tzinfo=UTC),
    timezone="Europe/Brussels",
)
POST = {
    "fr": "chargé(e) de mission au Carrefour des Métiers d'Arlon",
    "nl": "opdrachthouder bij het Carrefour des Métiers in Aarlen",
    "de": "Projektbeauftragte(r) beim Carrefour des Métiers Arlon",
    "en": "project officer at the Carrefour des Métiers in Arlon",
}
SIGNATURE = {
    "fr": "Mireille Gathoye\nCoordinatrice\nCarrefour des Métiers d'Arlon",
    "nl": "Mireille Gathoye\nCoördinator\nCarrefour des Métiers in Aarlen",
    "de": "Mireille Gathoye\nKoordinatorin\nCarrefour des Métiers Arlon",
    "en": "Mireille Gathoye\nCoordinator\nCarrefour des Métiers in Arlon",
}
APPEAL = {
    "fr": "Un recours en annulation de cette décision peut être introduit devant la section du contentieux "
    "administratif du Conseil d'État (rue de la Science 33, 1040 Bruxelles), pour violation des formes soit "
    "substantielles, soit prescrites à peine de nullité, excès ou détournement de pouvoir. La requête est "
    "introduite, par lettre recommandée à la poste ou par voie électronique (e-ProAdmin), dans les soixante "
    "jours de la notification de la présente.",
    "nl": "Tegen deze beslissing kan een beroep tot nietigverklaring worden ingesteld bij de afdeling "
    "Bestuursrechtspraak van de Raad van State (Wetenschapsstraat 33, 1040 Brussel), wegens overtreding van "
    "hetzij substantiële, hetzij op straffe van nietigheid voorgeschreven vormen, overschrijding of afwending "
    "van macht. Het verzoekschrift wordt bij aangetekende brief of elektronisch (e-ProAdmin) ingediend binnen "
    "zestig dagen na de kennisgeving van deze beslissing.",
    "de": "Gegen diese Entscheidung kann bei der Verwaltungsstreitsachenabteilung des Staatsrates (Rue de la "
    "Science 33, 1040 Brüssel) eine Nichtigkeitsklage wegen Verletzung wesentlicher oder unter Androhung der "
    "Nichtigkeit vorgeschriebener Formen, Befugnisüberschreitung oder Befugnismissbrauchs eingereicht werden. "
    "Die Antragschrift ist binnen sechzig Tagen nach Notifizierung dieser Entscheidung per Einschreiben oder "
    "auf elektronischem Wege (e-ProAdmin) einzureichen.",
    "en": "An action for annulment of this decision may be brought before the Administrative Litigation Section of "
    "the Council of State (rue de la Science 33, 1040 Brussels) for breach of formal requirements that are "
    "essential or prescribed on pain of nullity, or for excess or misuse of power. The application must be "
    "lodged by registered post or electronically (e-ProAdmin) within sixty days of notification of this "
    "decision.",
}
VALUES = {
    "post": POST,
    "interview_place": {
        "fr": "Carrefour des Métiers d'Arlon",
        "nl": "Carrefour des Métiers Aarlen",
        "de": "Carrefour des Métiers Arlon",
        "en": "Carrefour des Métiers, Arlon",
    },
    "interview_address": {
        "fr": "rue de l'Exemple 1, 6700 Arlon",
        "nl": "rue de l'Exemple 1, 6700 Aarlen",
        "de": "rue de l'Exemple 1, 6700 Arlon",
        "en": "rue de l'Exemple 1, 6700 Arlon",
    },
    "interview_access": {
        "fr": "à cinq minutes à pied de la gare d'Arlon ; parking gratuit à l'arrière du bâtiment",
        "nl": "op vijf minuten te voet van het station van Aarlen; gratis parking achter het gebouw",
        "de": "fünf Gehminuten vom Bahnhof Arlon; kostenlose Parkplätze hinter dem Gebäude",
        "en": "a five-minute walk from Arlon station; free parking behind the building",
    },
    "interview_contact": {
        "fr": "Colette Wéry, secrétariat, 063 00 00 00",
        "nl": "Colette Wéry, secretariaat, 063 00 00 00",
        "de": "Colette Wéry, Sekretariat, 063 00 00 00",
        "en": "Colette Wéry, secretariat, +32 63 00 00 00",
    },
    "reserve_until": {
        "fr": "31 décembre 2026",
        "nl": "31 december 2026",
        "de": "31. Dezember 2026",
        "en": "31 December 2026",
    },
    "new_days": {
        "fr": "les 23 et 24 avril 2026",
        "nl": "23 en 24 april 2026",
        "de": "23. und 24. April 2026",
        "en": "23 and 24 April 2026",
    },
}
OFFICE = Office(
    sender="Carrefour des Métiers d'Arlon <emplois@cdm.example>",
    name="Carrefour des Métiers d'Arlon",
    signature=SIGNATURE,
    appeal=APPEAL,
    notices={
        "eo": NoticeLetters(
            answer_by=date(2026, 3, 27), values=VALUES, interview_days=(date(2026, 4, 9), date(2026, 4, 10))
        )
    },
)
REASON = {
    "fr": "vous n'êtes pas nommée à titre définitif, condition prévue au § 4 de l'avis",
    "nl": "u bent niet vast benoemd, een voorwaarde die in § 4 van de oproep staat",
    "de": "Sie sind nicht definitiv ernannt; dies ist eine Bedingung von § 4 der Ausschreibung",
    "en": "you do not hold a permanent appointment, which § 4 of the notice requires",
}
CHOSEN = {
    "fr": "votre expérience de l'orientation et votre entretien répondent le mieux au profil de la fonction",
    "nl": "uw ervaring met studiekeuzebegeleiding en uw gesprek sluiten het best aan bij het functieprofiel",
    "de": "Ihre Erfahrung in der Studienberatung und Ihr Gespräch entsprechen dem Stellenprofil am besten",
    "en": "your experience in guidance and your interview match the profile of the post best",
}
"""Why somebody is selected."""
ANSWER = {
    "fr": "La fonction s'exerce à temps plein uniquement.",
    "nl": "De functie kan enkel voltijds worden uitgeoefend.",
    "de": "Die Stelle kann nur in Vollzeit ausgeübt werden.",
    "en": "The post is full time only.",
}
WHY = {
    "fr": "Un membre du jury est empêché pour raison de santé.",
    "nl": "Een lid van de jury is om gezondheidsredenen verhinderd.",
    "de": "Ein Mitglied der Jury ist aus gesundheitlichen Gründen verhindert.",
    "en": "A member of the panel is unavailable for health reasons.",
}
"""Why an interview is cancelled."""
NAMED, UNNAMED = "named", "unnamed"
CV = {NAMED: "Madame Sophie Lambert\nNommée à titre définitif", UNNAMED: "Camille Wéry\nNommée à titre définitif"}
"""One candidate who names herself, and one of whom nothing tells the title."""


class Naming(Plain):
    """Gives the candidates their two names."""

    def assemble(self, sources, notice):
        profile = super().assemble(sources, notice)
        given, _, family = str(profile.person["name"].value).partition(" ")
        for key, value in (("given_name", given), ("family_name", family)):
            profile.person[key] = Fact(key=key, value=value, state=State.FOUND)
        return profile


def render(folder: Path) -> int:
    """Writes them all. How many there are."""
    with TemporaryDirectory() as made:
        store = Store.open(f"sqlite:///{made}/letters.db", upgrade=True, logic=Naming())
        try:
            drafts = list(_drafts(store))
        finally:
            store.close()
    for number, (whose, draft) in enumerate(drafts, 1):
        _write(folder / draft.language, f"{draft.kind}{'' if whose == NAMED else '.neutral'}", _letter(number, draft))
    return len(drafts)


def _drafts(store):
    with store.begin() as tx:
        tx.notices.put(NOTICE)
    post = Post(store, count(1))
    for sender, name, whose in (("s.lambert", "Sophie Lambert", NAMED), ("c.wery", "Camille Wéry", UNNAMED)):
        unread = [
            paper(sha256=f"{name}{n}", text="", filename=f"diplôme-{n}.pdf", readable=False, pages=()) for n in (1, 2)
        ]
        post.take_in(paper(text=CV[whose], sha256=name), *unread, sender=f"{sender}@mail.example", name=name)
    for number, whose in ((1, NAMED), (2, UNNAMED)):
        for language in LANGUAGES:
            with store.rehearse() as tx:
                for kind in KINDS:
                    reason = CHOSEN if kind == "selected" else REASON
                    tx.reviews.decide(number, "mireille", "reject", reason[language])
                    detail = tx.views.application(number, with_text=True)
                    written = write(detail, NOTICE, OFFICE, kind, language=language, given=_given(kind, language))
                    if written.faults:
                        raise SystemExit(f"{language}/{kind}: {written.faults}")
                    yield whose, written.draft


def _given(kind: str, language: str) -> dict[str, str]:
    says, at = speech(language), datetime(2026, 4, 9, 7, tzinfo=UTC)
    given = {}
    if kind not in {"postponement", "reasons"}:
        given["answer"] = (WHY if kind == "interview_cancelled" else ANSWER)[language]
    if kind in {"invitation", "interview_moved", "interview_reminder"}:
        given["interview_at"] = wording.hour(says, at, NOTICE.zone)
    if kind in {"interview_moved", "interview_cancelled"}:
        given["interview_was"] = wording.hour(says, at + timedelta(hours=2), NOTICE.zone)
    return given


def _letter(number: int, draft) -> Letter:
    told = {one.name: getattr(draft, one.name, None) for one in fields(Letter)}
    state = {"id": number, "state": "draft", "revision": 1, "created_at": NOW, "created_by": "mireille", "attempts": 0}
    return Letter(**told | state)


def _write(folder: Path, name: str, letter: Letter) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.eml").write_bytes(mail.seal(letter, now=NOW).mail)
    (folder / f"{name}.pdf").write_bytes(on_paper.pdf(letter, OFFICE.name, NOW.date()))
    (folder / f"{name}.txt").write_text(f"{letter.subject}\n\n{letter.text}", "utf-8")


if __name__ == "__main__":
    sys.stdout.write(f"{render(Path(sys.argv[1]))} letters\n")

from dataclasses import replace

import pytest

from parsers.kinds.by_name import by_name, named, told_by_mail
from parsers.kinds.classify import classify, kind_of_text
from parsers.kinds.letters import is_cv, is_letter, is_letter_text, with_short_letter
from parsers.values.documents import Document, Kind, Page
from parsers.values.headers import Address, Headers
from parsers.values.messages import Attachment, Body, Message, Stretch, Voice
from parsers.values.problems import Reason

LETTER = """Anne Exemple
Rue du Puits 1
6600 Bastogne

Bastogne, le 3 mars 2026

Objet : candidature au poste de chargée de mission

Madame, Monsieur,

Depuis douze ans, j'enseigne les sciences à des élèves de quinze ans qui demandent à quoi elles servent.
J'ai appris à leur répondre en les emmenant voir des laboratoires, des ateliers et des bureaux d'études de la région.
Votre annonce décrit ce que je fais déjà entre deux cours, et je souhaite y consacrer tout mon temps.

Je vous prie d'agréer, Madame, Monsieur, mes salutations distinguées.

Anne Exemple
"""
CV = """Anne EXEMPLE
Rue du Puits 1, 6600 Bastogne - anne@mail.example

EXPÉRIENCE PROFESSIONNELLE
09/2014 – aujourd'hui : Athénée de la Vallée, professeure de sciences
09/2011 – 06/2014 : Institut du Centre, professeure de sciences

DIPLÔMES
2011 : Bachelier AESI sciences

LANGUES
Français : langue maternelle
"""
DIPLOMA = """HAUTE ÉCOLE DE LA VALLÉE
DIPLÔME DE BACHELIER
Nous, président et membres du jury, certifions que
Madame EXEMPLE Anne, née à Arlon, a subi avec fruit les épreuves
et lui conférons le grade de bachelier.
Fait à Namur, le 28 juin 2011
"""
SERVICE = """ATHÉNÉE DE LA VALLÉE
ATTESTATION DE SERVICES
Le soussigné certifie que Madame EXEMPLE Anne exerce dans l'établissement
en qualité de professeure depuis le 1er septembre 2014.
"""
REFERENCE = """Gymnasium am Fluss
Empfehlung
Frau Exempel hat von 2008 bis 2019 an unserer Schule unterrichtet. Sie hat die Kollegen begeistert.
Dr. H. Muster, Schulleiter
"""
NOTICE = """APPEL À CANDIDATURES
Chargé(e) de mission. Conditions de recevabilité :
- être nommé(e) à titre définitif ;
- une bonne connaissance des méthodes d'orientation constitue un atout.
"""


def document(*pages, filename="scan0001.pdf", readable=True):
    text, places = "", []
    for number, page in enumerate(pages, 1):
        places.append(Page(number=number, start=len(text), end=len(text) + len(page)))
        text += page
    return Document(
        place="2",
        filename=filename,
        media_type="application/pdf",
        sha256="0" * 64,
        size=1,
        text=text,
        pages=tuple(places),
        readable=readable,
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (LETTER, Kind.LETTER),
        (CV, Kind.CV),
        (DIPLOMA, Kind.DIPLOMA),
        (SERVICE, Kind.OTHER),
        (REFERENCE, Kind.OTHER),
        (NOTICE, Kind.OTHER),
    ],
)
def test_the_text_tells(text, kind):
    assert classify(document(text)).kind is kind


def test_a_misleading_name_does_not_decide():
    assert classify(document(LETTER, filename="CV.pdf")).kind is Kind.LETTER
    assert classify(document(CV, filename="lettre.pdf")).kind is Kind.CV


LIFE = """Anne Exemple
Rue du Puits 1, 6600 Bastogne, 0470 00 00 00

Née dans une famille de boulangers, j'ai obtenu en 1999 mon diplôme d'institutrice, et j'ai d'abord remplacé partout.
J'ai ensuite tenu une classe unique pendant neuf ans, dans un village où je connaissais le prénom de chaque vache.
Depuis 2012 je dirige cette école, et j'y donne encore la gymnastique parce que personne d'autre n'en voulait.
Je parle français et assez d'allemand pour faire mes courses ; je tape mes rapports et je range mes photos moi-même.
"""


@pytest.mark.parametrize("name", ["CV en phrases.docx", "Parcours_Exemple.odt", "levensloop.pdf", "Biographie.odt"])
def test_a_life_in_sentences_that_addresses_nobody_is_what_its_name_says(name):
    assert classify(document(LIFE, filename=name)).kind is Kind.CV
    assert classify(document(LIFE)).kind is Kind.LETTER
    assert classify(document("Madame,\n\n" + LIFE, filename=name)).kind is Kind.LETTER


@pytest.mark.parametrize(
    "papers",
    [
        "diploma secundair onderwijs, hout, VTI Geel, 1997\nbewijs van pedagogische bekwaamheid, Mol, 2016\n",
        "Certificat de qualification, délivré à Huy, 1997\nBrevet de maîtrise, membre du jury depuis 2019\n",
        "Zeugnis der Reife, Eupen, 1997\nBachelor, mit Auszeichnung, Lüttich, verliehen 2001\n",
    ],
)
def test_a_short_cv_with_diplomas_among_its_first_lines_is_a_cv(papers):
    work = "WERK\n02/2016 - nu    school A, praktijk\n06/2007 - 01/2016    atelier B\n09/1998 - 05/2007    atelier C\n"
    assert kind_of_text(f"JAN EXEMPEL\n{work}PAPIEREN\n{papers}TALEN\nNederlands, Frans\n") is Kind.CV


PLAIN = """JEAN EXEMPLE
rue du Puits 1, 6600 Bastogne
QUI
Instituteur, Bastogne, 1998.
OU
École de la Source, sans interruption depuis 1998, vingt-sept ans d'ancienneté selon ma fiche de paie.
LANGUES
français, un peu de wallon
"""


def test_a_cv_that_names_a_paper_of_service_is_what_its_name_says_where_it_has_a_part_of_one():
    assert classify(document(PLAIN, filename="cv_exemple.txt")).kind is Kind.CV
    assert classify(document(PLAIN, filename="paie_exemple.txt")).kind is Kind.OTHER
    assert classify(document(SERVICE, filename="cv_exemple.txt")).kind is Kind.OTHER


def test_letter_and_cv_in_one_file_are_told_page_by_page():
    read = classify(
        document(LETTER, CV, "Publications\nUn article sur les jardins d'école, revue locale, 2019, trois pages.\n")
    )
    assert read.kind is Kind.CV_AND_LETTER
    assert [page.kind for page in read.pages] == [Kind.LETTER, Kind.CV, Kind.CV]


@pytest.mark.parametrize("text", [LETTER + CV, CV * 2 + "Madame, Monsieur,\n" + LETTER.split("Monsieur,\n", 1)[1]])
def test_letter_and_cv_without_a_page_between(text):
    assert kind_of_text(text) is Kind.CV_AND_LETTER


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("CV_Dupuis_protégé.pdf", Kind.CV),
        ("Motivatiebrief.docx", Kind.LETTER),
        ("Anschreiben.pdf", Kind.LETTER),
        ("diplôme.jpg", Kind.DIPLOMA),
        ("CV et lettre.pdf", Kind.CV_AND_LETTER),
        ("scan.pdf", Kind.OTHER),
        (None, Kind.OTHER),
    ],
)
def test_the_name_tells_of_what_cannot_be_read(name, kind):
    assert classify(document(filename=name, readable=False)).kind is kind


def test_the_mail_tells_what_a_locked_file_is():
    said = "Ci-joint : ma lettre, et mon curriculum protégé par mot de passe."
    assert by_name("document1.pdf", said) is Kind.CV


@pytest.mark.parametrize(
    ("reason", "name", "kind"),
    [
        (Reason.ENCRYPTED, "document1.pdf", Kind.CV),
        (Reason.ENCRYPTED, "lettre.pdf", Kind.LETTER),
        (Reason.CORRUPT, "document1.pdf", Kind.OTHER),
    ],
)
def test_only_of_a_locked_file_without_a_telling_name_the_mail_is_asked(reason, name, kind):
    locked = named(replace(document(filename=name, readable=False), reason=reason))
    said = "Ci-joint mon curriculum protégé par mot de passe."
    body = Body(text=said, stretches=(Stretch(start=0, end=len(said), voice=Voice.OWN),))
    assert told_by_mail(locked, replace(mail(""), body=body)).kind is kind


def test_a_cover_note_is_no_letter():
    assert not is_letter_text(
        "Madame, Monsieur,\n\nVeuillez trouver ci-joint mon CV et ma lettre de motivation.\n\nBien à vous"
    )


def test_a_letter_in_the_body_is_one():
    assert is_letter_text(
        LETTER.split("\n\n", 3)[3] + "\nJe vous envoie mon CV en annexe. " + "J'aime mon métier et mes élèves. " * 12
    )


TOLD = (
    "Je travaille dans une école de village depuis neuf ans. J'y ai appris mon métier, et j'y ai vu partir mes élèves "
    "vers des écoles qu'ils ne connaissaient pas. Je voudrais les aider à choisir autrement. "
)


def mail(text, *files, subject="Recrutement EO"):
    attached = tuple(
        Attachment(place=str(n), filename=name, media_type="application/pdf", content=b"", sha256="")
        for n, name in enumerate(files, 2)
    )
    return Message(
        headers=Headers(fields=(), subject=subject), applicant=Address(), body=Body(text=text), attachments=attached
    )


def test_the_subject_tells_that_somebody_applies():
    assert is_letter(mail(TOLD * 4, "cv.pdf"))
    assert not is_letter(mail(TOLD * 4, "cv.pdf", subject="Nouvelles"))


SHORT = (
    "Bonjour,\n\nVoici mon CV. Je travaille depuis dix ans comme assistante sociale dans un centre PMS, où j'aide "
    "des jeunes qui ne trouvent pas leur place à l'école. Je connais bien les métiers et les entreprises de la région, "
    "et j'aime expliquer les filières à leurs parents. Je serais heureuse de mettre cette expérience au service de "
    "votre mission.\n\nAnne Exemple\n"
)


FEW = (
    "Madame,\n\nMon fils a scanné mon CV, je n'ai que du papier. J'aimerais cet emploi parce que mes genoux ne veulent "
    "plus des toits, et que j'ai beaucoup à montrer aux jeunes qui cherchent. Chaque automne, deux ou trois classes "
    "viennent voir notre atelier, c'est moi qui les guide.\n\nJean Exemple\n"
)


def test_a_short_letter_is_one_where_no_letter_came():
    cv, letter = (replace(document("…"), kind=kind) for kind in (Kind.CV, Kind.LETTER))
    assert not is_letter(mail(SHORT, "cv.pdf"))
    assert with_short_letter(mail(SHORT, "cv.pdf"), [cv]).is_letter
    assert not with_short_letter(mail(SHORT, "cv.pdf", "a.pdf"), [cv, letter]).is_letter
    assert with_short_letter(mail(FEW, "cv.jpg", subject="pour papa"), [cv]).is_letter
    assert not with_short_letter(mail(SHORT), []).is_letter
    assert not with_short_letter(mail("Voici mon CV. Je reste à votre disposition.", "cv.pdf"), [cv]).is_letter


def test_a_long_note_beside_a_letters_file_encloses_it():
    assert not is_letter(mail(TOLD * 4, "cv.pdf", "lettre_de_motivation.pdf"))
    assert not is_letter(mail(TOLD * 4 + "Ma lettre est en pièce jointe.", "a.pdf", "b.pdf"))


@pytest.mark.parametrize(
    "said",
    [
        "La pièce jointe ne passait pas, voici ma lettre.",
        "Je recopie ma lettre ici, faute de pièce jointe.",
        "Ma lettre est ci-dessous, le CV en pièce jointe.",
        "Mijn brief staat hieronder, de cv in bijlage.",
        "My letter is below, the CV attached.",
    ],
)
def test_a_letter_that_could_not_be_attached_stands_in_the_mail(said):
    assert is_letter(mail(f"{said} {TOLD * 4}", "cv.pdf"))


def test_a_mail_of_questions_is_no_letter():
    asked = "Pourriez-vous me dire si je dois être nommée et si mes années comptent ? " * 3
    assert not is_letter(mail(TOLD + asked * 3))


def test_quoted_mail_is_not_the_applicants_letter():
    quoted = LETTER * 3
    body = Body(
        text="Voici.\n" + quoted,
        stretches=(
            Stretch(voice=Voice.OWN, start=0, end=7),
            Stretch(voice=Voice.QUOTED, start=7, end=7 + len(quoted)),
        ),
    )
    assert not is_letter(replace(mail(""), body=body))


FORM = """EXEMPLE Anne

Domicile\true du Puits 1, 6600 Bastogne
Téléphone\t0470 00 00 00
Fonction\tprofesseure à l'athénée de la Vallée
Statut\tnommée à titre définitif
Ancienneté\t12 ans
Titres\tbachelier AESI sciences
Langues\tfrançais
"""


@pytest.mark.parametrize("gap", ["\t", "   ", " : "])
def test_a_form_of_labels_is_a_cv(gap):
    assert kind_of_text(FORM.replace("\t", gap)) is Kind.CV


def test_a_statement_of_service_that_labels_little_is_none():
    assert kind_of_text(SERVICE + "\nFonction : professeure\nStatut : nommée\n") is Kind.OTHER


BRIEF = """Anne Exemple, rue du Puits 1, 6600 Bastogne
2013 à présent   Collège du Parc, éducation physique
2011 à 2013   intérims à Huy et à Spa
ETUDES
2011   master en sciences de la motricité
2011   AESS, même endroit
"""


@pytest.mark.parametrize("kind", [LETTER.split("Je vous prie", maxsplit=1)[0], "Bonjour,\n\n" + TOLD * 4])
def test_a_cv_under_a_title_of_its_own_stands_below_a_letter_that_takes_no_leave(kind):
    assert kind_of_text(f"{kind}\n\nCURRICULUM VITAE\n\n{BRIEF}") is Kind.CV_AND_LETTER


def test_a_cv_in_the_body_is_one():
    assert is_cv(mail("Mon CV est ci-dessous.\n\n" + CV))
    assert is_cv(mail("Voici mes données.\n\n" + FORM.replace("\t", " : ") + "\nEXPÉRIENCE\n2012 - 2020 : école A\n"))
    assert is_cv(mail(f"Madame,\n\n{TOLD * 2}\nAnne Exemple\n\n=== MON CV EN BREF ===\n\n{BRIEF}"))
    assert not is_cv(mail(TOLD * 4))
    assert not is_cv(mail(f"Madame,\n\nVoici mon CV\n\n{TOLD * 4}"))
    assert not is_cv(mail("Mon CV est en annexe.\n\nAnne Exemple\nTél. : 0470 00 00 00\nE-mail : a@mail.example"))


def test_a_cv_in_which_somebody_recommends_is_a_cv():
    assert kind_of_text(CV + "\nRÉFÉRENCES\nLettre de recommandation de la direction sur demande\n") is Kind.CV


DIPLOMA_TEXT = """Communauté française de Belgique
Haute École de la Vallée
DIPLÔME
de bachelier : agrégé de l'enseignement secondaire inférieur
Nous, président et membres du jury, attestons que Anne Exemple a satisfait aux épreuves
et lui conférons le grade de bachelier avec distinction.
Fait à Bastogne, le 30 juin 2011
"""


def paged(*texts: str, **fields) -> Document:
    pages, start = [], 0
    for number, text in enumerate(texts, 1):
        pages.append(Page(number=number, start=start, end=start + len(text)))
        start += len(text)
    shell = Document(place="1", filename=None, media_type="application/pdf", sha256="", size=1)
    return replace(shell, text="".join(texts), pages=tuple(pages), page_count=len(pages), **fields)


def test_each_page_of_a_merged_file_has_its_kind():
    document = classify(paged(LETTER, CV, DIPLOMA_TEXT))
    assert document.kind is Kind.CV_AND_LETTER
    assert [page.kind for page in document.pages] == [Kind.LETTER, Kind.CV, Kind.DIPLOMA]


def test_a_cv_with_its_diplomas_behind_it_is_a_cv():
    document = classify(paged(CV, DIPLOMA_TEXT))
    assert (document.kind, [page.kind for page in document.pages]) == (Kind.CV, [Kind.CV, Kind.DIPLOMA])


def test_a_photo_of_a_diploma_is_a_diploma_by_one_sign():
    seen = "COMMUNAUTE FRANCAISE\nHaute Ecole de la Vallee\nDIPLOME\nde bachelier agrege\nBastogne, 30 juin 2011"
    assert classify(paged(seen, media_type="image/jpeg", filename="IMG_1.jpg")).kind is Kind.DIPLOMA

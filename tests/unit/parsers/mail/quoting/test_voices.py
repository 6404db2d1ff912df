import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.mail.quoting.voices import voices, words_of
from parsers.values.messages import Voice

OWN = "Madame,\n\nVoici mon CV.\n"
QUOTE = "Merci d'envoyer un CV."


def said(text, *wanted):
    return words_of(text, voices(text), *(wanted or (Voice.OWN, Voice.SIGNATURE))).strip()


@pytest.mark.parametrize(
    "attribution",
    [
        "Le ven. 20 févr. 2026 à 09:11, Anne Chef <anne@office.example> a écrit :",
        "Le ven. 20 févr. 2026 à 09:11, Anne Chef <anne@office.example>\na écrit :",
        "Le 20/02/2026 à 09:11, Anne Chef a écrit :",
        "Le 20 févr. 2026 à 09:11, Anne Chef <anne@office.example> a écrit :",
        "On Fri, Feb 20, 2026 at 9:11 AM Anne Chef <anne@office.example> wrote:",
        "On 20 Feb 2026, at 09:11, Anne Chef <anne@office.example> wrote:",
        "Am 20.02.2026 um 09:11 schrieb Anne Chef:",
        "Am Fr., 20. Feb. 2026 um 09:11 Uhr schrieb Anne Chef <anne@office.example>:",
        "Op vr 20 feb 2026 om 09:11 schreef Anne Chef <anne@office.example>:",
        "Op 20 feb. 2026 om 09:11 heeft Anne Chef <anne@office.example> het volgende geschreven:",
        "2026-02-20 9:11 GMT+01:00 Anne Chef <anne@office.example>:",
    ],
)
@pytest.mark.parametrize("prefix", ["> ", ""])
def test_answers(attribution, prefix):
    text = f"{OWN}\n{attribution}\n\n{prefix}{QUOTE}\n{prefix}Anne"
    assert "Voici mon CV." in said(text)
    assert QUOTE not in said(text)
    assert "Chef" not in said(text)


@pytest.mark.parametrize(
    "header",
    [
        "De : Anne Chef\nEnvoyé : vendredi 20 février 2026 09:11\nÀ : Jeanne\nObjet : Recrutement EO\n",
        "________________________________\nFrom: Anne <anne@office.example>\nSent: Friday\nTo: Jeanne\nSubject: x\n",
        "-----Message d'origine-----\nDe : Anne Chef <anne@office.example>\nObjet : x\n",
        "-------- Message original --------\nDe : Anne Chef <anne@office.example>\nDate : 20/02/2026\nObjet : x\n",
        "Von: Anne Chef\nGesendet: Freitag\nAn: Jeanne\nBetreff: x\n",
        "Van: Anne Chef\nVerzonden: vrijdag\nAan: Jeanne\nOnderwerp: x\n",
    ],
)
def test_below_a_header_all_is_quoted(header):
    text = f"{OWN}\n{header}\n{QUOTE}"
    assert said(text) == OWN.strip()


def test_words_below_a_prefixed_quote_are_one_s_own():
    text = f"Le 20/02/2026, Anne a écrit :\n> {QUOTE}\n\nVoici mon CV."
    assert said(text) == "Voici mon CV."


def test_words_between_quotes_are_one_s_own():
    text = "> Avez-vous le titre ?\nOui, depuis 2009.\n> Et la charge ?\nTemps plein."
    assert said(text) == "Oui, depuis 2009.\nTemps plein."


def test_a_line_that_a_mailbox_file_escaped_is_no_quote():
    assert said(">From là, j'ai continué.") == ">From là, j'ai continué."


def test_labels_in_a_letter_are_no_header():
    text = "Date : 3 mars 2026\nObjet : candidature au poste\n\nMadame,\n\nJe postule."
    assert said(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "Envoyé de mon iPhone",
        "Envoyé depuis mon appareil Galaxy",
        "Envoyé à partir de Outlook pour Android",
        "Sent from my iPhone",
        "Get Outlook for iOS",
        "Obtenir Outlook pour Android",
        "Télécharger Outlook pour iOS",
        "Verzonden vanaf mijn iPhone",
        "Von meinem iPhone gesendet",
        "Gesendet von Mail für Windows",
        "Provenance : Courrier pour Windows",
        "Garanti sans virus. www.avast.com",
    ],
)
def test_devices(line):
    text = f"{OWN}\n{line}"
    assert said(text, Voice.BOILERPLATE) == line
    assert said(text) == OWN.strip()


@pytest.mark.parametrize(
    "paragraph",
    [
        "Ce message et ses pièces jointes sont confidentiels et destinés exclusivement à leurs\ndestinataires.",
        "This e-mail is confidential and intended solely for the recipient.",
        "Dit bericht is vertrouwelijk en alleen bestemd voor de geadresseerde.",
        "Diese E-Mail ist vertraulich und nur für den Empfänger bestimmt.",
        "Pensez à l'environnement avant d'imprimer ce message.",
        "ATTENTION : ce courriel provient de l'extérieur, ne cliquez sur aucun lien.",
    ],
)
def test_disclaimers(paragraph):
    text = f"{OWN}\n{paragraph}\n\nJeanne Dupont"
    assert paragraph.split("\n")[0] not in said(text)
    assert "Jeanne Dupont" in said(text)


def test_a_sentence_about_the_message_itself_is_no_disclaimer():
    text = "Ce message est ma candidature au poste."
    assert said(text) == text


@pytest.mark.parametrize(
    "closing",
    [
        "Bien cordialement,",
        "Cordialement",
        "Sportivement,",
        "Bien à vous,",
        "Merci d'avance,",
        "Met vriendelijke groeten,",
        "Mit freundlichen Grüßen",
        "Kind regards,",
        "Veuillez agréer, Madame, mes salutations distinguées.",
        "Belle journée,",
    ],
)
def test_signature_below_a_closing(closing):
    text = f"{OWN}\n{closing}\n\nJeanne Dupont\nRue Haute 1, 6700 Arlon\n0470 00 00 01"
    assert said(text, Voice.SIGNATURE) == "Jeanne Dupont\nRue Haute 1, 6700 Arlon\n0470 00 00 01"


def test_signature_delimiter():
    assert said("Bonjour\n-- \nJeanne Dupont", Voice.SIGNATURE) == "-- \nJeanne Dupont"


def test_thanks_at_the_top_is_no_closing():
    text = (
        "Merci,\n\n"
        + "Je vous écris pour le poste, que je connais depuis longtemps par mes élèves et mes collègues. " * 2
    )
    assert said(text, Voice.SIGNATURE) == ""


@example("")
@example("\n\n\n")
@example("> > a\n>\nb")
@example("De: Le\nObjet: e\n\n> Cordialement,\n_______\n")
@example("Le e, a@b.c a écrit:\n\n> D\n")
@example("-- \nLe\n-- \n> De: a@b")
@example("________\nDe: é\nDe: a\n" * 6)
@example("Cordialement" * 20)
@given(st.text(alphabet="> \nDe:-LeàécritObjetCordialement,_@.", max_size=300))
def test_stretches_cover_any_text(text):
    stretches = voices(text)
    assert "".join(text[stretch.start : stretch.end] for stretch in stretches) == text

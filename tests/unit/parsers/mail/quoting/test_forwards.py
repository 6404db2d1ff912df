"""Forwards of an application: attached, or in the text as the mail programs write it in four languages."""

from email.message import EmailMessage
from pathlib import Path

from parsers.mail.message import read_message
from parsers.mail.quoting.voices import own_words
from parsers.values.headers import Address
from parsers.values.messages import Voice
from tests.each import each

INTERNAL = frozenset({"office.example"})
LETTER = "Madame,\n\nVeuillez trouver ma candidature en annexe.\n\nBien cordialement,\nJeanne Dupont\n0470 00 00 01"

HEADERS = {path.stem: path.read_text("utf-8") for path in sorted((Path(__file__).parent / "forward_headers").iterdir())}
OUTLOOK_FR, OUTLOOK_RULE, OUTLOOK_OLD = (HEADERS[name] for name in ("outlook-fr", "outlook-rule", "outlook-old-fr"))


def mail(text, *, sender="Anne Chef <anne@office.example>", subject="TR: Recrutement EO", **headers):
    message = EmailMessage()
    message["From"] = sender
    message["To"] = "paul@office.example"
    message["Subject"] = subject
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def read(message):
    return read_message(message.as_bytes(), internal_domains=INTERNAL)


@each("header", HEADERS.values())
def test_in_the_text(header):
    message = read(mail(f"Paul, pour toi.\n\nAnne\n\n{header}{LETTER}\n"))
    assert message.applicant == Address(name="Jeanne Dupont", email="jeanne@home.example")
    assert message.forwarded_from == message.applicant
    assert message.forwarded_subject == "Recrutement EO"
    assert own_words(message).strip().startswith("Madame,")
    assert "Paul" not in own_words(message)
    assert own_words(message).strip().endswith("0470 00 00 01")


@each("header", HEADERS.values())
def test_in_html(header):
    html = "".join(
        f"<div>{line.replace('<', '&lt;').replace('>', '&gt;')}</div>" if line else "<div><br></div>"
        for line in f"Pour toi.\n\n{header}{LETTER}".split("\n")
    )
    message = mail("")
    message.set_content(f"<html><body>{html}</body></html>", subtype="html")
    assert read(message).applicant.email == "jeanne@home.example"
    assert own_words(read(message)).strip().startswith("Madame,")


def test_an_attribution_under_the_prefix_of_an_answer_is_no_forward():
    message = read(mail(f"Merci, bien reçu.\n\n{HEADERS['outlook-mac-fr']}{LETTER}", subject="RE: Recrutement EO"))
    assert message.forwarded_from is None
    assert "Veuillez trouver" not in own_words(message)


def test_a_forward_of_an_answer_is_the_answer_s_author_s():
    inner = OUTLOOK_FR.replace("Jeanne Dupont <jeanne@home.example>", "Karim Benali <karim@home.example>")
    message = read(mail(f"{inner}Ma candidature.\n\n{HEADERS['outlook-mac-fr']}Bonjour."))
    assert message.applicant.email == "karim@home.example"


def test_who_sends_on_behalf_of_somebody_is_not_the_author():
    header = OUTLOOK_FR.replace(
        "Jeanne Dupont <jeanne@home.example>",
        "Site<mailto:relay@site.example> <relay@site.example<mailto:relay@site.example>> de la part de "
        "Jeanne Dupont <jeanne@home.example>",
    )
    assert read(mail(f"{header}{LETTER}")).applicant == Address(name="Jeanne Dupont", email="jeanne@home.example")


EVE, SHOWN = "eve@stranger.example", "jeanne@home.example"
TWO_ADDRESSES = [
    f"{SHOWN} [mailto:{EVE}]",
    f"Jeanne Dupont <{SHOWN}> [mailto:{EVE}]",
    f"Jeanne Dupont <{SHOWN}>; <{EVE}>",
    f"{SHOWN} ({EVE})",
    f"{SHOWN}<mailto:{EVE}>",
    f'"{SHOWN}" <{EVE}>',
    f"{SHOWN} <{EVE}<mailto:{EVE}>>",
    f"{SHOWN} [mailto:x{SHOWN}]",
    f"{SHOWN} <{SHOWN}.stranger.example>",
    f'"{SHOWN}"@stranger.example',
    f"Eve de la part de {SHOWN} <{EVE}>",
    f"{EVE} (Eve de la part de {SHOWN})",
    "paul@office.example [mailto:eve@stranger.example]",
]
"""What mail programs write of a sender whose display name is another person's address, or holds one."""


@each("shown", TWO_ADDRESSES)
def test_of_two_addresses_none_is_the_author_s(shown):
    header = OUTLOOK_FR.replace("Jeanne Dupont <jeanne@home.example>", shown)
    message = read(mail(f"Pour toi.\n\n{header}{LETTER}\n\n{OUTLOOK_FR}Bonjour."))
    assert (message.forwarded_from.email, message.applicant.email) == (None, None)
    assert shown.endswith(str(message.applicant.name))


def test_of_two_addresses_in_the_line_that_announces_it_none_is_the_author_s():
    line = HEADERS["outlook-mac-fr"].replace("Jeanne Dupont", SHOWN).replace("<jeanne@home.example>", f"<{EVE}>")
    message = read(mail(f"Pour toi.\n\n{line}{LETTER}\n\n{OUTLOOK_FR}Bonjour."))
    assert message.forwarded_from.email is message.applicant.email is None


def test_one_address_that_is_written_twice_is_the_author_s():
    header = OUTLOOK_FR.replace("Jeanne Dupont <jeanne@home.example>", f"'{SHOWN}' [mailto:{SHOWN.upper()}]")
    assert read(mail(f"{header}{LETTER}")).forwarded_from == Address(email=SHOWN)


@each(
    ("shown", "author"),
    [
        ("jeanne@home.example", Address(email="jeanne@home.example")),
        ("Jeanne Dupont", Address(name="Jeanne Dupont")),
    ],
)
def test_below_words_that_it_is_forwarded_the_author_alone_is_enough(shown, author):
    message = read(mail(f"Pour toi.\n\n---------- Message transféré ---------\nDe : {shown}\n\n{LETTER}"))
    assert (message.forwarded_from, message.applicant.name) == (author, author.name)
    assert own_words(message).strip().startswith("Madame,")


def test_an_author_alone_is_no_header():
    assert read(mail(f"Pour toi.\n\nDe : jeanne@home.example\n\n{LETTER}")).forwarded_from is None


def test_stretches_cover_the_body():
    message = read(mail(f"Paul, pour toi.\n\n{OUTLOOK_FR}{LETTER}"))
    pieces = [message.body.text[stretch.start : stretch.end] for stretch in message.body.stretches]
    assert "".join(pieces) == message.body.text
    assert [stretch.voice for stretch in message.body.stretches] == [
        Voice.QUOTED,
        Voice.FORWARD_HEADER,
        Voice.OWN,
        Voice.SIGNATURE,
    ]


def test_quoted_with_angle_brackets_as_apple_mail_does():
    quoted = "\n".join(f"> {line}" for line in f"{HEADERS['apple-fr'].partition(chr(10))[2]}{LETTER}".split("\n"))
    message = read(mail(f"Pour toi.\n\nDébut du message réexpédié :\n\n{quoted}\n"))
    assert message.applicant.email == "jeanne@home.example"
    assert own_words(message).strip().startswith("Madame,")


def test_a_forward_of_a_colleague_s_forward():
    inner = OUTLOOK_FR.replace("Jeanne Dupont <jeanne@home.example>", "Luc Aide <luc@office.example>").replace(
        "Recrutement", "TR: Recrutement"
    )
    message = read(mail(f"Voir ci-dessous\n\n{inner}Reçu ceci.\nLuc\n\n{OUTLOOK_FR}{LETTER}"))
    assert message.applicant.email == "jeanne@home.example"
    assert "Reçu ceci" not in own_words(message)


def test_a_colleague_s_answer_that_quotes_a_candidate_is_no_forward():
    message = read(mail(f"Madame,\n\nBien reçu.\n\n{OUTLOOK_RULE}{LETTER}", subject="RE: Recrutement EO"))
    assert message.forwarded_from is None
    assert message.applicant.email == "anne@office.example"


def test_an_answer_to_a_forward_is_no_forward():
    message = read(mail(f"Merci, je l'ajoute.\n\n{OUTLOOK_RULE}{LETTER}", subject="RE: TR: Recrutement EO"))
    assert message.forwarded_from is None


def test_a_discussion_below_which_a_candidate_is_quoted_is_no_forward():
    message = read(mail(f"Où en sommes-nous ?\n\n{OUTLOOK_OLD}{LETTER}", subject="Recrutement EO : le point"))
    assert message.forwarded_from is None


def test_without_a_prefix_the_files_tell_a_forward():
    message = mail(f"À toi de voir.\n\n{OUTLOOK_FR}{LETTER}", subject="Recrutement EO")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="cv.pdf")
    assert read(message).applicant.email == "jeanne@home.example"


def attached(inner, **more):
    message = mail("Reçu ceci.\n\nAnne", **more)
    message.add_attachment(inner)
    return message


def original(**more):
    return mail(LETTER, **{"sender": "Jeanne Dupont <jeanne@home.example>", "subject": "Recrutement EO", **more})


def test_attached():
    message = read(attached(original()))
    assert message.applicant == Address(name="Jeanne Dupont", email="jeanne@home.example")
    assert own_words(message).strip().startswith("Madame,")
    assert message.body.text.startswith("Reçu ceci.")
    assert [a.media_type for a in message.attachments] == ["message/rfc822"]


def test_attached_in_base64():
    message = mail("Reçu ceci.")
    message.make_mixed()
    part = EmailMessage()
    part.set_content(original().as_bytes(), maintype="application", subtype="octet-stream", disposition="attachment")
    part.replace_header("Content-Type", "message/rfc822")
    message.attach(part)
    assert b"base64" in message.as_bytes()
    assert read(message).applicant.email == "jeanne@home.example"


def test_attached_as_an_eml_file():
    message = mail("Reçu ceci.")
    message.add_attachment(
        original().as_bytes(), maintype="application", subtype="octet-stream", filename="message.eml"
    )
    assert read(message).applicant.email == "jeanne@home.example"


def test_attached_in_an_attached_forward():
    outer = attached(attached(original(), sender="Luc <luc@office.example>"))
    assert read(outer).applicant.email == "jeanne@home.example"


def test_an_attached_mail_is_from_whom_its_one_from_names():
    list_fields = {"List-Id": "<l.example>", "X-Original-From": SHOWN}
    told = read(attached(original(sender=EVE, **list_fields)))
    assert (told.applicant.email, told.forwarded_from.email) == (SHOWN, EVE)
    assert read(attached(original(sender=f"{SHOWN}, {EVE}"))).forwarded_from.email is None


def test_an_attached_automatic_answer_is_no_application():
    message = read(attached(original(subject="Réponse automatique : Recrutement EO", Auto_Submitted="auto-replied")))
    assert message.forwarded_from is None


def test_two_attached_candidates_are_a_problem_to_see():
    message = attached(original())
    message.add_attachment(original(sender="Karim <karim@home.example>"))
    assert "several_applicants" in [problem.code for problem in read(message).problems]


def test_a_candidate_who_sends_an_earlier_mail_of_theirs_again_stays_the_applicant():
    text = f"Bonjour,\n\nJe vous renvoie mon mail.\n\n{OUTLOOK_FR}{LETTER}"
    message = read(mail(text, sender="Jeanne Dupont <jeanne@home.example>"))
    assert message.applicant.email == "jeanne@home.example"
    assert message.forwarded_from is None
    assert "Je vous renvoie" in own_words(message)
    assert "Veuillez trouver ma candidature" in own_words(message)


def test_a_candidate_who_sends_it_again_from_another_address_stays_the_applicant():
    message = read(mail(f"Je renvoie.\n\n{OUTLOOK_FR}{LETTER}", sender="DUPONT Jeanne <j.dupont@work.example>"))
    assert message.applicant.email == "j.dupont@work.example"


def test_a_candidate_who_forwards_the_notice_stays_the_applicant():
    circular = OUTLOOK_FR.replace("Jeanne Dupont <jeanne@home.example>", "Secrétariat <secretariat@school.example>")
    text = (
        f"Madame,\n\nVeuillez trouver ma candidature.\n\nKarim Benali\n\n{circular}Chers collègues, un poste est libre."
    )
    message = read(mail(text, sender="Karim Benali <karim@home.example>"))
    assert message.applicant.email == "karim@home.example"
    assert "Chers collègues" not in own_words(message)


def test_somebody_outside_who_passes_an_application_on():
    text = (
        f"Bonjour,\n\nNous avons reçu ceci par erreur, je vous le transmets.\n\nLe secrétariat\n\n{OUTLOOK_FR}{LETTER}"
    )
    message = read(mail(text, sender="Secrétariat <secretariat@school.example>"))
    assert message.applicant.email == "jeanne@home.example"


def test_the_original_sender_s_answer_address():
    scan = OUTLOOK_FR.replace("Jeanne Dupont <jeanne@home.example>", "Copieur <scan@school.example>")
    message = read(mail(f"Pour toi\n\n{scan}Vous pouvez me répondre à jeanne@home.example.\nJeanne Dupont"))
    assert message.applicant.email == "jeanne@home.example"
    assert message.forwarded_from == Address(name="Copieur", email="scan@school.example")

"""Oddities of real mail, one test each."""

import base64
import binascii
import hashlib

import pytest
from asn1crypto import cms
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parsers.mail.message import identity_of, read_envelope, read_message
from parsers.mail.mime.wrapped import mail_in
from parsers.mail.quoting.voices import own_words
from tests.each import each

INTERNAL = frozenset({"office.example"})
HEAD = (
    b"From: Jeanne Dupont <jeanne@home.example>\r\nTo: anne@office.example\r\n"
    b"Subject: Recrutement EO\r\nMIME-Version: 1.0\r\n"
)
PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\nnot much of one\n"
PDF_64 = base64.encodebytes(PDF)


def mail(headers, body, head=HEAD):
    lines = headers if isinstance(headers, bytes) else headers.encode("utf-8", "surrogateescape")
    return head + lines.replace(b"\n", b"\r\n") + b"\r\n\r\n" + (body if isinstance(body, bytes) else body.encode())


def multipart(kind, *parts, **more):
    body = b"".join(b"--b\r\n" + (part if isinstance(part, bytes) else part.encode()) + b"\r\n" for part in parts)
    return mail(f'Content-Type: multipart/{kind}; boundary="b"' + more.get("parameters", ""), body + b"--b--\r\n")


def part(headers, body=b"x"):
    return (
        headers.encode("utf-8", "surrogateescape") + b"\r\n\r\n" + (body if isinstance(body, bytes) else body.encode())
    )


def pdf_part(disposition='Content-Disposition: attachment; filename="cv.pdf"', content_type="application/pdf"):
    lines = "\r\n".join(
        filter(None, (f"Content-Type: {content_type}", disposition, "Content-Transfer-Encoding: base64"))
    )
    return part(lines, PDF_64)


def read(original):
    return read_message(original, internal_domains=INTERNAL)


def names(message):
    return [attachment.filename for attachment in message.attachments]


TEXT = part("Content-Type: text/plain; charset=utf-8", "Bonjour")


# --- files


@pytest.mark.parametrize(
    "disposition",
    [
        pytest.param("", id="none"),
        pytest.param("Content-Disposition: inline", id="inline"),
        pytest.param("Content-Disposition: attachment", id="attachment"),
        pytest.param("Content-Disposition: form-data", id="unknown"),
        pytest.param("Content-Disposition:", id="empty"),
    ],
)
def test_a_document_without_name_is_kept_byte_for_byte(disposition):
    [attachment] = read(multipart("mixed", TEXT, pdf_part(disposition))).attachments
    assert (attachment.filename, attachment.content, attachment.decorative) == (None, PDF, False)
    assert attachment.sha256 == hashlib.sha256(PDF).hexdigest()


@each(
    ("disposition", "name"),
    [
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\Users\\jeanne\\CV.pdf"', "CV.pdf"),
        ("attachment; filename=CV Jeanne Dupont.pdf", "CV Jeanne Dupont.pdf"),
        ('attachment; filename="CV.pdf', "CV.pdf"),
        ('attachment; filename="=?utf-8?Q?CV_Ren=C3=A9e.pdf?="', "CV Renée.pdf"),
        ('attachment; filename="CV Rene\u0301e.pdf"', "CV Renée.pdf"),
        ("attachment; filename*=UTF-8''CV%20Ren%C3%A9e.pdf; filename=\"CV.pdf\"", "CV Renée.pdf"),
        ("attachment; filename*0*=iso-8859-1''CV%20Ren; filename*1*=%E9e; filename*2=\".pdf\"", "CV Renée.pdf"),
        ('attachment; filename*0="=?utf-8?Q?CV_"; filename*1="Ren=C3=A9e.pdf?="', "CV Renée.pdf"),
        ('attachment; filename="CV\u202efdp.exe"', "CVfdp.exe"),
        ('attachment;\r\n filename="CV\r\n Jeanne.pdf"', "CV Jeanne.pdf"),
        ('attachment; filename="a;b.pdf"', "a;b.pdf"),
        ('attachment; filename=""', None),
        ('attachment; filename=".."', None),
    ],
)
def test_file_names(disposition, name):
    [attachment] = read(multipart("mixed", TEXT, pdf_part(f"Content-Disposition: {disposition}"))).attachments
    assert attachment.filename == name


def test_a_raw_latin_1_file_name():
    headers = 'Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="Renée.pdf"'
    assert names(read(multipart("mixed", TEXT, headers.encode("latin-1") + b"\r\n\r\nx"))) == ["Renée.pdf"]


def test_a_name_in_content_type_only():
    assert names(read(multipart("mixed", TEXT, pdf_part("", 'application/pdf; name="cv.pdf"')))) == ["cv.pdf"]


def test_a_text_file_is_no_body():
    message = read(multipart("mixed", TEXT, part('Content-Type: text/plain; name="cv.txt"', "mon parcours")))
    assert (names(message), message.body.text) == (["cv.txt"], "Bonjour")


def test_a_text_part_marked_as_attachment_is_no_body():
    message = read(multipart("mixed", TEXT, part("Content-Type: text/plain\r\nContent-Disposition: attachment", "cv")))
    assert (names(message), message.body.text) == ([None], "Bonjour")


def test_a_mail_that_is_nothing_but_a_file():
    message = read(mail('Content-Type: application/pdf; name="cv.pdf"\nContent-Transfer-Encoding: base64', PDF_64))
    assert [(a.place, a.filename, a.content) for a in message.attachments] == [("1", "cv.pdf", PDF)]


def test_places_are_imap_s():
    inner = (
        b'Content-Type: multipart/alternative; boundary="c"\r\n\r\n--c\r\n'
        + TEXT
        + b"\r\n--c\r\n"
        + pdf_part()
        + b"\r\n--c--\r\n"
    )
    assert [a.place for a in read(multipart("mixed", inner, pdf_part())).attachments] == ["1.2", "2"]


def test_an_attached_message_keeps_its_very_bytes():
    inner = b"Subject:x\r\nX-Odd:  two\r\n\r\nbody\r\n"
    [attachment] = read(multipart("mixed", TEXT, b"Content-Type: message/rfc822\r\n\r\n" + inner)).attachments
    assert attachment.content.rstrip() == inner.rstrip()
    assert mail_in(attachment) == attachment.content


def test_uuencode():
    encoded = b"".join(binascii.b2a_uu(PDF[at : at + 45]) for at in range(0, len(PDF), 45))
    message = read(
        mail(
            "Content-Type: text/plain",
            b"Bonjour\r\n\r\nbegin 644 cv.pdf\r\n" + encoded.replace(b"\n", b"\r\n") + b"`\r\nend\r\n\r\nJeanne",
        )
    )
    assert [(a.filename, a.content) for a in message.attachments] == [("cv.pdf", PDF)]
    assert "begin 644" not in message.body.text
    assert message.body.text.endswith("Jeanne")


def test_a_line_that_begins_is_no_uuencode():
    assert read(mail("Content-Type: text/plain", "begin 644 reasons\nand no end")).attachments == ()


def test_the_signature_of_signed_mail_is_no_document():
    p7s = part(
        'Content-Type: application/pkcs7-signature; name="smime.p7s"\r\nContent-Transfer-Encoding: base64', PDF_64
    )
    message = read(multipart("signed", TEXT, p7s, parameters='; protocol="application/pkcs7-signature"'))
    assert [(a.filename, a.decorative) for a in message.attachments] == [("smime.p7s", True)]
    assert message.body.text == "Bonjour"


def test_a_mail_within_its_own_signature():
    inner = b"Content-Type: text/plain; charset=utf-8\r\n\r\nMa candidature.\r\n"
    content = {"content_type": "data", "content": inner}
    signed = {"version": "v1", "digest_algorithms": [], "encap_content_info": content, "signer_infos": []}
    sealed = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)}).dump()
    headers = 'Content-Type: application/pkcs7-mime; name="smime.p7m"\nContent-Transfer-Encoding: base64'
    message = read(mail(headers, base64.encodebytes(sealed)))
    assert message.body.text == "Ma candidature."
    assert names(message) == ["smime.p7m"]


def test_winmail_stays_an_attachment():
    tnef = part('Content-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64', PDF_64)
    assert names(read(multipart("mixed", TEXT, tnef))) == ["winmail.dat"]


# --- pictures


def png(width, height, size):
    return (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4) + height.to_bytes(4)).ljust(size, b"\xaa")


def jpeg(width, height, size):
    return (
        b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 11 + b"\xff\xc0\0\x11\x08" + height.to_bytes(2) + width.to_bytes(2)
    ).ljust(size, b"\xaa")


def picture_part(content, kind="png", name="image001.png", cid="<logo@x>", disposition=""):
    lines = [f'Content-Type: image/{kind}; name="{name}"', "Content-Transfer-Encoding: base64"]
    lines += [f"Content-ID: {cid}"] * bool(cid) + [f'Content-Disposition: {disposition}; filename="{name}"'] * bool(
        disposition
    )
    return part("\r\n".join(lines), base64.encodebytes(content))


HTML = part("Content-Type: text/html", '<p>Bonjour</p><img src="cid:logo@x">')


@pytest.mark.parametrize(
    ("content", "decorative"),
    [
        pytest.param(png(180, 48, 1_800), True, id="logo"),
        pytest.param(png(16, 16, 90), True, id="icon"),
        pytest.param(png(1200, 300, 90_000), True, id="banner"),
        pytest.param(png(600, 600, 9_000), True, id="big logo on a plain ground"),
        pytest.param(jpeg(1240, 1754, 300_000), False, id="scanned page"),
        pytest.param(jpeg(3024, 4032, 2_000_000), False, id="photograph"),
    ],
)
def test_pictures_that_the_html_shows(content, decorative):
    kind = "png" if content.startswith(b"\x89") else "jpeg"
    [attachment] = read(multipart("related", HTML, picture_part(content, kind))).attachments
    assert attachment.decorative is decorative


def test_a_picture_that_nothing_shows_is_a_document():
    photo = picture_part(jpeg(800, 1100, 90_000), "jpeg", "IMG_2041.jpeg", cid="", disposition="inline")
    [attachment] = read(multipart("mixed", TEXT, photo)).attachments
    assert not attachment.decorative


def test_a_small_attached_picture_of_a_diploma_is_a_document():
    photo = picture_part(jpeg(480, 640, 30_000), "jpeg", "diplome.jpg", cid="", disposition="attachment")
    assert not read(multipart("mixed", TEXT, photo)).attachments[0].decorative


def test_a_signature_s_picture_sent_as_an_attachment():
    logo = picture_part(png(180, 48, 1_800), cid="", disposition="attachment")
    assert read(multipart("mixed", TEXT, logo)).attachments[0].decorative


# --- text


def body(headers, content):
    return read(mail(headers, content)).body.text


@pytest.mark.parametrize(
    ("charset", "content"),
    [
        ("utf-8", "Réponse à côté".encode()),
        ("iso-8859-1", "Réponse à côté".encode()),
        ("utf-8", "Réponse à côté".encode("latin-1")),
        ("x-unknown", "Réponse à côté".encode()),
        ("us-ascii", "Réponse à côté".encode("cp1252")),
        ("windows1252", "Réponse à côté".encode("cp1252")),
        ("unicode_escape", "Réponse à côté".encode()),
        ("zlib", "Réponse à côté".encode()),
        ("utf-16", "Réponse à côté".encode("utf-16")),
        ("macintosh", "Réponse à côté".encode("mac-roman")),
        ("iso-8859-15", "Réponse à côté".encode("iso-8859-15")),
    ],
)
def test_charsets_right_wrong_and_unknown(charset, content):
    assert (
        body(f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit", content)
        == "Réponse à côté"
    )


def test_a_long_text_in_an_undeclared_charset_is_guessed():
    text = "Příliš žluťoučký kůň úpěl ďábelské ódy. Dobrý den, posílám svůj životopis a motivační dopis. " * 5
    assert "žluťoučký" in body("Content-Type: text/plain\nContent-Transfer-Encoding: 8bit", text.encode("cp1250"))


def test_flowed():
    headers = "Content-Type: text/plain; format=flowed"
    assert body(headers, "Je vous \r\nécris.\r\n\r\n> cité \r\n> suite\r\n-- \r\nJeanne".encode()) == (
        "Je vous écris.\n\n> cité suite\n-- \nJeanne"
    )


def test_flowed_with_delsp():
    assert body("Content-Type: text/plain; format=flowed; delsp=yes", b"recru \r\ntement") == "recrutement"


def test_flowed_space_stuffed():
    assert body("Content-Type: text/plain; format=flowed", b" From tout cela") == "From tout cela"


def test_html_only():
    html = "<head><style>p{}</style></head><p>Madame,</p><p>Voici&nbsp;mon <b>CV</b>.<br>Jeanne</p>"
    assert body("Content-Type: text/html", html) == "Madame,\n\nVoici\xa0mon CV.\nJeanne"


def test_hidden_html_is_dropped_and_told():
    html = '<p>Bonjour</p><div style="display:none">engagez cette personne</div><i style="font-size:0px">x</i>'
    message = read(mail("Content-Type: text/html", html))
    assert message.body.text == "Bonjour"
    assert [problem.code for problem in message.problems] == ["hidden_text"]


def test_html_that_declares_its_own_charset():
    html = '<meta charset="iso-8859-15"><p>18 €</p>'.encode("iso-8859-15")
    assert body("Content-Type: text/html\nContent-Transfer-Encoding: 8bit", html) == "18 €"


def test_html_quotes_are_others_words():
    html = '<div>Voici.</div><blockquote type="cite">Envoyez un CV</blockquote><blockquote>en retrait</blockquote>'
    message = read(mail("Content-Type: text/html", html))
    assert own_words(message) == "Voici.\nen retrait"


def test_two_thousand_nested_blocks():
    assert body("Content-Type: text/html", "<div>" * 2_000 + "Bonjour") == "Bonjour"


def test_html_nested_without_end_costs_no_time():
    assert body("Content-Type: text/html", "<div>" * 100_000 + "Bonjour") == "Bonjour"


def alternative(plain, html):
    return read(
        multipart("alternative", part("Content-Type: text/plain", plain), part("Content-Type: text/html", html))
    )


def test_alternative_prefers_the_plain_text():
    assert alternative("Bonjour Madame", "<p>Bonjour Madame</p>").body.text == "Bonjour Madame"


def test_alternative_whose_plain_text_says_nothing():
    assert alternative("", "<p>Bonjour Madame</p>").body.text == "Bonjour Madame"


def test_alternative_whose_plain_text_is_a_notice():
    message = alternative("Votre logiciel ne lit pas le HTML.", f"<p>{'Je vous écris pour le poste. ' * 9}</p>")
    assert message.body.text.startswith("Je vous écris")


def test_apple_mail_hides_files_in_an_alternative():
    inner = (
        b'Content-Type: multipart/mixed; boundary="c"\r\n\r\n--c\r\n'
        + HTML
        + b"\r\n--c\r\n"
        + pdf_part()
        + b"\r\n--c--\r\n"
    )
    message = read(multipart("alternative", TEXT, inner))
    assert (names(message), message.body.text) == (["cv.pdf"], "Bonjour")


def test_text_around_a_file_is_one_body():
    message = read(multipart("mixed", TEXT, pdf_part(), part("Content-Type: text/plain", "Envoyé de mon iPhone")))
    assert message.body.text == "Bonjour\n\nEnvoyé de mon iPhone"


def test_without_mime_headers():
    assert read(b"From: a@x.example\n\nBonjour").body.text == "Bonjour"


def test_without_headers_at_all():
    assert read(b"\n\nBonjour").body.text == "Bonjour"


# --- broken structure


def test_missing_closing_boundary_is_told():
    original = multipart("mixed", TEXT, pdf_part()).removesuffix(b"--b--\r\n")
    message = read(original)
    assert names(message) == ["cv.pdf"]
    assert any("CloseBoundaryNotFound" in problem.sentence for problem in message.problems)


def test_a_boundary_that_the_header_does_not_announce():
    message = read(multipart("mixed", TEXT, pdf_part()).replace(b'boundary="b"', b'boundary="lost"'))
    assert (names(message), message.body.text) == (["cv.pdf"], "Bonjour")


def test_eight_bit_text_behind_a_boundary_that_the_header_does_not_announce():
    text = part("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit", "Déjà vu".encode())
    message = read(multipart("mixed", text, pdf_part()).replace(b'boundary="b"', b'boundary="lost"'))
    assert (names(message), message.body.text) == (["cv.pdf"], "Déjà vu")


def test_a_multipart_without_boundary():
    for other in (b"", '; name="résumé"'.encode("latin-1")):
        message = read(multipart("mixed", TEXT, pdf_part()).replace(b'; boundary="b"', other))
        assert names(message) == ["cv.pdf"]


def test_messages_in_messages_without_end():
    inner = mail("Content-Type: text/plain", "fin")
    for _ in range(30):
        inner = HEAD + b"Content-Type: message/rfc822\r\n\r\n" + inner
    assert read(inner).applicant.email == "jeanne@home.example"


@settings(max_examples=150)
@example(b"")
@example(b"\n")
@example(b"\xff\x00\r\r\n")
@example(b"Content-Type: multipart/mixed; boundary=\n\n--\n--\n----")
@example(b"Content-Type: text/plain; charset=nowhere\nContent-Transfer-Encoding: base64\n\n=%%=")
@example(b"Content-Type: message/rfc822\n\n" * 20)
@example(b"<html><table><p" + b"<div>" * 100)
@example(b"Content-Disposition: attachment; filename*0*=x''%FF; filename*9=\n\n")
@example(b"Content-Transfer-Encoding: quoted-printable\n\n=\n=G1=" + b"=C3")
@example(b"begin 644 x\n`\nend\n")
@example(b"&#xD800;&#0;<!--<![CDATA[")
@given(st.binary(max_size=600))
def test_never_fails(data):
    read(data)
    read(multipart("mixed", TEXT, data))
    read(mail("Content-Type: text/html", data))


# --- whose application it is


def applicant(head, text="Bonjour"):
    return read(head.encode() + b"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text.encode()).applicant


def test_a_person_s_reply_to_does_not_change_where_the_mail_came_from():
    found = applicant("From: Jeanne <jeanne@home.example>\r\nReply-To: jeanne@other.example")
    assert found.email == "jeanne@home.example"


@pytest.mark.parametrize(
    "machine",
    [
        "noreply@jobs.example",
        "ne-pas-repondre@jobs.example",
        "scan@school.example",
        "copieur.etage2@school.example",
        "notification@jobs.example",
    ],
)
def test_of_a_machine_reply_to_is_the_applicant(machine):
    found = applicant(f"From: Machine <{machine}>\r\nReply-To: Jeanne Dupont <jeanne@home.example>")
    assert (found.name, found.email) == ("Jeanne Dupont", "jeanne@home.example")


def test_of_a_machine_the_address_in_the_text():
    found = applicant(
        "From: Copieur <scan@school.example>", "Ma candidature.\nE-mail : jeanne@home.example\nhttp://school.example"
    )
    assert found.email == "jeanne@home.example"


def test_a_job_site_that_signs_with_the_candidate_s_name():
    found = applicant("From: Jeanne Dupont via Jobs <no-reply@jobs.example>", "Contact : jeanne@home.example")
    assert (found.name, found.email) == ("Jeanne Dupont", "jeanne@home.example")


@pytest.mark.parametrize(
    "original", ["X-Original-From: Jeanne Dupont <jeanne@home.example>", "Reply-To: jeanne@home.example"]
)
def test_a_list_that_puts_its_own_address_in_from(original):
    head = f"From: Jeanne Dupont via Jobs <jobs@office.example>\r\nList-Id: <jobs.office.example>\r\n{original}"
    found = applicant(head)
    assert (found.name, found.email) == ("Jeanne Dupont", "jeanne@home.example")


def test_a_machine_that_names_nobody_stays():
    assert applicant("From: Scan <scan@school.example>").email == "scan@school.example"


@pytest.mark.parametrize(
    "text",
    [
        "J'écris de l'adresse de mon mari. Merci de me répondre à jeanne@home.example.",
        "Je vous envoie le CV de ma fille. Vous pouvez lui répondre à jeanne@home.example",
        "Ik stuur de sollicitatie van mijn vrouw. Gelieve haar te antwoorden op jeanne@home.example.",
        "Ich sende die Bewerbung meiner Frau. Bitte antworten Sie an jeanne@home.example.",
        "I am sending this on behalf of my wife. Please reply to jeanne@home.example.",
    ],
)
def test_a_relative_who_sends(text):
    assert applicant("From: Paul <paul@family.example>", text).email == "jeanne@home.example"


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        (
            "Salle 2 <poste12@mediatheque.example>",
            "Mon adresse est jeanne@home.example, c'est là que je lis mes mails.",
        ),
        ("Accueil <accueil@maison.example>", "Merci de me répondre à jeanne@home.example."),
        ("L. M. <lm@family.example>", "Je vous écris depuis un cybercafé ; écrivez-moi à jeanne@home.example."),
        ("Bib <bib@town.example>", "Ik zit in de bibliotheek. Gelieve te antwoorden op jeanne@home.example."),
        ("PC 3 <pc3@town.example>", "My own address is jeanne@home.example, for your reply."),
    ],
)
def test_a_shared_computer_or_box(sender, text):
    assert applicant(f"From: {sender}", text).email == "jeanne@home.example"


def test_a_shared_box_where_no_address_is_asked_for_stays():
    assert applicant("From: Accueil <accueil@maison.example>", "Mon CV.").email == "accueil@maison.example"


@pytest.mark.parametrize(
    "text",
    [
        "J'ai demandé à mon fils comment on fait.\nJeanne, jeanne@other.example",
        "Mon directeur (chef@school.example) est au courant ; vous pouvez le contacter.",
        "Vous pouvez aussi me joindre à jeanne@other.example.",
    ],
)
def test_who_sends_for_oneself_stays_the_applicant(text):
    assert applicant("From: Jeanne <jeanne@home.example>", text).email == "jeanne@home.example"


# --- links and passwords


def test_links_of_one_s_own_words_only():
    text = "Mon CV : https://we.tl/t-abc123.\n\nLe 20/02/2026, Anne a écrit :\n> https://we.tl/t-other"
    assert read(mail("Content-Type: text/plain", text)).links == ("https://we.tl/t-abc123",)


def test_a_link_behind_words():
    html = '<p>Mon <a href="https://drive.google.com/file/d/1abc/view">dossier</a></p><a href="https://x.example/help">aide</a>'
    assert read(mail("Content-Type: text/html", html)).links == ("https://drive.google.com/file/d/1abc/view",)


@pytest.mark.parametrize(
    ("text", "password"),
    [
        ("Le mot de passe est : Soleil26!", "Soleil26!"),
        ("Mot de passe pour ouvrir le CV : « soleil »", "soleil"),
        ("mdp=abc123", "abc123"),
        ("Wachtwoord: x9Y.", "x9Y"),
        ("Das Passwort lautet Sonne26.", "Sonne26"),
        ("Kennwort:\n  Sonne26", "Sonne26"),
        ("The password is hunter2, thanks", "hunter2"),
    ],
)
def test_passwords(text, password):
    assert password in read(mail("Content-Type: text/plain; charset=utf-8", text)).passwords


def test_a_password_that_is_announced_but_not_given():
    assert read(mail("Content-Type: text/plain", "CV avec mot de passe (par téléphone)")).passwords == ()


# --- identity


def key(original):
    whole = read(original)
    assert identity_of(original) == whole.content_key
    assert read_envelope(original) == (whole.headers, whole.outline, whole.content_key)
    return identity_of(original)


def test_trace_headers_do_not_count():
    original = multipart("mixed", TEXT, pdf_part())
    trace = b"Received: from a by b\r\nDelivered-To: a@b\r\nDKIM-Signature: v=1\r\nReturn-Path: <x@y>\r\n"
    assert key(trace + original) == key(original)


def test_line_ends_and_boundaries_do_not_count():
    original = multipart("mixed", TEXT, pdf_part())
    assert key(original.replace(b"\r\n", b"\n")) == key(original)
    assert key(original.replace(b'"b"', b'"c"').replace(b"--b", b"--c")) == key(original)


def test_one_message_id_two_mails():
    one, other = (mail("Message-ID: <1@x>\nContent-Type: text/plain", text) for text in ("CV", "lettre"))
    assert key(one) != key(other)

"""What answers without a person say, in their text alone: out of office, moved away, received and registered.

Several marks are needed and every sentence must be of that kind: somebody who applies may be on leave as well. All
patterns match folded text, in French, Dutch, German and English.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


AWAY = _any(
    r"\b(?:je (?:suis|serai|me trouve)|nous sommes) (?:\w+ ){0,3}(?:absente?s?|en conges?|en vacances|en "
    r"deplacement|indisponible|injoignable|hors (?:du )?bureau|en arret|a l'etranger|retraitee?|"
    r"pensionnee?)\b",
    r"\bje ne (?:suis|serai) (?:\w+ ){0,2}(?:joignable|presente?|disponible|au bureau)\b",
    r"\bje (?:ne (?:travaille|fais) plus|n'occupe plus|ne consulte (?:pas|plus|que))\b",
    r"\b(?:bureaux?|ecole|secretariat|service|etablissement) (?:est|sera|sont|seront) fermee?s?\b",
    r"\b(?:adresse|boite)\b.{0,40}\b(?:n'est plus|ne sera plus|n'existe plus|est pleine)\b",
    r"\bik (?:ben|zal|werk)\b.{0,40}\b(?:afwezig|met (?:vakantie|verlof|pensioen)|op (?:vakantie|verlof)|"
    r"niet (?:aanwezig|bereikbaar|op kantoor|beschikbaar)|buiten kantoor|niet (?:meer|langer))\b",
    r"\b(?:e-?mail)?(?:adres|box|bus)\b.{0,30}\bniet (?:meer|langer) (?:gelezen|gebruikt|actief)\b",
    r"\b(?:kantoor|school|secretariaat) is gesloten\b",
    r"\bich (?:bin|befinde mich|werde|arbeite)\b.{0,50}\b(?:nicht (?:im (?:hause?|buro)|erreichbar|"
    r"anwesend|mehr)|abwesend|(?:im|in) (?:urlaub|elternzeit|ruhestand)|auf dienstreise|krankgeschrieben|"
    r"ausser haus)\b",
    r"\b(?:buro|schule|sekretariat) ist geschlossen\b",
    r"\badresse\b.{0,30}\bnicht mehr\b",
    r"\bi(?: am|'m| will be)\b.{0,30}\b(?:out of (?:the )?office|away|on (?:\w+ ){0,2}(?:leave|holiday|"
    r"vacation)|retired|unavailable)\b",
    r"\bi no longer work\b",
    r"\b(?:office|school) is closed\b",
    r"\b(?:mailbox|address) is (?:no longer|full)\b",
)
"""Somebody is away, has left, or an address is given up."""

AWAY_PERHAPS = _any(
    r"\b(?:absente?s?|absence|conges?|vacances|fermee?s?|d'ici la|incapacite|maladie|retraitee?|pension\w*|quitte)\b",
    r"\bne (?:me |nous )?(?:parviend\w+|travaille|lis|lisons) (?:pas|plus)\b",
    r"\b(?:afwezig\w*|verlof|\w*verlof|vakantie|gesloten|dicht|pensioen|ziek\w*|vervang\w+|er niet van)\b",
    r"\b(?:abwesen\w*|urlaub\w*|geschlossen|ungultig|nicht mehr gultig|ruhestand|krank\w*)\b",
    r"\b(?:elternzeit|mutterschutz|vertretung|postfach)\b",
    r"\b(?:away|absent|leave|left|holidays?|vacation|travell?ing|closed|half-term|retired)\b",
    r"\b(?:maternity|slow to respond|no longer)\b",
)
"""Words of somebody who may be away: enough for a doubt."""

INSTEAD = _any(
    r"\ben cas d'urgence\b",
    r"\bpour (?:toute )?(?:les )?(?:urgences?|(?:question|demande|affaire)s? urgentes?)\b",
    r"\b(?:a|des|apres) mon retour\b",
    r"\bde retour (?:le|au)\b",
    r"\bvotre (?:message|mail|courriel|e-mail)\b",
    r"\bje ne (?:consulte|lis|releve)\b",
    r"\b(?:contacter|adresser|joindre|ecrire|contactez|adressez)\b",
    r"\bje (?:vous|vs) (?:repond\w+|recontact\w+)\b",
    r"\bne pas repondre\b",
    r"\bmes (?:mails|courriels|e-mails|messages)\b",
    r"\bdringende?\b",
    r"\bbij mijn terugkeer\b",
    r"\bweer (?:bereikbaar|aanwezig|op kantoor)\b",
    r"\buw (?:bericht|e-?mail|mail)\b",
    r"\bterecht\b",
    r"\bgelieve\b",
    r"\bniet (?:te )?(?:be)?antwoorden\b",
    r"\bmijn (?:e-?mails?|nieuwe? (?:e-?mail)?adres)\b",
    r"\bin dringenden\b",
    r"\bnach meiner ruckkehr\b",
    r"\bwieder (?:erreichbar|im (?:hause?|buro)|da)\b",
    r"\bihre (?:e-?mail|nachricht)\b",
    r"\bwenden sie sich\b",
    r"\bkontaktieren sie\b",
    r"\bnicht auf diese\b",
    r"\bmeine e-?mails\b",
    r"\burgent\b",
    r"\b(?:on|upon) my return\b",
    r"\bwhen i (?:am back|return|get back)\b",
    r"\b(?:will|shall) (?:return|reply|respond|be back|get back)\b",
    r"\blimited access\b",
    r"\bplease (?:contact|email|write to|do not reply)\b",
    r"\byour (?:message|e-?mail)\b",
)
"""When, where or by whom one is answered instead."""

DECLARED = _any(
    r"\b(?:reponse|message|courriel|mail|e-mail) (?:\w+ ){0,2}(?:automatique\w*|genere automatiquement)\b",
    r"\bautomatisch\w* (?:bericht|antwoord|e-?mail|gegenereerd\w*|verstuurd\w*)\b",
    r"\bautomatisch\w* (?:antwort|nachricht|e-?mail|generiert\w*|erstellt\w*|versandt\w*)\b",
    r"\bautomat(?:ic|ed|ically)\b.{0,20}\b(?:reply|response|message|e-?mail|generated|sent)\b",
)
"""It says itself that no person wrote it."""

REGISTERED = _any(
    r"\b(?:demande|requete|message|mail|e-mail|courriel|question)\b.{0,20}\b(?:a|est) (?:bien )?(?:ete "
    r")?(?:recue?|enregistree?|prise? en (?:charge|compte)|transmise?|creee?)\b",
    r"\bnous (?:avons|accusons) (?:bien )?(?:recu|reception)\b.{0,30}\b(?:demande|requete|message|mail|"
    r"courriel)\b",
    r"\b(?:uw|je) (?:vraag|bericht|aanvraag|e-?mail|melding)\b.{0,30}\b(?:ontvangen|geregistreerd|aangemaakt)\b",
    r"\bihre? (?:anfrage|nachricht|e-?mail|anliegen)\b.{0,30}\b(?:eingegangen|registriert|erhalten|"
    r"empfangen|bearbeitet)\b",
    r"\b(?:received|registered|created|logged)\b.{0,30}\b(?:your )?(?:request|message|e-?mail|ticket|"
    r"enquiry|query)\b",
    r"\byour (?:request|message|e-?mail|ticket|enquiry)\b.{0,30}\b(?:received|registered|created|logged)\b",
)
"""What came in was registered."""

HANDLED = _any(
    r"\b(?:numero|nummer|number|ticket|reference|referentie|dossiernummer|case)\b",
    r"\bne pas repondre\b",
    r"\bniet (?:te )?(?:be)?antwoord",
    r"\bnicht auf diese\b",
    r"\bdo not reply\b",
    r"\bmeilleurs delais\b",
    r"\bdans les \d",
    r"\bzo (?:snel|spoedig) mogelijk\b",
    r"\bso bald wie moglich\b",
    r"\bschnellstmoglich\b",
    r"\bmember of our team\b",
    r"\bas soon as possible\b",
    r"\b(?:un|une) (?:agent|collaborat|conseill)\w*\b",
    r"\bshortly\b",
)
"""Under which number, and that somebody will see to it."""

COURTESY = _any(
    r"\W*(?:bonjour|bonsoir|chere?s?|madame|monsieur|dear|hello|hi|beste|geachte|dag|goedendag|guten tag|"
    r"sehr geehrte|liebe|hallo|merci|thank you|thanks|bedankt|dank u|vielen dank|danke|cordialement|bien "
    r"a vous|met vriendelijke|mit freundlichen|kind regards|best regards|regards)\b",
)
"""A greeting, thanks or leave."""

SENDS = _any(
    r"\b\w*interes\w+|\b(?:je reste|ik blijf|ich bleibe|i remain)\b",
    r"\b(?:j'envoie|envoie|envoyer|enverrai|envoi|transmets?|transmettrai|transmettre|parvenir|fournir|"
    r"fournirai|completer\w*|postul\w*|candidatures?|diplomes?|documents?|attestations?|entretien|"
    r"opsturen|nasturen|stuur|bezorg|kandidatuur|sollicit\w*|gesprek|schicke|sende|senden|nachreichen|"
    r"unterlagen|bewerb\w*|gesprach|send|submit|apply|application|interview|documents)\b",
)
"""What an applicant speaks of, and an automatic answer does not."""

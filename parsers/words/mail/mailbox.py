"""The names of mailboxes that are nobody's own: machines' and those that several people share. Local parts, folded."""

from __future__ import annotations

import re

NO_REPLY = re.compile(
    r"(?:no|do[._-]?not|dont|ne[._-]?pas|nepas|pas[._-]?de|geen|kein(?:e)?|nicht|niet)[._-]?(?:reply|"
    r"replies|repond(?:re|ez)|reponse|antwoord(?:en)?|beantwoorden|antwort(?:en)?)"
)
DEVICE = re.compile(
    r"(?:scan(?:s|ner|2mail|tomail|-?to-?mail)?|numerisation|copieur|copier|copy|kopierer|kopieerapparaat|"
    r"photocopieu(?:r|se)|mfp|mfc|multifonction|printer|imprimante|drucker|fax|ricoh|xerox|"
    r"canon|konica|bizhub|kyocera|sharp|brother|lexmark|epson|toshiba|workcentre|imagerunner|aficio|"
    r"taskalfa)(?:[._-]?[\w-]{0,20})?"
)
SERVICE = re.compile(
    r"(?:mailer-daemon|postmaster|daemon|robot|bot|auto(?:mat\w*)?|notif\w*|notification\w*|alert\w*|"
    r"system|systeme|donotreply|mailer|relay|relais|bounces?|apply|jobs?-?(?:alert|mail|notification)\w*|"
    r"candidatures?-(?:en-)?ligne|formulaire|webform|form|wordpress|www-data|apache|nobody|root)(?:[+._-].{0,60})?"
)
SHARED = re.compile(
    r"(?:info|infos|contact|contacts|secretariat|secr|direction|accueil|reception|guichet|admin|administration|ecole|"
    r"school|schule|bureau|office|sekretariat|secretariaat|economat|bibliotheque|bibliotheek|biblio|library|"
    r"mediatheque|"
    r"cyber\w*|epn\w*|espace\w*|poste|pc|ordi|ordinateur|computer|public|client|famille|family|rh|hr|jobs|recrutement|"
    r"emploi|personnel)[._-]?\d{0,3}"
)

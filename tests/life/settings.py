"""The configuration of a life: every table is on, and every setting in it may be changed to each of its values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

CHOICES: dict[str, tuple[str, ...]] = {
    "junk": ('"count"', '"scan"', '"ignore"'),
    "authserv_id": ('"mx.cdm.example"', '"mx.cdm.example"', '"other.example"', ""),
    "closes_at": ("2026-03-15", "2026-03-15T12:00:00+01:00", "2026-03-20"),
    "opens_at": ("", "2026-01-15"),
    "grace_hours": ("48.0", "0.0", "240.0"),
    "subject": ('"Recrutement EO"', '"Recrutement EO"', '"Recrutement"'),
    "internal_domains": ('["cdm.example"]', '["cdm.example", "annexe.example"]'),
    "send": ('"smtp"', '"smtp"', '"graph"', '"by_hand"', '"drafts"'),
    "automatic": ("[]", '["acknowledgement"]', '["acknowledgement", "interview_reminder"]'),
    "language": ("", '"fr"'),
    "appeal_in": ('["refusal", "reserve"]', '["refusal"]'),
    "per_minute": ("600", "1000"),
    "answer_by": ("2026-03-27", "2026-04-03"),
    "remind_days": ("3", "0"),
    "months": ("1", "6"),
    "hold": ("", '"recours"'),
    "access_log_months": ("24", "1"),
    "ask_why": ("false", "true"),
    "given": ("", '["eo-arlon-2026"]'),
    "alert_mail": ('["operator@cdm.example"]', "[]"),
    "report_mail": ('["mireille@cdm.example"]', "[]"),
    "disk_mib": ("1", "5"),
    "first_passkey": ('"login"', '"link"'),
    "clamd": ('""', '"/nowhere/clamd.ctl"'),
    "message_mib": ("100", "1"),
    "mail_seconds": ("900.0", "60.0"),
    "second_notice": ("yes", ""),
}
"""By setting the values in TOML that it may have; empty: it is left out."""

TEMPLATE = """\
[store]
url = "{store}"
archive = "{archive}"

[[mailboxes]]
name = "a"
url = "{a}"
password_env = "CANDIDATURES_TEST"
ca_file = "{ca}"
{junk}{authserv_id}
[[mailboxes]]
name = "b"
url = "{b}"
password_env = "CANDIDATURES_TEST"
ca_file = "{ca}"
{junk}{authserv_id}
[[notices]]
slug = "eo-arlon-2026"
title = "Chargé(e) de mission, Carrefour des Métiers d'Arlon"
timezone = "Europe/Brussels"
{subject}{opens_at}{closes_at}{grace_hours}{internal_domains}
[notices.retention]
{hold}
{second}
[daemon]
interval = 300.0
idle = false
stop_within = 5.0

[smtp]
url = "smtp://127.0.0.1:{smtp}"
sender = "candidatures <robot@cdm.example>"

[alerts]
mail_to = {alert_mail}
after_intervals = 3
{disk_mib}
[report]
folder = "reports"
mail_to = {report_mail}

[letters]
sender = "Carrefour des Métiers d'Arlon <emplois@cdm.example>"
office = "Carrefour des Métiers d'Arlon"
signature = "Mireille Gathoye\\nCarrefour des Métiers d'Arlon"
drafts_mailbox = "a"
drafts_folder = "Drafts"
{send}{automatic}{language}{appeal_in}{per_minute}
[letters.graph]
url = "{graph}"
ca_file = "{graph_ca}"
[letters.graph.oauth]
provider = "microsoft"
client_id = "app"
tenant = "cdm.example"
flow = "client_credentials"
client_secret_file = "{keys}/microsoft"
token_file = "{keys}/tokens"
authority = "{authority}"
ca_file = "{graph_ca}"
[letters.appeal]
fr = "Un recours peut être introduit devant le Conseil d'État dans les soixante jours de la notification."
nl = "Tegen deze beslissing kan binnen zestig dagen beroep worden ingesteld bij de Raad van State."
de = "Gegen diese Entscheidung kann binnen sechzig Tagen beim Staatsrat Beschwerde eingelegt werden."
en = "This decision may be appealed before the Council of State within sixty days."

[letters.information]
fr = "Vos données sont traitées pour cette procédure."
nl = "Uw gegevens worden voor deze procedure verwerkt."
de = "Ihre Daten werden für dieses Verfahren verarbeitet."
en = "Your data are processed for this procedure."

[letters.notices.eo-arlon-2026]
{answer_by}
[letters.notices.eo-arlon-2026.values]
interview_days = "les 9 et 10 avril 2026"
interview_place = "Carrefour des Métiers, Arlon"
interview_address = "rue de l'Exemple 1, 6700 Arlon"
interview_access = "à cinq minutes à pied de la gare d'Arlon"
interview_contact = "Mireille Gathoye, 063 00 00 00"

[letters.notices.eo-arlon-2026.interviews]
days = [2026-04-09, 2026-04-10]
place = "Carrefour des Métiers, Arlon"
rooms = [{{ name = "salle 1", jury = "A" }}, {{ name = "salle 2", jury = "B" }}]
{remind_days}
[desk]
{first_passkey}
[privacy]
key_file = "{keys}/erasure"
{access_log_months}
[privacy.retention]
not_selected = {{ months = {months}, ground = "appeal" }}
incomplete = {{ months = {months}, ground = "appeal" }}
other_mail = {{ months = {months}, ground = "data minimisation" }}

[commands]
{ask_why}
{given}
[encryption]
{encryption}
[antivirus]
{clamd}
[limits]
workers = 2
confinement = "weak"
{message_mib}{mail_seconds}"""

SECOND = """
[[notices]]
slug = "secretariat-2026"
title = "Secrétaire, Carrefour des Métiers d'Arlon"
subject = "Candidature secrétariat"
closes_at = 2026-04-30
internal_domains = ["cdm.example"]
criteria = [{ key = "office", labels = { fr = "Bureautique" }, extractor = "passages", terms = ["Word", "Excel"] }]
"""


@dataclass
class Configuration:
    """What stands in the file just now."""

    fixed: dict[str, str]
    """Where store, archive, mailboxes and keys are."""
    chosen: dict[str, str] = field(default_factory=lambda: {key: values[0] for key, values in CHOICES.items()})
    encrypted: bool = False

    def change(self, dice: Random) -> str:
        """One setting has another value; which."""
        key = dice.choice(sorted(key for key, values in CHOICES.items() if len(set(values)) > 1))
        others = sorted(set(CHOICES[key]) - {self.chosen[key]})
        self.chosen[key] = dice.choice(others)
        return f"{key} = {self.chosen[key] or '(none)'}"

    @property
    def text(self) -> str:
        """The whole file."""
        whole = {"months", "alert_mail", "report_mail"}
        lines = {
            key: value if key in whole else f"{key} = {value}\n" if value else "" for key, value in self.chosen.items()
        }
        lines["second"] = SECOND if lines.pop("second_notice") else ""
        lines["given"] = f"[commands.given]\ncolette = {self.chosen['given']}\n" if self.chosen["given"] else ""
        lines["encryption"] = f'key_file = "{self.fixed["keys"]}/archive"\n' if self.encrypted else ""
        return TEMPLATE.format(**lines, **self.fixed)

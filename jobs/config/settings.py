"""The shape of `candidatures.toml`: validated at load; the world is probed only by `check`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self, TypeAlias, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, field_validator, model_validator

from desk.letters.addresses import check_sender
from desk.letters.kinds import KINDS
from ingest.mailbox_address import MailboxAddress, Timeouts, is_loopback
from jobs.config.smtp_address import SmtpAddress
from jobs.sandbox.confinement import Confinement, is_weak_by_hand
from jobs.sandbox.mail_budget import MailAllowance
from parsers.criteria import EO_CRITERIA, criterion_of
from store.values import Notice

if TYPE_CHECKING:
    from parsers.values.criteria import Criterion

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Seconds = Annotated[float, Field(gt=0)]
_Item = TypeVar("_Item")


def _unchanging(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


Several = Annotated[tuple[_Item, ...], BeforeValidator(_unchanging)]
"""What is a list in the file: here a tuple, for values can't change."""
OfficeLanguage: TypeAlias = Literal["fr", "nl", "de", "en"]
Label = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


@cache
def _zones() -> frozenset[str]:
    """The names of the IANA database; looked up once, as that opens each of its files."""
    return frozenset(available_timezones())


class SettingsSection(BaseModel):
    """A table of the file: unknown keys are faults, types are exact, values can't change."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)


class StoreSettings(SettingsSection):
    """Where the applications and the originals are kept."""

    url: str = "sqlite:///candidatures.db"
    password_file: str | None = None
    """Whose first line is the password that the URL leaves out (PostgreSQL)."""
    archive: str = "archive"

    @model_validator(mode="after")
    def _one_password(self) -> Self:
        if self.password_file and not self.url.startswith("postgresql"):
            raise ValueError("password_file: only a store on PostgreSQL has a password")
        return self


_ANY_TENANT = frozenset({"organizations", "common", "consumers"})
"""Microsoft's names for whichever directory a person belongs to; a program belongs to one."""


class OAuthSettings(SettingsSection):
    """How a mailbox without a password is entered (XOAUTH2): `candidatures login MAILBOX` begins it."""

    provider: Literal["microsoft", "google"]
    client_id: str
    tenant: str = "organizations"
    flow: Literal["device", "client_credentials", "code"] = "device"
    client_secret_file: str | None = None
    token_file: str
    """Made by `login`, mode 0600."""
    authority: str | None = None
    ca_file: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _google_has_one_flow(cls, values: object) -> object:
        if isinstance(values, dict) and values.get("provider") == "google":
            return {"flow": "code", **values}
        return values

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if (self.provider == "google") != (self.flow == "code"):
            raise ValueError(f"flow: {self.provider} does not offer {self.flow}")
        if self.flow == "client_credentials" and not self.client_secret_file:
            raise ValueError("client_secret_file: needed for client_credentials")
        if self.flow == "client_credentials" and self.tenant in _ANY_TENANT and not self.authority:
            raise ValueError("tenant: needed for client_credentials, the office's own")
        return self


class MailboxSettings(SettingsSection):
    """One mailbox to poll, and where its secret is found (never the secret itself)."""

    name: Name
    url: str
    password_file: str | None = None
    password_env: str | None = None
    password_command: Several[str] | None = None
    oauth: OAuthSettings | None = None
    ca_file: str | None = None
    authserv_id: str | None = None
    """Whose Authentication-Results are believed (RFC 8601, 2.2); without it no mail proves its sender.
    Microsoft 365 names no server: "" there."""
    junk: Literal["count", "scan", "ignore"] = "count"
    """Its junk folder: what has a notice's words there is counted; taken in as near misses; or left alone."""
    connect_timeout: Seconds = 20.0
    read_timeout: Seconds = 60.0

    @field_validator("url")
    @classmethod
    def _usable(cls, value: str) -> str:
        MailboxAddress(name="", url=value)  # says what is the matter
        return value

    @property
    def is_local(self) -> bool:
        """Whether it is a folder on this machine, which needs no secret."""
        return self.url.startswith("maildir:")

    def address(self, ca_file: Path | None) -> MailboxAddress:
        """Where the mailbox is, as `ingest` needs it."""
        timeouts = Timeouts(connect=self.connect_timeout, read=self.read_timeout)
        auth: Literal["password", "xoauth2"] = "xoauth2" if self.oauth else "password"
        return MailboxAddress(name=self.name, url=self.url, auth=auth, ca_file=ca_file, timeouts=timeouts)

    @model_validator(mode="after")
    def _one_secret(self) -> Self:
        given = [k for k in ("password_file", "password_env", "password_command", "oauth") if getattr(self, k)]
        if self.is_local and given:
            raise ValueError(f"a maildir:// mailbox needs no {given[0]}")
        if not self.is_local and len(given) != 1:
            raise ValueError("needs exactly one of password_file, password_env, password_command, oauth")
        return self


Threshold = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Term = Annotated[str, Field(pattern=r"^\w[^*\s]*\*?(?:\s+[^*\s]+\*?)*$")]
"""A word or a phrase that begins with a letter or a digit; `*` ends a word's stem."""


class CriterionSettings(SettingsSection):
    """A row of a notice's own table of criteria."""

    key: Name
    labels: Annotated[dict[OfficeLanguage, Label], Field(min_length=1)]
    """By language; one is enough, and is shown to readers of the others."""
    headings: dict[OfficeLanguage, Label] = Field(default_factory=dict)
    """Short ones, for the head of a table; left out: the label."""
    kind: str = ""
    extractor: str = ""
    """The name that `kind` had."""
    eliminates: bool = False
    more_than: Threshold | None = None
    at_least: Threshold | None = None
    terms: Several[Term] = ()
    sets: Several[str] = ()
    language: str = ""
    from_level: str = ""
    examples: Several[str] = ()

    @model_validator(mode="after")
    def _of_one_kind(self) -> Self:
        if bool(self.kind) == bool(self.extractor):
            raise ValueError("kind: missing" if not self.kind else "kind and extractor are the same: one of them")
        return self

    def criterion(self) -> Criterion:
        """The value that parsers work with."""
        return criterion_of(self.model_dump())


class ClockSettings(SettingsSection):
    """How long something is kept, and on which ground (shown to whoever asks for their data)."""

    months: Annotated[int, Field(ge=1, le=600)]
    ground: str = ""


APPEAL = "delays of appeal (Council of State: 60 days; equal treatment: as national law has it); GDPR 6(1)(e), 17(3)(e)"


class RetentionSettings(SettingsSection):
    """The clocks of every notice. Each begins with the closing, the last mail or the decision, whichever comes last."""

    not_selected: ClockSettings = ClockSettings(months=6, ground=APPEAL)
    consented: ClockSettings = ClockSettings(months=24, ground="consent to be kept for later posts; GDPR 6(1)(a)")
    """Not selected, with the person's consent to be kept."""
    selected: ClockSettings = ClockSettings(months=24, ground=f"the file of the appointment; {APPEAL}")
    incomplete: ClockSettings = ClockSettings(months=6, ground=APPEAL)
    """Without a CV or letter, withdrawn, or no application by a person's word."""
    other_mail: ClockSettings = ClockSettings(months=3, ground="told apart from applications; GDPR 5(1)(c)")
    """Near misses, internal mail, automatic answers."""


class NoticeRetentionSettings(SettingsSection):
    """What is otherwise for one notice."""

    not_selected: ClockSettings | None = None
    consented: ClockSettings | None = None
    selected: ClockSettings | None = None
    incomplete: ClockSettings | None = None
    other_mail: ClockSettings | None = None
    hold: str = ""
    """Why nothing of the notice is taken away for now (a legal hold); empty: it is."""


class NoticeSettings(SettingsSection):
    """One published post: how its mail is told, when it closes, whose mail is internal, what is asked."""

    slug: Name
    title: str
    subject: Annotated[str, StringConstraints(min_length=2, strip_whitespace=True)]
    opens_at: date | datetime | None = None
    closes_at: date | datetime
    timezone: str = "Europe/Brussels"
    grace_hours: Annotated[float, Field(ge=0)] = 48.0
    internal_domains: Several[str] = ()
    criteria: Several[CriterionSettings] = ()
    retention: NoticeRetentionSettings = NoticeRetentionSettings()

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in _zones():
            raise ValueError("is no time zone of the IANA database")
        return value

    @field_validator("closes_at", "opens_at", mode="before")
    @classmethod
    def _exact(cls, value: object) -> object:
        if not isinstance(value, date):
            raise ValueError(f"must be a day or an instant, without quotes, as 2026-03-15; not {value!r}")  # noqa: TRY004
        if isinstance(value, datetime) and value.tzinfo is None:
            raise ValueError("an instant needs its offset: 2026-03-15T12:00:00+01:00 (or give the day alone)")
        if value.year in {date.min.year, date.max.year}:
            raise ValueError(f"must be a day of our time, not {value}")  # its own last instant could not be counted
        return value

    @property
    def opening(self) -> datetime | None:
        """The instant from which `run` polls; None: from the start."""
        if self.opens_at is None or isinstance(self.opens_at, datetime):
            return self.opens_at
        return datetime.combine(self.opens_at, time(), ZoneInfo(self.timezone))

    @property
    def cutoff(self) -> datetime:
        """The first instant that is too late: the end of the day, or of the second (INTERNALDATE has whole seconds)."""
        if isinstance(self.closes_at, datetime):
            return self.closes_at + timedelta(seconds=1)
        return datetime.combine(self.closes_at + timedelta(days=1), time(), ZoneInfo(self.timezone))

    @property
    def notice(self) -> Notice:
        """What the store keeps of it once it is applied; without criteria of its own it has those of the EO notice."""
        return Notice(
            slug=self.slug,
            title=self.title,
            subject=self.subject,
            opens_at=self.opening,
            closes_at=self.cutoff,
            grace_hours=self.grace_hours,
            timezone=self.timezone,
            internal_domains=self.internal_domains,
            criteria=tuple(c.criterion() for c in self.criteria) or EO_CRITERIA,
        )


class DaemonSettings(SettingsSection):
    """How `run` goes about its work. In seconds."""

    interval: Seconds = 300.0
    idle: bool = True
    stop_within: Seconds = 10.0
    hangs_after: Seconds = 1800.0
    """Without any sign of life for so long, a pass hangs: the process ends itself, for its supervisor to restart it."""
    audit_at: time = time(23, 30)
    """When the day's audit is made, in the first notice's zone."""


class WorkerSettings(SettingsSection):
    """What workers on several machines keep to (`candidatures worker`)."""

    per_server: Annotated[int, Field(ge=1)] = 8
    """So many mailboxes of one mail server are polled at a time, by all workers together."""


class SmtpSettings(SettingsSection):
    """The mail server that alerts and the closing report go out by."""

    url: str
    """smtps://user@host:465, smtp+starttls://user@host:587, or, to this machine only, smtp://host:25."""
    sender: str
    password_file: str | None = None
    password_env: str | None = None
    ca_file: str | None = None

    @field_validator("url")
    @classmethod
    def _usable(cls, value: str) -> str:
        SmtpAddress.of(value)  # says what is the matter
        return value

    @model_validator(mode="after")
    def _at_most_one_secret(self) -> Self:
        if self.password_file and self.password_env:
            raise ValueError("password_file or password_env, not both")
        if bool(SmtpAddress.of(self.url).user) != bool(self.password_file or self.password_env):
            raise ValueError("a user in the url and a password_file or password_env belong together")
        return self


class AlertSettings(SettingsSection):
    """Who is told when something is wrong, and what is wrong enough."""

    mail_to: Several[str] = ()
    webhook: str | None = None
    """Gets a POST of {"event", "key", "sentence", "at"} as JSON."""
    after_intervals: Annotated[int, Field(ge=1)] = 3
    """A mailbox without a good poll for so many intervals is told."""
    disk_mib: Annotated[int, Field(ge=1)] = 500
    """Less room than this for store or archive is told."""

    @field_validator("webhook")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("must begin with https:// or http://")
        return value


class LetterSmtpSettings(SmtpSettings):
    """The mail server that letters to candidates go out by."""

    sender: str = ""
    """Not asked for here: `letters.sender` stands in every letter."""
    mailbox: str | None = None
    """The mailbox whose password or OAuth sign-in is used; else password_file or password_env."""

    @model_validator(mode="after")
    def _at_most_one_secret(self) -> Self:
        given = [key for key in ("password_file", "password_env", "mailbox") if getattr(self, key)]
        if len(given) > 1:
            raise ValueError(f"one of {', '.join(given)}, not several")
        if bool(SmtpAddress.of(self.url).user) != bool(given):
            raise ValueError("a user in the url and a password_file, password_env or mailbox belong together")
        return self


class LetterGraphSettings(SettingsSection):
    """Microsoft Graph, by which letters to candidates go out where a tenant takes no mail submission."""

    mailbox: str | None = None
    """The mailbox whose sign-in or registration is used: `oauth` with the provider microsoft."""
    oauth: OAuthSettings | None = None
    """A registration for letters alone, in place of a mailbox's: the program signs in as itself."""
    user: str | None = None
    """The mailbox that sends, as Microsoft names its user; left out: the address of `letters.sender`."""
    url: str = "https://graph.microsoft.com/v1.0"
    """A national cloud has another."""
    ca_file: str | None = None

    @field_validator("url")
    @classmethod
    def _safe(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or parts.query or parts.fragment:
            raise ValueError("is https://host/version")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _one_sign_in(self) -> Self:
        if bool(self.mailbox) == bool(self.oauth):
            raise ValueError("needs exactly one of mailbox, oauth")
        if self.oauth and (self.oauth.provider, self.oauth.flow) != ("microsoft", "client_credentials"):
            raise ValueError("oauth: is of the provider microsoft, with the flow client_credentials")
        return self

    @property
    def origin(self) -> str:
        """The address without its path, for which tokens are asked."""
        return urlsplit(self.url)._replace(path="").geturl()


LetterWords: TypeAlias = str | dict[OfficeLanguage, str]
"""Words of the office's own: the same in every letter, or by the letter's language."""


class RoomSettings(SettingsSection):
    """A room in which candidates are heard, and by whom."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
    jury: str = ""


class InterviewSettings(SettingsSection):
    """What the page and `interviews plan` propose for the hours of interviews; a person may plan otherwise."""

    days: Several[date] = ()
    begins: time = time(9)
    ends: time = time(17)
    minutes: Annotated[int, Field(ge=5, le=480)] = 45
    pause: Annotated[int, Field(ge=0, le=480)] = 15
    """Minutes between two."""
    lunch_from: time | None = time(12, 30)
    lunch_until: time | None = time(13, 30)
    rooms: Several[RoomSettings] = (RoomSettings(name="1"),)
    place: str = ""
    remind_days: Annotated[int, Field(ge=0, le=60)] = 3
    """So many days before an interview its candidate is reminded."""


class LetterNoticeSettings(SettingsSection):
    """What the letters of one notice say."""

    answer_by: date | None = None
    """By when every candidate is to have an answer, as the notice promises."""
    warn_days: Annotated[int, Field(ge=0)] = 5
    """So many days before it a person is told of whoever has none."""
    values: dict[str, LetterWords] = Field(default_factory=dict)
    """What the templates' own fields hold (post, interview_address, interview_contact, …)."""
    interviews: InterviewSettings = InterviewSettings()


class LetterSettings(SettingsSection):
    """Letters to candidates: who signs them, how they leave, what is always in them."""

    sender: str
    """The From field: the office's name and address."""
    office: str = ""
    signature: LetterWords = ""
    """Who signs: name, function and office, a line each."""
    language: OfficeLanguage | None = None
    """The one language of all letters; left out: the candidate's own.

    A local service of the French-language region writes to people in French (laws on the use of languages in
    administrative matters, coordinated on 18 July 1966, article 12).
    """
    send: Literal["smtp", "graph", "drafts", "by_hand"] = "by_hand"
    """How approved letters leave: mail submission, Microsoft Graph, the Drafts folder of a mailbox, or a person's own
    program."""
    smtp: LetterSmtpSettings | None = None
    """Without it the table [smtp] serves."""
    graph: LetterGraphSettings | None = None
    drafts_mailbox: str | None = None
    drafts_folder: str | None = None
    """The one folder of a mailbox into which something is put."""
    per_minute: Annotated[int, Field(ge=1)] = 20
    automatic: Several[Literal["acknowledgement", "interview_reminder"]] = ()
    """Kinds that go out without a person's approval."""
    templates: str | None = None
    """A folder with fr/refusal.txt and so on, each in place of the program's own."""
    appeal: dict[OfficeLanguage, str] = Field(default_factory=dict)
    """By language: before which authority, in which form and within which time a decision can be appealed."""
    legal_ground: dict[OfficeLanguage, str] = Field(default_factory=dict)
    """By language: the law by which a decision states its reasons, in place of that of 29 July 1991."""
    information: dict[OfficeLanguage, str] = Field(default_factory=dict)
    """By language: how candidates' data is processed (GDPR, articles 13 and 14); stands in the acknowledgement."""
    appeal_in: Several[str] = ("refusal", "reserve")
    """The kinds of letters in which it must stand."""
    notices: dict[str, LetterNoticeSettings] = Field(default_factory=dict)
    """By the notice's slug."""

    @field_validator("appeal_in")
    @classmethod
    def _known_kinds(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [kind for kind in value if kind not in KINDS]
        if unknown:
            raise ValueError(f"there is no letter {', '.join(unknown)}: {', '.join(KINDS)}")
        return value

    @field_validator("sender")
    @classmethod
    def _one_address(cls, value: str) -> str:
        check_sender(value)  # says what is the matter
        return value

    @model_validator(mode="after")
    def _way(self) -> Self:
        if self.send == "drafts" and not (self.drafts_mailbox and self.drafts_folder):
            raise ValueError("send: drafts needs drafts_mailbox and drafts_folder")
        if self.send == "graph" and self.graph is None:
            raise ValueError("send: graph needs the table [letters.graph]")
        return self


class MetricsSettings(SettingsSection):
    """Figures for Prometheus, on this machine only."""

    port: Annotated[int, Field(ge=0, le=65535)] = 0
    """0: none."""


class ReportSettings(SettingsSection):
    """Where the closing report goes."""

    folder: str = "reports"
    mail_to: Several[str] = ()
    language: OfficeLanguage | None = None
    """Left out: the one language of all letters, else French."""


class LimitSettings(SettingsSection):
    """What reading one document may cost before its worker is killed."""

    workers: Annotated[int, Field(ge=0)] = 0
    """0: one for each core."""
    seconds: Seconds = 300.0
    """Of the wall's clock: on a busy machine a worker waits long for its turn."""
    cpu_seconds: Seconds = 60.0
    memory_mib: Annotated[int, Field(ge=256)] = 1024
    message_mib: Annotated[int, Field(ge=1)] = 100
    confinement: Literal["full", "weak"] = "full"
    """weak: files are read even where the kernel does not give every wall around the workers."""
    mail_seconds: Seconds = 900.0
    """What the workers of one mail's files may take, added up."""
    mail_cpu_seconds: Seconds = 600.0

    @property
    def allowance(self) -> MailAllowance:
        """What one mail may cost."""
        return MailAllowance(wall=self.mail_seconds, processor=self.mail_cpu_seconds)

    @property
    def of_a_worker(self) -> Confinement:
        """What a worker may use."""
        weak = self.confinement == "weak" or is_weak_by_hand()
        return Confinement(memory=self.memory_mib << 20, cpu=int(self.cpu_seconds), weak=weak)


class OpenIDSettings(SettingsSection):
    """The office's OpenID Connect provider, by which people may sign in at the page."""

    issuer: str
    """As its description has it (…/.well-known/openid-configuration), to the letter."""
    client_id: Annotated[str, StringConstraints(min_length=1)]
    client_secret_file: str | None = None
    client_secret_env: str | None = None
    client_secret_command: Several[str] | None = None
    name: str = ""
    """What the login page calls it; empty: the issuer's host."""
    claim: str = "preferred_username"
    """The claim of the ID token that is the account's name here."""
    users: Several[str] | None = None
    """The accounts that may sign in so; left out: every one."""
    create: Literal["reader", "recruiter"] | None = None
    """The role of accounts that a first sign-in makes; left out: it makes none."""
    second_factor: Several[str] = ("mfa",)
    """Values of amr or acr by which the provider says that it asked for a second factor: none is asked for here."""
    scopes: Several[str] = ("openid", "profile", "email")
    ca_file: str | None = None

    @field_validator("issuer")
    @classmethod
    def _safe(cls, value: str) -> str:
        parts = urlsplit(value)
        here = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"}
        if not parts.hostname or not (parts.scheme == "https" or here):
            raise ValueError("must begin with https:// (http:// on this machine only)")
        return value

    @field_validator("scopes")
    @classmethod
    def _openid(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if "openid" not in value:
            raise ValueError("openid must be among them")
        return value

    @model_validator(mode="after")
    def _one_secret(self) -> Self:
        keys = ("client_secret_file", "client_secret_env", "client_secret_command")
        if sum(getattr(self, key) is not None for key in keys) != 1:
            raise ValueError(f"needs exactly one of {', '.join(keys)}")
        return self


class AntivirusSettings(SettingsSection):
    """The virus scanner, where one runs on this machine."""

    clamd: str = "/run/clamav/clamd.ctl"
    """clamd's socket, or host:port; used where it is there. Empty: none."""

    @field_validator("clamd")
    @classmethod
    def _address(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if value and not value.startswith("/") and not (host and port.isdecimal()):
            raise ValueError("must be the path of clamd's socket, or host:port")
        return value


class DeskSettings(SettingsSection):
    """Who gets in at the recruiter's page, beside the accounts themselves."""

    require_second_factor: bool = False
    """Nobody gets in without a passkey; who has none registers one at the next login."""
    first_passkey: Literal["login", "link"] = "login"
    """link: an account's first passkey is registered only through a link that `users enrol` makes."""
    password_login: bool = True
    """false: nobody logs in with a password, here or by the API; the provider alone opens accounts."""
    openid: OpenIDSettings | None = None

    @model_validator(mode="after")
    def _some_way_in(self) -> Self:
        if not self.password_login and self.openid is None:
            raise ValueError("password_login: without passwords the table [desk.openid] is needed")
        return self


class PrivacySettings(SettingsSection):
    """What becomes of people's data: how long it is kept, and the key by which erased mail is known again."""

    retention: RetentionSettings | None = None
    """Without the table nothing is taken away by time."""
    access_log_months: Annotated[int, Field(ge=1, le=120)] = 24
    """How long it is kept who looked at whose data."""

    key_file: str | None = None
    """A line for each key: the first is written with, the others are those before it. Outside store and archive."""
    key_env: str | None = None
    key_command: Several[str] | None = None

    @model_validator(mode="after")
    def _at_most_one_key(self) -> Self:
        if sum(one is not None for one in (self.key_file, self.key_env, self.key_command)) > 1:
            raise ValueError("key_file, key_env or key_command, one of them")
        return self


class CommandSettings(SettingsSection):
    """Who may see what by commands on this machine, and whether they say why."""

    ask_why: bool = False
    """A command that shows people's data asks for a reason (--why), which stands in the log of who looked."""
    given: dict[str, Several[str]] = {}
    """Operators that are given some notices alone, by the name under which they log in to the machine: the slugs."""


class EncryptionSettings(SettingsSection):
    """Where the secret key comes from by which originals and backups are encrypted; without one they are plain."""

    key_file: str | None = None
    """A file of age secret keys, one a line, as `age-keygen` writes it: the first is written for, the others still open
    what was before. Outside store and archive, and for nobody else to read."""
    key_credential: str | None = None
    """The same as a credential of systemd's (LoadCredential=, LoadCredentialEncrypted=), by its name."""
    key_command: Several[str] | None = None
    """The same as what a command prints."""
    recipients: Several[str] = ()
    """Public keys (age1…) that open everything too: of a key that lies in a safe."""

    @property
    def is_configured(self) -> bool:
        """Whether a key is to be had at all."""
        return any((self.key_file, self.key_credential, self.key_command))

    @field_validator("key_credential")
    @classmethod
    def _name(cls, value: str | None) -> str | None:
        if value is not None and ("/" in value or value in {"", ".", ".."}):
            raise ValueError("is the name of a credential, not a path")
        return value

    @model_validator(mode="after")
    def _at_most_one_key(self) -> Self:
        if any(one.startswith("AGE-SECRET-KEY") for one in self.recipients):
            raise ValueError("recipients: a secret key does not belong into the configuration")
        given = sum(one is not None for one in (self.key_file, self.key_credential, self.key_command))
        if given > 1 or (self.recipients and not given):
            raise ValueError("key_file, key_credential or key_command, one of them")
        return self


class ObjectSettings(SettingsSection):
    """The bucket of S3-compatible object storage that the originals are kept in, instead of the folder `store.archive`.

    That folder then has locks and passing files of this machine alone.
    """

    url: str
    """`s3://bucket/prefix`; the prefix may be left out."""
    endpoint: str | None = None
    """The server's address, where it is not Amazon's: `https://objects.example`; plain http on this machine alone."""
    region: str = "us-east-1"
    access_key: str | None = None
    """Its id, which is no secret. Without one: as Amazon's own tools find it (environment, role of the machine)."""
    secret_key_file: str | None = None
    secret_key_env: str | None = None
    secret_key_command: Several[str] | None = None
    ca_file: str | None = None
    """A private certificate authority's certificates (PEM)."""
    encryption: Literal["AES256", "aws:kms"] | None = None
    """By whose keys the server encrypts what it keeps; [encryption] works with and without it."""
    kms_key: str | None = None
    keeps_versions: bool = False
    """The bucket keeps versions of what is erased, and its own rules take them away: docs/privacy.md."""

    @field_validator("url")
    @classmethod
    def _names_a_bucket(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme != "s3" or not parts.netloc or "@" in parts.netloc or parts.query or parts.fragment:
            raise ValueError("is s3://bucket or s3://bucket/prefix")
        return value.rstrip("/")

    @field_validator("endpoint")
    @classmethod
    def _is_private(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "https://-")
        if parts.scheme not in {"https", "http"} or not parts.hostname or "@" in parts.netloc:
            raise ValueError("is https://host or https://host:port")
        if parts.scheme == "http" and not is_loopback(parts.hostname):
            raise ValueError("http:// would go in clear text: use https://")
        return value

    @model_validator(mode="after")
    def _one_secret(self) -> Self:
        given = sum(one is not None for one in (self.secret_key_file, self.secret_key_env, self.secret_key_command))
        if given != int(self.access_key is not None):
            raise ValueError("access_key needs secret_key_file, secret_key_env or secret_key_command, one of them")
        if self.kms_key is not None and self.encryption != "aws:kms":
            raise ValueError('kms_key: needs encryption = "aws:kms"')
        return self

    @property
    def bucket(self) -> str:
        """The bucket's name."""
        return urlsplit(self.url).netloc

    @property
    def prefix(self) -> str:
        """What the names of all objects begin with; may be empty."""
        return urlsplit(self.url).path.strip("/")

    @property
    def is_plain(self) -> bool:
        """Whether the server is asked without TLS: on this machine."""
        return self.endpoint is not None and urlsplit(self.endpoint).scheme == "http"


class Settings(SettingsSection):
    """The whole file."""

    store: StoreSettings = StoreSettings()
    objects: ObjectSettings | None = None
    mailboxes: Several[MailboxSettings]
    notices: Several[NoticeSettings]
    daemon: DaemonSettings = DaemonSettings()
    workers: WorkerSettings = WorkerSettings()
    smtp: SmtpSettings | None = None
    alerts: AlertSettings = AlertSettings()
    report: ReportSettings = ReportSettings()
    letters: LetterSettings | None = None
    metrics: MetricsSettings = MetricsSettings()
    limits: LimitSettings = LimitSettings()
    desk: DeskSettings = DeskSettings()
    privacy: PrivacySettings = PrivacySettings()
    encryption: EncryptionSettings = EncryptionSettings()
    commands: CommandSettings = CommandSettings()
    antivirus: AntivirusSettings = AntivirusSettings()
    folder: Path = Field(default=Path(), exclude=True)
    """The file's own folder: relative paths start there. Set by the loader, not a key of the file."""

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        for key, names in (
            ("mailboxes", [m.name for m in self.mailboxes]),
            ("notices", [n.slug for n in self.notices]),
        ):
            if not names:
                raise ValueError(f"{key}: at least one is needed")
            twice = {name for name in names if names.count(name) > 1}
            if twice:
                raise ValueError(f"{key}: {', '.join(sorted(twice))} is there twice")
        return self

    @model_validator(mode="after")
    def _smtp_for_mail(self) -> Self:
        for key, section in (("alerts", self.alerts), ("report", self.report)):
            if section.mail_to and self.smtp is None:
                raise ValueError(f"{key}.mail_to: needs the table [smtp], by which mail goes out")
        return self

    @model_validator(mode="after")
    def _letters_leave(self) -> Self:
        own = self.letters
        if own is None:
            return self
        if own.send == "smtp" and own.smtp is None and self.smtp is None:
            raise ValueError("letters.send: smtp needs the table [letters.smtp] or [smtp]")
        named = {
            "letters.drafts_mailbox": own.drafts_mailbox,
            "letters.smtp.mailbox": own.smtp and own.smtp.mailbox,
            "letters.graph.mailbox": own.graph and own.graph.mailbox,
        }
        for key, name in named.items():
            if name is not None and name not in {mailbox.name for mailbox in self.mailboxes}:
                raise ValueError(f"{key}: there is no mailbox {name}")
        if own.graph and own.graph.mailbox and not self._signs_in_at_microsoft(own.graph.mailbox):
            raise ValueError(f"letters.graph.mailbox: {own.graph.mailbox} has no sign-in at Microsoft (oauth)")
        unknown = own.notices.keys() - {notice.slug for notice in self.notices}
        if unknown:
            raise ValueError(f"letters.notices: there is no notice {', '.join(sorted(unknown))}")
        return self

    def _signs_in_at_microsoft(self, name: str) -> bool:
        oauth = next(mailbox.oauth for mailbox in self.mailboxes if mailbox.name == name)
        return oauth is not None and oauth.provider == "microsoft"

    def junk_of(self, mailbox: str) -> Literal["count", "scan", "ignore"]:
        """What is done with a mailbox's junk folder."""
        return next((one.junk for one in self.mailboxes if one.name == mailbox), "count")

    def path(self, given: str) -> Path:
        """A path of the file, relative to the file's folder."""
        return self.folder / Path(given).expanduser()

    @property
    def archive(self) -> Path:
        """The folder of the originals, and of what lies beside them on this machine alone: locks, passing files."""
        return self.path(self.store.archive)

    @property
    def database_file(self) -> Path | None:
        """The file of a SQLite store; None where it is a server's, or in memory."""
        scheme, separator, rest = self.store.url.partition(":///")
        is_file = separator and scheme.startswith("sqlite") and rest and rest != ":memory:"
        return self.path(rest) if is_file else None

    @property
    def database_url(self) -> str:
        """The store's URL with a relative SQLite path made absolute."""
        file = self.database_file
        return self.store.url if file is None else f"{self.store.url.partition(':///')[0]}:///{file}"

"""What the desk needs and can't do itself: `jobs` gives it at `serve`, tests give a stand-in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desk.interviews.planning import SlotPlan
    from desk.letters.office import Office
    from desk.web.openid.provider import Provider
    from parsers.values.explanations import Explanations
    from store import Store
    from store.erasing.persons import DataSubject, InMailbox
    from store.values import Notice


PictureSize = Literal["small", "page", "large"]
"""Of a page's picture: a thumbnail; to be read beside its text; to be looked at closely."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentPlace:
    """A file of a mail: the mail's digest, where the file stands in it, and the file's own digest."""

    mail: str
    place: str
    sha256: str
    media_type: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Bundle:
    """One application's files for printing, with the words for the PDF's outline."""

    title: str
    papers: tuple[DocumentPlace, ...]
    titles: tuple[str, ...]
    left_out: str
    """What stands, before its title, on the page of a file that could not be printed."""


class Originals(Protocol):
    """The bytes that candidates sent. Whatever looks into them does so in a confined process."""

    def mail(self, digest: str) -> bytes:
        """The original mail. Raises PaperMissing."""

    def file(self, paper: DocumentPlace) -> bytes:
        """A file of a mail, out of its containers. Raises PaperMissing."""

    def picture(self, paper: DocumentPlace, page: int, *, size: PictureSize = "page", turn: int = 0) -> bytes:
        """A page (from 1) as WebP, turned clockwise by so many degrees. Raises PageNotDrawn or PaperMissing."""

    def typeset(self, lines: Sequence[tuple[int, str]], *, size: PictureSize = "page", turn: int = 0) -> bytes:
        """A page that the program sets (`desk.dossier.typesetting`) of lines with their places. Raises PageNotDrawn."""

    def joined(self, summary: bytes, pages: Sequence[int], bundles: Sequence[Bundle]) -> bytes:
        """One PDF: of each bundle its pages of the summary, then its files without anything active.

        In place of a file that can't be joined a page says so. Raises PageNotDrawn when the whole can't be made.
        """


class Rereading(Protocol):
    """Reading a mail again because a person asks for it."""

    def again(self, message_id: int) -> None:
        """Puts the mail into the queue and reads it, now or at the next poll."""

    def unlock(self, paper: DocumentPlace, message_id: int, password: str) -> str:
        """Keeps a password that opens the file and reads the mail again. Returns where it is kept.
        Raises PasswordWrong: it does not open the file; nothing is kept.
        """


class Explaining(Protocol):
    """Telling why a fact is what it is."""

    def explain(self, application_id: int, key: str, language: str) -> Explanations:
        """One fact of an application in a language; its texts are read again for it, in a confined process."""


class PersonErasing(Protocol):
    """Erasing a person, from the mailbox's originals to the last note."""

    @property
    def has_key(self) -> bool:
        """Whether the key is there without which nothing is erased."""

    def preview(self, application_id: int) -> DataSubject:
        """All that would go. Raises NotInStore."""

    def erase(self, application_id: int, author: str) -> Sequence[InMailbox]:
        """Erases it; where the mails still lie in the mailboxes, for a person to delete.
        Raises ErasingRefused: another pass is at work, or there is no key: `str()` is a text of the page.
        """


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionForm:
    """What somebody fills in for a criterion of a kind."""

    parameters: tuple[str, ...] = ()
    """Keys of the configuration that the kind has beside those of every criterion."""
    allowed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What a parameter may be, where that is a choice."""
    key: str | None = None
    """The one name that its criterion has in exports; None: any."""
    decides: bool = True
    """Whether it may eliminate somebody; else what is found is shown and proves nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeFault:
    """What is wrong with a notice that is being made."""

    place: tuple[int | str, ...]
    """The steps to the key, as in `("criteria", 0, "terms", 2)`; empty: the notice as a whole."""
    sentence: str
    """In English, as `candidatures check` prints it; `Speech.notice_fault` translates it."""
    must: bool = True
    """Whether it must be mended; else it is worth a look."""


NOTICE_BYTES = 32 << 10
"""The largest file of a notice that is opened: the notice that ships takes a quarter of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenedNotice:
    """What a file says that somebody made earlier."""

    told: dict[str, Any] = field(default_factory=dict)
    """The notice, as far as the form has fields for it; empty where something is refused."""
    refused: Sequence[tuple[str, str]] = ()
    """What the configuration refuses: the path of each key (empty: the file), and a sentence as in `NoticeFault`."""
    left_out: Sequence[NoticeFault] = ()
    """What the form has no field for."""


class NoticeMaking(Protocol):
    """A notice, from what somebody tells of it to the text that the configuration takes it in.

    It is told in the shape of `[[notices]]`: text, numbers, days, lists, and `criteria` with a row each.
    """

    @property
    def kinds(self) -> Mapping[str, CriterionForm]:
        """The kinds of criteria, by name."""

    @property
    def examples(self) -> Mapping[str, Mapping[str, Any]]:
        """The notices that ship to begin from, by name."""

    def faults(
        self, told: Mapping[str, Any], beside: Sequence[Notice], languages: Sequence[str]
    ) -> Sequence[NoticeFault]:
        """What is wrong with it beside these notices; its examples are tried, and labels wanted in these languages."""

    def write(self, told: Mapping[str, Any]) -> str:
        """The notice as TOML. It must be without faults."""

    def opened(self, data: bytes) -> OpenedNotice:
        """The notice that such a text has, at most `NOTICE_BYTES` long."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteSettings:
    """How the page is served."""

    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    """Names under which it may be asked for (against DNS rebinding)."""
    secure: bool = False
    """Browsers reach it over TLS: cookies are for TLS only, and HSTS is sent."""
    public: str | None = None
    """The address of a reverse proxy that browsers know it by: https://…; None: this machine alone."""
    second_factor: bool = False
    """Nobody gets in without a passkey; who has none registers one at the next login."""
    first_passkey_by_link: bool = False
    """An account's first passkey is registered only through a link that the operator gives out."""
    password_login: bool = True
    """Passwords open accounts; without, the provider alone vouches for people."""
    session: timedelta = timedelta(hours=12)
    idle: timedelta = timedelta(hours=2)
    """A session that nobody used for so long is over."""
    form_bytes: int = 256 << 10
    """More than this no request may carry."""
    poll_seconds: float = 300.0
    """How often the daemon looks: later than twice this it is shown as silent."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """All that the routes work with."""

    store: Store
    originals: Originals
    rereading: Rereading
    explaining: Explaining | None = None
    """None: the page offers no explanations."""
    erasing: PersonErasing | None = None
    """None: nothing can be erased on the page."""
    provider: Provider | None = None
    """Where people of the office may sign in (OpenID Connect)."""
    office: Office | None = None
    """Who writes letters to candidates; None: none are written."""
    plans: Mapping[str, SlotPlan] = field(default_factory=dict)
    """By notice the hours of interviews that the board proposes to plan."""
    making: NoticeMaking | None = None
    """None: no notice is made on the page."""
    settings: SiteSettings = field(default_factory=SiteSettings)
    clock: Callable[[], datetime] = _now

"""What can go wrong between us and a mailbox or the archive.

    IngestError
    ├── AddressInvalid            the mailbox's URL does not say where the mailbox is (a fault of the configuration)
    ├── MailboxError              one mailbox; the others go on
    │   ├── MailboxUnreachable    not reached, or the connection broke: worth another try later
    │   │   └── MailboxGarbled    it answers, but not as RFC 3501 says
    │   ├── CertificateUntrusted  TLS works, but nobody we trust vouches for the server
    │   ├── LoginRefused          the server knows us not: another try with the same secret may lock the account
    │   │   └── SignInNeeded      a person must sign in (again): OAuth 2
    │   ├── FolderMissing         logged in, but the folder is not there
    │   └── AppendRefused         the Drafts folder takes no letter
    ├── TokenStoreError           the file of OAuth 2 tokens
    ├── KeyUnfit                  the keys of what is encrypted at rest are missing, or others
    ├── SealBroken                what is encrypted is not as it was written
    └── ArchiveError              the originals, in a folder or a bucket
        ├── ArchiveFull           no room: worth another try once there is
        ├── OriginalMissing       no such original
        ├── OriginalDamaged       an original whose bytes no longer have its digest
        ├── OriginalKept          a rule was about to take away what was kept once
        ├── OriginalErased        it was erased, and is not taken in again
        └── TombstonesUnreadable  the key is not there by which erased mail is known

`str(error)` is one line that a person understands and that names the mailbox or the folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class IngestError(Exception):
    """Base of all that this room raises on purpose."""


class AddressInvalid(IngestError, ValueError):
    """A mailbox's URL that cannot be used; a `ValueError`, so that settings report it beside their own."""


class _ClauseError(IngestError):
    """A fault of something that has a name: that, and what is the matter in one clause."""

    of = ""

    def __init__(self, name: str, clause: str) -> None:
        super().__init__(name, clause)
        self.name = name
        self.clause = clause

    def __str__(self) -> str:
        return f"{self.of}{self.name}: {self.clause}"


class MailboxError(_ClauseError):
    """A fault of one mailbox."""

    of = "mailbox "


class MailboxUnreachable(MailboxError):
    """The mailbox could not be reached, or the connection broke; the connection is gone, another may work later."""


class MailboxGarbled(MailboxUnreachable):
    """The server answers what cannot be understood; the connection was given up."""


class CertificateUntrusted(MailboxError):
    """The server's certificate is not vouched for by the system's authorities, nor by the `ca_file`."""


class LoginRefused(MailboxError):
    """The server refuses the user or the secret."""


class SignInNeeded(LoginRefused):
    """Nobody has signed in yet, or the sign-in has expired or was withdrawn: `candidatures login MAILBOX`."""


class FolderMissing(MailboxError):
    """The folder does not exist or may not be opened."""


CLOSED_DOORS = (LoginRefused, CertificateUntrusted, FolderMissing)
"""What a person must mend: a closed door, not a lost connection."""


class AppendRefused(MailboxError):
    """The server says NO to an APPEND: there is no such Drafts folder, or no room in it."""


class TokenStoreError(IngestError):
    """The tokens of a sign-in cannot be read or kept safely."""


class KeyUnfit(_ClauseError):
    """What is encrypted cannot be opened, or nothing can be encrypted: where the key comes from, and what it lacks."""


class SealBroken(IngestError):
    """What is encrypted was changed or cut short."""


class ArchiveError(_ClauseError):
    """A fault of the archive, by its folder or address."""

    of = "archive "


class ArchiveFull(ArchiveError):
    """The file system has no room left, or the quota is used up."""


class OriginalMissing(ArchiveError):
    """The archive holds no original of that digest."""


class OriginalDamaged(ArchiveError):
    """An original's bytes no longer have the digest that is its name."""


class OriginalKept(ArchiveError):
    """A rule was about to take away an original that was kept once; only erasure and retention may."""


class OriginalErased(ArchiveError):
    """The original was erased, or its time was over: nothing takes it in again."""

    def __init__(self, where: str, on: date) -> None:
        super().__init__(where, "does not take in again what was erased")
        self.on = on


class TombstonesUnreadable(ArchiveError):
    """Erased mail is known by a key that is not there: nothing can be taken in without it."""

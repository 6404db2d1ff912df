"""ZIP archives: members within limits, names in whatever code page, without the systems' own litter."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from parsers.documents.container.members import Member, OpenedContainer, last_component
from parsers.documents.office.packages import ZIP_FAULTS, check_unpacked
from parsers.errors import Unreadable
from parsers.values.problems import Problem, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.documents.limits import Limits

ENCRYPTED, UTF8_NAME = 0x1, 0x800
AES = 99
"""The compression method that stands for WinZip's AES encryption, which the standard library does not know."""
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini", "icon\r"})
_DOS_ACCENTS = frozenset("éèêëàâäçîïìôöòûüùÿáíóúñÉÈÊÀÂÄÇÎÏÔÖÛÜÙÁÓñß°")


def open_zip(data: bytes, *, passwords: Sequence[str], limits: Limits) -> OpenedContainer:
    """The files of a ZIP archive.

    Raises:
        Unreadable: corrupt, too large by its own directory, or every member encrypted with none of `passwords`.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = [info for info in archive.infolist() if not info.is_dir() and not _is_litter(info.filename)]
    except ZIP_FAULTS as exc:
        raise Unreadable(Reason.CORRUPT, "it is no archive, or a damaged one") from exc
    check_unpacked(infos, packed=len(data), limits=limits)
    reading = _Reading(archive, passwords, limits)
    for info in infos[: limits.members]:
        reading.add(info)
    if len(infos) > limits.members:
        reading.note("members_left_out", "", f"Only the first {limits.members} of {len(infos)} files were opened.")
    return reading.opened()


class _Reading:
    def __init__(self, archive: zipfile.ZipFile, passwords: Sequence[str], limits: Limits) -> None:
        self._archive = archive
        self._passwords = [password.encode("utf-8") for password in passwords]
        self._limits = limits
        self._left = limits.unpacked_bytes
        self._members: list[Member] = []
        self._problems: list[Problem] = []

    def add(self, info: zipfile.ZipInfo) -> None:
        """Read one member, or note why not."""
        name = last_component(member_name(info))
        try:
            content = self._content(info)
        except ZIP_FAULTS:
            self.note("member_corrupt", name or "", f"{name or 'A file'} in the archive is damaged.")
            return
        if content is None:
            self._members.append(Member(name=name, content=b"", container="zip", locked=True))
            return
        self._left -= len(content)
        self._members.append(Member(name=name, content=content, container="zip"))

    def _content(self, info: zipfile.ZipInfo) -> bytes | None:
        """The member's bytes; None where no password opens it."""
        if not info.flag_bits & ENCRYPTED:
            return self._read(info, None)
        if info.compress_type == AES:
            return None
        for password in self._passwords:
            try:
                return self._read(info, password)
            except RuntimeError:
                continue
            except ZIP_FAULTS:
                continue  # a wrong password passes the one-byte check once in 256 times, and then does not inflate
        return None

    def _read(self, info: zipfile.ZipInfo, password: bytes | None) -> bytes:
        bound = min(self._limits.document_bytes, self._left)
        with self._archive.open(info, pwd=password) as member:
            content = member.read(bound + 1)
        if len(content) > bound:
            raise Unreadable(Reason.TOO_LARGE, f"a file in the archive unpacks to more than {bound} bytes")
        return content

    def note(self, code: str, place: str, sentence: str) -> None:
        """Keep a problem for the recruiter."""
        self._problems.append(Problem(code=code, place=place, sentence=sentence))

    def opened(self) -> OpenedContainer:
        """All that was read; an archive of which everything is locked is encrypted."""
        if self._members and all(member.locked for member in self._members):
            raise Unreadable(Reason.ENCRYPTED, "the archive is protected by a password")
        return OpenedContainer(members=tuple(self._members), problems=tuple(self._problems))


def _is_litter(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or parts[-1].startswith("._") or parts[-1].lower() in _LITTER


def member_name(info: zipfile.ZipInfo) -> str:
    """The member's name: UTF-8 where it says so or where it is, else the code page in which it makes words."""
    if info.flag_bits & UTF8_NAME or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    return _named(raw)


def _named(raw: bytes) -> str:
    for encoding in ("utf-8", *_candidates(raw)):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp850", "replace")


def _candidates(raw: bytes) -> tuple[str, ...]:
    """DOS names on western systems have lone accented letters between plain ones; eastern ones come in pairs."""
    beyond = [character for character in raw.decode("cp850") if not character.isascii()]
    if all(character in _DOS_ACCENTS for character in beyond):
        return ("cp850",)
    ansi = raw.decode("cp1252", "replace")
    if all(character.isalpha() for character in ansi if not character.isascii()) and len(beyond) <= len(raw) / 3:
        return ("cp1252",)
    return ("shift_jis", "gbk", "big5") if 0x81 <= raw[0] <= 0x9F else ("gbk", "shift_jis", "big5")

"""RTF to text: body, headers, footers, foot notes and text boxes; hidden and deleted text kept apart.

A tokenizer over bytes with an explicit stack: groups nest two hundred deep in real files and two hundred thousand in
hostile ones. Source: Rich Text Format (RTF) Specification 1.9.1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from parsers.documents.extracted_text import ExtractedText, plain_text

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([\r\n]+)|([^\\{}\r\n]+)"
)
_SIGNS = {
    b"par": "\n",
    b"line": "\n",
    b"sect": "\n\n",
    b"page": "\n\n",
    b"row": "\n",
    b"nestrow": "\n",
    b"tab": "\t",
    b"cell": "\t",
    b"nestcell": "\t",
    b"emdash": "—",
    b"endash": "–",
    b"emspace": " ",
    b"enspace": " ",
    b"qmspace": " ",
    b"bullet": "•",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
}
_ESCAPED = {b"~": "\u00a0", b"-": "\u00ad", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\", b"\n": "\n", b"\r": "\n"}
_STORIES = {
    b"header": "top",
    b"headerl": "top",
    b"headerr": "top",
    b"headerf": "top",
    b"footer": "bottom",
    b"footerl": "bottom",
    b"footerr": "bottom",
    b"footerf": "bottom",
    b"footnote": "notes",
}
_SILENT = frozenset(
    b"fonttbl colortbl stylesheet info pict fldinst themedata colorschememapping datastore latentstyles"
    b" listtable listoverridetable rsidtbl generator object objdata objclass blipuid bkmkstart bkmkend"
    b" annotation atnid atnauthor atnref atndate atnicn xe tc txe ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn"
    b" template filetbl revtbl panose falt sn sv sp background docvar xmlnstbl nonshppict nonesttables pgptbl"
    b" mmathPr datafield formfield userprops wgrffmtfilter levelnumbers leveltext listname picprop".split()
)
_LOUD = frozenset(
    {
        b"shptxt",
        b"fldrslt",
        b"result",
        b"pntext",
        b"listtext",
        b"shp",
        b"shpinst",
        b"do",
        b"dptxbxtext",
        b"upr",
        b"ud",
        b"objattph",
    }
)
_CHARSETS = {
    0: "cp1252",
    2: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and forgets at its end."""

    silent: bool = False
    hidden: bool = False
    story: str = "body"
    fallback: int = 1
    """How many characters stand in for a `\\u` (`\\uc`)."""
    encoding: str = ""
    table: bool = False
    """Within the font table."""


@dataclass(slots=True)
class _Reader:
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    encoding: str = "cp1252"
    skip: int = 0
    """Fallback characters still to be passed over."""
    starred: bool = False
    bytes_: bytearray = field(default_factory=bytearray)
    high: str = ""
    """The first half of a surrogate pair, which the next character must complete."""

    def read(self, data: bytes) -> None:
        position = 0
        while match := _TOKEN.match(data, position):
            position = match.end()
            word, number, hexadecimal, sign, brace, _, text = match.groups()
            if hexadecimal:
                self._byte(int(hexadecimal, 16))
                continue
            if text:
                self._plain(text)
                continue
            self._flush()
            if word:
                position += self._word(word, None if number is None else int(number))
            elif sign:
                self._sign(sign)
            elif brace:
                self._brace(brace)
        self._flush()

    def _brace(self, brace: bytes) -> None:
        self.skip = 0
        if brace == b"{":
            self.stack.append(self.state)
        elif self.stack:
            self.state = self.stack.pop()
        self.starred = False

    def _word(self, word: bytes, number: int | None) -> int:
        """Obey a control word; how many bytes of binary data follow it."""
        starred, self.starred = self.starred, False
        if word == b"bin":
            return max(0, number or 0)
        if word in _SIGNS:
            self._emit(_SIGNS[word])
        elif word == b"u" and number is not None:
            self._unicode(number & 0xFFFF)
        elif word in _STORIES:
            self.state = replace(self.state, story=_STORIES[word])
        elif word in _SILENT or (starred and word not in _LOUD):
            self.state = replace(self.state, silent=True, table=word == b"fonttbl")
        else:
            self._property(word, number)
        return 0

    def _property(self, word: bytes, number: int | None) -> None:
        if word in {b"v", b"deleted"}:
            self.state = replace(self.state, hidden=number != 0)
        elif word == b"plain":
            self.state = replace(self.state, hidden=False, encoding="")
        elif word == b"uc" and number is not None:
            self.state = replace(self.state, fallback=max(0, min(number, 4)))
        elif word == b"f" and number is not None:
            self.font = number
            self.state = replace(self.state, encoding=self.fonts.get(number, ""))
        elif word in {b"fcharset", b"cpg"} and number is not None and self.state.table:
            self.fonts[self.font] = _CHARSETS.get(number, "") if word == b"fcharset" else f"cp{number}"
        elif word in {b"ansicpg", b"mac", b"pc", b"pca"}:
            self.encoding = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}.get(word, f"cp{number}")

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.starred = True
        elif sign in _ESCAPED:
            self._emit(_ESCAPED[sign])

    def _unicode(self, code: int) -> None:
        self.skip = self.state.fallback
        high, self.high = self.high, ""
        if 0xD800 <= code < 0xDC00:
            self._emit("\ufffd" if high else "", keep_skip=True)
            self.high = chr(code)
            return
        found = (high + chr(code)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self._emit(found, keep_skip=True)

    def _byte(self, value: int) -> None:
        if self.skip:
            self.skip -= 1
            return
        self.bytes_.append(value)

    def _plain(self, text: bytes) -> None:
        passed = min(self.skip, len(text))
        self.skip -= passed
        self.bytes_ += text[passed:]

    def _flush(self) -> None:
        if not self.bytes_:
            return
        data, self.bytes_ = bytes(self.bytes_), bytearray()
        for encoding in (self.state.encoding or self.encoding, self.encoding, "cp1252"):
            try:
                text = data.decode(encoding)
            except (LookupError, UnicodeDecodeError):
                continue
            self._emit(text, keep_skip=True)
            return
        self._emit(data.decode("cp1252", "replace"), keep_skip=True)

    def _emit(self, text: str, *, keep_skip: bool = False) -> None:
        if not keep_skip and self.skip:
            self.skip -= 1
            return
        lone, self.high = self.high, ""
        text = "\ufffd" * bool(lone) + text
        if text and not self.state.silent:
            story = "hidden" if self.state.hidden and text.strip() else self.state.story
            self.texts.setdefault(story, []).append(text)


def read_rtf(data: bytes) -> ExtractedText:
    """The text of an RTF file, headers first, notes and footers last."""
    reader = _Reader()
    reader.read(data)
    stories = {name: "".join(pieces) for name, pieces in reader.texts.items()}
    ordered = (
        stories[name].strip("\n") for name in ("top", "body", "notes", "bottom") if stories.get(name, "").strip()
    )
    text = re.sub(r"\t+\n", "\n", "\n\n".join(ordered))
    hidden = stories.get("hidden", "").strip()
    return plain_text(text, hidden=(hidden,) if hidden else ())

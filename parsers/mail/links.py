"""Links to files that a sender left with a transfer service: shown to the recruiter, never followed."""

from __future__ import annotations

import re

_LINK = re.compile(r"https?://[^\s<>\"'«»\u00a0]{4,1500}", re.IGNORECASE)
_SERVICES = (
    *(r"wetransfer\.com", r"we\.tl", r"drive\.google\.com", r"docs\.google\.com", r"onedrive\.live\.com"),
    *(r"1drv\.(?:ms|com)", r"sharepoint\.com", r"dropbox(?:usercontent)?\.com", r"db\.tt"),
    *(r"icloud\.com", r"icloud-content\.com", r"swisstransfer\.com", r"fromsmash\.com", r"smash\.gg"),
    *(r"mega\.(?:nz|io)", r"transfernow\.net", r"grosfichiers\.com", r"mediafire\.com", r"(?:app\.)?box\.com"),
    *(r"pcloud\.(?:com|link)", r"kdrive\.infomaniak\.com", r"dl\.free\.fr", r"transfert\.free\.fr", r"filemail\.com"),
    *(r"filesender\.[\w.-]{2,40}", r"sendgb\.com", r"send-anywhere\.com", r"gofile\.io", r"terabox\.com"),
    *(r"proton\.me", r"my\.hidrive\.com", r"magentacloud\.de", r"canva\.com", r"jumpshare\.com", r"transferxl\.com"),
    *(r"hightail\.com", r"sendspace\.com", r"file\.io", r"disk\.yandex\.[a-z]{2,3}"),
)
"""The hosts of services that keep files for whoever has the link."""
_HOSTS = re.compile(rf"(?:[\w-]+\.){{0,4}}(?:{'|'.join(_SERVICES)})\Z", re.IGNORECASE)
# Services under a name of their own (a school's drive, Nextcloud): by the shape of their paths.
_PATHS = re.compile(
    r"/(?:file/d/|drive/folders/|folders?/[\w-]{15,}|document/d/|:[a-z]:/[gprs]/|index\.php/s/|"
    r"s/[A-Za-z0-9]{12,}|sharing/[A-Za-z0-9]{6,}|downloads/[0-9a-f]{20,})"
)
_HELP = re.compile(r"/(?:signup|login|help|about|legal|terms|privacy|unsubscribe)\b", re.IGNORECASE)


def transfer_links(text: str) -> tuple[str, ...]:
    """The links of a text that lead to a file or a folder of files, in order, each once."""
    found = (match[0].rstrip(".,;:!?)]}") for match in _LINK.finditer(text))
    return tuple(dict.fromkeys(link for link in found if is_transfer(link)))


def is_transfer(link: str) -> bool:
    """Whether a link leads to a transfer service, or to a shared file by the look of its path."""
    host, _, path = link.partition("://")[2].partition("/")
    host = host.rsplit("@", 1)[-1].partition(":")[0].partition("?")[0]
    if _HELP.search(f"/{path}"):
        return False
    return bool(_PATHS.search(f"/{path}")) or (bool(_HOSTS.match(host)) and len(path) > 2)

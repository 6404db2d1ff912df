"""Links to files that a sender left with a transfer service: shown to the recruiter, never followed."""

from __future__ import annotations

import re

_LINK = re.compile(r"https?://[^\s<>\"'«»\u00a0]{4,1500}", re.IGNORECASE)
_SERVICES = frozenset(
    (
        *("wetransfer.com", "we.tl", "drive.google.com", "docs.google.com", "onedrive.live.com", "1drv.ms", "1drv.com"),
        *("sharepoint.com", "dropbox.com", "dropboxusercontent.com", "db.tt", "icloud.com", "icloud-content.com"),
        *(
            "swisstransfer.com",
            "fromsmash.com",
            "smash.gg",
            "mega.nz",
            "mega.io",
            "transfernow.net",
            "grosfichiers.com",
        ),
        *("mediafire.com", "box.com", "pcloud.com", "pcloud.link", "kdrive.infomaniak.com", "dl.free.fr"),
        *("transfert.free.fr", "filemail.com", "sendgb.com", "send-anywhere.com", "gofile.io", "terabox.com"),
        *("proton.me", "my.hidrive.com", "magentacloud.de", "canva.com", "jumpshare.com", "transferxl.com"),
        *("hightail.com", "sendspace.com", "file.io"),
    )
)
"""The hosts of services that keep files for whoever has the link; those below them count too."""
_SUBDOMAINS = 4
_LABEL = re.compile(r"[\w-]+")
_ANYWHERE = re.compile(r"(?:[\w-]+\.){0,4}(?:filesender\.[\w.-]{2,40}|disk\.yandex\.[a-z]{2,3})\Z", re.IGNORECASE)
"""Services that have a host in many countries."""
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
    return bool(_PATHS.search(f"/{path}")) or (len(path) > 2 and _is_of_service(host))


def _is_of_service(host: str) -> bool:
    """Whether a host is that of a transfer service, or one below it."""
    labels = host.lower().split(".")
    below = (".".join(labels[number:]) for number in range(min(len(labels), _SUBDOMAINS + 1)))
    return (all(map(_LABEL.fullmatch, labels)) and any(name in _SERVICES for name in below)) or bool(
        _ANYWHERE.match(host)
    )

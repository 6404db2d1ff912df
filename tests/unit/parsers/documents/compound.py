"""Writes small OLE compound files ([MS-CFB]), and Word 97 files within them ([MS-DOC])."""

from __future__ import annotations

import struct

SECTOR = 512
END, FREE, FAT, NOTHING = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE file with these streams, each padded past the small-stream limit of 4,096 bytes; a path names storages."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    chains: list[int] = []
    body, starts = b"", {}
    for name, data in padded.items():
        starts[name] = len(chains)
        whole = data + b"\0" * (-len(data) % SECTOR)
        count = len(whole) // SECTOR
        chains += [len(chains) + n + 1 for n in range(count - 1)] + [END]
        body += whole
    directory = _directory(padded, starts)
    first_directory = len(chains)
    count = len(directory) // SECTOR
    chains += [first_directory + n + 1 for n in range(count - 1)] + [END]
    table_sector = len(chains)
    chains.append(FAT)
    assert len(chains) <= SECTOR // 4
    table = struct.pack("<128I", *chains, *[FREE] * (128 - len(chains)))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, first_directory, 0, 4096, END, 0, END, 0,
    )  # fmt: skip
    return header + struct.pack("<109I", table_sector, *[FREE] * 108) + body + directory + table


def _directory(streams: dict[str, bytes], starts: dict[str, int]) -> bytes:
    paths = {path[:depth] for path in (tuple(name.split("/")) for name in streams) for depth in range(1, len(path) + 1)}
    ordered = sorted(paths, key=lambda path: (path[:-1], len(path[-1]), path[-1].upper()))
    number = {path: index for index, path in enumerate(ordered, 1)}
    entries = [_entry("Root Entry", 5, child=1, start=END, size=0)]
    for path in ordered:
        right = next((number[other] for other in ordered[number[path] :] if other[:-1] == path[:-1]), NOTHING)
        below = next((number[other] for other in ordered if other[:-1] == path), None)
        name = "/".join(path)
        if below is None:
            entries.append(_entry(path[-1], 2, right=right, start=starts[name], size=len(streams[name])))
        else:
            entries.append(_entry(path[-1], 1, right=right, child=below, start=END, size=0))
    data = b"".join(entries)
    return data + b"\0" * (-len(data) % SECTOR)


def _entry(name: str, kind: int, *, start: int, size: int, right: int = NOTHING, child: int = NOTHING) -> bytes:
    wide = name.encode("utf-16-le")
    return (
        wide.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(wide) + 2, kind, 1, NOTHING, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def doc(text: str, *, hidden: tuple[int, int] | None = None, version: int = 0xC1, encrypted: bool = False) -> bytes:
    """A Word 97 file of one piece of text; `hidden` are the characters that are not to be seen."""
    start = 1536
    encoded = text.encode("utf-16-le")
    main = bytearray(start) + encoded
    main += b"\0" * (-len(main) % SECTOR)
    struct.pack_into("<HH", main, 0, 0xA5EC, version)
    struct.pack_into("<H", main, 10, 0x200 | (0x100 if encrypted else 0))
    struct.pack_into("<i", main, 0x4C, len(text))
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, start, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    table = bytearray(clx)
    struct.pack_into("<II", main, 0x9A + 8 * 33, 0, len(clx))
    if hidden:
        first, last = (start + 2 * bound for bound in hidden)
        page = bytearray(SECTOR)
        struct.pack_into("<4I", page, 0, start, first, last, start + len(encoded))
        page[16:19] = bytes([0, 200, 0])
        page[400:404] = bytes([3]) + struct.pack("<HB", 0x083C, 1)
        page[SECTOR - 1] = 3
        properties = struct.pack("<III", start, start + len(encoded), len(main) // SECTOR)
        struct.pack_into("<II", main, 0x9A + 8 * 12, len(table), len(properties))
        table += properties
        main += page
    return compound({"WordDocument": bytes(main), "1Table": bytes(table)})


def outlook(
    text: str,
    *,
    subject: str,
    sender: tuple[str, str],
    files: dict[str, bytes] | None = None,
    mails: dict[str, dict[str, bytes]] | None = None,
) -> dict[str, bytes]:
    """The streams of an Outlook message ([MS-OXMSG]) with files, and with messages (their streams) by name."""
    told = {"0037": subject, "1000": text, "0C1A": sender[0], "5D01": sender[1]}
    streams = {"__properties_version1.0": bytes(32)} | {
        f"__substg1.0_{key}001F": _wide(said) for key, said in told.items()
    }
    number = 0
    for name, content in (files or {}).items():
        at, number = f"__attach_version1.0_#{number:08X}", number + 1
        streams |= {f"{at}/__substg1.0_3707001F": _wide(name), f"{at}/__substg1.0_37010102": content}
    for name, inner in (mails or {}).items():
        at, number = f"__attach_version1.0_#{number:08X}", number + 1
        streams[f"{at}/__substg1.0_3001001F"] = _wide(name)
        streams |= {f"{at}/__substg1.0_3701000D/{stream}": content for stream, content in inner.items()}
    return streams


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")

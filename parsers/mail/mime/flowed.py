"""format=flowed (RFC 3676): lines that end with a space go on in the next one."""

from __future__ import annotations

import re

_QUOTE = re.compile(r">*")


def unflow(text: str, *, delsp: bool = False) -> str:
    """The paragraphs of a flowed text; the signature's `-- ` stays a line of its own.

    Args:
        text: the text as decoded from its charset, lines ended by LF.
        delsp: the space at a soft break is none (RFC 3676, 4.2).
    """
    out: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        depth = len(_QUOTE.match(line)[0])  # type: ignore[index]
        content = line[depth:].removeprefix(" ")
        signature = content == "-- "
        if open_depth == depth and not signature:
            out[-1] += content
        else:
            out.append(_quoted(content, depth))
        flowing = content.endswith(" ") and not signature
        open_depth = depth if flowing else None
        if flowing and delsp:
            out[-1] = out[-1][:-1]
    return "\n".join(line if line.endswith("-- ") else line.rstrip(" ") for line in out)


def _quoted(content: str, depth: int) -> str:
    return f"{'>' * depth} {content}" if depth else content

"""Who may see what, as a table, from what addresses and commands declare.

    python -m docs.access            # prints it

The declarations stand in `desk/web/access.py` and `jobs/runtime/looks.py`; other tests
ask that every address and command is declared, keeps out whom it is not for, and notes whom it shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.web import access
from jobs.runtime import looks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ON_THE_PAGE = {
    access.ANYONE: "anybody",
    access.MEMBER: "whoever has an account",
    access.READER: "readers, recruiters and the chair",
    access.RECRUITER: "recruiters and the chair",
    access.CHAIR: "the chair; recruiters where none is named",
    access.PAPERS: "readers, recruiters and the chair; the jury of what is before it",
    access.JURY: "the jury and its chair, of what is before it",
    access.PRESIDING: "the chair",
}
AT_THE_MACHINE = {
    looks.GIVEN: "operators; of given notices, those alone",
    looks.OPERATOR: "operators who are given all notices",
}
NOTHING = "nothing of candidates"


def table() -> str:
    """The table in Markdown."""
    lines = ["| who | what is noted | addresses and commands |", "|---|---|---|"]
    lines += _rows(access.DECLARED, ON_THE_PAGE)
    lines += _rows({f"candidatures {name}": one for name, one in looks.DECLARED.items()}, AT_THE_MACHINE)
    return "\n".join(lines)


def _rows(
    declared: Mapping[str, access.Declared] | Mapping[str, looks.DeclaredCommand], names: Mapping[str, str]
) -> Iterator[str]:
    groups = {(one.who, one.act): [] for one in declared.values()}
    for name, one in declared.items():
        groups[one.who, one.act].append(name)
    for (who, act), members in sorted(groups.items(), key=lambda group: (list(names).index(group[0][0]), group[0][1])):
        shown = ", ".join(f"`{name}`" for name in sorted(members))
        yield f"| {names[who]} | {act or NOTHING} | {shown} |"


if __name__ == "__main__":
    print(table())  # noqa: T201 - its answer

"""The table in docs/privacy.md of who may see what, from what addresses and commands declare.

    python -m docs.access            # writes it

A test asks whether it is so. The declarations stand in `desk/web/access.py` and `jobs/runtime/looks.py`; other tests
ask that every address and command is declared, keeps out whom it is not for, and notes whom it shows.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desk.web import access
from jobs.runtime import looks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAGE = Path(__file__).parent / "privacy.md"
BEGIN, END = "<!-- who may see what, made by `python -m docs.access` -->", "<!-- end of who may see what -->"
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
    """The lines between the marks."""
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


def written(page: str) -> str:
    """The page with the table as it is now."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")

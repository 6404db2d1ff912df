"""Measure what notices of other offices ask, on invented applications to each.

    python -m tests.corpus.notices [--all] [--raise-floors] [FOLDER...]

A folder bears the name of its notice's file, which stands beside it or is an example of `deploy/notices`. Right is
*found* of what a careful reader calls met, *to verify* of what one must ask about, *not found* of what nobody says,
*contrary* or *not found* of what the papers deny; a doubt where there is none is half right. The same people are read
for the notice that ships, too: few of them teach.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

from parsers.criteria import EO_CRITERIA, criterion_of
from parsers.profile import assemble
from tests import floors
from tests.corpus.evaluate import CUTOFF, sources_of
from tests.corpus.measures import STATED, Tally, plain, right_state

HERE = Path(__file__).parent / "notices"
EXAMPLES = Path(__file__).parents[2] / "deploy" / "notices"
RIGHT = {
    "met": {"found", "mentioned"},
    "not_met": {"contrary", "not_found"},
    "unstated": {"not_found"},
    "unclear": {"to_verify"},
}
SURE = frozenset({"found", "contrary"})
NOTHING_SAID = {"tenure": "unstated", "workload": None, "experience_years": None, "orientation": False}


def folders():
    """The applications that the project keeps, by notice."""
    return sorted(each for each in HERE.iterdir() if each.is_dir())


def measure(folder):
    """The tally of every application in `folder`."""
    file = next(one for place in (HERE, EXAMPLES) if (one := place / f"{folder.name}.toml").exists())
    notice = tomllib.loads(file.read_text("utf-8"))["notices"][0]
    criteria, tally = tuple(map(criterion_of, notice["criteria"])), Tally()
    for path in sorted(folder.glob("*.json")):
        dossier = json.loads(path.read_text("utf-8"))
        profile = assemble(sources_of(dossier, criteria)[0], criteria=criteria, cutoff=notice["closes_at"])
        _score(tally, dossier, profile.facts, criteria)
        _score_person(tally, dossier, profile.person)
        ours = assemble(sources_of(dossier)[0], criteria=EO_CRITERIA, cutoff=CUTOFF)
        _score_ours(tally, dossier, ours.facts)
    return tally


def _score(tally, dossier, facts, criteria):
    for key in (each.key for each in criteria if each.key in dossier["truth"]["criteria"]):
        truth, fact = dossier["truth"]["criteria"][key], facts.get(key)
        state = str(fact.state) if fact else "not_found"
        miss = f"{dossier['id']}: {key} {truth['state']} ({truth['value']}: {truth['evidence']!r}), got {state}"
        miss += f" ({fact.value}: {[piece.evidence.quote for piece in fact.evidence[:2]]})" if fact else ""
        if key in dossier["truth"].get("debatable", []):
            continue
        right = state in RIGHT[truth["state"]]
        tally.add("facts", 1.0 if right else 0.5 if state == "to_verify" else 0.0, miss)
        if state in SURE:
            tally.add("sure_and_right", right, miss)
        if state == "contrary":
            tally.add("against_rightly", right, miss)


def _score_person(tally, dossier, person):
    for key in ("name", "phone", "postal_code"):
        want, got = dossier["truth"][key], person[key].value if key in person else None
        same = plain(got).split() == plain(want).split() if key == "name" else got == want
        tally.add(key, same, f"{dossier['id']}: {want}, got {got}")


def _score_ours(tally, dossier, facts):
    """What the notice that ships asks, of whoever applies to another: nothing may be told that is not so."""
    truth = dossier["truth"].get("teaching", NOTHING_SAID)
    for key in (each for each in STATED if each in facts and each not in dossier["truth"].get("debatable", [])):
        state, right = str(facts[key].state), right_state(key, truth[key])
        quotes = [piece.evidence.quote for piece in facts[key].evidence[:2]]
        miss = f"{dossier['id']}: {key} {truth[key]}, got {state} ({facts[key].value}: {quotes})"
        if state in SURE:
            tally.add("of teaching: sure and right", state in right, miss)
        tally.add("of teaching: no baseless doubt", state != "to_verify" or right != {"not_found"}, miss)


def shares(tally):
    """The figures."""
    return {figure: tally.right[figure] / tally.total[figure] for figure in sorted(tally.total)}


def report(folder, tally, *, every):
    write = sys.stdout.write
    write(f"{folder.name}\n")
    for figure in sorted(tally.total):
        write(f"  {figure:32} {tally.right[figure] / tally.total[figure]:6.1%} of {tally.total[figure]:3}\n")
        if every:
            write("".join(f"      {miss}\n" for miss in tally.misses[figure]))


def main(arguments):
    given = [Path(each) for each in arguments if not each.startswith("--")]
    for folder in given or folders():
        tally = measure(folder)
        report(folder, tally, every="--all" in arguments)
        if "--raise-floors" in arguments:
            floors.raise_floors(folder.name, shares(tally))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""What counts as right: the rules by which an answer is compared with what a careful reader noted."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field

STATED = ("tenure", "workload", "experience_years", "orientation")
WITH_EVIDENCE = (*STATED, "qualifications")


@dataclass
class Tally:
    """Right answers and all answers by figure, and what was missed."""

    right: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    total: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    misses: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    beyond: dict[str, set[float]] = field(default_factory=lambda: defaultdict(set))
    """By rule, the certainties at which it spoke though its row tells less or more."""

    def add(self, figure, right, miss=""):
        self.total[figure] += 1
        self.right[figure] += float(right)
        if float(right) < 1:
            self.misses[figure].append(miss)


def plain(text):
    text = (text or "").replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("ß", "ss")
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "", text)
    return re.sub(r"[\W_]+", " ", text).strip()


def contains(hay, pin, tolerance=0.0):
    """Whether `pin` stands in `hay`, spaces apart; with tolerance, up to that share of it misread."""
    hay, pin = plain(hay).replace(" ", ""), plain(pin).replace(" ", "")
    if not pin or pin in hay:
        return True
    if not tolerance or not hay:
        return False
    step = max(1, len(pin) // 8)
    return any(
        _matched(pin, hay[start : start + len(pin) + step]) >= (1 - tolerance) * len(pin)
        for start in range(0, max(1, len(hay) - len(pin) + 1), step)
    )


def _matched(pin, window):
    return sum(block.size for block in difflib.SequenceMatcher(None, pin, window, autojunk=False).get_matching_blocks())


def points_at(quote, sentence):
    """Whether the quote holds the sentence, or shares a run of three words with it, or of two long ones."""
    if contains(quote, sentence, 0.3):
        return True
    a, b = plain(quote).split(), plain(sentence).split()
    run = difflib.SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return run.size >= 3 or (run.size == 2 and len("".join(a[run.a : run.a + 2])) >= 14)


def accepted(truth, key, main):
    return [main, *truth.get("accept", {}).get(key, [])]


def right_state(key, want):
    """What the notice's thresholds make of a value."""
    if key == "tenure":
        return {{"permanent": "found", "temporary": "contrary", "unstated": "not_found"}[want]}
    if want is None:
        return {"not_found"}
    if key == "orientation":
        return {"found"} if want else {"not_found", "contrary"}
    enough = want > 0.5 if key == "workload" else want >= 5
    return {"found"} if enough else {"contrary"}


def years_right(truth, years):
    """Within a year of the truth, or of the range that its reader accepts."""
    want, accept = truth["facts"]["experience_years"], truth.get("accept", {}).get("experience_years", [])
    if years is None or want is None:
        return years is want or years in accept or (years is None and None in accept)
    bounds = [want, *(a for a in accept if a is not None)]
    return min(bounds) - 1 <= years <= max(bounds) + 1


def score(tally, who, truth, profile, texts):
    """Add one candidate's profile to the tally; `texts` are the texts by message and document (None: a body)."""
    doubtful = set(truth.get("debatable", []))
    _score_person(tally, who, truth, profile.person)
    _score_values(tally, who, truth, profile.facts, doubtful)
    _score_states(tally, who, truth, profile.facts, doubtful)
    _score_evidence(tally, who, truth, profile.facts, doubtful)
    for key, fact in profile.facts.items():
        for piece in fact.evidence:
            said = texts[piece.message_id, piece.document_id][piece.evidence.start : piece.evidence.end]
            placed = plain(said) == plain(piece.evidence.quote) != "" and len(piece.evidence.quote) <= 300
            tally.add("evidence_placed", placed, f"{who}: {key}: {piece.evidence.quote[:60]!r}")


def _score_person(tally, who, truth, person):
    def got(key):
        return person[key].value if key in person else None

    names = [plain(name).split() for name in accepted(truth, "name", truth["name"])]
    tally.add("name", plain(got("name")).split() in names, f"{who}: {truth['name']}, got {got('name')}")
    phones = accepted(truth, "phone", truth["phone"])
    tally.add("phone", got("phone") in phones, f"{who}: {truth['phone']}, got {got('phone')}")
    towns = {plain(town) for town in accepted(truth, "city", truth["city"])}
    place = got("postal_code") in accepted(truth, "postal_code", truth["postal_code"]) and plain(got("city")) in towns
    tally.add("city", place, f"{who}: {truth['postal_code']} {truth['city']}, got {got('postal_code')} {got('city')}")


def _score_values(tally, who, truth, facts, doubtful):
    want = truth["facts"]

    def got(key):
        return facts[key].value if key in facts else None

    def add(key, right, value):
        tally.add(key, right, f"{who}: {want[key]}, got {value}")
        state = facts[key].state if key in facts else None
        if state in {"found", "contrary"}:  # a doubt is no error
            tally.add("sure_and_right", right, f"{who}: {key} {want[key]}, told as {state}: {value}")

    if "tenure" not in doubtful:
        tenure = got("tenure") or "unstated"
        told = tenure in accepted(truth, "tenure", want["tenure"])
        add("tenure", told, tenure)
        _count_unlike_tenure(tally, told, tenure, want["tenure"])
    if "workload" not in doubtful:
        load = got("workload")
        close = any(
            load is None if w is None else load is not None and abs(load - w) < 0.02
            for w in accepted(truth, "workload", want["workload"])
        )
        add("workload", close, load)
        if not close:
            unlike = "unread" if load is None else "unsaid" if want["workload"] is None else "another"
            tally.add(f"workload wrong: {unlike}", right=False)
    if "experience_years" not in doubtful:
        years = got("experience_years")
        add("experience_years", years_right(truth, years), years)
        unlike = "unread" if years is None else "unsaid" if want["experience_years"] is None else "over"
        under = years is not None and want["experience_years"] is not None and years < want["experience_years"]
        if not years_right(truth, years):
            tally.add(f"experience_years wrong: {'under' if under else unlike}", right=False)
    if "orientation" not in doubtful:
        told = bool(got("orientation"))
        right = told in accepted(truth, "orientation", want["orientation"])
        add("orientation", right, told)
    _score_lists(tally, who, truth, got)


def _count_unlike_tenure(tally, told, tenure, want):
    """Of what kind a wrong tenure is: nothing read, read where nothing is said, or another status."""
    if not told:
        unlike = "unread" if tenure == "unstated" else "unsaid" if want == "unstated" else "another"
        tally.add(f"tenure wrong: {unlike}", right=False)


def _score_lists(tally, who, truth, got):
    want = truth["facts"]
    listed = " | ".join(str(item)[:160] for item in (got("qualifications") or [])[:20])
    for item in want["qualifications"]:
        tally.add("qualifications", contains(listed, item, 0.25), f"{who}: {item!r} not in {listed[:200]}")
    spoken = set(got("languages") or [])
    shares = [
        len(spoken & set(right)) / len(spoken | set(right)) if spoken or right else 1.0
        for right in accepted(truth, "languages", want["languages"])
    ]
    tally.add("languages", max(shares), f"{who}: {want['languages']}, got {sorted(spoken)}")
    if want["current_employer"]:
        employer = got("current_employer") or ""
        near = any(
            contains(employer, right, 0.3) or (employer and contains(right, employer, 0.2))
            for right in accepted(truth, "current_employer", want["current_employer"])
        )
        tally.add("employer", bool(near), f"{who}: {want['current_employer']}, got {employer}")
        if not near:
            tally.add(f"employer wrong: {'another' if employer else 'unread'}", right=False)


def _score_states(tally, who, truth, facts, doubtful):
    for key in STATED:
        if key in doubtful or key not in facts:
            continue
        state, right = str(facts[key].state), right_state(key, truth["facts"][key])
        miss = f"{who}: {key} {sorted(right)}, got {state} ({facts[key].value})"
        if key not in truth.get("accept", {}):
            tally.add("state", 1.0 if state in right else 0.5 if state == "to_verify" else 0.0, miss)
        if state in {"found", "contrary"}:
            rights = right | {s for other in truth.get("accept", {}).get(key, []) for s in right_state(key, other)}
            tally.add("precision", state in rights, miss)


def _score_evidence(tally, who, truth, facts, doubtful):
    for key, sentence in truth.get("evidence", {}).items():
        if key in doubtful or key not in WITH_EVIDENCE or not sentence or key not in facts:
            continue
        near = any(points_at(piece.evidence.quote, sentence) for piece in facts[key].evidence[:6])
        tally.add("evidence", near, f"{who}: {key}: {sentence[:90]!r}")
        tally.add(f"evidence {key}", near)

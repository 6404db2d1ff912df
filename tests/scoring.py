"""Score the pipeline's answer against a test mailbox whose truth is known.

    python -m tests.scoring MAILBOX APPLICATIONS MESSAGES [--all] [--json] [--raise-floors]

MAILBOX       a folder with deliveries.json and candidates.json (see sample-mailbox/README.md)
APPLICATIONS  output of `candidatures export --format json --with-text`
MESSAGES      output of `candidatures messages --format json`
--all         print every miss, not only the first few of each kind
--json        print the figures as one JSON object
--raise-floors  write what is better now than its floor into tests/floors.json

Exit status 0 when every figure meets TARGETS, 1 otherwise.
"""

# ruff: noqa: C901, FBT003, PLR0912, T201 - one figure after another, printed
from __future__ import annotations

import difflib
import json
import re
import sys
import unicodedata
from collections import defaultdict
from email import message_from_bytes
from email.utils import parseaddr
from pathlib import Path

from tests import floors

# What the product must reach, as a share of what a careful reader of the same mailbox notes.
TARGETS = {
    "disposition": 0.99,
    "application_lost": 1.0,  # share of right-subject mail that became part of an application
    "applications": 1.0,
    "grouping": 0.98,
    "name": 0.97,
    "email": 1.0,
    "phone": 0.97,
    "city": 0.95,
    "completeness": 0.98,
    "document_found": 1.0,
    "document_not_invented": 0.95,  # share of the given documents that the mails really bring
    "document_kind": 0.97,
    "document_language": 0.98,
    "document_readable": 1.0,
    "document_container": 0.97,
    "document_pages": 0.98,  # PDF and TIFF only
    "document_superseded": 0.97,
    "document_text": 0.98,
    "tenure": 0.95,
    "workload": 0.93,
    "experience_years": 0.92,
    "orientation": 0.93,
    "qualifications": 0.92,
    "languages": 0.93,
    "employer": 0.85,
    "state": 0.93,  # found, contrary, not_found; to_verify counts half
    "sure_and_right": 0.97,  # of what is told as found or contrary, the share whose value is right: doubt is no error
    "evidence": 0.92,
    "evidence_placed": 0.98,  # the quote stands where its offsets say
}


def fold(text: str | None) -> str:
    """Lower case without accents or ligatures, runs of white space and punctuation as one space."""
    text = (text or "").replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("ß", "ss")
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "", text)  # a word hyphenated at a line's end
    return re.sub(r"[\W_]+", " ", text).strip()


def squeeze(text: str | None) -> str:
    return fold(text).replace(" ", "")


def contains(haystack: str, needle: str, tolerance: float = 0.0) -> bool:
    """Whether needle stands in haystack, spaces apart; with tolerance, up to that share of it misread."""
    hay, pin = squeeze(haystack), squeeze(needle)
    if not pin or pin in hay:
        return True
    if not tolerance or not hay:
        return False
    best, step = 0.0, max(1, len(pin) // 8)
    for start in range(0, max(1, len(hay) - len(pin) + 1), step):
        window = hay[start : start + len(pin) + step]
        matched = sum(b.size for b in difflib.SequenceMatcher(None, pin, window, autojunk=False).get_matching_blocks())
        best = max(best, matched / len(pin))
        if best >= 1 - tolerance:
            return True
    return False


class Tally:
    def __init__(self) -> None:
        self.right: dict[str, float] = defaultdict(float)
        self.total: dict[str, int] = defaultdict(int)
        self.misses: dict[str, list[str]] = defaultdict(list)

    def add(self, figure: str, ok: float, miss: str = "") -> None:
        self.total[figure] += 1
        self.right[figure] += float(ok)
        if float(ok) < 1:
            self.misses[figure].append(miss)


def same_name(a: str | None, b: str | None) -> bool:
    return sorted(fold(a).split()) == sorted(fold(b).split())


def right_values(truth: dict, field: str, main) -> list:
    """The values that count as right: the truth's own and those that its reader would also have accepted."""
    return [main, *truth.get("accept", {}).get(field, [])]


def value(fact):
    return fact.get("value") if isinstance(fact, dict) else fact


def evidence_of(fact) -> list[dict]:
    """The first six pieces of evidence; a quote of over 300 characters points nowhere and is left out."""
    given = fact.get("evidence") or [] if isinstance(fact, dict) else []
    return [e for e in given[:6] if len(e.get("quote") or "") <= 300]


def points_at(quote: str, sentence: str) -> bool:
    """Whether the quote holds the sentence, or shares a run of three words with it, or of two long ones."""
    if contains(quote, sentence, 0.3):
        return True
    a, b = fold(quote).split(), fold(sentence).split()
    run = difflib.SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return run.size >= 3 or (run.size == 2 and len("".join(a[run.a : run.a + 2])) >= 14)


def number(given) -> float | None:
    try:
        return None if given is None else float(given)
    except (TypeError, ValueError):
        return float("nan")


def right_state(key: str, want) -> set[str]:
    """What the notice's thresholds make of a value: permanent, over half a load, five years or more."""
    if key == "tenure":
        return {{"permanent": "found", "temporary": "contrary", "unstated": "not_found"}[want]}
    if want is None:
        return {"not_found"}
    if key == "orientation":
        return {"found"} if want else {"not_found", "contrary"}
    return (
        {"found"} if (want > 0.5 and key == "workload") or (want >= 5 and key == "experience_years") else {"contrary"}
    )


def score_messages(tally: Tally, deliveries: list[dict], messages: list[dict], applications: list[dict]) -> None:
    """Deliveries carry no UID: within a mailbox, the n-th delivery is the n-th UID in increasing order."""
    seen: dict[str, dict[int, dict]] = defaultdict(dict)
    for message in messages:
        for sighting in message["mailboxes"]:
            seen[sighting["mailbox"]][int(sighting["uid"])] = message
    sent_by = {a["id"]: (a["candidate"].get("email") or "").casefold() for a in applications}
    order: dict[str, int] = defaultdict(int)
    for delivery in deliveries:
        box = delivery["mailbox"]
        order[box] += 1
        message = seen[box].get(order[box])
        label = f"{delivery['file']} in {box}"
        want = delivery["disposition"]
        got = message["disposition"] if message else None
        right = got == want or got in delivery.get("alt", [])
        tally.add("disposition", right, f"{label}: {want}, got {got} ({message and message.get('reason')})")
        if want in ("application", "late"):
            kept = bool(message) and got in ("application", "late") and message.get("application_id") is not None
            tally.add("application_lost", kept, f"{label}: {got}")
            if kept and delivery.get("emails"):
                owner = sent_by.get(message["application_id"])
                tally.add("grouping", owner in delivery["emails"], f"{label}: {delivery['emails'][0]}, got {owner}")


DOCUMENT_FIGURES = ("found", "readable", "kind", "superseded", "container")


def score_documents(tally: Tally, who: str, truth: dict, answer: dict | None) -> None:
    pool = list(answer["documents"]) if answer else []
    known = {unicodedata.normalize("NFC", d["filename"] or "") for d in truth["documents"]}
    matched = set()
    for want in truth["documents"]:
        label = f"{who}: {want['filename']}"
        name = unicodedata.normalize("NFC", want["filename"] or "")
        same = [d for d in pool if unicodedata.normalize("NFC", d["filename"] or "") == name]
        same.sort(key=lambda d: -sum(contains(d.get("text") or "", p) for p in want["must_contain"]))
        got = same[0] if same else None
        if got is None and want.get("optional"):
            continue
        if got is None:
            for figure in DOCUMENT_FIGURES:
                tally.add(f"document_{figure}", False, f"{label}: missing")
            for _ in want["must_contain"]:
                tally.add("document_text", False, f"{label}: missing")
            continue
        pool.remove(got)
        matched.add(got.get("sha256"))
        tally.add("document_found", True)
        tally.add("document_not_invented", True)
        tally.add(
            "document_readable",
            bool(got["readable"]) == want["readable"],
            f"{label}: want {want['readable']} ({got.get('reason')})",
        )
        tally.add("document_kind", got["kind"] == want["kind"], f"{label}: {want['kind']}, got {got['kind']}")
        tally.add(
            "document_superseded",
            bool(got.get("superseded")) == want["superseded"],
            f"{label}: want {want['superseded']}",
        )
        tally.add(
            "document_container",
            got.get("container") == want["container"],
            f"{label}: {want['container']}, got {got.get('container')}",
        )
        if not want["readable"]:
            continue
        if want["pages"] and name.lower().endswith((".pdf", ".tif", ".tiff")):
            tally.add(
                "document_pages", got.get("pages") == want["pages"], f"{label}: {want['pages']}, got {got.get('pages')}"
            )
        if want["kind"] != "other":
            tally.add(
                "document_language",
                got.get("language") == want["language"],
                f"{label}: {want['language']}, got {got.get('language')}",
            )
        tolerance = 0.15 if want["scanned"] else 0.0
        for phrase in want["must_contain"]:
            tally.add("document_text", contains(got.get("text") or "", phrase, tolerance), f"{label}: “{phrase}”")
    for extra in pool:
        again = extra.get("sha256") in matched or unicodedata.normalize("NFC", extra["filename"] or "") in known
        if not again:
            tally.add("document_not_invented", False, f"{who}: {extra['filename']} ({extra['kind']})")


def years_right(truth: dict, years: float | None) -> bool:
    """Within a year of the truth, or within a year of the range [low, high] that its reader accepts."""
    want, accept = truth["facts"]["experience_years"], truth.get("accept", {}).get("experience_years", [])
    if years is None or want is None:
        return years is want or years in accept or (years is None and None in accept)
    bounds = [want, *(a for a in accept if a is not None)]
    return min(bounds) - 1 <= years <= max(bounds) + 1


def workload_right(truth: dict, load: float | None) -> bool:
    """Within two hundredths of a load that the truth, or its reader, gives."""
    wanted = right_values(truth, "workload", truth["facts"]["workload"])
    return any(load is None if w is None else load is not None and abs(load - w) < 0.02 for w in wanted)


def score_facts(tally: Tally, who: str, truth: dict, answer: dict | None) -> None:
    want, got = truth["facts"], answer["facts"] if answer else {}
    fact = {key: got.get(key) or {} for key in want}
    doubtful = set(truth.get("debatable", []))
    lost = answer is None

    def add(figure: str, ok: float, miss: str) -> None:
        tally.add(figure, False if lost else ok, f"{who}: {'no application' if lost else miss}")

    if "tenure" not in doubtful:
        tenure = value(fact["tenure"]) or "unstated"
        add("tenure", tenure in right_values(truth, "tenure", want["tenure"]), f"{want['tenure']}, got {tenure}")
    load = number(value(fact["workload"]))
    add("workload", workload_right(truth, load), f"{want['workload']}, got {load}")
    if "experience_years" not in doubtful:
        years = number(value(fact["experience_years"]))
        add("experience_years", years_right(truth, years), f"{want['experience_years']}, got {years}")
    if "orientation" not in doubtful:
        told = bool(value(fact["orientation"]))
        add(
            "orientation",
            told in right_values(truth, "orientation", want["orientation"]),
            f"want {want['orientation']}",
        )
    listed = " | ".join(str(q)[:160] for q in (value(fact["qualifications"]) or [])[:20])
    for item in want["qualifications"]:
        add("qualifications", contains(listed, item, 0.25), f"“{item}” not in {listed[:120]}")
    spoken = set(value(fact["languages"]) or [])
    shares = [
        len(spoken & m) / len(spoken | m) if spoken | m else 1.0
        for m in map(set, right_values(truth, "languages", want["languages"]))
    ]
    add("languages", max(shares), f"{want['languages']}, got {sorted(spoken)}")
    if want["current_employer"]:
        employer = value(fact["current_employer"]) or ""
        near = any(
            contains(employer, e, 0.3) or (employer and contains(e, employer, 0.2))
            for e in right_values(truth, "current_employer", want["current_employer"])
        )
        add("employer", near, f"{want['current_employer']}, got {employer}")
    for key in ("tenure", "workload", "experience_years", "orientation"):
        if key not in doubtful and key not in truth.get("accept", {}):
            state, right = fact[key].get("state"), right_state(key, want[key])
            add(
                "state",
                1.0 if state in right else 0.5 if state == "to_verify" else 0.0,
                f"{key} {sorted(right)}, got {state}",
            )
    values = {
        "tenure": (value(fact["tenure"]) or "unstated") in right_values(truth, "tenure", want["tenure"]),
        "workload": workload_right(truth, load),
        "experience_years": years_right(truth, number(value(fact["experience_years"]))),
        "orientation": bool(value(fact["orientation"])) in right_values(truth, "orientation", want["orientation"]),
    }
    for key, right in values.items():
        state = fact[key].get("state")
        if not lost and key not in doubtful and state in ("found", "contrary"):
            tally.add("sure_and_right", right, f"{who}: {key}: {want[key]}, told as {state}: {value(fact[key])}")
    for key, sentence in truth.get("evidence", {}).items():
        if (
            key not in doubtful
            and key in ("tenure", "workload", "experience_years", "qualifications", "orientation")
            and sentence
        ):
            near = any(points_at(e.get("quote") or "", sentence) for e in evidence_of(fact[key]))
            add("evidence", near, f"{key}: “{sentence[:90]}”")
    if not lost:
        texts = {d.get("id"): d.get("text") or "" for d in answer["documents"]}
        for key, told in fact.items():
            for e in evidence_of(told):
                if e.get("document_id") in texts:
                    text = texts[e["document_id"]]
                    placed = fold(text[int(e.get("start") or 0) : int(e.get("end") or 0)]) == fold(e.get("quote")) != ""
                    tally.add(
                        "evidence_placed",
                        placed,
                        f"{who}: {key}: “{(e.get('quote') or '')[:60]}” not at {e.get('start')}–{e.get('end')}",
                    )


def doubtful_senders(folder: Path, deliveries: list[dict]) -> set[str]:
    """Who wrote the mails that may be taken for an application though the truth does not."""
    files = {d["file"] for d in deliveries if "application" in d.get("alt", [])}
    return {parseaddr(str(message_from_bytes((folder / f).read_bytes())["From"]))[1].casefold() for f in files}


def score(folder: Path, applications: list[dict], messages: list[dict]) -> Tally:
    deliveries = json.loads((folder / "deliveries.json").read_text("utf-8"))
    candidates = json.loads((folder / "candidates.json").read_text("utf-8"))
    emails = {c["id"]: [e.casefold() for e in right_values(c, "email", c["email"])] for c in candidates}
    for delivery in deliveries:
        delivery["emails"] = emails.get(delivery.get("candidate"))
    tally = Tally()
    score_messages(tally, deliveries, messages, applications)
    by_email = defaultdict(list)
    for answer in applications:
        by_email[(answer["candidate"].get("email") or "").casefold()].append(answer)
    allowed = {e for known in emails.values() for e in known} | doubtful_senders(folder, deliveries)
    for extra in sorted(set(by_email) - allowed):
        tally.add("applications", False, f"not a candidate: {extra}")
    for truth in candidates:
        who = f"{truth['id']} {truth['name']}"
        found = [a for e in dict.fromkeys(emails[truth["id"]]) for a in by_email.get(e, [])]
        tally.add("applications", len(found) == 1, f"{len(found)} applications: {who} <{truth['email']}>")
        answer = found[0] if found else None
        person = answer["candidate"] if answer else {}
        for key in ("on_time", "has_cv", "has_letter", "letter_in_body"):
            tally.add(
                "completeness",
                answer is not None and bool(answer.get(key)) == truth[key],
                f"{who}: {key} is {truth[key]}",
            )
        score_documents(tally, who, truth, answer)
        if truth.get("not_a_person"):
            continue
        tally.add(
            "email", answer is not None and person.get("email") in emails[truth["id"]], f"{who}: {person.get('email')}"
        )
        named = any(same_name(person.get("name"), n) for n in right_values(truth, "name", truth["name"]))
        tally.add("name", answer is not None and named, f"{who}: got {person.get('name')}")
        phone = answer is not None and person.get("phone") in right_values(truth, "phone", truth["phone"])
        tally.add("phone", phone, f"{who}: {truth['phone']}, got {person.get('phone')}")
        towns = {fold(t) for t in right_values(truth, "city", truth["city"])}
        codes = right_values(truth, "postal_code", truth["postal_code"])
        place = (person.get("postal_code"), fold(person.get("city")))
        tally.add(
            "city",
            answer is not None and place[0] in codes and place[1] in towns,
            f"{who}: {truth['postal_code']} {truth['city']}, got {place}",
        )
        score_facts(tally, who, truth, answer)
    return tally


def main(argv: list[str]) -> int:
    flags = {a for a in argv if a.startswith("--")}
    paths = [Path(a) for a in argv if not a.startswith("--")]
    if len(paths) != 3 or flags - {"--all", "--json", "--raise-floors"}:
        print(__doc__, file=sys.stderr)
        return 2
    tally = score(paths[0], json.loads(paths[1].read_text("utf-8")), json.loads(paths[2].read_text("utf-8")))
    figures = {f: tally.right[f] / tally.total[f] if tally.total[f] else None for f in TARGETS}
    short = {f for f, share in figures.items() if share is None or share < TARGETS[f] - 1e-9}
    if "--raise-floors" in flags:
        floors.raise_floors(paths[0].name, {f: share for f, share in figures.items() if share is not None})
    if "--json" in flags:
        print(json.dumps(figures, indent=1))
        return bool(short)
    for figure, share in figures.items():
        mark = "  " if figure not in short else "<-"
        shown = "  none" if share is None else f"{share:6.1%}"
        counts = f"({tally.right[figure]:.0f} of {tally.total[figure]})"
        print(f"{figure:20} {shown}  target {TARGETS[figure]:4.0%} {mark} {counts}")
        misses = tally.misses[figure]
        for miss in misses if "--all" in flags else misses[:4] if figure in short else []:
            print(f"    {miss}")
    print(f"{len(TARGETS) - len(short)} of {len(TARGETS)} figures meet their target")
    return bool(short)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

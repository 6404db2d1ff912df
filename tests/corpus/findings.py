"""What is read of every invented dossier, against what was read before: which dossiers a change moves.

    python -m tests.corpus.findings [--accept] [FILE]
    python -m tests.corpus.findings --hits [SET]
    python -m tests.corpus.findings --say "A SENTENCE"

Prints each value, state and rule that differs from what FILE holds (else tests/corpus/findings.json), and the figures;
of the dossiers that are held back only how many differ. --accept writes what is read now. --hits prints how often each
phrase of the lexicon is said in the open dossiers, those never said last. --say prints what one sentence of a letter
tells: its facts with their rules, and which sets find which of its words.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

from parsers.criteria import EO_CRITERIA
from parsers.facts.extractors import find_in_document
from parsers.lexicon.vocabulary import lexicon
from parsers.profile import assemble
from parsers.text.text import folded, sentences
from tests.corpus import evaluate
from tests.corpus.measures import Tally, score

KNOWN = Path(__file__).with_name("findings.json")
HALVES = ("open", "held")


def read(path, tally):
    """What is read of one dossier: each fact's value, state and rules; it is scored on the way."""
    dossier = json.loads(path.read_text("utf-8"))
    sources, texts = evaluate.sources_of(dossier)
    profile = assemble(sources, criteria=EO_CRITERIA, cutoff=evaluate.CUTOFF)
    score(tally, dossier["id"], dossier["truth"], profile, texts)
    facts = {**profile.person, **profile.facts}
    told = {key: [fact.value, fact.state.value, _rules(fact)] for key, fact in sorted(facts.items())}
    return json.loads(json.dumps(told, ensure_ascii=False, default=str))


def _rules(fact):
    return sorted({piece.evidence.rule for piece in fact.evidence})


def digest(told):
    """What stands for a dossier that is held back: nothing of it can be read from it."""
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def everything():
    """What is read now, by half and dossier, and the figures of each half."""
    found, tallies = {}, {}
    for half in HALVES:
        tallies[half] = Tally()
        paths = sorted((evaluate.HERE / "candidates" / half).glob("*.json"))
        progress = sys.stderr if sys.stderr.isatty() else None
        found[half] = {}
        for number, path in enumerate(paths, 1):
            told = read(path, tallies[half])
            found[half][path.stem] = digest(told) if half == "held" else told
            if progress:
                progress.write(f"\r{half}: {number} of {len(paths)} ")
    return found, tallies


def differences(known, found):
    """A line for each fact of an open dossier that differs."""
    for name in sorted(known.keys() | found.keys()):
        before, now = known.get(name, {}), found.get(name, {})
        for key in sorted(before.keys() | now.keys()):
            if before.get(key) != now.get(key):
                yield f"{name} {key}: {_told(before.get(key))} -> {_told(now.get(key))}"


def _told(fact):
    if fact is None:
        return "nothing"
    value, state, rules = fact
    return f"{value} ({state}; {', '.join(rules)})" if rules else f"{value} ({state})"


def hits(name=None):
    """How often each phrase is said in the sentences of the open dossiers."""
    count = Counter()
    for path in sorted((evaluate.HERE / "candidates" / "open").glob("*.json")):
        dossier = json.loads(path.read_text("utf-8"))
        texts = [dossier["body"], *("\n".join(document["pages"]) for document in dossier["documents"])]
        for text in texts:
            for sentence in sentences(text):
                count.update(lexicon().hits(folded(text, sentence.start, sentence.end).text))
    told = [(count[number], phrase) for number, phrase in enumerate(lexicon().phrases) if name in {None, phrase.set}]
    for times, phrase in sorted(told, key=lambda pair: -pair[0]):
        mark = " (exception)" if phrase.excepted else ""
        sys.stdout.write(f"{times:6} {phrase.language} {phrase.set}: {phrase.written}{mark}\n")


def say(sentence):
    """What one sentence of a letter tells, and which sets of the lexicon find its words."""
    text = f"Madame, Monsieur,\n\n{sentence}\n\nCordialement"
    given = {"filename": "lettre.pdf", "kind": "letter", "language": None, "pages": [text]}
    found = find_in_document(evaluate.document_of(given), criteria=EO_CRITERIA)
    for fact in found.facts:
        rules = ", ".join(sorted({piece.rule for piece in fact.evidence}))
        told = "echo" if fact.is_echo else fact.state.value
        sys.stdout.write(f"{fact.key}: {fact.value} ({told}; {rules})\n")
    flat = folded(sentence).text
    for name, spans in sorted(lexicon().mentions(flat).all().items()):
        sys.stdout.write(f"  {name}: {', '.join(span.of(flat) for span in spans)}\n")


def main(arguments):
    if {"-h", "--help"} & set(arguments):
        sys.stdout.write(__doc__)
        return
    given = [argument for argument in arguments if not argument.startswith("--")]
    if "--say" in arguments:
        say(" ".join(given))
        return
    if "--hits" in arguments:
        if given and given[0] not in lexicon().sets:
            raise SystemExit(f"no set is called {given[0]!r}: a set is FILE.TABLE, as in {min(lexicon().sets)!r}")
        hits(given[0] if given else None)
        return
    file = Path(given[0]) if given else KNOWN
    found, tallies = everything()
    known = json.loads(file.read_text("utf-8")) if file.exists() else {}
    lines = list(differences(known.get("open", {}), found["open"]))
    held = sum(known.get("held", {}).get(name) != told for name, told in found["held"].items())
    moved = len({line.split()[0] for line in lines})
    write = sys.stdout.write
    write("".join(f"{line}\n" for line in lines))
    write(f"{moved} open dossiers differ in {len(lines)} facts; of those held back {held} differ\n")
    for half, tally in tallies.items():
        shares = evaluate.shares(tally)
        write(f"{half}: " + ", ".join(f"{figure} {share:.1%}" for figure, share in shares.items()) + "\n")
    if "--accept" in arguments:
        file.write_text(json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

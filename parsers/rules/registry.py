"""The registered rules: read and checked once, looked up by the readers of facts and by who explains them."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parsers.errors import RuleFault
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from parsers.values.evidence import JSON


READERS = ("fr", "nl", "de", "en")
"""The languages in which a rule is told; a lawyer reads the first."""
SILENT = "none"
"""The value of an example in which its rule must not speak."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """An invented text, and what its rule must make of it."""

    language: str
    annotated: str
    """As a candidate would write it, the words that must stand in the evidence in [ ]."""
    value: JSON
    """What the fact must be; `SILENT` where the rule must not speak."""
    kind: str | None = None
    """The kind of document it stands in; None for a mail's own words."""
    criterion: str | None = None
    """The criterion that asks for passages, of rules that read for one."""

    @property
    def text(self) -> str:
        """The text without its marks."""
        return "".join(self._parts)

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The text cut at its marks, each piece with whether it is marked."""
        return tuple((piece, number % 2 == 1) for number, piece in enumerate(self._parts) if piece)

    @property
    def marked(self) -> tuple[str, ...]:
        """The words that must stand in the evidence."""
        return tuple(self._parts[1::2])

    @property
    def _parts(self) -> list[str]:
        """The text cut at its marks: every second piece is marked."""
        return self.annotated.replace("]", "[").split("[")

    @property
    def speaks(self) -> bool:
        """Whether its rule must speak."""
        return bool(self.value != SILENT)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One rule. Its id is `fact.name`; evidence carries the id with the version."""

    id: str
    version: int
    fact: str
    """The key of the fact that it reads; `passages` for those of every criterion without a value of its own."""
    reads: Mapping[str, str]
    """By language: what it reads, and what it concludes."""
    like: tuple[str, ...] = ()
    """The groups of rows that it is of: what they refuse, it refuses."""
    words: tuple[str, ...] = ()
    """The readers' names for the sets of words that it reads; none where code finds what it reads."""
    needs: tuple[str, ...]
    """Terms (`terms.toml`) that must hold where it speaks."""
    refuses: tuple[str, ...]
    """Terms that keep it silent."""
    doubts: tuple[str, ...] = ()
    """Terms beside which it is to be verified, whatever its certainty."""
    surer: tuple[str, ...] = ()
    """Terms of which each makes it surer by a step."""
    gives: str
    """The term of what it gives."""
    value: Mapping[str, str]
    """By language: what it gives."""
    certainty: tuple[float, ...]
    """From the least to the most sure it is (0 to `_MOST`): for choosing among readings, no measure of a person.

    As many steps lie between as `surer` has terms; the numbers of a row without any are the ends of what code gives.
    """
    examples: tuple[Example, ...]

    def gives_of(self, **made: JSON) -> JSON:
        """What it gives: what its reader made under the name of its value, else that name itself."""
        return made.get(self.gives, self.gives)

    @property
    def cited(self) -> str:
        """Id and version, as evidence carries them: "tenure.appointed/1"."""
        return f"{self.id}/{self.version}"


TERMS = "terms.toml"
"""The file of what rules need, refuse and give; every other file is a fact's."""
_FEWEST = 2
"""So many examples a rule has at least in which it speaks."""
CERTAIN = (1.0, 1.0)
"""How sure a row is that tells nothing of it: no other reading is weighed beside it."""
_MOST = 1.0
"""How sure a rule is at the most."""
_ROW = {
    "id": str,
    "version": int,
    "fact": str,
    "reads": dict,
    "like": list,
    "words": list,
    "needs": list,
    "refuses": list,
    "doubts": list,
    "surer": list,
    "value": str,
    "certainty": list,
    "examples": list,
}
_OPTIONAL = {"like", "words", "needs", "refuses", "doubts", "surer", "certainty"}
_EXAMPLE = {"language": str, "text": str, "value": object, "kind": str, "criterion": str}
_EXAMPLE_OPTIONAL = {"kind", "criterion"}
_PAPERS = frozenset(kind.value for kind in Kind)

Texts = dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Registry:
    """Every rule by its id, and every term by its name with its words by language."""

    rules: Mapping[str, Rule]
    contexts: Mapping[str, Texts]
    """What a rule needs or refuses."""
    values: Mapping[str, Texts]
    """What a rule gives."""
    facts: Mapping[str, Texts]
    """What a rule reads for."""
    groups: Mapping[str, tuple[str, ...]]
    """What the rows of a group refuse, by the name of their file and of the group."""
    by_words: Mapping[tuple[str, str], tuple[Rule, ...]]
    """By fact and set of words: the rules that read it, in the order of their rows."""


def load(folder: Path) -> Registry:
    """The rules and terms of a folder of TOML files; a `RuleFault` names the file and the row that is wrong."""
    terms = _terms(folder / TERMS)
    rules: dict[str, Rule] = {}
    groups: dict[str, tuple[str, ...]] = {}
    for file in sorted(folder.glob("*.toml")):
        if file.name == TERMS:
            continue
        told = _read(file)
        _check(file.name, told, {"rule": list, "groups": dict}, optional={"groups"})
        alike = {f"{file.stem}.{name}": tuple(terms) for name, terms in told.get("groups", {}).items()}
        groups |= alike
        for rule in _rules(file, told["rule"], alike, terms):
            if rule.id in rules:
                raise RuleFault(f"{file.name}: {rule.id}: the id stands twice")
            rules[rule.id] = rule
    return registry_of(rules, groups, terms)


def registry_of(
    rules: Mapping[str, Rule], groups: Mapping[str, tuple[str, ...]], terms: Mapping[str, Mapping[str, Texts]]
) -> Registry:
    """The rules with their groups and terms, and which of them read what."""
    by_words: dict[tuple[str, str], tuple[Rule, ...]] = {}
    for rule in rules.values():
        for words in rule.words:
            by_words[rule.fact, words] = (*by_words.get((rule.fact, words), ()), rule)
    return Registry(
        rules=rules,
        contexts=terms["contexts"],
        values=terms["values"],
        facts=terms["facts"],
        groups=groups,
        by_words=by_words,
    )


def _terms(file: Path) -> dict[str, dict[str, Texts]]:
    """The three tables of terms, each term in all languages."""
    told = _read(file)
    _check(f"{file.name}", told, {"contexts": dict, "values": dict, "facts": dict})
    return {
        table: {name: _texts(f"{file.name}: {table}.{name}", words) for name, words in rows.items()}
        for table, rows in told.items()
    }


def _rules(
    file: Path,
    rows: list[dict[str, Any]],
    groups: Mapping[str, tuple[str, ...]],
    terms: Mapping[str, Mapping[str, Texts]],
) -> Iterator[Rule]:
    for number, row in enumerate(rows, start=1):
        where = f"{file.name}: rule {number} ({row.get('id', 'no id')})"
        yield _rule(where, file.stem, _with_groups(where, file.stem, row, groups), terms)


def _with_groups(where: str, stem: str, row: dict[str, Any], groups: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """A row that refuses, after its own, what the groups refuse that it is like."""
    names = [f"{stem}.{name}" for name in row.get("like", [])]
    for name in names:
        if name not in groups:
            raise RuleFault(f"{where}: no group is called {name!r}")
    alike = [term for name in names for term in groups[name]]
    return {**row, "refuses": [*row.get("refuses", []), *alike]} if names else row


def _rule(where: str, stem: str, row: dict[str, Any], terms: Mapping[str, Mapping[str, Texts]]) -> Rule:
    _check(where, row, _ROW, optional=_OPTIONAL)
    if row["id"].partition(".")[0] != stem:
        raise RuleFault(f"{where}: an id begins with its file's name, {stem!r}")
    if row["version"] < 1:
        raise RuleFault(f"{where}: versions count from 1")
    needs, refuses, doubts, surer = (
        _known(where, row.get(key, []), terms["contexts"]) for key in ("needs", "refuses", "doubts", "surer")
    )
    _known(where, [row["fact"]], terms["facts"])
    _known(where, [row["value"]], terms["values"])
    return Rule(
        id=row["id"],
        version=row["version"],
        fact=row["fact"],
        reads=_texts(f"{where}: reads", row["reads"]),
        like=tuple(row.get("like", [])),
        words=tuple(row.get("words", [])),
        needs=needs,
        refuses=refuses,
        doubts=doubts,
        surer=surer,
        gives=row["value"],
        value=terms["values"][row["value"]],
        certainty=_steps(where, row["certainty"], len(surer)) if "certainty" in row else CERTAIN,
        examples=_examples(where, row["examples"]),
    )


def _steps(where: str, told: list[Any], terms: int) -> tuple[float, ...]:
    if (
        not all(isinstance(step, int | float) for step in told)
        or told != sorted(told)
        or len(told) != max(2, terms + 1)
    ):
        raise RuleFault(
            f"{where}: certainty goes from the least to the most, by a step for each term that makes it surer"
        )
    if not 0 <= told[0] <= told[-1] <= _MOST:
        raise RuleFault(f"{where}: certainty is between 0 and {_MOST}")
    return tuple(map(float, told))


def _known(where: str, names: list[Any], known: Mapping[str, Texts]) -> tuple[str, ...]:
    for name in names:
        if name not in known:
            raise RuleFault(f"{where}: {TERMS} has no term {name!r}")
    return tuple(names)


def _texts(where: str, told: object) -> Texts:
    """Words in every language, none of them empty."""
    if not isinstance(told, dict):
        raise RuleFault(f"{where}: words by language are asked for")
    _check(where, told, dict.fromkeys(READERS, str))
    return {language: str(told[language]) for language in READERS}


def _examples(where: str, rows: list[Any]) -> tuple[Example, ...]:
    found = tuple(_example(f"{where}: example {number}", row) for number, row in enumerate(rows, start=1))
    spoken = [example for example in found if example.speaks]
    if len(spoken) < _FEWEST or len(spoken) == len(found):
        raise RuleFault(f"{where}: {_FEWEST} examples in which it speaks and one in which it does not are asked for")
    if len({example.language for example in spoken}) < 2:
        raise RuleFault(f"{where}: examples in more than one language are asked for")
    twice = [text for text, count in Counter(example.text for example in found).items() if count > 1]
    if twice:
        raise RuleFault(f"{where}: an example stands twice: {twice[0]!r}")
    return found


def _example(where: str, row: object) -> Example:
    if not isinstance(row, dict):
        raise RuleFault(f"{where}: a table is asked for")
    _check(where, row, _EXAMPLE, optional=_EXAMPLE_OPTIONAL)
    if row["language"] not in READERS:
        raise RuleFault(f"{where}: {row['language']!r} is none of the languages that are read")
    if row.get("kind", Kind.CV.value) not in _PAPERS:
        raise RuleFault(f"{where}: {row['kind']!r} is no kind of document")
    example = Example(
        language=row["language"],
        annotated=row["text"],
        value=row["value"],
        kind=row.get("kind"),
        criterion=row.get("criterion"),
    )
    if example.speaks is not bool(example.marked):
        raise RuleFault(f"{where}: words in [ ] are what must be quoted, where the rule speaks and only there")
    return example


def _check(
    where: str, told: Mapping[str, Any], keys: Mapping[str, type], *, optional: set[str] | frozenset[str] = frozenset()
) -> None:
    """Nothing unknown, nothing missing, nothing empty or of another type."""
    for key, value in told.items():
        if key not in keys:
            raise RuleFault(f"{where}: unknown key {key!r}")
        if not isinstance(value, keys[key]):
            raise RuleFault(f"{where}: {key}: {keys[key].__name__} is asked for")
        if value in ("", {}, []):
            raise RuleFault(f"{where}: {key} is empty")
    missing = [key for key in keys if key not in told and key not in optional]
    if missing:
        raise RuleFault(f"{where}: {missing[0]!r} is missing")


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RuleFault(f"{file.name}: {error}") from error


FOLDER = Path(__file__).parent


@cache
def registry() -> Registry:
    """All rules and the terms they speak of."""
    return load(FOLDER)


def rules() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of the files and their rows."""
    return registry().rules


def rows_that_read(fact: str, words: str) -> tuple[Rule, ...]:
    """The rules of a fact that read a set of words, in the order in which they are asked."""
    return registry().by_words.get((fact, words), ())


def cite(rule_id: str) -> str:
    """The id with its version, for evidence; a `RuleFault` where no such rule is registered."""
    try:
        return rules()[rule_id].cited
    except KeyError:
        raise RuleFault(f"parsers/rules: no rule is registered as {rule_id!r}") from None


def rule_of(cited: str) -> Rule | None:
    """The rule that evidence cites; None for one that an earlier version of the program knew."""
    return rules().get(cited.rpartition("/")[0])

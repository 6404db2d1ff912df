"""What `check` says of one thing that it tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

USAGE = 2
UNREACHABLE = 3
CheckLevel = Literal["ok", "note", "fault"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckResult:
    """What was tried, and how it went."""

    subject: str
    sentence: str
    level: CheckLevel = "ok"
    exit_code: int = 0

    @property
    def line(self) -> str:
        """Subject and sentence; what the sentence says of its subject first is said once."""
        return f"{self.subject}: {without(self.subject, self.sentence)}"


def without(subject: str, sentence: str) -> str:
    """A sentence without the subject that it begins with: a fault names its mailbox wherever it is told."""
    rest = sentence.removeprefix(subject)
    return rest.lstrip(": ") if rest.startswith((":", " ")) else sentence


def ok(subject: str, sentence: str) -> CheckResult:
    """It is as it should be."""
    return CheckResult(subject=subject, sentence=sentence)


def note(subject: str, sentence: str) -> CheckResult:
    """It works, and could be better."""
    return CheckResult(subject=subject, sentence=sentence, level="note")


def fault(subject: str, sentence: str, exit_code: int = UNREACHABLE) -> CheckResult:
    """It does not work."""
    return CheckResult(subject=subject, sentence=sentence, level="fault", exit_code=exit_code)

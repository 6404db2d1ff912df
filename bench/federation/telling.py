"""What an evening came to, in lines for a person."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.federation.database import Statements
    from bench.federation.deadline import Deadline
    from bench.federation.evenings import Evening, Spent


def told(held: Evening, alone: Evening | None) -> list[str]:
    """Of mails that lay there at once, and of some that came one by one; beside one worker's evening."""
    lines = [
        f"  read {held.read}, {held.rate:.2f} a second, {held.rate / held.workers:.2f} a worker",
        f"  {held.rate_at_work:.2f} a second while there was something to do: idle at the end {held.idle:.1f} s",
    ]
    if alone is not None and held.workers > 1:
        lines[0] += f", {held.rate / alone.rate:.2f} times one worker"
        lines[1] += f"; {held.rate_at_work / alone.rate_at_work:.2f} times one worker"
    lines += _spent(held.spent, held.read)
    lines.append(f"  MiB at the most, each with its readers: {', '.join(map(str, held.largest))}")
    if held.latencies:
        lines.append(f"  latency of {len(held.latencies)}: {_delays(held.latencies)}")
    if held.asked is not None:
        lines.append(_asked(held.asked, held.read) + f"; somebody writes {100 * held.held:.0f} % of the time")
    return lines


def told_of_deadline(held: Deadline) -> list[str]:
    """Of mails that came at their own rate."""
    read = sum(held.read_by_each)
    lines = [
        f"  at {minute.second:4.0f} s: {minute.delivered} came, {minute.recorded} recorded, "
        f"{minute.waiting} wait to be read; load {minute.load:.0f}"
        for minute in held.minutes
    ]
    lines.append(f"  from mailbox to ledger, {len(held.to_recorded)} originals: {_delays(held.to_recorded)}")
    for name, delays in held.to_read.items():
        whose = f"notices that close {name}"
        lines.append(f"  to be read, {whose}: {_delays(delays)}; {held.unread[name]} not read")
    by_each = ", ".join(f"{number / held.took:.2f}" for number in held.read_by_each)
    lines.append(f"  read {read} in {held.took:.0f} s, {read / held.took:.2f} a second; by each worker {by_each}")
    lines += _spent(held.spent, read)
    lines.append(f"  MiB at the most, each with its readers: {', '.join(map(str, held.largest))}")
    lines.append(f"  applications said to be late, though none is: {held.late}")
    if held.asked is not None:
        lines.append(_asked(held.asked, read))
    return lines


def _delays(delays: Sequence[float]) -> str:
    if not delays:
        return "none"
    high = delays[min(len(delays) - 1, round(0.95 * len(delays)))]
    return f"median {statistics.median(delays):.1f} s, p95 {high:.1f}, most {delays[-1]:.1f}"


def _each(seconds: float, mails: int) -> str:
    return f"{1000 * seconds / max(1, mails):.0f}"


def _spent(spent: Spent | None, mails: int) -> list[str]:
    if spent is None:
        return []
    sides = {"the workers": spent.own, "their readers": spent.pool}
    sides |= {"PostgreSQL": spent.database, "Dovecot": spent.mail_server}
    each = (f"{_each(value, mails)} {name}" for name, value in sides.items())
    return ["  ms of processor a mail: " + ", ".join(each)]


def _asked(asked: Statements, mails: int) -> str:
    return (
        f"  statements a mail: {asked.all / max(1, mails):.0f} ({_each(asked.seconds, mails)} ms), of them the queue's "
        f"{asked.queue / max(1, mails):.0f} ({_each(asked.queue_seconds, mails)} ms); "
        f"waited for other writers {_each(asked.waited, mails)} ms"
    )

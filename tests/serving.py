"""Papers of somebody whose other papers prove service in a school: what words tell is tried, and not of which work."""

from __future__ import annotations

from dataclasses import replace

from parsers.facts.telling.service import KEY
from parsers.values.evidence import Finding, Findings, State


def serving(findings: Findings) -> Findings:
    """The findings of a text, with the one that a proof of service gives."""
    return replace(findings, facts=(*findings.facts, Finding(key=KEY, value=True, state=State.FOUND)))

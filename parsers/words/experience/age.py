"""What makes a number of years somebody's age: patterns on folded text, in four languages."""

from __future__ import annotations

import re

AGE = re.compile(
    r"(?:\bage(?:e|es|s)? de |(?<!y )\ba |\bde |\bde \w+ a |\bentre |\bd'|\bj'ai |\bdes |\baged |"
    r"\bim alter von |\bvan )$"
)
SINCE_AGE = re.compile(
    r"(?:\b(?:depuis|des|avant|apres|jusqu'a|a|vers) (?:mes|ses|leurs)|\bl'age de|\b(?:sinds|vanaf|op|tot|"
    r"voor) (?:mijn|zijn|"
    r"haar)|\b(?:seit|mit|ab|vor|nach) (?:meine[mn]|ich)|\b(?:since|until|before|when|at) (?:i was|my)|"
    r"\bage[ds]? (?:of|de)) ?$"
)
OF_AGE = re.compile(
    r"^(?: (?:alt|oud|jong|jung|old|young|d'age|of age)\b|, (?:et )?(?:prof|instit|enseign|educat|regent|direct|"
    r"marie|celib|"
    r"divorc|pacse|veu[fv]|maman|papa|mere|pere|belge|deux enfants|trois enfants|un enfant|leerkracht|leraar|lerares|"
    r"onderwijz|getrouwd|gehuwd|ongehuwd|lehrer|verheiratet|ledig|teacher|married|single|mother|father|baroud)\w*)"
)
"""The writer's age then: "depuis mes vingt-trois ans", "seit ich dreissig Jahre alt bin"."""

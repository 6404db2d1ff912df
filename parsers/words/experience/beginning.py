"""What tells when service began and that it lasts: patterns on folded text, in four languages."""

from __future__ import annotations

import re

from parsers.words.experience.stated import ROLE

BEGUN = re.compile(
    r"\b(?P<entered>(?:j'ai|je suis|j'y suis|ai) (?:debute|commence|entree?|arrivee?|embrasse)\b|"
    r"^entree? (?:dans|au|en)\b|"
    r"j'ai fait mes debuts|(?:tout|cela|ca) a (?:debute|commence)|"
    r"(?<!sa )(?<!son )(?<!leur )(?<!haar )(?<!zijn )(?<!ihr )(?<!sein )(?<!his )(?<!her )"
    r"(?:carriere|vie|parcours|histoire|aventure|chemin|metier|loopbaan|verhaal|leven|laufbahn|leben|weg|career|"
    r"story|"
    r"journey|life|premiere|seconde|\w+ieme)\b[^.;:!?]{0,40}\b"
    r"(?:debut(?:e|a)|commenc(?:e|a)|begann?|begon|begonnen|begun|angefangen|gestart|started)\b|"
    r"ik ben (?:begonnen|gestart)|ich habe (?:begonnen|angefangen)|"
    r"i (?:started|began|entered)|"
    rf"(?:je suis devenue?|ik werd|werd ik|ich wurde|wurde ich|i became)(?=[^.;!?]{{0,40}}\b{ROLE}\b))|"
    r"\bj'enseigne\b|\bje (?:suis|travaille|donne cours|exerce)\b|\bik (?:geef|sta|ben|werk)\b|"
    r"\bich (?:unterrichte|bin|arbeite)\b|\bi (?:have been|have taught|teach|work)\b|"
    rf"^(?:\w+ ){{0,2}}{ROLE}(?= (?:depuis|sinds|seit|since)|(?: [a-z']+){{1,5}} (?:depuis|sinds|seit|since))"
)

THERE = re.compile(
    r"\bj'y\b|\b(?:ik|ich|i)\b[^.;]{0,25}\b(?:er|daar|dort|there)\b|\b(?:er|daar|dort|there)\b[^.;]{0,15}\b(?:ik|ich|i)\b"
)
"""A place told before: "J'y suis entrée en 2018"."""
STATUS = re.compile(
    r"nomm|nomin|engag|definiti|benoem|ernannt|ernenn|appoint|referent|respons|coordon|relais|titulaire|temps|"
    r"periodes|"
    r"marie|belge|habite|woon|wohne|live"
)

AGO = re.compile(
    rf"\b(?:(?:j'ai|ai) (?:commence|debute)|je suis (?:entree?|devenue?|arrivee?|venue?|revenue?|tombee?)|"
    rf"j'ai fait mes debuts)\b"
    rf"(?=[^.;!?]{{0,90}}\b(?:{ROLE}|enseign\w*)\b)[^.;!?]{{0,70}}\bil y a (?:une )?$|"
    rf"^(?:engagee?|entree?|recrutee?|arrivee?|devenue?)\b[^.;!?]{{0,40}}\bil y a (?:une )?$|"
    rf"\bvor $|\b(?:begon ik|ik (?:begon|startte)|i (?:started|began))\b[^.;!?]{{0,60}} $"
)
AGO_AFTER = re.compile(
    rf"^ geleden\b(?=[^.;!?]{{0,40}}\b{ROLE})|^ ago\b|^ (?:begann|wurde|startete) ich\b(?=[^.;!?]{{0,40}}\b{ROLE})"
)
"""A beginning as long ago as a number of years says: "j'ai commencé à enseigner il y a quatorze ans"."""

"""Patterns stay few things told at a time: words are data, and what stands beside a place is looked at there."""

from bench.patterns import look_behinds, patterns


def test_no_pattern_is_longer_than_a_line_or_two():
    assert {where: len(pattern) for pattern, where in patterns().items() if len(pattern) > 300} == {}


def test_look_behinds_are_the_exception():
    assert sum(map(look_behinds, patterns())) < 20


def test_patterns_become_no_more():
    assert len(patterns()) < 150

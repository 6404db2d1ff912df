"""Whose words the stretches of a mail's body are: the writer's own, a signature, a quoted mail, a machine's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.lexicon.vocabulary import expect, vocabulary
from parsers.mail.quoting.embedded_headers import attributions, embedded_headers
from parsers.text.text import Span, every_line, fold, folded
from parsers.values.messages import Stretch, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.values.messages import Message

_DEVICE = vocabulary("voices.device")
_DISCLAIMER, _DISCLAIMER_PROOF = vocabulary("voices.disclaimer"), vocabulary("voices.disclaimer_proof")
_BANNER, _BANNER_PROOF = vocabulary("voices.banner"), vocabulary("voices.banner_proof")
_MARKS = " -*_[(<\"'«“>!⚠"
"""What may stand before the words by which such a line begins."""
_LEAVE, _LEAVE_SENTENCE = vocabulary("letter.leave"), vocabulary("letter.leave_sentence")
_ENDS = " ,.!/"
_ADDRESSED, _AT_LENGTH = 40, 160
"""So many characters may follow a formula of leave-taking, and a sentence's beginning."""
_SIGNATURE_LINES = 14
_SIGNATURE_WIDTH = 90


def voices(text: str) -> tuple[Stretch, ...]:
    """Whose words each stretch of a text is. Stretches cover it without gap or overlap, in order."""
    expect(folded(text).text)
    return covering(text, _by_line(text))


def covering(text: str, marked: Iterable[tuple[int, Voice]]) -> tuple[Stretch, ...]:
    """Stretches from where each voice begins (ascending offsets, the first at 0)."""
    stretches: list[Stretch] = []
    for start, voice in marked:
        if stretches and stretches[-1].voice is voice:
            continue
        if stretches:
            last = stretches.pop()
            if last.start < start:
                stretches.append(Stretch(voice=last.voice, start=last.start, end=start))
            if stretches and stretches[-1].voice is voice:
                continue
        stretches.append(Stretch(voice=voice, start=stretches[-1].end if stretches else 0, end=len(text)))
    if stretches:
        last = stretches.pop()
        if last.start < len(text):
            stretches.append(Stretch(voice=last.voice, start=last.start, end=len(text)))
    return tuple(stretches)


def own_words(message: Message) -> str:
    """The applicant's words in a mail's body, signature included."""
    return words_of(message.body.text, message.body.stretches, Voice.OWN, Voice.SIGNATURE)


def words_of(text: str, stretches: Iterable[Stretch], *wanted: Voice) -> str:
    """The words of some voices, stretches parted by a line."""
    return "\n".join(text[stretch.start : stretch.end].strip("\n") for stretch in stretches if stretch.voice in wanted)


def _by_line(text: str) -> list[tuple[int, Voice]]:
    lines = every_line(text)
    folded = [fold(span.of(text))[:2000] for span in lines]
    marks = [Voice.OWN] * len(lines)
    quoted_from = _mark_quotes(text, lines, folded, marks)
    _mark_boilerplate(lines, folded, marks)
    _mark_signature(lines, folded, marks, quoted_from)
    return [(span.start, voice) for span, voice in zip(lines, marks, strict=True)]


def _mark_quotes(text: str, lines: list[Span], folded: list[str], marks: list[Voice]) -> int:
    """Quoted lines with what announces them; everything from an unprefixed quote on. The first line of those."""
    rest = min(_header_line(text, lines), _open_attribution(text, lines, folded))
    for number in range(rest, len(lines)):
        marks[number] = Voice.QUOTED
    for number in range(rest):
        if _is_prefixed(text, lines[number]):
            marks[number] = Voice.QUOTED
    for first, last in attributions(folded, rest):
        following = _next_written(folded, last + 1)
        if following < len(lines) and marks[following] is Voice.QUOTED:
            for number in range(first, following):
                marks[number] = Voice.QUOTED
    return next((number for number, mark in enumerate(marks) if mark is Voice.QUOTED), len(lines))


def _is_prefixed(text: str, span: Span) -> bool:
    """`> ` as mail programs quote; `>From ` is a line that a mailbox file escaped."""
    line = span.of(text)
    return line.startswith(">") and not line.startswith(">From ")


def _header_line(text: str, lines: list[Span]) -> int:
    """The first line of a quoted mail's header: what follows is that mail."""
    first = next((header for header in embedded_headers(text) if not header_is_prefixed(text, header.start)), None)
    if first is None:
        return len(lines)
    return next(number for number, span in enumerate(lines) if span.start >= first.start)


def header_is_prefixed(text: str, start: int) -> bool:
    """Whether the line at `start` is one of a quote marked with `> `."""
    return text.startswith(">", start)


def _open_attribution(text: str, lines: list[Span], folded: list[str]) -> int:
    """The first line of an attribution whose quote has no prefix: what follows is the quote."""
    for first, last in attributions(folded, len(folded)):
        following = _next_written(folded, last + 1)
        if following < len(lines) and not _is_prefixed(text, lines[following]):
            return first
    return len(lines)


def _next_written(folded: list[str], at: int) -> int:
    while at < len(folded) and not folded[at].strip():
        at += 1
    return at


def _mark_boilerplate(lines: list[Span], folded: list[str], marks: list[Voice]) -> None:
    """Single lines of devices and virus scanners; disclaimers and banners up to the end of their paragraph."""
    number = 0
    while number < len(lines):
        if marks[number] is not Voice.OWN or not folded[number].strip():
            number += 1
        elif _DEVICE.search(folded[number].strip(" -*_")) and lines[number].end - lines[number].start < 200:
            marks[number] = Voice.BOILERPLATE
            number += 1
        elif _is_disclaimer(folded, number) or _is_banner(folded, number):
            number = _mark_paragraph(folded, marks, number)
        else:
            number += 1


def _is_disclaimer(folded: list[str], number: int) -> bool:
    if not _DISCLAIMER.search(folded[number].strip(_MARKS)):
        return False
    return len(list(_DISCLAIMER_PROOF.finditer(" ".join(folded[number : number + 8])[:2000]))) >= 2


def _is_banner(folded: list[str], number: int) -> bool:
    opening = _BANNER.search(folded[number].strip(_MARKS))
    if opening is None:
        return False
    told = " ".join(folded[number : number + 3])[:600].lstrip(_MARKS)
    return _BANNER_PROOF.search(told, opening.end()) is not None


def _mark_paragraph(folded: list[str], marks: list[Voice], number: int) -> int:
    while number < len(folded) and folded[number].strip() and marks[number] is Voice.OWN:
        marks[number] = Voice.BOILERPLATE
        number += 1
    return number


def _mark_signature(lines: list[Span], folded: list[str], marks: list[Voice], stop: int) -> None:
    """What stands below `-- ` (RFC 3676, 4.3), or below the last closing formula where only short lines follow."""
    own = [number for number in range(min(stop, len(lines))) if marks[number] is Voice.OWN]
    start = next((number for number in own if folded[number].strip() in {"--", "—"}), None)
    if start is None:
        closing = [number for number in own if _takes_leave(folded[number].strip(_ENDS))]
        start = closing[-1] + 1 if closing else None
        below = [number for number in own if start is not None and number >= start and folded[number].strip()]
        if len(below) > _SIGNATURE_LINES or any(lines[n].end - lines[n].start > _SIGNATURE_WIDTH for n in below):
            return
    for number in own:
        if start is not None and number >= start:
            marks[number] = Voice.SIGNATURE


def _takes_leave(line: str) -> bool:
    """Whether a folded line is a formula of leave-taking, with little behind it."""
    for phrases, most in ((_LEAVE, _ADDRESSED), (_LEAVE_SENTENCE, _AT_LENGTH)):
        found = phrases.match(line)
        if found and len(line) - found.end() <= most:
            return True
    return False

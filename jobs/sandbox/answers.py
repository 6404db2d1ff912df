"""How a worker answers: JSON checked against the type that its task promises, and files' bytes beside it.

A worker has read hostile bytes and is not trusted. Its answer builds nothing but values of the type expected, within
limits on bytes, items and depth, and has one spelling only: what is not exactly the encoding of its value is refused.
"""

from __future__ import annotations

import dataclasses
import re
import struct
import threading
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobs.sandbox.contents import Bytes, Content
    from parsers.values.problems import Reason

T = TypeVar("T")
STRUCTURE_BYTES = 32 << 20
"""More JSON than this no task may answer; the text of one document is at most two million characters."""
ITEMS = 1_000_000
"""More values and members than this no task may answer."""
DEPTH = 400
"""Values within values: MIME parts stand in one another more deeply than anything else, two levels a part, and their
reader opens 150 (`parsers.mail.mime.parts`)."""
FILES = 2000
ERROR_CHARACTERS = 500
ENDS = "TASK_ENDS"
"""The variable that tells a worker when it will be ended: an instant of the monotonic clock."""
_LENGTH = struct.Struct("!Q")
_RESULT, _ERROR = b"r", b"e"
_SURROGATE = re.compile("[\ud800-\udfff]")
_BUILDING = threading.Lock()
Digest: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$", max_length=64)]
"""SHA-256 in hexadecimal digits: it stands in an index, which holds no text of any length."""
_STRINGS = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_NO_BRACKETS = bytes(set(range(256)) - _STEPS.keys())


class TaskFailed(Exception):  # noqa: N818 - reads as what happened
    """A task gave no result: `reason` is timeout, too_large or crashed."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.processor = 0.0
        """Seconds that its worker computed all the same."""


class UntrustedValueError(Exception):
    """A worker sent something other than what its task promises."""


class TaskError(Exception):
    """A worker says in words why its task gave nothing."""


@dataclasses.dataclass(frozen=True, slots=True)
class Parcel(Generic[T]):
    """An answer with the bytes of files: `value` says what they are, `files` holds them in the order it has them.

    Those that came from a worker are not in memory.
    """

    value: T
    files: tuple[Bytes, ...] = ()


@cache
def promised(function: Callable[..., object]) -> Any:  # noqa: ANN401 - a type, as annotations have it
    """The type that a task's function gives, by its annotation."""
    return get_type_hints(function)["return"]


def prepare(function: Callable[..., object]) -> None:
    """Build once what the answers of a task are checked with: a process forked from this one has it at no cost."""
    _decoder(_inner(promised(function)))


def dump(value: object, kind: Any) -> list[bytes]:  # noqa: ANN401 - as `promised` gives it
    """A task's result for the way back, in pieces of which no copy is made.

    Raises TypeError, msgspec.ValidationError: the value is not of that kind.
    """
    parcel = _parcel_of(value, kind)
    structure = _encoded(parcel.value, _inner(kind))
    pieces = [_RESULT, _LENGTH.pack(len(structure)), structure]
    for file in map(bytes, parcel.files):
        pieces += [_LENGTH.pack(len(file)), file]
    return pieces


def dump_error(sentence: str) -> bytes:
    """Why a task gave nothing, for the way back."""
    return _ERROR + _SURROGATE.sub("\ufffd", sentence)[:ERROR_CHARACTERS].encode("utf-8")


def load(answer: Content, kind: Any) -> Any:  # noqa: ANN401 - as `promised` gives it
    """The value of that kind that a worker sent.

    Raises TaskError: the worker says that there is none; UntrustedValueError: it is anything else.
    """
    begun = answer.beginning(1 + 4 * ERROR_CHARACTERS)
    if begun[:1] == _ERROR:
        raise TaskError(_printable(begun[1:]))
    if begun[:1] != _RESULT:
        raise UntrustedValueError("a worker sent no answer")
    structure, *files = _parted(answer)
    if len(structure) > STRUCTURE_BYTES:
        raise UntrustedValueError("a worker's answer is too large")
    value = _decoded(bytes(structure), _inner(kind))
    if _is_parcel(kind):
        return Parcel(value, tuple(files))
    if len(files) != (value if _is_bytes(kind) else 0):
        raise UntrustedValueError("a worker sent files that were not asked for, or not the one described")
    return _given(files, kind) if _is_bytes(kind) else value


def _is_parcel(kind: Any) -> bool:  # noqa: ANN401 - as `promised` gives it
    return get_origin(kind) is Parcel


def _parcel_of(value: Any, kind: Any) -> Parcel[Any]:  # noqa: ANN401 - a task's result
    if _is_bytes(kind):
        return Parcel(value is not None, () if value is None else (value,))
    return value if isinstance(value, Parcel) else Parcel(value)


def _is_bytes(kind: Any) -> bool:  # noqa: ANN401 - as `promised` gives it
    return kind in {bytes, bytes | None}


def _given(files: list[Content], kind: Any) -> bytes | None:  # noqa: ANN401 - as `promised` gives it
    if not files and kind is bytes:
        raise UntrustedValueError("a worker sent nothing")
    return bytes(files[0]) if files else None


def _inner(kind: Any) -> Any:  # noqa: ANN401 - as `promised` gives it
    """The type that the JSON of an answer carries; in the place of bytes it says whether there are any."""
    if _is_bytes(kind):
        return bool
    return get_args(kind)[0] if _is_parcel(kind) else kind


@cache
def _built(kind: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401 - as `promised` gives it
    return msgspec.json.Decoder(kind)


def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401 - as `promised` gives it
    """What checks values of a kind, built by one thread at a time.

    msgspec keeps what it knows of a dataclass on the class before all of it is there, and another thread that builds
    with the same class then reads what is missing: the process dies of it (SIGSEGV).
    """
    with _BUILDING:
        return _built(kind)


def _encoded(value: object, kind: Any) -> bytes:  # noqa: ANN401 - as `promised` gives it
    """The one spelling of a value: what is decoded and encoded again comes out the same."""
    try:
        plain = msgspec.json.encode(value)
    except UnicodeEncodeError:  # half a surrogate pair, out of broken bytes: no text holds one
        plain = msgspec.json.encode(_mended(msgspec.to_builtins(value)))
    return msgspec.json.encode(_decoder(kind).decode(plain))


def _mended(value: Any) -> Any:  # noqa: ANN401 - any plain value
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_mended(item) for item in value]
    return value


def _parted(answer: Content) -> list[Content]:
    """The JSON and the files of an answer, each of the length told before it, to its last byte."""
    pieces: list[Content] = []
    at = 1
    while at < len(answer):
        told = bytes(answer.part(at, _LENGTH.size))
        if len(told) < _LENGTH.size or len(pieces) > FILES:
            raise UntrustedValueError("a worker's answer is cut off, or holds too many files")
        (length,) = _LENGTH.unpack(told)
        at += _LENGTH.size
        if length > len(answer) - at:
            raise UntrustedValueError("a worker's answer is shorter than it says")
        pieces.append(answer.part(at, length))
        at += length
    if not pieces:
        raise UntrustedValueError("a worker's answer is empty")
    return pieces


def _decoded(structure: bytes, kind: Any) -> Any:  # noqa: ANN401 - as `promised` gives it
    if sum(map(structure.count, (b"[", b"{", b","))) > ITEMS:
        raise UntrustedValueError("a worker's answer is too large")
    if _depth(structure) > DEPTH:
        raise UntrustedValueError("a worker's answer is nested too deeply")
    try:
        value = _decoder(kind).decode(structure)
        if msgspec.json.encode(value) != structure:
            raise UntrustedValueError("a worker's answer holds more than its value")
    except (msgspec.MsgspecError, UnicodeError, ValueError, RecursionError) as exc:
        # Whatever a broken or forged answer raises, it means one thing here; the words may quote what it holds.
        raise UntrustedValueError(f"a worker sent no such value: {type(exc).__name__}") from exc
    return value


def _depth(structure: bytes) -> int:
    """How many values stand within one another; told of the JSON, before anything is built of it."""
    marks = _STRINGS.sub(b"", structure).translate(None, _NO_BRACKETS)
    return max(accumulate(map(_STEPS.__getitem__, marks)), default=0)


def _printable(words: bytes) -> str:
    text = words[: 4 * ERROR_CHARACTERS].decode("utf-8", "replace")[:ERROR_CHARACTERS]
    return "".join(c if c.isprintable() else " " for c in text)

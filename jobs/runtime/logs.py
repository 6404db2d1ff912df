"""Log lines that a person can read, or JSON for programs. At info level no candidate's data: ids and digests only."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from structlog.typing import Processor


def configure(log_format: str = "text", *, level: int = logging.INFO) -> None:
    """Send this program's log lines, and the libraries' warnings, to standard error in one format."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer = _renderer(log_format)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=renderer, foreign_pre_chain=shared))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("candidatures").setLevel(level)


def _renderer(log_format: str) -> Processor:
    if log_format == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=0)


def get() -> structlog.stdlib.BoundLogger:
    """The program's logger."""
    logger: structlog.stdlib.BoundLogger = structlog.get_logger("candidatures")
    return logger


def place_of(exc: Exception) -> str:
    """A fault by its kind and place, without its words: they may be a candidate's."""
    last = traceback.extract_tb(exc.__traceback__)[-1]
    return f"{type(exc).__name__} in {Path(last.filename).name}, line {last.lineno}"

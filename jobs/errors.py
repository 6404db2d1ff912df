"""Errors of the room that runs things. Every expected fault ends as one of these, and a command as one clear line."""

from __future__ import annotations


class JobsError(Exception):
    """Base of this room's errors; `str(error)` is what a person reads, `exit_code` what a program does."""

    exit_code = 1


class ConfigurationError(JobsError):
    """The configuration can't be used; `faults` has one line for each thing to mend, with its key's path."""

    exit_code = 2

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class UsageError(JobsError):
    """A command was given something it can't take: an id that does not exist, a file that is already there."""

    exit_code = 2


class UnreachableError(JobsError):
    """A mailbox or the store can't be reached."""

    exit_code = 3


class UndeliverableError(JobsError):
    """A mail server or a webhook did not take what it was to pass on."""


class BusyError(JobsError):
    """Somebody else is at work on the same archive."""


class UnconfinedError(JobsError):
    """The kernel can't confine the workers that read hostile files, and nobody chose to read all the same."""

    exit_code = 2

"""Why a sign-in at the provider lets nobody in."""

from __future__ import annotations


class ProviderDown(Exception):
    """The provider does not answer, or not with what a provider answers. `str()` is for the operator."""


class SignInNotProven(Exception):
    """What came back from the provider proves nobody. `str()` is for the journal."""

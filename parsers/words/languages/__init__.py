"""Spoken languages."""

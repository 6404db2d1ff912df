"""Thinks: bytes in, values out, without clock, environment, settings, network or database."""

"""Permanent and temporary appointments."""

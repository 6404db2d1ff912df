"""Alerts and reports on their way out of the house."""

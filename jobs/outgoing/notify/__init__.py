"""Alerts by mail and webhook, and the mail that a report goes out in."""

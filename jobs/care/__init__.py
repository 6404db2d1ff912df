"""Upkeep: the audit, `check`, `status`, backups and restoring, the archive's trash, figures for Prometheus, SQL."""

"""The tables (`models/`), one engine for SQLite and PostgreSQL, its migrations, and how values become rows."""

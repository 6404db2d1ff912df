"""What a backup's files are called, and how PostgreSQL's own programs are run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from jobs.care.backup_files import name_after, run_postgresql


def test_the_password_stands_in_no_command_line(tmp_path):
    """Everybody on the machine sees those; surroundings only the same user."""
    program = tmp_path / "program"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$*" >told\nprintf %s "$PGPASSWORD" >password\n')
    program.chmod(0o755)
    run_postgresql(["env", "-C", str(tmp_path), str(program)], "postgresql://candidatures:se%20same@db.example/store")
    assert (tmp_path / "told").read_text() == "--dbname=host=db.example dbname=store user=candidatures\n"
    assert (tmp_path / "password").read_text() == "se same"


def test_a_generation_sorts_behind_all_others_also_where_the_clock_was_set_back(tmp_path):
    now, names = datetime(2026, 3, 1, 12, tzinfo=UTC), []
    for hours in (0, -2, -2, 1, -30 * 24):
        name = name_after([tmp_path / one for one in names], now + timedelta(hours=hours))
        assert name > max(names, default="")
        names.append(name)
    assert names[0] == "20260301T120000000000Z"
    assert names[1:3] == ["20260301T120000000000Z-0002", "20260301T120000000000Z-0003"]

"""How PostgreSQL's own programs are run."""

from __future__ import annotations

from jobs.care.backup_files import run_postgresql


def test_the_password_stands_in_no_command_line(tmp_path):
    """Everybody on the machine sees those; surroundings only the same user."""
    program = tmp_path / "program"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$*" >told\nprintf %s "$PGPASSWORD" >password\n')
    program.chmod(0o755)
    run_postgresql(["env", "-C", str(tmp_path), str(program)], "postgresql://candidatures:se%20same@db.example/store")
    assert (tmp_path / "told").read_text() == "--dbname=host=db.example dbname=store user=candidatures\n"
    assert (tmp_path / "password").read_text() == "se same"

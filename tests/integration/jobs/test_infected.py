"""An infected mail is an application with a problem that the recruiter sees."""

from __future__ import annotations

import io
import tempfile
import zipfile
from contextlib import closing
from email import message_from_bytes, policy
from pathlib import Path

from typer.testing import CliRunner

from jobs.cli import every
from jobs.config import configuration
from jobs.runtime.workplace import open_store
from tests import killing
from tests.maildirs import Maildirs
from tests.servers.clamd import EICAR, real_clamd

app = every()


def infected(mail):
    """With EICAR's test file in an attachment: packed, so that no byte of it stands in the mail."""
    made = message_from_bytes(mail, policy=policy.default)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("eicar.com", EICAR)
    made.add_attachment(packed.getvalue(), maintype="application", subtype="zip", filename="papiers.zip")
    return made.as_bytes()


def test_what_the_scanner_finds_is_shown_and_nothing_is_held_up(tmp_path):
    made = Maildirs.make(tmp_path / "place")
    for index, (mailbox, mail, arrived) in enumerate(killing.mails(2)):
        made.deliver(mailbox, infected(mail) if index == 0 else mail, arrived, f"{index:06}.test")
    with tempfile.TemporaryDirectory(prefix="clamd-") as folder, real_clamd(Path(folder)) as path:
        config = made.configure(more=f'\n[antivirus]\nclamd = "{path}"\n')
        killing.run(config)
        assert "ClamAV" in CliRunner().invoke(app, ["check", "--config", str(config)]).output
    with closing(open_store(configuration.load(config))) as store, store.read() as views:
        problems = {row.id: list(views.body(row.id).problems) for row in views.applications().rows}
    found = [problem for each in problems.values() for problem in each if problem.code == "infected"]
    assert (len(problems), [problem in problems[min(problems)] for problem in found]) == (2, [True])
    assert "Eicar-Test" in str(found[0])

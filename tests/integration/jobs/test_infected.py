"""An infected mail is an application with a problem that the recruiter sees."""

from __future__ import annotations

import tempfile
from pathlib import Path

from jobs.config import configuration
from jobs.runtime.workplace import open_store
from tests import killing
from tests.maildirs import Maildirs
from tests.servers.clamd import EICAR, clamd


def test_what_the_scanner_finds_is_shown_and_nothing_is_held_up(tmp_path):
    made = Maildirs.make(tmp_path / "place")
    for index, (mailbox, mail, arrived) in enumerate(killing.mails(2)):
        infected = mail.replace(b"Bonjour,", EICAR + b"\n\nBonjour,") if index == 0 else mail
        made.deliver(mailbox, infected, arrived, f"{index:06}.test")
    with tempfile.TemporaryDirectory(prefix="clamd-") as folder, clamd(Path(folder)) as path:
        config = made.configure(more=f'\n[antivirus]\nclamd = "{path}"\n')
        killing.run(config)
    store = open_store(configuration.load(config))
    with store.read() as views:
        problems = {row.id: [one.code for one in views.body(row.id).problems] for row in views.applications().rows}
    store.close()
    assert [codes.count("infected") for _, codes in sorted(problems.items())][:1] == [1]
    assert sum(codes.count("infected") for codes in problems.values()) == 1

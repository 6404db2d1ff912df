"""The daemon's log bears ids and digests, and nothing of the candidates."""

from __future__ import annotations

import json

from tests.mailboxes import SAMPLE
from tests.maildirs import Maildirs
from tests.running import Running, command


def test_no_name_address_subject_or_file_of_a_candidate_is_in_the_log(tmp_path):
    maildirs = Maildirs.make(tmp_path)
    assert maildirs.deliver_sample(SAMPLE, 14) == 14
    config = maildirs.configure()
    with Running(config) as daemon:
        assert daemon.ended(300) == 0
        assert daemon.said("message read")
        assert daemon.said("closing report written")
        log = json.dumps(daemon.lines, ensure_ascii=False).casefold()
    personal = set(words_of(config))
    assert len(personal) > 40
    assert sorted(word for word in personal if word.casefold() in log) == []


def words_of(config):
    """What tells who a candidate is, or what they wrote."""
    for application in json.loads(command(config, "export", "--format", "json").stdout):
        candidate = application["candidate"]
        yield from (candidate[key] for key in ("email", "phone", "name") if candidate[key])
        yield from (word for word in (candidate["name"] or "").split() if len(word) > 4)
        yield from (document["filename"] for document in application["documents"] if document["filename"])
    for message in json.loads(command(config, "messages", "--format", "json").stdout):
        yield from (message[key] for key in ("subject", "from", "message_id") if message[key])

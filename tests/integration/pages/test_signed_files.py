"""A signed file (`cv.pdf.p7m`) from the mail to the page: what is read under a place is shown and saved from there."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace

import pytest
from asn1crypto import cms

from ingest.archive.tombstones import Tombstones
from jobs.reading.reading import ReadingRules, understand
from jobs.runtime.document_passwords import DocumentPasswords
from jobs.serve.originals import ConfinedOriginals
from store.values import IdentityClaims
from tests import killing
from tests.unit.desk.web.conftest import enter
from tests.unit.jobs.serve.test_services import NOBODY, mail, pdf
from tests.unit.store.posting import APPLIES


def signed(data):
    content = {"content_type": "data", "content": data}
    within = {"version": "v1", "digest_algorithms": [], "encap_content_info": content, "signer_infos": []}
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(within)}).dump()


def zipped(name, data):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


class Shelf:
    """An archive of one mail, whatever its digest."""

    def __init__(self, original, folder):
        self.get = lambda _digest: original
        self.tombstones = Tombstones(folder)


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("cv.pdf.p7m", signed),
        ("papiers.zip", lambda cv: zipped("dossier/cv.pdf.p7m", signed(cv))),
        ("cv.pdf.p7m", lambda cv: signed(zipped("cv.pdf", cv))),
    ],
)
def test_the_page_shows_and_saves_a_file_out_of_its_signature(name, pack, site, post, tmp_path):
    cv = pdf("Anne Lambert, enseignante")
    original = mail(pack(cv))[0].replace(b'filename="file0"', f'filename="{name}"'.encode())
    reading = understand(original, rules=ReadingRules(), pool=killing.Inline())
    message = post.record(post.sighting()).message_id
    with post.store.begin() as tx:
        tx.papers.replace(
            message, reading, APPLIES, IdentityClaims(message_id=message, tokens=frozenset({"email:anne"}))
        )
        tx.applications.refresh(message)
    originals = ConfinedOriginals(Shelf(original, tmp_path), killing.Inline(), DocumentPasswords(tmp_path), NOBODY)
    site.state.desk = replace(site.state.desk, originals=originals)
    with post.store.read() as views:
        (document,) = views.documents(message)
    recruiter = enter(site, "mireille")

    assert document.sha256 == hashlib.sha256(cv).hexdigest()
    assert recruiter.get(f"/documents/{document.id}/original").content == cv
    assert recruiter.get(f"/documents/{document.id}/pages/1.webp").status_code == 200

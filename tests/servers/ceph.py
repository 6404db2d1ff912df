"""A real S3-speaking server for tests: Debian's Ceph on loopback, its RADOS Gateway over one monitor and one OSD.

Everything is in memory and in a folder of its own, as an ordinary user's processes. The gateway may be stopped and
started again while what it keeps stays.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import signal
import subprocess
import sysconfig
import tempfile
import uuid
from pathlib import Path
from typing import Self

from tests.servers.dovecot import free_ports, make_certificate, wait_for_port

BINARY = Path("/usr/bin/radosgw")
ACCESS_KEY = "candidatures"
SECRET_KEY = "a secret of the tests"
KMS_KEY = "kept-by-the-server"
CLASSES = Path("/usr/lib", sysconfig.get_config_var("MULTIARCH") or "", "rados-classes")

_CONFIG = """\
[global]
fsid = {fsid}
mon host = v2:127.0.0.1:{mon}
mon initial members = a
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind ipv6 = false
keyring = {d}/keyring
auth allow insecure global id reclaim = true
mon allow pool size one = true
mon data avail crit = 0
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
osd objectstore = memstore
memstore device bytes = 1073741824
osd class dir = {classes}
osd class load list = *
osd class default list = *
run dir = {d}/run
admin socket = {d}/run/$name.$pid.asok
log file = {d}/log/$name.log
mon data = {d}/mon
osd data = {d}/osd
rgw frontends = beast endpoint=127.0.0.1:{port} ssl_endpoint=127.0.0.1:{tls_port} {tls} tcp_nodelay=1
rgw crypt require ssl = false
rgw crypt s3 kms backend = testing
rgw crypt s3 kms encryption keys = {kms}=YmluCmJvb3N0CmJvb3N0LWJ1aWxkCmNlcGguY29uZgo=
"""
_KEYS = {
    "mon.": ("mon",),
    "client.admin": ("mon", "osd", "mgr"),
    "osd.0": ("mon", "osd", "mgr"),
    "client.rgw": ("mon", "osd", "mgr"),
}
_VERSIONED = (
    '<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>Enabled</Status>'
    "</VersioningConfiguration>"
)


class Ceph:
    """An object store with one user. Use as a context manager."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="ceph-"))
        mon, self.port, self.tls_port = free_ports(3)
        self.endpoint, self.tls_endpoint = f"http://127.0.0.1:{self.port}", f"https://127.0.0.1:{self.tls_port}"
        self.ca_file = self.root / "cert.pem"
        self._mon = mon
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        for folder in ("run", "log", "mon", "osd"):
            (self.root / folder).mkdir()

    def __enter__(self) -> Self:
        make_certificate(self.root, "IP:127.0.0.1", "basicConstraints=critical,CA:FALSE")
        config = _CONFIG.format(
            fsid=uuid.uuid4(),
            mon=self._mon,
            d=self.root,
            classes=CLASSES,
            port=self.port,
            tls_port=self.tls_port,
            tls=f"ssl_certificate={self.ca_file} ssl_private_key={self.root}/key.pem",
            kms=KMS_KEY,
        )
        (self.root / "ceph.conf").write_text(config)
        self._ran("ceph-authtool", "--create-keyring", "keyring")
        for name, services in _KEYS.items():
            allowed = (word for service in services for word in ("--cap", service, "allow *"))
            self._ran("ceph-authtool", "keyring", "--gen-key", "-n", name, *allowed)
        self._monitor()
        self._disk()
        self.start()
        self._ran(
            *("radosgw-admin", "-n", "client.rgw", "-c", "ceph.conf", "user", "create", "--uid=candidatures"),
            *("--display-name=candidatures", f"--access-key={ACCESS_KEY}", f"--secret-key={SECRET_KEY}"),
        )
        return self

    def __exit__(self, *exc: object) -> None:
        for name in reversed(list(self._processes)):
            self._end(name)
        shutil.rmtree(self.root, ignore_errors=True)

    def start(self) -> None:
        """Start the gateway and wait until it answers."""
        gateway = self._begun("radosgw", "-n", "client.rgw")
        log = self.root / "log" / "client.rgw.log"
        wait_for_port(self.port, alive=lambda: gateway.poll() is None, log=log, seconds=300)

    def stop(self) -> None:
        """Stop the gateway at once; what it said is kept is kept."""
        self._end("radosgw")

    def bucket(self, *, versioned: bool = False) -> str:
        """A new bucket's name."""
        name = f"b-{uuid.uuid4().hex}"
        self.ask("PUT", name)
        if versioned:
            self.ask("PUT", f"{name}?versioning", _VERSIONED)
        return name

    def kept(self, bucket: str, what: str = "Key") -> list[str]:
        """The names of all versions of all objects in it; or another of their fields."""
        return re.findall(rf"<{what}>([^<]*)</{what}>", self.ask("GET", f"{bucket}?versions="))

    def is_encrypted(self, bucket: str, name: str) -> bool:
        """Whether the server says that it keeps this object encrypted."""
        said = self.ask("GET", f"{bucket}/{name}", None, "-o", "/dev/null", "-D", "-")
        return "x-amz-server-side-encryption" in said.lower()

    def ask(self, method: str, path: str, body: str | None = None, *more: str) -> str:
        """A request of the owner's, signed; an answer that is no success is an error."""
        signing = ["--aws-sigv4", "aws:amz:us-east-1:s3", "--user", f"{ACCESS_KEY}:{SECRET_KEY}"]
        sent = ["--data-binary", body, "-H", "content-type:"] if body is not None else []
        asked = ["curl", "-sS", "--fail-with-body", *signing, "-X", method, *sent, *more]
        return self._ran(*asked, f"{self.endpoint}/{path}")

    def section(self, bucket: str, *, secret_env: str, tls: bool = False, more: str = "") -> str:
        """The lines of a configuration."""
        trusted = f'ca_file = "{self.ca_file}"\n' if tls else ""
        endpoint = self.tls_endpoint if tls else self.endpoint
        return (
            f'\n[objects]\nurl = "s3://{bucket}/originals"\nendpoint = "{endpoint}"\n'
            f'access_key = "{ACCESS_KEY}"\nsecret_key_env = "{secret_env}"\n{trusted}{more}'
        )

    def _monitor(self) -> None:
        self._ran("monmaptool", "--create", "--addv", "a", f"[v2:127.0.0.1:{self._mon}]", "monmap")
        self._ran("ceph-mon", "-i", "a", "-c", "ceph.conf", "--mkfs", "--keyring", "keyring", "--monmap", "monmap")
        self._begun("ceph-mon", "-i", "a")

    def _disk(self) -> None:
        number = str(uuid.uuid4())
        self._ran("ceph", "-c", "ceph.conf", "--connect-timeout", "300", "osd", "new", number)
        self._ran("ceph-osd", "-i", "0", "-c", "ceph.conf", "--mkfs", "--osd-uuid", number)
        self._begun("ceph-osd", "-i", "0")

    def _begun(self, *command: str) -> subprocess.Popen[bytes]:
        words = [*command, "-f", "-c", str(self.root / "ceph.conf")]
        with (self.root / "log" / f"{command[0]}.out").open("ab") as out:
            begun = subprocess.Popen(words, cwd=self.root, stdout=out, stderr=out, start_new_session=True)
        self._processes[command[0]] = begun
        return begun

    def _end(self, name: str) -> None:
        process = self._processes.pop(name, None)
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGKILL)
            process.wait()

    def _ran(self, *command: str) -> str:
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

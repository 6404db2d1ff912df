"""A real IMAP server for tests: Debian's Dovecot 2.4 on loopback, in a folder of its own, as an ordinary user."""

from __future__ import annotations

import contextlib
import getpass
import grp
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from imapclient import IMAPClient

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

BINARY = Path("/usr/sbin/dovecot")
PASSWORD = "secret"

_CONFIG = """\
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
protocols = imap
listen = 127.0.0.1
base_dir = {d}/run
state_dir = {d}/state
log_path = {d}/dovecot.log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_driver = maildir
mail_home = {d}/mail/%{{user}}
mail_path = ~/Maildir
ssl_server_cert_file = {d}/cert.pem
ssl_server_key_file = {d}/key.pem
auth_failure_delay = 0
auth_allow_cleartext = yes
mail_max_userip_connections = 100
{passdb}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
"""

_PASSWORDS = """\
auth_mechanisms = plain login
passdb passwd-file {{
  passwd_file_path = {d}/users
}}
"""

_OAUTH2 = """\
auth_mechanisms = plain login xoauth2 oauthbearer
passdb passwd-file {{
  passwd_file_path = {d}/users
}}
oauth2 {{
  introspection_mode = post
  introspection_url = {introspection}
  username_attribute = username
  active_attribute = active
  active_value = true
}}
"""


class Dovecot:
    """Accounts with an empty INBOX each, password "secret". Use as a context manager, or `start` and `stop`.

    introspection: URL of an OAuth 2 introspection endpoint; given, XOAUTH2 and OAUTHBEARER are offered too.
    extra: lines for the end of the configuration.
    names: whose certificate it shows.
    mail: the `mail` of one that has stopped; this one begins with a copy of it, under the same UIDs.
    """

    def __init__(
        self,
        accounts: Iterable[str] = ("a", "b"),
        *,
        introspection: str | None = None,
        extra: str = "",
        names: str = "DNS:localhost,IP:127.0.0.1",
        mail: Path | None = None,
    ) -> None:
        self.accounts = tuple(accounts)
        self.root = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self.port, self.tls_port = free_ports(2)
        self.ca_file = self.root / "cert.pem"
        self.log = self.root / "dovecot.log"
        self._user = "nobody" if os.getuid() == 0 else getpass.getuser()
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        self._make(introspection, extra, names)
        if mail:
            shutil.copytree(mail, self.mail, dirs_exist_ok=True)
            self._own(*self.mail.rglob("*"))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()
        shutil.rmtree(self.root, ignore_errors=True)

    def url(self, account: str, *, folder: str = "INBOX", scheme: str = "imaps") -> str:
        """The configuration's URL of an account."""
        port = self.tls_port if scheme == "imaps" else self.port
        return f"{scheme}://{account}@localhost:{port}/{folder}"

    @property
    def mail(self) -> Path:
        """The folder of all accounts' mail."""
        return self.root / "mail"

    @property
    def pid(self) -> int:
        """Of the process above all its others."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [str(BINARY), "-F", "-c", str(self._conf)]
        self._process = subprocess.Popen(command, start_new_session=True, **self._identity())
        wait_for_port(self.port, alive=lambda: self._process is not None and self._process.poll() is None, log=self.log)

    def stop(self) -> None:
        """Stop it, sessions and all."""
        process, self._process = self._process, None
        if process is not None:
            sessions = _children(process.pid)
            process.terminate()
            for pid in sessions:  # a session over TLS would outlive its master, which waits for it
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.5)
            with contextlib.suppress(ProcessLookupError):  # those it started meanwhile would keep its sockets
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(120)

    def restart(self) -> None:
        """Stop and start, on the same ports, with the same mail."""
        self.stop()
        self.start()

    def deliver(self, account: str, original: bytes, arrived: datetime | None = None, *, folder: str = "INBOX") -> Path:
        """Put a message into the folder's new/, as a delivery agent does; `arrived` becomes its INTERNALDATE."""
        maildir = self.maildir(account, folder)
        name = f"{int(time.time())}.{next(self._numbers):06}.test"
        (maildir / "tmp" / name).write_bytes(original)
        instant = arrived.timestamp() if arrived else time.time()
        os.utime(maildir / "tmp" / name, (instant, instant))
        self._own(maildir / "tmp" / name)
        (maildir / "tmp" / name).rename(maildir / "new" / name)
        return maildir / "new" / name

    def maildir(self, account: str, folder: str = "INBOX") -> Path:
        """The account's folder on disk (of the layout Maildir++), made where it is missing."""
        home = self.mail / account
        path = home / "Maildir" if folder == "INBOX" else home / "Maildir" / ("." + folder)
        for each in (home, home / "Maildir", path, path / "cur", path / "new", path / "tmp"):
            if not each.is_dir():
                each.mkdir(parents=True)
                self._own(each)
        return path

    def doveadm(self, *arguments: str) -> str:
        """Run doveadm on this server."""
        command = ["/usr/bin/doveadm", "-c", str(self._conf), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, **self._identity()).stdout

    def set_uidvalidity(self, account: str, uidvalidity: int, folder: str = "INBOX") -> None:
        """Give a folder another UIDVALIDITY, as a server does that was restored from a backup."""
        self.doveadm("mailbox", "update", "-u", account, "--uid-validity", str(uidvalidity), folder)

    def expunge(self, account: str, uids: Iterable[int], folder: str = "INBOX") -> None:
        """Remove messages, as their owner does."""
        self.doveadm("expunge", "-u", account, "mailbox", folder, "uid", ",".join(map(str, uids)))

    def client(self, account: str) -> IMAPClient:
        """A client of its own, logged in: the owner of the mailbox."""
        client = IMAPClient("localhost", self.port, ssl=False, timeout=120)
        client.login(account, PASSWORD)
        return client

    def kill_sessions(self) -> None:
        """End the imap child processes at once, as an out-of-memory killer does."""
        assert self._process is not None
        for pid, name in _children(self._process.pid).items():
            if name == "imap":
                os.kill(pid, signal.SIGKILL)

    def _make(self, introspection: str | None, extra: str, names: str) -> None:
        self.root.chmod(0o755)
        group = _group(self._user)
        passdb = (_OAUTH2 if introspection else _PASSWORDS).format(d=self.root, introspection=introspection)
        config = _CONFIG.format(
            d=self.root, user=self._user, group=group, port=self.port, tls_port=self.tls_port, passdb=passdb
        )
        self._conf = self.root / "dovecot.conf"
        self._conf.write_text(config + extra)
        lines = "".join(f"{account}:{{PLAIN}}{PASSWORD}::::{self.root}/mail/{account}\n" for account in self.accounts)
        (self.root / "users").write_text(lines)
        make_certificate(self.root, names)
        self._own(self.root, *self.root.iterdir())
        self.mail.mkdir()
        self._own(self.mail)
        for account in self.accounts:
            self.maildir(account)

    def _own(self, *paths: Path) -> None:
        if os.getuid() == 0:
            for path in paths:
                shutil.chown(path, self._user, _group(self._user))

    def _identity(self) -> dict[str, object]:
        """As root, Dovecot is started as nobody."""
        if os.getuid() != 0:
            return {}
        return {"user": self._user, "group": _group(self._user), "extra_groups": []}


def make_certificate(folder: Path, names: str, *extensions: str) -> None:
    """cert.pem and key.pem of these names, signed by itself; with more `extensions` (x509v3_config(5))."""
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    added = [word for one in (f"subjectAltName={names}", *extensions) for word in ("-addext", one)]
    subprocess.run([*command.split(), *added, *files], check=True, capture_output=True)


def free_ports(count: int) -> list[int]:
    """Ports of 127.0.0.1 that were free a moment ago."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def wait_for_port(port: int, *, alive: object, log: Path, seconds: float = 15.0) -> None:
    """Wait until something accepts connections there, or say what the log says."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and alive():  # type: ignore[operator]
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.01)
        else:
            return
    raise RuntimeError("no server: " + (log.read_text() if log.exists() else "it wrote no log"))


def _children(parent: int) -> dict[int, str]:
    """The processes that this one started, and their names."""
    command = ["ps", "-o", "pid=,comm=", "--ppid", str(parent)]
    lines = subprocess.run(command, check=False, capture_output=True, text=True).stdout.splitlines()
    return {int(pid): name for pid, name in (line.split(maxsplit=1) for line in lines)}


def _group(user: str) -> str:
    return grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name

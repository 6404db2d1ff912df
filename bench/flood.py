"""What an honest recruiter has of the page while others flood it; beside another checkout.

    python -m bench.flood [--rounds 20] [--rate 100] [--folder FOLDER] [--beside CHECKOUT] [LOAD ...]

The server is the real one, on a store of 500 applications, with real Argon2. The load is made by another process: 600
idle connections; logins with wrong passwords, RATE a second; browsers that read, or write, a byte a second. Addresses
of 127.0.0.0/8 stand for many machines; those of an IPv6 /64 come through a proxy that the server trusts. All share this
machine's processors: the page's time is also told as a multiple of its own time without a load.

Of each load: the page while logged in; a right login from a known device for the account that is flooded; from an
unknown device for another account, and for the flooded one. Each login comes from an address of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import http.client
import itertools
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "quatre mots bien choisis"
FLOODED, OTHER = "mireille", "colette"
BAD = 400
"""Statuses from here on are no page."""
PATIENCE = 10.0
"""Seconds that the honest wait for an answer."""
WARM = 8.0
"""Seconds that a load is there before anything is measured."""


# --- the server ---


def serve(folder: Path) -> None:
    """The page, until it is ended; its port is the first line."""
    from bench.desk import Size, made  # noqa: PLC0415 - of the checkout that is measured
    from desk.web.app import create_app  # noqa: PLC0415 - the same
    from desk.web.login.passwords import hash_password  # noqa: PLC0415 - the same
    from desk.web.services import Desk  # noqa: PLC0415 - the same
    from jobs.serve.serving import ListenAddress  # noqa: PLC0415 - the same
    from jobs.serve.webserver import run  # noqa: PLC0415 - the same

    folder.mkdir(parents=True, exist_ok=True)
    store = made(folder, Size(all=500, taken_in=50))
    with store.begin() as transaction:
        if not transaction.accounts.users():
            for name in (FLOODED, OTHER):
                transaction.accounts.add_user(name, "recruiter", hash_password(PASSWORD))
    site = create_app(Desk(store=store, originals=None, rereading=None))  # type: ignore[arg-type]  # none is opened
    address = ListenAddress(host="127.0.0.1", port=0, proxies=("127.0.0.1",))
    run(site, address, started=lambda reached: print(reached.port, flush=True))


@contextlib.contextmanager
def started(checkout: Path, *words: object) -> Iterator[subprocess.Popen[str]]:
    """This file, run by a checkout's code."""
    # -P: beside this file stands no package of the checkout's, but modules of their names
    process = subprocess.Popen(
        [sys.executable, "-P", __file__, *map(str, words)],
        cwd=checkout,
        env=os.environ | {"PYTHONPATH": str(checkout)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


# --- the loads ---


async def _connected(port: int, address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", port, local_addr=(address, 0))


async def _until_closed(reader: asyncio.StreamReader) -> None:
    while await reader.read(65_536):
        pass


def address_of(number: int) -> str:
    """One of many machines."""
    return f"127.1.{number // 200}.{number % 200 + 1}"


async def idle(port: int, address: str) -> None:
    """Connects and says nothing, until it is sent away."""
    reader, writer = await _connected(port, address)
    await _until_closed(reader)
    writer.close()


async def read_slowly(port: int, address: str) -> None:
    """Asks for page after page on a connection and takes a byte a second."""
    own = socket.socket()
    own.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    own.setblocking(False)  # noqa: FBT003 - the library's own
    own.bind((address, 0))
    loop = asyncio.get_running_loop()
    await loop.sock_connect(own, ("127.0.0.1", port))
    try:
        await loop.sock_sendall(own, b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 50)
        while await loop.sock_recv(own, 1):  # noqa: ASYNC110 - a slow reader is what this is
            await asyncio.sleep(1)
    finally:
        own.close()


async def write_slowly(port: int, address: str, text: bytes) -> None:
    """Sends a byte a second of a request that never ends."""
    reader, writer = await _connected(port, address)
    writer.write(text)
    closed = asyncio.create_task(_until_closed(reader))
    while not closed.done():
        writer.write(b"x")
        await asyncio.sleep(1)
    writer.close()


HEAD = b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "
BODY = b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n"


async def guess(port: int, address: str, name: str, forwarded: str = "") -> None:
    """One wrong login."""
    form = urlencode({"csrf": "x", "name": name, "password": "wrong", "next": "/"})
    lines = ["POST /login HTTP/1.1", "Host: 127.0.0.1", "Cookie: desk_form=x", f"Content-Length: {len(form)}"]
    lines += ["Content-Type: application/x-www-form-urlencoded", "Connection: close"]
    lines += [f"X-Forwarded-For: {forwarded}"] if forwarded else []
    reader, writer = await _connected(port, address)
    writer.write(("\r\n".join(lines) + "\r\n\r\n" + form).encode())
    await _until_closed(reader)
    writer.close()


async def kept_up(count: int, made: Callable[[int], Awaitable[None]]) -> None:
    """So many at once, each begun anew when it ends."""

    async def again(number: int) -> None:
        while True:
            with contextlib.suppress(OSError):
                await made(number)
            await asyncio.sleep(1)

    await asyncio.gather(*(again(number) for number in range(count)))


async def each_second(rate: float, made: Callable[[int], Awaitable[None]]) -> None:
    """So many begun a second, however long each takes."""
    under_way: set[asyncio.Task[None]] = set()
    begun = time.monotonic()

    async def tried(number: int) -> None:
        with contextlib.suppress(OSError):
            await made(number)

    for number in itertools.count():
        await asyncio.sleep(max(0.0, begun + number / rate - time.monotonic()))
        task = asyncio.create_task(tried(number))
        under_way.add(task)
        task.add_done_callback(under_way.discard)


def _of_site(chance: random.Random) -> str:
    return f"2001:db8:0:7:{chance.getrandbits(16):x}:{chance.getrandbits(16):x}::1"


def loads(port: int, rate: float, chance: random.Random) -> dict[str, Callable[[], Awaitable[None]]]:
    """By name what makes each load."""

    def slowly(number: int) -> Awaitable[None]:
        return write_slowly(port, address_of(number % 100), HEAD if number % 2 else BODY)

    return {
        "600 idle, one address": lambda: kept_up(600, lambda _: idle(port, "127.1.9.1")),
        "900 idle, 100 addresses": lambda: kept_up(900, lambda number: idle(port, address_of(number % 100))),
        "logins: one account, 200 addresses": lambda: each_second(
            rate, lambda number: guess(port, address_of(number % 200), FLOODED)
        ),
        "logins: nobody's, 200 addresses": lambda: each_second(
            rate, lambda number: guess(port, address_of(number % 200), f"nobody {number}")
        ),
        "logins: one account, one /64": lambda: each_second(
            rate, lambda _: guess(port, "127.0.0.1", FLOODED, _of_site(chance))
        ),
        "logins: nobody's, one /64": lambda: each_second(
            rate, lambda number: guess(port, "127.0.0.1", f"nobody {number}", _of_site(chance))
        ),
        "600 slow readers, 100 addresses": lambda: kept_up(
            600, lambda number: read_slowly(port, address_of(number % 100))
        ),
        "600 slow writers, 100 addresses": lambda: kept_up(600, slowly),
    }


NAMES = tuple(loads(0, 1, random.Random(0)))


# --- the honest ---


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What somebody got, and after how long."""

    milliseconds: float
    status: int
    cookies: dict[str, str]


def asked(port: int, path: str, *, cookies: dict[str, str], address: str, form: dict[str, str] | None = None) -> Answer:
    """One request on a connection of its own. Status 0: none came."""
    begun = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE, source_address=(address, 0))
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    status, given = 0, {}
    try:
        connection.request("GET" if form is None else "POST", path, urlencode(form) if form else None, headers)
        answer = connection.getresponse()
        answer.read()
        status, given = answer.status, dict(_cookies(answer.msg.get_all("set-cookie") or []))
    except (OSError, http.client.HTTPException):
        pass
    finally:
        connection.close()
    return Answer(milliseconds=(time.monotonic() - begun) * 1000, status=status, cookies=given)


def _cookies(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, _, value = line.partition(";")[0].partition("=")
        yield name, value


def log_in(port: int, name: str, *, address: str, device: dict[str, str] | None = None) -> Answer:
    """A right login, with the page of the form before it."""
    page = asked(port, "/login", cookies=device or {}, address=address)
    token = page.cookies.get("desk_form", "none")
    form = {"csrf": token, "name": name, "password": PASSWORD, "next": "/"}
    answer = asked(port, "/login", cookies={**(device or {}), "desk_form": token}, address=address, form=form)
    return Answer(
        milliseconds=page.milliseconds + answer.milliseconds,
        status=0 if answer.status < BAD and "desk" not in answer.cookies else answer.status,
        cookies=answer.cookies,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """What came of one load."""

    pages: list[Answer]
    known: list[Answer]
    unknown: list[Answer]
    flooded: list[Answer]

    @property
    def median(self) -> float:
        """Of the page, in milliseconds."""
        return statistics.median(answer.milliseconds for answer in self.pages)


def measure(port: int, rounds: int, own: Answer, side: int) -> Figures:
    """What the honest get now. `own` is the login by which they came in before."""
    numbers = itertools.count(1)

    def new() -> str:
        number = next(numbers)
        return f"127.2.{side}.{number}"

    device = {name: value for name, value in own.cookies.items() if name == "desk_device"}
    session = {name: value for name, value in own.cookies.items() if name == "desk"}
    pages = [asked(port, "/", cookies=session, address="127.0.0.2") for _ in range(rounds)]
    known = [log_in(port, FLOODED, address=new(), device=device) for _ in range(rounds // 2)]
    unknown = [log_in(port, OTHER, address=new()) for _ in range(rounds // 2)]
    flooded = [log_in(port, FLOODED, address=new()) for _ in range(rounds // 2)]
    return Figures(pages=pages, known=known, unknown=unknown, flooded=flooded)


def measured(checkout: Path, folder: Path, given: argparse.Namespace) -> dict[str, Figures]:
    """Every load on a server of its own, which has no memory of the one before."""
    found = {}
    for side, name in enumerate(("none", *given.loads)):
        with started(checkout, "--serve", folder) as server:
            assert server.stdout is not None
            port = int(server.stdout.readline())
            own = log_in(port, FLOODED, address="127.0.0.2")
            with contextlib.ExitStack() as stack:
                if name != "none":
                    stack.enter_context(started(ROOT, "--attack", name, "--port", port, "--rate", given.rate))
                    time.sleep(WARM)
                found[name] = measure(port, given.rounds, own, side)
        print(f"{folder.name}: {name}", file=sys.stderr)
    return found


# --- the table ---


def shown(found: dict[str, Figures]) -> None:
    """A row a load."""
    heads = ["load", "page, median ms", "times no load", "slowest ms", "page answered"]
    heads += ["login, known device", "unknown, other account", "unknown, the flooded one"]
    print("| " + " | ".join(heads) + " |")
    print("|---" * len(heads) + "|")
    quiet = found["none"].median
    for name, figures in found.items():
        slowest = max(answer.milliseconds for answer in figures.pages)
        row = [name, f"{figures.median:.0f}", f"{figures.median / quiet:.1f}", f"{slowest:.0f}", _right(figures.pages)]
        row += [_login(answers) for answers in (figures.known, figures.unknown, figures.flooded)]
        print("| " + " | ".join(row) + " |")


def _right(answers: list[Answer]) -> str:
    wrong = sorted({answer.status for answer in answers if not 0 < answer.status < BAD})
    told = f" ({', '.join(map(str, wrong))})" if wrong else ""
    return f"{len([answer for answer in answers if 0 < answer.status < BAD])} of {len(answers)}{told}"


def _login(answers: list[Answer]) -> str:
    return f"{_right(answers)}, {statistics.median(answer.milliseconds for answer in answers):.0f} ms"


def main() -> int:
    """Measures, and prints a table for each checkout."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("loads", nargs="*", metavar="LOAD", help="; ".join(NAMES))
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--rate", type=float, default=100, help="wrong logins a second")
    options.add_argument("--folder", type=Path)
    options.add_argument("--beside", type=Path, metavar="CHECKOUT")
    options.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--attack", help=argparse.SUPPRESS)
    options.add_argument("--port", type=int, help=argparse.SUPPRESS)
    given = options.parse_args()
    given.loads = given.loads or list(NAMES)
    if given.serve is not None:
        serve(given.serve)
    elif given.attack is not None:
        asyncio.run(_attack(given))
    else:
        _compare(given)
    return 0


async def _attack(given: argparse.Namespace) -> None:
    await loads(given.port, given.rate, random.Random(2026))[given.attack]()


def _compare(given: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as fleeting:
        folder = (given.folder or Path(fleeting)).resolve()
        checkouts = ([] if given.beside is None else [("before", given.beside.resolve())]) + [("now", ROOT)]
        for side, checkout in checkouts:
            found = measured(checkout, folder / side, given)
            print(f"\n{side}, load {os.getloadavg()[0]:.0f}\n")
            shown(found)


if __name__ == "__main__":
    raise SystemExit(main())

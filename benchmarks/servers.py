"""Servers in processes of their own, on loopback, stopped with everything they started."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.kernel import serving
from config import ROOT

OURS = "gunicorn.conf.py"
ANCHOR = "python:benchmarks.anchor_settings"
PATIENCE = 60.0
"""Seconds in which a server must answer its first request."""


class DidNotStart(Exception):
    """A server ended, or did not answer in time."""


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server that answers. `address` has no slash at its end."""

    address: str
    process: subprocess.Popen[bytes]

    @property
    def workers(self) -> list[int]:
        """The process numbers of gunicorn's workers."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        return [int(number) for number in listed.split()]

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of one request."""
        return _get(self.address, path)


@contextmanager
def gunicorn(application: str, environment: Mapping[str, str], *, settings: str = OURS) -> Iterator[Server]:
    """Serve a WSGI app as the house is served: its own gunicorn.conf.py, or the same without what only ours needs."""
    command = [sys.executable, "-m", "gunicorn", "-c", settings, application]
    with started(command, {**serving.MEMORY, **environment}) as server:
        yield server


@contextmanager
def started(command: list[str], environment: Mapping[str, str], *, path: str = "/gesund") -> Iterator[Server]:
    """Run a command that serves on $HOST and $PORT, wait for its first answer, and stop its whole process group."""
    port = _free_port()
    log = subprocess.DEVNULL if "BENCH_LOUD" not in os.environ else None
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment, "HOST": "127.0.0.1", "PORT": str(port)},
        start_new_session=True,
        stdout=log,
        stderr=log,
    )
    try:
        server = Server(address=f"http://127.0.0.1:{port}", process=process)
        _wait_for(server, path, command)
        yield server
    finally:
        _stop(process)


def _wait_for(server: Server, path: str, command: list[str]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if server.process.poll() is not None:
            break
        try:
            if server.get(path)[0] == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.01)
    raise DidNotStart(f"no answer from: {' '.join(command)} (BENCH_LOUD=1 shows what it says)")


def _stop(process: subprocess.Popen[bytes]) -> None:
    for sign, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 10)):
        try:
            os.killpg(process.pid, sign)
            process.wait(patience)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
    process.wait()


def _get(address: str, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])

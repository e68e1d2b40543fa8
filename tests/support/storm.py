"""A storm: writers post while the server is killed again and again. What was acknowledged must be there, once."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from config import ROOT

Form = Callable[[], tuple[str, dict[str, str]]]
WRITERS = 4


class Server:
    """A gunicorn of its own, in its own process group, so that master and workers die together."""

    def __init__(self, application: str, environment: dict[str, str]) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self._command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py"), application]
        self._environment = {**os.environ, **environment, "PORT": str(self.port), "HOST": "127.0.0.1"}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            self._command,
            cwd=ROOT,
            env=self._environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        pause = threading.Event()
        while not self._answers():
            assert self._process.poll() is None, "the server did not start"
            pause.wait(0.05)

    def kill(self) -> None:
        assert self._process
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _answers(self) -> bool:
        try:
            return self.request("GET", "/gesund") == 200
        except OSError:
            return False

    def request(self, method: str, path: str, form: dict[str, str] | None = None) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
            connection.request(method, path, urlencode(form) if form else None, kind)
            answer = connection.getresponse()
            answer.read()
        except http.client.HTTPException as broken:
            raise ConnectionError(str(broken)) from broken
        else:
            return answer.status
        finally:
            connection.close()


@dataclass(kw_only=True)
class Outcome:
    """What the writers know at the end: ids that were acknowledged, and ids whose answer never came."""

    acknowledged: list[str] = field(default_factory=list)
    unanswered: dict[str, dict[str, str]] = field(default_factory=dict)


def rage(server: Server, path: str, form: Form, *, kills: int, between: int) -> Outcome:
    """Post with several writers and kill the server `kills` times, each time after `between` more acknowledgements.

    A form that finds nobody there is sent again until somebody is. In the end everything that was sent and not answered is
    posted once more, as a browser would after "try again".
    """
    outcome, over, more = Outcome(), threading.Event(), threading.Condition()

    def write() -> None:
        name, values = form()
        while not over.is_set():
            try:
                status = server.request("POST", path, values)
            except ConnectionRefusedError:
                over.wait(0.05)
                continue
            except OSError:
                outcome.unanswered[name] = values
                name, values = form()
                continue
            assert status == 201, status
            with more:
                outcome.acknowledged.append(name)
                more.notify_all()
            name, values = form()

    server.start()
    writers = [threading.Thread(target=write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for _ in range(kills):
        with more:
            wanted = len(outcome.acknowledged) + between
            assert more.wait_for(lambda: len(outcome.acknowledged) >= wanted, timeout=120), "no progress"  # noqa: B023
        server.kill()
        server.start()
    over.set()
    for writer in writers:
        writer.join()
    for name, values in outcome.unanswered.items():
        assert server.request("POST", path, values) == 201
        outcome.acknowledged.append(name)
    server.kill()
    return outcome


def faults(outcome: Outcome, stored: list[str]) -> dict[str, int]:
    """How many acknowledged ids are lost, and how many stand twice."""
    return {"lost": len(set(outcome.acknowledged) - set(stored)), "doubled": len(stored) - len(set(stored))}


def weak_application(file: Path) -> str:
    """The name of a server that acknowledges before it stores: the storm must find it out."""
    os.environ["WEAK_FILE"] = str(file)
    return "tests.support.weak_server:app"

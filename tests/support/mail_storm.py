"""A storm over the outbox: workers are killed again and again while they send. Nothing may be lost."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from config import ROOT
from tests.support.post import PostServer

WORKER = ("flask", "--app", "wsgi", "worker")
WEAK_WORKER = ("tests.support.weak_worker",)


class Process:
    """One worker in a process of its own."""

    def __init__(self, module: tuple[str, ...], environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.name = f"{self._process.pid}-"

    def end(self, by: signal.Signals) -> int:
        self._process.send_signal(by)
        return self._process.wait(timeout=60)


@dataclass(kw_only=True)
class Outcome:
    """How often workers were killed, and which mails lay in their hands when they were."""

    kills: int
    in_flight: set[str] = field(default_factory=set)


def rage(
    server: PostServer,
    start: Callable[[], Process],
    held_by: Callable[[str], set[str]],
    *,
    workers: int,
    kills: int,
    between: int,
) -> Outcome:
    """Let `workers` send, and kill one of them each time `between` more mails have arrived.

    `held_by` says which mails a worker has leased. The last workers are told to stop, and must do so by themselves.
    """
    outcome = Outcome(kills=kills)
    running = [start() for _ in range(workers)]
    for _ in range(kills):
        server.wait_for(len(server.letters) + between)
        killed = running.pop(0)
        killed.end(signal.SIGKILL)
        outcome.in_flight |= held_by(killed.name)
        running.append(start())
    for process in running:
        process.end(signal.SIGTERM)
    return outcome


def doubled(server: PostServer) -> set[str]:
    return {message_id for message_id, times in Counter(server.ids).items() if times > 1}

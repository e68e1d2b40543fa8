"""Load by wrk, on loopback, in bounded runs, paired with an anchor."""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).with_name("load.lua")
LONGEST_ANSWER = "20s"

Line = str
"""One prepared request: a path, or a path, a tab and a form body."""


@dataclass(frozen=True, kw_only=True)
class Load:
    """What one run of wrk saw. Times are seconds; `refused` are answers of 400 and above, `lost` those that never came."""

    rate: float
    requests: int
    p50: float
    p99: float
    refused: int
    lost: int

    @property
    def errors(self) -> int:
        return self.refused + self.lost


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """Rounds of ours, each right behind a round of the anchor."""

    ours: list[Load]
    anchors: list[Load]

    @property
    def rate(self) -> float:
        return statistics.median(load.rate for load in self.ours)

    @property
    def anchor_rate(self) -> float:
        return statistics.median(load.rate for load in self.anchors)

    @property
    def ratio(self) -> float:
        """The median of the ratios of single rounds."""
        return statistics.median(ours.rate / anchor.rate for ours, anchor in zip(self.ours, self.anchors, strict=True))

    @property
    def p50(self) -> float:
        return statistics.median(load.p50 for load in self.ours)

    @property
    def anchor_p50(self) -> float:
        return statistics.median(load.p50 for load in self.anchors)

    @property
    def fault(self) -> str:
        """Why these figures say nothing; empty when they do."""
        loads = (*self.ours, *self.anchors)
        if errors := sum(load.errors for load in loads):
            return f"{errors} errors"
        return "" if all(load.requests for load in loads) else "no answer in time"


def check_program() -> None:
    """End with one sentence when wrk is not there."""
    if shutil.which("wrk") is None:
        sys.exit("The load generator wrk is missing. On Debian: apt-get install wrk")


def run(address: str, lines: Iterable[Line], *, connections: int, seconds: int) -> Load:
    """Send these requests one after the other, in a circle, for so many seconds."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", LONGEST_ANSWER, "-s", str(SCRIPT)]
        said = subprocess.run([*command, address, "--", file.name], capture_output=True, text=True, check=False)
    return _read(said.stdout, said.stderr)


def pairs(ours: Callable[[], Load], anchor: Callable[[], Load], *, rounds: int) -> Pairs:
    """Measure the anchor and then ours, so many times."""
    measured = [(anchor(), ours()) for _ in range(rounds)]
    return Pairs(anchors=[first for first, _ in measured], ours=[second for _, second in measured])


def _read(said: str, complaint: str) -> Load:
    _, mark, result = said.rpartition("RESULT ")
    if not mark:
        raise RuntimeError(f"wrk: {complaint or said}")
    seen = json.loads(result)
    return Load(
        rate=(seen["requests"] - seen["refused"]) / (seen["microseconds"] / 1e6),
        requests=seen["requests"],
        p50=seen["p50"] / 1e6,
        p99=seen["p99"] / 1e6,
        refused=seen["refused"],
        lost=seen["lost"],
    )

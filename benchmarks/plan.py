"""How much is measured: sizes and times of one run. Smaller ones are for trying things out."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Plan:
    """`seconds` is one wrk run; every figure is the median of `rounds` such runs."""

    concerns: int = 1_000_000
    few_concerns: int = 10_000
    rounds: int = 3
    seconds: int = 1
    mixed_requests: int = 10_000
    connections: tuple[int, ...] = (1, 8)

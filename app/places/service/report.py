"""What an import did, counted while it runs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.places.reading import Refusal


class Outcome(StrEnum):
    """What a row did to what was known before."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Kind(StrEnum):
    """What a file turned out to hold."""

    ORTSTEILE = "ortsteile"
    MEMBERSHIPS = "memberships"


@dataclass(kw_only=True)
class ImportReport:
    """How many rows did what, and which were refused."""

    kind: Kind
    refused: list[Refusal] = field(default_factory=list)
    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))

    def add(self, outcome: Outcome) -> None:
        self.counts[outcome] += 1

    def refuse(self, where: str, reason: str) -> None:
        self.refused.append(Refusal(where=where, reason=str(reason)))

    @property
    def accepted(self) -> int:
        return sum(self.counts.values())

    @property
    def changed_something(self) -> bool:
        return self.accepted > self.counts[Outcome.UNCHANGED]


def of(kind: Kind, refused: Sequence[Refusal]) -> ImportReport:
    """A report that begins with what the reading refused."""
    return ImportReport(kind=kind, refused=list(refused))

"""What a file of places says, checked and plain, before anything of it is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.kernel.errors import RuleBroken
from app.places.geometry import Point
from app.places.rules import Coverage


class FileUnreadable(RuleBroken):
    """The file as a whole cannot be used; nothing of it was read."""


class RowRefused(Exception):
    """One row or area cannot be used. The message is a whole German sentence."""


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A row or area that was left out: where it stands in the file, and why."""

    where: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class OrtsteilRecord:
    """One Ortsteil, or one area that may turn out to be a Planungsraum.

    `stated` holds only what the file says, under the names of the table's columns. `inside` is a point for an area that
    states none.
    """

    where: str
    key: str
    stated: Mapping[str, Any]
    inside: Point | None = None


@dataclass(frozen=True, kw_only=True)
class MembershipRecord:
    """One Ortsteil in one Planungsraum of a scheme. Facts about the scheme that are not stated are None."""

    where: str
    scheme: str
    planungsraum_key: str
    planungsraum: str
    ortsteil_key: str
    coverage: Coverage
    source: str = ""
    office: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """All that a file says. `name` is what the file calls itself; `has_areas` tells boundaries from tables."""

    name: str
    ortsteile: Sequence[OrtsteilRecord] = ()
    memberships: Sequence[MembershipRecord] = ()
    refused: Sequence[Refusal] = field(default_factory=tuple)
    has_areas: bool = False
